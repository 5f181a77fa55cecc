"""A look through a journal: what it holds, in words a person can write down and compare."""

from pathlib import Path

from ..conference.scenes import instant
from ..journal import read

NOTHING = "–"


def looked_through(file: Path) -> dict[str, object]:
    """The file, how many events and commands, the last instant and digest; or `JournalError`."""
    found = read(file)
    if found is None:
        return dict.fromkeys(("events", "commands", "erased"), 0) | {
            "file": file,
            "last": NOTHING,
            "digest": NOTHING,
        }
    return {
        "file": file,
        "events": len(found.events),
        "commands": found.head.number,
        "erased": found.erased,
        "last": instant(found.events[-1].at) if found.events else NOTHING,
        "digest": found.head.digest.hex() or NOTHING,
    }
