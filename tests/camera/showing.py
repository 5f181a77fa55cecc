"""A showing: one badge held before the kiosk's reader under one condition, until it is read."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tests.camera.conditions import shot
from tests.camera.printed import Printed
from tests.camera.reader import Reader
from tests.camera.shot import pictures

PICTURES = 5
"""A fifth of a second of a camera that delivers 25 a second."""


class Showing(NamedTuple):
    """What came of it: in which picture it was read (from 1), if it was, and all that was wrong."""

    condition: str
    person: str
    read_in: int | None
    wrong: tuple[str, ...]
    hit_ms: float | None
    miss_ms: tuple[float, ...]


def shown(reader: Reader, badge: Printed, condition: str) -> Showing:
    """Hold the badge before the reader."""
    wrong: list[str] = []
    missed: list[float] = []
    for number, jpeg in enumerate(pictures(badge, shot(condition, badge.person), PICTURES), 1):
        sight = reader.read(jpeg)
        if sight.get("code") == badge.code:
            return Showing(
                condition, badge.person, number, tuple(wrong), sight["ms"], tuple(missed)
            )
        missed.append(sight["ms"])
        if "nothing" not in sight:
            wrong.append(f"{condition}, {badge.person}: {'code' if 'code' in sight else 'text'}")
    return Showing(condition, badge.person, None, tuple(wrong), None, tuple(missed))


def all_shown(
    reader: Reader, badges: Iterable[Printed], conditions: Iterable[str]
) -> Iterator[Showing]:
    """Every badge under every condition."""
    for condition in conditions:
        for badge in badges:
            yield shown(reader, badge, condition)


def rate(showings: Iterable[Showing], within: int = PICTURES) -> float:
    """The part of the showings that were read within so many pictures, in per cent."""
    found = [one.read_in is not None and one.read_in <= within for one in showings]
    return 100 * sum(found) / len(found)
