"""The passage: what entering and leaving steps and items brings with it, and what forbids it."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from . import media, playing, steps, votes
from .agenda import (
    FLAG_STEPS,
    ItemFinished,
    ItemPaused,
    ItemPutBack,
    ItemReopened,
    ItemResumed,
    ItemStarted,
    ItemState,
    Phase,
    RecessEnded,
    RecessStarted,
    StepEntered,
)
from .commands import Event
from .plan import Item, ItemId, ItemKind
from .refusal import Refused
from .screens import Mode, back_to_programme
from .steps import Step

if TYPE_CHECKING:
    from . import Day

WAITING = frozenset({ItemState.PENDING, ItemState.MOVED, ItemState.PAUSED})
BEGUN = frozenset({ItemState.DONE, ItemState.PAUSED})


def following(day: "Day") -> Step | None:
    """The step after the cursor within the current item."""
    return _neighbour(day, +1)


def before(day: "Day") -> Step | None:
    """The step before the cursor within the current item."""
    return _neighbour(day, -1)


def _neighbour(day: "Day", way: int) -> Step | None:
    item = day.agenda.current
    if item is None:
        return None
    there = steps.walkable(day, item)
    place = next((n for n, step in enumerate(there) if step.id == day.agenda.step), None)
    if place is None or not 0 <= place + way < len(there):
        return None
    return there[place + way]


def next_speech(day: "Day") -> Step | None:
    """The card of the next contributed speech, past whatever of the present one is unread."""
    item = day.agenda.current
    there = steps.walkable(day, item) if item is not None else []
    place = next((n for n, step in enumerate(there) if step.id == day.agenda.step), len(there))
    return next((step for step in there[place + 1 :] if step.key == "speech"), None)


def next_item(day: "Day") -> ItemId | None:
    """The item the cursor goes to after the current one."""
    return next((i for i in day.agenda.ahead() if day.agenda.states[i] in WAITING), None)


def upcoming(day: "Day") -> tuple[Item, Step] | None:
    """The item and the step that one step on leads to, if it leads on."""
    item = day.agenda.current
    step = following(day)
    if item is not None and step is not None:
        return item, step
    chosen = next_item(day)
    if chosen is None or day.agenda.phase is Phase.CLOSED:
        return None
    found = day.agenda.items[chosen]
    return found, step_of(day, found, None)


def item_of(day: "Day", item: ItemId) -> Item:
    """The item with that id; raises `Refused` where there is none."""
    try:
        return day.agenda.items[item]
    except KeyError:
        raise Refused("unknown_item", item=item) from None


def step_of(day: "Day", item: Item, step: str | None) -> Step:
    """The step of `item` with that id, or its first; raises `Refused` for an unknown one."""
    if step is None:
        there = steps.walkable(day, item) or steps.of(day, item)
        return there[0]
    found = next((s for s in steps.of(day, item) if s.id == step), None)
    if found is None:
        raise Refused("unknown_step", step=step)
    return found


def may_silence(day: "Day", now: datetime) -> None:
    """An anthem that is being sung is ended by whoever stops it, not by a stray step on."""
    if playing.at_step_of_anthem(day) and playing.sounds_on(day, now):
        raise Refused("anthem_sounding")


def not_closed(day: "Day") -> None:
    """After the end nothing moves any more."""
    if day.agenda.phase is Phase.CLOSED:
        raise Refused("conference_closed")


def in_session(day: "Day") -> None:
    """Before the first item there is nothing to leave or to come back to."""
    not_closed(day)
    if day.agenda.item is None:
        raise Refused("not_started")


def may_leave_step(day: "Day") -> None:
    """A vote that was opened needs its result before the cursor leaves it."""
    waiting = [chosen for chosen, ballot in day.votes.items() if ballot.open]
    if waiting:
        raise Refused("vote_without_result", list=waiting[0])


def may_leave_item(day: "Day") -> None:
    """A flag ceremony that has begun is walked to its end."""
    item = day.agenda.current
    if item is not None and item.kind is ItemKind.FLAG_CEREMONY and following(day) is not None:
        raise Refused("ceremony_under_way")


def may_reach(day: "Day", item: ItemId) -> None:
    """No item behind a flag ceremony is reached before that ceremony has been held."""
    ahead = day.agenda.order[: day.agenda.order.index(item)]
    pending = [
        i
        for i in ahead
        if day.agenda.items[i].kind is ItemKind.FLAG_CEREMONY
        and day.agenda.states[i] is not ItemState.DONE
        and not (i == day.agenda.item and following(day) is None)
    ]
    if pending:
        raise Refused("ceremony_first", items=pending)


def enter(day: "Day", item: Item, step: Step, now: datetime, *, again: bool = False) -> list[Event]:
    """The cursor stands on `step`, come to it `again` or not: its picture, its sound, its vote."""
    entered = StepEntered(at=now, item=item.id, step=step.id, until=_until(day, step, item, now))
    brings = sight_and_sound(day, item, step.key, now, again=again)
    if step.key == "vote" and step.ref and not day.votes[step.ref].recorded:
        brings += votes.opened(day, step.ref, now)
    return [entered, *brings]


def sight_and_sound(day: "Day", item: Item, key: str, now: datetime, *, again: bool) -> list[Event]:
    """What a step brings with it however the cursor comes to it: its sound, its flag."""
    brings = media.on_entering(day, item, key, now, again=again)
    if item.kind is ItemKind.FLAG_CEREMONY and key in FLAG_STEPS:
        kept = (mode for mode in Mode if mode is not Mode.PROGRAMME)
        brings += back_to_programme(day, now, *kept)
    return brings


def _until(day: "Day", step: Step, item: Item, now: datetime) -> datetime | None:
    kept = day.agenda.until if day.agenda.item == item.id else None
    if step.key == "break":
        return kept or now + timedelta(minutes=item.planned)
    return kept if step.key == "recall" else None


def begin(day: "Day", item: ItemId, now: datetime, step: Step | None = None) -> list[Event]:
    """An item becomes the current one, at its first step or at `step`."""
    found = day.agenda.items[item]
    moves = {ItemState.PAUSED: ItemResumed, ItemState.DONE: ItemReopened}
    move = moves.get(day.agenda.states[item], ItemStarted)
    recess: list[Event] = [RecessStarted(at=now)] if found.kind is ItemKind.BREAK else []
    first = step if step is not None else step_of(day, found, None)
    return [move(at=now, item=item), *recess, *enter(day, found, first, now)]


def finish(day: "Day", now: datetime) -> list[Event]:
    """The current item is done."""
    return [ItemFinished(at=now, item=day.agenda.item or ""), *recess_over(day, now)]


def leave(day: "Day", now: datetime) -> list[Event]:
    """The cursor goes elsewhere: the current item is done, or waits unfinished."""
    if following(day) is None:
        return finish(day, now)
    item = day.agenda.item or ""
    standing = day.agenda.states[item] is ItemState.PAUSED
    paused: list[Event] = [] if standing else [ItemPaused(at=now, item=item)]
    return [*paused, *recess_over(day, now)]


def go_on(day: "Day", now: datetime) -> list[Event]:
    """A paused item goes on as soon as the cursor moves in it."""
    item = day.agenda.item or ""
    paused = day.agenda.states[item] is ItemState.PAUSED
    return [ItemResumed(at=now, item=item)] if paused else []


def go_back(day: "Day", now: datetime) -> list[Event]:
    """From an item's first step to the last step of the item before it."""
    may_leave_item(day)
    item = day.agenda.item or ""
    passed = day.agenda.order[: day.agenda.order.index(item)]
    previous = next((i for i in reversed(passed) if day.agenda.states[i] in BEGUN), None)
    if previous is None:
        raise Refused("at_the_start")
    found = day.agenda.items[previous]
    last = (steps.walkable(day, found) or list(steps.of(day, found)))[-1]
    put_back = ItemPutBack(at=now, item=item)
    return [put_back, *recess_over(day, now), *begin(day, previous, now, last)]


def recess_over(day: "Day", now: datetime) -> list[Event]:
    """The hall is called back, if it has a break."""
    return [RecessEnded(at=now)] if day.agenda.phase is Phase.RECESS else []
