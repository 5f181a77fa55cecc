"""A long day's journal: a morning begun by commands, and a busy stretch of it lived over and over.

The stretch ends as it began (everybody in the hall, the cursor where it was), so its events may
follow each other as often as a journal of that length needs; each is one that a command granted.
"""

from collections.abc import Sequence
from itertools import count, cycle, islice
from pathlib import Path

from msgspec.structs import replace

from server.conference import Event
from server.config import SAMPLE
from server.files import digest, load
from server.journal import Journal, Record
from tests.conference.morning import Morning

STEPS = 40
BEHIND_THE_FLAG = "3"
IN_ONE_COMMIT = 2_000  # commands
ANSWER = b'{"version":123456,"agenda_version":1234,"events":["UndoPointMade","StepEntered"]}'


def write(path: Path, events: int) -> None:
    """Write a journal of the sample with at least so many events, and few more."""
    morning = Morning(load(SAMPLE))
    stretch = _busy(morning)
    loaded, *opening = morning.events
    ids = count()
    journal = Journal(path)
    try:
        journal.append([_record(next(ids), [replace(loaded, digest=digest(SAMPLE)), *opening])])
        again = cycle(stretch)
        while journal.version < events:
            batch = islice(again, IN_ONE_COMMIT)
            journal.append([_record(next(ids), granted) for granted in batch])
    finally:
        journal.close()


def _busy(morning: Morning) -> list[list[Event]]:
    """What each command of a busy stretch granted; the morning stands at the stretch's beginning."""
    people = list(morning.day.people.people)
    morning.open().arrive(*people)
    morning.ask("start")
    morning.walk_to_item(BEHIND_THE_FLAG)
    begun = len(morning.events)
    granted = []
    for command in ["next"] * STEPS + ["back"] * STEPS:
        morning.answer_votes()
        granted.append(morning.ask(command))
    for out in (True, False, False):
        granted += [_scanned(morning, person, out=out) for person in people]
    del morning.events[begun:]
    return granted


def _scanned(morning: Morning, person: str, *, out: bool) -> list[Event]:
    before = len(morning.events)
    morning.scan(person, out=out)
    return morning.events[before:]


def _record(number: int, events: Sequence[Event]) -> Record:
    return Record(
        id=f"bench:{number:032x}",
        at=events[-1].at,
        actor="Bàn điều khiển",
        role="operator",
        name="next",
        status=200,
        answer=ANSWER,
        events=events,
    )
