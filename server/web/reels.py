"""The reels at the edge: what a screen's own pages say they hold becomes a fact of the day."""

import secrets
import threading
from collections import defaultdict
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from msgspec.structs import replace

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
        self._in_order: dict[str, threading.Lock] = defaultdict(threading.Lock)  # by screen

    def told(self, desk: Desk, screen: str, sid: str, held: ReelsHeld, voice: str | None) -> None:
        """Note what a page of a screen holds, if that is news; `voice` is the one that is heard."""
        self._told[screen][sid] = held
        self._note(desk, screen, voice)

    def gone(self, desk: Desk, screen: str, sid: str, voice: str | None) -> None:
        """Note that a page is there no longer; with the last of them the screen has gone.

        Whoever found its line dead has others to look after, and waits for no disk.
        """
        self._told[screen].pop(sid, None)
        threading.Thread(target=self._note, args=(desk, screen, voice), daemon=True).start()

    def _note(self, desk: Desk, screen: str, voice: str | None) -> None:
        """Note what is news, once what was noted before is on the disk."""
        with self._in_order[screen]:
            self._note_news(desk, screen, voice)

    def _note_news(self, desk: Desk, screen: str, voice: str | None) -> None:
        pages = self._told[screen]
        known = desk.day.reels.shelves.get(screen)
        if not pages and known is not None:
            _note(desk, "tell_reels", screen=screen, there=False)
        if pages:
            others = [held for sid, held in pages.items() if sid != voice]
            held = together(pages.get(voice or "", ReelsHeld()), others)
            if known is None or (known.audible, known.reels) != (held.audible, held.reels):
                _note(
                    desk,
                    "tell_reels",
                    screen=screen,
                    there=True,
                    audible=held.audible,
                    reels=held.reels,
                )


def empty(desk: Desk) -> None:
    """Note that no screen is there: a server just begun has heard from none."""
    command = COMMANDS["tell_reels"]
    gone = [command.arguments(screen=name, there=False) for name in desk.day.reels.shelves]
    for noted in [desk.accept(command, one, BY, id=_new_id()) for one in gone]:
        noted()


def together(heard: ReelsHeld, others: list[ReelsHeld]) -> ReelsHeld:
    """What all pages hold in common; sound is asked of the one that is heard alone."""
    shelves = [{reel.sha256: reel.state for reel in page.reels} for page in others]
    reels = (
        replace(reel, state=_worst([reel.state, *(shelf[reel.sha256] for shelf in shelves)]))
        for reel in heard.reels
        if all(reel.sha256 in shelf for shelf in shelves)
    )
    return ReelsHeld(audible=heard.audible, reels=tuple(reels))


def _worst(states: list[ReelState]) -> ReelState:
    return min(states, key=WORST_FIRST.index)


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
    desk.transact(command, given, BY, id=_new_id())


def _new_id() -> str:
    return f"reels:{secrets.token_hex(8)}"
