"""The roll call: every card of the introductions, and whether it has had its turn."""

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from . import cards, steps
from .agenda import ItemState
from .attendance import here
from .batches import who
from .cards import Card
from .introductions import CardId
from .plan import Item, ItemKind
from .scenes import instant

if TYPE_CHECKING:
    from . import Day

OVER = frozenset({ItemState.DONE, ItemState.SKIPPED})


class Turn(StrEnum):
    """Whether a card has had its turn; `MISSED` is a card the walk has gone past unseen."""

    WAITING = "waiting"
    ON = "on"
    SHOWN = "shown"
    MISSED = "missed"


def turns(day: "Day", item: Item) -> dict[CardId, Turn]:
    """Every card of `item`, in order, and whether it has had its turn."""
    ids = {card.ref: cards.step_id(item, card) for card in cards.of(day, item)}
    walk = [step.id for step in steps.of(day, item)]
    at = walk.index(day.agenda.step) if day.agenda.step in walk else None
    over, seen = day.agenda.states[item.id] in OVER, day.agenda.visited.__contains__
    return {
        ref: _turn(
            on=step == day.agenda.step,
            seen=seen(step),
            ahead=walk.index(step) > at if at is not None else not (over or seen(step)),
        )
        for ref, step in ids.items()
    }


def _turn(*, on: bool, seen: bool, ahead: bool) -> Turn:
    if on:
        return Turn.ON
    if ahead:
        return Turn.WAITING
    return Turn.SHOWN if seen else Turn.MISSED


def roll_call(day: "Day") -> dict[str, Any] | None:
    """The introductions under way, else the next to come: every card, and who is on it."""
    item = _on_or_next(day)
    if item is None:
        return None
    turn, step = turns(day, item), steps.current(day)
    begun = day.agenda.item == item.id and step is not None
    return {
        "item": item.id,
        "title": item.title,
        "over": begun and step is not None and step.key not in {"purpose", "intro"},
        "cards": [_row(day, item, card, turn[card.ref]) for card in cards.of(day, item)],
    }


def _row(day: "Day", item: Item, card: Card, turn: Turn) -> dict[str, Any]:
    listed = (*card.people, *card.out) if card.listed else ()
    return {
        "card": card.ref,
        "step": cards.step_id(item, card),
        "title": card.title,
        "made": card.made,
        "turn": turn.value,
        "passed": card.passed,
        "present": sum(here(day, person) for person in card.people),
        "total": len(card.people),
        "lock": {"by": card.lock.by, "at": instant(card.lock.at)} if card.lock else None,
        "people": [{**who(day, person), "passed": person in card.out} for person in listed],
    }


def _on_or_next(day: "Day") -> Item | None:
    item = day.agenda.current
    if item is not None and item.kind is ItemKind.INTRODUCTION:
        return item
    every = (day.agenda.items[i] for i in day.agenda.order)
    waiting = (i for i in every if day.agenda.states[i.id] not in OVER)
    return next((i for i in waiting if i.kind is ItemKind.INTRODUCTION), None)
