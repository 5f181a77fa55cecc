"""The taking back of what was noted by mistake: a move at the door, a substitution, a newcomer.

Whoever is taken off keeps the number, so that no later badge bears it.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from .attendance import CheckInUndone, CheckOutUndone
from .awards import AwardMarked
from .badges import BadgeRevoked
from .chronicle import history
from .commands import DOOR, Actor, Event, command
from .duties import OVER, Duty, Kind
from .people import RegistrationWithdrawn, SubstitutionUndone, known
from .plan import PersonId
from .refusal import Refused
from .speeches import is_held

if TYPE_CHECKING:
    from . import Day

MOVES = frozenset({"checked_in", "returned", "left", "undone", "not_left"})


@command(roles=DOOR)
def undo_check_in(day: "Day", now: datetime, by: Actor, *, person: str, reason: str) -> list[Event]:
    """Take back the last check-in, which was a mistake; what was before stays as it was."""
    who = known(day, person)
    last = _last_move(day, person)
    if last == "undone" or person not in day.attendance.first:
        return []
    if last == "left":
        raise Refused("has_left", name=who.full_name)
    return [CheckInUndone(at=now, person=person, by=by.name, reason=reason)]


@command(roles=DOOR)
def undo_check_out(
    day: "Day", now: datetime, by: Actor, *, person: str, reason: str
) -> list[Event]:
    """Take back the last check-out, which was a mistake: the person has been in since before it."""
    who = known(day, person)
    if _last_move(day, person) != "left" or person not in day.attendance.first:
        return []
    if person in day.people.replaced_by:
        raise Refused("already_substituted", person=person, name=who.full_name)
    return [CheckOutUndone(at=now, person=person, by=by.name, reason=reason)]


def _last_move(day: "Day", person: PersonId) -> str | None:
    """How a person last came or went, as it is told."""
    moves = [entry.what for entry in history(day, person) if entry.what in MOVES]
    return moves[-1] if moves else None


@command(roles=DOOR)
def undo_substitution(
    day: "Day", now: datetime, by: Actor, *, person: str, reason: str
) -> list[Event]:
    """Let a person come after all; the substitute's badge is void, the person's is good again."""
    who = known(day, person)
    substitute = day.people.replaced_by.get(person)
    if _is_undone(day, person):
        return []
    if substitute is None or day.people.people[substitute].replaces != person:
        raise Refused("not_substituted", name=who.full_name)
    name = day.people.people[substitute].full_name
    if substitute in day.people.replaced_by:
        raise Refused("substitute_replaced", name=name)
    if substitute in day.attendance.first:
        raise Refused("substitute_arrived", name=name)
    undone = SubstitutionUndone(
        at=now, person=person, substitute=substitute, reason=reason, by=by.name
    )
    return [undone, *_awards(day, now, person, name)]


@command(roles=DOOR)
def withdraw_registration(
    day: "Day", now: datetime, by: Actor, *, person: str, reason: str
) -> list[Event]:
    """Take somebody off the roster who was registered by mistake: not expected, the badge void."""
    who = known(day, person)
    if person in day.people.withdrawn:
        return []
    if not registered_late(day, person):
        raise Refused("not_registered_here", name=who.full_name)
    if person in day.people.replaced_by:
        raise Refused("already_substituted", person=person)
    if person in day.attendance.first:
        raise Refused("has_come", name=who.full_name)
    return [
        RegistrationWithdrawn(at=now, person=person, reason=reason, by=by.name),
        BadgeRevoked(at=now, person=person, reason=reason, by=by.name),
    ]


def registered_late(day: "Day", person: PersonId) -> bool:
    """Whether the desk put a person on the roster, and not the office."""
    return any(entry.what == "registered" for entry in history(day, person))


def _is_undone(day: "Day", person: PersonId) -> bool:
    """Whether that was done just now, so that a second press of the key changes nothing."""
    people = day.people
    if person in people.replaced_by:
        return False
    return any(people.people[p].replaces == by == person for p, by in people.replaced_by.items())


def _awards(day: "Day", now: datetime, person: PersonId, substitute: str) -> Iterator[Event]:
    """The marks that say that the person does not come, taken off their lines."""
    for line in day.awards.lines.values():
        mark = day.awards.marks.get(line.id)
        if mark is None or line.person != person or line.batch in day.awards.done:
            continue
        if mark.mark == "absent" or mark.on_behalf == substitute:
            yield AwardMarked(at=now, line=line.id, mark=None)


def not_given_back(day: "Day", person: PersonId, substitute: PersonId) -> list[Duty]:
    """What the plan had the person do and neither of the two does now: nobody is asked about it."""
    return [
        Duty(person=person, kind=kind, ref=ref, title=title)
        for kind, ref, title, names in _as_planned(day, person)
        if not names & {person, substitute}
    ]


def _as_planned(
    day: "Day", person: PersonId
) -> Iterator[tuple[Kind, str, str, set[PersonId | None]]]:
    """The duties the plan gives a person and that are still to be done, with who has them now."""
    for kind in (Kind.PRESIDIUM, Kind.SECRETARY):
        if any((a.role, a.person) == (kind.value, person) for a in day.plan.assignments):
            yield kind, kind.value, "", {a.person for a in day.people.duty(kind.value)}
    for item in day.plan.items:
        if person in {item.speaker, *item.speakers} and day.agenda.states[item.id] not in OVER:
            is_now = day.agenda.items[item.id]
            yield Kind.SPEAKER, item.id, item.title, {is_now.speaker, *is_now.speakers}
    for speech in day.plan.speeches:
        if speech.person == person and not is_held(day, speech.id):
            deferred = speech.id in day.speeches.deferred
            reads = None if deferred else day.speeches.all[speech.id].person
            yield Kind.SPEECH, speech.id, speech.title, {reads}
    for batch in day.plan.batches:
        if person in batch.presenters and batch.id not in day.awards.done:
            yield Kind.PRESENTER, batch.id, batch.title, {*day.awards.batches[batch.id].presenters}
