"""The putting: new tables take the place of the old ones, all of them or none.

Every table is written whole beside the old one; then a mark says that they are to take its place,
and only then do they, one by one. Whoever finds the mark, after a power cut between two of them,
carries on where it ended. The old tables are kept in a dated folder.
"""

import contextlib
import logging
import os
import shutil
from datetime import datetime
from itertools import chain, count
from pathlib import Path

import msgspec

from server.lock import settle
from server.texts import text

EARLIER = "earlier"
MARK = ".import.json"

log = logging.getLogger(__name__)


class Unfinished(msgspec.Struct, frozen=True):
    """Tables that take their places, or (`back`) give them to those kept in that folder again."""

    files: list[str]
    kept: str | None
    back: bool = False


def put(folder: Path, documents: dict[str, str], now: datetime) -> Path | None:
    """Let the tables take their places; the folder of those there were. What fails changes nothing.

    Tables that others point at come first.
    """
    finish(folder)
    kept = _kept(folder, list(documents), now)
    begun = Unfinished(list(documents), kept.name if kept is not None else None)
    try:
        for file, document in documents.items():
            _write(_new(folder, file), f"\ufeff{document}".encode())
        _mark(folder, begun)
    except OSError:
        for file in documents:
            with contextlib.suppress(OSError):
                _new(folder, file).unlink(missing_ok=True)
        raise
    try:
        _carry_on(folder, begun)
    except OSError:
        back = msgspec.structs.replace(begun, back=True)
        _mark(folder, back)
        _carry_on(folder, back)
        raise
    return kept


def finish(folder: Path) -> bool:
    """Carry on what a power cut has ended, if it has; whether it had."""
    mark = folder / MARK
    if not mark.is_file():
        return False
    _carry_on(folder, msgspec.json.decode(mark.read_bytes(), type=Unfinished))
    log.warning("%s: %s", folder, text("files.problems.import_finished"))
    return True


def _carry_on(folder: Path, begun: Unfinished) -> None:
    """Again and again the same, wherever it was ended before."""
    for file in begun.files:
        _put_back(folder, file, begun.kept) if begun.back else _place(folder, file)
    settle(folder)
    (folder / MARK).unlink(missing_ok=True)
    settle(folder)


def _place(folder: Path, file: str) -> None:
    with contextlib.suppress(FileNotFoundError):  # it has its place already
        _new(folder, file).replace(folder / file)


def _put_back(folder: Path, file: str, kept: str | None) -> None:
    """The table as it was; one that never took its place is there still."""
    new, old = _new(folder, file), folder / EARLIER / (kept or "") / file
    if new.exists():
        new.unlink()
    elif kept is not None and old.is_file():
        draft = folder / f".{file}.old"
        _write(draft, old.read_bytes())
        draft.replace(folder / file)
    else:
        (folder / file).unlink(missing_ok=True)


def _mark(folder: Path, begun: Unfinished) -> None:
    """Say on the disk what has been begun; before it stands there whole, nothing has."""
    draft = folder / f"{MARK}.part"
    try:
        _write(draft, msgspec.json.encode(begun))
        settle(folder)
        draft.replace(folder / MARK)
        settle(folder)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def _new(folder: Path, file: str) -> Path:
    return folder / f".{file}.part"


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def _kept(folder: Path, files: list[str], now: datetime) -> Path | None:
    there = [file for file in files if (folder / file).is_file()]
    if not there:
        return None
    name = now.strftime("%Y%m%d-%H%M%S")
    names = chain([name], (f"{name}-{n}" for n in count(2)))
    kept = next(one for one in (folder / EARLIER / name for name in names) if not one.exists())
    kept.mkdir(parents=True)
    for file in there:
        _write(kept / file, (folder / file).read_bytes())
        shutil.copystat(folder / file, kept / file)
    settle(kept)
    return kept
