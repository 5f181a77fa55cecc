"""Restoring: what a bundle holds takes the place of what is in `var`, which is put aside."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from ..conference import ConferenceLoaded
from ..conference.scenes import instant
from ..journal import LOCK, JournalError, begin_again, read
from ..lock import hold, settle
from ..where import READY
from .bundle import CONFERENCE, JOURNAL, KEPT_OF_VAR, MEDIA, About
from .errors import NotKept
from .making import COPYING

STAGE = ".restoring"
PLAN = "plan.json"
ASIDE = "replaced"


class InPlace(msgspec.Struct, frozen=True):
    """What stands where a bundle would be restored to: which conference, how far it has come."""

    title: str
    events: int
    last: str


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What a restore is about to do: which units it brings, and where those in place go."""

    name: str
    media: bool
    brings: tuple[str, ...]
    aside: str


@contextmanager
def held(var: Path) -> Iterator[None]:
    """Keep servers and copies away from the folder meanwhile; `NotKept` where one is there."""
    with ExitStack() as handles:
        for lock, code in ((LOCK, "held"), (COPYING, "copying")):
            try:
                var.mkdir(parents=True, exist_ok=True, mode=0o700)
                handles.callback(os.close, hold(var / lock))
            except BlockingIOError as exc:
                raise NotKept(code, folder=var) from exc
            except OSError as exc:
                raise NotKept("unwritable", file=var, cause=exc.strerror) from exc
        yield


def in_place(var: Path, about: About) -> InPlace | None:
    """What would be replaced; None where nothing would be."""
    journal = var / f"{about.name}.sqlite"
    if not any((var / name).exists() for name in _units(about.name)):
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

    All of it is on disk before anything is moved; what was there is kept under `replaced`. Cut off
    before the stage is ready, nothing has happened; cut off later, `finish` goes on.
    """
    stage = var / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    try:
        _staged(bundle, about, stage)
        stage.rename(var / READY)
        settle(var)
        _moved(var)
    except OSError as exc:
        raise NotKept("unwritable", file=var, cause=exc.strerror) from exc
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return var / CONFERENCE / about.name


def finish(var: Path) -> None:
    """Go on with a restore that was cut off while it replaced what was there."""
    try:
        with held(var):
            if (var / READY).exists():
                _moved(var)
    except (OSError, msgspec.MsgspecError) as exc:
        raise NotKept("unfinished", folder=var / READY, cause=exc) from exc


def _moved(var: Path) -> None:
    """Move what is ready to its place, and what was there aside; done again, it goes on."""
    stage = var / READY
    plan = msgspec.json.decode((stage / PLAN).read_bytes(), type=Plan)
    aside, journal = var / ASIDE / plan.aside, f"{plan.name}.sqlite"
    # The log of one journal must never stand beside another: it goes first.
    if (stage / journal).exists():
        for ending in ("-wal", "-shm"):
            _put_aside(var, f"{journal}{ending}", aside)
    for name in reversed(_units(plan.name)):
        if (stage / name).exists() or name not in plan.brings:
            _put_aside(var, name, aside)
        if (stage / name).exists():
            if name == f"{CONFERENCE}/{plan.name}" and not plan.media:
                _keep_films(aside / name / MEDIA, stage / name / MEDIA)
            (var / name).parent.mkdir(exist_ok=True, mode=0o700)
            (stage / name).rename(var / name)
    for folder in (var / CONFERENCE, aside / CONFERENCE, aside, aside.parent, var):
        if folder.exists():
            settle(folder)
    stage.rename(var / STAGE)  # from here on there is nothing to go on with
    shutil.rmtree(var / STAGE, ignore_errors=True)


def _units(name: str) -> tuple[str, ...]:
    return (f"{name}.sqlite", *KEPT_OF_VAR, f"{CONFERENCE}/{name}")


def _staged(bundle: Path, about: About, stage: Path) -> None:
    stage.mkdir(mode=0o700)
    for name in about.files:
        target = stage / _in_var(name, about)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(bundle / name, target)
        target.chmod(0o600)
    begin_again(stage / f"{about.name}.sqlite")
    plan = Plan(
        name=about.name,
        media=about.media,
        brings=tuple(name for name in _units(about.name) if (stage / name).exists()),
        aside=datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f"),
    )
    (stage / PLAN).write_bytes(msgspec.json.encode(plan))
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


def _put_aside(var: Path, name: str, aside: Path) -> None:
    if (var / name).exists():
        (aside / name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        (var / name).rename(aside / name)


def _keep_films(there: Path, here: Path) -> None:
    """Films that the bundle leaves out stay with the conference."""
    if there.exists():
        there.rename(here)
