"""The beginning: what a start makes of what it finds, settled before anything is written."""

import secrets
from datetime import datetime, timedelta
from pathlib import Path

from .clock import Clock
from .conference import ConferenceLoaded, Day, Event, evolve, fold
from .conference.agenda import Phase
from .conference.scenes import instant
from .files import digest, load
from .journal import Journal, JournalError, Record

# A clock set back by a time server is carried on from the last event; more is a wrong clock.
CLOCK_MAY_LAG = timedelta(minutes=1)


class Beginning:
    """The day as its journal tells it, and what of the conference's folder is to be taken in."""

    def __init__(self, journal: Path, folder: Path, events: list[Event]) -> None:
        """Raises `JournalError` for a wrong clock, `Unreadable` for a folder that will not do."""
        _on_time(journal, events)
        self._day = fold(None, events)
        self._loaded: ConferenceLoaded | None = None
        self.leaves_out = False  # the folder has changed, and the day has begun without that
        found = digest(folder)
        if self._day is not None and self._day.digest == found:
            return
        # Files that change after the doors have opened are taken in only on request.
        if self._day is not None and not untouched(self._day):
            self.leaves_out = True
            return
        self._loaded = ConferenceLoaded(at=datetime_now(), conference=load(folder), digest=found)

    def day(self, journal: Journal) -> Day:
        """The day, with the folder's conference put into the journal where that is due."""
        if self._loaded is not None:
            journal.append([_loading(self._loaded)])
            self._day = evolve(self._day, self._loaded)
        assert self._day is not None
        return self._day


def _on_time(journal: Path, events: list[Event]) -> None:
    """Refuse a clock that would write the day's next event before its last."""
    last = max((event.at for event in events), default=None)
    now = datetime_now()
    if last is not None and now < last - CLOCK_MAY_LAG:
        raise JournalError(journal, "clock_behind", now=instant(now), last=instant(last))


def untouched(day: Day) -> bool:
    """Whether nothing has happened on the day yet that new files would wipe out."""
    return day.agenda.phase is Phase.PREPARING and not day.attendance.first


def datetime_now() -> datetime:
    """The machine's time, for what happens before the server's clock runs."""
    return Clock()()


def _loading(loaded: ConferenceLoaded) -> Record:
    return Record(
        id=f"load:{secrets.token_hex(8)}",
        at=loaded.at,
        actor="server",
        role="admin",
        name="load",
        status=200,
        answer=b"{}",
        events=[loaded],
    )
