"""A client that ignores every answer and says what it likes: nothing of it is handled."""

import contextlib
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
import websocket
from websocket import WebSocket

from server.conference.commands import Role
from tests.edge.clients import Http, new_id
from tests.edge.house import House

EVENT, CONNECT, CONNECTED, REFUSED, LEAVE = "42", "40", "40", "44", "41"


class Line:
    """A WebSocket without manners: it sends frames as they are given."""

    def __init__(self, house: House, **options: Any) -> None:
        address = f"ws://127.0.0.1:{house.port}/socket.io/?EIO=4&transport=websocket"
        self._ws: WebSocket = websocket.create_connection(address, timeout=10, **options)
        assert str(self._ws.recv()).startswith("0{")

    def say(self, frame: str | bytes) -> None:
        """Send a frame, if the server still listens."""
        with contextlib.suppress(OSError, websocket.WebSocketException):
            self._ws.send(frame, websocket.ABNF.OPCODE_TEXT if isinstance(frame, str) else 2)

    def hear(self) -> str:
        """The next frame that is no ping; nothing, when the line is dead."""
        try:
            while (frame := self._ws.recv()) == "2":
                self.say("3")
            return str(frame)
        except (OSError, websocket.WebSocketException):
            return ""

    def hear_all(self, for_s: float = 0.3) -> list[str]:
        """Every frame that comes before the line is silent."""
        self._ws.settimeout(for_s)
        frames: list[str] = []
        while frame := self.hear():
            frames.append(frame)
        return frames

    def close(self) -> None:
        """Leave without a word."""
        self._ws.shutdown()


@pytest.fixture(name="admin")
def _admin(people: dict[Role, Http]) -> Http:
    return people[Role.ADMIN]


@pytest.fixture(name="line")
def _line(shared: House) -> Iterator[Line]:
    line = Line(shared)
    yield line
    line.close()


@pytest.fixture(autouse=True)
def _nothing_changes(shared: House, admin: Http) -> Iterator[None]:
    before = len(shared.events())
    yield
    assert before == len(shared.events())
    assert 200 == admin.get("/readyz").status_code


def demands(token: str) -> list[str]:
    """What an uninvited client would like to happen, with and without asking for an answer."""
    command = {"id": new_id(), "command": "snapshot_attendance", "args": {}}
    scan = {"id": new_id(), "code": "0"}
    return [
        f"42{json.dumps(['command', command])}",
        f"421{json.dumps(['command', command | {'id': new_id()}])}",
        f"422{json.dumps(['check_in', scan])}",
        f"423{json.dumps(['shown', {'version': 1}])}",
        f"424{json.dumps(['clock', None])}",
        f"42{json.dumps(['connect', None, {'token': token, 'as': 'console'}])}",
        f"42{json.dumps(['disconnect'])}",
    ]


REFUSALS = {
    "no token": {},
    "a wrong token": {"token": "sai", "as": "hall"},
    "an unknown audience": {"token": "TOKEN", "as": "balcony"},
    "a screen that does not exist": {"token": "TOKEN", "as": "hall", "screen": "balcony"},
}


@pytest.mark.parametrize("auth", REFUSALS.values(), ids=REFUSALS.keys())
def test_a_refused_socket_is_not_heard(line: Line, admin: Http, auth: dict[str, str]) -> None:
    """
    After a refused connect, nothing the client sends is handled or answered.
    """
    token = str(admin.token)
    line.say(CONNECT + json.dumps({k: token if v == "TOKEN" else v for k, v in auth.items()}))
    refusal = line.hear()

    for demand in demands(token):
        line.say(demand)

    assert refusal.startswith(REFUSED)
    assert {"code", "message", "message_en"} == json.loads(refusal[2:])["data"].keys()
    assert [] == line.hear_all()


def test_an_unconnected_socket_is_not_heard(line: Line, admin: Http) -> None:
    """
    Before its connect, nothing a client sends is handled or answered.
    """
    for demand in demands(str(admin.token)):
        line.say(demand)

    assert [] == line.hear_all()


def test_a_socket_that_left_is_not_heard(line: Line, admin: Http) -> None:
    """
    After it has left, nothing a client sends is handled or answered, and no view reaches it.
    """
    line.say(CONNECT + json.dumps({"token": admin.token, "as": "console"}))
    let_in = line.hear_all()
    line.say(LEAVE)

    for demand in demands(str(admin.token)):
        line.say(demand)

    assert any(frame.startswith(CONNECTED) for frame in let_in)
    assert any(frame.startswith('42["view"') for frame in let_in)
    assert [] == line.hear_all()


