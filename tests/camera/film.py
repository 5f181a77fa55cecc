"""A camera made of a picture: what Chromium's fake camera plays, written without any codec."""

from pathlib import Path

from PIL import Image

SIZE = (1280, 720)
WALL_GREY = (120, 118, 115)
MARGIN = 20


def held_before_a_camera(picture: Path, film: Path) -> Path:
    """A film of that picture before a grey wall."""
    frame = Image.new("RGB", SIZE, WALL_GREY)
    badge = Image.open(picture).convert("RGB")
    badge.thumbnail((SIZE[0] - MARGIN, SIZE[1] - MARGIN))
    frame.paste(badge, ((SIZE[0] - badge.width) // 2, (SIZE[1] - badge.height) // 2))
    return filmed(frame, film)


def filmed(frame: Image.Image, film: Path) -> Path:
    """A film of one frame (YUV4MPEG2) of the camera's size."""
    light, blue, red = frame.convert("RGB").convert("YCbCr").split()
    half = (SIZE[0] // 2, SIZE[1] // 2)
    planes = b"".join(plane.tobytes() for plane in (light, blue.resize(half), red.resize(half)))
    head = f"YUV4MPEG2 W{SIZE[0]} H{SIZE[1]} F30:1 Ip A1:1 C420jpeg\nFRAME\n"
    film.write_bytes(head.encode() + planes)
    return film


def switches(film: Path) -> list[str]:
    """The switches that give Chromium that camera, and its leave to use it."""
    return [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]
