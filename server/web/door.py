"""The door: turns a scan into a command for the desk, and the day into the kiosk's answer.

The code is read here, against the conference's secret, and goes no further.
"""

import hashlib
from typing import Any

from ..conference import COMMANDS, Actor, Day, Event
from ..conference.attendance import Verdict, counts, judge
from ..conference.badges import CodeBook, Scan
from ..conference.plan import PersonId
from ..conference.scenes import instant
from ..desk import Answer, Desk
from .wire import ScanAsked

CHECK_IN = COMMANDS["check_in"]
DIGEST_BYTES = 12


class Door:
    """Reads badges for the desk."""

    def __init__(self, desk: Desk, codes: CodeBook, salt: bytes) -> None:
        self._desk = desk
        self._codes = codes
        self._salt = salt

    def scanned(self, asked: ScanAsked, by: Actor) -> Answer:
        """The verdict on one scan, stored before it is given."""
        scan = self._codes.read(asked.code, self._desk.day.badges.serials)
        given = CHECK_IN.arguments(
            scan=scan, direction=asked.direction, happened_at=asked.happened_at
        )

        def answer(before: Day, after: Day, events: list[Event]) -> dict[str, Any]:
            return _answer(before, after, scan, judge(before, scan, asked.direction))

        return self._desk.transact(CHECK_IN, given, by, id=f"scan:{asked.id}", answer=answer)

    def roster(self, day: Day) -> list[dict[str, Any]]:
        """What a kiosk keeps for offline work: digests of codes, never the codes."""
        return [
            {"digest": self._digest(self._codes.code(person, serial)), **delegate(day, person)}
            for person, serial in day.badges.serials.items()
            if person not in day.people.replaced_by and person not in day.badges.revoked
        ]

    def _digest(self, code: str) -> str:
        return hashlib.sha256(self._salt + code.encode()).digest()[:DIGEST_BYTES].hex()

    @property
    def salt(self) -> str:
        """The salt of the roster's digests."""
        return self._salt.hex()


def _answer(before: Day, after: Day, scan: Scan, verdict: Verdict) -> dict[str, Any]:
    now = counts(after.people, after.attendance)
    answer: dict[str, Any] = {
        "verdict": verdict.value,
        "attendance": {"present": now.present, "expected": now.expected},
    }
    if scan.person in after.people.people:
        answer["delegate"] = delegate(after, scan.person)
        first = after.attendance.first.get(scan.person)
        if first is not None:
            answer["first"] = {"at": instant(first.at), "kiosk": first.place}
    return answer


def delegate(day: Day, person: PersonId) -> dict[str, Any]:
    """What a kiosk may show of a person."""
    who = day.people.people[person]
    kind = day.people.classes[who.delegate_class]
    replaced = day.people.people.get(who.replaces) if who.replaces else None
    return {
        "id": who.id,
        "name": who.full_name,
        "salutation": who.salutation,
        "class": kind.id,
        "class_word": kind.word,
        "side": kind.side.value,
        "unit": day.people.units[who.unit].name,
        "seat": who.hall_seat,
        "vip": day.people.vip(person),
        "position": who.position,
        "replaces": replaced.full_name if replaced else None,
    }
