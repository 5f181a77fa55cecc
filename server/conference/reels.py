"""The reels: which screens hold which films and sounds whole, and which one gives the sound."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .commands import Actor, Event, command
from .library import MediaFile, MediaKind, usable
from .plan import Frozen, Item
from .refusal import Refused
from .screens import ScreenRole

if TYPE_CHECKING:
    from . import Day

SHOW_FILMS = frozenset({ScreenRole.HALL, ScreenRole.LOBBY})
MOST_AHEAD = 2  # files kept ready beside the one in hand


class ReelState(StrEnum):
    """How far a screen has come with a file."""

    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


class Reel(Frozen, frozen=True, kw_only=True):
    """A file on a screen, known by its content; without `sound` it is the pictures alone."""

    sha256: str
    state: ReelState
    sound: bool


class ReelsTold(Event, frozen=True, kw_only=True):
    """A screen said what it holds and whether its browser lets it be heard, or it has gone."""

    screen: str
    there: bool
    audible: bool | None = None
    reels: tuple[Reel, ...] = ()


class SoundGiven(Event, frozen=True, kw_only=True):
    """The sound comes from that screen from now on."""

    screen: str


class Shelf(Frozen, frozen=True, kw_only=True):
    """What one screen that is there holds."""

    audible: bool | None = None
    reels: tuple[Reel, ...] = ()


class Reels(Frozen, frozen=True, kw_only=True):
    """The shelf of every screen that is there, and who was chosen to give the sound."""

    shelves: dict[str, Shelf] = {}
    chosen: str | None = None


ReelEvent = ReelsTold | SoundGiven


def evolve(reels: Reels, event: ReelEvent) -> Reels:
    """The reels after `event`."""
    match event:
        case ReelsTold(screen=name, there=there):
            others = {n: shelf for n, shelf in reels.shelves.items() if n != name}
            told = {name: Shelf(audible=event.audible, reels=event.reels)} if there else {}
            return replace(reels, shelves=others | told)
        case SoundGiven(screen=name):
            return replace(reels, chosen=name)


def owner(day: "Day") -> str | None:
    """The one screen that gives the sound: chosen, else who had it at arming, else the first."""
    for name in (day.reels.chosen, day.media.owner):
        if name is not None and name in day.screens.screens:
            return name
    return first_choice(day)


def first_choice(day: "Day") -> str | None:
    """Who gives the sound when nobody was chosen: the first hall screen that is there."""
    hall = day.screens.of_role(ScreenRole.HALL)
    return next((n for n in hall if n in day.reels.shelves), next(iter(hall), None))


def shows_films(day: "Day", screen: str) -> bool:
    """Whether the audience sees films on that screen."""
    return day.screens.source(screen).role in SHOW_FILMS


def needs(day: "Day", screen: str, file: MediaFile) -> bool:
    """Whether that screen must hold the file: it shows it, or gives its sound."""
    if file.kind is MediaKind.FILM and shows_films(day, screen):
        return True
    return file.kind in {MediaKind.FILM, MediaKind.SOUND} and screen == owner(day)


def state(day: "Day", screen: str, file: MediaFile) -> ReelState | None:
    """How far that screen has come with the file; `None` for one that is not there."""
    shelf = day.reels.shelves.get(screen)
    if shelf is None:
        return None
    with_sound = file.sound and screen == owner(day)
    held = [r.state for r in shelf.reels if r.sha256 == file.sha256 and r.sound >= with_sound]
    return held[0] if held else ReelState.LOADING


def waiting_for(day: "Day", name: str) -> list[str]:
    """The screens that need the file and are not ready for it.

    A screen that is gone delays nobody, but for the one that is to give the sound.
    """
    file = usable(day.library, name)
    if file is None or not day.reels.shelves:
        return []
    screens = [n for n in day.screens.screens if needs(day, n, file)]
    found = {n: state(day, n, file) for n in screens}
    silent = file.sound and found.get(owner(day) or "", ReelState.READY) is None
    late = {n for n, how in found.items() if how not in {None, ReelState.READY}}
    return [n for n in screens if n in late or (silent and n == owner(day))]


def audience(day: "Day", name: str) -> int:
    """On how many screens that are there the file would play."""
    file = usable(day.library, name)
    return sum(1 for n in day.reels.shelves if file is not None and _hung(day, n, file))


def _hung(day: "Day", screen: str, file: MediaFile) -> bool:
    return screen in day.screens.screens and needs(day, screen, file)


def wanted(day: "Day") -> list[str]:
    """The names of the files to keep at hand: the one in hand, and those that come next."""
    ahead = dict.fromkeys(_ahead(day))
    return list(dict.fromkeys([*_in_hand(day), *list(ahead)[:MOST_AHEAD]]))


def _in_hand(day: "Day") -> list[str]:
    name = day.media.file
    return [name] if name is not None and usable(day.library, name) is not None else []


def _ahead(day: "Day") -> Iterator[str]:
    current = day.agenda.current
    coming = (day.agenda.items[i] for i in day.agenda.undone() if i in day.agenda.ahead())
    for item in [*([current] if current is not None else []), *coming]:
        name = file_of(item)
        file = usable(day.library, name)
        if name is not None and file is not None and file.kind is not MediaKind.SLIDES:
            yield name


def file_of(item: Item) -> str | None:
    """The file an item plays: its anthem or its film."""
    return item.ceremony.anthem_file if item.ceremony else item.file


@command(public=False, ceremonial=True)
def tell_reels(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    screen: str,
    there: bool,
    audible: bool | None = None,
    reels: tuple[Reel, ...] = (),
) -> list[Event]:
    """Note what a screen holds ready, or that it has gone."""
    known = day.reels.shelves.get(screen)
    if known == (Shelf(audible=audible, reels=reels) if there else None):
        return []
    return [ReelsTold(at=now, screen=screen, there=there, audible=audible, reels=reels)]


@command(wheel=True, ceremonial=True)
def give_sound(day: "Day", now: datetime, by: Actor, *, screen: str) -> list[Event]:
    """Let the sound of films and anthem come from that screen, and from no other."""
    if screen not in day.screens.screens:
        raise Refused("unknown_screen", screen=screen)
    if screen == day.reels.chosen:
        return []
    return [SoundGiven(at=now, screen=screen)]
