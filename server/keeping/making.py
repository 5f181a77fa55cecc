"""Making a bundle: read once, as it is written, while the server goes on changing what it reads."""

import contextlib
import hashlib
import os
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import msgspec

from ..conference import ConferenceLoaded
from ..conference.scenes import instant
from ..config import Settings
from ..journal import Contents, copy, read
from ..lock import settle, share
from ..storage import LEAST, free_bytes
from .bundle import ABOUT, CONFERENCE, JOURNAL, KEPT_OF_VAR, MEDIA, About, opened
from .errors import NotKept
from .room import workplace
from .seal import sealing

CHUNK = 1 << 20
COPYING = "copying.lock"


def make(settings: Settings, target: Path, *, media: bool, passphrase: str | None) -> About:
    """Put the day into one file, looked through before it takes its name; or `NotKept`."""
    if not settings.journal.exists():
        raise NotKept("no_journal", folder=settings.var)
    draft = target.with_name(f".{target.name}.part")
    try:
        with copying(settings.var):
            _weighed(settings, media, is_sealed=passphrase is not None)
            with workplace(settings.var) as work, _written(draft, passphrase) as bundle:
                about = _gathered(settings, bundle, work / JOURNAL, media)
        with opened(draft, passphrase, settings.var):
            draft.replace(target)
        settle(target.parent)
    except OSError as exc:
        raise NotKept("unwritable", file=target, cause=exc.strerror) from exc
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
    return about


@contextlib.contextmanager
def copying(var: Path) -> Iterator[None]:
    """Keep restores away from the folder meanwhile; `NotKept` where one is under way."""
    try:
        handle = share(var / COPYING)
    except BlockingIOError as exc:
        raise NotKept("restoring", folder=var) from exc
    try:
        yield
    finally:
        os.close(handle)


def _weighed(settings: Settings, media: bool, *, is_sealed: bool) -> None:
    """Refuse a copy that would take the day's disk the room it needs, while it is looked through.

    When there is little left it may take a tenth of that: small copies matter most by then.
    """
    parts = [settings.journal, *(path for _, path in _beside(settings, media))]
    weight = sum(path.stat().st_size for path in parts) * (2 if is_sealed else 1)
    free = free_bytes(settings.var)
    spare = min(LEAST, free - free // 10)
    if free - weight < spare:
        raise NotKept(
            "no_room_to_copy", folder=settings.var, mb=weight // 10**6, spare=spare // 10**6
        )


@contextlib.contextmanager
def _written(draft: Path, passphrase: str | None) -> Iterator[Any]:
    """Something to write the bundle to: on the disk of `draft` afterwards, sealed if asked."""
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as target:
        if passphrase is None:
            yield target
        else:
            with sealing(target, passphrase) as sealed:
                yield sealed
        target.flush()
        os.fsync(target.fileno())


def _gathered(settings: Settings, bundle: IO[bytes], journal: Path, media: bool) -> About:
    copy(settings.journal, journal)
    found = read(journal, alone=True)
    if found is None or not found.events:
        raise NotKept("no_journal", folder=settings.var)
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as zipped:
        digests = {JOURNAL: _put(zipped, JOURNAL, journal)}
        for name, path in _beside(settings, media):
            digests[name] = _put(zipped, name, path)
        about = About(
            name=settings.journal.stem,
            title=_title(found),
            made_at=str(instant(datetime.now(UTC))),
            events=len(found.events),
            last=str(instant(found.events[-1].at)),
            digest=found.head.digest.hex(),
            media=media,
            files=digests,
        )
        zipped.writestr(ABOUT, msgspec.json.encode(about))
    return about


def _put(zipped: zipfile.ZipFile, name: str, path: Path) -> str:
    """Put a file in; the digest of what was read, which may be another file the next moment."""
    total = hashlib.sha256()
    with path.open("rb") as source, zipped.open(name, "w", force_zip64=True) as target:
        while chunk := source.read(CHUNK):
            total.update(chunk)
            target.write(chunk)
    return total.hexdigest()


def _beside(settings: Settings, media: bool) -> Iterator[tuple[str, Path]]:
    """The files that go with the journal, by their names in the bundle."""
    for name in KEPT_OF_VAR:
        path = settings.var / name
        for file in sorted(path.glob("*.pem")) if path.is_dir() else [path]:
            if file.is_file():
                yield f"var/{file.relative_to(settings.var).as_posix()}", file
    for file in sorted(settings.folder.rglob("*")):
        within = file.relative_to(settings.folder)
        if file.is_file() and (media or within.parts[0] != MEDIA):
            yield f"{CONFERENCE}/{within.as_posix()}", file


def _title(found: Contents) -> str:
    loaded = (event for event in reversed(found.events) if isinstance(event, ConferenceLoaded))
    return next(loaded).conference.title
