"""The library: the films, sounds and slides the conference has at hand, as they were found."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from .commands import Actor, Event, command
from .plan import Frozen, Item, ItemKind

if TYPE_CHECKING:
    from . import Day


class MediaKind(StrEnum):
    """What a file holds."""

    FILM = "film"
    SOUND = "sound"
    SLIDES = "slides"
    PICTURE = "picture"
    UNKNOWN = "unknown"


class MediaFile(Frozen, frozen=True, kw_only=True):
    """A file of the media folder: `fault` says why it cannot be shown, `detail` what of it.

    `doubt` says what may look wrong of a file that is shown all the same. `width` and `height` are
    those of a picture, upright; `codecs` what film and sound are written in. `mark` stands for its
    content in the addresses of pictures: whoever has the same file cannot work it out.
    """

    sha256: str
    kind: MediaKind
    mark: str = ""
    pages: int = 0
    duration_s: float = 0.0
    sound: bool = False
    codecs: tuple[str, ...] = ()
    width: int = 0
    height: int = 0
    fault: str | None = None
    detail: str | None = None
    doubt: str | None = None


class MediaListed(Event, frozen=True, kw_only=True):
    """The media folder was looked into: these files are there now."""

    files: dict[str, MediaFile]


Library = dict[str, MediaFile]
LibraryEvent = MediaListed


def evolve(library: Library, event: LibraryEvent) -> Library:
    """The library after `event`."""
    return event.files


def usable(library: Library, name: str | None) -> MediaFile | None:
    """The file of that name, if it is there and can be shown."""
    found = library.get(name) if name else None
    return found if found is not None and found.fault is None else None


def pages(library: Library, name: str | None) -> int:
    """How many slides the file of that name has."""
    found = usable(library, name)
    return found.pages if found is not None else 0


def picture(library: Library, name: str | None) -> str | None:
    """The address of the picture of that name, if it can be shown."""
    found = _picture(library, name)
    return f"/pictures/{found.mark}.webp" if found is not None else None


def emblem(day: "Day") -> str | None:
    """The content of the emblem, by its digest."""
    found = _picture(day.library, day.plan.emblem)
    return found.sha256 if found is not None else None


def ratio(library: Library, name: str | None) -> float | None:
    """How wide the picture of that name is for its height, if it can be shown."""
    found = _picture(library, name)
    return round(found.width / found.height, 3) if found is not None and found.height else None


def _picture(library: Library, name: str | None) -> MediaFile | None:
    found = usable(library, name)
    return found if found is not None and found.kind is MediaKind.PICTURE else None


def emblem_complaint(library: Library, name: str | None) -> str | None:
    """What the office is told of its emblem; without one the pictures do without."""
    told = _wrong_with(library, name)
    return f"file_{told}" if told is not None else None


def portrait_complaint(library: Library, name: str) -> str | None:
    """What the office is told of a portrait; without it the name stands alone."""
    told = "picture_missing" if name not in library else _wrong_with(library, name)
    return told.replace("picture", "portrait") if told is not None else None


def _wrong_with(library: Library, name: str | None) -> str | None:
    file = library.get(name) if name else None
    if file is None:
        return None
    return file.fault or file.doubt if file.kind is MediaKind.PICTURE else "picture_unreadable"


def complaint(library: Library, item: Item, name: str) -> str | None:
    """What the office is told of the file an item names; the rest, of what never came, is known.

    An anthem that is not there is sung without, and slides that are not there are read without.
    """
    file = library.get(name)
    if file is None:
        return "film_missing" if item.kind is ItemKind.VIDEO else None
    if item.kind is ItemKind.REPORT:
        return slides_complaint(library, name)
    if file.fault is not None or file.doubt is not None:
        return f"file_{file.fault or file.doubt}"
    sounds = file.sound or file.kind is MediaKind.SOUND
    return None if sounds or item.kind is not ItemKind.FLAG_CEREMONY else "file_soundless"


def slides_complaint(library: Library, name: str) -> str | None:
    """What the office is told of a file that is to be leafed through, if it is there."""
    file = library.get(name)
    if file is None:
        return None
    if file.kind is not MediaKind.SLIDES and file.fault != "empty":
        return "file_not_slides"
    told = file.fault or file.doubt
    return f"file_{told}" if told is not None else None


@command(public=False, ceremonial=True)
def list_media(day: "Day", now: datetime, by: Actor, *, files: dict[str, MediaFile]) -> list[Event]:
    """Note what the media folder holds now."""
    return [MediaListed(at=now, files=files)] if files != day.library else []
