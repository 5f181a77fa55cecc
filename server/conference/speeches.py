"""The contributed speeches: who speaks in which order, who waits in reserve, who is printed."""

import re
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .commands import Actor, Event, command
from .plan import Conference, Frozen, PersonId, Speech
from .refusal import Refused

if TYPE_CHECKING:
    from . import Day

# The steps of a speech: its card, then each page of its slides, then its card for the thanks.
STEP = re.compile(r"[^:]+:speech-(.+?)(?:-page-\d+|-end)?")


class SpeechDeferred(Event, frozen=True, kw_only=True):
    """A speech is not held; it goes into the printed proceedings."""

    speech: str
    reason: str


class SpeechInserted(Event, frozen=True, kw_only=True):
    """A speech is called straight after `after` (first of all where that is None)."""

    speech: str
    after: str | None


class SpeechHandedOver(Event, frozen=True, kw_only=True):
    """Somebody else holds a speech."""

    speech: str
    person: PersonId


class Speeches(Frozen, frozen=True, kw_only=True):
    """All speeches, and those to be held, in their order."""

    all: dict[str, Speech] = {}
    order: tuple[str, ...] = ()
    deferred: dict[str, str] = {}


def initial(plan: Conference) -> Speeches:
    """The speeches as the office approved them."""
    approved = sorted((s for s in plan.speeches if s.status == "approved"), key=lambda s: s.order)
    return Speeches(
        all={speech.id: speech for speech in plan.speeches},
        order=tuple(speech.id for speech in approved),
    )


SpeechEvent = SpeechDeferred | SpeechInserted | SpeechHandedOver


def evolve(speeches: Speeches, event: SpeechEvent) -> Speeches:
    """The speeches after `event`."""
    match event:
        case SpeechDeferred(speech=speech, reason=reason):
            return replace(
                speeches,
                order=tuple(s for s in speeches.order if s != speech),
                deferred=speeches.deferred | {speech: reason},
            )
        case SpeechHandedOver(speech=speech, person=person):
            handed = replace(speeches.all[speech], person=person)
            return replace(speeches, all=speeches.all | {speech: handed})
        case SpeechInserted(speech=speech, after=after):
            rest = [s for s in speeches.order if s != speech]
            place = rest.index(after) + 1 if after is not None else 0
            return replace(
                speeches,
                order=(*rest[:place], speech, *rest[place:]),
                deferred={k: v for k, v in speeches.deferred.items() if k != speech},
            )


def _known(day: "Day", speech: str) -> Speech:
    try:
        return day.speeches.all[speech]
    except KeyError:
        raise Refused("unknown_speech", speech=speech) from None


def of_step(step: str | None) -> str | None:
    """The speech a step belongs to, by the step's id."""
    found = STEP.fullmatch(step) if step is not None else None
    return found[1] if found is not None else None


def is_held(day: "Day", speech: str) -> bool:
    """Whether a speech has been called already (or is being held)."""
    return any(of_step(step) == speech for step in day.agenda.visited)


def with_slides(day: "Day") -> list[Speech]:
    """The speeches that bring slides and are still to be held or being held, reserves last."""
    current = of_step(day.agenda.step)
    ids = dict.fromkeys((*day.speeches.order, *day.speeches.all))
    waiting = [s for s in ids if s == current or not is_held(day, s)]
    return [
        day.speeches.all[s]
        for s in waiting
        if s not in day.speeches.deferred and day.speeches.all[s].file is not None
    ]


@command(agenda=True)
def speech_defer(day: "Day", now: datetime, by: Actor, *, speech: str, reason: str) -> list[Event]:
    """Leave a speech out; it is printed in the proceedings."""
    _known(day, speech)
    if speech in day.speeches.deferred:
        return []
    if is_held(day, speech):
        raise Refused("speech_held", speech=speech)
    return [SpeechDeferred(at=now, speech=speech, reason=reason)]


@command(agenda=True)
def speech_insert(
    day: "Day", now: datetime, by: Actor, *, speech: str, after: str | None = None
) -> list[Event]:
    """Call a speech next (a reserve one, or one from further down), or straight after another."""
    _known(day, speech)
    if is_held(day, speech):
        raise Refused("speech_held", speech=speech)
    if after is not None and after not in day.speeches.order:
        raise Refused("unknown_speech", speech=after)
    if after == speech:
        return []
    order = day.speeches.order
    last = next((s for s in reversed(order) if is_held(day, s)), None)
    if after is not None and last is not None and order.index(after) < order.index(last):
        raise Refused("place_is_past")
    place = after if after is not None else last
    event = SpeechInserted(at=now, speech=speech, after=place)
    return [event] if evolve(day.speeches, event) != day.speeches else []
