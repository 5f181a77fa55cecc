"""The walk: the commands that move the cursor, each with the guards it stands under.

`next` alone walks the whole day; the others are for the mornings that go differently.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from . import awards, media, steps, votes
from .agenda import (
    FLAG_STEPS,
    PRELUDE,
    Agenda,
    AgendaRestored,
    ConferenceClosed,
    ConferenceStarted,
    ItemPaused,
    ItemState,
    Phase,
    ReceptionOpened,
    StepEntered,
    flag_up,
)
from .commands import STAGE, Actor, Event, command
from .passage import (
    before,
    begin,
    enter,
    finish,
    following,
    go_back,
    go_on,
    in_session,
    item_of,
    leave,
    may_leave_item,
    may_leave_step,
    may_reach,
    may_silence,
    next_item,
    next_speech,
    sight_and_sound,
    step_of,
)
from .plan import Item, ItemKind
from .refusal import Refused
from .screens import Mode, back_to_programme

if TYPE_CHECKING:
    from . import Day


@command(agenda=True, undoable=True)
def open_reception(day: "Day", now: datetime, by: Actor) -> list[Event]:
    """Open the doors: from now on delegates may check in."""
    if day.agenda.phase is not Phase.PREPARING:
        return []
    return [ReceptionOpened(at=now), StepEntered(at=now, item=None, step=PRELUDE[0])]


@command(agenda=True, undoable=True)
def start(day: "Day", now: datetime, by: Actor) -> list[Event]:
    """Begin the conference with its first item (opening the doors first, if they are shut)."""
    if day.agenda.started_at is not None:
        return []
    doors = [] if day.agenda.phase is Phase.RECEPTION else [ReceptionOpened(at=now)]
    return [
        *doors,
        ConferenceStarted(at=now),
        *back_to_programme(day, now, Mode.TEST),
        *begin(day, day.agenda.order[0], now),
    ]


@command(roles=STAGE, agenda=True, undoable=True, ceremonial=True)
def next_(day: "Day", now: datetime, by: Actor) -> list[Event]:
    """Go one step on: the one key that walks the whole day."""
    if day.agenda.phase is Phase.CLOSED:
        raise Refused("conference_closed")
    if day.agenda.phase is Phase.PREPARING:
        return open_reception(day, now, by)
    if day.agenda.item is None:
        return _settle(day, now) if day.agenda.step == PRELUDE[0] else start(day, now, by)
    may_leave_step(day)
    may_silence(day, now)
    done = _batch_done(day, now)
    step = following(day)
    if step is not None:
        return [*done, *go_on(day, now), *enter(day, _current(day), step, now)]
    upcoming = next_item(day)
    if upcoming is None:
        raise Refused("at_the_end", items=list(day.agenda.undone()))
    return [*done, *finish(day, now), *begin(day, upcoming, now)]


@command(roles=STAGE, agenda=True, undoable=True, ceremonial=True)
def back(day: "Day", now: datetime, by: Actor) -> list[Event]:
    """Go one step back; from an item's first step, to the end of the item before."""
    if day.agenda.phase is Phase.CLOSED:
        raise Refused("conference_closed")
    item = day.agenda.current
    if item is None:
        return _unsettle(day, now)
    may_leave_step(day)
    step = before(day)
    if flag_up(day.agenda) and (step is None or step.key not in FLAG_STEPS):
        raise Refused("flag_up")
    if step is None:
        return go_back(day, now)
    return [*go_on(day, now), *enter(day, item, step, now, again=True)]


@command(agenda=True, undoable=True)
def go_to(
    day: "Day", now: datetime, by: Actor, *, item: str, step: str | None = None
) -> list[Event]:
    """Jump to an item, or to one of its steps; what is left unfinished waits, paused."""
    in_session(day)
    target = item_of(day, item)
    wanted = step_of(day, target, step)
    if day.agenda.item == item and wanted.id == day.agenda.step:
        return []
    if target.kind is ItemKind.FLAG_CEREMONY and (step is not None or day.agenda.item == item):
        raise Refused("ceremony_is_walked")
    may_leave_step(day)
    if day.agenda.item == item:
        return [*go_on(day, now), *enter(day, target, wanted, now)]
    may_leave_item(day)
    may_reach(day, item)
    return [*leave(day, now), *begin(day, item, now, wanted)]


