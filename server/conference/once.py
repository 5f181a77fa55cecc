"""Once: what a day says of an item is worked out the first time somebody asks.

One view asks dozens of times for the steps of the same item. A day never changes, so the answers
for the last one are kept; the next day begins with none.
"""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

from .plan import Item, ItemId

if TYPE_CHECKING:
    from . import Day

T = TypeVar("T")


def once(work: Callable[["Day", Item], T]) -> Callable[["Day", Item], T]:
    """The same as `work`, which only looks at its day and its item."""
    last: tuple[Day | None, dict[ItemId, tuple[Item, T]]] = (None, {})

    @wraps(work)
    def known(day: "Day", item: Item) -> T:
        nonlocal last
        of, answers = last
        if of is not day:
            answers = {}
            last = (day, answers)
        kept = answers.get(item.id)
        if kept is None or kept[0] is not item:
            kept = answers[item.id] = (item, work(day, item))
        return kept[1]

    return known
