"""The documents: who has been handed the conference's papers, when and by whom."""

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .commands import DOOR, Actor, Event, command
from .people import known
from .plan import Frozen, PersonId
from .refusal import Refused

if TYPE_CHECKING:
    from . import Day


class DocumentsHandedOut(Event, frozen=True, kw_only=True):
    """A person has been given the conference's papers."""

    person: PersonId
    by: str


class DocumentsTakenBack(Event, frozen=True, kw_only=True):
    """The handing-out was noted by mistake."""

    person: PersonId
    by: str


class Handed(Frozen, frozen=True, kw_only=True):
    """When the papers were handed out, and by whom."""

    at: datetime
    by: str


class Documents(Frozen, frozen=True, kw_only=True):
    """Who has the papers."""

    handed: dict[PersonId, Handed] = {}


DocumentEvent = DocumentsHandedOut | DocumentsTakenBack


def evolve(documents: Documents, event: DocumentEvent) -> Documents:
    """The documents after `event`."""
    rest = {p: given for p, given in documents.handed.items() if p != event.person}
    if isinstance(event, DocumentsHandedOut):
        rest[event.person] = Handed(at=event.at, by=event.by)
    return replace(documents, handed=rest)


@command(roles=DOOR)
def hand_documents(
    day: "Day", now: datetime, by: Actor, *, person: str, handed: bool = True
) -> list[Event]:
    """Note that a person has been given the papers (or, `handed` false, that they have not)."""
    known(day, person)
    if handed and person in day.people.replaced_by:
        raise Refused("already_substituted", person=person)
    if (person in day.documents.handed) == handed:
        return []
    if handed:
        return [DocumentsHandedOut(at=now, person=person, by=by.name)]
    return [DocumentsTakenBack(at=now, person=person, by=by.name)]
