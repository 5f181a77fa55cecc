"""Two doors: whether a scan shows that one badge has come in twice, which the desk looks into."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from .attendance import Arrival
from .cases import CONFLICT, CaseState
from .plan import PersonId

if TYPE_CHECKING:
    from . import Day

# A kiosk that has had no answer for so long has answered by itself: its own patience.
LATE_AFTER = timedelta(milliseconds=800)
# Whoever comes back after a break shows the badge at any door; nobody is out and in again so soon.
BACK = timedelta(seconds=60)
BACK_ALONE = timedelta(minutes=10)  # nobody had told that kiosk's guest that they were in


def shown_twice(day: "Day", person: PersonId, known: Arrival, also: Arrival) -> bool:
    """Whether a badge has come in by two doors, and the desk hears of it for the first time."""
    if known.noted_at is None or also.noted_at is None or also.place == known.place:
        return False
    alone = also.noted_at - also.at >= LATE_AFTER
    unknown = alone and also.at < known.noted_at
    return (unknown or _is_soon(known, also.at, alone)) and not _is_known(day, person, also.place)


def _is_soon(known: Arrival, at: datetime, alone: bool) -> bool:
    """Whether so little time lies between that two people may have the badge."""
    if known.by is not None:  # the desk saw the person, and no badge
        return False
    since = at - known.at
    return abs(since) <= BACK or (alone and timedelta() <= since <= BACK_ALONE)


def _is_known(day: "Day", person: PersonId, place: str) -> bool:
    """Whether the desk has it before it already that the badge came in at that door, too."""
    return any(
        (one.kind, one.person) == (CONFLICT, person)
        and one.state is not CaseState.SOLVED
        and any(arrival.place == place for arrival in one.arrivals)
        for one in day.cases.all.values()
    )
