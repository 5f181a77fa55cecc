"""The messages: the commands that put a text in front of an audience, and take it away."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from .commands import Actor, Event, command
from .refusal import Refused
from .screens import MessageCleared, MessageShown

if TYPE_CHECKING:
    from . import Day

LONGEST_MESSAGE = 200
LONGEST_SHOWN_S = 24 * 60 * 60


def _audience(audience: str) -> str:
    if audience not in {"hall", "lobby", "stage", "mc"}:
        raise Refused("unknown_audience", audience=audience)
    return audience


@command(wheel=True)
def message(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    text: str,
    audience: str,
    until_s: Annotated[int, Meta(ge=1, le=LONGEST_SHOWN_S)] | None = None,
) -> list[Event]:
    """Show a text to an audience: hall, lobby, stage or mc."""
    words = " ".join(text.split())
    if not 0 < len(words) <= LONGEST_MESSAGE:
        raise Refused("bad_message", longest=LONGEST_MESSAGE)
    until = now + timedelta(seconds=until_s) if until_s is not None else None
    shown = day.screens.messages.get(_audience(audience))
    if shown is not None and (shown.text, shown.until) == (words, until):
        return []
    return [MessageShown(at=now, audience=audience, text=words, until=until)]


@command(wheel=True)
def clear_message(day: "Day", now: datetime, by: Actor, *, audience: str) -> list[Event]:
    """Take an audience's text away."""
    if _audience(audience) not in day.screens.messages:
        return []
    return [MessageCleared(at=now, audience=audience)]
