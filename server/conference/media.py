"""The media: one sound or film at a time, armed first, then fired by a person."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta
from msgspec.structs import replace

from .commands import STAGE, Actor, Event, command
from .cue import at_cue, may_play
from .library import usable
from .plan import Frozen, Item, ItemKind
from .reels import audience, file_of, first_choice, waiting_for
from .refusal import Refused

if TYPE_CHECKING:
    from . import Day


# Screens that begin together need the news before the instant comes.
TOGETHER = timedelta(milliseconds=400)
LONGEST_S = 24 * 60 * 60


class MediaState(StrEnum):
    """What the armed file does."""

    NONE = "none"
    ARMED = "armed"
    PLAYING = "playing"
    PAUSED = "paused"
    STOPPED = "stopped"


class MediaArmed(Event, frozen=True, kw_only=True):
    """A file is loaded and waits at its beginning; `owner` is the screen that gives its sound."""

    file: str
    owner: str | None = None


class MediaPlayed(Event, frozen=True, kw_only=True):
    """The armed file plays from where it stood, beginning at `starts` (at once, without one)."""

    starts: datetime | None = None
    reason: str | None = None


class MediaPaused(Event, frozen=True, kw_only=True):
    """The file stands still at `position_s`."""

    position_s: float


class MediaSought(Event, frozen=True, kw_only=True):
    """The file stands at `position_s` now, or at `starts` while it plays."""

    position_s: float
    starts: datetime | None = None


class MediaStopped(Event, frozen=True, kw_only=True):
    """The file is off."""


class SoundStopped(Event, frozen=True, kw_only=True):
    """Every sound in the hall is off."""


class ACappellaChosen(Event, frozen=True, kw_only=True):
    """The hall sings unaccompanied."""


class Media(Frozen, frozen=True, kw_only=True):
    """The file in hand: `position_s` at the instant `at`, moving from then on while it plays."""

    state: MediaState = MediaState.NONE
    file: str | None = None
    owner: str | None = None
    position_s: float = 0.0
    at: datetime | None = None
    a_cappella: bool = False

    def position(self, now: datetime) -> float:
        """Seconds into the file at `now`."""
        if self.state is MediaState.PLAYING and self.at is not None:
            return self.position_s + max(0.0, (now - self.at).total_seconds())
        return self.position_s


MEDIA_MOVES: dict[type[Event], dict[MediaState, MediaState]] = {
    MediaArmed: dict.fromkeys(MediaState, MediaState.ARMED),
    MediaPlayed: dict.fromkeys(
        (MediaState.ARMED, MediaState.PAUSED, MediaState.STOPPED), MediaState.PLAYING
    ),
    MediaPaused: {MediaState.PLAYING: MediaState.PAUSED},
    MediaSought: {
        state: state for state in (MediaState.ARMED, MediaState.PLAYING, MediaState.PAUSED)
    },
    MediaStopped: dict.fromkeys(MediaState, MediaState.STOPPED),
    SoundStopped: dict.fromkeys(MediaState, MediaState.STOPPED),
    ACappellaChosen: dict.fromkeys(MediaState, MediaState.STOPPED),
}

MediaEvent = (
    MediaArmed
    | MediaPlayed
    | MediaPaused
    | MediaSought
    | MediaStopped
    | SoundStopped
    | ACappellaChosen
)


def evolve(media: Media, event: MediaEvent) -> Media:
    """The media after `event`."""
    moved = replace(media, state=MEDIA_MOVES[type(event)][media.state], at=event.at)
    match event:
        case MediaArmed(file=file, owner=owner):
            return replace(moved, file=file, owner=owner, position_s=0.0, a_cappella=False)
        case MediaPlayed(starts=starts):
            return replace(moved, at=starts or event.at)
        case MediaSought(position_s=position, starts=starts):
            return replace(moved, position_s=position, at=starts or event.at)
        case MediaPaused(position_s=position):
            return replace(moved, position_s=position)
        case ACappellaChosen():
            return replace(moved, position_s=0.0, a_cappella=True)
        case MediaStopped():  # where it was left, so that a film stopped by mistake can go on
            return replace(moved, position_s=round(media.position(event.at), 3), a_cappella=False)
        case SoundStopped():
            return replace(moved, position_s=0.0)


def may(media: Media, event: type[Event]) -> bool:
    """Whether the table allows `event` now."""
    return media.state in MEDIA_MOVES[event]


def on_entering(
    day: "Day", item: Item, key: str, now: datetime, *, again: bool = False
) -> list[Event]:
    """What the step with that key asks of the media: arm, fire, or fall silent.

    Come to `again`, from behind it, a step fires nothing: what plays there a person chooses anew.
    """
    if item.kind not in {ItemKind.FLAG_CEREMONY, ItemKind.VIDEO}:
        return silence(day, now)
    file = file_of(item)
    if key in {"stand", "invite"}:
        there = file is not None and usable(day.library, file) is not None
        return [*silence(day, now), *([_armed(day, file, now)] if file and there else [])]
    if key in {"anthem", "play"}:
        return _fire(day, item, now, again=again)
    return silence(day, now) if key in {"seated", "end"} else []


def _fire(day: "Day", item: Item, now: datetime, *, again: bool) -> list[Event]:
    """What is armed plays, unless a screen is not ready for it: then it stays armed, in silence."""
    has_sound = usable(day.library, file_of(item)) is not None
    if day.media.state is MediaState.PLAYING or (again and has_sound):
        return []
    if day.media.state in {MediaState.ARMED, MediaState.PAUSED}:
        return [] if _late(day) else [_played(day, now)]
    if item.kind is ItemKind.FLAG_CEREMONY and not day.media.a_cappella:
        return [ACappellaChosen(at=now)]
    return []


def _armed(day: "Day", file: str, now: datetime) -> MediaArmed:
    return MediaArmed(at=now, file=file, owner=first_choice(day))


def _played(day: "Day", now: datetime, reason: str | None = None) -> MediaPlayed:
    return MediaPlayed(at=now, starts=_together(day, now), reason=reason)


def _together(day: "Day", now: datetime) -> datetime | None:
    """When the file moves on, if several screens have to move with it."""
    return now + TOGETHER if audience(day, day.media.file or "") > 1 else None


def _late(day: "Day") -> list[str]:
    """The screens the file in hand waits for, as people call them."""
    late = waiting_for(day, day.media.file or "")
    return [day.screens.screens[name].label or name for name in late]


def locks(day: "Day") -> bool:
    """Whether an armed anthem keeps the desk to the ceremony's own keys."""
    item = day.agenda.current
    waits = day.media.state in {MediaState.ARMED, MediaState.PLAYING, MediaState.PAUSED}
    return waits and item is not None and item.kind is ItemKind.FLAG_CEREMONY


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
    return [_armed(day, chosen, now)]


