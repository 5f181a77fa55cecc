"""The playing file as the views tell it: to a wall, to the desk, to the stage and to the MC."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from . import reels, sound_check
from .library import MediaFile, MediaKind, usable
from .media import MediaState, left_off, locks
from .plan import Frozen, ItemKind
from .scenes import instant
from .screens import ScreenRole

if TYPE_CHECKING:
    from . import Day

SOUND_WITHIN = timedelta(seconds=2)
BACK_WITHIN = timedelta(seconds=7)  # a page finds a server started again, and tells its sound
FADES_S = 3.0  # the last seconds of a recording may well be silent
ANTHEM = "anthem"


class Pace(Frozen, frozen=True, kw_only=True):
    """What the owner of the sound last said of its own clock, for the play that began `at`.

    `origin` is the server's time, in milliseconds since 1970, at which the file was, or would have
    been, at its beginning; `heard_at` is when something could last be heard.
    """

    at: str | None
    origin: float
    heard_at: datetime | None = None


def position(day: "Day", now: datetime, pace: Pace | None) -> float:
    """Seconds into the file now, by the owner's own clock where it is known."""
    media, own = day.media, _of_this_play(day, pace)
    if own is not None and media.state is MediaState.PLAYING:
        return max(0.0, now.timestamp() - own.origin / 1000)
    return media.position(now)


def _of_this_play(day: "Day", pace: Pace | None) -> Pace | None:
    return pace if pace is not None and pace.at == instant(day.media.at) else None


def sound_due(
    day: "Day", now: datetime, pace: Pace | None, since: datetime | None = None
) -> datetime | None:
    """By when the anthem must be heard, or should have been; `None` while it is, or need not be.

    Fired, it has two seconds; not fired at its own step, since a screen is not ready, it has none.
    One fired before the server began to hear pages, `since` then, may have been heard all along.
    """
    item, media = day.agenda.current, day.media
    if item is None or item.kind is not ItemKind.FLAG_CEREMONY:
        return None
    if media.state is MediaState.ARMED:
        return _fired_by(day) if at_step_of_anthem(day) else None
    file = usable(day.library, media.file)
    if media.state is not MediaState.PLAYING or media.at is None:
        return None
    own = _of_this_play(day, pace)
    heard_at = own.heard_at if own is not None else None
    if heard_at is None and (since is None or since <= media.at):
        return media.at + SOUND_WITHIN
    if _is_over(day, now, file, pace):
        return None
    if heard_at is None:
        return since + BACK_WITHIN if since is not None else None
    due = heard_at + SOUND_WITHIN
    return due if due <= now else None


def sounds_on(day: "Day", now: datetime) -> bool:
    """Whether an anthem is sounding that has more to come than its last, silent seconds."""
    file = usable(day.library, day.media.file)
    if day.media.state is not MediaState.PLAYING or file is None or not file.duration_s:
        return False
    return locks(day) and not _is_over(day, now, file, None)


def at_step_of_anthem(day: "Day") -> bool:
    """Whether the hall stands at the step at which its anthem is sung."""
    return (day.agenda.step or "").partition(":")[2] == ANTHEM


def _fired_by(day: "Day") -> datetime | None:
    """By when an anthem loaded for its step is to be fired; one loaded at it has two seconds."""
    entered, loaded = day.agenda.entered_at, day.media.at
    if entered is None or loaded is None or loaded <= entered:
        return entered
    return loaded + SOUND_WITHIN


def _is_over(day: "Day", now: datetime, file: MediaFile | None, pace: Pace | None) -> bool:
    lasts = file.duration_s if file is not None else 0.0
    return lasts > 0 and position(day, now, pace) > lasts - FADES_S


def on_wall(day: "Day", role: ScreenRole, pace: Pace | None) -> dict[str, Any]:
    """What walls of that role play and keep at hand: the pictures of films, without sound."""
    visible = role in reels.SHOW_FILMS
    found = [(name, usable(day.library, name)) for name in reels.wanted(day)]
    films = [(n, f) for n, f in found if f is not None and f.kind is MediaKind.FILM]
    return _state(day) | {
        "owner": reels.owner(day),
        "visible": visible,
        "origin": _origin(day, pace),
        "wanted": [_reel(n, f, sound=False) for n, f in films] if visible else [],
    }


def as_owner(day: "Day", shown: dict[str, Any]) -> dict[str, Any]:
    """The same for the one page that is heard: every film and sound as it is."""
    found = [(name, usable(day.library, name)) for name in reels.wanted(day)]
    return shown | {
        "heard": True,
        "wanted": [_reel(n, f, sound=f.sound) for n, f in found if f is not None],
        "tone": sound_check.tone(day, shown["owner"]),
    }


def _reel(name: str, file: MediaFile, *, sound: bool) -> dict[str, Any]:
    return {
        "file": name,
        "sha256": file.sha256,
        "sound": sound,
        "audible": file.sound,
        "picture": file.kind is MediaKind.FILM,
    }


def _state(day: "Day") -> dict[str, Any]:
    media = day.media
    return {
        "state": media.state.value,
        "file": media.file,
        "position_s": media.position_s,
        "at": instant(media.at),
        "a_cappella": media.a_cappella,
    }


def _origin(day: "Day", pace: Pace | None) -> float | None:
    own = _of_this_play(day, pace)
    return own.origin if own is not None and day.media.state is MediaState.PLAYING else None


def on_desk(day: "Day", now: datetime, pace: Pace | None, since: datetime | None) -> dict[str, Any]:
    """What the operator steers by: how far, how long, from where it sounds, who is ready."""
    file = usable(day.library, day.media.file)
    return remaining(day, pace) | {
        "owner": reels.owner(day),
        "left_off": left_off(day),
        "sound": file.sound if file is not None else None,
        "ready": _readiness(day),
        "check": sound_check.on_desk(day, now),
        "sound_due": instant(sound_due(day, now, pace, since)),
    }


def remaining(day: "Day", pace: Pace | None) -> dict[str, Any]:
    """The file in hand with its length, so that a page can count what is left of it."""
    file = usable(day.library, day.media.file)
    return _state(day) | {
        "duration_s": file.duration_s if file is not None else 0.0,
        "origin": _origin(day, pace),
    }


def on_prompter(
    day: "Day", now: datetime, pace: Pace | None, since: datetime | None
) -> dict[str, Any]:
    """What the MC must know of the anthem: by when it should be heard."""
    return {"sound_due": instant(sound_due(day, now, pace, since))}


def _readiness(day: "Day") -> dict[str, Any]:
    """For the file in hand or the next one: each screen that needs it, and how far it is."""
    name = next(iter(reels.wanted(day)), None)
    file = usable(day.library, name)
    screens = [n for n in day.screens.screens if file is not None and reels.needs(day, n, file)]
    return {
        "file": name,
        "screens": [
            {"name": n, "label": day.screens.screens[n].label or n, "state": _word(day, n, file)}
            for n in screens
            if file is not None
        ],
    }


def _word(day: "Day", screen: str, file: MediaFile) -> str:
    how = reels.state(day, screen, file)
    return how.value if how is not None else "away"
