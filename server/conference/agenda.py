"""The agenda: where the cursor stands, what each item has become, and the walk from step to step.

Read top to bottom: events, tables, state, evolve, questions. The commands are in `walk.py` and
`amendments.py`. Nothing here reads a clock: instants arrive with the events.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from msgspec.structs import replace

from . import introductions, speeches
from .commands import Event
from .introductions import Roll
from .plan import Frozen, Item, ItemId, ItemKind

PRELUDE = ("0:welcome", "0:settle")
FLAG_STEPS = ("flag", "anthem", "end")
UNDO_DEPTH = 10


class Phase(StrEnum):
    """What the whole house is doing."""

    PREPARING = "preparing"
    RECEPTION = "reception"
    IN_SESSION = "in_session"
    RECESS = "recess"
    CLOSED = "closed"


class ItemState(StrEnum):
    """What has become of one agenda item."""

    PENDING = "pending"
    CURRENT = "current"
    PAUSED = "paused"
    DONE = "done"
    SKIPPED = "skipped"
    MOVED = "moved"


class ReceptionOpened(Event, frozen=True, kw_only=True):
    """The doors are open: delegates may check in."""


class ConferenceStarted(Event, frozen=True, kw_only=True):
    """The conference is in session."""


class RecessStarted(Event, frozen=True, kw_only=True):
    """The hall has a break."""


class RecessEnded(Event, frozen=True, kw_only=True):
    """The hall is called back from its break."""


class ConferenceClosed(Event, frozen=True, kw_only=True):
    """The conference is over; `reason` is given when items were left undone."""

    reason: str | None = None


class ItemStarted(Event, frozen=True, kw_only=True):
    """An item has become the current one."""

    item: ItemId


class ItemPaused(Event, frozen=True, kw_only=True):
    """The current item waits; its clock stands still."""

    item: ItemId


class ItemResumed(Event, frozen=True, kw_only=True):
    """A paused item goes on."""

    item: ItemId


class ItemFinished(Event, frozen=True, kw_only=True):
    """An item is done."""

    item: ItemId


class ItemReopened(Event, frozen=True, kw_only=True):
    """A finished item is current again: the cursor went back into it."""

    item: ItemId


class ItemPutBack(Event, frozen=True, kw_only=True):
    """An item that was begun by mistake waits again, as if it had not been begun."""

    item: ItemId


class ItemSkipped(Event, frozen=True, kw_only=True):
    """An item was left out, for a reason."""

    item: ItemId
    reason: str


class ItemMoved(Event, frozen=True, kw_only=True):
    """An item that waits has a new place: straight after `after`."""

    item: ItemId
    after: ItemId | None
    reason: str | None = None


class ItemInserted(Event, frozen=True, kw_only=True):
    """An item nobody planned has joined the agenda, straight after `after`."""

    item: Item
    after: ItemId | None


class ItemEdited(Event, frozen=True, kw_only=True):
    """An item reads differently from now on."""

    item: Item


class StepEntered(Event, frozen=True, kw_only=True):
    """The cursor stands on a step; `until` is set where the step counts down."""

    item: ItemId | None
    step: str
    until: datetime | None = None


class UndoPointMade(Event, frozen=True, kw_only=True):
    """What follows can be taken back as one: the command that asked for it."""

    command: str


class AgendaRestored(Event, frozen=True, kw_only=True):
    """The last undo point was taken back."""

    command: str


PHASE_MOVES: dict[type[Event], dict[Phase, Phase]] = {
    ReceptionOpened: {Phase.PREPARING: Phase.RECEPTION},
    ConferenceStarted: {Phase.RECEPTION: Phase.IN_SESSION},
    RecessStarted: {Phase.IN_SESSION: Phase.RECESS},
    RecessEnded: {Phase.RECESS: Phase.IN_SESSION},
    ConferenceClosed: {Phase.IN_SESSION: Phase.CLOSED, Phase.RECESS: Phase.CLOSED},
}

ITEM_MOVES: dict[type[Event], dict[ItemState, ItemState]] = {
    ItemStarted: {
        ItemState.PENDING: ItemState.CURRENT,
        ItemState.MOVED: ItemState.CURRENT,
        ItemState.SKIPPED: ItemState.CURRENT,
    },
    ItemPaused: {ItemState.CURRENT: ItemState.PAUSED},
    ItemResumed: {ItemState.PAUSED: ItemState.CURRENT},
    ItemFinished: {ItemState.CURRENT: ItemState.DONE, ItemState.PAUSED: ItemState.DONE},
    ItemReopened: {ItemState.DONE: ItemState.CURRENT},
    ItemPutBack: {ItemState.CURRENT: ItemState.PENDING, ItemState.PAUSED: ItemState.PENDING},
    ItemSkipped: {
        ItemState.PENDING: ItemState.SKIPPED,
        ItemState.MOVED: ItemState.SKIPPED,
        ItemState.CURRENT: ItemState.SKIPPED,
        ItemState.PAUSED: ItemState.SKIPPED,
    },
    ItemMoved: {
        ItemState.PENDING: ItemState.MOVED,
        ItemState.MOVED: ItemState.MOVED,
        ItemState.SKIPPED: ItemState.MOVED,
    },
}


class Timing(Frozen, frozen=True, kw_only=True):
    """When an item really began and ended, and how long it stood still (seconds)."""

    started_at: datetime | None = None
    ended_at: datetime | None = None
    paused_at: datetime | None = None
    paused_s: float = 0.0

    def elapsed_s(self, now: datetime) -> float:
        """Seconds the item has run, without its pauses."""
        if self.started_at is None:
            return 0.0
        end = self.ended_at or self.paused_at or now
        return max(0.0, (end - self.started_at).total_seconds() - self.paused_s)


class Agenda(Frozen, frozen=True, kw_only=True):
    """The walk so far: `item` and `step` are the cursor; before the first item, `item` is None."""

    phase: Phase = Phase.PREPARING
    order: tuple[ItemId, ...]
    items: dict[ItemId, Item]
    states: dict[ItemId, ItemState]
    times: dict[ItemId, Timing] = {}
    reasons: dict[ItemId, str] = {}
    item: ItemId | None = None
    step: str | None = None
    entered_at: datetime | None = None
    timed_from: datetime | None = None  # as `entered_at`, but one for all the steps of a speech
    paused_before_s: float = 0.0  # what of the item's pauses lies before that
    until: datetime | None = None
    visited: frozenset[str] = frozenset()
    opened_at: datetime | None = None
    started_at: datetime | None = None
    closed_at: datetime | None = None
    version: int = 0
    undo: tuple[tuple[str, "Agenda"], ...] = ()
    rolls: dict[ItemId, Roll] = {}

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        return self.items[self.item] if self.item is not None else None

    def timing(self, item: ItemId) -> Timing:
        """When `item` began and ended."""
        return self.times.get(item, Timing())

    def ahead(self) -> tuple[ItemId, ...]:
        """The items that stand after the cursor, in order."""
        return self.order[self.order.index(self.item) + 1 :] if self.item else self.order

    def undone(self) -> tuple[ItemId, ...]:
        """The items still to be done, the current one left out."""
        settled = {ItemState.DONE, ItemState.SKIPPED}
        return tuple(i for i in self.order if self.states[i] not in settled and i != self.item)


def initial(items: tuple[Item, ...]) -> Agenda:
    """The agenda before anything has happened."""
    return Agenda(
        order=tuple(item.id for item in items),
        items={item.id: item for item in items},
        states={item.id: ItemState.PENDING for item in items},
    )


AgendaEvent = (
    ReceptionOpened
    | ConferenceStarted
    | RecessStarted
    | RecessEnded
    | ConferenceClosed
    | ItemStarted
    | ItemPaused
    | ItemResumed
    | ItemFinished
    | ItemReopened
    | ItemPutBack
    | ItemSkipped
    | ItemMoved
    | ItemInserted
    | ItemEdited
    | StepEntered
    | UndoPointMade
    | AgendaRestored
    | introductions.RollEvent
)


def evolve(agenda: Agenda, event: AgendaEvent) -> Agenda:
    """The agenda after `event`."""
    changed = replace(_moved(agenda, event), version=agenda.version + 1)
    match event:
        case ReceptionOpened():
            return replace(changed, opened_at=event.at)
        case ConferenceStarted():
            return replace(changed, started_at=event.at)
        case ConferenceClosed():
            return replace(changed, closed_at=event.at)
        case ItemSkipped(item=item, reason=reason):
            return replace(changed, reasons=changed.reasons | {item: reason})
        case ItemMoved(item=item, after=after):
            return replace(changed, order=placed_after(agenda.order, item, after))
        case ItemInserted(item=item, after=after):
            return replace(
                changed,
                order=placed_after(agenda.order, item.id, after),
                items=agenda.items | {item.id: item},
                states=agenda.states | {item.id: ItemState.PENDING},
            )
        case ItemEdited(item=item):
            items = agenda.items | {item.id: item}
            return replace(changed, items=items, until=_until(agenda, items))
        case StepEntered(item=item, step=step, until=until):
            speech = speeches.of_step(step)
            if speech is None or speech != speeches.of_step(agenda.step):
                paused_s = agenda.timing(item).paused_s if item is not None else 0.0
                changed = replace(changed, timed_from=event.at, paused_before_s=paused_s)
            return replace(
                changed,
                item=item,
                step=step,
                entered_at=event.at,
                until=until,
                visited=agenda.visited if step in agenda.visited else agenda.visited | {step},
            )
        case UndoPointMade(command=command):
            before = replace(agenda, undo=())
            return replace(changed, undo=(*agenda.undo, (command, before))[-UNDO_DEPTH:])
        case AgendaRestored():
            _, before = agenda.undo[-1]
            # What was edited since stays: only moves are taken back.
            items = {item: agenda.items[item] for item in before.items}
            return replace(
                before,
                items=items,
                until=_until(before, items),
                version=changed.version,
                undo=agenda.undo[:-1],
            )
    if isinstance(event, introductions.RollEvent):
        roll = introductions.evolve(agenda.rolls.get(event.item, introductions.UNTOUCHED), event)
        return replace(changed, rolls=agenda.rolls | {event.item: roll})
    return changed


def _until(agenda: Agenda, items: dict[ItemId, Item]) -> datetime | None:
    """When the countdown ends, with the minutes that `items` give a break that is on."""
    was = agenda.current
    if was is None or was.kind is not ItemKind.BREAK or agenda.until is None:
        return agenda.until
    return agenda.until + timedelta(minutes=items[was.id].planned - was.planned)


def _moved(agenda: Agenda, event: AgendaEvent) -> Agenda:
    """The agenda with the phase or the item's state as the tables say."""
    kind = type(event)
    if kind in PHASE_MOVES:
        return replace(agenda, phase=PHASE_MOVES[kind][agenda.phase])
    if kind in ITEM_MOVES:
        item: ItemId = event.item  # type: ignore[union-attr,assignment]
        state = ITEM_MOVES[kind][agenda.states[item]]
        return replace(
            agenda,
            states=agenda.states | {item: state},
            times=agenda.times | {item: _timed(agenda.timing(item), event)},
            reasons={i: reason for i, reason in agenda.reasons.items() if i != item},
        )
    return agenda


