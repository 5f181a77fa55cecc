"""The sound check: before the opening, the screen that is to be heard plays a short tone."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from . import reels
from .commands import Actor, Event, command
from .plan import Frozen
from .refusal import Refused
from .scenes import instant

if TYPE_CHECKING:
    from . import Day

LASTS = timedelta(seconds=3)
ANSWERS_WITHIN = LASTS + timedelta(seconds=3)
SILENT_BELOW_DB = -60.0


class SoundCheckBegun(Event, frozen=True, kw_only=True):
    """A screen is to play the test tone now."""

    screen: str


class SoundCheckAnswered(Event, frozen=True, kw_only=True):
    """A screen said whether it played the tone of that instant, and how loud it measured it.

    `level_db` is the peak in decibels of full scale; `None` where the page cannot measure it.
    """

    screen: str
    begun_at: datetime
    played: bool
    level_db: float | None = None


class Outcome(StrEnum):
    """What has come of a sound check."""

    PLAYING = "playing"
    HEARD = "heard"
    PLAYED = "played"
    SILENT = "silent"
    BLOCKED = "blocked"
    UNANSWERED = "unanswered"


class SoundCheck(Frozen, frozen=True, kw_only=True):
    """The last sound check: where and when, and what the screen said of it."""

    screen: str | None = None
    at: datetime | None = None
    played: bool | None = None
    level_db: float | None = None


SoundCheckEvent = SoundCheckBegun | SoundCheckAnswered


def evolve(check: SoundCheck, event: SoundCheckEvent) -> SoundCheck:
    """The sound check after `event`; only the last one asked for is ever answered."""
    match event:
        case SoundCheckBegun(screen=screen):
            return SoundCheck(screen=screen, at=event.at)
        case SoundCheckAnswered(played=played, level_db=level_db):
            return replace(check, played=played, level_db=level_db)


@command(wheel=True)
def check_sound(day: "Day", now: datetime, by: Actor) -> list[Event]:
    """Play a short test tone on the screen that gives the sound; only before the opening."""
    if day.agenda.started_at is not None:
        raise Refused("only_before_opening")
    screen = reels.owner(day)
    shelf = day.reels.shelves.get(screen or "")
    if screen is None or shelf is None:
        raise Refused("sound_screen_away", screen=_label(day, screen))
    if shelf.audible is False:
        raise Refused("sound_not_allowed", screen=_label(day, screen))
    at = day.sound_check.at
    if at is not None and now - at < LASTS and day.sound_check.screen == screen:
        return []
    return [SoundCheckBegun(at=now, screen=screen)]


@command(public=False, ceremonial=True)
def answer_sound_check(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    screen: str,
    begun_at: str,
    played: bool,
    level_db: float | None = None,
) -> list[Event]:
    """Note what a screen says of the tone it was to play."""
    check = day.sound_check
    if check.at is None or (screen, begun_at) != (check.screen, instant(check.at)):
        return []
    if (played, level_db) == (check.played, check.level_db):
        return []
    answer = SoundCheckAnswered(
        at=now, screen=screen, begun_at=check.at, played=played, level_db=level_db
    )
    return [answer]


def tone(day: "Day", screen: str) -> dict[str, Any] | None:
    """The tone that screen is to play, if it was the last one asked to."""
    check = day.sound_check
    if check.screen != screen or check.at is None or day.agenda.started_at is not None:
        return None
    return {"at": instant(check.at), "until": instant(check.at + LASTS)}


def on_desk(day: "Day", now: datetime) -> dict[str, Any] | None:
    """The last sound check as the console tells it."""
    check = day.sound_check
    if check.at is None:
        return None
    return {
        "screen": check.screen,
        "label": _label(day, check.screen),
        "at": instant(check.at),
        "until": instant(check.at + ANSWERS_WITHIN),
        "outcome": outcome(check, now).value,
        "level_db": check.level_db,
    }


def outcome(check: SoundCheck, now: datetime) -> Outcome:
    """What has come of it by now."""
    if check.played is None:
        waits = check.at is not None and now - check.at < ANSWERS_WITHIN
        return Outcome.PLAYING if waits else Outcome.UNANSWERED
    if not check.played:
        return Outcome.BLOCKED
    if check.level_db is None:
        return Outcome.PLAYED
    return Outcome.SILENT if check.level_db < SILENT_BELOW_DB else Outcome.HEARD


def _label(day: "Day", name: str | None) -> str:
    screen = day.screens.screens.get(name or "")
    return (screen.label or screen.name) if screen is not None else "–"
