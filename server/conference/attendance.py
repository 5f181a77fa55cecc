"""The attendance: who is in the hall, since when, and the counts taken from it."""

from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from .badges import Foreign
from .commands import Event
from .people import People
from .plan import Frozen, PersonId, Side
from .verdicts import Verdict

if TYPE_CHECKING:
    from . import Day

T = TypeVar("T")

RECENT = 50
ARRIVALS = frozenset({Verdict.ACCEPTED, Verdict.RETURNED})
EXITS = frozenset({Verdict.EXIT_RECORDED})


class DelegateCheckedIn(Event, frozen=True, kw_only=True):
    """A person has come in, for the first time or again; `at` is when, `place` where."""

    person: PersonId
    place: str
    method: str = "qr"
    by: str | None = None
    reason: str | None = None
    noted_at: datetime
    claimed: datetime | None = None  # what the kiosk said, where that could not be


class BadgeShownTwice(Event, frozen=True, kw_only=True):
    """Two doors that could not know of each other have let the same badge in; this is the second.

    `at` is when it let the badge in, `noted_at` when the server heard of it.
    """

    person: PersonId
    place: str
    noted_at: datetime
    claimed: datetime | None = None


class DelegateCheckedOut(Event, frozen=True, kw_only=True):
    """A person has left."""

    person: PersonId
    place: str
    by: str | None = None
    reason: str | None = None
    claimed: datetime | None = None


class CheckInUndone(Event, frozen=True, kw_only=True):
    """The last check-in was a mistake: the person has not come, or not come again."""

    person: PersonId
    by: str
    reason: str


class CheckOutUndone(Event, frozen=True, kw_only=True):
    """The last check-out was a mistake: the person has been in since the arrival before it."""

    person: PersonId
    by: str
    reason: str


class ScanNoted(Event, frozen=True, kw_only=True):
    """A scan that changed nobody's presence, kept for the help desk; never with its code.

    `made_at` is when a kiosk that was alone made it, and told the person so by itself; `foreign` is
    the kind of code it was, where the kiosk saw that it could be none of ours. What is scanned
    `at_desk` lies before somebody who helps. `overdue`: the doors ought to have been open.
    """

    verdict: Verdict
    place: str
    person: PersonId | None = None
    made_at: datetime | None = None
    foreign: Foreign | None = None
    at_desk: bool = False
    overdue: bool = False
    number: str | None = None  # a short badge number that was typed, and that nobody has


class GuestExpected(Event, frozen=True, kw_only=True):
    """A person is on the way and will be here at `expected_at`; without it, not any more."""

    person: PersonId
    expected_at: datetime | None
    by: str | None = None


class AttendanceSnapshotTaken(Event, frozen=True, kw_only=True):
    """The numbers the MC reads out are frozen."""

    counts: "Counts"


class Counts(Frozen, frozen=True, kw_only=True):
    """Expected and present, in all and by side (staff do not count)."""

    expected: int
    present: int
    guests: int
    guests_expected: int
    officials: int
    officials_expected: int


class Arrival(Frozen, frozen=True, kw_only=True):
    """When and where a person came in, and how."""

    at: datetime
    place: str
    method: str
    by: str | None = None
    noted_at: datetime | None = None


class Conflict(Frozen, frozen=True, kw_only=True):
    """One badge that came in at two doors, for the help desk to look into."""

    person: PersonId
    known: Arrival
    also: Arrival


class Note(Frozen, frozen=True, kw_only=True):
    """A line of the reception desk's recent list."""

    at: datetime
    verdict: Verdict
    place: str
    person: PersonId | None
    doubtful: bool = False
    method: str | None = None
    by: str | None = None
    came_at: datetime | None = None
    undone_by: str | None = None


class Attendance(Frozen, frozen=True, kw_only=True):
    """Who is in, since when; `first` keeps the first arrival even after the person has left.

    `was_in` keeps the arrival from before the last exit, for an exit noted by mistake.
    """

    present: dict[PersonId, Arrival] = {}
    first: dict[PersonId, Arrival] = {}
    left: dict[PersonId, datetime] = {}
    was_in: dict[PersonId, Arrival] = {}
    conflicts: tuple[Conflict, ...] = ()
    expected_at: dict[PersonId, datetime] = {}
    snapshot: Counts | None = None
    recent: tuple[Note, ...] = ()


AttendanceEvent = (
    DelegateCheckedIn
    | BadgeShownTwice
    | DelegateCheckedOut
    | CheckInUndone
    | CheckOutUndone
    | ScanNoted
    | GuestExpected
    | AttendanceSnapshotTaken
)


