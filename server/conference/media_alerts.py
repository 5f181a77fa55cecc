"""What the operator must know of films, sounds and the anthem before and while they play."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from . import reels
from .awards import portraits
from .library import complaint, emblem_complaint, portrait_complaint, slides_complaint
from .live import Live, View
from .media import MediaState
from .plan import AwardLine, ItemKind
from .playing import sound_due
from .scenes import instant
from .speeches import with_slides

if TYPE_CHECKING:
    from . import Day


def warnings(day: "Day", now: datetime, live: Live) -> list[View]:
    """Silence where the anthem should sound, screens that cannot play, files that cannot be."""
    return [*_silence(day, now, live), *_screens(day, live), *_files(day, live)]


def _silence(day: "Day", now: datetime, live: Live) -> Iterator[View]:
    due = sound_due(day, now, live.pace, live.since)
    if due is not None and due <= now:
        code = "anthem_waits" if day.media.state is MediaState.ARMED else "anthem_silent"
        yield _alert(live, code, due, screen=_label(day, reels.owner(day)))


def _screens(day: "Day", live: Live) -> Iterator[View]:
    """The one that gives the sound must be allowed to; whatever is held must have opened."""
    owner = reels.owner(day)
    for name, shelf in day.reels.shelves.items():
        if name == owner and shelf.audible is False:
            yield _alert(live, "sound_blocked", None, screen=_label(day, name))
        failed = {r.sha256 for r in shelf.reels if r.state is reels.ReelState.FAILED}
        for file, found in day.library.items():
            if found.sha256 in failed:
                yield _alert(live, "reel_failed", None, screen=_label(day, name), file=file)


def _label(day: "Day", name: str | None) -> str:
    screen = day.screens.screens.get(name or "")
    return (screen.label or screen.name) if screen is not None else "–"


def _files(day: "Day", live: Live) -> Iterator[View]:
    """The emblem, and the files of what is on and of what is still to come."""
    emblem = day.plan.emblem
    if emblem is not None and (told := emblem_complaint(day.library, emblem)) is not None:
        yield _alert(live, told, None, file=emblem)
    ahead = [i for i in day.agenda.undone() if i in day.agenda.ahead()]
    for item in [*([day.agenda.item] if day.agenda.item else []), *ahead]:
        found = day.agenda.items[item]
        name = reels.file_of(found)
        code = complaint(day.library, found, name) if name is not None else None
        if code is not None and name is not None:
            yield _about(day, live, code, name, found.title)
        if found.kind is ItemKind.SPEECH_SERIES:
            yield from _slides(day, live)
        if found.kind is ItemKind.AWARDS:
            yield from _portraits(day, live)


def _portraits(day: "Day", live: Live) -> Iterator[View]:
    """The portraits that are not there or will not do: one line for each thing wrong with them."""
    wrong: dict[str, list[AwardLine]] = {}
    for line in portraits(day.awards) if day.custody.kept else ():
        if (code := portrait_complaint(day.library, line.portrait or "")) is not None:
            wrong.setdefault(code, []).append(line)
    for code, lines in wrong.items():
        names = [line.collective or day.people.people[line.person].full_name for line in lines]
        files = dict.fromkeys(line.portrait or "" for line in lines)
        yield _alert(live, code, None, file=", ".join(files), name=", ".join(names))


def _slides(day: "Day", live: Live) -> Iterator[View]:
    """The slides of the speeches still to come."""
    for speech in with_slides(day):
        name = speech.file or ""
        if (code := slides_complaint(day.library, name)) is not None:
            yield _about(day, live, code, name, speech.title)


def _about(day: "Day", live: Live, code: str, name: str, title: str) -> View:
    detail = day.library[name].detail if name in day.library else None
    return _alert(live, code, None, file=name, item=title, detail=detail or "?")


def _alert(live: Live, code: str, at: datetime | None, **facts: str) -> View:
    return {
        "code": code,
        "text": live.say(f"alerts.{code}", "vi", **facts),
        "text_en": live.say(f"alerts.{code}", "en", **facts),
        "at": instant(at),
        "data": facts,
    }
