"""The media folder: what each file is, looked into so that nothing unplayable reaches a wall.

What reads films, slides and pictures takes its time to load: it is loaded when the first file of
its kind is read, off the hub, and no start waits for it.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from server.conference.library import MediaFile, MediaKind

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".svg", ".gif", ".bmp", ".tif", ".tiff"})
PDF = ".pdf"
CHUNK = 1 << 20


def stamp(folder: Path) -> dict[str, tuple[int, int]]:
    """Each file's size and time of change: what tells that the folder must be looked into again."""
    if not folder.is_dir():
        return {}
    found = {path.name: path.stat() for path in sorted(folder.iterdir()) if _counts(path)}
    return {name: (stat.st_size, stat.st_mtime_ns) for name, stat in found.items()}


def _counts(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".")


def look_into(folder: Path) -> dict[str, MediaFile]:
    """Every file of the folder with what it holds, or why it cannot be shown. Slow: off the hub."""
    return {name: _probe(folder / name) for name in stamp(folder)}


def _probe(path: Path) -> MediaFile:
    digest = _sha256(path)
    if not path.stat().st_size:
        return MediaFile(sha256=digest, kind=MediaKind.UNKNOWN, fault="empty")
    try:
        return _reader(path)(path, digest)
    except (OSError, ValueError):
        return MediaFile(sha256=digest, kind=MediaKind.UNKNOWN, fault="unreadable")


def _reader(path: Path) -> Callable[[Path, str], MediaFile]:
    ending = path.suffix.lower()
    if ending == PDF:
        from . import slides

        return slides.read
    if ending in PICTURES:
        from . import pictures

        return pictures.read
    from . import films

    return films.read


def _sha256(path: Path) -> str:
    total = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            total.update(chunk)
    return total.hexdigest()


def forget(copies: Path, kept: str | None) -> None:
    """Delete the copies of all pictures but that one, known by its content."""
    for copy in copies.glob("*"):
        if copy.stem != kept:
            copy.unlink(missing_ok=True)
