"""The log: lines of JSON in `var/log`, kept small, written beside the hub, and never personal.

A record carries the time, the level, who wrote it and what, and the fields its writer named. Of a
fault it carries the kind and the places in the code, never the words: those may quote what a person
sent.
"""

import logging
import logging.handlers
import os
import sys
import traceback
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import msgspec

FILE = "server.jsonl"
LARGEST, KEPT = 5 * 1024 * 1024, 5
MOST_WAITING = 10_000
WRITE_EVERY_S = 0.2
TERMINAL = "%(asctime)s %(levelname)s %(message)s"
# What every record of the standard library has; the rest was named by whoever wrote it.
USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}

Sleep = Callable[[float], None]


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, Any] = {
            "at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "said": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in USUAL}
        if record.exc_info and record.exc_info[0] is not None:
            line["fault"] = record.exc_info[0].__name__
            line["places"] = places(record.exc_info)
        return msgspec.json.encode(line, enc_hook=str).decode()


class Terminal(logging.Formatter):
    """A record for whoever watches the terminal; of a fault, where it was and not what it said."""

    def formatException(self, ei: Any) -> str:  # noqa: N802  # the standard library's name
        return "\n".join([f"  {ei[0].__name__}", *(f"    {place}" for place in places(ei))])


def places(fault: Any) -> list[str]:
    """Where in the code a fault came by, innermost last: file, line and function."""
    frames = traceback.extract_tb(fault[2])
    return [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in frames]


class _Rotating(logging.handlers.RotatingFileHandler):
    """A file nobody else on the machine may read, that makes room for itself."""

    def _open(self) -> TextIOWrapper:
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(handle, "a", encoding="utf-8")


class Beside(logging.Handler):
    """Records on their way to a file: the hub only puts them down, a thread of its own writes."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._waiting: deque[logging.LogRecord] = deque(maxlen=MOST_WAITING)
        self._file = _Rotating(path, maxBytes=LARGEST, backupCount=KEPT, delay=True)
        self._file.setFormatter(JsonLines())

    def emit(self, record: logging.LogRecord) -> None:
        self._waiting.append(record)

    def write(self) -> None:
        """Write down what waits."""
        with suppress(IndexError):  # nothing waits
            while True:
                self._file.emit(self._waiting.popleft())

    def close(self) -> None:
        """Write what waits, and let go of the file."""
        self.write()
        self._file.close()
        super().close()

    def write_forever(self, sleep: Sleep) -> None:
        """Write from now on, in whatever thread this is."""
        while True:
            sleep(WRITE_EVERY_S)
            self.write()


def to_terminal() -> None:
    """Tell the terminal what happens."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Terminal(TERMINAL))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logging.getLogger("wsgi").setLevel(logging.WARNING)
    logging.getLogger("calls").propagate = False


def to_file(folder: Path) -> Beside:
    """Keep a log in `folder` from now on; somebody is to call its `write_forever`."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = Beside(folder / FILE)
    for name in (None, "calls"):
        logging.getLogger(name).addHandler(beside)
    logging.getLogger("calls").setLevel(logging.INFO)
    return beside
