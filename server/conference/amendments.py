"""The amendments: the commands that change the agenda itself, not where it stands.

An item is left out, moved, added or reworded, each under the guards that keep what is past as it
was and the flag ceremonies in their places.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .agenda import ItemEdited, ItemInserted, ItemMoved, ItemSkipped, ItemState, placed_after
from .commands import Actor, Event, command
from .passage import begin, in_session, item_of, may_leave_step, next_item, not_closed, recess_over
from .people import known
from .plan import Item, ItemId, ItemKind
from .refusal import Refused

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
def skip(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    reason: str,
    item: str | None = None,
) -> list[Event]:
    """Leave an item out, for a reason; it may still be gone to later."""
    in_session(day)
    chosen = item_of(day, item or day.agenda.item or "")
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
    not_closed(day)
    chosen = item_of(day, item)
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
    not_closed(day)
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
    was = item_of(day, item)
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


def _is_ahead(day: "Day", anchor: ItemId | None) -> None:
    """An item may only be placed where the cursor has not been yet."""
    if anchor is None:
        return
    item_of(day, anchor)
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
