"""The lines: the raw side of every socket, so that one frame, built once, goes to all of them.

Measured: to 1,000 sockets in 13 ms instead of 32. A line that cannot take the bytes at once gets
them through its own queue, in order; it delays nobody else, and is cut if it falls far behind.
"""

import logging
import ssl
import time
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from socket import SO_SNDBUF, SOL_SOCKET
from typing import Any

from engineio import packet

from .manners import BROKEN, STRANGER_S, Manners
from .pulse import Pulse

log = logging.getLogger(__name__)

FARTHEST_BEHIND = 64
IN_A_ROW = 100  # lines told, a millisecond of work, before others have their turn
TAKEN_IN = 4096  # bytes at once: a page's words are shorter
SEND_BUFFER = 128 * 1024  # the system's own is megabytes: a wall would lag far before it is noticed
VERSION = "13"  # of the WebSocket protocol; older ones have parsers of their own


class Frame:
    """A packet of Engine.IO as the bytes of a WebSocket text frame, and as a packet for a queue."""

    def __init__(self, data: bytes, kind: int = packet.MESSAGE) -> None:
        self._data = data
        self._kind = kind
        self.bytes = b"\x81%b%d%b" % (_length(1 + len(data)), kind, data)

    @cached_property
    def packet(self) -> packet.Packet:
        """For a line that does not take the bytes at once."""
        return packet.Packet(self._kind, self._data.decode())


def _length(size: int) -> bytes:
    """The length of an unmasked frame (RFC 6455, 5.2)."""
    if size < 126:
        return bytes([size])
    return b"\x7e" + size.to_bytes(2) if size < 65536 else b"\x7f" + size.to_bytes(8)


PING = Frame(b"", packet.PING)


class Heard:
    """A line's socket that takes in what has come at once, where a WebSocket asks for two bytes."""

    def __init__(self, line: Any) -> None:
        self._line = line
        self._rest = b""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._line, name)

    def recv(self, size: int) -> bytes:
        """At most so many bytes of what was said; none once the other end has nothing more."""
        rest = self._rest or self._line.recv(TAKEN_IN)
        self._rest = rest[size:]
        return bytes(rest[:size])


class _Aside:
    """Where a WebSocket says that its other end has gone first."""

    def write(self, said: str) -> None:
        """Keep it from the terminal."""
        log.debug("%s", said)


