"""The help desk's view: the counts, who came last, and every case that needs a person."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from . import duties, honours, opening, walls
from .cases import Case, CaseState
from .live import Live, View, frame
from .panels import attendance, control, kiosk_seen, structured
from .scenes import instant

if TYPE_CHECKING:
    from . import Day

SOLVED_SHOWN = 20


def reception(day: "Day", now: datetime, live: Live) -> View:
    """What the help desk sees: the counts, who came last, and what needs a person."""
    return frame(day, now, live, "reception") | {
        "phase": day.agenda.phase.value,
        "attendance": attendance(day),
        "structure": structured(day, now),
        "documents": len(day.documents.handed),
        "recent": [_note(day, note) for note in reversed(day.attendance.recent)],
        "cases": _cases(day),
        "duties": duties.asked(day),
        "wanted": len(day.cases.wanted),
        "arrived": honours.arrived(day, now),
        "expected": honours.expected(day),
        "classes": [
            {"id": c.id, "word": c.word, "side": c.side.value} for c in day.people.classes.values()
        ],
        "units": [{"id": u.id, "name": u.name} for u in day.people.units.values()],
        "kiosks": [kiosk_seen(day, kiosk) for kiosk in live.kiosks],
        "screens": walls.screens(day, now, live),
        "alerts": [
            *opening.warnings(day, now, live),
            *walls.warnings(day, now, live),
            *honours.presenters_gone(day, live),
        ],
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
        "method": note.method,
        "by": note.by,
        "came_at": instant(note.came_at),
        "undone_by": note.undone_by,
    }


def _cases(day: "Day") -> list[View]:
    """What nobody has solved yet, the newest first; then what was solved last."""
    newest = sorted(day.cases.all.values(), key=lambda one: one.at, reverse=True)
    solved = [one for one in newest if one.state is CaseState.SOLVED]
    waiting = [one for one in newest if one.state is not CaseState.SOLVED]
    return [_case(day, one) for one in (*waiting, *solved[:SOLVED_SHOWN])]


def _case(day: "Day", one: Case) -> View:
    who = day.people.people.get(one.person) if one.person else None
    pair = sorted(one.arrivals, key=lambda arrival: arrival.at)
    return {
        "case": one.id,
        "verdict": one.kind,
        "id": one.person if who else None,
        "name": who.full_name if who else None,
        "unit": day.people.units[who.unit].name if who else None,
        "at": instant(one.at),
        "made_at": instant(one.made_at),
        "times": one.times,
        "foreign": one.foreign.value if one.foreign else None,
        "number": one.number,
        "kiosk": one.place,
        "arrivals": [{"at": instant(a.at), "kiosk": a.place} for a in pair],
        "reason": day.cases.wanted.get(one.person or ""),
        "state": one.state.value,
        "by": one.by,
        "changed_at": instant(one.changed_at),
        "note": one.note,
    }
