"""What a stranger may ask for is written out; every other route wants to know who is there."""

from functools import partial

import pytest
from werkzeug.test import Client

from server.app import App
from server.conference.commands import Role
from server.config import Settings
from tests.edge.clients import Http
from tests.edge.conftest import TINY
from tests.edge.house import House
from tests.edge.test_crowds import until
from tests.edge.test_headers import filled
from tests.sample_media import FILM

# Written out, so that a new route is open only where somebody has thought of it.
OPEN = {
    "GET /healthz",
    "GET /readyz",
    "GET /metrics",
    "GET /api/v1/openapi.json",
    "POST /api/v1/session",
    "POST /api/v1/pairings",
    "POST /api/v1/pairings/pick-up",
    *(f"GET /{page}" for page in ("", "console", "mc", "hall", "lobby", "stage", "overlay")),
    *(f"GET /{page}" for page in ("screen", "kiosk", "reception", "trail")),
    *(f"GET /{folder}/1" for folder in ("display", "vendor")),
    "GET /kiosk/worker.js",
    "GET /texts/vi.json",
    *(f"GET /setup{more}" for more in ("", "/server.json", "/time", "/qr.svg")),
    *(f"GET /setup/root.{kind}" for kind in ("crt", "pem")),
    "GET /slides/1/1.png",
    "GET /pictures/1.webp",
}
METHODS = {"GET", "POST", "PUT", "DELETE", "PATCH"}


@pytest.fixture(name="app", scope="module")
def _app(tmp_path_factory: pytest.TempPathFactory) -> App:
    """The whole server, put together and not listening."""
    return App(Settings(folder=TINY, var=tmp_path_factory.mktemp("open") / "var"))


@pytest.mark.parametrize("token", [None, "sai"], ids=["nobody", "a wrong token"])
def test_a_stranger_is_let_into_nothing_else(app: App, token: str | None) -> None:
    """
    Whatever is not open answers 401 before it looks at what was asked.
    """
    stranger = Client(app.doorway())
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    calls = {
        f"{method} {filled(rule.rule, '1')}"
        for rule in app.flask.url_map.iter_rules()
        for method in (rule.methods or set()) & METHODS
    }

    answered = {}
    for call in calls:
        method, _, path = call.partition(" ")
        answer = stranger.open(path, method=method, headers=headers)
        answered[call] = answer.status_code
        answer.close()

    assert OPEN == {call for call, status in answered.items() if status != 401}
    assert len(calls - OPEN) > 15


@pytest.fixture(name="film", scope="module")
def _film(people: dict[Role, Http]) -> str:
    """The digest of the sample's film, once the server has looked into its folder."""
    found: list[str] = []

    def is_there() -> list[str]:
        wanted = people[Role.SCREEN].view("hall")["media"]["wanted"]
        found[:] = [str(one["sha256"]) for one in wanted if one["file"] == FILM]
        return found

    assert until(is_there)
    return found[0]


def test_films_are_for_whoever_is_known(shared: House, people: dict[Role, Http], film: str) -> None:
    """
    Every role and every paired device may play them; whoever was turned out may not.
    """
    token = shared.device("screen", "màn Mẫu", "hall")
    people[Role.ADMIN].delete("/api/v1/devices/màn Mẫu").raise_for_status()
    with shared.http() as stranger, shared.http(token) as turned_out:
        for path in (f"/media/{FILM}", f"/silent/{film}"):
            assert until(partial(plays, people[Role.ADMIN], path))

            assert set(Role) == {role for role, one in people.items() if plays(one, path)}
            assert [401, 401] == [one.get(path).status_code for one in (stranger, turned_out)]


def plays(person: Http, path: str) -> bool:
    """Whether somebody is given the beginning of a film."""
    return person.get(path, headers={"Range": "bytes=0-99"}).status_code == 206
