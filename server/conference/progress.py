"""The progress: where the walk stands and what comes next, for those who work."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from . import script, steps
from .agenda import PRELUDE, Phase
from .forecast import Forecast, forecast
from .live import Live, View
from .passage import upcoming
from .plan import Item, ItemKind
from .scenes import instant, slide, slides
from .speeches import of_step
from .steps import Step

if TYPE_CHECKING:
    from . import Day

MINUTE = timedelta(minutes=1)


def planned_start(day: "Day", now: datetime) -> datetime:
    """When the first item was to begin.

    A plan without a date begins when it really began; until then, with the next full minute.
    """
    begun = day.agenda.timing(day.agenda.order[0]).started_at or day.agenda.started_at
    return day.plan.starts_at or begun or now.replace(second=0, microsecond=0) + MINUTE


def outlook(day: "Day", now: datetime) -> Forecast:
    """The drift and the expected end."""
    return forecast(day.agenda, planned_start(day, now), now)


def progress(day: "Day", now: datetime, live: Live) -> View:
    """Where the walk stands, for those who work: stage, console and MC."""
    item, step, after = day.agenda.current, steps.current(day), upcoming(day)
    ahead = outlook(day, now)
    return {
        "phase": day.agenda.phase.value,
        "agenda_version": day.agenda.version,
        "item": _item(day, item) if item is not None else None,
        "step": _step(day, item, step, live),
        "next": _before_agenda(day, live) or (_next(day, after, live) if after else None),
        "drift_s": round(ahead.drift_s),
        "planned_end": instant(ahead.planned_end),
        "expected_end": instant(ahead.expected_end),
        "can_give_s": round(ahead.can_give_s),
    }


def _item(day: "Day", item: Item) -> View:
    timing = day.agenda.timing(item.id)
    return {
        "id": item.id,
        "number": item.number,
        "title": item.title,
        "kind": item.kind.value,
        "state": day.agenda.states[item.id].value,
        "started_at": instant(timing.started_at),
        "paused_at": instant(timing.paused_at),
        "paused_s": round(timing.paused_s),
        "target_s": item.planned * 60,
        "ceremony": item.kind is ItemKind.FLAG_CEREMONY,
    }


def _step(day: "Day", item: Item | None, step: Step | None, live: Live) -> View | None:
    if item is None or step is None:
        if day.agenda.step is None:
            return None
        key = day.agenda.step.partition(":")[2]
        return {"id": day.agenda.step, "scene_code": None, "target_s": None} | _dated(
            day, titles(live, f"prelude_{key}")
        )
    paused_s = day.agenda.timing(item.id).paused_s - day.agenda.paused_before_s
    return _dated(day, step_card(day, item, step, live)) | {
        "paused_s": round(max(0.0, paused_s)),
        "target_s": _target(day, step),
    }


def _dated(day: "Day", card: View) -> View:
    began, until = day.agenda.timed_from, day.agenda.until
    return card | {"started_at": instant(began), "until": instant(until)}


def _target(day: "Day", step: Step) -> int | None:
    """How long a step may take, where it has a clock of its own."""
    speech = day.speeches.all.get(of_step(step.id) or "")
    return speech.minutes * 60 if speech is not None else None


def _before_agenda(day: "Day", live: Live) -> View | None:
    """What comes next before the first item: the doors open, then everybody is seated."""
    if day.agenda.phase is Phase.PREPARING:
        key, code = "welcome", "SC00"
    elif day.agenda.step == PRELUDE[0]:
        key, code = "settle", "SC02"
    else:
        return None
    step = titles(live, f"prelude_{key}") | {"id": f"0:{key}", "scene_code": code}
    return {"item": None, "step": step}


def _next(day: "Day", after: tuple[Item, Step], live: Live) -> View:
    item, step = after
    return {
        "item": {"id": item.id, "number": item.number, "title": item.title},
        "step": step_card(day, item, step, live) | {"image": slide(day, item, step)},
    }


def step_card(day: "Day", item: Item, step: Step, live: Live) -> View:
    """A step as the working pages list it, named in both languages."""
    facts = script.about(day, item, step)
    named = {k: facts.get(k, "") for k in ("name", "title", "order", "award", "list", "text")}
    label = "slide" if step.scene == "SC10" and step.page else step.key
    leaf = {"page": step.page, "pages": slides(day, item, step)}
    return titles(live, label, **named, **leaf) | {
        "id": step.id,
        "key": step.key,
        "scene_code": step.scene,
        "absent": step.absent,
        "passed": step.passed,
    }


def titles(live: Live, key: str, **facts: object) -> View:
    """The name of a step in Vietnamese and in English."""
    return {
        "title": live.say(f"steps.{key}", "vi", **facts),
        "title_en": live.say(f"steps.{key}", "en", **facts),
    }
