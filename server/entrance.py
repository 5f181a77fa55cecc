"""The entrance: lets one line after the other in, as many as the system has room for."""

import errno
import logging
import sys
import time
from typing import Any

if sys.platform != "win32":
    import resource

log = logging.getLogger(__name__)

MOST_LINES = 8192
MOST_FILES = 65_536
SET_ASIDE = 96  # open files that no line may take: the journal, pages, copies, films
PAUSE_S = 0.1
# The system has no room for one more line, or whoever came has gone again: the next may come in.
PASSING = frozenset(
    {
        *(errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM),
        *(errno.ECONNABORTED, errno.ECONNRESET, errno.EPIPE, errno.EPROTO, errno.EPERM),
        *(errno.ENETDOWN, errno.ENETUNREACH, errno.EHOSTDOWN, errno.EHOSTUNREACH),
    }
)


def room() -> int:
    """How many lines there is room for, once the system has been asked for all it gives."""
    if sys.platform == "win32":
        return MOST_LINES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft != resource.RLIM_INFINITY and soft < most:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
            soft = most
        except (OSError, ValueError) as exc:
            log.warning("no more than %d files may be open: %s", soft, exc)
    if soft == resource.RLIM_INFINITY:
        return MOST_LINES
    return max(1, min(MOST_LINES, soft - SET_ASIDE))


class Entrance:
    """A listening socket whose `accept` outlives what passes; what does not is `broken`."""

    def __init__(self, listener: Any) -> None:
        self._listener = listener
        self._said = False
        self.broken: OSError | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._listener, name)

    def accept(self) -> Any:
        """The next line and where it comes from, once there is room for it."""
        while True:
            try:
                return self._listener.accept()
            except OSError as exc:
                if exc.errno not in PASSING:
                    self.broken = exc
                    raise
                if not self._said:
                    log.warning("a line could not be let in: %s", exc.strerror)
                self._said = True
            time.sleep(PAUSE_S)
