"""The silent copy of a film: its pictures alone, for the screens that follow another's sound.

Measured: a muted film that has a sound track is driven by the sound's clock, and strays by up to
350 ms; one without it starts and follows within a frame.
"""

import os
from pathlib import Path

import av

FORMATS = {".mp4": "mp4", ".m4v": "mp4", ".mov": "mp4", ".webm": "webm", ".mkv": "matroska"}


def make_silent(film: Path, copy: Path) -> None:
    """Write the pictures of `film` to `copy`, as they are; it is there whole or not at all.

    Raises `av.FFmpegError` for a film whose pictures cannot be taken out.
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
    finally:
        draft.unlink(missing_ok=True)
