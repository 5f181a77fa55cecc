"""The console's view: where we are, what every screen shows, what may be done and why not."""

from datetime import datetime
from typing import TYPE_CHECKING

from . import copies, duties, files, honours, media_alerts, opening, script, steps, walls
from .agenda import ItemState
from .batches import award, precall, who
from .forecast import planned_times
from .live import Live, View, frame
from .moves import moves
from .panels import attendance, control, kiosk_seen, structured
from .passage import upcoming
from .plan import Item, ItemKind
from .playing import on_desk
from .preview import after_next
from .progress import outlook, planned_start, progress, step_card
from .roll_call import roll_call
from .scenes import instant, scene
from .speeches import of_step

if TYPE_CHECKING:
    from . import Day


def console(day: "Day", now: datetime, live: Live) -> View:
    """Everything the operator's console shows."""
    item, after = day.agenda.current, upcoming(day)
    step = steps.current(day)
    view = frame(day, now, live, "console") | progress(day, now, live)
    if view["next"] is not None:
        view["next"]["scene"] = after_next(day, now) or (scene(day, *after) if after else None)
    return view | {
        "items": _items(day, now),
        "steps": _steps(day, item, live) if item is not None else [],
        "text": script.text(day, item, step),
        "attendance": attendance(day),
        "structure": structured(day, now),
        "arrived": honours.arrived(day, now),
        "expected": honours.expected(day),
        "late_vips": honours.late(day),
        "screens": walls.screens(day, now, live),
        "kiosks": [kiosk_seen(day, kiosk) for kiosk in live.kiosks],
        "waiting": list(live.waiting),
        "alerts": every_warning(day, now, live),
        "backup": copies.card(live.copies),
        "control": control(day),
        "moves": moves(day, now, live),
        "undo": {"command": day.agenda.undo[-1][0]} if day.agenda.undo else None,
        "log": list(live.log),
        "award": award(day, after),
        "precall": precall(day),
        "vote": _vote(day, item),
        "speeches": _speeches(day),
        "introductions": roll_call(day),
        "presidium": _presidium(day),
        "templates": [
            {
                "title": template.title,
                "kind": template.kind.value,
                "minutes": template.minutes,
                "text": template.text,
                "mc": template.mc,
            }
            for template in day.plan.templates
        ],
        "ready": {"hall": list(day.plan.notices), "backstage": list(day.plan.notes)},
        "messages": {
            audience: {"text": m.text, "until": instant(m.until)}
            for audience, m in day.screens.messages.items()
        },
        "media": on_desk(day, now, live.pace, live.since),
        "files": files.on_desk(day),
    }


def every_warning(day: "Day", now: datetime, live: Live) -> list[View]:
    """All the operator is warned of now, what cannot wait first."""
    return [
        *opening.warnings(day, now, live),
        *media_alerts.warnings(day, now, live),
        *live.alerts,
        *walls.warnings(day, now, live),
        *honours.presenters_gone(day, live),
        *duties.warnings(day, now, live),
    ]


def _items(day: "Day", now: datetime) -> list[View]:
    ahead = outlook(day, now)
    planned = planned_times(day.agenda, planned_start(day, now))
    return [_item(day, day.agenda.items[i], planned[i], ahead.drift_s) for i in day.agenda.order]


def _item(day: "Day", item: Item, planned: tuple[datetime, datetime], drift_s: float) -> View:
    timing = day.agenda.timing(item.id)
    waits = day.agenda.states[item.id] in {ItemState.PENDING, ItemState.MOVED}
    return {
        "id": item.id,
        "number": item.number,
        "title": item.title,
        "kind": item.kind.value,
        "state": day.agenda.states[item.id].value,
        "planned_s": item.planned * 60,
        "minimum_s": item.minimum * 60,
        "maximum_s": item.maximum * 60,
        "planned_start": instant(planned[0]),
        "planned_end": instant(planned[1]),
        "started_at": instant(timing.started_at),
        "ended_at": instant(timing.ended_at),
        "gives_time": item.gives_time,
        "gives_s": (item.planned - item.minimum) * 60 if waits else 0,
        "locked": item.kind is ItemKind.FLAG_CEREMONY,
        "reason": day.agenda.reasons.get(item.id),
        "missing": [
            {"id": person.id, "name": person.full_name, "duty": duty}
            for person, duty in (
                steps.missing(day, item) if waits or _is_current(day, item) else []
            )
        ],
    }


def _is_current(day: "Day", item: Item) -> bool:
    return day.agenda.item == item.id


def _steps(day: "Day", item: Item, live: Live) -> list[View]:
    return [
        step_card(day, item, step, live)
        | {"current": step.id == day.agenda.step, "done": step.id in day.agenda.visited}
        for step in steps.of(day, item)
    ]


def _vote(day: "Day", item: Item | None) -> View | None:
    """The list before the conference now."""
    step = steps.current(day)
    if item is None or item.kind is not ItemKind.VOTE or step is None or step.ref is None:
        return None
    ballot = day.votes[step.ref]
    return {
        "list": ballot.list.id,
        "congress": ballot.list.congress,
        "colour": ballot.list.colour,
        "open": ballot.open,
        "recorded": ballot.recorded,
        "eligible": ballot.eligible,
        "opened_at": instant(ballot.opened_at),
        "agree": ballot.agree,
        "disagree": ballot.disagree,
        "other": ballot.other,
        "revision": ballot.revision,
        "people": [
            {"order": order, **who(day, person)}
            for order, person in enumerate(ballot.people, start=1)
        ],
    }


def _speeches(day: "Day") -> list[View]:
    order = list(day.speeches.order)
    held = {of_step(step) for step in day.agenda.visited} - {None}
    rest = [s for s in day.speeches.all if s not in order]
    return [
        {
            "id": speech,
            "order": order.index(speech) + 1 if speech in order else None,
            "title": day.speeches.all[speech].title,
            "minutes": day.speeches.all[speech].minutes,
            "status": _status(day, speech, held),
            **{k: v for k, v in who(day, day.speeches.all[speech].person).items() if k != "id"},
        }
        for speech in (*order, *rest)
    ]


def _status(day: "Day", speech: str, held: set[str | None]) -> str:
    if speech in day.speeches.deferred:
        return "proceedings"
    if speech in held:
        return "done"
    return "approved" if speech in day.speeches.order else "reserve"


def _presidium(day: "Day") -> list[View]:
    return [
        {
            **who(day, a.person),
            "role": a.role,
            "order": a.order,
            "on_stage": a.person in day.people.on_stage,
            "presiding": a.person == day.people.presiding,
        }
        for role in ("presidium", "secretary")
        for a in day.people.duty(role)
    ]
