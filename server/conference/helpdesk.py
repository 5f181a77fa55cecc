"""The help desk's view: the counts, who came last, and every case that needs a person."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from . import walls
from .attendance import Arrival, Conflict
from .scenes import instant
from .views import Health, Live, Seen, View, attendance, control, expected_guests, frame

if TYPE_CHECKING:
    from . import Day


CASES = frozenset({"replaced", "revoked", "wrong_conference", "see_desk", "unknown"})


def reception(day: "Day", now: datetime, live: Live) -> View:
    """What the help desk sees: the counts, who came last, and what needs a person."""
    notes = [_note(day, note) for note in reversed(day.attendance.recent)]
    return frame(day, now, live, "reception") | {
        "phase": day.agenda.phase.value,
        "attendance": attendance(day),
        "recent": notes,
        "cases": [
            *(_conflict(day, conflict) for conflict in reversed(day.attendance.conflicts)),
            *(note for note in notes if note["verdict"] in CASES),
        ],
        "expected": expected_guests(day, now),
        "classes": [
            {"id": c.id, "word": c.word, "side": c.side.value} for c in day.people.classes.values()
        ],
        "units": [{"id": u.id, "name": u.name} for u in day.people.units.values()],
        "kiosks": [_seen(kiosk) for kiosk in live.kiosks],
        "screens": walls.screens(day, now, live),
        "alerts": walls.warnings(day, now, live),
        "control": control(day),
        "waiting": [device for device in live.waiting if device["kind"] == "kiosk"],
    }


def _note(day: "Day", note: Any) -> View:
    who = day.people.people.get(note.person) if note.person else None
    return {
        "id": note.person,
        "name": who.full_name if who else None,
        "unit": day.people.units[who.unit].name if who else None,
        "class_word": day.people.classes[who.delegate_class].word if who else None,
        "seat": who.hall_seat if who else None,
        "vip": day.people.vip(who.id) if who else False,
        "at": instant(note.at),
        "kiosk": note.place,
        "verdict": note.verdict.value,
        "doubtful": note.doubtful,
    }


def _conflict(day: "Day", conflict: Conflict) -> View:
    """One badge at two doors: the earlier arrival first."""
    pair = sorted((conflict.known, conflict.also), key=lambda arrival: arrival.at)
    return {
        "id": conflict.person,
        "name": day.people.people[conflict.person].full_name,
        "at": instant(conflict.also.noted_at),
        "kiosk": conflict.also.place,
        "verdict": "conflict",
        "arrivals": [_arrived(arrival) for arrival in pair],
    }


def _arrived(arrival: Arrival) -> View:
    return {"at": instant(arrival.at), "kiosk": arrival.place}


def _seen(seen: Seen) -> View:
    return {
        "name": seen.name,
        "connected": seen.connected,
        "last_seen": instant(seen.last_seen),
        "health": _health(seen.health) if seen.health is not None else None,
    }


def _health(health: Health) -> View:
    return {
        "waiting": health.waiting,
        "roster_version": health.roster_version,
        "roster_at": instant(health.roster_at),
        "camera": health.camera,
        "storage": health.storage,
        "battery": health.battery,
    }
