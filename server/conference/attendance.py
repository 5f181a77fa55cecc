"""The attendance: the rule of admission, who is in the hall, and the counts taken from it."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeVar

from msgspec import Meta
from msgspec.structs import replace

from .agenda import Phase
from .badges import Reading, Scan
from .commands import DOOR, SCANNERS, Actor, Event, command
from .people import People, known
from .plan import Frozen, PersonId, Side
from .refusal import Refused

if TYPE_CHECKING:
    from . import Day

T = TypeVar("T")
Instant = Annotated[datetime, Meta(tz=True)]

LONGEST_OFFLINE = timedelta(hours=12)
# A kiosk that has had no answer for so long has answered by itself.
LATE_AFTER = timedelta(seconds=2)
CLOCKS_DIFFER = timedelta(seconds=5)
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


# What needs a person at the help desk.
CASES = frozenset(
    {
        Verdict.REPLACED,
        Verdict.REVOKED,
        Verdict.WRONG_CONFERENCE,
        Verdict.SEE_DESK,
        Verdict.UNKNOWN,
    }
)


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
    claimed: datetime | None = None  # what the kiosk said, where that could not be


class BadgeShownTwice(Event, frozen=True, kw_only=True):
    """Two doors that could not know of each other have let the same badge in; this is the second.

    `at` is when it let the badge in, `noted_at` when the server heard of it.
    """

    person: PersonId
    place: str
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
    """A scan that changed nobody's presence, kept for the help desk; never with its code.

    `made_at` is when a kiosk that was alone made it, and told the person so by itself.
    """

    verdict: Verdict
    place: str
    person: PersonId | None = None
    made_at: datetime | None = None


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


class Attendance(Frozen, frozen=True, kw_only=True):
    """Who is in, since when; `first` keeps the first arrival even after the person has left."""

    present: dict[PersonId, Arrival] = {}
    first: dict[PersonId, Arrival] = {}
    left: dict[PersonId, datetime] = {}
    conflicts: tuple[Conflict, ...] = ()
    expected_at: dict[PersonId, datetime] = {}
    snapshot: Counts | None = None
    recent: tuple[Note, ...] = ()


AttendanceEvent = (
    DelegateCheckedIn
    | BadgeShownTwice
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
            arrival = Arrival(
                at=event.at,
                place=place,
                method=event.method,
                by=event.by,
                noted_at=event.noted_at,
            )
            was_here = person in attendance.first
            verdict = Verdict.RETURNED if was_here else Verdict.ACCEPTED
            return replace(
                attendance,
                present=attendance.present | {person: arrival},
                first=attendance.first if was_here else attendance.first | {person: arrival},
                expected_at=_without(attendance.expected_at, person),
                recent=_noted(attendance, _arriving(event, verdict)),
            )
        case BadgeShownTwice():
            return _contested(attendance, event)
        case DelegateCheckedOut(person=person, place=place):
            return replace(
                attendance,
                present=_without(attendance.present, person),
                left=attendance.left | {person: event.at},
                recent=_noted(
                    attendance,
                    Note(
                        at=event.at,
                        verdict=Verdict.EXIT_RECORDED,
                        place=place,
                        person=person,
                        by=event.by,
                    ),
                ),
            )
        case CheckInUndone(person=person):
            return replace(
                attendance,
                present=_without(attendance.present, person),
                first=_without(attendance.first, person),
                left=_without(attendance.left, person),
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
            ),
        ),
    )


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


def judge(day: "Day", scan: Scan, direction: Direction, at: datetime) -> Verdict:
    """The rule of admission: how a scan made at `at` is answered."""
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
    if day.agenda.closed_at is not None and at >= day.agenda.closed_at:
        return Verdict.CLOSED
    if person in day.attendance.present:
        return Verdict.ALREADY_IN
    if at < day.attendance.left.get(person, at):
        return Verdict.ALREADY_IN
    if person in day.cases.wanted:
        return Verdict.SEE_DESK
    return Verdict.RETURNED if person in day.attendance.first else Verdict.ACCEPTED


def answered(before: "Day", events: list[Event]) -> Verdict:
    """How the scan that led from `before` to `events` is answered."""
    match events:
        case [DelegateCheckedIn(person=person)]:
            known = person in before.attendance.first
            return Verdict.RETURNED if known else Verdict.ACCEPTED
        case [DelegateCheckedOut()]:
            return Verdict.EXIT_RECORDED
        case [ScanNoted(verdict=verdict)]:
            return verdict
    return Verdict.ALREADY_IN


def plausible(day: "Day", happened_at: datetime | None, now: datetime) -> datetime:
    """The scan's own time, held between the opening of the doors and now."""
    if happened_at is None:
        return now
    earliest = max(day.agenda.opened_at or now, now - LONGEST_OFFLINE)
    return min(max(happened_at, earliest), now)


