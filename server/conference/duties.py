"""The duties a substituted person leaves behind: each is asked about until somebody has answered.

Nothing is kept here: a duty is open as long as the awards, the speeches, the table on stage or the
agenda still name somebody who does not come.
"""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from .agenda import ItemEdited, ItemState
from .awards import AwardMarked, Mark, PresentersSet
from .commands import DOOR, Actor, Event, command
from .live import Live, View
from .people import DutyAssigned, DutyLifted, known
from .plan import Assignment, Frozen, PersonId
from .refusal import Refused
from .scenes import instant
from .speeches import SpeechDeferred, SpeechHandedOver, is_held

if TYPE_CHECKING:
    from . import Day

OVER = frozenset({ItemState.DONE, ItemState.SKIPPED})


class Kind(StrEnum):
    """What somebody was to do."""

    AWARD = "award"
    SPEECH = "speech"
    SPEAKER = "speaker"
    PRESENTER = "presenter"
    PRESIDIUM = "presidium"
    SECRETARY = "secretary"


class Reply(StrEnum):
    """Who does it now: the substitute, somebody else, nobody, or (an award) it is given later."""

    SUBSTITUTE = "substitute"
    OTHER = "other"
    LATER = "later"
    PROCEEDINGS = "proceedings"
    NOBODY = "nobody"


REPLIES: dict[Kind, tuple[Reply, ...]] = {
    Kind.AWARD: (Reply.SUBSTITUTE, Reply.LATER, Reply.NOBODY),
    Kind.SPEECH: (Reply.SUBSTITUTE, Reply.PROCEEDINGS, Reply.OTHER),
    Kind.SPEAKER: (Reply.SUBSTITUTE, Reply.OTHER),
    Kind.PRESENTER: (Reply.SUBSTITUTE, Reply.OTHER),
    Kind.PRESIDIUM: (Reply.SUBSTITUTE, Reply.NOBODY, Reply.OTHER),
    Kind.SECRETARY: (Reply.SUBSTITUTE, Reply.NOBODY, Reply.OTHER),
}
REASONED = frozenset({Reply.LATER, Reply.NOBODY, Reply.PROCEEDINGS})


class Duty(Frozen, frozen=True, kw_only=True):
    """Something `person` was to do; `ref` names it, `title` tells people which."""

    person: PersonId
    kind: Kind
    ref: str
    title: str = ""


def unanswered(day: "Day") -> list[Duty]:
    """Every duty of a person who has been substituted, in the order of the substitutions."""
    return [duty for gone in day.people.replaced_by for duty in _of(day, gone)]


def _of(day: "Day", gone: PersonId) -> Iterator[Duty]:
    yield from _on_stage(day, gone)
    for item in day.agenda.items.values():
        names = {item.speaker, *item.speakers}
        if gone in names and day.agenda.states[item.id] not in OVER:
            yield Duty(person=gone, kind=Kind.SPEAKER, ref=item.id, title=item.title)
    for speech in day.speeches.order:
        found = day.speeches.all[speech]
        if found.person == gone and not is_held(day, speech):
            yield Duty(person=gone, kind=Kind.SPEECH, ref=speech, title=found.title)
    for line in day.awards.lines.values():
        if line.person == gone and line.id not in day.awards.marks:
            words = (day.awards.batches[line.batch].title, (line.achievement or "").rstrip(". "))
            title = " – ".join(filter(None, words))
            yield Duty(person=gone, kind=Kind.AWARD, ref=line.id, title=title)


def _on_stage(day: "Day", gone: PersonId) -> Iterator[Duty]:
    for kind in (Kind.PRESIDIUM, Kind.SECRETARY):
        if any(place.person == gone for place in day.people.duty(kind.value)):
            yield Duty(person=gone, kind=kind, ref=kind.value)
    for batch in day.awards.in_order():
        if gone in batch.presenters and batch.id not in day.awards.done:
            yield Duty(person=gone, kind=Kind.PRESENTER, ref=batch.id, title=batch.title)


def asked(day: "Day") -> list[View]:
    """The open questions as the help desk reads them, with the answers each can have."""
    return [
        {
            "person": duty.person,
            "name": day.people.people[duty.person].full_name,
            "substitute": day.people.people[day.people.replaced_by[duty.person]].full_name,
            "duty": duty.kind.value,
            "ref": duty.ref,
            "title": duty.title,
            "replies": [reply.value for reply in REPLIES[duty.kind]],
        }
        for duty in unanswered(day)
    ]


def warnings(day: "Day", now: datetime, live: Live) -> list[View]:
    """What the operator is told while a question is open: whose duties nobody has taken over."""
    waiting = unanswered(day)
    if not waiting:
        return []
    gone = dict.fromkeys(duty.person for duty in waiting)
    facts: dict[str, Any] = {
        "n": len(waiting),
        "names": ", ".join(day.people.people[person].full_name for person in gone),
    }
    return [
        {
            "code": "duties_open",
            "text": live.say("alerts.duties_open", "vi", **facts),
            "text_en": live.say("alerts.duties_open", "en", **facts),
            "at": instant(now),
            "data": {"people": list(gone)},
        }
    ]


