"""Erasing what is personal from a journal whose conference is over; its chain stays whole."""

from datetime import UTC, datetime
from pathlib import Path

from ..conference import fold
from ..conference.personal import erasure_due
from ..conference.scenes import instant
from ..journal import Journal
from .errors import NotKept


def erased(path: Path, *, early: bool) -> int:
    """Empty the personal values of the journal at `path`; how many that were.

    Refuses a conference that is not closed, and one whose day of erasure has not come unless
    `early` (Luật 91/2025/QH15: what is no longer needed is deleted).
    """
    if not path.exists():
        raise NotKept("no_journal", folder=path.parent)
    journal = Journal(path)
    try:
        day = fold(None, journal.events())
        due = erasure_due(day) if day is not None else None
        if due is None:
            raise NotKept("not_closed")
        if not early and datetime.now(UTC) < due:
            raise NotKept("not_due", due=instant(due))
        return journal.erase_personal()
    finally:
        journal.close()
