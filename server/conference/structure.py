"""The structure: who is expected and present by sex, age, sector …, and how they arrived in time.

Only totals leave here. The conference's plan wants the composition to be reasonable as to sector,
field, women and the young, with priority for staff who lead nobody and for workers in production;
it sets no thresholds, so none is judged.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .plan import Frozen, Person, PersonId, Side

if TYPE_CHECKING:
    from . import Day

UNKNOWN = "unknown"
AGES = (45, 60)  # the young end where the plan says; these bands follow
STEPS = (*(timedelta(minutes=minutes) for minutes in (5, 10, 30, 60)), timedelta(days=1))
MOST_STEPS = 60
LEAST_STEPS = 6
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Told in the report alone: a total that moves as somebody comes in tells what that person is.
NEVER_LIVE = frozenset({"ethnicity", "party"})
CIVIL = frozenset({"công chức", "viên chức"})


class Row(Frozen, frozen=True, kw_only=True):
    """A group of people: `key` is the office's own word where `named`, else the catalogue's."""

    key: str
    expected: int
    present: int
    named: bool = False


class Point(Frozen, frozen=True, kw_only=True):
    """How many had come by that instant."""

    at: datetime
    come: int


class Structure(Frozen, frozen=True, kw_only=True):
    """The tables by what they count, and the arrivals in time; staff do not count."""

    tables: dict[str, tuple[Row, ...]]
    arrivals: tuple[Point, ...]


def structure(day: "Day", now: datetime) -> Structure:
    """The composition of the conference, expected and present."""
    people = [day.people.people[p] for s in (Side.GUEST, Side.OFFICIAL) for p in _of(day, s)]
    present = day.attendance.present.keys()
    officials = set(_of(day, Side.OFFICIAL))
    young, year = day.plan.young_max_age, (day.plan.starts_at or now).year

    def table(word: Callable[[Person], str | None]) -> tuple[Row, ...]:
        return _named(people, present, word)

    return Structure(
        tables={
            "sex": table(lambda p: p.sex),
            "age": _by_age(people, present, young, year),
            "sector": table(lambda p: p.sector),
            "field": table(lambda p: p.field),
            "employment": table(lambda p: p.employment),
            "priority": _priority([p for p in people if p.id in officials], present, young, year),
            "ethnicity": table(lambda p: p.ethnicity),
            "party": _counted(people, present, {"member": lambda p: p.party_member is True}),
        },
        arrivals=_arrivals(day, {p.id for p in people}),
    )


def _of(day: "Day", side: Side) -> tuple[PersonId, ...]:
    return day.people.invited(side)


def _named(
    people: list[Person], present: Iterable[PersonId], word: Callable[[Person], str | None]
) -> tuple[Row, ...]:
    """One row for each word there is, the most numerous first; nobody's word comes last."""
    here = set(present)
    expected = Counter(word(p) for p in people)
    come = Counter(word(p) for p in people if p.id in here)
    order = sorted(expected, key=lambda w: (not w, -expected[w], w or ""))
    return tuple(
        Row(key=w or UNKNOWN, expected=expected[w], present=come[w], named=bool(w)) for w in order
    )


def _counted(
    people: list[Person],
    present: Iterable[PersonId],
    kinds: dict[str, Callable[[Person], bool]],
) -> tuple[Row, ...]:
    here = set(present)
    return tuple(
        Row(
            key=key,
            expected=sum(fits(p) for p in people),
            present=sum(fits(p) for p in people if p.id in here),
        )
        for key, fits in kinds.items()
    )


def _by_age(
    people: list[Person], present: Iterable[PersonId], young: int, year: int
) -> tuple[Row, ...]:
    ends = (young, *(end for end in AGES if end > young))
    middle = [f"{ends[n] + 1}-{ends[n + 1]}" for n in range(len(ends) - 1)]
    bands = ("young", *middle, "older", UNKNOWN)

    def band(p: Person) -> str:
        if p.birth_year is None:
            return UNKNOWN
        age = year - p.birth_year
        return next((b for b, end in zip(bands, ends, strict=False) if age <= end), "older")

    rows = {row.key: row for row in _named(people, present, band)}
    return tuple(replace(rows[b], named=False) for b in bands if b in rows)


def _priority(
    officials: list[Person], present: Iterable[PersonId], young: int, year: int
) -> tuple[Row, ...]:
    """Those official delegates whom the plan wants to see among the chosen."""
    return _counted(
        officials,
        present,
        {
            "women": lambda p: p.sex == "nữ",
            "young": lambda p: p.birth_year is not None and year - p.birth_year <= young,
            "direct": lambda p: p.direct_production is True,
            "no_lead": lambda p: p.leader is False and p.employment in CIVIL,
            "chairs": lambda p: p.grassroots_chair,
        },
    )


def _arrivals(day: "Day", counted: set[PersonId]) -> tuple[Point, ...]:
    """How many had come at each full step of the clock, from nobody to everybody.

    A rush of a few minutes is shown as the end of half an hour, not as all there was.
    """
    instants = sorted(a.at for p, a in day.attendance.first.items() if p in counted)
    if not instants:
        return ()
    first, last = instants[0], instants[-1]
    step = next((s for s in STEPS if last - first <= s * (MOST_STEPS - 2)), STEPS[-1])
    end = _full(last, step) + step
    start = min(_full(first, step), end - LEAST_STEPS * step)
    marks = (start + n * step for n in range((end - start) // step + 1))
    return tuple(Point(at=mark, come=bisect_left(instants, mark)) for mark in marks)


def _full(at: datetime, step: timedelta) -> datetime:
    """The last full step of the clock not after `at`."""
    return at - (at - EPOCH) % step
