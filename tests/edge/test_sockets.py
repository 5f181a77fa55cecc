"""The live edge: the whole view at once, then every newer one, and an answer to every event."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from server.conference.commands import Role
from tests.edge.clients import Http, Refusal, Socket, new_id
from tests.edge.house import House
from tests.edge.test_bad_input import fitting_arguments

GARBAGE: dict[str, Any] = {
    "nothing": None,
    "text": "next",
    "number": 7,
    "large number": 10**90,
    "list": [],
    "nested": [[[[{"id": {}}]]]],
    "empty": {},
    "wrong types": {"id": 5, "command": [], "code": {}, "version": "mới"},
    "a long id": {"id": "x" * 101, "command": "next", "code": "1"},
    "no id": {"command": "next", "code": "1", "version": None},
    "half a letter": {"id": "\ud800", "command": "next", "code": "1", "version": 10**30},
    "half a letter inside": {
        "id": "mẫu",
        "command": "message",
        "args": {"text": "\ud800", "audience": "hall"},
        "code": "\ud800",
        "version": -(10**30),
    },
    "bytes": {"id": b"\x00", "command": b"next", "code": b"\xff", "version": b"1"},
    "not a number": {
        "id": "a",
        "command": "next",
        "expects": float("nan"),
        "happened_at": float("inf"),
        "code": "1",
        "version": float("nan"),
    },
}
AUTH: dict[str, Any] = {
    "nothing": None,
    "empty": {},
    "text": "token",
    "number": 5,
    "true": True,
    "list": ["token"],
    "nested": {"token": {"token": "a"}, "as": "hall"},
    "no token": {"as": "hall"},
    "an empty token": {"token": "", "as": "hall"},
    "a wrong token": {"token": "sai", "as": "hall"},
    "half a letter": {"token": "\ud800", "as": "hall"},
    "a huge token": {"token": "x" * 30_000, "as": "hall"},
}


@pytest.fixture(name="admin")
def _admin(people: dict[Role, Http]) -> Http:
    return people[Role.ADMIN]


@pytest.fixture(name="token")
def _token(admin: Http) -> str:
    return str(admin.token)


def refusal_of(house: House, auth: Any) -> Any:
    """What a socket is told whose connect is refused."""
    with pytest.raises(Refusal) as refused:
        Socket(house.base, auth)
    return refused.value.told


def settled(socket: Socket) -> int:
    """How many views a socket has been sent, once no more are on their way."""
    count = -1
    while count != len(socket.views):
        count = len(socket.views)
        time.sleep(0.15)
    return count


class TestComingIn:
    @pytest.mark.parametrize("auth", AUTH.values(), ids=AUTH.keys())
    def test_a_stranger_is_refused(self, shared: House, auth: Any) -> None:
        """
        Without a good token a socket is refused inside its connect, with a code and sentences.
        """
        told = refusal_of(shared, auth)

        assert {"code", "message", "message_en"} == told.keys()
        assert "not_signed_in" == told["code"]

    @pytest.mark.parametrize(
        ("audience", "screen", "code"),
        [
            (None, None, "bad_request"),
            (5, None, "bad_request"),
            (["hall"], None, "bad_request"),
            ("hall", 5, "bad_request"),
            ("hall", {}, "bad_request"),
            ("balcony", None, "unknown_view"),
            ("", None, "unknown_view"),
            ("x" * 20_000, None, "unknown_view"),
            ("\ud800", None, "unknown_view"),
            ("hall", "balcony", "unknown_screen"),
            ("hall", "", "unknown_screen"),
            ("hall", "\ud800", "unknown_screen"),
            ("lobby", "hall-1", "unknown_screen"),
        ],
    )
    def test_a_wrong_audience_is_refused(
        self, shared: House, token: str, audience: Any, screen: Any, code: str
    ) -> None:
        """
        Who may come in but asks for what does not exist is told so.
        """
        told = refusal_of(shared, {"token": token, "as": audience, "screen": screen})

        assert code == told["code"]

    def test_a_kiosk_is_no_console(self, shared: House, people: dict[Role, Http]) -> None:
        """
        A paired kiosk that asks for the console is refused.
        """
        told = refusal_of(shared, {"token": people[Role.KIOSK].token, "as": "console"})

        assert "not_allowed" == told["code"]

    def test_a_page_comes_in_with_its_cookie(self, shared: House, token: str) -> None:
        """
        A page of ours needs no token in its script: the cookie is enough.
        """
        headers = {"Cookie": f"hall_session={token}"}

        with Socket(shared.base, {"as": "console"}, headers) as socket:
            assert "console" == socket.wait()["audience"]

    def test_the_whole_view_comes_first(self, shared: House, admin: Http, token: str) -> None:
        """
        Whoever comes in is shown at once how things stand, as HTTP would show it.
        """
        with shared.socket("hall", token, "hall-1") as wall:
            first = wall.views[0]

        now = admin.view("hall", "hall-1")
        assert now.keys() == first.keys()
        assert now["scene"] == first["scene"]

    def test_a_new_screen_is_hung(self, shared: House) -> None:
        """
        A paired screen the plan does not know gets its place when it first comes.
        """
        token = shared.device("screen", "hành lang", "lobby")

        with shared.socket("lobby", token) as wall:
            assert ("hành lang", "lobby") == (
                wall.view["screen"]["name"],
                wall.view["screen"]["role"],
            )

    def test_two_screens_may_have_one_name(
        self, shared: House, people: dict[Role, Http], admin: Http
    ) -> None:
        """
        The same screen opened twice shows the same twice, and is there until both are gone.
        """
        token = str(people[Role.SCREEN].token)

        def connected() -> bool:
            screens = admin.view("console")["screens"]
            return bool(next(s["connected"] for s in screens if s["name"] == "hall-1"))

        with shared.socket("hall", token) as one:
            with shared.socket("hall", token) as other:
                assert one.view["scene"] == other.view["scene"]
            time.sleep(0.2)
            still = connected()
        until(lambda: not connected())

        assert still


def until(true: Callable[[], bool]) -> None:
    """Wait until it is true."""
    give_up = time.monotonic() + 10
    while not true():
        assert time.monotonic() < give_up
        time.sleep(0.02)


class TestStaying:
    def test_every_change_is_shown(self, shared: House, admin: Http, token: str) -> None:
        """
        Each change of what a screen shows reaches it, under a higher version each time.
        """
        admin.command("take_control")
        with shared.socket("lobby", token, "lobby") as wall:
            for mode, name in [("blackout", "blackout"), ("programme", "release")] * 3:
                done = admin.command(name, {"screens": ["lobby"]})
                assert done.status_code == 200
                wall.wait(
                    lambda view, mode=mode, done=done: (
                        view["screen"]["mode"] == mode  # type: ignore[misc]
                        and view["version"] >= done.json()["version"]
                    )
                )

            versions = [view["version"] for view in wall.views]

        assert sorted(versions) == versions
        assert len(versions) >= 7

    def test_a_check_in_does_not_flood_the_wall(
        self, shared: House, people: dict[Role, Http], token: str
    ) -> None:
        """
        A hall screen whose picture stays is sent nothing while people come in; the desk sees them.
        """
        with (
            shared.socket("hall", token, "hall-1") as wall,
            shared.socket("console", token) as console,
        ):
            before = settled(wall)
            present = console.view["attendance"]["present"]
            for person in shared.plan.people[-5:]:
                people[Role.KIOSK].scan(shared.code(person.id)).raise_for_status()
            console.wait(lambda view: view["attendance"]["present"] == present + 5)

            assert before == settled(wall)

    def test_what_is_painted_is_told(
        self, shared: House, people: dict[Role, Http], token: str
    ) -> None:
        """
        A screen that says what it has painted is seen doing so on the console.
        """

        def painted(version: int) -> Callable[[dict[str, Any]], bool]:
            return lambda view: any(
                s["name"] == "hall-1" and s["connected"] and s["shown_version"] == version
                for s in view["screens"]
            )

        with (
            shared.socket("console", token) as console,
            shared.socket("hall", str(people[Role.SCREEN].token)) as wall,
        ):
            version = wall.view["version"]
            answer = wall.call("shown", {"version": version})

            assert {} == answer
            assert console.wait(painted(version))

    def test_the_clock_is_the_servers(self, shared: House, token: str) -> None:
        """
        A screen learns the server's time to the length of the way there and back.
        """
        with shared.socket("hall", token, "hall-1") as wall:
            before = time.time() * 1000
            told = wall.call("clock", None)
            after = time.time() * 1000

        assert before - 50 <= told <= after + 50

    def test_a_command_answers_like_http(self, shared: House, admin: Http, token: str) -> None:
        """
        A command by socket and the same by HTTP are one command, answered alike.
        """
        id = new_id()

        with shared.socket("console", token) as console:
            by_socket = console.command("snapshot_attendance", id=id)
            refused = console.command("check_out", {"person": "X-999"})

        assert by_socket == admin.command("snapshot_attendance", id=id).json()
        assert {"code", "message", "message_en", "agenda_version"} == refused.keys()

    def test_a_scan_answers_like_http(self, shared: House, people: dict[Role, Http]) -> None:
        """
        A scan by socket and the same by HTTP are one scan, answered alike.
        """
        id, code = new_id(), shared.code(shared.plan.people[-6].id)

        with shared.socket("kiosk", str(people[Role.KIOSK].token)) as kiosk:
            by_socket = kiosk.scan(code, id=id)

        assert "accepted" == by_socket["verdict"]
        assert by_socket == people[Role.KIOSK].scan(code, id=id).json()

    def test_a_revoked_device_is_refused(self, shared: House) -> None:
        """
        A kiosk whose token was voided is refused at its next word, or cut before it speaks.
        """

        def told(ask: Callable[[], Any]) -> str:
            try:
                return str(ask().get("code"))
            except ConnectionError:
                return "cut"

        with shared.socket("kiosk", shared.device("kiosk", "ki-ốt lạ")) as kiosk:
            known = kiosk.scan("0")
            shared.device("kiosk", "ki-ốt lạ")
            answers = {told(lambda: kiosk.scan("0")), told(lambda: kiosk.command("next"))}

        assert "unknown" == known["verdict"]
        assert answers <= {"not_signed_in", "cut"}


class TestGarbage:
    @pytest.fixture(autouse=True)
    def _nothing_changes(self, shared: House) -> Any:
        before = len(shared.events())
        yield
        assert before == len(shared.events())

    @pytest.mark.parametrize("payload", GARBAGE.values(), ids=GARBAGE.keys())
    @pytest.mark.parametrize("event", ["command", "check_in", "shown"])
    def test_garbage_is_refused(self, shared: House, token: str, event: str, payload: Any) -> None:
        """
        Whatever a socket sends, it is answered with a refusal that names the place.
        """
        with shared.socket("console", token) as console:
            answer = console.call(event, payload)
            alive = console.call("clock", None)

        assert "bad_request" == answer["code"]
        assert {"code", "message", "message_en"} <= answer.keys()
        assert isinstance(alive, float)

    def test_a_deep_payload_harms_nobody(self, shared: House, token: str) -> None:
        """
        A payload nested deeper than anybody reads costs its sender the socket at most.
        """
        deep: list[Any] = []
        for _ in range(400):
            deep = [deep]

        with shared.socket("console", token) as other, shared.socket("console", token) as console:
            assert "bad_request" == console.call("command", deep)["code"]
            assert isinstance(other.call("clock", None), float)

    @pytest.mark.parametrize(
        "event", ["nothing", "Command", "message", "json", "view", "", "__class__", "disconnecting"]
    )
    def test_an_unknown_event_is_refused(self, shared: House, token: str, event: str) -> None:
        """
        An event nobody knows is answered, not passed over.
        """
        with shared.socket("console", token) as console:
            assert "unknown_command" == console.call(event, {"a": 1})["code"]

    @pytest.mark.parametrize("name", ["check_in", "", "Next", "decide", "x" * 5000])
    def test_an_unknown_command_is_refused(self, shared: House, token: str, name: str) -> None:
        """
        What HTTP does not know, a socket does not either.
        """
        with shared.socket("console", token) as console:
            assert "unknown_command" == console.command(name)["code"]

    @pytest.mark.parametrize("name", ["go_to", "record_vote", "assign_screen", "insert"])
    def test_a_wrong_argument_is_named(self, shared: House, token: str, name: str) -> None:
        """
        A wrong argument is named to a socket as to a call.
        """
        args = fitting_arguments(name)
        first = next(iter(args))

        with shared.socket("console", token) as console:
            answer = console.command(name, args | {first: {}})

        assert ("bad_request", f"args.{first}") == (answer["code"], answer["field"])

    @pytest.mark.parametrize("event", ["connect", "disconnect", "connect_error"])
    def test_a_socket_cannot_play_the_server(self, shared: House, token: str, event: str) -> None:
        """
        The names of the protocol's own events are no way in: others hear nothing of it.
        """
        with shared.socket("console", token) as other, shared.socket("hall", token) as socket:
            socket.tell(event, {"token": token, "as": "console"})
            socket.tell(event, None, {"token": token, "as": "console"})

            assert isinstance(other.call("clock", None), float)
            settled(socket)
            assert {"hall"} == {view["audience"] for view in socket.views}
