"""What the sender of a granted command is told: where the day stands now, and what is news."""

from typing import TYPE_CHECKING, Any

from .commands import Event
from .people import PersonRegistered, PersonSubstituted, SubstitutionUndone
from .taking_back import not_given_back

if TYPE_CHECKING:
    from . import Day


def granted(before: "Day", after: "Day", events: list[Event]) -> dict[str, Any]:
    """The body of an answer: the versions, the kinds of events, and what they bring to light."""
    body: dict[str, Any] = {
        "version": after.version,
        "agenda_version": after.agenda.version,
        "events": [type(event).__name__ for event in events],
    }
    for event in events:
        body |= _news(after, event)
    return body


def _news(after: "Day", event: Event) -> dict[str, Any]:
    """The badge number of a new `person`; which duties somebody has not got back."""
    match event:
        case PersonRegistered(person=person) | PersonSubstituted(substitute=person):
            return {"person": person.id}
        case SubstitutionUndone(person=person, substitute=substitute):
            lost = not_given_back(after, person, substitute)
            duties = [{"duty": duty.kind.value, "title": duty.title} for duty in lost]
            return {"substitute": substitute, "not_given_back": duties}
    return {}
