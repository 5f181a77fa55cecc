"""The reels at the edge: what a screen's own pages say they hold becomes a fact of the day."""

import secrets
from collections import defaultdict
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from ..conference import COMMANDS, Actor
from ..conference.commands import Role
from ..conference.reels import Reel, ReelState
from ..desk import Desk

BY = Actor(id="reels", name="reels", role=Role.ADMIN)
MOST_REELS = 16
# The worst that any page says of a file is what the screen is held to.
WORST_FIRST = (ReelState.FAILED, ReelState.LOADING, ReelState.READY)


class ReelsHeld(msgspec.Struct, frozen=True):
    """What a page holds, and whether its browser lets it be heard (null: not known yet)."""

    audible: bool | None = None
    reels: Annotated[tuple[Reel, ...], Meta(max_length=MOST_REELS)] = ()


class Shelves:
    """What every page of every screen says it holds: a screen is ready when all its pages are."""

    def __init__(self) -> None:
        self._told: dict[str, dict[str, ReelsHeld]] = defaultdict(dict)  # by screen, by socket

    def told(self, desk: Desk, screen: str, sid: str, held: ReelsHeld) -> None:
        """Note what a page of a screen holds, if that is news."""
        self._told[screen][sid] = held
        self._note(desk, screen)

    def gone(self, desk: Desk, screen: str, sid: str) -> None:
        """Note that a page is there no longer; with the last of them the screen has gone."""
        self._told[screen].pop(sid, None)
        self._note(desk, screen)

    def _note(self, desk: Desk, screen: str) -> None:
        pages = list(self._told[screen].values())
        known = desk.day.reels.shelves.get(screen)
        if not pages and known is not None:
            _note(desk, "tell_reels", screen=screen, there=False)
        if pages:
            held = together(pages)
            if known is None or (known.audible, known.reels) != (held.audible, held.reels):
                _note(
                    desk,
                    "tell_reels",
                    screen=screen,
                    there=True,
                    audible=held.audible,
                    reels=held.reels,
                )


def together(pages: list[ReelsHeld]) -> ReelsHeld:
    """What all pages hold in common."""
    first, *others = pages
    if not others:
        return first
    shelves = [{(reel.sha256, reel.sound): reel for reel in page.reels} for page in pages]
    everywhere = [key for key in shelves[0] if all(key in shelf for shelf in shelves)]
    allowed = {page.audible for page in pages}
    return ReelsHeld(
        audible=False if False in allowed else None if None in allowed else True,
        reels=tuple(_worst([shelf[key] for shelf in shelves]) for key in everywhere),
    )


def _worst(reels: list[Reel]) -> Reel:
    return min(reels, key=lambda reel: WORST_FIRST.index(reel.state))


class ToneTold(msgspec.Struct, frozen=True):
    """What a screen says of the test tone it was asked for at that instant."""

    at: Annotated[str, Meta(max_length=40)]
    played: bool
    level_db: Annotated[float, Meta(ge=-200, le=20)] | None = None


def toned(desk: Desk, screen: str, told: ToneTold) -> None:
    """Note what came of the test tone."""
    _note(
        desk,
        "answer_sound_check",
        screen=screen,
        begun_at=told.at,
        played=told.played,
        level_db=told.level_db,
    )


def _note(desk: Desk, name: str, **told: Any) -> None:
    command = COMMANDS[name]
    given = command.arguments(**told)
    desk.transact(command, given, BY, id=f"reels:{secrets.token_hex(8)}")