@command(roles=DOOR)
def answer_duty(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    person: str,
    duty: str,
    ref: str,
    reply: str,
    other: str | None = None,
    reason: str | None = None,
) -> list[Event]:
    """Say who does what a substituted person was to do: the substitute, another, nobody, later."""
    known(day, person)
    if person not in day.people.replaced_by or duty not in set(Kind):
        raise Refused("duty_answered")
    meant = Duty(person=person, kind=Kind(duty), ref=ref)
    if reply not in REPLIES[meant.kind]:
        raise Refused("unknown_reply", replies=", ".join(REPLIES[meant.kind]))
    chosen = Reply(reply)
    if chosen in REASONED and reason is None:
        raise Refused("reason_missing")
    instead = _instead(day, meant, chosen, other)
    if any(replace(one, title="") == meant for one in unanswered(day)):
        return list(_answered(day, now, meant, chosen, instead, reason))
    if _is_so(day, meant, instead, reason):
        return []
    raise Refused("duty_answered")


def _is_so(day: "Day", duty: Duty, instead: PersonId | None, reason: str | None) -> bool:
    """Whether just that was answered before, so that a second press of the key changes nothing."""
    ref = duty.ref
    match duty.kind:
        case Kind.AWARD if instead is not None:
            name = day.people.people[instead].full_name
            return day.awards.marks.get(ref) == Mark(mark="on_behalf", on_behalf=name)
        case Kind.AWARD:
            return day.awards.marks.get(ref) == Mark(mark="absent", reason=reason)
        case Kind.SPEECH if instead is None:
            return day.speeches.deferred.get(ref) == reason
        case Kind.SPEECH:
            return ref in day.speeches.all and day.speeches.all[ref].person == instead
        case Kind.SPEAKER:
            item = day.agenda.items.get(ref)
            return item is not None and instead in {item.speaker, *item.speakers}
        case Kind.PRESENTER:
            return ref in day.awards.batches and instead in day.awards.batches[ref].presenters
    held = {place.person for place in day.people.duty(duty.kind.value)}
    return duty.person not in held and (instead is None or instead in held)


def _instead(day: "Day", duty: Duty, reply: Reply, other: str | None) -> PersonId | None:
    if reply is Reply.SUBSTITUTE:
        return day.people.replaced_by[duty.person]
    if reply is not Reply.OTHER:
        return None
    if other is None:
        raise Refused("other_missing")
    if known(day, other).id in day.people.replaced_by:
        raise Refused("already_substituted", person=other)
    return other


def _answered(
    day: "Day",
    now: datetime,
    duty: Duty,
    reply: Reply,
    instead: PersonId | None,
    reason: str | None,
) -> Iterator[Event]:
    match duty.kind:
        case Kind.AWARD if instead is not None:
            name = day.people.people[instead].full_name
            yield AwardMarked(at=now, line=duty.ref, mark="on_behalf", on_behalf=name)
        case Kind.AWARD:
            yield AwardMarked(at=now, line=duty.ref, mark="absent", reason=reason)
        case Kind.SPEECH if instead is not None:
            yield SpeechHandedOver(at=now, speech=duty.ref, person=instead)
        case Kind.SPEECH:
            yield SpeechDeferred(at=now, speech=duty.ref, reason=reason or "")
        case Kind.SPEAKER:
            yield ItemEdited(at=now, item=_spoken_by(day, duty, instead or ""))
        case Kind.PRESENTER:
            presenters = day.awards.batches[duty.ref].presenters
            others = dict.fromkeys(_swapped(presenters, duty.person, instead or ""))
            yield PresentersSet(at=now, batch=duty.ref, presenters=tuple(others))
        case Kind.PRESIDIUM | Kind.SECRETARY:
            place = next(a for a in day.people.duty(duty.ref) if a.person == duty.person)
            yield DutyLifted(at=now, role=duty.ref, person=duty.person)
            if instead is not None:
                taken = Assignment(role=duty.ref, order=place.order, person=instead)
                yield DutyAssigned(at=now, assignment=taken)


def _spoken_by(day: "Day", duty: Duty, instead: PersonId) -> Any:
    item = day.agenda.items[duty.ref]
    return replace(
        item,
        speaker=instead if item.speaker == duty.person else item.speaker,
        speakers=_swapped(item.speakers, duty.person, instead),
    )


def _swapped(
    people: tuple[PersonId, ...], gone: PersonId, instead: PersonId
) -> tuple[PersonId, ...]:
    return tuple(instead if person == gone else person for person in people)
