"""The media folder: what each file is, looked into so that nothing unplayable reaches a wall."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

import av

from server.conference.library import MediaFile, MediaKind

from . import pictures, slides

# What Debian's Chromium plays (measured); anything else is refused with a sentence at the desk.
VIDEO_CODECS = frozenset({"h264", "vp8", "vp9", "av1"})
AUDIO_CODECS = frozenset({"aac", "mp3", "opus", "vorbis", "flac", "pcm_s16le"})
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
    except (av.FFmpegError, OSError, ValueError):
        return MediaFile(sha256=digest, kind=MediaKind.UNKNOWN, fault="unreadable")


def _reader(path: Path) -> Callable[[Path, str], MediaFile]:
    ending = path.suffix.lower()
    return slides.read if ending == PDF else pictures.read if ending in pictures.ENDINGS else _film


def _sha256(path: Path) -> str:
    total = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            total.update(chunk)
    return total.hexdigest()


def _film(path: Path, digest: str) -> MediaFile:
    with av.open(str(path)) as container:
        pictures = [s for s in container.streams.video if "attached_pic" not in str(s.disposition)]
        sounds = container.streams.audio
        seen, heard = (_codecs(streams) for streams in (pictures, sounds))
        strange = {*seen} - VIDEO_CODECS | {*heard} - AUDIO_CODECS
        if not pictures and not sounds:
            return MediaFile(sha256=digest, kind=MediaKind.UNKNOWN, fault="unreadable")
        return MediaFile(
            sha256=digest,
            kind=MediaKind.FILM if pictures else MediaKind.SOUND,
            duration_s=round((container.duration or 0) / 1_000_000, 3),
            sound=bool(sounds),
            codecs=(*seen, *heard),
            fault="codec" if strange else None,
            detail=", ".join(sorted(strange)) or None,
        )


def _codecs(streams: Iterable[av.VideoStream | av.AudioStream]) -> list[str]:
    """What they are written in, each once."""
    return list(dict.fromkeys(stream.codec_context.codec.canonical_name for stream in streams))
