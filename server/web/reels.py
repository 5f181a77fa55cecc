"""The reels at the edge: what a screen says it holds becomes a fact of the day, once."""

import secrets
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from ..conference import COMMANDS, Actor
from ..conference.commands import Role
from ..conference.reels import Reel
from ..desk import Desk

BY = Actor(id="reels", name="reels", role=Role.ADMIN)
MOST_REELS = 16


class ReelsHeld(msgspec.Struct, frozen=True):
    """What a screen holds, and whether its browser lets it be heard (null: not known yet)."""

    audible: bool | None = None
    reels: Annotated[tuple[Reel, ...], Meta(max_length=MOST_REELS)] = ()


def tell(desk: Desk, screen: str, held: ReelsHeld) -> None:
    """Note what a screen holds, if that is news."""
    known = desk.day.reels.shelves.get(screen)
    if known is None or (known.audible, known.reels) != (held.audible, held.reels):
        _note(desk, screen=screen, there=True, audible=held.audible, reels=held.reels)


def gone(desk: Desk, screen: str) -> None:
    """Note that a screen is there no longer, if it ever was."""
    if screen in desk.day.reels.shelves:
        _note(desk, screen=screen, there=False)


def _note(desk: Desk, **told: Any) -> None:
    command = COMMANDS["tell_reels"]
    given = command.arguments(**told)
    desk.transact(command, given, BY, id=f"reels:{secrets.token_hex(8)}")
