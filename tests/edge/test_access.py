"""Nobody gets in who should not: PINs, tokens, one-time keys, cookies and where they come from."""

import json
import multiprocessing
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests

from server.conference.commands import Role
from server.conference.refusal import Refused
from server.web.access import Access
from server.web.guard import COOKIE
from tests.edge.clients import Http, new_id
from tests.edge.house import House
from tests.edge.test_http import SENTENCE, told

NAME, PIN = "Thư ký Mẫu", "86420975"


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2027, 5, 15, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **time: float) -> None:
        """Let time pass."""
        self.now += timedelta(**time)


@pytest.fixture(name="watch")
def _watch() -> Watch:
    return Watch()


@pytest.fixture(name="access")
def _access(tmp_path: Path, watch: Watch) -> Access:
    return Access(tmp_path / "access.json", watch)


@pytest.fixture(name="own", scope="module")
def _own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server apart, whose links nobody has used and whose address may be locked."""
    with House(tmp_path_factory.mktemp("access") / "var") as house:
        yield house


@pytest.fixture(name="stranger")
def _stranger(shared: House) -> Iterator[Http]:
    with shared.http() as stranger:
        yield stranger


def sign_in(http: Http, name: str, pin: str) -> requests.Response:
    """Try a name and a PIN."""
    return http.post("/api/v1/session", json={"name": name, "pin": pin})


def refusal(access: Access, pin: str, name: str = NAME, address: str = "10.0.0.7") -> Refused:
    """How a sign-in is refused."""
    with pytest.raises(Refused) as refused:
        access.sign_in(name, pin, address)
    return refused.value


class TestPins:
    def test_signing_in_and_guessing(self, own: House) -> None:
        """
        A right PIN lets in; wrong ones and unknown names sound alike; the fifth locks the door.
        """
        own.account(NAME, Role.SECRETARY, PIN)
        with own.http() as http:
            right = sign_in(http, NAME, PIN)
        with own.http() as http:
            wrong = [told(sign_in(http, NAME, f"{n}000")) for n in range(4)]
            unknown = told(sign_in(http, "không ai", PIN))
            locked = sign_in(http, NAME, PIN)
            elsewhere = told(sign_in(http, "người khác", PIN))

        assert (200, "secretary") == (right.status_code, right.json()["role"])
        assert {"token", "id", "name", "role"} == right.json().keys()
        assert {(401, "wrong_pin")} == {*wrong, unknown}
        assert (429, "locked") == told(locked) == elsewhere
        assert SENTENCE | {"retry_after_s"} == locked.json().keys()
        assert 1 <= locked.json()["retry_after_s"] <= 10

    def test_a_crowd_of_guesses_is_still_five(self, access: Access) -> None:
        """
        Guesses sent all at once are counted like those sent one after the other.
        """
        access.set_account(NAME, Role.ADMIN, PIN)

        with ThreadPoolExecutor(20) as guessers:
            codes = list(guessers.map(lambda n: refusal(access, f"{n}").code, range(20)))

        assert 5 == codes.count("wrong_pin")
        assert 15 == codes.count("locked")

    def test_a_lock_grows_and_ends(self, access: Access, watch: Watch) -> None:
        """
        Each further wrong PIN doubles the wait, up to ten minutes; a right one clears the slate.
        """
        access.set_account(NAME, Role.ADMIN, PIN)
        for _ in range(4):
            refusal(access, "sai")

        waits = []
        for _ in range(8):
            assert refusal(access, "sai").code == "wrong_pin"
            waits.append(refusal(access, PIN).facts["retry_after_s"])
            watch.wait(seconds=float(str(waits[-1])) + 1)
        access.sign_in(NAME, PIN, "10.0.0.7")

        assert [10, 20, 40, 80, 160, 320, 600, 600] == waits
        assert ["wrong_pin"] * 4 == [refusal(access, "sai").code for _ in range(4)]

    def test_a_name_is_locked_everywhere(self, access: Access) -> None:
        """
        Who guesses one name from many machines locks that name.
        """
        access.set_account(NAME, Role.ADMIN, PIN)

        for n in range(5):
            refusal(access, "sai", address=f"10.0.0.{n}")

        assert "locked" == refusal(access, PIN, address="10.0.0.99").code


class TestSessions:
    def test_a_session_ends(self, access: Access, watch: Watch) -> None:
        """
        A token is good for a day's work and no longer.
        """
        access.set_account(NAME, Role.MC, PIN)
        token, _ = access.sign_in(NAME, PIN, "10.0.0.7")

        watch.wait(hours=17)
        during = access.whose(token)
        watch.wait(hours=2)

        assert during is not None
        assert (NAME, Role.MC) == (during.actor.name, during.actor.role)
        assert access.whose(token) is None

    def test_signing_out_ends_it(self, shared: House) -> None:
        """
        A token that was signed out is a stranger's.
        """
        with shared.sign_in("người về sớm", Role.VIEWER) as person:
            out = person.delete("/api/v1/session")

            assert 200 == out.status_code
            assert (401, "not_signed_in") == told(person.get("/api/v1/session"))

    def test_a_new_pin_ends_the_old_sessions(self, shared: House) -> None:
        """
        Whose PIN or role is changed must sign in again.
        """
        with shared.sign_in("người đổi vai", Role.OPERATOR) as person:
            shared.account("người đổi vai", Role.VIEWER, PIN)

            assert (401, "not_signed_in") == told(person.command("snapshot_attendance"))

    def test_a_device_paired_anew_is_a_new_one(self, shared: House) -> None:
        """
        Pairing a device under the same name voids its former token.
        """
        first = shared.device("kiosk", "ki-ốt bị mất")
        second = shared.device("kiosk", "ki-ốt bị mất")

        with shared.http(first) as lost, shared.http(second) as found:
            assert (401, "not_signed_in") == told(lost.get("/api/v1/roster"))
            assert 200 == found.get("/api/v1/roster").status_code


class TestKeys:
    def test_a_key_works_once(self, own: House) -> None:
        """
        The console's link signs in whoever opens it first, and nobody after.
        """
        with own.http() as first, own.http() as second:
            key = own.links()["console"].partition("#key=")[2]
            let_in = first.post("/api/v1/session", json={"key": key})
            turned_away = second.post("/api/v1/session", json={"key": key})

        assert (200, "admin") == (let_in.status_code, let_in.json()["role"])
        assert (401, "wrong_key") == told(turned_away)

    @pytest.mark.parametrize(
        ("page", "role"),
        [("mc", "mc"), ("kiosk", "kiosk"), ("reception", "reception"), ("hall", "screen")],
    )
    def test_every_page_has_its_key(self, own: House, page: str, role: str) -> None:
        """
        Each page's link signs in as what the page is for.
        """
        with own.enter(page) as someone:
            assert role == someone.get("/api/v1/session").json()["role"]

    def test_a_device_gets_no_cookie(self, own: House) -> None:
        """
        A kiosk keeps its token itself: a cookie would sign in every other page of its browser.
        """
        with own.http() as http:
            key = own.links()["lobby"].partition("#key=")[2]
            answer = http.post("/api/v1/session", json={"key": key})

        assert 200 == answer.status_code
        assert "Set-Cookie" not in answer.headers

    def test_a_key_grows_old(self, access: Access, watch: Watch) -> None:
        """
        A link nobody opened for two hours opens nothing.
        """
        key = access.one_time_key("bàn", Role.OPERATOR)
        watch.wait(hours=2, seconds=1)

        with pytest.raises(Refused, match="wrong_key"):
            access.redeem(key)

    @pytest.mark.parametrize("key", ["", "sai", "x" * 10_000])
    def test_a_wrong_key_is_refused(self, stranger: Http, key: str) -> None:
        """
        What is no key opens nothing.
        """
        assert (401, "wrong_key") == told(stranger.post("/api/v1/session", json={"key": key}))


@pytest.fixture(name="page", scope="module")
def _page(shared: House) -> Iterator[Http]:
    """A browser that holds the cookie of somebody who signed in on a page."""
    shared.account("trang", Role.OPERATOR, PIN)
    with shared.http() as page:
        asked = {"name": "trang", "pin": PIN}
        page.post("/api/v1/session", json=asked, headers=ours(shared)).raise_for_status()
        yield page


def ours(house: House) -> dict[str, str]:
    """What a browser adds to a call of one of our pages."""
    return {"Origin": house.base}


class TestCookies:
    def test_a_cookie_is_kept_close(self, page: Http) -> None:
        """
        No script can read it, and no other site can send it.
        """
        cookie = next(iter(page.cookies))

        assert COOKIE == cookie.name
        assert cookie.has_nonstandard_attr("HttpOnly")
        assert "Strict" == cookie.get_nonstandard_attr("SameSite")

    def test_a_cookie_reads(self, page: Http) -> None:
        """
        A page may read with its cookie alone.
        """
        assert 200 == page.get("/api/v1/session").status_code

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"Origin": "http://evil.example"},
            {"Origin": "null"},
            {"Origin": "", "Referer": "http://127.0.0.1"},
            {"Origin": "http://evil.example", "X-Forwarded-Host": "evil.example"},
            {"Origin": "http://evil.example", "Authorization": "Basic eDp5"},
        ],
        ids=str,
    )
    @pytest.mark.parametrize("path", ["commands", "check-ins", "check-ins/batch", "session"])
    def test_a_cookie_writes_from_our_pages_only(
        self, shared: House, page: Http, path: str, headers: dict[str, str]
    ) -> None:
        """
        A cookie that arrives without our own origin writes nothing, not even a sign-out.
        """
        before = len(shared.events())
        body = {"id": new_id(), "command": "snapshot_attendance", "code": "0", "scans": []}
        method = "DELETE" if path == "session" else "POST"

        answer = page.request(method, f"/api/v1/{path}", json=body, headers=headers)

        assert (403, "foreign_origin") == told(answer)
        assert before == len(shared.events())
        assert 200 == page.get("/api/v1/session").status_code

    def test_a_cookie_writes_from_our_pages(self, shared: House, page: Http) -> None:
        """
        From a page of ours a cookie is enough.
        """
        asked = {"id": new_id(), "command": "snapshot_attendance"}

        answer = page.post("/api/v1/commands", json=asked, headers=ours(shared))

        assert 200 == answer.status_code

    def test_another_site_signs_nobody_in(self, stranger: Http) -> None:
        """
        No other site can sign a browser in as somebody of its choice.
        """
        answer = stranger.post(
            "/api/v1/session",
            json={"name": "trang", "pin": PIN},
            headers={"Origin": "http://evil.example"},
        )

        assert (403, "foreign_origin") == told(answer)


def pair_many(path: Path, group: int) -> None:
    """Pair ten devices, as a second program that works on the same file."""
    access = Access.at(path)
    for n in range(10):
        access.add_device("kiosk", f"{group}-{n}")


class TestFile:
    def test_only_hashes_are_kept(self, access: Access, tmp_path: Path) -> None:
        """
        The file holds neither PIN nor token, and is for nobody else to read.
        """
        access.set_account(NAME, Role.ADMIN, PIN)
        tokens = [access.add_device("kiosk", "k"), access.sign_in(NAME, PIN, "10.0.0.7")[0]]

        file = tmp_path / "access.json"
        assert [] == [word for word in (PIN, *tokens) if word in file.read_text("utf-8")]
        assert 0o600 == stat.S_IMODE(file.stat().st_mode)

    def test_two_programs_may_write(self, tmp_path: Path) -> None:
        """
        What the command line writes while the server writes too is not lost, nor the server's.
        """
        path = tmp_path / "access.json"
        fork = multiprocessing.get_context("spawn")
        programs = [fork.Process(target=pair_many, args=(path, n)) for n in range(3)]

        for program in programs:
            program.start()
        for program in programs:
            program.join(60)

        kept = json.loads(path.read_text("utf-8"))["devices"]
        assert {f"{group}-{n}" for group in range(3) for n in range(10)} == set(kept)

    @pytest.mark.parametrize("text", ["", "{", "[]", '{"accounts": 5}'])
    def test_a_damaged_file_changes_nothing(
        self, access: Access, tmp_path: Path, text: str
    ) -> None:
        """
        While the file cannot be read, those who were known stay known.
        """
        token = access.add_device("kiosk", "k")
        (tmp_path / "access.json").write_text(text)

        assert access.whose(token) is not None
        assert access.whose("ai đó") is None
