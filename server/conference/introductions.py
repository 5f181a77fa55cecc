"""The introductions as the operator has set them by hand: places kept, people passed over, groups.

What nobody has touched follows the plan and the order of protocol; see `cards.py`.
A card is known by the person on it or by the id of its group.
"""

from datetime import datetime

from msgspec.structs import replace

from .commands import Event
from .plan import Frozen, ItemId, PersonId

CardId = str
ALONE = ""


class CardPlaced(Event, frozen=True, kw_only=True):
    """A card keeps a place by hand: among these cards, behind the first and before the others."""

    item: ItemId
    card: CardId
    ahead: tuple[CardId, ...]
    behind: tuple[CardId, ...]
    by: str


class CardReleased(Event, frozen=True, kw_only=True):
    """A card stands again where protocol puts it."""

    item: ItemId
    card: CardId


class IntroductionPassedOver(Event, frozen=True, kw_only=True):
    """A person or a whole card is not to be introduced."""

    item: ItemId
    card: CardId
    by: str


class IntroductionTakenUp(Event, frozen=True, kw_only=True):
    """Whoever was to be passed over is introduced after all."""

    item: ItemId
    card: CardId


class GroupCardMade(Event, frozen=True, kw_only=True):
    """People are introduced together, on one card under a title."""

    item: ItemId
    group: str
    title: str
    people: tuple[PersonId, ...]
    by: str


class GroupJoined(Event, frozen=True, kw_only=True):
    """A person is introduced with a group."""

    item: ItemId
    group: str
    person: PersonId


class IntroducedAlone(Event, frozen=True, kw_only=True):
    """A person has a card of their own, whatever the plan says."""

    item: ItemId
    person: PersonId


class Lock(Frozen, frozen=True, kw_only=True):
    """A place kept by hand, and who said so when."""

    ahead: frozenset[CardId]
    behind: frozenset[CardId]
    at: datetime
    by: str


class Roll(Frozen, frozen=True, kw_only=True):
    """What was set by hand at one item: `made` are the day's own groups, by id their titles.

    `joined` is the group each person is introduced with, `ALONE` for a card of their own.
    """

    locks: dict[CardId, Lock] = {}
    passed: frozenset[CardId] = frozenset()
    made: dict[str, str] = {}
    joined: dict[PersonId, str] = {}


UNTOUCHED = Roll()

RollEvent = (
    CardPlaced
    | CardReleased
    | IntroductionPassedOver
    | IntroductionTakenUp
    | GroupCardMade
    | GroupJoined
    | IntroducedAlone
)


def evolve(roll: Roll, event: RollEvent) -> Roll:
    """The roll after `event`; the place kept last is found last."""
    match event:
        case CardPlaced(card=card, ahead=ahead, behind=behind, by=by):
            lock = Lock(ahead=frozenset(ahead), behind=frozenset(behind), at=event.at, by=by)
            return replace(roll, locks=_without(roll.locks, card) | {card: lock})
        case CardReleased(card=card):
            return replace(roll, locks=_without(roll.locks, card))
        case IntroductionPassedOver(card=card):
            return replace(roll, passed=roll.passed | {card})
        case IntroductionTakenUp(card=card):
            return replace(roll, passed=roll.passed - {card})
        case GroupCardMade(group=group, title=title, people=people):
            joined = roll.joined | dict.fromkeys(people, group)
            return replace(roll, made=roll.made | {group: title}, joined=joined)
        case GroupJoined(group=group, person=person):
            return replace(roll, joined=roll.joined | {person: group})
        case IntroducedAlone(person=person):
            return replace(roll, joined=roll.joined | {person: ALONE})


def _without(locks: dict[CardId, Lock], card: CardId) -> dict[CardId, Lock]:
    return {known: lock for known, lock in locks.items() if known != card}


def best_place(order: list[CardId], lock: Lock) -> int:
    """Where a locked card contradicts the fewest of those it was placed among.

    Newcomers count for nothing, and one neighbour who moves does not pull the card along.
    """
    wrong = [
        sum(card in lock.behind for card in order[:place])
        + sum(card in lock.ahead for card in order[place:])
        for place in range(len(order) + 1)
    ]
    return wrong.index(min(wrong))
