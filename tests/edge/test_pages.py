"""Pages, pictures and texts are served from their folders, and nothing beside them."""

import hashlib
import http.client
import re
import shutil
from collections.abc import Iterator

import pytest
from PIL import Image

from server.conference.commands import Role
from tests.edge.clients import Http
from tests.edge.conftest import TINY
from tests.edge.house import House
from tests.edge.test_crowds import until
from tests.sample_media import make_tone

PAGES = [
    "/display/screen.html",
    "/display/console.html",
    "/display/mc.html",
    "/display/setup.html",
    "/display/sign-in.html",
    "/kiosk/kiosk.html",
    "/kiosk/reception.html",
    "/kiosk/scanner-test.html",
]
SHORT = {
    "/": "/display/console.html",
    "/console": "/display/console.html",
    "/mc": "/display/mc.html",
    "/hall?name=hall-1": "/display/screen.html?role=hall&name=hall-1",
    "/lobby": "/display/screen.html?role=lobby",
    "/stage": "/display/screen.html?role=stage",
    "/overlay": "/display/screen.html?role=overlay",
    "/kiosk": "/kiosk/kiosk.html",
    "/reception": "/kiosk/reception.html",
}
SOUND, PORTRAIT = "quốc ca.ogg", "chân dung.jpg"
OUT = [
    "../server/app.py",
    "..%2fserver/app.py",
    "%2e%2e/server/app.py",
    "%2e%2e%2fserver%2fapp.py",
    "..%5cserver%5capp.py",
    "shared/../../server/app.py",
    "..//..//..//..//etc/passwd",
    "/etc/passwd",
    "%2fetc/passwd",
    "%00",
    "shared/live.js%00.html",
    "%252e%252e%252fserver%252fapp.py",
    "..%252f..%252fserver%252fapp.py",
    "%c0%ae%c0%ae/server/app.py",
    "..%c0%af..%c0%afserver/app.py",
    "..;/server/app.py",
    "....//....//server/app.py",
    "..\\..\\server\\app.py",
    "%5c%5c..%5c..%5cserver%5capp.py",
    "%e2%80%a5/server/app.py",
    "C:/Windows/win.ini",
    "file:///etc/passwd",
    "shared/../../data/var/secret",
    ".venv/pyvenv.cfg",
    ".",
    "",
    "nothing.js",
    "package.json",
    "package-lock.json",
    "a" * 300,
    "a/" * 3000,
    "9" * 5000,
    "9" * 5000 + ".png",
    "9" * 300 + ".png",
    "%C4%91" * 300 + ".js",
]


def fetch(house: House, path: str) -> tuple[int, str]:
    """The status and body of a path, sent exactly as it is written."""
    connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=10)
    try:
        connection.putrequest("GET", path, skip_accept_encoding=True)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()


