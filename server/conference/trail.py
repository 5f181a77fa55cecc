"""The audit trail: what an entry of the journal was about, in words people know."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .commands import MINUTES, Actor, command
from .plan import Frozen, Item, Person

if TYPE_CHECKING:
    from . import Day, Event

MOST_WORDS = 12


class Deed(Frozen, frozen=True, kw_only=True):
    """A command as it was answered: who sent it, from where, and the events it led to."""

    number: int
    at: str
    actor: str
    role: str
    device: str
    name: str
    status: int
    answer: dict[str, Any]
    events: tuple["Event", ...] = ()


@command(roles=MINUTES, public=False, ceremonial=True)
def export_trail(day: "Day", now: datetime, by: Actor) -> list[Any]:
    """Note that the audit trail was taken along."""
    return []


def about(day: "Day", events: Iterable["Event"]) -> list[str]:
    """The people, items and things the events name, each once, in the order they are named."""
    found = dict.fromkeys(word for event in events for word in _named(day, event) if word)
    return list(found)[:MOST_WORDS]


def reason(events: Iterable["Event"]) -> str | None:
    """The reason somebody gave, if one was asked for."""
    return next((r for event in events if (r := getattr(event, "reason", None))), None)


def _named(day: "Day", event: "Event") -> Iterator[str]:
    for field in event.__struct_fields__:
        value = getattr(event, field)
        if field in NAMES and value is not None:
            for one in value if isinstance(value, tuple) else (value,):
                yield NAMES[field](day, one)


def _person(day: "Day", person: str | Person) -> str:
    if isinstance(person, Person):
        return person.full_name
    known = day.people.people.get(person)
    return f"{known.full_name} ({person})" if known is not None else person


def _item(day: "Day", item: str | Item) -> str:
    if isinstance(item, Item):
        return item.title
    known = day.agenda.items.get(item)
    return known.title if known is not None else item


def _step(day: "Day", step: str) -> str:
    return _item(day, step.partition(":")[0])


def _card(day: "Day", card: str) -> str:
    """A card of the introductions: of a person, or of a group by its title."""
    made = {g: title for roll in day.agenda.rolls.values() for g, title in roll.made.items()}
    planned = {g.id: g.title for item in day.agenda.items.values() for g in item.groups}
    return (planned | made).get(card) or _person(day, card)


def _batch(day: "Day", batch: str) -> str:
    known = day.awards.batches.get(batch)
    return known.title if known is not None else batch


def _line(day: "Day", line: str) -> str:
    known = day.awards.lines.get(line)
    return _person(day, known.person) if known is not None else line


def _list(day: "Day", chosen: str) -> str:
    known = day.votes.get(chosen)
    return known.list.congress if known is not None else chosen


def _speech(day: "Day", speech: str) -> str:
    known = day.speeches.all.get(speech)
    return known.title if known is not None else speech


def _screen(day: "Day", screen: str) -> str:
    known = day.screens.screens.get(screen)
    return known.label or screen if known is not None else screen


def _moment(day: "Day", at: datetime) -> str:
    start = day.plan.starts_at
    return f"{at.astimezone(start.tzinfo if start else at.tzinfo):%H:%M %d/%m/%Y}"


def _as_it_is(_: "Day", value: object) -> str:
    return str(value)


# How each field of an event is told; what is not here is of no use to a reader.
NAMES: dict[str, Callable[["Day", Any], str]] = {
    "person": _person,
    "substitute": _person,
    "on_behalf": _person,
    "people": _person,
    "presenters": _person,
    "item": _item,
    "batch": _batch,
    "card": _card,
    "group": _card,
    "line": _line,
    "list": _list,
    "speech": _speech,
    "screen": _screen,
    "screens": _screen,
    "step": _step,
    "kiosk": _as_it_is,
    "pin_of": _as_it_is,
    "label": _as_it_is,
    "file": _as_it_is,
    "text": _as_it_is,
    "what": _as_it_is,
    "device": _as_it_is,
    "names": _as_it_is,
    "values": _as_it_is,
    "taken_at": _moment,
    "typed_at": _moment,
}
