"""Erasing what is personal from a journal whose conference is over; its chain stays whole."""

import secrets
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from ..conference import COMMANDS, Actor, Day, decide, fold
from ..conference.library import emblem
from ..conference.personal import erasure_due
from ..conference.scenes import instant
from ..desk import GRANTED
from ..files.media import forget
from ..journal import Journal, JournalError, Record
from .bundle import CONFERENCE
from .errors import NotKept
from .restoring import ASIDE, STAGE
from .room import sweep

ERASURE = COMMANDS["note_erasure"]


def erased(path: Path, folder: Path, *, early: bool, by: Actor) -> int:
    """Empty the personal values of the journal at `path`; how many that were.

    What else of the conference in `folder` stands beside the journal goes with them.

    Refuses a conference that is not closed, and one whose day of erasure has not come unless
    `early` (Luật 91/2025/QH15: what is no longer needed is deleted).
    """
    if not path.exists():
        raise NotKept("no_journal", folder=path.parent)
    journal = Journal(path)
    try:
        day = fold(None, journal.events())
        due = erasure_due(day) if day is not None else None
        if day is None or due is None:
            raise NotKept("not_closed")
        now = datetime.now(UTC)
        if not early and now < due:
            raise NotKept("not_due", due=instant(due))
        count = journal.erase_personal(noted(day, by, now))
        forget(path.parent / "pictures", emblem(day))
        swept(path, folder)
        if not journal.forget_log():
            raise JournalError(path, "in_use")
        return count
    finally:
        journal.close()


def swept(path: Path, folder: Path) -> None:
    """Remove what backups and restores have left of the conference beside its journal.

    Not its own folder, where it is served from there: that is the office's.
    """
    var = path.parent
    sweep(var)
    shutil.rmtree(var / STAGE, ignore_errors=True)
    left = [*var.glob(f"{ASIDE}/*/{path.name}*"), *var.glob(f"{ASIDE}/*/{CONFERENCE}/{path.stem}")]
    restored = var / CONFERENCE / path.stem
    if restored.resolve() != folder.resolve():
        left.append(restored)
    for gone in left:
        if gone.is_dir():
            shutil.rmtree(gone)
        else:
            gone.unlink(missing_ok=True)


def noted(day: Day, by: Actor, now: datetime) -> Callable[[int], Record]:
    """What stands in the journal of an erasure, given how many values it emptied."""

    def record(values: int) -> Record:
        return Record(
            id=f"erase:{secrets.token_hex(8)}",
            at=now,
            actor=by.name,
            role=by.role.value,
            device=by.device,
            name=ERASURE.name,
            status=GRANTED,
            answer=b"{}",
            events=decide(day, ERASURE, ERASURE.arguments(values=values), by, now),
        )

    return record