@command(wheel=True, ceremonial=True)
def play_media(
    day: "Day", now: datetime, by: Actor, *, force: bool = False, reason: str | None = None
) -> list[Event]:
    """Fire the armed file, or go on where it was left, once every screen is ready for it."""
    if day.media.state is MediaState.PLAYING:
        return []
    may_play(day)
    if not may(day.media, MediaPlayed) or not (_in_hand(day) or left_off(day)):
        raise Refused("media_not_armed")
    late = _late(day)
    if late and not (force and reason and reason.strip()):
        raise Refused("screens_not_ready", screens=", ".join(late))
    return [_played(day, now, reason if late else None)]


def _in_hand(day: "Day") -> bool:
    return day.media.state is not MediaState.STOPPED


def left_off(day: "Day") -> bool:
    """Whether the film of the current item was stopped on its way and can go on from there."""
    item, media = day.agenda.current, day.media
    if item is None or item.kind is not ItemKind.VIDEO or media.file != file_of(item):
        return False
    if not at_cue(day):
        return False
    file = usable(day.library, media.file)
    if media.state is not MediaState.STOPPED or file is None:
        return False
    return 0 < media.position_s < (file.duration_s or LONGEST_S)


@command(wheel=True, ceremonial=True)
def seek_media(
    day: "Day", now: datetime, by: Actor, *, to_s: Annotated[float, Meta(ge=0, le=LONGEST_S)]
) -> list[Event]:
    """Stand that many seconds into the file (0: from the beginning), and play on if it played."""
    if not may(day.media, MediaSought):
        raise Refused("media_not_armed")
    file = usable(day.library, day.media.file)
    end = file.duration_s if file is not None and file.duration_s else LONGEST_S
    position = round(min(float(to_s), end), 3)
    moving = day.media.state is MediaState.PLAYING
    if not moving and position == day.media.position_s:
        return []
    return [
        MediaSought(at=now, position_s=position, starts=_together(day, now) if moving else None)
    ]


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
    """Silence the hall at once; what plays outside a ceremony stands still at its place."""
    item = day.agenda.current
    if item is None or item.kind is not ItemKind.FLAG_CEREMONY:
        return pause_media(day, now, by)
    return [] if day.media.state is MediaState.STOPPED else [SoundStopped(at=now)]


@command(roles=STAGE, ceremonial=True)
def a_cappella(day: "Day", now: datetime, by: Actor) -> list[Event]:
    """Let the hall sing the anthem unaccompanied: whoever stands nearest takes it."""
    item = day.agenda.current
    if item is None or item.kind is not ItemKind.FLAG_CEREMONY:
        raise Refused("no_ceremony")
    return [] if day.media.a_cappella else [ACappellaChosen(at=now)]
