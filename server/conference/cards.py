"""The cards of an introduction: who stands on which, in which order, and who is passed over.

The plan and protocol say so first; what the operator set by hand (`introductions.py`) wins.
"""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from .attendance import here
from .introductions import ALONE, UNTOUCHED, CardId, Lock, Roll, best_place
from .once import once
from .people import protocol_key
from .plan import Frozen, Group, Item, Person, PersonId

if TYPE_CHECKING:
    from . import Day


class Card(Frozen, frozen=True, kw_only=True):
    """One card: of a person, or of a group under its `title`; `people` in protocol order.

    `out` are those of a group who are passed over. A group that is not `listed` is named as a
    whole, without its names. `made` groups were made on the day.
    """

    ref: CardId
    people: tuple[PersonId, ...]
    title: str | None = None
    listed: bool = True
    made: bool = False
    passed: bool = False
    out: tuple[PersonId, ...] = ()
    lock: Lock | None = None


def roll(day: "Day", item: Item) -> Roll:
    """What was set by hand at `item`."""
    return day.agenda.rolls.get(item.id, UNTOUCHED)


@once
def of(day: "Day", item: Item) -> tuple[Card, ...]:
    """The cards of `item` in the order they are shown, the absent and the passed over included."""
    by_hand = roll(day, item)
    drawn = [_sifted(card, by_hand) for card in _drawn(day, item, by_hand)]
    return tuple(_in_place(day, drawn, by_hand))


def find(day: "Day", item: Item, ref: CardId | None) -> Card:
    """The card of `item` with that ref; whoever has none is looked at as on one alone."""
    return _by_ref(day, item).get(ref or "") or Card(ref=ref or "", people=(ref or "",))


@once
def _by_ref(day: "Day", item: Item) -> dict[CardId, Card]:
    return {card.ref: card for card in of(day, item)}


def step_id(item: Item, card: Card) -> str:
    """The id of the step that shows a card."""
    return f"{item.id}:{'intro' if card.title is None else 'group'}-{card.ref}"


def anyone_here(day: "Day", card: Card) -> bool:
    """Whether the card has anyone to show."""
    return any(here(day, person) for person in card.people)


def _drawn(day: "Day", item: Item, by_hand: Roll) -> list[Card]:
    """People alone and the day's own groups by protocol, then the plan's groups in its order."""
    joined = {now(day, person): group for person, group in by_hand.joined.items()}
    planned = {group.id: frozenset(now(day, p) for p in group.people) for group in item.groups}
    planned[ALONE] = frozenset(now(day, person) for person in item.people)
    cards: dict[CardId, list[Person]] = {}
    for person in _active(day, item):
        group = ALONE if person.id in day.people.replaced_by else joined.get(person.id)
        if group is None:
            group = _planned(person, item, planned)
        if group is not None:
            cards.setdefault(group or person.id, []).append(person)
    for group in by_hand.made:
        people = cards.get(group, [])
        if len(people) == 1:
            cards = {people[0].id if ref == group else ref: who for ref, who in cards.items()}
    groups = {group.id: _group_card(group, cards.pop(group.id, [])) for group in item.groups}
    alone = [
        Card(
            ref=ref,
            people=tuple(p.id for p in people),
            title=by_hand.made.get(ref),
            made=ref in by_hand.made,
        )
        for ref, people in cards.items()
    ]
    return [*alone, *groups.values()]


def _active(day: "Day", item: Item) -> list[Person]:
    """Everyone who may be on a card: in protocol order, or in that of the item's own list.

    A card under the cursor stays, even when somebody else comes in that person's place.
    """
    kept = (day.agenda.step or "").removeprefix(f"{item.id}:intro-")
    people = (p for p in day.people.people.values() if day.people.comes(p.id) or p.id == kept)
    own = {now(day, person): place for place, person in enumerate(item.people)}
    return sorted(people, key=lambda p: (own.get(p.id, len(own)), protocol_key(p)))


def _planned(person: Person, item: Item, planned: dict[str, frozenset[PersonId]]) -> CardId | None:
    """The group the plan introduces a person with, `ALONE`, or nothing."""
    for group in item.groups:
        if person.delegate_class in group.classes or person.id in planned[group.id]:
            return group.id
    alone = person.delegate_class in item.introduce or person.id in planned[ALONE]
    return ALONE if alone else None


def _group_card(group: Group, people: list[Person]) -> Card:
    return Card(
        ref=group.id,
        people=tuple(person.id for person in people),
        title=group.title,
        listed=bool(group.people),
    )


def _sifted(card: Card, by_hand: Roll) -> Card:
    """The card with those to be passed over set apart."""
    if card.title is None or not by_hand.passed:
        return replace(card, passed=card.ref in by_hand.passed)
    out = tuple(person for person in card.people if person in by_hand.passed)
    kept = tuple(person for person in card.people if person not in by_hand.passed)
    return replace(card, people=kept, out=out, passed=card.ref in by_hand.passed)


def _in_place(day: "Day", drawn: list[Card], by_hand: Roll) -> list[Card]:
    """The cards with each locked one where it was put, the one locked last put last."""
    if not by_hand.locks:
        return drawn
    locks = {
        now(day, ref): Lock(
            ahead=frozenset(now(day, one) for one in lock.ahead),
            behind=frozenset(now(day, one) for one in lock.behind),
            at=lock.at,
            by=lock.by,
        )
        for ref, lock in by_hand.locks.items()
    }
    known = {card.ref: card for card in drawn}
    order = [card.ref for card in drawn if card.ref not in locks]
    for ref, lock in locks.items():
        if ref in known:
            order.insert(best_place(order, lock), ref)
    return [replace(known[ref], lock=locks.get(ref)) for ref in order]


def now(day: "Day", ref: CardId) -> CardId:
    """Whoever comes in a person's place takes the place on the card as well."""
    while ref in day.people.replaced_by:
        ref = day.people.replaced_by[ref]
    return ref
