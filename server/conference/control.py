"""Control: one hand on the wheel; which console holds it, and since when."""

from datetime import datetime
from typing import TYPE_CHECKING

from .commands import STAGE, Actor, Event, command
from .plan import Frozen

if TYPE_CHECKING:
    from . import Day


class ControlTaken(Event, frozen=True, kw_only=True):
    """A console holds the wheel from now on."""

    holder: Actor


class Control(Frozen, frozen=True, kw_only=True):
    """Who holds the wheel (nobody before the first command of the day)."""

    holder: Actor | None = None
    since: datetime | None = None


def evolve(control: Control, event: ControlTaken) -> Control:
    """The control after `event`."""
    return Control(holder=event.holder, since=event.at)


@command(roles=STAGE, ceremonial=True)
def take_control(day: "Day", now: datetime, by: Actor) -> list[Event]:
    """Take the wheel, from whoever holds it."""
    holder = day.control.holder
    return [] if holder is not None and holder.id == by.id else [ControlTaken(at=now, holder=by)]
