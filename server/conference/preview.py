"""The preview: the picture another step would show, found by going there in thought."""

from datetime import datetime
from functools import reduce
from typing import TYPE_CHECKING, Any

from . import script, steps
from .live import Live, View
from .moves import foretold, why_not
from .passage import step_of
from .plan import Item
from .progress import step_card
from .refusal import Refused
from .scenes import Scene, programme, scene
from .screens import ScreenRole
from .steps import Step

if TYPE_CHECKING:
    from . import Day


def after_next(day: "Day", now: datetime) -> Scene | None:
    """The hall's picture once `next` has been pressed; `None` where it would be refused."""
    return _picture_after(day, now, "next", {})


def preview(day: "Day", now: datetime, live: Live, item: str, step: str | None) -> View:
    """A step of any item, looked at without going there: its picture, its words, its neighbours.

    `refused` says why the walk could not jump there now. Raises `Refused` for an unknown step.
    """
    found = day.agenda.items.get(item)
    if found is None:
        raise Refused("unknown_item", item=item[:40])
    chosen = step_of(day, found, step)
    asked = {"item": item} if _is_first(day, found, chosen) else {"item": item, "step": chosen.id}
    here = (item, chosen.id) == (day.agenda.item, day.agenda.step)
    return {
        "version": day.version,
        "item": {"id": item, "number": found.number, "title": found.title},
        "step": step_card(day, found, chosen, live),
        "on_air": here,
        "scene": _picture_after(day, now, "go_to", asked) or scene(day, found, chosen),
        "text": script.text(day, found, chosen),
        "steps": [
            step_card(day, found, one, live) | {"done": one.id in day.agenda.visited}
            for one in steps.of(day, found)
        ],
        "before": _beside(day, found, chosen, -1),
        "after": _beside(day, found, chosen, +1),
        "asked": asked,
        "refused": None if here else why_not(day, now, live, "go_to", asked),
    }


def _picture_after(day: "Day", now: datetime, name: str, given: dict[str, Any]) -> Scene | None:
    from . import evolve

    try:
        events = foretold(day, now, name, given)
    except Refused:
        return None
    return programme(reduce(evolve, events, day), ScreenRole.HALL)


def _is_first(day: "Day", item: Item, step: Step) -> bool:
    """An item is entered by its first step, a ceremony only so."""
    return item.id != day.agenda.item and step.id == step_of(day, item, None).id


def _beside(day: "Day", item: Item, step: Step, way: int) -> dict[str, str] | None:
    """The step one further in the order of the day, through every item that is not left out."""
    place = _neighbour([one.id for one in _walk(day, item, step)], step.id, way)
    if place is not None:
        return {"item": item.id, "step": place}
    other = _neighbour(list(day.agenda.order), item.id, way)
    if other is None:
        return None
    there = steps.walkable(day, day.agenda.items[other])
    return {"item": other, "step": there[0 if way > 0 else -1].id}


def _walk(day: "Day", item: Item, step: Step) -> list[Step]:
    """The steps one would walk, with the one looked at in its place."""
    return [one for one in steps.of(day, item) if not one.walked_by or one.id == step.id]


def _neighbour(order: list[str], here: str, way: int) -> str | None:
    place = order.index(here) + way
    return order[place] if 0 <= place < len(order) else None
