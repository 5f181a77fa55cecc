"""The putting: new tables take the place of the old ones, which are kept in a dated folder."""

import contextlib
import os
import shutil
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from server.lock import settle

EARLIER = "earlier"


def put(folder: Path, documents: dict[str, str], now: datetime) -> Path | None:
    """Write every table whole before any takes its name; the folder of those there were.

    Tables that others point at come first, so that even a power cut between two of them leaves
    nothing pointing nowhere; whatever else fails puts the old ones back.
    """
    kept = _kept(folder, list(documents), now)
    drafts = {file: folder / f".{file}.part" for file in documents}
    placed: list[str] = []
    try:
        for file, draft in drafts.items():
            with draft.open("w", encoding="utf-8-sig", newline="") as opened:
                opened.write(documents[file])
                opened.flush()
                os.fsync(opened.fileno())
        for file, draft in drafts.items():
            draft.replace(folder / file)
            placed.append(file)
        settle(folder)
    except OSError:
        _put_back(folder, kept, placed)
        raise
    finally:
        for draft in drafts.values():
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)
    return kept


def _kept(folder: Path, files: list[str], now: datetime) -> Path | None:
    there = [file for file in files if (folder / file).is_file()]
    if not there:
        return None
    name = now.strftime("%Y%m%d-%H%M%S")
    names = chain([name], (f"{name}-{n}" for n in count(2)))
    kept = next(one for one in (folder / EARLIER / name for name in names) if not one.exists())
    kept.mkdir(parents=True)
    for file in there:
        shutil.copy2(folder / file, kept / file)
    return kept


def _put_back(folder: Path, kept: Path | None, placed: list[str]) -> None:
    for file in placed:
        if kept is not None and (kept / file).is_file():
            shutil.copy2(kept / file, folder / file)
        else:
            (folder / file).unlink(missing_ok=True)
