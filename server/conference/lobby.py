"""The lobby: where each delegation sits, and who is greeted by name, if the conference wants it."""

import re
from collections import deque
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from .plan import ItemKind, PersonId, Side
from .scenes import instant

if TYPE_CHECKING:
    from . import Day

GREETED_FOR = timedelta(seconds=20)  # one name at a time
TOO_LATE = timedelta(seconds=90)  # a greeting is dropped rather than late
QUIET = frozenset({ItemKind.FLAG_CEREMONY, ItemKind.LEADER_SPEECH})  # nobody is greeted meanwhile
ROW = re.compile(r"[^\W\d_]+|\d+(?=\D)")  # “C” of “C-12” or “C12”, “3” of “3-07”


def seating(day: "Day") -> list[dict[str, Any]]:
    """Which rows each delegation has: the guests together, then every unit, by its first row."""
    rows: dict[str | None, set[str]] = {}
    for person in day.people.people.values():
        row = ROW.match(person.hall_seat or "")
        side = day.people.side(person.id)
        if row is not None and side in {Side.GUEST, Side.OFFICIAL}:
            rows.setdefault(person.unit if side is Side.OFFICIAL else None, set()).add(row[0])
    return [
        {"unit": None if unit is None else day.people.units[unit].short, "rows": spans(theirs)}
        for unit, theirs in sorted(rows.items(), key=lambda one: _place(min(one[1], key=_place)))
    ]


def spans(rows: set[str]) -> list[str]:
    """Rows as people read them: neighbours as a span, “E–G”."""
    runs: list[list[str]] = []
    for row in sorted(rows, key=_place):
        if runs and _number(row) == _number(runs[-1][-1]) + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]


def _place(row: str) -> tuple[int, int, str]:
    return (len(row), _number(row), row)


def _number(row: str) -> int:
    return int(row) if row.isdecimal() else ord(row[-1])


def greetings(day: "Day", now: datetime) -> list[dict[str, Any]]:
    """Who is greeted by name, and from when to when; nobody unless the conference wants it."""
    current = day.agenda.current
    if not day.plan.lobby_arrivals or (current is not None and current.kind in QUIET):
        return []
    return [
        {
            "name": day.people.people[person].full_name,
            "salutation": day.people.people[person].salutation,
            "from": instant(start),
            "until": instant(start + GREETED_FOR),
        }
        for person, start in _turns(day)
        if start + GREETED_FOR > now
    ]


def _turns(day: "Day") -> list[tuple[PersonId, datetime]]:
    """Every delegate who came in, once, with the turn they get: guests of honour go first."""
    first = day.attendance.first.items()
    came = [(p, a.at) for p, a in first if day.people.side(p) is not Side.STAFF]
    waiting = deque(sorted(came, key=lambda one: (one[1], one[0])))
    turns: list[tuple[PersonId, datetime]] = []
    free: datetime | None = None
    while waiting:
        start = waiting[0][1] if free is None else max(free, waiting[0][1])
        if start - waiting[0][1] > TOO_LATE:
            waiting.popleft()
            continue
        chosen = _chosen(day, waiting, start)
        waiting.remove(chosen)
        turns.append((chosen[0], start))
        free = start + GREETED_FOR
    return turns


def _chosen(
    day: "Day", waiting: deque[tuple[PersonId, datetime]], start: datetime
) -> tuple[PersonId, datetime]:
    """Of those who have come by `start`: the first guest of honour, or whoever came first."""
    for one in waiting:
        if one[1] > start:
            break
        if day.people.vip(one[0]):
            return one
    return waiting[0]
