"""The walk: the commands that move the agenda, each with the guards it stands under.

`next` alone walks the whole day; the others are for the mornings that go differently.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from . import awards, media, steps, votes
from .agenda import (
    FLAG_STEPS,
    PRELUDE,
    Agenda,
    AgendaRestored,
    ConferenceClosed,
    ConferenceStarted,
    ItemEdited,
    ItemInserted,
    ItemMoved,
    ItemPaused,
    ItemSkipped,
    ItemState,
    Phase,
    ReceptionOpened,
    StepEntered,
    flag_up,
    placed_after,
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
    leave,
    may_leave_item,
    may_leave_step,
    may_reach,
    next_item,
    recess_over,
    sight_and_sound,
    step_of,
)
from .people import known
from .plan import Item, ItemId, ItemKind
from .refusal import Refused
from .screens import Mode, back_to_programme

if TYPE_CHECKING:
    from . import Day

INSERTABLE = frozenset(
    {
        ItemKind.NOTICE,
        ItemKind.INTRODUCTION,
        ItemKind.SPEECH,
        ItemKind.LEADER_SPEECH,
        ItemKind.BREAK,
    }
)
WAITING = frozenset({ItemState.PENDING, ItemState.MOVED})
LONGEST_TITLE = 300
LONGEST_INSERTED = 120


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
    return [*go_on(day, now), *enter(day, item, step, now)] if step else go_back(day, now)


@command(agenda=True, undoable=True)
def go_to(
    day: "Day", now: datetime, by: Actor, *, item: str, step: str | None = None
) -> list[Event]:
    """Jump to an item, or to one of its steps; what is left unfinished waits, paused."""
    _in_session(day)
    target = _item(day, item)
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
def skip(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    reason: str,
    item: str | None = None,
) -> list[Event]:
    """Leave an item out, for a reason; it may still be gone to later."""
    _in_session(day)
    chosen = _item(day, item or day.agenda.item or "")
    if chosen.kind is ItemKind.FLAG_CEREMONY:
        raise Refused("ceremony_locked")
    state = day.agenda.states[chosen.id]
    if state is ItemState.SKIPPED:
        return []
    if state is ItemState.DONE:
        raise Refused("item_done", item=chosen.title)
    skipped = ItemSkipped(at=now, item=chosen.id, reason=reason)
    if chosen.id != day.agenda.item:
        return [skipped]
    may_leave_step(day)
    upcoming = next_item(day)
    if upcoming is None:
        raise Refused("nothing_after")
    return [skipped, *recess_over(day, now), *begin(day, upcoming, now)]


@command(agenda=True, undoable=True)
def move(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    item: str,
    after: str | None = None,
    force: bool = False,
    reason: str | None = None,
) -> list[Event]:
    """Put an item that waits straight after another (after the current one, if none is named)."""
    _not_closed(day)
    chosen = _item(day, item)
    anchor = after if after is not None else day.agenda.item
    if chosen.kind is ItemKind.FLAG_CEREMONY:
        raise Refused("ceremony_locked")
    if day.agenda.states[item] not in {*WAITING, ItemState.SKIPPED}:
        raise Refused("item_begun", item=chosen.title)
    _is_ahead(day, anchor)
    if anchor == item:
        return []
    placed = placed_after(day.agenda.order, item, anchor)
    if placed == day.agenda.order:
        return []
    if _crosses_ceremony(day, item, placed) and not (force and reason):
        raise Refused("across_ceremony")
    return [ItemMoved(at=now, item=item, after=anchor, reason=reason)]


@command(agenda=True, undoable=True)
def insert(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    kind: ItemKind,
    title: str,
    after: str | None = None,
    people: list[str] = [],  # noqa: B006 - read as a schema, never kept
    text: str | None = None,
    minutes: int = 3,
    speaker: str | None = None,
    mc: dict[str, str] = {},  # noqa: B006 - the same
) -> list[Event]:
    """Add an item nobody planned: a late introduction, a notice, a speech, a break."""
    _not_closed(day)
    if kind not in INSERTABLE:
        raise Refused("not_insertable", kind=kind.value)
    if not 0 < len(title.strip()) <= LONGEST_TITLE:
        raise Refused("bad_title", longest=LONGEST_TITLE)
    if not 0 <= minutes <= LONGEST_INSERTED:
        raise Refused("minutes_out_of_range", lowest=0, highest=LONGEST_INSERTED)
    for person in (*people, *([speaker] if speaker else [])):
        known(day, person)
    if kind is ItemKind.INTRODUCTION and not people:
        raise Refused("people_missing")
    anchor = after if after is not None else day.agenda.item
    _is_ahead(day, anchor)
    item = Item(
        id=_fresh_id(day),
        title=title.strip(),
        kind=kind,
        planned=minutes,
        minimum=0,
        maximum=minutes,
        people=tuple(people),
        speaker=speaker,
        text=text,
        mc=mc,
    )
    return [ItemInserted(at=now, item=item, after=anchor)]


@command(agenda=True)
def edit_item(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    item: str,
    title: str | None = None,
    planned: int | None = None,
    speaker: str | None = None,
    mc: dict[str, str] | None = None,
) -> list[Event]:
    """Change an item's title, planned minutes, speaker or the MC's texts."""
    was = _item(day, item)
    if title is not None and not 0 < len(title.strip()) <= LONGEST_TITLE:
        raise Refused("bad_title", longest=LONGEST_TITLE)
    if planned is not None and not 0 <= planned <= 240:
        raise Refused("minutes_out_of_range", lowest=0, highest=240)
    if speaker is not None:
        known(day, speaker)
    retitled = title is not None and title.strip() != was.title
    minutes = was.planned if planned is None else planned
    is_now = replace(
        was,
        title=was.title if title is None else title.strip(),
        title_lines=() if retitled else was.title_lines,
        planned=minutes,
        minimum=min(was.minimum, minutes),
        maximum=max(was.maximum, minutes),
        speaker=was.speaker if speaker is None else speaker,
        mc=was.mc if mc is None else was.mc | mc,
    )
    return [ItemEdited(at=now, item=is_now)] if is_now != was else []


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
    _in_session(day)
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
    """Call the next contributed speech."""
    if _current(day).kind is not ItemKind.SPEECH_SERIES:
        raise Refused("no_speech_series")
    may_leave_step(day)
    step = following(day)
    if step is None or step.key != "speech":
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
    return sight_and_sound(day, was.current, key, now)


def _not_closed(day: "Day") -> None:
    if day.agenda.phase is Phase.CLOSED:
        raise Refused("conference_closed")


def _in_session(day: "Day") -> None:
    _not_closed(day)
    if day.agenda.item is None:
        raise Refused("not_started")


def _current(day: "Day") -> Item:
    _in_session(day)
    return day.agenda.items[day.agenda.item or ""]


def _item(day: "Day", item: ItemId) -> Item:
    try:
        return day.agenda.items[item]
    except KeyError:
        raise Refused("unknown_item", item=item) from None


def _is_ahead(day: "Day", anchor: ItemId | None) -> None:
    """An item may only be placed where the cursor has not been yet."""
    if anchor is None:
        return
    _item(day, anchor)
    order = day.agenda.order
    if day.agenda.item is not None and order.index(anchor) < order.index(day.agenda.item):
        raise Refused("place_is_past")


def _crosses_ceremony(day: "Day", item: ItemId, placed: tuple[ItemId, ...]) -> bool:
    """Whether `item` would come to stand on the other side of a flag ceremony."""
    order = day.agenda.order
    flags = [i for i in order if day.agenda.items[i].kind is ItemKind.FLAG_CEREMONY]
    was = [order.index(item) < order.index(flag) for flag in flags]
    will_be = [placed.index(item) < placed.index(flag) for flag in flags]
    return was != will_be


def _fresh_id(day: "Day") -> ItemId:
    number = 1
    while f"x{number}" in day.agenda.items:
        number += 1
    return f"x{number}"
