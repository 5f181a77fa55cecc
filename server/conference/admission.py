"""Admission: the rule by which a scan is answered, and the commands of the door that follow it."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from . import opening
from .agenda import Phase
from .attendance import (
    Arrival,
    Attendance,
    AttendanceSnapshotTaken,
    BadgeShownTwice,
    DelegateCheckedIn,
    DelegateCheckedOut,
    GuestExpected,
    ScanNoted,
    counts,
    has_left_since,
)
from .badges import Reading, Scan, was_replaced, was_revoked
from .cases import met_lately, was_wanted
from .commands import DOOR, SCANNERS, Actor, Event, Role, command
from .people import known
from .plan import PersonId
from .refusal import Refused
from .two_doors import LATE_AFTER, shown_twice
from .verdicts import CASES, Verdict

if TYPE_CHECKING:
    from . import Day

Instant = Annotated[datetime, Meta(tz=True)]
LONGEST_OFFLINE = timedelta(hours=12)
CLOCKS_DIFFER = timedelta(seconds=5)


class Direction(StrEnum):
    """Which way a scan goes."""

    IN = "in"
    OUT = "out"


def judge(day: "Day", scan: Scan, direction: Direction, at: datetime) -> Verdict:
    """The rule of admission: how a scan made at `at` is answered."""
    if scan.reading is Reading.UNKNOWN or scan.person not in day.people.people:
        other = scan.reading is Reading.OTHER_CONFERENCE
        return Verdict.WRONG_CONFERENCE if other else Verdict.UNKNOWN
    person: PersonId = scan.person
    if day.agenda.phase is Phase.PREPARING:
        return Verdict.NOT_OPEN
    if person in day.people.replaced_by or was_replaced(day.badges, scan, at):
        return Verdict.REPLACED
    if person in day.people.withdrawn or was_revoked(day.badges, scan, at):
        return Verdict.REVOKED
    if direction is Direction.OUT:
        return Verdict.EXIT_RECORDED
    if day.agenda.closed_at is not None and at >= day.agenda.closed_at:
        return Verdict.CLOSED
    if person in day.attendance.present:
        return Verdict.ALREADY_IN
    if has_left_since(day.attendance, person, at) and person in day.attendance.first:
        return Verdict.ALREADY_IN
    if was_wanted(day.cases, person, at):
        return Verdict.SEE_DESK
    return Verdict.RETURNED if person in day.attendance.first else Verdict.ACCEPTED


def answered(before: "Day", events: list[Event]) -> Verdict:
    """How the scan that led from `before` to `events` is answered."""
    match events:
        case [DelegateCheckedIn(person=person), *_]:
            known = person in before.attendance.first
            return Verdict.RETURNED if known else Verdict.ACCEPTED
        case [DelegateCheckedOut()]:
            return Verdict.EXIT_RECORDED
        case [ScanNoted(verdict=verdict)]:
            return verdict
        case [BadgeShownTwice()]:
            return Verdict.ALREADY_IN
    return Verdict.UNKNOWN  # a foreign code met just before, of which nothing is noted again


def plausible(day: "Day", happened_at: datetime | None, now: datetime) -> datetime:
    """The scan's own time, held between the opening of the doors, if they are open, and now."""
    if happened_at is None:
        return now
    earliest = now - LONGEST_OFFLINE
    if day.agenda.opened_at is not None:
        earliest = max(day.agenda.opened_at, earliest)
    return min(max(happened_at, earliest), now)


def _is_news(attendance: Attendance, person: PersonId, at: datetime) -> bool:
    """Whether an exit at `at` is later than all that is known of a person.

    Whoever is not in may have come by a door that has not told of it yet.
    """
    known = attendance.present.get(person)
    since = known.at if known is not None else attendance.left.get(person)
    return since is None or at > since or (known is not None and at == since)


@command(roles=SCANNERS, public=False)
def check_in(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    scan: Scan,
    direction: Direction = Direction.IN,
    happened_at: Instant | None = None,
    clock_says: Instant | None = None,
    method: str = "qr",
) -> list[Event]:
    """Answer a scan at the door; it sets presence and never toggles it.

    `clock_says` is when it was made by the kiosk's clock: where that is another time than
    `happened_at`, the kiosk has slept or its clock was set.
    """
    at = plausible(day, happened_at, now)
    verdict, person = judge(day, scan, direction, at), scan.person or ""
    claims = (one for one in (happened_at, clock_says) if one is not None)
    claimed = next((one for one in claims if abs(one - at) > CLOCKS_DIFFER), None)
    inside = day.attendance.present.get(person)
    method = "number" if scan.number is not None else method
    if verdict in {Verdict.ACCEPTED, Verdict.RETURNED}:
        return [
            DelegateCheckedIn(
                at=at,
                person=person,
                place=by.name,
                method=method,
                noted_at=now,
                claimed=claimed,
            ),
            *_flagged(day, scan, by, at, now),
        ]
    if verdict is Verdict.EXIT_RECORDED and _is_news(day.attendance, person, at):
        return [DelegateCheckedOut(at=at, person=person, place=by.name, claimed=claimed)]
    arrival = inside or day.attendance.first.get(person)
    again = verdict is Verdict.ALREADY_IN and by.role is Role.KIOSK
    also = Arrival(at=at, place=by.name, method=method, noted_at=now)
    if again and arrival is not None and shown_twice(day, person, arrival, also):
        return [BadgeShownTwice(at=at, person=person, place=by.name, noted_at=now, claimed=claimed)]
    if scan.foreign is not None and met_lately(day.cases, by.name, scan.foreign, now):
        return []
    return [
        ScanNoted(
            at=now,
            verdict=verdict,
            place=by.name,
            person=scan.person,
            made_at=at if now - at >= LATE_AFTER else None,
            foreign=scan.foreign,
            at_desk=by.role is not Role.KIOSK,
            number=None if scan.reading is Reading.OURS else scan.number,
            overdue=verdict is Verdict.NOT_OPEN and opening.overdue(day, at),
        )
    ]


def _flagged(day: "Day", scan: Scan, by: Actor, at: datetime, now: datetime) -> list[Event]:
    """For the desk: what came in at `at` would not be let in now."""
    verdict = judge(day, scan, Direction.IN, now)
    if verdict not in CASES:
        return []
    return [ScanNoted(at=now, verdict=verdict, place=by.name, person=scan.person, made_at=at)]


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
    if person in day.people.withdrawn:
        raise Refused("registration_withdrawn", name=who.full_name)
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
    if not day.people.comes(person):
        raise Refused("already_substituted", person=person)
    if person in day.attendance.present:
        raise Refused("is_here", name=who.full_name)
    soon = now + timedelta(minutes=minutes)
    return [GuestExpected(at=now, person=person, expected_at=soon, by=by.name)]


@command()
def snapshot_attendance(day: "Day", now: datetime, by: Actor) -> list[Event]:
    """Freeze the numbers the MC reads out."""
    return [AttendanceSnapshotTaken(at=now, counts=counts(day.people, day.attendance))]
