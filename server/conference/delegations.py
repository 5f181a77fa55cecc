"""The delegations: those of one who come together are checked in together."""

from datetime import datetime
from typing import TYPE_CHECKING

from .admission import check_in_by_hand
from .commands import DOOR, Actor, Event, command
from .people import known
from .refusal import Refused

if TYPE_CHECKING:
    from . import Day


@command(roles=DOOR)
def check_in_together(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    people: list[str],
    method: str,
    reason: str | None = None,
) -> list[Event]:
    """Note that people of one delegation have come together: all of them, or nobody.

    Whom the desk wants to see stays out, and is checked in alone.
    """
    if len({known(day, person).unit for person in people}) > 1:
        raise Refused("several_units")
    come = [person for person in dict.fromkeys(people) if person not in day.cases.wanted]
    return [
        event
        for person in come
        for event in check_in_by_hand(day, now, by, person=person, method=method, reason=reason)
    ]