@pytest.mark.parametrize("space", ["/admin", "/other", "//"])
def test_there_is_one_namespace(line: Line, admin: Http, space: str) -> None:
    """
    There is no second door beside the first.
    """
    line.say(f"40{space}," + json.dumps({"token": admin.token, "as": "console"}))
    answer = line.hear()
    line.say(f"42{space},1" + demands("")[0][2:])

    assert answer.startswith(f"{REFUSED}{space},")
    assert [] == line.hear_all()


def test_a_second_connect_is_refused(line: Line, admin: Http) -> None:
    """
    A socket that is in cannot come in once more as something else.
    """
    line.say(CONNECT + json.dumps({"token": admin.token, "as": "hall"}))
    line.hear_all()

    line.say(CONNECT + json.dumps({"token": admin.token, "as": "console"}))

    frames = line.hear_all()
    assert [] == [frame for frame in frames if '"audience":"console"' in frame]


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1", "https://127.0.0.1:1"]
)
def test_another_sites_page_gets_no_line(shared: House, admin: Http, origin: str) -> None:
    """
    A page of another site gets no socket, whatever cookie its browser sends along.
    """
    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        Line(shared, origin=origin, cookie=f"hall_session={admin.token}")

    assert 400 == refused.value.status_code


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "4",
        "42",
        "42[",
        "42[]",
        "42{}",
        "42null",
        '42"command"',
        "42[5]",
        "42[null,null]",
        '42[{"a":1}]',
        "421[]",
        "4299999999999999999999[]",
        "43",
        "431[]",
        "439999999999999[{}]",
        "45",
        "451-",
        '451-["command",{"_placeholder":true,"num":0}]',
        '4599-["command",{"_placeholder":true,"num":98}]',
        '451-1["command",{"_placeholder":true,"num":7}]',
        "46",
        "49",
        "5",
        "6",
        "9",
        "xyz",
        "40",
        '40{"token":',
        "40[]",
        "b4AAAA",
        '42["command",' + "9" * 5000 + "]",
        '42["command",' + "[" * 20_000 + "]" * 20_000 + "]",
        '42["command","' + "x" * 60_000 + '"]',
        b"",
        b"\x00\xff\x04",
    ],
    ids=lambda frame: repr(frame[:24]),
)
@pytest.mark.parametrize("let_in", [False, True], ids=["stranger", "let in"])
def test_a_broken_frame_harms_nobody(
    shared: House, admin: Http, line: Line, frame: str | bytes, let_in: bool
) -> None:
    """
    A frame that makes no sense costs its sender the line at most; everybody else goes on.
    """
    if let_in:
        line.say(CONNECT + json.dumps({"token": admin.token, "as": "hall"}))
        line.hear()

    line.say(frame)
    line.say(frame)

    with shared.socket("hall", str(admin.token)) as other:
        assert isinstance(other.call("clock", None), float)


def test_too_long_a_frame_ends_the_line(shared: House, admin: Http, line: Line) -> None:
    """
    A frame longer than any legal one ends the line it came on, and is not handled.
    """
    command = {"id": new_id(), "command": "snapshot_attendance", "args": {}, "pad": "x" * 70_000}
    line.say(CONNECT + json.dumps({"token": admin.token, "as": "console"}))
    line.hear_all()

    line.say(f"421{json.dumps(['command', command])}")

    assert [] == [frame for frame in line.hear_all() if frame.startswith("43")]


def test_long_polling_is_not_offered(admin: Http) -> None:
    """
    The slower way in, with its own parser, is shut.
    """
    answer = admin.get("/socket.io/?EIO=4&transport=polling")

    assert 400 == answer.status_code


def test_strangers_do_not_pile_up(shared: House, admin: Http) -> None:
    """
    Sockets that were refused leave nothing behind.
    """

    def sockets() -> list[str]:
        lines = admin.get("/metrics").text.splitlines()
        return [line for line in lines if line.startswith("hall_sockets{")]

    before = sockets()
    for _ in range(20):
        line = Line(shared)
        line.say(CONNECT + json.dumps({"token": "sai", "as": "hall"}))
        line.hear()
        line.close()
    time.sleep(0.2)

    assert before == sockets()
