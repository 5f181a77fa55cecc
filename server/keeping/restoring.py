"""Restoring: what a bundle holds takes the place of what is in `var`, which is put aside."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from ..conference import ConferenceLoaded
from ..conference.scenes import instant
from ..journal import LOCK, JournalError, begin_again, read
from ..lock import hold, settle
from .bundle import CONFERENCE, JOURNAL, KEPT_OF_VAR, MEDIA, About
from .errors import NotKept

STAGE = ".restoring"
ASIDE = "replaced"


class InPlace(msgspec.Struct, frozen=True):
    """What stands where a bundle would be restored to: which conference, how far it has come."""

    title: str
    events: int
    last: str


@contextmanager
def held(var: Path) -> Iterator[None]:
    """Keep servers away from the folder meanwhile; `NotKept` where one is there."""
    try:
        var.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = hold(var / LOCK)
    except BlockingIOError as exc:
        raise NotKept("held", folder=var) from exc
    except OSError as exc:
        raise NotKept("unwritable", file=var, cause=exc.strerror) from exc
    try:
        yield
    finally:
        os.close(handle)


def in_place(var: Path, about: About) -> InPlace | None:
    """What would be replaced; None where nothing would be."""
    journal = var / f"{about.name}.sqlite"
    if not any((var / name).exists() for name in _units(about)):
        return None
    try:
        found = read(journal, alone=True)
    except JournalError:
        return InPlace("?", 0, "?")
    if found is None or not found.events:
        return InPlace("–", 0, "–")
    loaded = [event for event in found.events if isinstance(event, ConferenceLoaded)]
    last = str(instant(found.events[-1].at))
    return InPlace(loaded[-1].conference.title, len(found.events), last)


def put(bundle: Path, about: About, var: Path) -> Path:
    """Put the unpacked bundle into `var`; the folder of the conference there.

    All of it is on disk before anything is moved; what was there is kept under `replaced`.
    """
    stage = var / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    try:
        _staged(bundle, about, stage)
        _put_aside(var, about, stage)
        for name in reversed(_units(about)):
            if (stage / name).exists():
                (var / name).parent.mkdir(exist_ok=True, mode=0o700)
                (stage / name).rename(var / name)
        settle(var)
    except OSError as exc:
        raise NotKept("unwritable", file=var, cause=exc.strerror) from exc
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return var / CONFERENCE / about.name


def _units(about: About) -> tuple[str, ...]:
    return (f"{about.name}.sqlite", *KEPT_OF_VAR, f"{CONFERENCE}/{about.name}")


def _staged(bundle: Path, about: About, stage: Path) -> None:
    stage.mkdir(mode=0o700)
    for name in about.files:
        target = stage / _in_var(name, about)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(bundle / name, target)
        target.chmod(0o600)
    begin_again(stage / f"{about.name}.sqlite")
    for path in stage.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        else:
            settle(path)


def _in_var(name: str, about: About) -> str:
    """Where a file of the bundle belongs in `var`."""
    if name == JOURNAL:
        return f"{about.name}.sqlite"
    room, _, rest = name.partition("/")
    return rest if room == "var" else f"{CONFERENCE}/{about.name}/{rest}"


def _put_aside(var: Path, about: About, stage: Path) -> None:
    """Move what is there; films that the bundle leaves out stay with the conference."""
    journal = f"{about.name}.sqlite"
    aside = var / ASIDE / datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    # The log of one journal must never stand beside another: it goes first.
    for name in (f"{journal}-wal", f"{journal}-shm", *_units(about)):
        if (var / name).exists():
            (aside / name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            (var / name).rename(aside / name)
    films = aside / CONFERENCE / about.name / MEDIA
    if not about.media and films.exists():
        films.rename(stage / CONFERENCE / about.name / MEDIA)