def evolve(attendance: Attendance, event: AttendanceEvent) -> Attendance:
    """The attendance after `event`."""
    match event:
        case DelegateCheckedIn(person=person, place=place):
            arrival = Arrival(
                at=event.at,
                place=place,
                method=event.method,
                by=event.by,
                noted_at=event.noted_at,
            )
            was_here = person in attendance.first
            verdict = Verdict.RETURNED if was_here else Verdict.ACCEPTED
            gone = has_left_since(attendance, person, event.at)
            return replace(
                attendance,
                present=attendance.present if gone else attendance.present | {person: arrival},
                first=attendance.first if was_here else attendance.first | {person: arrival},
                expected_at=_without(attendance.expected_at, person),
                recent=_noted(attendance, _arriving(event, verdict)),
            )
        case BadgeShownTwice():
            return _contested(attendance, event)
        case DelegateCheckedOut(person=person, place=place):
            inside = attendance.present.get(person)
            return replace(
                attendance,
                present=_without(attendance.present, person),
                left=attendance.left | {person: event.at},
                was_in=attendance.was_in | ({person: inside} if inside is not None else {}),
                recent=_noted(
                    attendance,
                    Note(
                        at=event.at,
                        verdict=Verdict.EXIT_RECORDED,
                        place=place,
                        person=person,
                        by=event.by,
                        doubtful=event.claimed is not None,
                    ),
                ),
            )
        case CheckInUndone(person=person, by=by):
            return _taken_back(attendance, person, by)
        case CheckOutUndone(person=person, by=by):
            since = attendance.was_in.get(person) or attendance.first[person]
            return replace(
                attendance,
                present=attendance.present | {person: since},
                left=_without(attendance.left, person),
                was_in=_without(attendance.was_in, person),
                recent=_struck(attendance.recent, person, by, EXITS),
            )
        case ScanNoted(verdict=verdict, place=place, person=someone):
            met = Note(at=event.at, verdict=verdict, place=place, person=someone)
            return replace(attendance, recent=_noted(attendance, met))
        case GuestExpected(person=person, expected_at=expected_at):
            others = _without(attendance.expected_at, person)
            soon = {} if expected_at is None else {person: expected_at}
            return replace(attendance, expected_at=others | soon)
        case AttendanceSnapshotTaken(counts=counts):
            return replace(attendance, snapshot=counts)


def _without(known: dict[PersonId, T], person: PersonId) -> dict[PersonId, T]:
    """The same, without that person; a copy is quicker than going through all of them."""
    if person not in known:
        return known
    rest = known.copy()
    del rest[person]
    return rest


def _contested(attendance: Attendance, event: BadgeShownTwice) -> Attendance:
    """Both arrivals are kept; the earlier of them is the first."""
    person = event.person
    first = attendance.first[person]
    also = Arrival(at=event.at, place=event.place, method="qr", noted_at=event.noted_at)
    known = attendance.present.get(person, first)
    earlier = min(first, also, key=lambda arrival: arrival.at)
    moved = {person: earlier} if attendance.present.get(person) == first else {}
    return replace(
        attendance,
        present=attendance.present | moved,
        first=attendance.first | {person: earlier},
        conflicts=(*attendance.conflicts, Conflict(person=person, known=known, also=also)),
        recent=_noted(
            attendance,
            Note(
                at=event.noted_at,
                verdict=Verdict.ALREADY_IN,
                place=event.place,
                person=person,
                came_at=event.at,
                doubtful=event.claimed is not None,
            ),
        ),
    )


def _taken_back(attendance: Attendance, person: PersonId, by: str) -> Attendance:
    """Without the last arrival; somebody who had been in before has been in and left."""
    arrival, first = attendance.present.get(person), attendance.first.get(person)
    was_in_before = arrival is not None and arrival != first
    return replace(
        attendance,
        present=_without(attendance.present, person),
        first=attendance.first if was_in_before else _without(attendance.first, person),
        left=attendance.left if was_in_before else _without(attendance.left, person),
        recent=_struck(attendance.recent, person, by, ARRIVALS),
    )


def _struck(
    recent: tuple[Note, ...], person: PersonId, by: str, kinds: frozenset[Verdict]
) -> tuple[Note, ...]:
    """The desk's lines, that of the person's last arrival or exit struck out."""
    for place in range(len(recent) - 1, -1, -1):
        line = recent[place]
        if line.person == person and line.verdict in kinds and line.undone_by is None:
            return (*recent[:place], replace(line, undone_by=by), *recent[place + 1 :])
    return recent


def _arriving(event: DelegateCheckedIn, verdict: Verdict) -> Note:
    """The line of an arrival, under the instant at which the desk hears of it."""
    return Note(
        at=event.noted_at,
        verdict=verdict,
        place=event.place,
        person=event.person,
        doubtful=event.claimed is not None,
        method=event.method,
        by=event.by,
        came_at=event.at if event.at != event.noted_at else None,
    )


def _noted(attendance: Attendance, note: Note) -> tuple[Note, ...]:
    return (*attendance.recent[-RECENT + 1 :], note)


def last_scan(attendance: Attendance, place: str) -> datetime | None:
    """When the desk last heard of a scan made there."""
    lines = (line.at for line in reversed(attendance.recent) if line.place == place)
    newest = next(lines, None)
    if newest is not None:
        return newest
    came = (one.noted_at or one.at for one in attendance.first.values() if one.place == place)
    return max(came, default=None)


def has_left_since(attendance: Attendance, person: PersonId, at: datetime) -> bool:
    """Whether it is known already that a person who came in at `at` has gone out again."""
    return at < attendance.left.get(person, at)


def counts(people: People, attendance: Attendance) -> Counts:
    """Expected and present, in all and by side."""
    guests, officials = people.invited(Side.GUEST), people.invited(Side.OFFICIAL)
    guests_in = len(attendance.present.keys() & guests)
    officials_in = len(attendance.present.keys() & officials)
    return Counts(
        expected=len(guests) + len(officials),
        present=guests_in + officials_in,
        guests=guests_in,
        guests_expected=len(guests),
        officials=officials_in,
        officials_expected=len(officials),
    )


def here(day: "Day", person: PersonId) -> bool:
    """Whether a person is in the hall; where the door is not used, everybody invited is."""
    if not day.people.comes(person):
        return False
    return not day.attendance.first or person in day.attendance.present
