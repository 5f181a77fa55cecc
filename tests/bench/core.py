"""The core alone: how long `next` takes, all the way through the sample with everybody here."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

from server.conference import COMMANDS, Actor, Day, Refused, begin, decide, evolve
from server.conference import ConferenceLoaded as Loaded
from server.conference.attendance import DelegateCheckedIn
from server.conference.commands import Role
from server.config import SAMPLE
from server.files import load
from tests.bench.tools.rows import Row, spread

BY = Actor(id="bench", name="bench", role=Role.ADMIN)


def rows() -> Iterator[Row]:
    """The theme's numbers."""
    yield spread("`next` in the core with 140 delegates, ms", _walk(), p50=1)


def _walk() -> list[float]:
    now = datetime.now(UTC)
    day = begin(Loaded(at=now, conference=load(SAMPLE), digest=""))
    for person in day.people.people:
        day = evolve(day, DelegateCheckedIn(at=now, person=person, place="bench", noted_at=now))
    took = []
    while day.agenda.phase != "closed":
        day = _vote(day, now)
        begun = time.perf_counter()
        try:
            day = _do(day, "next", now)
        except Refused:
            break
        took.append((time.perf_counter() - begun) * 1000)
    return took


def _vote(day: Day, now: datetime) -> Day:
    waiting = next((name for name, ballot in day.votes.items() if ballot.open), None)
    return _do(day, "record_vote", now, list=waiting, unanimous=True) if waiting else day


def _do(day: Day, name: str, now: datetime, **given: object) -> Day:
    command = COMMANDS[name]
    for event in decide(day, command, command.arguments(**given), BY, now):
        day = evolve(day, event)
    return day
