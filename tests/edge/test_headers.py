"""Every answer of the house, walked: each route, each file and each error carries its policy."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from server.app import App
from server.conference.commands import Role
from server.config import Settings
from server.web import setup
from server.web.api import LARGEST_BODY
from server.web.guard import READING, forbidding
from server.web.pages import FOLDERS, VENDOR
from tests.edge.conftest import TINY

STRANGE = ["không có", "../../etc/passwd", "<script>", "%0d%0aX-Harm: 1"]
PLACE = re.compile(r"<(?:any\((\w+)[^)]*\):|\w+:)?\w+>")
NONCE = re.compile(r"'nonce-([\w-]{20,})'")
SERVED = [
    *(
        f"/{name}/{p.relative_to(folder)}"
        for name, folder in FOLDERS.items()
        for p in folder.rglob("*")
    ),
    *(f"/vendor/{path.relative_to(VENDOR)}" for path in VENDOR.rglob("*")),
    *(f"/texts/{lang}.json" for lang in ("vi", "en")),
]


@pytest.fixture(name="app", scope="module")
def _app(tmp_path_factory: pytest.TempPathFactory) -> App:
    """The whole server, put together and not listening."""
    return App(Settings(folder=TINY, var=tmp_path_factory.mktemp("headers") / "var"))


def filled(rule: str, value: str) -> str:
    """A route's path with a value in each of its places."""
    return PLACE.sub(lambda place: place[1] or value, rule)


def places(app: App) -> Iterator[tuple[str, str]]:
    """Every method and path of every route, its places filled with what fits and what does not."""
    for rule in app.flask.url_map.iter_rules():
        for path in sorted({filled(rule.rule, value) for value in ("1", *STRANGE)}):
            yield from ((method, path) for method in sorted(rule.methods or ()))


class Scripts(HTMLParser):
    """The scripts, styles and handlers that stand in a page itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.written: list[str | None] = []
        self.harmful: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and "src" not in given:
            self.written.append(given.get("nonce"))
        self.harmful += [name for name in given if name.startswith("on") or name == "style"]
        self.harmful += [tag] if tag in {"style", "base", "iframe", "object", "embed"} else []


def faults(answer: TestResponse) -> list[str]:
    """What an answer fails to forbid."""
    headers = answer.headers
    policy = headers.get("Content-Security-Policy", "")
    found = [] if "frame-ancestors 'none'" in policy else ["frame-ancestors"]
    found += [] if headers.get("X-Frame-Options") == "DENY" else ["frames"]
    found += [] if headers.get("X-Content-Type-Options") == "nosniff" else ["nosniff"]
    found += [] if headers.get("Referrer-Policy") == "no-referrer" else ["referrer"]
    found += ["unsafe"] if "unsafe" in policy.replace("'wasm-unsafe-eval'", "") else []
    found += ["twice"] if len(headers.get_all("Content-Security-Policy")) > 1 else []
    found += ["split"] if "X-Harm" in headers else []
    page = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
    if NONCE.search(policy) or (page and answer.status_code == 200):
        found += _of_a_page(policy, page)
    elif answer.mimetype != "text/javascript" and "default-src 'none'" not in policy:
        found.append("policy")
    return found


def _of_a_page(policy: str, page: str) -> list[str]:
    """A page runs what bears its nonce, and holds nothing else that could run."""
    nonce, scripts = NONCE.search(policy), Scripts(page)
    found = scripts.harmful
    found += ["nonce"] if nonce is None or {*scripts.written} - {nonce[1]} else []
    return found + [rule for rule in ("object-src 'none'", "base-uri 'none'") if rule not in policy]


def looked_at(app: App, calls: list[tuple[str, str]], **headers: Any) -> dict[str, list[str]]:
    """The calls whose answer leaves something open, and what."""
    guest = Client(app.doorway())
    found = {}
    for method, path in calls:
        answer = guest.open(path, method=method, headers=headers)
        if open_ := faults(answer):
            found[f"{method} {path} {answer.status_code}"] = open_
        answer.close()
    return found


@pytest.mark.parametrize("role", [None, Role.ADMIN], ids=["stranger", "admin"])
def test_every_route_forbids_what_it_should(app: App, role: Role | None) -> None:
    """
    A stranger with every method it knows, an admin who reads, whatever stands in its address.
    """
    headers = {}
    if role is not None:
        app.access.set_account("Mẫu", role, "86420975")
        headers["Authorization"] = f"Bearer {app.access.sign_in('Mẫu', '86420975', '10.0.0.7')[0]}"
    calls = list(places(app))
    if role is not None:
        calls = [call for call in calls if call[0] in READING]

    assert len(calls) > 200
    assert {} == looked_at(app, calls, **headers)


def test_every_file_forbids_what_it_should(app: App) -> None:
    """
    Pages, scripts, pictures, fonts, texts: whatever is served from a folder, and what is not.
    """
    assert {} == looked_at(app, [("GET", path) for path in SERVED])


def test_every_page_is_given_its_nonce(app: App) -> None:
    """
    Each page there is, by its file and by its short address, with a nonce nobody had before.
    """
    guest, nonces = Client(app.doorway()), []
    pages = [path for path in SERVED if path.endswith(".html")]

    for path in [*pages, *pages, "/setup"]:
        answer = guest.get(path, follow_redirects=True)
        found = NONCE.search(answer.headers["Content-Security-Policy"])
        assert (200, "text/html") == (answer.status_code, answer.mimetype)
        assert found, path
        nonces.append(found[1])

    assert len(pages) >= 8
    assert len(nonces) == len({*nonces})


@pytest.mark.parametrize(
    ("status", "call"),
    {
        400: {"path": "/api/v1/session", "method": "POST", "data": b"{"},
        401: {"path": "/api/v1/roster"},
        403: {"path": "/api/v1/session", "method": "POST", "headers": {"Origin": "http://a.b"}},
        404: {"path": "/không/có"},
        405: {"path": "/healthz", "method": "POST"},
        413: {"path": "/api/v1/session", "method": "POST", "data": b"x" * (LARGEST_BODY + 1)},
        500: {"path": "/metrics"},
    }.items(),
)
def test_every_error_forbids_what_it_should(
    app: App, monkeypatch: pytest.MonkeyPatch, status: int, call: dict[str, Any]
) -> None:
    """
    A refusal and a fault are answers like any other.
    """
    if status == 500:
        monkeypatch.setattr(app.tally, "text", lambda: 1 / 0)

    answer = Client(app.doorway()).open(**call)

    assert (status, []) == (answer.status_code, faults(answer))


@pytest.mark.parametrize(
    "path",
    [
        "/socket.io/",
        "/socket.io/?EIO=4&transport=polling",
        "/socket.io/?EIO=3&transport=websocket",
        "/socket.io/?EIO=4&transport=websocket",
        "/socket.io/?EIO=4&transport=websocket&sid=nobody",
        "/socket.io/socket.io.js",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "PUT"])
def test_the_sockets_door_forbids_what_it_should(app: App, method: str, path: str) -> None:
    """
    What a socket's door says to those who do not come as a socket.
    """
    assert {} == looked_at(app, [(method, path)])


def test_the_plain_porch_of_a_secure_house_forbids_what_it_should(app: App) -> None:
    """
    Where pages are secure, plain http leads on to them, and shows itself in nobody's frame.
    """
    plain = Client(forbidding(setup.porch(app.flask)))

    for path in ("/", "/console", "/setup", "/healthz", "/kiosk", "/api/v1/session"):
        answer = plain.get(path)
        assert (path, []) == (path, faults(answer))
