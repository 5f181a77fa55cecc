"""The pulse: whether every line is still there, asked of all lines in one round.

Left to itself Engine.IO keeps three sleepers for every socket: one that will ping it, one that
waits for words to write, one that looks whether it has answered. A thousand idle walls cost more
that way than the day's commands.
"""

import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

log = logging.getLogger(__name__)

ROUND_S = 0.5
AT_ONCE = 50  # lines asked before others have their turn
OVERSLEPT_S = 2.0
NEVER = float("inf")


class Pulse:
    """Pings the sockets of the Engine.IO server `eio` through `ping`, and ends those that died."""

    def __init__(self, eio: Any, ping: Callable[[Any], None]) -> None:
        self._eio = eio
        self._ping = ping

    def start(self) -> None:
        """Begin to ask."""
        threading.Thread(target=self._ask_forever, name="pulse", daemon=True).start()

    def take(self, socket: Any) -> None:
        """Ask this socket from its first answer on."""
        socket.ping_at = NEVER
        socket.schedule_ping = partial(self._answered, socket)
        socket.poll = partial(_waiting, socket.queue)

    def _answered(self, socket: Any) -> None:
        if socket.last_ping:
            socket.last_ping = None
            socket.ping_at = time.monotonic() + self._eio.ping_interval

    def _ask_forever(self) -> None:
        while True:
            before = time.monotonic()
            time.sleep(ROUND_S)
            # A server that was kept from working has heard no answer: that is no silence.
            self._round(slept_s=time.monotonic() - before)

    def _round(self, slept_s: float) -> None:
        now = time.monotonic()
        due = [
            (sid, socket)
            for sid, socket in list(self._eio.sockets.items())
            if socket.closed or socket.last_ping or getattr(socket, "ping_at", NEVER) <= now
        ]
        for number, (sid, socket) in enumerate(due):
            try:
                self._ask(sid, socket, slept_s)
            except Exception:  # whatever one line does, the others are asked
                log.exception("pulse")
            if number % AT_ONCE == AT_ONCE - 1:
                time.sleep(0)

    def _ask(self, sid: str, socket: Any, slept_s: float) -> None:
        if socket.closed:
            self._eio.sockets.pop(sid, None)
        elif socket.last_ping:
            if slept_s < OVERSLEPT_S:
                socket.check_ping_timeout()
        elif getattr(socket, "ping_at", NEVER) <= time.monotonic():
            socket.ping_at, socket.last_ping = NEVER, time.time()
            self._ping(socket)


def _waiting(queue: Any) -> list[Any]:
    """The packets that wait to be written, once there are any; none once the line is to end."""
    found: list[Any] = []
    while not found or not queue.empty():
        packet = queue.get()
        queue.task_done()
        if packet is None:
            if found:
                queue.put(None)
            break
        found.append(packet)
    return found
