"""The tries at a kiosk: how many badge numbers, or texts nobody knows, it may be given in a row.

A badge number is no secret. Whoever types them one after another at a kiosk nobody looks after, or
sends them with a stolen kiosk's token, is sent to the help desk. Each try counts at its own time,
in whatever order they come, so that a kiosk that was alone loses nobody when it tells of them all.
"""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from datetime import datetime, timedelta

from ..conference.cases import LATELY

AT_ONCE, WITHIN = 10, timedelta(seconds=30)


class Tries:
    """What every kiosk has been given."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], list[datetime]] = defaultdict(list)
        self._told: dict[str, datetime] = {}

    def may_try(self, kiosk: str, sort: str, at: datetime) -> bool:
        """Whether a kiosk may be given one more of that sort at that time."""
        made = self._made[kiosk, sort]
        if bisect_right(made, at + WITHIN) - bisect_left(made, at - WITHIN) >= AT_ONCE:
            return False
        insort(made, at)
        return True

    def is_news(self, kiosk: str, now: datetime) -> bool:
        """Whether the help desk is to hear that there were too many."""
        told = self._told.get(kiosk)
        if told is not None and now - told < LATELY:
            return False
        self._told[kiosk] = now
        return True
