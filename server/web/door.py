"""The door: turns a scan into a command for the desk, and the day into the kiosk's answer.

The code is read here, against the conference's secret, and goes no further.
"""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from ..conference import COMMANDS, Actor, Day, Event, Refused
from ..conference.admission import LONGEST_OFFLINE, answered
from ..conference.attendance import counts
from ..conference.badges import CodeBook, Foreign, Reading, Scan
from ..conference.check_digit import LENGTH
from ..conference.commands import Role
from ..conference.live import Health
from ..conference.plan import PersonId
from ..conference.scenes import instant
from ..conference.verdicts import Verdict
from ..desk import GRANTED, REFUSED, Answer, Desk
from .roster import Roster, Rosters
from .tries import Tries
from .wire import ENCODE, HealthTold, ScanAsked, explain

CHECK_IN = COMMANDS["check_in"]
FURTHEST_MS = 1e12


class Door:
    """Reads badges for the desk."""

    def __init__(
        self,
        desk: Desk,
        codes: CodeBook,
        salt: bytes,
        told: Callable[[Verdict], None],
        journal: str,
        gate_of: Callable[[str], str | None],
    ) -> None:
        self._gate_of = gate_of
        self._conference = _conference_of(journal)
        self._told = told
        self._desk = desk
        self._codes = codes
        self._tries = Tries()
        self._rosters = Rosters(codes, salt)

    def scanned(self, asked: ScanAsked, by: Actor) -> Answer:
        """The verdict on one scan, stored before it is given."""
        return self._accepted(asked, by)()

    def outbox(self, scans: list[ScanAsked], by: Actor) -> list[Answer]:
        """The verdicts on an offline kiosk's scans, in order; they go to disk together."""
        return [stored() for stored in [self._accepted(asked, by) for asked in scans]]

    def _accepted(self, asked: ScanAsked, by: Actor) -> Callable[[], Answer]:
        if asked.journal is not None and _conference_of(asked.journal) != self._conference:
            refusal = explain(Refused("other_journal"))
            return lambda: Answer(REFUSED, ENCODE(refusal))
        scan, id = self._read(asked), f"scan:{asked.id}"
        happened_at, now = self._happened_at(asked), self._desk.now()
        if by.role is Role.KIOSK and _is_try(asked, scan) and not self._desk.knows(id):
            at = min(max(happened_at or now, now - LONGEST_OFFLINE), now)
            if not self._tries.may_try(by.name, scan.reading, at):
                return self._to_the_desk(by, now)
        given = CHECK_IN.arguments(
            scan=scan,
            direction=asked.direction,
            happened_at=happened_at,
            clock_says=self._ago(asked.clock_age_ms),
        )

        def answer(before: Day, after: Day, events: list[Event]) -> dict[str, Any]:
            verdict = answered(before, events)
            self._told(verdict)
            return self._answer(after, scan, verdict)

        return self._desk.accept(CHECK_IN, given, by, id=id, answer=answer)

    def _to_the_desk(self, by: Actor, now: datetime) -> Callable[[], Answer]:
        """Nothing of what was typed is looked up; the help desk hears of it, not each time."""
        self._told(Verdict.SEE_DESK)
        if self._tries.is_news(by.name, now):
            many = CHECK_IN.arguments(scan=Scan(reading=Reading.UNKNOWN, foreign=Foreign.MANY))
            self._desk.accept(CHECK_IN, many, by, id=f"tries:{secrets.token_hex(8)}")
        body = ENCODE(self._answer(self._desk.day, Scan(reading=Reading.UNKNOWN), Verdict.SEE_DESK))
        return lambda: Answer(GRANTED, body)

    def _read(self, asked: ScanAsked) -> Scan:
        scan = self._codes.read(asked.code, self._desk.day.badges.serials)
        return replace(scan, foreign=asked.foreign) if scan.reading is Reading.UNKNOWN else scan

    def _happened_at(self, asked: ScanAsked) -> datetime | None:
        """When the scan was made, by the server's clock: its age counts, not the kiosk's clock."""
        return asked.happened_at if asked.age_ms is None else self._ago(asked.age_ms)

    def _ago(self, age_ms: float | None) -> datetime | None:
        if age_ms is None:
            return None
        return self._desk.now() - timedelta(
            milliseconds=min(max(age_ms, -FURTHEST_MS), FURTHEST_MS)
        )

    def _answer(self, after: Day, scan: Scan, verdict: Verdict) -> dict[str, Any]:
        now = counts(after.people, after.attendance)
        answer: dict[str, Any] = {
            "verdict": verdict.value,
            "attendance": {"present": now.present, "expected": now.expected},
        }
        if scan.person in after.people.people:
            answer["delegate"] = delegate(after, scan.person)
            first = after.attendance.first.get(scan.person)
            if first is not None:
                answer["first"] = {
                    "at": instant(first.at),
                    "kiosk": first.place,
                    "gate": self._gate_of(first.place),
                    "by_hand": first.by is not None,
                }
        return answer

    def roster(self, day: Day) -> Roster:
        """What a kiosk keeps for offline work."""
        return self._rosters.of(day)


def _is_try(asked: ScanAsked, scan: Scan) -> bool:
    """Whether it tells of no badge in anybody's hand: a typed number, or what is no code."""
    if scan.reading is Reading.OURS:
        return len(asked.code.strip()) < LENGTH
    return scan.reading is Reading.UNKNOWN and asked.foreign is None


def _conference_of(journal: str) -> str:
    """What stays of a journal's id when it is restored: what was scanned before it counts then."""
    return journal.partition("-")[0]


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


def health_of(told: HealthTold, now: datetime) -> Health:
    """A kiosk's health as the views carry it: an age becomes an instant."""
    age_s = told.roster_age_s
    return Health(
        waiting=told.waiting,
        roster_version=told.roster_version,
        roster_at=None if age_s is None else now - timedelta(seconds=age_s),
        camera=told.camera,
        storage=told.storage,
        battery=told.battery,
        elsewhere=told.elsewhere,
        page=told.page,
    )
