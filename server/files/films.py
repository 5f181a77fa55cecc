"""Films and sounds: what a file holds and whether a screen plays it, and its copy without sound.

Measured: a muted film that has a sound track is driven by the sound's clock, and strays by up to
350 ms; one without it starts and follows within a frame.
"""

import os
from collections.abc import Iterable
from pathlib import Path

import av

from server.conference.library import MediaFile, MediaKind

# What Debian's Chromium plays (measured); anything else is refused with a sentence at the desk.
VIDEO_CODECS = frozenset({"h264", "vp8", "vp9", "av1"})
AUDIO_CODECS = frozenset({"aac", "mp3", "opus", "vorbis", "flac", "pcm_s16le"})
# In which it opens them, by FFmpeg's names: MP4 and MOV, WebM and Matroska, Ogg, and plain sounds.
CONTAINERS = frozenset(
    {"mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "ogg", "mp3", "wav", "flac", "aac"}
)
FORMATS = {".mp4": "mp4", ".m4v": "mp4", ".mov": "mp4", ".webm": "webm", ".mkv": "matroska"}


def read(path: Path, digest: str) -> MediaFile:
    """The film or the sound of a file; `ValueError` where nothing can be read of it."""
    try:
        with av.open(str(path)) as container:
            return _looked_through(container, digest)
    except av.FFmpegError as exc:
        raise ValueError(str(exc)) from exc


def _looked_through(container: "av.container.InputContainer", digest: str) -> MediaFile:
    pictures = [s for s in container.streams.video if "attached_pic" not in str(s.disposition)]
    sounds = container.streams.audio
    seen, heard = (_codecs(streams) for streams in (pictures, sounds))
    strange = {*seen} - VIDEO_CODECS | {*heard} - AUDIO_CODECS
    if not pictures and not sounds:
        return MediaFile(sha256=digest, kind=MediaKind.UNKNOWN, fault="unreadable")
    fault, detail = "codec" if strange else None, ", ".join(sorted(strange)) or None
    if fault is None and container.format.name not in CONTAINERS:
        fault, detail = "container", container.format.name
    duration_s = round((container.duration or 0) / 1_000_000, 3)
    return MediaFile(
        sha256=digest,
        kind=MediaKind.FILM if pictures else MediaKind.SOUND,
        duration_s=duration_s,
        sound=bool(sounds),
        codecs=(*seen, *heard),
        fault=fault,
        doubt=None if duration_s else "no_length",
        detail=detail,
    )


def _codecs(streams: Iterable[av.VideoStream | av.AudioStream]) -> list[str]:
    """What they are written in, each once."""
    return list(dict.fromkeys(stream.codec_context.codec.canonical_name for stream in streams))


def make_silent(film: Path, copy: Path) -> None:
    """Write the pictures of `film` to `copy`, as they are; it is there whole or not at all.

    Raises `ValueError` or `OSError` for a film whose pictures cannot be taken out.
    """
    copy.parent.mkdir(parents=True, exist_ok=True)
    draft = copy.with_suffix(f".{os.getpid()}.tmp")
    kind = FORMATS.get(film.suffix.lower(), "matroska")
    try:
        with av.open(str(film)) as source, av.open(str(draft), "w", format=kind) as target:
            pictures = source.streams.video[0]
            stream = target.add_stream_from_template(pictures)
            for packet in source.demux(pictures):
                if packet.dts is not None:
                    packet.stream = stream
                    target.mux(packet)
        draft.replace(copy)
    except (av.FFmpegError, IndexError) as exc:
        raise ValueError(str(exc)) from exc
    finally:
        draft.unlink(missing_ok=True)
