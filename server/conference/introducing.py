"""Introducing: the commands that set the introductions by hand.

All of them are moves of the agenda and can be taken back; the card on screen is never pulled away
from under the hall's eyes.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from . import cards, steps
from .agenda import Phase
from .cards import Card
from .commands import Actor, Event, command
from .introductions import (
    CardId,
    CardPlaced,
    CardReleased,
    GroupCardMade,
    GroupJoined,
    IntroducedAlone,
    IntroductionPassedOver,
    IntroductionTakenUp,
)
from .people import known
from .plan import Item, ItemId, ItemKind, PersonId
from .refusal import Refused
from .roll_call import OVER, Turn, turns

if TYPE_CHECKING:
    from . import Day

LONGEST_TITLE = 120
SMALLEST_GROUP = 2


@command(agenda=True, undoable=True)
def place_introduction(
    day: "Day", now: datetime, by: Actor, *, item: str, card: str, after: str | None = None
) -> list[Event]:
    """Keep a card straight after another (first of all, if none is named), whatever changes."""
    chosen = _item(day, item)
    _still_to_come(day, chosen, card)
    everyone = [one.ref for one in cards.of(day, chosen)]
    order = [ref for ref in everyone if ref != card]
    if after is not None and after not in order:
        raise Refused("unknown_card", card=after[:40])
    place = order.index(after) + 1 if after is not None else 0
    if place < _past(day, chosen, order):
        raise Refused("place_is_past")
    if everyone == [*order[:place], card, *order[place:]]:
        return []
    return [_placed(chosen, card, order, place, now, by)]


@command(agenda=True, undoable=True)
def release_introduction(
    day: "Day", now: datetime, by: Actor, *, item: str, card: str
) -> list[Event]:
    """Put a card that was moved by hand back where protocol has it."""
    chosen = _item(day, item)
    _still_to_come(day, chosen, card)
    kept = (ref for ref in cards.roll(day, chosen).locks if cards.now(day, ref) == card)
    return [CardReleased(at=now, item=item, card=ref) for ref in kept]


@command(agenda=True, undoable=True)
def skip_introduction(
    day: "Day", now: datetime, by: Actor, *, item: str, card: str, skip: bool = True
) -> list[Event]:
    """Pass a person, or a whole card, over in the introductions; or introduce them after all."""
    chosen = _item(day, item)
    if not any(card in (*one.people, *one.out) for one in _groups(day, chosen)):
        _still_to_come(day, chosen, card)
    if (card in cards.roll(day, chosen).passed) == skip:
        return []
    if not skip:
        return [IntroductionTakenUp(at=now, item=item, card=card)]
    return [IntroductionPassedOver(at=now, item=item, card=card, by=by.name)]


@command(agenda=True, undoable=True)
def group_introductions(
    day: "Day", now: datetime, by: Actor, *, item: str, people: list[str], title: str
) -> list[Event]:
    """Introduce several people on one card, under a title."""
    chosen, words = _item(day, item), " ".join(title.split())
    if not 0 < len(words) <= LONGEST_TITLE:
        raise Refused("bad_title", longest=LONGEST_TITLE)
    together = tuple(dict.fromkeys(people))
    if len(together) < SMALLEST_GROUP:
        raise Refused("group_too_small")
    if any(_is_already(card, words, together) for card in _groups(day, chosen)):
        return []
    for person in together:
        _may_change_card(day, chosen, person, leaving=len(together))
    made = GroupCardMade(
        at=now, item=item, group=_fresh(day, chosen), title=words, people=together, by=by.name
    )
    return [made]


@command(agenda=True, undoable=True)
def join_introduction(
    day: "Day", now: datetime, by: Actor, *, item: str, person: str, group: str
) -> list[Event]:
    """Introduce a person together with a group that has not had its turn yet."""
    chosen = _item(day, item)
    card = next((one for one in _groups(day, chosen) if one.ref == group), None)
    if card is None:
        raise Refused("unknown_card", card=group[:40])
    if turns(day, chosen)[group] is Turn.SHOWN:
        raise Refused("card_is_past", name=card.title)
    if person in (*card.people, *card.out):
        return []
    _may_change_card(day, chosen, person)
    return [GroupJoined(at=now, item=item, group=group, person=person)]


@command(agenda=True, undoable=True)
def introduce_alone(day: "Day", now: datetime, by: Actor, *, item: str, person: str) -> list[Event]:
    """Give a person a card of their own: taken out of a group, or not planned at all."""
    chosen = _item(day, item)
    if any(card.ref == person for card in cards.of(day, chosen)):
        return []
    _may_change_card(day, chosen, person)
    return [IntroducedAlone(at=now, item=item, person=person)]


@command(agenda=True, undoable=True)
def introduce_next(day: "Day", now: datetime, by: Actor, *, person: str) -> list[Event]:
    """Introduce somebody, as a rule a guest who came late, straight after the card on screen."""
    item, step = day.agenda.current, steps.current(day)
    if item is None or item.kind is not ItemKind.INTRODUCTION or step is None:
        raise Refused("not_introducing")
    if step.key not in {"purpose", "intro"}:
        raise Refused("cards_are_over")
    everyone = [card.ref for card in cards.of(day, item)]
    events: list[Event] = []
    if person in everyone:
        _still_to_come(day, item, person)
    else:
        _may_change_card(day, item, person)
        events += [IntroducedAlone(at=now, item=item.id, person=person)]
    if person in cards.roll(day, item).passed:
        events += [IntroductionTakenUp(at=now, item=item.id, card=person)]
    order = [ref for ref in everyone if ref != person]
    place = _past(day, item, order)
    if everyone != [*order[:place], person, *order[place:]]:
        events += [_placed(item, person, order, place, now, by)]
    return events


def _item(day: "Day", item: ItemId) -> Item:
    """The introductions meant, if they are not over."""
    if day.agenda.phase is Phase.CLOSED:
        raise Refused("conference_closed")
    found = day.agenda.items.get(item)
    if found is None:
        raise Refused("unknown_item", item=item[:40])
    if found.kind is not ItemKind.INTRODUCTION:
        raise Refused("not_introducing")
    if day.agenda.states[item] in OVER:
        raise Refused("item_done", item=found.title)
    return found


def _groups(day: "Day", item: Item) -> list[Card]:
    return [card for card in cards.of(day, item) if card.title is not None]


def _is_already(card: Card, title: str, people: tuple[PersonId, ...]) -> bool:
    return card.made and card.title == title and {*card.people, *card.out} == set(people)


def _still_to_come(day: "Day", item: Item, ref: CardId) -> None:
    """The card must not be on screen, nor have been."""
    turn = turns(day, item).get(ref)
    if turn is None:
        raise Refused("unknown_card", card=ref[:40])
    if turn in {Turn.ON, Turn.SHOWN}:
        card = cards.find(day, item, ref)
        name = card.title or day.people.people[ref].full_name
        raise Refused("card_on_screen" if turn is Turn.ON else "card_is_past", name=name)


def _may_change_card(day: "Day", item: Item, person: PersonId, leaving: int = 1) -> None:
    """Somebody on a card alone must not have had a turn; a pair on screen stays together."""
    known(day, person)
    if person in day.people.replaced_by:
        raise Refused("already_substituted", person=person)
    card = next((c for c in cards.of(day, item) if person in (*c.people, *c.out)), None)
    if card is None:
        return
    on = turns(day, item)[card.ref] is Turn.ON
    left = len(card.people) + len(card.out) - leaving
    if card.title is None or (on and card.made and left < SMALLEST_GROUP):
        _still_to_come(day, item, card.ref)


def _past(day: "Day", item: Item, order: list[CardId]) -> int:
    """How many cards of `order` stand where the walk has been."""
    turn = turns(day, item)
    been = [place for place, ref in enumerate(order, start=1) if turn[ref] is not Turn.WAITING]
    return max(been, default=0)


def _placed(
    item: Item, card: CardId, order: list[CardId], place: int, now: datetime, by: Actor
) -> Event:
    ahead, behind = tuple(order[:place]), tuple(order[place:])
    return CardPlaced(at=now, item=item.id, card=card, ahead=ahead, behind=behind, by=by.name)


def _fresh(day: "Day", item: Item) -> str:
    """An id for one more group, unlike any there ever was at the item."""
    used = {group.id for group in item.groups} | set(cards.roll(day, item).made)
    number = 1
    while f"n{number}" in used:
        number += 1
    return f"n{number}"
