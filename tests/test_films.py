"""Films and sounds as they are found: in a container a browser opens, and of a length it tells."""

from pathlib import Path

import av
import pytest

from server.conference.library import MediaFile
from server.config import SAMPLE
from server.files.media import look_into
from tests.sample_media import FILM, TONE

FRAMES = 5


def film(path: Path) -> MediaFile:
    """A moment of H.264 in the container its ending names, as it is found."""
    with av.open(str(path), "w") as target:
        picture = target.add_stream("libx264", rate=FRAMES)
        picture.width = picture.height = 64
        picture.pix_fmt = "yuv420p"
        for _ in range(FRAMES):
            target.mux(picture.encode(av.VideoFrame(64, 64, "yuv420p")))
        target.mux(picture.encode(None))
    return look_into(path.parent)[path.name]


@pytest.mark.parametrize(
    ("ending", "told"),
    [
        (".mp4", (None, None)),
        (".mov", (None, None)),
        (".mkv", (None, None)),
        (".avi", ("container", "avi")),
        (".ts", ("container", "mpegts")),
        (".flv", ("container", "flv")),
    ],
)
def test_a_film_no_browser_opens_is_named_with_its_container(
    tmp_path: Path, ending: str, told: tuple[str | None, str | None]
) -> None:
    """
    What it is written in may be right: in the wrong container no screen shows it.
    """
    found = film(tmp_path / f"phim{ending}")

    assert told == (found.fault, found.detail)


@pytest.mark.parametrize("name", [FILM, TONE])
def test_a_recording_that_does_not_tell_its_length_is_doubted(tmp_path: Path, name: str) -> None:
    """
    It plays; but nothing can count what is left of it, or keep a stray step from cutting it off.
    """
    copy = tmp_path / Path(name).with_suffix(".webm")
    with (
        av.open(str(SAMPLE / "media" / name)) as source,
        av.open(str(copy), "w", format="webm", options={"live": "1"}) as target,
    ):
        streams = [target.add_stream_from_template(stream) for stream in source.streams]
        for packet in source.demux():
            if packet.dts is not None:
                packet.stream = streams[packet.stream.index]
                target.mux(packet)

    found = look_into(tmp_path)[copy.name]

    assert (0, None, "no_length") == (found.duration_s, found.fault, found.doubt)
