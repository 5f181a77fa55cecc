"""The prompter's view: what the MC reads now, what comes next, and the names to read out."""

from datetime import datetime
from typing import TYPE_CHECKING

from . import absent, cards, honours, script, steps
from .attendance import here
from .awards import Mark, on_stage
from .live import Live, View, frame
from .moves import PROMPTER, moves
from .panels import control
from .passage import upcoming
from .plan import AwardLine, Item, PersonId
from .playing import on_prompter
from .progress import progress
from .steps import Step
from .views import posted

if TYPE_CHECKING:
    from . import Day


def mc(day: "Day", now: datetime, live: Live) -> View:
    """The MC's page: what to read now, what comes next, and the list to read from."""
    item, step, after = day.agenda.current, steps.current(day), upcoming(day)
    note = day.screens.messages.get("mc")
    return (
        frame(day, now, live, "mc")
        | progress(day, now, live)
        | {
            "text": script.text(day, item, step),
            "next_text": script.text(day, *after) if after is not None else "",
            "list": _list(day, item, step),
            "notes": [posted(note)] if note is not None else [],
            "figures": script.figures(day),
            "arrived": honours.arrived(day, now),
            "expected": honours.expected(day),
            "late_vips": honours.late(day),
            "alerts": [*absent.warnings(day, live), *honours.presenters_gone(day, live)],
            "control": control(day),
            "a_cappella": day.media.a_cappella,
            "moves": moves(day, now, live, PROMPTER),
            "media": on_prompter(day, now, live.pace, live.since),
        }
    )


def _list(day: "Day", item: Item | None, step: Step | None) -> list[View]:
    """The people the MC names at this step, in the order they are read; `read` where they are."""
    if item is None or step is None:
        return []
    match step.scene:
        case "SC07":
            return _if_here(day, _introduced(day, item, step))
        case "SC08":
            role = "secretary" if step.key == "secretaries" else "presidium"
            return _if_here(day, [a.person for a in day.people.duty(role)])
        case "SC15":
            return _receiving(day, step.ref or "")
        case "SC19":  # a nominee stands on the list, in the hall or not
            return [_person(day, person, read=True) for person in day.votes[step.ref or ""].people]
    return []


def _if_here(day: "Day", people: list[PersonId]) -> list[View]:
    return [_person(day, person, read=here(day, person)) for person in people]


def _receiving(day: "Day", batch: str) -> list[View]:
    """Who stands on stage, as the wall numbers them; after them, whoever is not to be read."""
    standing = on_stage(day, batch)
    stands = {line.id for line, _ in standing}
    missing = [line for line in day.awards.of_batch(batch) if line.id not in stands]
    return [
        *(_line(day, line, mark, read=True) for line, mark in standing),
        *(_line(day, line, None, read=False) for line in missing),
    ]


def _line(day: "Day", line: AwardLine, mark: Mark | None, *, read: bool) -> View:
    stand_in = mark.on_behalf if mark is not None else None
    return _person(day, line.person, read=read) | {
        "collective": line.collective,
        "on_behalf": stand_in,
    }


def _introduced(day: "Day", item: Item, step: Step) -> list[PersonId]:
    """Whoever is on the card; one by one, everybody still to be named, in the same order."""
    card = cards.find(day, item, step.ref)
    if card.title is not None:
        return list(card.people) if card.listed else []
    alone = [one.ref for one in cards.of(day, item) if one.title is None and not one.passed]
    return alone[alone.index(card.ref) :] if card.ref in alone else [card.ref]


def _person(day: "Day", person: PersonId, *, read: bool) -> View:
    who = day.people.people[person]
    return {
        "id": person,
        "name": who.full_name,
        "salutation": who.salutation,
        "position": who.position,
        "unit": who.workplace or day.people.units[who.unit].name,
        "pronunciation": who.pronunciation,
        "read": read,
    }
