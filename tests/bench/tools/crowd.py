"""A crowd of wall screens: raw WebSockets read by one epoll loop in a thread of its own.

Each socket notes when each version of its view had arrived, whole. The thread works while the
server does, on the other core; what it adds to an arrival is the time its own loop takes, so what
is measured is never better than the truth.
"""

import base64
import json
import os
import select
import socket
import ssl
import threading
import time
from collections.abc import Sequence
from typing import Self

VIEW = b'42["view"'
PING, PONG = b"2", b"3"
LONG_S = 30


class Line:
    """One screen's socket; `takes` is the most its system holds for it unread, in bytes."""

    def __init__(
        self,
        port: int,
        token: str,
        name: str,
        trust: ssl.SSLContext | None,
        takes: int | None = None,
    ) -> None:
        self.arrived: list[tuple[int, float]] = []
        self._rest = b""
        self._socket = socket.socket()
        if takes is not None:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, takes)
        self._socket.connect(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if trust is not None:
            self._socket = trust.wrap_socket(self._socket, server_hostname="127.0.0.1")
        self._shake_hands(port)
        self._say(b"40" + json.dumps({"token": token, "as": "hall", "screen": name}).encode())
        while not self.arrived:
            self.read()
        self._socket.setblocking(False)

    def _shake_hands(self, port: int) -> None:
        key = base64.b64encode(os.urandom(16)).decode()
        self._socket.sendall(
            (
                "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
                f"Host: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
            ).encode()
        )
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._socket.recv(4096)
        if b" 101 " not in answer:
            raise ConnectionError(answer.decode())
        self._rest = answer.partition(b"\r\n\r\n")[2]

    @property
    def version(self) -> int:
        """The newest version it has."""
        return self.arrived[-1][0]

    def fileno(self) -> int:
        """What epoll waits for."""
        return self._socket.fileno()

    def read(self) -> None:
        """Take in what has come; raises `ConnectionError` where the server has hung up."""
        try:
            while data := self._socket.recv(65536):
                self._take(data)
                if not isinstance(self._socket, ssl.SSLSocket) or not self._socket.pending():
                    return
        except (BlockingIOError, ssl.SSLWantReadError):
            return
        raise ConnectionError("the server has hung up")

    def _take(self, data: bytes) -> None:
        self._rest += data
        while (whole := _whole(self._rest)) is not None:
            text, self._rest = self._rest[whole.start : whole.stop], self._rest[whole.stop :]
            if text.startswith(VIEW):
                version = int(text.partition(b'"version":')[2].partition(b",")[0])
                self.arrived.append((version, time.perf_counter()))
            elif text == PING:
                self._say(PONG)

    def _say(self, data: bytes) -> None:
        size = bytes([0x80 | len(data)]) if len(data) < 126 else b"\xfe" + len(data).to_bytes(2)
        self._socket.sendall(b"\x81" + size + b"\0\0\0\0" + data)

    def since(self, version: int) -> float | None:
        """When it had that version, or a newer one."""
        return next((at for had, at in self.arrived if had >= version), None)

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


def _whole(data: bytes) -> slice | None:
    """Where the first frame's text stands, if it is there to its end (RFC 6455, 5.2; unmasked)."""
    if len(data) < 2:
        return None
    size, start = data[1], 2
    if size == 126:
        size, start = int.from_bytes(data[2:4]), 4
    elif size == 127:
        size, start = int.from_bytes(data[2:10]), 10
    return slice(start, start + size) if len(data) >= start + size else None


class Crowd:
    """Screens by token and name, each with its first view, read until the crowd is left."""

    def __init__(
        self, port: int, screens: Sequence[tuple[str, str]], trust: ssl.SSLContext | None = None
    ) -> None:
        self.lines: list[Line] = []
        self._by_number: dict[int, Line] = {}
        self._poll = select.epoll()
        self._leaving = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        for token, name in screens:
            self._let_in(Line(port, token, name, trust))

    def _let_in(self, line: Line) -> None:
        self._by_number[line.fileno()] = line
        self.lines.append(line)
        self._poll.register(line.fileno(), select.EPOLLIN)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._leaving.set()
        self._reader.join()
        self._poll.close()
        for line in self.lines:
            line.close()

    def _read(self) -> None:
        while not self._leaving.is_set():
            for number, _ in self._poll.poll(0.2):
                self._by_number[number].read()

    def reached(self, version: int, within_s: float = LONG_S) -> list[float]:
        """When each screen had that version, once all have."""
        give_up = time.monotonic() + within_s
        while any(line.version < version for line in self.lines):
            if time.monotonic() > give_up:
                late = sum(line.version < version for line in self.lines)
                raise TimeoutError(f"{late} of {len(self.lines)} screens still lack {version}")
            time.sleep(0.0005)
        return [at for line in self.lines if (at := line.since(version)) is not None]
