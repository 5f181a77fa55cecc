"""The badges: the code printed on each, and which badge of a person is the valid one.

A code is 34 decimal digits: 4 of the conference, 29 derived with the conference's secret, 1 check
digit (Damm). It is derived, never stored: no code stands in the journal or in any log.
"""

import hashlib
import hmac
import re
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .check_digit import LENGTH, damm, is_code
from .commands import DOOR, Actor, Event, command
from .people import known
from .plan import Conference, Frozen, Person, PersonId
from .refusal import Refused

if TYPE_CHECKING:
    from . import Day

CONFERENCE_DIGITS = 4
SECRET_DIGITS = 29
# What a mistyped badge number looks like; six digits alone may be somebody's PIN.
NUMBER = re.compile(r"[A-Z]-?[0-9]{1,6}|[0-9]{1,5}")


def code_of(secret: bytes, conference: str, person: PersonId, serial: int) -> str:
    """The 34 digits on the `serial`-th badge of `person`."""
    message = f"{conference}:{person}:{serial}".encode()
    keyed = int.from_bytes(hmac.digest(secret, message, hashlib.sha256))
    body = f"{conference}{keyed % 10**SECRET_DIGITS:0{SECRET_DIGITS}d}"
    return f"{body}{damm(body)}"


class Reading(StrEnum):
    """What a scanned or typed text turned out to be."""

    OURS = "ours"
    OTHER_CONFERENCE = "other_conference"
    UNKNOWN = "unknown"


class Foreign(StrEnum):
    """What a kiosk takes a text for that is no code of ours; the text itself it does not tell.

    `many` is the server's own word for one number after another, as somebody types who guesses.
    """

    ADDRESS = "address"
    WIFI = "wifi"
    CONTACT = "contact"
    CITIZEN_CARD = "citizen_card"
    PAYMENT = "payment"
    BARCODE = "barcode"
    DAMAGED = "damaged"
    SEVERAL = "several"
    MANY = "many"
    OTHER = "other"


class Scan(Frozen, frozen=True, kw_only=True):
    """A reading without its code: whose badge it is, and the how-manieth; or what else it seems.

    `number` is the short badge number where one was typed, also one that nobody has.
    """

    reading: Reading
    person: PersonId | None = None
    serial: int = 0
    foreign: Foreign | None = None
    number: str | None = None


class CodeBook:
    """Reads codes: which person's badge a text names, kept in step with the badges issued."""

    def __init__(self, secret: bytes, conference: str) -> None:
        self._secret = secret
        self._conference = conference
        self._issued: dict[PersonId, int] = {}
        self._meaning: dict[str, tuple[PersonId, int]] = {}

    def code(self, person: PersonId, serial: int) -> str:
        """The code to print on a badge."""
        return code_of(self._secret, self._conference, person, serial)

    def read(self, text: str, serials: dict[PersonId, int]) -> Scan:
        """What `text` is; `serials` are the newest badges now: a code, or a badge number."""
        self._learn(serials)
        typed = text.strip().upper()
        if typed in serials:
            return Scan(reading=Reading.OURS, person=typed, serial=serials[typed], number=typed)
        if NUMBER.fullmatch(typed):
            return Scan(reading=Reading.UNKNOWN, number=typed)
        code = typed[-LENGTH:]
        if not (code.isascii() and code.isdecimal() and is_code(code)):
            return Scan(reading=Reading.UNKNOWN)
        if not code.startswith(self._conference):
            return Scan(reading=Reading.OTHER_CONFERENCE)
        if code not in self._meaning:
            return Scan(reading=Reading.UNKNOWN)
        person, serial = self._meaning[code]
        return Scan(reading=Reading.OURS, person=person, serial=serial)

    def _learn(self, serials: dict[PersonId, int]) -> None:
        if serials == self._issued:
            return
        for person, newest in serials.items():
            for serial in range(self._issued.get(person, 0) + 1, newest + 1):
                self._meaning[self.code(person, serial)] = (person, serial)
        self._issued = serials


class BadgeIssued(Event, frozen=True, kw_only=True):
    """A person has a new badge; every earlier one is replaced."""

    person: PersonId
    serial: int
    reason: str
    by: str | None = None


class BadgeRevoked(Event, frozen=True, kw_only=True):
    """A person's badge is void until a new one is issued."""

    person: PersonId
    reason: str
    by: str | None = None


class Badges(Frozen, frozen=True, kw_only=True):
    """The newest badge of each person, and the badges that are void.

    `issued` and `voided` tell since when, for the scans of which the server hears late.
    """

    serials: dict[PersonId, int]
    revoked: frozenset[PersonId] = frozenset()
    issued: dict[PersonId, tuple[datetime, ...]] = {}
    voided: dict[PersonId, dict[int, datetime]] = {}


def initial(plan: Conference) -> Badges:
    """The badges as they were printed before the day."""
    return Badges(serials={person.id: person.badge_serial for person in plan.people})


def joined(badges: Badges, person: Person) -> Badges:
    """The badges once `person` is on the roster."""
    return replace(badges, serials={person.id: person.badge_serial} | badges.serials)


BadgeEvent = BadgeIssued | BadgeRevoked


def evolve(badges: Badges, event: BadgeEvent) -> Badges:
    """The badges after `event`."""
    match event:
        case BadgeIssued(person=person, serial=serial):
            return replace(
                badges,
                serials=badges.serials | {person: serial},
                revoked=badges.revoked - {person},
                issued=badges.issued | {person: (*badges.issued.get(person, ()), event.at)},
            )
        case BadgeRevoked(person=person):
            void = badges.voided.get(person, {}) | {badges.serials[person]: event.at}
            return replace(
                badges,
                revoked=badges.revoked | {person},
                voided=badges.voided | {person: void},
            )


def was_replaced(badges: Badges, scan: Scan, at: datetime) -> bool:
    """Whether a newer badge had been issued when this one was scanned."""
    person = scan.person or ""
    since = sum(issued_at > at for issued_at in badges.issued.get(person, ()))
    return scan.serial < badges.serials[person] - since


def was_revoked(badges: Badges, scan: Scan, at: datetime) -> bool:
    """Whether the badge had been declared void when it was scanned."""
    voided_at = badges.voided.get(scan.person or "", {}).get(scan.serial)
    return voided_at is not None and voided_at <= at


@command(roles=DOOR)
def issue_badge(day: "Day", now: datetime, by: Actor, *, person: str, reason: str) -> list[Event]:
    """Give a person a new badge; the old one is answered `replaced` from now on."""
    known(day, person)
    if person in day.people.replaced_by:
        raise Refused("already_substituted", person=person)
    if person in day.people.withdrawn:
        raise Refused("registration_withdrawn", name=day.people.people[person].full_name)
    serial = day.badges.serials[person] + 1
    return [BadgeIssued(at=now, person=person, serial=serial, reason=reason, by=by.name)]


@command(roles=DOOR)
def revoke_badge(day: "Day", now: datetime, by: Actor, *, person: str, reason: str) -> list[Event]:
    """Declare a person's badge void."""
    known(day, person)
    if person in day.badges.revoked:
        return []
    return [BadgeRevoked(at=now, person=person, reason=reason, by=by.name)]
