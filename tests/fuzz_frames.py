"""Frames nobody planned: Socket.IO, Engine.IO, WebSocket and HTTP, right, nearly right and wrong."""

import base64
import json
import os
import socket
from collections import Counter
from urllib.parse import quote

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as some

from server.conference import COMMANDS
from tests.edge.house import House

PATIENCE_S = 20
LONGEST_LINE = 30
QUIET = settings(
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
EVENTS = ("command", "check_in", "clock", "shown", "health", "connect", "disconnect", "view", "*")

anything = some.recursive(
    some.none()
    | some.booleans()
    | some.integers()
    | some.floats()
    | some.text(max_size=12)
    | some.sampled_from(["\ud800", "\x00", "<script>", "../", "9" * 400]),
    lambda below: (
        some.lists(below, max_size=3) | some.dictionaries(some.text(max_size=6), below, max_size=3)
    ),
    max_leaves=6,
)
commands = some.fixed_dictionaries(
    {"id": some.text(max_size=8) | anything, "command": some.sampled_from(sorted(COMMANDS))},
    optional={"args": some.dictionaries(some.text(max_size=8), anything, max_size=3) | anything,
              "expects": some.integers(-3, 3) | anything},
)  # fmt: skip
scans = some.fixed_dictionaries(
    {"id": some.text(max_size=8), "code": some.text("0123456789", min_size=30, max_size=36)}
)
payloads = commands | scans | anything


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=True)


events = some.builds(
    lambda number, name, payload: f"42{number}{_dumped([name, payload])}",
    some.sampled_from(["", "1", "77"]),
    some.sampled_from(EVENTS) | some.text(max_size=6),
    payloads,
)
packets = some.builds(
    lambda engine, kind, attachments, space, number, payload: (
        f"{engine}{kind}{attachments}{space}{number}{payload}"
    ),
    some.sampled_from([*"0123456789b", "", "x", "-"]),
    some.sampled_from([*"0123456789", "", "x"]),
    some.sampled_from(["", "", "1-", "99999-", "-1-", "x-"]),
    some.sampled_from(["", "", "/,", "/admin,", "/a?b=c,", "//,"]),
    some.sampled_from(["", "0", "12", "9" * 30]),
    payloads.map(_dumped) | some.text(max_size=20),
)
texts = events | packets | some.text(max_size=30)


def frame(opcode: int, data: bytes, *, final: bool = True, masked: bool = True) -> bytes:
    """A WebSocket frame (RFC 6455, 5.2)."""
    head = bytes([opcode | 0x80 * final])
    size, flag = len(data), 0x80 * masked
    if size < 126:
        head += bytes([flag | size])
    else:
        head += (
            bytes([flag | 126]) + size.to_bytes(2)
            if size < 65536
            else (bytes([flag | 127]) + size.to_bytes(8))
        )
    mask = b"\x00\x00\x00\x00" if masked else b""
    return head + mask + data


def as_text(text: str) -> bytes:
    """A text frame, of a text that may be none."""
    return frame(1, text.encode("utf-8", "surrogatepass"))


