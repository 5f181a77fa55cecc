"""The manners of a socket: it says soon who it is, and no more than a page has to say.

A page says a few words a second. Whoever says hundreds, or says them in frames larger than any
page needs, is cut with a reason, so that the desk is heard while others shout.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable
from itertools import cycle
from typing import Any

from .budget import Budget

log = logging.getLogger(__name__)

STRANGER_S = 6.0
# A stranger has one thing to say: what lets it in.
STRANGERS_LARGEST = 32 * 1024
STRANGERS_FRAMES = 40
FRAMES_PER_S, FRAMES_AT_ONCE = 500, 1_500
IN_A_ROW = 8  # frames of one line, a millisecond of work
LONGEST_DETAIL = 60
MOST_PARTS = 64  # of one message; browsers send it in one
AGAINST_POLICY, TOO_BIG = 1008, 1009  # RFC 6455, 7.4.1
BROKEN = "unreadable"
LINES_PER_S, LINES_AT_ONCE = 0.1, 20  # of the log, for each reason
BYTES_PER_S, BYTES_AT_ONCE = 256 * 1024, 2 * 1024 * 1024


class Manners:
    """What every socket is held to; `dropped` counts those that were cut, by reason."""

    def __init__(
        self, is_in: Callable[[str], bool], largest: int, refusal: type[Exception]
    ) -> None:
        """`refusal(status, reason)` ends a WebSocket; `is_in` knows whose socket was let in."""
        self._is_in = is_in
        self._largest = largest
        self._refusal = refusal
        self._lines: dict[str, Budget] = {}
        self.dropped: Counter[str] = Counter()

    def drop(self, sid: str, reason: str, detail: str = "") -> None:
        """Count that an Engine.IO socket is cut, and tell it in one line, unless many are."""
        self.dropped[reason] += 1
        if not self._lines.setdefault(reason, Budget(LINES_PER_S, LINES_AT_ONCE)).spend(1):
            return
        who = "of somebody let in" if self._is_in(sid) else "of a stranger"
        log.warning("a socket %s was cut: %s %s", who, reason, detail[:LONGEST_DETAIL])

    def hold(self, sid: str, ws: Any) -> None:
        """Hold the WebSocket of an Engine.IO socket to its manners."""
        receive = ws._recv_frame
        frames = Budget(FRAMES_PER_S, FRAMES_AT_ONCE)
        volume = Budget(BYTES_PER_S, BYTES_AT_ONCE)
        strangers = Budget(0, STRANGERS_FRAMES)
        turns = cycle(range(IN_A_ROW))

        def receive_next(message: Any = None) -> Any:
            if not next(turns):
                time.sleep(0)  # a line on which there is always more leaves the others their turn
            let_in = self._is_in(sid)
            ws.max_frame_length = largest = self._largest if let_in else STRANGERS_LARGEST
            before = 0 if message is None else _size(message)
            try:
                frame = receive(message=message)
                size = _size(frame)
                if size > largest or len(frame.data) > MOST_PARTS:
                    raise self._refusal(TOO_BIG, "too_large")
                if not frames.spend(1) or not volume.spend(max(0, size - before)):
                    raise self._refusal(AGAINST_POLICY, "too_much")
                if not let_in and not strangers.spend(1):
                    raise self._refusal(AGAINST_POLICY, "says_not_who")
            except self._refusal as exc:
                status, reason = exc.args
                self.drop(sid, {TOO_BIG: "too_large", AGAINST_POLICY: reason}.get(status, BROKEN))
                raise
            return frame

        ws._recv_frame = receive_next


def _size(message: Any) -> int:
    """How much of a message has come so far."""
    return sum(map(len, message.data))
