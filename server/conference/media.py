"""The media: one sound or film at a time, armed first, then fired by a person."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .commands import Actor, Event, command
from .library import usable
from .plan import Frozen, Item, ItemKind
from .refusal import Refused

if TYPE_CHECKING:
    from . import Day


class MediaState(StrEnum):
    """What the armed file does."""

    NONE = "none"
    ARMED = "armed"
    PLAYING = "playing"
    PAUSED = "paused"
    STOPPED = "stopped"


class MediaArmed(Event, frozen=True, kw_only=True):
    """A file is loaded and waits at its beginning; everything else is silent."""

    file: str


class MediaPlayed(Event, frozen=True, kw_only=True):
    """The armed file plays from where it stood."""


class MediaPaused(Event, frozen=True, kw_only=True):
    """The file stands still at `position_s`."""

    position_s: float


class MediaStopped(Event, frozen=True, kw_only=True):
    """The file is off."""


class SoundStopped(Event, frozen=True, kw_only=True):
    """Every sound in the hall is off."""


class ACappellaChosen(Event, frozen=True, kw_only=True):
    """The hall sings unaccompanied."""


class Media(Frozen, frozen=True, kw_only=True):
    """The file in hand: `position_s` at the instant `at`, moving while it plays."""

    state: MediaState = MediaState.NONE
    file: str | None = None
    position_s: float = 0.0
    at: datetime | None = None
    a_cappella: bool = False

    def position(self, now: datetime) -> float:
        """Seconds into the file at `now`."""
        if self.state is MediaState.PLAYING and self.at is not None:
            return self.position_s + (now - self.at).total_seconds()
        return self.position_s


MEDIA_MOVES: dict[type[Event], dict[MediaState, MediaState]] = {
    MediaArmed: dict.fromkeys(MediaState, MediaState.ARMED),
    MediaPlayed: {MediaState.ARMED: MediaState.PLAYING, MediaState.PAUSED: MediaState.PLAYING},
    MediaPaused: {MediaState.PLAYING: MediaState.PAUSED},
    MediaStopped: dict.fromkeys(MediaState, MediaState.STOPPED),
    SoundStopped: dict.fromkeys(MediaState, MediaState.STOPPED),
    ACappellaChosen: dict.fromkeys(MediaState, MediaState.STOPPED),
}

MediaEvent = MediaArmed | MediaPlayed | MediaPaused | MediaStopped | SoundStopped | ACappellaChosen


def evolve(media: Media, event: MediaEvent) -> Media:
    """The media after `event`."""
    moved = replace(media, state=MEDIA_MOVES[type(event)][media.state], at=event.at)
    match event:
        case MediaArmed(file=file):
            return replace(moved, file=file, position_s=0.0, a_cappella=False)
        case MediaPaused(position_s=position):
            return replace(moved, position_s=position)
        case ACappellaChosen():
            return replace(moved, position_s=0.0, a_cappella=True)
        case MediaStopped():
            return replace(moved, position_s=0.0, a_cappella=False)
        case SoundStopped():
            return replace(moved, position_s=0.0)
    return moved


def may(media: Media, event: type[Event]) -> bool:
    """Whether the table allows `event` now."""
    return media.state in MEDIA_MOVES[event]


def file_of(item: Item) -> str | None:
    """The file an item plays: its anthem or its film."""
    return item.ceremony.anthem_file if item.ceremony else item.file


def on_entering(day: "Day", item: Item, key: str, now: datetime) -> list[Event]:
    """What the step with that key asks of the media: arm, fire, or fall silent."""
    if item.kind not in {ItemKind.FLAG_CEREMONY, ItemKind.VIDEO}:
        return silence(day, now)
    file = file_of(item)
    if key in {"stand", "invite"}:
        there = file is not None and usable(day.library, file) is not None
        return [*silence(day, now), *([MediaArmed(at=now, file=file)] if file and there else [])]
    if key in {"anthem", "play"}:
        return _fire(day, item.kind, now)
    return silence(day, now) if key in {"seated", "end"} else []


def _fire(day: "Day", kind: ItemKind, now: datetime) -> list[Event]:
    if day.media.state is MediaState.ARMED:
        return [MediaPlayed(at=now)]
    if kind is ItemKind.FLAG_CEREMONY and not day.media.a_cappella:
        return [ACappellaChosen(at=now)]
    return []


def silence(day: "Day", now: datetime) -> list[Event]:
    """The events that leave the hall silent."""
    quiet = day.media.state in {MediaState.NONE, MediaState.STOPPED}
    return [] if quiet and not day.media.a_cappella else [MediaStopped(at=now)]


@command(wheel=True, ceremonial=True)
def arm_media(day: "Day", now: datetime, by: Actor, *, file: str | None = None) -> list[Event]:
    """Load the current item's file (or the one named) and silence everything else."""
    item = day.agenda.current
    chosen = file or (file_of(item) if item is not None else None)
    if chosen is None:
        raise Refused("no_media")
    if usable(day.library, chosen) is None:
        raise Refused("media_unusable", file=chosen)
    if day.media.state is MediaState.PLAYING:
        raise Refused("media_playing")
    if (day.media.state, day.media.file) == (MediaState.ARMED, chosen):
        return []
    return [MediaArmed(at=now, file=chosen)]


@command(wheel=True, ceremonial=True)
def play_media(day: "Day", now: datetime, by: Actor) -> list[Event]:
    """Fire the armed file, or go on where it was paused."""
    if day.media.state is MediaState.PLAYING:
        return []
    if not may(day.media, MediaPlayed):
        raise Refused("media_not_armed")
    return [MediaPlayed(at=now)]


@command(wheel=True, ceremonial=True)
def pause_media(day: "Day", now: datetime, by: Actor) -> list[Event]:
    """Let the playing file stand still."""
    if not may(day.media, MediaPaused):
        return []
    return [MediaPaused(at=now, position_s=round(day.media.position(now), 3))]


@command(wheel=True, ceremonial=True)
def stop_media(day: "Day", now: datetime, by: Actor) -> list[Event]:
    """Take the file off."""
    return silence(day, now)


@command(ceremonial=True)
def stop_all_sound(day: "Day", now: datetime, by: Actor) -> list[Event]:
    """Silence the hall at once."""
    return [] if day.media.state is MediaState.STOPPED else [SoundStopped(at=now)]


@command(wheel=True, ceremonial=True)
def a_cappella(day: "Day", now: datetime, by: Actor) -> list[Event]:
    """Let the hall sing the anthem unaccompanied."""
    item = day.agenda.current
    if item is None or item.kind is not ItemKind.FLAG_CEREMONY:
        raise Refused("no_ceremony")
    return [] if day.media.a_cappella else [ACappellaChosen(at=now)]
