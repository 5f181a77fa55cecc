"""The attendance: the rule of admission, who is in the hall, and the counts taken from it."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .agenda import Phase
from .badges import Reading, Scan
from .commands import DOOR, SCANNERS, Actor, Event, command
from .people import People, known
from .plan import Frozen, PersonId, Side
from .refusal import Refused

if TYPE_CHECKING:
    from . import Day

LONGEST_OFFLINE = timedelta(hours=12)
RECENT = 50


class Verdict(StrEnum):
    """How a scan is answered."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    EXIT_RECORDED = "exit_recorded"
    ALREADY_IN = "already_in"
    REPLACED = "replaced"
    REVOKED = "revoked"
    WRONG_CONFERENCE = "wrong_conference"
    NOT_OPEN = "not_open"
    CLOSED = "closed"
    SEE_DESK = "see_desk"
    UNKNOWN = "unknown"


class Direction(StrEnum):
    """Which way a scan goes."""

    IN = "in"
    OUT = "out"


class DelegateCheckedIn(Event, frozen=True, kw_only=True):
    """A person has come in, for the first time or again; `at` is when, `place` where."""

    person: PersonId
    place: str
    method: str = "qr"
    by: str | None = None
    reason: str | None = None
    noted_at: datetime


class DelegateCheckedOut(Event, frozen=True, kw_only=True):
    """A person has left."""

    person: PersonId
    place: str
    by: str | None = None
    reason: str | None = None


class CheckInUndone(Event, frozen=True, kw_only=True):
    """A check-in was a mistake: the person has not come."""

    person: PersonId
    by: str
    reason: str


class ScanNoted(Event, frozen=True, kw_only=True):
    """A scan that changed nobody's presence, kept for the help desk; never with its code."""

    verdict: Verdict
    place: str
    person: PersonId | None = None


class GuestExpected(Event, frozen=True, kw_only=True):
    """A person is on the way and will be here at `expected_at`."""

    person: PersonId
    expected_at: datetime


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


class Note(Frozen, frozen=True, kw_only=True):
    """A line of the reception desk's recent list."""

    at: datetime
    verdict: Verdict
    place: str
    person: PersonId | None


class Attendance(Frozen, frozen=True, kw_only=True):
    """Who is in, since when; `first` keeps the first arrival even after the person has left."""

    present: dict[PersonId, Arrival] = {}
    first: dict[PersonId, Arrival] = {}
    expected_at: dict[PersonId, datetime] = {}
    snapshot: Counts | None = None
    recent: tuple[Note, ...] = ()


AttendanceEvent = (
    DelegateCheckedIn
    | DelegateCheckedOut
    | CheckInUndone
    | ScanNoted
    | GuestExpected
    | AttendanceSnapshotTaken
)


def evolve(attendance: Attendance, event: AttendanceEvent) -> Attendance:
    """The attendance after `event`."""
    match event:
        case DelegateCheckedIn(person=person, place=place):
            arrival = Arrival(at=event.at, place=place, method=event.method, by=event.by)
            verdict = Verdict.RETURNED if person in attendance.first else Verdict.ACCEPTED
            return replace(
                attendance,
                present=attendance.present | {person: arrival},
                first={person: arrival} | attendance.first,
                recent=_noted(attendance, event.noted_at, verdict, place, person),
            )
        case DelegateCheckedOut(person=person, place=place):
            return replace(
                attendance,
                present={p: a for p, a in attendance.present.items() if p != person},
                recent=_noted(attendance, event.at, Verdict.EXIT_RECORDED, place, person),
            )
        case CheckInUndone(person=person):
            return replace(
                attendance,
                present={p: a for p, a in attendance.present.items() if p != person},
                first={p: a for p, a in attendance.first.items() if p != person},
            )
        case ScanNoted(verdict=verdict, place=place, person=someone):
            return replace(attendance, recent=_noted(attendance, event.at, verdict, place, someone))
        case GuestExpected(person=person, expected_at=expected_at):
            return replace(attendance, expected_at=attendance.expected_at | {person: expected_at})
        case AttendanceSnapshotTaken(counts=counts):
            return replace(attendance, snapshot=counts)


def _noted(
    attendance: Attendance, at: datetime, verdict: Verdict, place: str, person: PersonId | None
) -> tuple[Note, ...]:
    note = Note(at=at, verdict=verdict, place=place, person=person)
    return (*attendance.recent[-RECENT + 1 :], note)


