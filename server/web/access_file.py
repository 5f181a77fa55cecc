"""The access file: accounts, paired devices and sessions, kept whole beside the journal.

Only hashes of PINs and tokens are kept. The file is written whole and renamed, so that the command
line may change it while the server runs; the server reads it again when it has changed.
"""

import contextlib
import hashlib
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from ..conference import Refused
from ..conference.commands import Actor, Role
from ..lock import hold, settle
from .kiosk_pin import Lock

log = logging.getLogger(__name__)

PATIENCE_S = 10
RETRIED_EVERY_S = 1.0
DEVICE_ROLES = {"kiosk": Role.KIOSK, "screen": Role.SCREEN, "reception": Role.RECEPTION}


class Account(msgspec.Struct, frozen=True):
    """A person's sign-in."""

    role: Role
    pin: str


class Device(msgspec.Struct, frozen=True):
    """A paired screen, kiosk or reception desk; `role` is a screen's role in the hall.

    A kiosk stands at a `gate` and counts people `in`, `out` or, at their choice, `both`; with a
    `lock` it is held to its page.
    """

    kind: str
    token: str
    role: str | None = None
    gate: str | None = None
    direction: str | None = None
    lock: Lock | None = None


class Session(msgspec.Struct, frozen=True):
    """A sign-in that is still good, by the hash of its token."""

    mark: str
    name: str
    role: Role
    until: datetime


class Kept(msgspec.Struct, frozen=True):
    """What the file holds."""

    accounts: dict[str, Account] = {}
    devices: dict[str, Device] = {}
    sessions: dict[str, Session] = {}


Change = Callable[[Kept], Kept]


class SignedIn(msgspec.Struct, frozen=True):
    """Whoever a token names; `screen_role` is set for a paired screen."""

    actor: Actor
    screen_role: str | None = None


def hashed(token: str) -> str:
    """The mark under which a token is known; the token itself is kept nowhere."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


class AccessFile:
    """The file as it was last read: what it has `kept`, and whom each token `named` there is."""

    def __init__(self, path: Path, in_thread: Callable[..., Any]) -> None:
        self.kept = Kept()
        self.named: dict[str, SignedIn] = {}
        self._path = path
        self._in_thread = in_thread
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._unwritten: list[Change] = []  # in force, though the disk has not taken them yet
        self._retrying = False

    def refresh(self) -> None:
        """Take in what the command line has changed; while we change the file, the old holds."""
        if self._stamp == self._stamped() or not self._lock.acquire(blocking=self._stamp is None):
            return
        try:
            self._read()
        except msgspec.DecodeError as exc:  # those who were known stay known
            log.error("%s: %s", self._path, exc)
            self._stamp = self._stamped()
        finally:
            self._lock.release()

    def _stamped(self) -> tuple[int, int] | None:
        try:
            now = self._path.stat()
        except FileNotFoundError:
            return None
        return now.st_mtime_ns, now.st_ino

    def _read(self) -> None:
        stamp = self._stamped()
        if stamp is not None:
            self._take_in(msgspec.json.decode(self._path.read_bytes(), type=Kept))
        self._stamp = stamp

    def _take_in(self, kept: Kept) -> None:
        for change in self._unwritten:
            kept = change(kept)
        self.kept, self.named = kept, _by_token(kept)

    def change(self, change: Change) -> None:
        """Change the file, in a thread: others are let in meanwhile, however slow the disk is.

        Raises `Refused` where the disk takes nothing; then nothing has changed.
        """
        try:
            self._write(change)
        except OSError as exc:
            log.error("%s: %s", self._path.name, exc.strerror)
            raise Refused("journal_unwritable") from exc

    def change_at_once(self, change: Change) -> None:
        """Let a change be in force whatever the disk does, and keep it as soon as there is room.

        It may be made twice, and on what others have changed meanwhile.
        """
        self._unwritten.append(change)
        self._take_in(self.kept)
        try:
            self.change(_as_it_is)
        except Refused:
            self._retry()

    def _write(self, change: Change) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._lock, _alone(self._path):
            self._read()
            kept, with_these = change(self.kept), len(self._unwritten)
            self._in_thread(_write, self._path, msgspec.json.format(msgspec.json.encode(kept)))
            del self._unwritten[:with_these]
            self._read()

    def _retry(self) -> None:
        if not self._retrying:
            self._retrying = True
            threading.Thread(target=self._write_when_there_is_room, daemon=True).start()

    def _write_when_there_is_room(self) -> None:
        while self._unwritten:
            time.sleep(RETRIED_EVERY_S)
            with contextlib.suppress(OSError, msgspec.DecodeError):
                self._write(_as_it_is)
        self._retrying = False


def _as_it_is(kept: Kept) -> Kept:
    return kept


def _write(path: Path, body: bytes) -> None:
    """Put a file in the place of another, whole and on disk, and its name too."""
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        with os.fdopen(_private(draft), "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    settle(path.parent)


def _by_token(kept: Kept) -> dict[str, SignedIn]:
    people = {
        token: SignedIn(Actor(id=s.mark, name=s.name, role=s.role))
        for token, s in kept.sessions.items()
    }
    devices = {
        d.token: SignedIn(Actor(id=f"device:{name}", name=name, role=DEVICE_ROLES[d.kind]), d.role)
        for name, d in kept.devices.items()
    }
    return people | devices


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """While the command line and the server both change the file, one waits for the other."""
    give_up = time.monotonic() + PATIENCE_S
    while True:
        try:
            handle = hold(path.with_name(f"{path.name}.lock"))
            break
        except BlockingIOError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.01)
    try:
        yield
    finally:
        os.close(handle)


def _private(path: Path) -> int:
    """A new file nobody else may read."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