class Lines:
    """Every socket of `server`, by its raw side; `largest` bounds a message."""

    def __init__(
        self, server: Any, is_in: Callable[[str], bool], largest: int, refusal: type[Exception]
    ) -> None:
        """`is_in` knows whether a Socket.IO client was let in; `refusal` ends a WebSocket."""
        self._server = server
        self._is_in = is_in
        self.manners = Manners(self._is_known, largest, refusal)
        self._pulse = Pulse(server.eio, self._ping)
        self._keep_websockets()
        self._contain()

    def start(self) -> None:
        """Begin to look whether everybody is still there."""
        self._pulse.start()

    def _is_known(self, eio_sid: str) -> bool:
        sid = self._server.manager.sid_from_eio_sid(eio_sid, "/")
        return sid is not None and self._is_in(sid)

    def _keep_websockets(self) -> None:
        """Let every Engine.IO socket know its WebSocket, uncompressed (it is a LAN)."""
        make = self._server.eio._async["websocket"]

        def websocket(handler: Any, eio: Any) -> Any:
            serve = make(lambda ws: self._serve(handler, ws), eio)

            def plain(environ: dict[str, Any], start_response: Any) -> Any:
                environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
                if environ.get("HTTP_SEC_WEBSOCKET_VERSION") != VERSION:
                    start_response("400 Bad Request", [("Sec-WebSocket-Version", VERSION)])
                    return []
                return serve(environ, start_response)

            return plain

        self._server.eio._async = {**self._server.eio._async, "websocket": websocket}

    def _serve(self, handler: Any, ws: Any) -> Any:
        """Hear a socket to its end, and hold it to its manners."""
        socket = handler.__self__
        socket.line, socket.since = ws, time.monotonic()
        socket.put = _putter(ws.socket)
        ws.log = _Aside()
        ws.socket.setsockopt(SOL_SOCKET, SO_SNDBUF, SEND_BUFFER)
        ws._apply_mask = unmasked
        ws.socket = Heard(ws.socket)
        self._pulse.take(socket)
        self.manners.hold(socket.sid, ws)
        try:
            return handler(ws)
        except Exception as exc:
            self._broken(socket.sid, exc)
            return []

    def _contain(self) -> None:
        """A message nobody can read costs its sender the line, and the log one line."""
        server = self._server
        understand, carry_out = server.eio.handlers["message"], server._handle_event_internal

        def message(sid: str, data: Any) -> Any:
            try:
                return understand(sid, data)
            except Exception as exc:
                return self._broken(sid, exc)

        def event(of: Any, sid: str, eio_sid: str, *rest: Any) -> Any:
            try:
                return carry_out(of, sid, eio_sid, *rest)
            except Exception as exc:
                return self._broken(eio_sid, exc)

        server.eio.on("message", message)
        server._handle_event_internal = event

    def _broken(self, eio_sid: str, exc: Exception) -> None:
        self.manners.drop(eio_sid, BROKEN, type(exc).__name__)
        socket = self._server.eio.sockets.get(eio_sid)
        if socket is not None:
            socket.close(wait=False, abort=True)

    def of(self, sid: str) -> Any:
        """The line of the socket `sid`, to send to; none where it has just gone."""
        return self._server.eio.sockets.get(self._server.manager.eio_sid_from_sid(sid, "/"))

    def send_all(self, lines: Sequence[Any], frame: Frame) -> None:
        """Send a frame to all of these lines, and leave others their turn between many."""
        for number, line in enumerate(lines, 1):
            self.send(line, frame)
            if number % IN_A_ROW == 0:
                time.sleep(0)

    def send(self, socket: Any, frame: Frame) -> None:
        """Send a frame to a line; one that has just gone is no fault."""
        if socket is None or socket.closed:
            return
        behind = socket.queue.qsize()
        if behind > FARTHEST_BEHIND:
            self.manners.drop(socket.sid, "slow")
            socket.close(wait=False, abort=True)
        elif behind or not self._at_once(socket, frame):
            socket.send(frame.packet)

    def _ping(self, socket: Any) -> None:
        if socket.queue.qsize() or not self._at_once(socket, PING):
            socket.send(PING.packet)

    def cut(self, sid: str) -> None:
        """End the line of the socket `sid`; a page that may come back does so by itself."""
        socket = self.of(sid)
        if socket is not None and not socket.closed:
            socket.close(wait=False)

    def cut_strangers(self) -> None:
        """End the lines of those who have not said in time who they are."""
        latest = time.monotonic() - STRANGER_S
        for eio_sid, socket in list(self._server.eio.sockets.items()):
            late = getattr(socket, "since", latest) < latest and not socket.closed
            if late and not self._is_known(eio_sid):
                self.manners.drop(eio_sid, "said_not_who")
                socket.close(wait=False)

    def farthest_behind(self) -> int:
        """How many messages wait for the slowest socket."""
        sockets = list(self._server.eio.sockets.values())
        return max((socket.queue.qsize() for socket in sockets), default=0)

    def _at_once(self, socket: Any, frame: Frame) -> bool:
        """Hand the bytes to the network now, unless some of this socket's are still on their way.

        Nothing may wait in its queue.
        """
        if socket.put is None or socket.line._sendlock.locked():
            return False
        try:
            sent = socket.put(frame.bytes)
        except (ssl.SSLWantWriteError, ssl.SSLWantReadError):
            sent = 0  # the very same bytes have to be offered again before any others
        except OSError:
            return False
        if sent < len(frame.bytes):
            lock = socket.line._sendlock
            lock.acquire()
            self._server.start_background_task(self._finish, socket, lock, frame.bytes[sent:])
        return True

    def _finish(self, socket: Any, lock: Any, rest: bytes) -> None:
        """Send the rest of a frame that the network took only a part of."""
        try:
            socket.line.socket.sendall(rest)
        except OSError as exc:
            self.manners.drop(socket.sid, "slow", type(exc).__name__)
            socket.close(wait=False, abort=True)
        finally:
            lock.release()


def _putter(line: Any) -> Callable[[bytes], int] | None:
    """How a line takes bytes without anybody waiting; it answers how many it took."""
    secure: Any = next((c for c in type(line).__mro__ if c.__module__ == "ssl"), None)
    if secure is not None:
        return partial(secure.send, line)
    return getattr(getattr(line, "fd", None), "send", None)


def unmasked(data: bytes, mask: Sequence[int], length: int | None = None, offset: int = 0) -> bytes:
    """What a browser has masked (RFC 6455, 5.3), all bytes in one step."""
    size = len(data) if length is None else length
    turned = bytes(mask[(offset + i) % 4] for i in range(4))
    key = (turned * (size // 4 + 1))[:size]
    return (int.from_bytes(data[:size]) ^ int.from_bytes(key)).to_bytes(size)
