"""The panels: what console and help desk both show of the house, and the MC of its wheel."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .attendance import counts, last_scan
from .live import Seen, View
from .people import protocol_key
from .plan import Person, PersonId
from .scenes import instant, person_card
from .structure import NEVER_LIVE, structure

if TYPE_CHECKING:
    from . import Day


def control(day: "Day") -> View | None:
    """Who holds the wheel; `id` is the public mark of a console, not its token."""
    holder = day.control.holder
    if holder is None:
        return None
    return {"holder": holder.id, "name": holder.name, "since": instant(day.control.since)}


def attendance(day: "Day") -> View:
    """Who is here, by side, class and delegation; the guests of honour by name."""
    now = counts(day.people, day.attendance)
    present = day.attendance.present
    invited = [p for p in day.people.people.values() if day.people.comes(p.id)]
    return {name: getattr(now, name) for name in now.__struct_fields__} | {
        "by_class": _tally(
            invited, present, lambda p: p.delegate_class, day.people.classes, lambda c: c.word
        ),
        "by_unit": _tally(invited, present, lambda p: p.unit, day.people.units, lambda u: u.name),
        "vips": [
            {
                "id": p.id,
                **person_card(day, p.id),
                "present": p.id in present,
                "at": instant(present[p.id].at) if p.id in present else None,
            }
            for p in sorted(invited, key=protocol_key)
            if day.people.vip(p.id)
        ],
        "snapshot": day.attendance.snapshot is not None,
    }


def _tally(
    invited: list[Person],
    present: dict[PersonId, Any],
    kind: Callable[[Person], str],
    named: dict[str, Any],
    name: Callable[[Any], str],
) -> list[View]:
    totals: dict[str, list[int]] = {}
    for person in invited:
        tally = totals.setdefault(kind(person), [0, 0])
        tally[0] += 1
        tally[1] += person.id in present
    return [
        {"id": key, "name": name(named[key]), "expected": totals[key][0], "present": totals[key][1]}
        for key in named
        if key in totals
    ]


def structured(day: "Day", now: datetime) -> View:
    """The composition of the conference as the desks' panels draw it."""
    found = structure(day, now)
    return {
        "young": day.plan.young_max_age,
        "tables": {
            name: [
                {"key": r.key, "named": r.named, "expected": r.expected, "present": r.present}
                for r in rows
            ]
            for name, rows in found.tables.items()
            if name not in NEVER_LIVE
        },
        "arrivals": [{"at": instant(point.at), "come": point.come} for point in found.arrivals],
    }


def kiosk_seen(day: "Day", seen: Seen) -> View:
    """A kiosk as the desks see it: whether it is here, how it says it is, and its lock."""
    health, guarded = seen.health, day.kiosks.get(seen.name)
    return {
        "name": seen.name,
        "gate": seen.gate,
        "direction": seen.direction,
        "connected": seen.connected,
        # A server that has just started has seen no kiosk yet; the day may have heard of it.
        "last_seen": instant(seen.last_seen or last_scan(day.attendance, seen.name)),
        "health": None
        if health is None
        else {
            "waiting": health.waiting,
            "roster_version": health.roster_version,
            "roster_at": instant(health.roster_at),
            "camera": health.camera,
            "storage": health.storage,
            "battery": health.battery,
            "elsewhere": health.elsewhere,
            "page": health.page,
        },
        "locked": seen.locked,
        "guarded": None
        if guarded is None
        else {
            "what": guarded.what.value,
            "at": instant(guarded.at),
            "by": guarded.by,
            "wrong": guarded.wrong,
        },
    }