def judge(day: "Day", scan: Scan, direction: Direction) -> Verdict:
    """The rule of admission: how a scan is answered now."""
    if scan.reading is Reading.UNKNOWN or scan.person not in day.people.people:
        other = scan.reading is Reading.OTHER_CONFERENCE
        return Verdict.WRONG_CONFERENCE if other else Verdict.UNKNOWN
    person: PersonId = scan.person
    if day.agenda.phase is Phase.PREPARING:
        return Verdict.NOT_OPEN
    if person in day.people.replaced_by or scan.serial < day.badges.serials[person]:
        return Verdict.REPLACED
    if person in day.badges.revoked:
        return Verdict.REVOKED
    if direction is Direction.OUT:
        return Verdict.EXIT_RECORDED
    if day.agenda.phase is Phase.CLOSED:
        return Verdict.CLOSED
    if person in day.attendance.present:
        return Verdict.ALREADY_IN
    return Verdict.RETURNED if person in day.attendance.first else Verdict.ACCEPTED


def plausible(day: "Day", happened_at: datetime | None, now: datetime) -> datetime:
    """The scan's own time, held between the opening of the doors and now."""
    if happened_at is None:
        return now
    earliest = max(day.agenda.opened_at or now, now - LONGEST_OFFLINE)
    return min(max(happened_at, earliest), now)


@command(roles=SCANNERS, public=False)
def check_in(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    scan: Scan,
    direction: Direction = Direction.IN,
    happened_at: datetime | None = None,
    method: str = "qr",
) -> list[Event]:
    """Answer a scan at the door; it sets presence and never toggles it."""
    verdict = judge(day, scan, direction)
    at = plausible(day, happened_at, now)
    if verdict in {Verdict.ACCEPTED, Verdict.RETURNED} and scan.person:
        return [
            DelegateCheckedIn(at=at, person=scan.person, place=by.name, method=method, noted_at=now)
        ]
    if verdict is Verdict.EXIT_RECORDED and scan.person in day.attendance.present:
        return [DelegateCheckedOut(at=at, person=scan.person, place=by.name)]
    return [ScanNoted(at=now, verdict=verdict, place=by.name, person=scan.person)]


@command(roles=DOOR)
def check_in_by_hand(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    person: str,
    method: str,
    reason: str | None = None,
    happened_at: datetime | None = None,
) -> list[Event]:
    """Note at the desk that a person has come: how they were recognised, and why by hand."""
    who = known(day, person)
    if day.agenda.phase in {Phase.PREPARING, Phase.CLOSED}:
        raise Refused("door_shut")
    if person in day.people.replaced_by:
        raise Refused("already_substituted", person=person, name=who.full_name)
    if person in day.attendance.present:
        return []
    at = plausible(day, happened_at, now)
    return [
        DelegateCheckedIn(
            at=at,
            person=person,
            place=by.name,
            method=method,
            by=by.name,
            reason=reason,
            noted_at=now,
        )
    ]


@command(roles=DOOR)
def check_out(
    day: "Day", now: datetime, by: Actor, *, person: str, reason: str | None = None
) -> list[Event]:
    """Note that a person has left."""
    known(day, person)
    if person not in day.attendance.present:
        return []
    return [DelegateCheckedOut(at=now, person=person, place=by.name, by=by.name, reason=reason)]


@command(roles=DOOR)
def undo_check_in(day: "Day", now: datetime, by: Actor, *, person: str, reason: str) -> list[Event]:
    """Take a check-in back that was a mistake."""
    known(day, person)
    if person not in day.attendance.first:
        return []
    return [CheckInUndone(at=now, person=person, by=by.name, reason=reason)]


@command(roles=DOOR)
def expect_person(
    day: "Day", now: datetime, by: Actor, *, person: str, minutes: int
) -> list[Event]:
    """Tell console and MC that a guest will be here in so many minutes."""
    known(day, person)
    if not 0 <= minutes <= 240:
        raise Refused("minutes_out_of_range", lowest=0, highest=240)
    return [GuestExpected(at=now, person=person, expected_at=now + timedelta(minutes=minutes))]


@command()
def snapshot_attendance(day: "Day", now: datetime, by: Actor) -> list[Event]:
    """Freeze the numbers the MC reads out."""
    return [AttendanceSnapshotTaken(at=now, counts=counts(day.people, day.attendance))]


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
    if person in day.people.replaced_by:
        return False
    return not day.attendance.first or person in day.attendance.present
