"""The award batches as the working pages see them: who is on stage, who hands over, who is next."""

from typing import TYPE_CHECKING

from . import steps
from .attendance import here
from .awards import on_stage
from .live import View
from .passage import next_item
from .people import protocol_key
from .plan import AwardLine, Batch, Item, ItemKind, PersonId
from .scenes import person_card
from .steps import Step

if TYPE_CHECKING:
    from . import Day

SUGGESTED = 6  # guests offered beside the reserves


def award(day: "Day", after: tuple[Item, Step] | None) -> View | None:
    """The batch on stage, or the one that comes next; places as they close up on stage."""
    step = steps.current(day)
    chosen = step if step is not None and step.key == "batch" else after[1] if after else None
    if chosen is None or chosen.key != "batch" or chosen.ref is None:
        return None
    batch = day.awards.batches[chosen.ref]
    places = {line.id: n for n, (line, _) in enumerate(on_stage(day, batch.id), start=1)}
    lines = day.awards.of_batch(batch.id)
    return {
        "batch": _named(day, batch) | {"on_stage": step is not None and step.id == chosen.id},
        "presenters": [who(day, p) for p in batch.presenters],
        "reserves": [who(day, p) for p in batch.reserves],
        "suggested": [who(day, p) for p in _suggested(day, batch)],
        "lines": [_line(day, line) | {"place": places.get(line.id)} for line in lines],
        "done": batch.id in day.awards.done,
    }


def precall(day: "Day") -> View | None:
    """The batch to be lined up behind the stage now; for those who work, never for the hall."""
    batch = _coming(day)
    if batch is None:
        return None
    return _named(day, batch) | {
        "people": [
            {
                "position": line.position,
                "name": day.people.people[line.person].full_name,
                "collective": line.collective,
                "unit": person_card(day, line.person)["unit"],
                "present": here(day, line.person),
            }
            for line in day.awards.of_batch(batch.id)
        ]
    }


def who(day: "Day", person: PersonId) -> View:
    """A person as the working pages list them."""
    return {"id": person, **person_card(day, person), "present": here(day, person)}


def _coming(day: "Day") -> Batch | None:
    """While the awards are on, the batch after the one on stage; just before them, the first."""
    item, step = day.agenda.current, steps.current(day)
    ahead = next_item(day)
    soon = ahead is not None and day.agenda.items[ahead].kind is ItemKind.AWARDS
    if item is None or not (item.kind is ItemKind.AWARDS or soon):
        return None
    on = step.ref if step is not None and step.key == "batch" else None
    in_order = day.awards.in_order()
    behind = next((n for n, batch in enumerate(in_order, start=1) if batch.id == on), 0)
    waiting = (batch for batch in in_order[behind:] if batch.id not in day.awards.done)
    return next((batch for batch in waiting if day.awards.of_batch(batch.id)), None)


def _suggested(day: "Day", batch: Batch) -> list[PersonId]:
    """Guests of honour in the house who could hand over, in the order of protocol."""
    asked = {*batch.presenters, *batch.reserves}
    guests = (p for p in day.people.people.values() if day.people.vip(p.id))
    able = [p.id for p in sorted(guests, key=protocol_key) if here(day, p.id) and p.id not in asked]
    return able[:SUGGESTED]


def _named(day: "Day", batch: Batch) -> View:
    in_order = [b.id for b in day.awards.in_order()]
    order = in_order.index(batch.id) + 1
    return {"id": batch.id, "order": order, "of": len(in_order), "title": batch.title}


def _line(day: "Day", line: AwardLine) -> View:
    mark = day.awards.marks.get(line.id)
    return who(day, line.person) | {
        "line": line.id,
        "person": line.person,
        "id": line.id,
        "position": line.position,
        "collective": line.collective,
        "certificate": line.certificate,
        "mark": mark.mark if mark else None,
        "on_behalf": mark.on_behalf if mark else None,
    }