def _timed(timing: Timing, event: AgendaEvent) -> Timing:
    match event:
        case ItemStarted():
            return Timing(started_at=event.at)
        case ItemPaused():
            return replace(timing, paused_at=event.at)
        case ItemResumed():
            return _unpaused(timing, event.at)
        case ItemFinished() | ItemSkipped():
            return replace(_unpaused(timing, event.at), ended_at=event.at)
        case ItemReopened():
            return _unpaused(replace(timing, paused_at=timing.ended_at, ended_at=None), event.at)
        case ItemPutBack():
            return Timing()
    return timing


def _unpaused(timing: Timing, at: datetime) -> Timing:
    if timing.paused_at is None:
        return timing
    paused = (at - timing.paused_at).total_seconds()
    return replace(timing, paused_at=None, paused_s=timing.paused_s + paused)


def placed_after(
    order: tuple[ItemId, ...], item: ItemId, after: ItemId | None
) -> tuple[ItemId, ...]:
    """The order with `item` straight after `after`, or first of all."""
    rest = [i for i in order if i != item]
    place = rest.index(after) + 1 if after is not None else 0
    return (*rest[:place], item, *rest[place:])


def flag_up(agenda: Agenda) -> bool:
    """Whether the national flag is on the screens."""
    item = agenda.current
    if item is None or item.kind is not ItemKind.FLAG_CEREMONY or agenda.step is None:
        return False
    return agenda.step.partition(":")[2] in FLAG_STEPS
