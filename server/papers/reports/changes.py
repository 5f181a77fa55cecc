"""The changes: how the day left its plan, when and on whose word; not what was taken back."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from server.conference import Event, agenda, awards, people, speeches, votes
from server.conference.agenda import ItemState
from server.conference.plan import Item
from server.texts import text

from .source import Source


class Change(NamedTuple):
    """One change, in a sentence."""

    at: datetime
    said: str


def changes(source: Source) -> list[Change]:
    """Every change that stood, in the order they were made."""
    walked: list[Change] = []
    other: list[Change] = []
    points: list[int] = []
    known = {item.id: item for item in source.day.plan.items}
    for event, by in _told(source):
        if isinstance(event, agenda.UndoPointMade):
            points.append(len(walked))
        elif isinstance(event, agenda.AgendaRestored) and points:
            del walked[points.pop() :]
        elif (said := _of_agenda(source, event, known)) is not None:
            walked.append(Change(event.at, _by(source, event, said, by)))
        elif (said := _beside(source, event, known)) is not None:
            other.append(Change(event.at, _by(source, event, said, by)))
    return sorted([*walked, *other], key=lambda change: change.at)


def _told(source: Source) -> Iterator[tuple[Event, str]]:
    """Every event with the name of whoever sent its command."""
    for deed in source.deeds:
        for event in deed.events:
            yield event, deed.actor


def _by(source: Source, event: Event, said: str, by: str) -> str:
    reason = getattr(event, "reason", None)
    whole = f"{said} ({reason})" if reason else said
    return text("reports.change.by", at=source.said(event.at), what=whole, by=by)


def _of_agenda(source: Source, event: Event, known: dict[str, Item]) -> str | None:
    """A move of the agenda that an undo takes back."""
    match event:
        case agenda.ItemInserted(item=item, after=after):
            known[item.id] = item
            place = _title(known, after)
            return text("reports.change.inserted", item=item.title, after=place)
        case agenda.ItemMoved(item=id, after=after):
            place = _title(known, after)
            return text("reports.change.moved", item=_title(known, id), after=place)
        case agenda.ItemSkipped(item=id) if source.day.agenda.states[id] is ItemState.SKIPPED:
            return text("reports.change.skipped", item=_title(known, id))
    return None


def _title(known: dict[str, Item], id: str | None) -> str:
    return known[id].title if id in known else ""


def _beside(source: Source, event: Event, known: dict[str, Item]) -> str | None:
    """A change nothing takes back but another one."""
    day = source.day
    match event:
        case agenda.ItemEdited(item=item):
            was, known[item.id] = known.get(item.id, item), item
            return _edited(source, was, item)
        case awards.PresentersSet(batch=batch, presenters=presenters):
            facts = {"batch": day.awards.batches[batch].title}
            return text("reports.change.presenters", people=source.comrades(presenters), **facts)
        case speeches.SpeechDeferred(speech=speech):
            return text("reports.change.deferred", title=day.speeches.all[speech].title)
        case speeches.SpeechInserted(speech=speech):
            return text("reports.change.called", title=day.speeches.all[speech].title)
        case speeches.SpeechHandedOver(speech=speech, person=person):
            facts = {"title": day.speeches.all[speech].title}
            return text("reports.change.handed_over", person=source.comrade(person), **facts)
        case people.DutyAssigned(assignment=duty):
            role = text(f"reports.role.{duty.role}")
            return text("reports.change.assigned", role=role, person=source.comrade(duty.person))
        case people.DutyLifted(role=role, person=person):
            role = text(f"reports.role.{role}")
            return text("reports.change.lifted", role=role, person=source.comrade(person))
        case people.PersonSubstituted(person=gone, substitute=new):
            names = {"gone": day.people.people[gone].full_name, "new": new.full_name}
            return text("reports.change.substituted", approved_by=event.approved_by, **names)
        case people.SubstitutionUndone(person=back, substitute=void):
            roster = day.people.people
            names = {"back": roster[back].full_name, "void": roster[void].full_name}
            return text("reports.change.substitution_undone", **names)
        case votes.VoteVoided(list=chosen, reason=reason) if reason != "undo":
            return text("reports.change.voided", list=chosen)
        case agenda.ConferenceClosed(reason=str()):
            return text("reports.change.closed")
        case votes.ListAmended(list=chosen, people=those, mover=mover):
            return text("reports.change.amended", list=chosen, count=len(those), mover=mover)
    return None


def _edited(source: Source, was: Item, item: Item) -> str | None:
    """A title or a speaker that reads differently; other edits are no matter of record."""
    if item.title != was.title:
        return text("reports.change.retitled", before=was.title, after=item.title)
    new = [p for p in (item.speaker, *item.speakers) if p not in {was.speaker, *was.speakers}]
    if people := source.comrades(p for p in new if p is not None):
        return text("reports.change.speaker", item=item.title, person=people)
    return None


def presiding(source: Source) -> list[str]:
    """Who presided from when on, as it was handed over."""
    first = next((a.person for a in source.day.plan.assignments if a.presiding), None)
    said = [text("reports.minutes.presides", person=source.comrade(first))] if first else []
    for event in source.events:
        if isinstance(event, people.PresidingSet):
            facts = {"at": source.said(event.at), "person": source.comrade(event.person)}
            said.append(text("reports.minutes.presides_from", **facts))
    return said
