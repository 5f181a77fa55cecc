"""The exports: what the command line gives out, and whom it lets in, is noted for the server.

Only one process may write the journal, and a command that held it, however shortly, would keep a
server from coming back. So each command that gives personal data out, or lets somebody in, first
leaves a note in a file of its own, held while it works; a server takes in the notes nobody holds,
once each, as they come or when it starts. A note outlives whatever ends its command: something may
have been done.
"""

import getpass
import logging
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from ..conference import COMMANDS, Actor
from ..conference.commands import Role
from ..desk import UNWRITTEN, Desk
from ..lock import hold, is_held, settle
from .errors import NotKept

log = logging.getLogger(__name__)

TAKING, LETTING_IN = COMMANDS["note_taking"], COMMANDS["note_letting_in"]


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What was done, by whom and when: taken out (of `people`, if chosen), or `names` let in."""

    what: str
    people: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    by: str
    taken_at: datetime


def whoever_types() -> Actor:
    """The person at the machine, by the name they have signed in to it with."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = "?"
    return Actor(id="terminal", name=name, role=Role.ADMIN)


@contextmanager
def noted(
    folder: Path,
    what: str,
    people: Sequence[str] = (),
    names: Sequence[str] = (),
    refusals: tuple[type[Exception], ...] = (),
) -> Iterator[None]:
    """Do it only once it is noted; one of `refusals` says that nothing was done."""
    now = datetime.now(UTC)
    note = Note(
        what=what,
        people=tuple(people),
        names=tuple(names),
        by=whoever_types().name,
        taken_at=now,
    )
    path = folder / f"{now:%Y%m%d-%H%M%S-%f}-{secrets.token_hex(8)}.json"
    try:
        handle = _put_down(path, note)
    except OSError as exc:
        raise NotKept("unwritable", file=path, cause=exc.strerror) from exc
    try:
        yield
    except refusals:
        path.unlink(missing_ok=True)
        raise
    finally:
        os.close(handle)


def _put_down(path: Path, note: Note) -> int:
    """Write the note to the disk; the handle that holds it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = hold(path)
    try:
        os.write(handle, msgspec.json.encode(note))
        os.fsync(handle)
        settle(path.parent)
    except OSError:
        os.close(handle)
        raise
    return handle


def take_in(folder: Path, desk: Desk, in_thread: Callable[..., Any]) -> None:
    """Write down every note that is finished; each goes once it stands in the journal."""
    for path in in_thread(_notes, folder):
        with suppress(FileNotFoundError):
            note = in_thread(_read, path)
            if note is not None and _written(desk, path.stem, note):
                in_thread(path.unlink)


def _notes(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))


def _read(path: Path) -> Note | None:
    """The note, if its command has ended; one that was never finished was of nothing given out."""
    if not path.stat().st_size or is_held(path):
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=Note)
    except msgspec.DecodeError:
        log.warning("exports: %s is not a note", path.name)
        path.rename(path.with_suffix(".unreadable"))
        return None


def _written(desk: Desk, name: str, note: Note) -> bool:
    command = LETTING_IN if note.names else TAKING
    given: Any = (
        command.arguments(what=note.what, names=note.names, typed_at=note.taken_at)
        if note.names
        else command.arguments(what=note.what, people=note.people, taken_at=note.taken_at)
    )
    by = Actor(id="terminal", name=note.by, role=Role.ADMIN)
    return desk.transact(command, given, by, id=f"taken:{name}").status != UNWRITTEN