def unknown_to(arrival: Arrival | None, place: str, at: datetime, now: datetime) -> bool:
    """Whether a kiosk that let somebody in at `at` could not know of their arrival elsewhere."""
    if arrival is None or arrival.noted_at is None or now - at < LATE_AFTER:
        return False
    return at < arrival.noted_at and place != arrival.place


@command(roles=SCANNERS, public=False)
def check_in(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    scan: Scan,
    direction: Direction = Direction.IN,
    happened_at: Instant | None = None,
    method: str = "qr",
) -> list[Event]:
    """Answer a scan at the door; it sets presence and never toggles it."""
    at = plausible(day, happened_at, now)
    verdict, person = judge(day, scan, direction, at), scan.person or ""
    is_odd = happened_at is not None and abs(happened_at - at) > CLOCKS_DIFFER
    inside = day.attendance.present.get(person)
    if verdict in {Verdict.ACCEPTED, Verdict.RETURNED}:
        return [
            DelegateCheckedIn(
                at=at,
                person=person,
                place=by.name,
                method=method,
                noted_at=now,
                claimed=happened_at if is_odd else None,
            )
        ]
    if verdict is Verdict.EXIT_RECORDED and inside is not None and at >= inside.at:
        return [DelegateCheckedOut(at=at, person=person, place=by.name)]
    arrival = inside or day.attendance.first.get(person)
    if verdict is Verdict.ALREADY_IN and unknown_to(arrival, by.name, at, now):
        return [BadgeShownTwice(at=at, person=person, place=by.name, noted_at=now)]
    alone = at if now - at >= LATE_AFTER else None
    return [ScanNoted(at=now, verdict=verdict, place=by.name, person=scan.person, made_at=alone)]


@command(roles=DOOR)
def check_in_by_hand(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    person: str,
    method: str,
    reason: str | None = None,
    happened_at: Instant | None = None,
) -> list[Event]:
    """Note at the desk that a person has come: how they were recognised, and why by hand.

    `happened_at` is the hour on a paper list, which may be entered after the end as well.
    """
    who = known(day, person)
    at = plausible(day, happened_at, now)
    closed_at = day.agenda.closed_at
    if day.agenda.phase is Phase.PREPARING or (closed_at is not None and at >= closed_at):
        raise Refused("door_shut")
    if person in day.people.replaced_by:
        raise Refused("already_substituted", person=person, name=who.full_name)
    if person in day.attendance.present:
        return []
    is_odd = happened_at is not None and abs(happened_at - at) > CLOCKS_DIFFER
    return [
        DelegateCheckedIn(
            at=at,
            person=person,
            place=by.name,
            method=method,
            by=by.name,
            reason=reason,
            noted_at=now,
            claimed=happened_at if is_odd else None,
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
    day: "Day", now: datetime, by: Actor, *, person: str, minutes: int | None = None
) -> list[Event]:
    """Tell console and MC that a guest will be here in so many minutes; without, not any more."""
    who = known(day, person)
    if minutes is None:
        if person not in day.attendance.expected_at:
            return []
        return [GuestExpected(at=now, person=person, expected_at=None, by=by.name)]
    if not 0 <= minutes <= 240:
        raise Refused("minutes_out_of_range", lowest=0, highest=240)
    if person in day.people.replaced_by:
        raise Refused("already_substituted", person=person)
    if person in day.attendance.present:
        raise Refused("is_here", name=who.full_name)
    soon = now + timedelta(minutes=minutes)
    return [GuestExpected(at=now, person=person, expected_at=soon, by=by.name)]


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