@command(agenda=True, undoable=True)
def pause(day: "Day", now: datetime, by: Actor) -> list[Event]:
    """Let the current item wait; its clock stands still."""
    item = _current(day)
    if item.kind is ItemKind.FLAG_CEREMONY:
        raise Refused("ceremony_locked")
    if day.agenda.states[item.id] is not ItemState.CURRENT:
        return []
    return [ItemPaused(at=now, item=item.id)]


@command(agenda=True, undoable=True)
def resume(day: "Day", now: datetime, by: Actor) -> list[Event]:
    """Let the paused item go on."""
    return go_on(day, now) if _current(day) else []


@command(agenda=True)
def undo(day: "Day", now: datetime, by: Actor) -> list[Event]:
    """Take the last move of the agenda back, with the picture it showed."""
    if day.agenda.phase is Phase.CLOSED:
        raise Refused("conference_closed")
    if not day.agenda.undo:
        raise Refused("nothing_to_undo")
    name, was = day.agenda.undo[-1]
    restored = AgendaRestored(at=now, command=name)
    if was.step == day.agenda.step:
        return [restored]
    return [*votes.withdrawn(day, now), restored, *_picture_of(day, was, now)]


@command(agenda=True)
def close(
    day: "Day", now: datetime, by: Actor, *, force: bool = False, reason: str | None = None
) -> list[Event]:
    """End the conference: everything is done, or left out for a reason."""
    if day.agenda.phase is Phase.CLOSED:
        return []
    in_session(day)
    may_leave_step(day)
    if following(day) is not None:
        raise Refused("not_at_the_end", items=[day.agenda.item])
    undone = day.agenda.undone()
    ceremonies = [i for i in undone if day.agenda.items[i].kind is ItemKind.FLAG_CEREMONY]
    if ceremonies:
        raise Refused("ceremony_first", items=ceremonies)
    if undone and not (force and reason):
        raise Refused("items_not_done", items=list(undone))
    return [
        *finish(day, now),
        *media.silence(day, now),
        ConferenceClosed(at=now, reason=reason if undone else None),
    ]


@command(agenda=True, undoable=True)
def speech_next(day: "Day", now: datetime, by: Actor) -> list[Event]:
    """Call the next contributed speech; unread slides of the present one are passed over."""
    if _current(day).kind is not ItemKind.SPEECH_SERIES:
        raise Refused("no_speech_series")
    may_leave_step(day)
    step = next_speech(day)
    if step is None:
        raise Refused("no_more_speeches")
    return [*go_on(day, now), *enter(day, _current(day), step, now)]


def _settle(day: "Day", now: datetime) -> list[Event]:
    planned = day.plan.starts_at
    fallback = now + timedelta(minutes=day.plan.settle_minutes)
    until = planned if planned is not None and planned > now else fallback
    return [StepEntered(at=now, item=None, step=PRELUDE[1], until=until)]


def _unsettle(day: "Day", now: datetime) -> list[Event]:
    if day.agenda.step != PRELUDE[1]:
        raise Refused("at_the_start")
    return [StepEntered(at=now, item=None, step=PRELUDE[0])]


def _batch_done(day: "Day", now: datetime) -> list[Event]:
    """Going on from a batch closes it, so that the minutes know who received."""
    step = steps.current(day)
    if step is None or step.key != "batch" or step.ref in day.awards.done:
        return []
    return awards.finished(day, step.ref or "", now)


def _picture_of(day: "Day", was: Agenda, now: datetime) -> list[Event]:
    """Sight and sound of the step the agenda goes back to."""
    if was.current is None:
        return media.silence(day, now)
    key = (was.step or "").partition(":")[2]
    return sight_and_sound(day, was.current, key, now, again=True)


def _current(day: "Day") -> Item:
    in_session(day)
    return day.agenda.items[day.agenda.item or ""]
