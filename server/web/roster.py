"""The roster: what a kiosk keeps of the delegates to go on without the server, and no more.

Of a valid badge it has name, salutation, class, side (guest or official: whether "Đoàn" is said),
delegation, seat, and whether a guest of honour is met; of any other badge only its state.
Codes and badge numbers leave as salted digests, so that a kiosk can know a badge again and nobody
can print one from what it keeps. The version is a digest too: it changes when the roster does, not
with every scan, and is the same after a restart.
"""

import hashlib
from typing import Any

import msgspec

from ..conference import Day
from ..conference.badges import CodeBook
from ..conference.plan import PersonId

DIGEST_BYTES = 12
VERSION_BYTES = 8
ENCODE = msgspec.json.Encoder().encode
VALID, REPLACED, REVOKED, SEE_DESK = "valid", "replaced", "revoked", "see_desk"


class Roster(msgspec.Struct, frozen=True):
    """A version of the roster, and the answer that brings it to a kiosk."""

    version: str
    body: bytes


class Rosters:
    """Makes the roster of a day, once for each change of people or badges."""

    def __init__(self, codes: CodeBook, salt: bytes) -> None:
        self._codes = codes
        self._salt = salt
        self._digests: dict[tuple[PersonId, int], str] = {}
        self._numbers: dict[PersonId, str] = {}
        self._made_from: tuple[object, ...] = (None, None, None)
        self._roster = Roster("", b"")

    def of(self, day: Day) -> Roster:
        """The roster as the day knows it."""
        sources = (day.people, day.badges, day.cases.wanted)
        if any(now is not then for now, then in zip(sources, self._made_from, strict=True)):
            self._roster = self._made(day)
            self._made_from = sources
        return self._roster

    def _made(self, day: Day) -> Roster:
        roster = {
            "conference": day.plan.code,
            "salt": self._salt.hex(),
            "people": [self._line(day, person) for person in day.people.people],
            "void": [line for person in day.people.people for line in self._void(day, person)],
        }
        version = hashlib.sha256(ENCODE(roster)).digest()[:VERSION_BYTES].hex()
        return Roster(version, ENCODE({"version": version, **roster}))

    def _line(self, day: Day, person: PersonId) -> dict[str, Any]:
        """The newest badge of a person, and what the kiosk says to them if it is good."""
        state = _state(day, person)
        return {
            "digest": self._digest(person, day.badges.serials[person]),
            "number": self._number(person),
            "state": state,
            **(_greeted(day, person) if state == VALID else {}),
        }

    def _void(self, day: Day, person: PersonId) -> list[dict[str, str]]:
        """The badges of a person that a newer one has replaced."""
        older = range(1, day.badges.serials[person])
        return [{"digest": self._digest(person, serial), "state": REPLACED} for serial in older]

    def _digest(self, person: PersonId, serial: int) -> str:
        known = self._digests.get((person, serial))
        if known is None:
            known = self._digested(self._codes.code(person, serial))
            self._digests[(person, serial)] = known
        return known

    def _number(self, person: PersonId) -> str:
        if person not in self._numbers:
            self._numbers[person] = self._digested(person)
        return self._numbers[person]

    def _digested(self, text: str) -> str:
        return hashlib.sha256(self._salt + text.encode()).digest()[:DIGEST_BYTES].hex()


def _greeted(day: Day, person: PersonId) -> dict[str, Any]:
    who = day.people.people[person]
    kind = day.people.classes[who.delegate_class]
    return {
        "name": who.full_name,
        "salutation": who.salutation,
        "class_word": kind.word,
        "side": kind.side.value,
        "unit": day.people.units[who.unit].name,
        "seat": who.hall_seat,
        "vip": day.people.vip(person),
    }


def _state(day: Day, person: PersonId) -> str:
    if person in day.people.replaced_by:
        return REPLACED
    if person in day.badges.revoked:
        return REVOKED
    return SEE_DESK if person in day.cases.wanted else VALID