raw_frames = some.one_of(
    some.builds(frame, some.integers(0, 15), some.binary(max_size=40), final=some.booleans()),
    some.builds(lambda data: frame(1, data, masked=False), some.binary(max_size=20)),
    some.builds(lambda size: bytes([0x81, 0xFF]) + size.to_bytes(8), some.integers(0, 2**64 - 1)),
    some.binary(max_size=40),
)
frames = some.one_of(texts.map(as_text), texts.map(as_text), texts.map(as_text), raw_frames)
lines = some.lists(frames, min_size=LONGEST_LINE // 2, max_size=LONGEST_LINE)
words = some.text("abz/.%2e?=&:\\\x00 \r\n\t0-é", max_size=24)
ROOMS = ("display", "kiosk", "vendor", "media", "texts", "slides", "slides/0", "pictures",
         "silent", "setup", "hall", "api/v1/labels", "api/v1/devices", "api/v1/view")  # fmt: skip
long = some.builds(lambda what, times: what * times, words, some.integers(1, 400))
ends = some.sampled_from(["", ".png", ".js", ".webp", ".json"])
heads = some.one_of(
    some.builds(
        lambda method, room, name, end: (
            f"{method} /{room}/{quote(name)}{end} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
        ),
        some.sampled_from(["GET", "GET", "HEAD", "DELETE"]),
        some.sampled_from(ROOMS),
        words | long | some.integers(1, 7_000).map("9".__mul__),
        ends,
    ),
    some.builds(
        lambda asked: (
            f"POST /api/v1/pairings/pick-up HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"Content-Length: {len(asked.encode())}\r\n\r\n{asked}"
        ).encode(),
        some.fixed_dictionaries({"pickup": some.text(max_size=24) | anything}).map(_dumped),
    ),
    some.builds(
        lambda method, query, body: (
            f"{method} /socket.io/?{query} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"Content-Length: {len(body.encode())}\r\n\r\n{body}"
        ).encode(),
        some.sampled_from(["GET", "POST", "OPTIONS", "PUT"]),
        some.lists(
            some.sampled_from(
                ["EIO=4", "EIO=3", "transport=polling", "transport=websocket", "sid=abc", "j=0",
                 "j=x", "transport=", "EIO=", "b64=1", "t=%00", "sid=%ff"]
            ),
            max_size=4,
        ).map("&".join),
        texts.map(lambda text: text.encode(errors="replace").decode()),
    ),
    some.builds(lambda a, b: f"GET /{a} HTTP/1.1\r\n{b}\r\n\r\n".encode(), words, words),
    some.binary(max_size=200),
)  # fmt: skip


class Tried(Counter[str]):
    """How many frames and heads were sent, how lines ended, and what should never be."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []


def shout(
    house: House, senders: dict[str, dict[str, str] | None], count: int, number: int
) -> Tried:
    """Send about `count` frames and heads, from each sender (what it connects with, if at all)."""
    tried = Tried()
    each = max(2, count // len(senders))
    for sender, auth in senders.items():
        _frames_of(house, sender, auth, each, number, tried)
    _heads(house, max(2, count // 20), number, tried)
    return tried


def _frames_of(
    house: House, sender: str, auth: dict[str, str] | None, count: int, number: int, tried: Tried
) -> None:
    hello = as_text("40" + json.dumps(auth)) if auth is not None else b""

    @seed(number)
    @settings(QUIET, max_examples=max(1, count * 4 // (LONGEST_LINE * 3)))
    @given(lines)
    def send(said: list[bytes]) -> None:
        tried["frames"] += len(said)
        _send(house, _handshake(house) + hello + b"".join(said), f"a line of {sender}", tried)

    send()


def _heads(house: House, count: int, number: int, tried: Tried) -> None:
    @seed(number)
    @settings(QUIET, max_examples=count)
    @given(heads)
    def send(head: bytes) -> None:
        tried["heads"] += 1
        _send(house, head, "a head", tried)

    send()


def _handshake(house: House) -> bytes:
    key = base64.b64encode(os.urandom(16)).decode()
    return (
        f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:{house.port}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: {key}\r\n\r\n"
    ).encode()


def _send(house: House, said: bytes, what: str, tried: Tried) -> None:
    """Say it all, then listen until the server has ended the line; one that never ends is wrong."""
    heard = 0
    try:
        with socket.create_connection(("127.0.0.1", house.port), PATIENCE_S) as line:
            line.sendall(said)
            line.shutdown(socket.SHUT_WR)
            while more := line.recv(1 << 16):
                heard += len(more)
        tried["lines that ended"] += 1
    except TimeoutError:
        tried.wrong.append(f"{what} was never ended, after {heard} bytes: {said[-200:]!r}")
    except OSError:
        tried["lines that were cut"] += 1
