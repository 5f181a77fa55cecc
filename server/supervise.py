"""The supervisor: keeps a server running; standard library only, so that little in it can fail.

A server that ends by itself, as told or with a refusal to start, has ended. One that was killed or
has crashed is started again: at once, then after pauses that grow while it keeps crashing.
"""

import logging
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from .config import ROOT
from .texts import text

log = logging.getLogger(__name__)

OPTION = "--supervise"
# Done, refused or failed with a clear line, used wrongly: what starting again would not change.
ENDED = frozenset({0, 1, 2})
CRASHED = 70  # EX_SOFTWARE of sysexits.h: a fault of the server's own, told from a refusal
PAUSES_S = (0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
SETTLED_S = 60.0  # who has run so long begins again with the first pause
SLICE_S = 0.1


def command(arguments: Sequence[str]) -> list[str]:
    """What starts the server that these arguments ask to be supervised."""
    rest = [argument for argument in arguments if argument != OPTION]
    return [sys.executable, "-m", "server", *rest]


def pause_s(crashes: int) -> float:
    """How long to wait after so many crashes, one soon after the other."""
    return PAUSES_S[min(crashes, len(PAUSES_S)) - 1]


class Supervisor:
    """One server at a time, until it ends by itself or somebody ends it."""

    def __init__(self, start: Sequence[str], tell: Callable[[str], None]) -> None:
        self._start = start
        self._tell = tell
        self._child: subprocess.Popen[bytes] | None = None
        self._told: int | None = None

    def run(self) -> int:
        """Keep the server running; its exit status, once it is to end."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._pass_on)
        crashes = 0
        while not self._is_told():
            begun = time.monotonic()
            self._child = subprocess.Popen(self._start, cwd=ROOT)
            if self._is_told():  # between the two
                self._child.send_signal(signal.SIGTERM)
            status = self._child.wait()
            if status in ENDED or self._is_told():
                return max(status, 0)
            crashes = 1 if time.monotonic() - begun > SETTLED_S else crashes + 1
            self._wait(status, pause_s(crashes))
        return 0

    def _is_told(self) -> bool:
        return self._told is not None

    def _wait(self, status: int, seconds: float) -> None:
        for lang in ("vi", "en"):
            self._tell(text("supervise.again", lang, status=status, seconds=seconds))
        until = time.monotonic() + seconds
        while not self._is_told() and time.monotonic() < until:
            time.sleep(SLICE_S)

    def _pass_on(self, number: int, _: object) -> None:
        """Whoever tells the supervisor to end tells the server."""
        self._told = number
        if self._child is not None and self._child.poll() is None:
            self._child.send_signal(signal.SIGTERM)
