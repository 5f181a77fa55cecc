"""The absent: whom the MC would invite now or next, and who is not in the hall."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from . import steps
from .attendance import here
from .live import Live, View
from .passage import upcoming
from .plan import Item, PersonId
from .scenes import instant
from .steps import Step

if TYPE_CHECKING:
    from . import Day


def warnings(day: "Day", live: Live) -> list[View]:
    """One card for each person who is to come forward at this step or the next, and is not here."""
    wanted = dict(invited for item, step in _near(day) for invited in _invited(day, item, step))
    return [_card(day, live, p, duty) for p, duty in wanted.items() if not here(day, p)]


def _near(day: "Day") -> Iterator[tuple[Item, Step]]:
    item, step, after = day.agenda.current, steps.current(day), upcoming(day)
    if item is not None and step is not None:
        yield item, step
    if after is not None:
        yield after


def _invited(day: "Day", item: Item, step: Step) -> Iterator[tuple[PersonId, str]]:
    """Whom a step calls forward; of presenters who have left there is an alert of their own."""
    if step.scene == "SC09" and item.speaker is not None:
        yield item.speaker, "speaker"
    if step.scene == "SC15":
        presenters = day.awards.batches[step.ref or ""].presenters
        yield from ((p, "presenter") for p in presenters if p not in day.attendance.left)


def _card(day: "Day", live: Live, person: PersonId, duty: str) -> View:
    who = day.people.people[person]
    told = {"salutation": who.salutation[:1].upper() + who.salutation[1:], "name": who.full_name}

    def say(language: str) -> str:
        word = live.say(f"console.duty.{duty}", language)
        return live.say("alerts.invited_absent", language, **told, duty=word)

    return {
        "code": "invited_absent",
        "text": say("vi"),
        "text_en": say("en"),
        "at": instant(day.attendance.left.get(person)),
        "data": {"person": person},
    }