@pytest.fixture(name="media", scope="module")
def _media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server whose conference has a sound and a portrait."""
    folder = tmp_path_factory.mktemp("media") / "conference"
    shutil.copytree(TINY, folder)
    (folder / "media").mkdir()
    make_tone(folder / "media" / SOUND, 1)
    Image.new("RGB", (600, 800)).save(folder / "media" / PORTRAIT)
    (folder / "media" / "thư.txt").write_text("của văn phòng")
    plan = (folder / "conference.toml").read_text("utf-8")
    (folder / "conference.toml").write_text(f'emblem = "{PORTRAIT}"\n{plan}', "utf-8")
    with House(folder.with_name("var"), folder) as house:
        screen = house.http(house.device("screen", "wall", "hall"))
        assert until(lambda: screen.get(f"/media/{SOUND}").status_code == 200)
        screen.close()
        yield house


@pytest.fixture(name="admin")
def _admin(people: dict[Role, Http]) -> Http:
    return people[Role.ADMIN]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_runs_only_what_it_was_given(admin: Http, path: str) -> None:
    """
    A page carries a policy that allows its own scripts and this page's nonce, new each time.
    """
    first, second = admin.get(path), admin.get(path)

    policies = [answer.headers["Content-Security-Policy"] for answer in (first, second)]
    nonces = [re.search(r"'nonce-([\w-]+)'", policy) for policy in policies]
    assert nonces[0]
    assert nonces[1]
    assert nonces[0][1] != nonces[1][1]
    assert f'nonce="{nonces[0][1]}"' in first.text
    assert "{{" not in first.text
    for rule in ("default-src 'self'", "object-src 'none'", "base-uri 'none'"):
        assert rule in policies[0]
    assert "frame-ancestors 'none'" in policies[0]
    assert "unsafe" not in policies[0].replace("'wasm-unsafe-eval'", "")
    assert "no-store" == first.headers["Cache-Control"]


@pytest.mark.parametrize("host", ["evil.example; script-src *", "x' 'unsafe-inline", "a b"])
def test_an_odd_name_does_not_loosen_the_policy(shared: House, host: str) -> None:
    """
    By whatever name a page was asked for, its policy names no other place than this house.
    """
    answer = Http(shared.base).get("/display/console.html", headers={"Host": host})

    assert host not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", [*PAGES, "/healthz", "/nothing", "/media/x.mp3"])
def test_only_the_door_has_a_camera(admin: Http, path: str) -> None:
    """
    A page that reads no badge may not even ask for the camera; none may listen or look elsewhere.
    """
    allowed = admin.get(path).headers["Permissions-Policy"].split(", ")

    door = path.startswith("/kiosk/") or path == "/display/setup.html"
    assert ("camera=(self)" if door else "camera=()") in allowed
    assert {"microphone=()", "geolocation=()", "usb=()"} <= set(allowed)


@pytest.mark.parametrize("path", [*PAGES, "/healthz", "/nothing", "/texts/vi.json", "/hall"])
def test_every_answer_is_guarded(admin: Http, path: str) -> None:
    """
    No answer is guessed at, framed by others, or told to others.
    """
    headers = admin.get(path).headers

    assert "nosniff" == headers["X-Content-Type-Options"]
    assert "DENY" == headers["X-Frame-Options"]
    assert "no-referrer" == headers["Referrer-Policy"]


@pytest.mark.parametrize(("short", "page"), SHORT.items())
def test_short_addresses_lead_on(admin: Http, short: str, page: str) -> None:
    """
    What is typed on a television leads to the page, with all that was asked for.
    """
    answer = admin.get(short)

    assert (302, page) == (answer.status_code, answer.headers.get("Location"))


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/display/screen.html", "text/html; charset=utf-8"),
        ("/display/screen.js", "text/javascript; charset=utf-8"),
        ("/display/screen.css", "text/css; charset=utf-8"),
        ("/display/shared/live.js", "text/javascript; charset=utf-8"),
        ("/kiosk/kiosk.js", "text/javascript; charset=utf-8"),
        ("/texts/vi.json", "application/json"),
        ("/texts/en.json", "application/json"),
    ],
)
def test_files_have_their_types(admin: Http, path: str, kind: str) -> None:
    """
    A file says what it is, whatever the system thinks its name means.
    """
    answer = admin.get(path)

    assert (200, kind) == (answer.status_code, answer.headers["Content-Type"])


@pytest.mark.parametrize("name", OUT)
@pytest.mark.parametrize(
    "folder", ["display", "kiosk", "vendor", "media", "texts", "slides", "setup", "slides/0"]
)
def test_nothing_leads_out_of_a_folder(shared: House, admin: Http, folder: str, name: str) -> None:
    """
    No spelling of a path reaches a file outside its folder, or one not meant for browsers.
    """
    status, body = fetch(shared, f"/{folder}/{name}")
    known = admin.get(f"/{folder}/{name}")

    assert status in {301, 308, 400, 401, 404}
    assert known.status_code in {301, 308, 400, 404}
    assert [] == [word for word in ("import eventlet", "root:", "lockfile") if word in body]


@pytest.mark.parametrize("name", OUT)
def test_media_leads_nowhere_else(media: House, name: str) -> None:
    """
    Who may hear the conference's sounds may not therefore read its roster or the journal.
    """
    with media.http(media.device("screen", "wall", "hall")) as screen:
        answer = screen.get(f"/media/{name}")

    assert answer.status_code in {301, 308, 400, 404}


def test_media_is_for_those_let_in(media: House) -> None:
    """
    The conference's sounds are served to whoever is let in, in parts too, and to nobody else.
    """
    screen = media.http(media.device("screen", "wall", "hall"))

    with media.http() as stranger:
        refused = stranger.get(f"/media/{SOUND}")
    whole = screen.get(f"/media/{SOUND}")
    part = screen.get(f"/media/{SOUND}", headers={"Range": "bytes=2-4"})
    screen.close()

    assert (401, "not_signed_in") == (refused.status_code, refused.json()["code"])
    sound = (media.folder / "media" / SOUND).read_bytes()
    assert (200, sound) == (whole.status_code, whole.content)
    assert "audio/ogg" == whole.headers["Content-Type"]
    assert (206, sound[2:5]) == (part.status_code, part.content)


@pytest.mark.parametrize("name", ["chân dung.jpg", "thư.txt"])
def test_the_offices_own_files_are_not_given_away(media: House, name: str) -> None:
    """
    Only what is played is given out: a portrait's own file tells where and with what it was taken,
    and it would be there to have after everything personal was erased.
    """
    answers = []
    for reader in (
        media.http(media.device("screen", "wall", "hall")),
        media.sign_in("Xem Mẫu", Role.VIEWER),
    ):
        answers.append(reader.get(f"/media/{name}").status_code)
        reader.close()

    assert (media.folder / "media" / name).is_file()
    assert [404, 404] == answers


def test_a_picture_is_not_found_by_whoever_has_its_file(media: House) -> None:
    """
    A browser's picture brings no token: its address is what opens it, and only who is let in is
    told that. To have a portrait and ask whether its person is to be honoured leads to nothing.
    """
    with media.http(media.device("screen", "wall", "hall")) as screen, media.http() as stranger:
        address = screen.view("hall", screen="wall")["conference"]["emblem"]
        content = hashlib.sha256((media.folder / "media" / PORTRAIT).read_bytes()).hexdigest()
        answers = [stranger.get(f"/pictures/{mark}.webp") for mark in (content, "", "0" * 32)]

        assert 200 == stranger.get(address).status_code
    assert [404] * 3 == [answer.status_code for answer in answers]
    assert content not in address


def test_a_picture_keeps_its_address_through_a_restart(media: House) -> None:
    """
    A wall's browser need not fetch again what it has, and a picture that is held stays.
    """
    with media.http(media.device("screen", "wall", "hall")) as screen:
        before = screen.view("hall", screen="wall")["conference"]["emblem"]
        media.restart()

        assert before == screen.view("hall", screen="wall")["conference"]["emblem"]
