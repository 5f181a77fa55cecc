"""A shot: a badge held before a camera of 1280 x 720, with whatever spoils the picture.

Everything is drawn by Pillow from a seed, in the order of nature: what is on the paper or the
phone, how it is held, the light, the lens, the sensor, and the camera's own JPEG.
"""

import io
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from PIL import Image, ImageDraw

from tests.camera import light, paper
from tests.camera.printed import Printed

SIZE = (1280, 720)
SHARPER = 2
"""Pictures are projected at twice the camera's size and then reduced, as a sensor's pixels average."""
FIELD = 1.27
"""How wide a webcam sees at a distance of one: twice the tangent of half of 65 degrees."""
TREMBLE_PX, TREMBLE_DEGREES = 3.0, 1.0
LAMP_RUNS = 0.2
"""A reflection runs twice as fast as its mirror turns: 1 degree at 30 cm is a quarter of a side."""
JPEG_QUALITY = 80


@dataclass(frozen=True)
class Shot:
    """What is before the camera: lengths in modules of the code, unless said otherwise."""

    seed: str
    side: float = 160.0  # of the code, in pixels of the camera
    angle: float = 0.0  # degrees, in the picture's plane
    tilt: float = 0.0  # degrees, away from it
    axis: float = 0.0  # degrees: the direction of the tilt's axis
    at: tuple[float, float] = (0.5, 0.5)  # the code's centre, as a part of the picture
    inverted: bool = False
    cracks: int = 0
    thumb: float = 0.0  # how far it reaches over the code, as a part of its side
    curl: float = 0.0  # degrees of a cylinder that the badge's width covers
    glare: float = 0.0  # what a lamp's reflection burns out, as a part of the code's side
    lamp: tuple[float, float] = (0.0, 0.0)  # where that is, from the code's centre, in sides
    moire: float = 0.0  # contrast of the screen's lines
    brightness: float = 1.0
    contrast: float = 1.0
    defocus: float = 0.1  # sigma
    motion: float = 0.0
    noise: float = 3.0  # sigma, of 255


def held_on(shot: Shot, chance: random.Random) -> Shot:
    """The same a picture later: a hand trembles."""
    return replace(
        shot,
        angle=shot.angle + chance.uniform(-1, 1) * TREMBLE_DEGREES,
        tilt=shot.tilt + chance.uniform(-1, 1) * TREMBLE_DEGREES,
        at=(
            shot.at[0] + chance.uniform(-1, 1) * TREMBLE_PX / SIZE[0],
            shot.at[1] + chance.uniform(-1, 1) * TREMBLE_PX / SIZE[1],
        ),
        lamp=(
            shot.lamp[0] + chance.uniform(-1, 1) * LAMP_RUNS,
            shot.lamp[1] + chance.uniform(-1, 1) * LAMP_RUNS,
        ),
    )


def pictures(badge: Printed, shot: Shot, many: int) -> Iterator[bytes]:
    """What the camera delivers, picture after picture, while the badge is held before it."""
    chance = random.Random(f"{shot.seed} pictures")
    for _ in range(many):
        yield taken(badge, shot, chance)
        shot = held_on(shot, chance)


def taken(badge: Printed, shot: Shot, chance: random.Random) -> bytes:
    """The picture as the camera delivers it, a JPEG; `chance` is the sensor's alone."""
    module = shot.side / paper.MODULES
    frame = _projected(badge, shot)
    if shot.moire:
        frame = light.through_a_screen(frame, shot.moire, random.Random(f"{shot.seed} moire"))
    if shot.motion:
        frame = light.moved(frame, shot.motion * module, random.Random(f"{shot.seed} motion"))
    frame = light.defocused(frame, shot.defocus * module)
    if shot.glare:
        across, down = (part * whole for part, whole in zip(shot.at, SIZE, strict=True))
        lamp = (across + shot.lamp[0] * shot.side, down + shot.lamp[1] * shot.side)
        frame = light.reflecting(frame, lamp, shot.glare * shot.side)
    frame = light.lit(frame, shot.brightness, shot.contrast)
    return _as_jpeg(light.noisy(frame, shot.noise, chance))


def _projected(badge: Printed, shot: Shot) -> Image.Image:
    """The badge before the room; only the part of the picture that it covers is computed."""
    sheet, centre, side = paper.laid_out(badge, shot, SHARPER * shot.side)
    there = _plane_to_picture(shot, centre, side)
    corners = [_sent(there, x, y) for x in (0, sheet.width) for y in (0, sheet.height)]
    left, top = (max(0, math.floor(min(each) / SHARPER)) for each in zip(*corners, strict=True))
    right, bottom = (
        min(most, math.ceil(max(each) / SHARPER))
        for each, most in zip(zip(*corners, strict=True), SIZE, strict=True)
    )
    size = ((right - left) * SHARPER, (bottom - top) * SHARPER)
    back = _inverse(_shifted(there, -left * SHARPER, -top * SHARPER))
    held = sheet.transform(size, Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC)
    a, b, c, d = [(x - left * SHARPER, y - top * SHARPER) for x, y in corners]
    shape = Image.new("L", size)
    ImageDraw.Draw(shape).polygon((a, b, d, c), fill=255)
    room = light.room(SIZE, random.Random(f"{shot.seed} room"))
    room.paste(held.reduce(SHARPER), (left, top), shape.reduce(SHARPER))
    return room


Matrix = tuple[tuple[float, ...], ...]


def _plane_to_picture(shot: Shot, centre: tuple[float, float], side: float) -> Matrix:
    """The homography from the sheet's pixels to the picture's, for a pinhole camera."""
    width = SIZE[0] * SHARPER
    scale = shot.side * SHARPER
    far = width / (scale * FIELD)
    u, v = shot.at[0] * width, shot.at[1] * SIZE[1] * SHARPER
    (a, b), (c, d), (e, f) = _turned(shot)
    focus = scale * far
    rows = (
        (focus * a + u * e, focus * b + u * f, u * far),
        (focus * c + v * e, focus * d + v * f, v * far),
        (e, f, far),
    )
    x, y = centre
    return tuple((p / side, q / side, r - (p * x + q * y) / side) for p, q, r in rows)


def _sent(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a point of the sheet is in the picture."""
    across, down, depth = (a * x + b * y + c for a, b, c in matrix)
    return across / depth, down / depth


def _shifted(matrix: Matrix, across: float, down: float) -> Matrix:
    """The same for a picture that begins elsewhere."""
    first, second, third = matrix
    return (
        tuple(value + across * depth for value, depth in zip(first, third, strict=True)),
        tuple(value + down * depth for value, depth in zip(second, third, strict=True)),
        third,
    )


def _turned(shot: Shot) -> tuple[tuple[float, float], ...]:
    """Where the sheet's two directions point in space."""
    angle, tilt, axis = (math.radians(each) for each in (shot.angle, shot.tilt, shot.axis))

    def turned(x: float, y: float) -> tuple[float, float, float]:
        x, y = (
            x * math.cos(angle) - y * math.sin(angle),
            x * math.sin(angle) + y * math.cos(angle),
        )
        along = x * math.cos(axis) + y * math.sin(axis)
        across = -x * math.sin(axis) + y * math.cos(axis)
        depth, across = across * math.sin(tilt), across * math.cos(tilt)
        return (
            along * math.cos(axis) - across * math.sin(axis),
            along * math.sin(axis) + across * math.cos(axis),
            depth,
        )

    return tuple(zip(turned(1, 0), turned(0, 1), strict=True))


def _inverse(matrix: Matrix) -> tuple[float, ...]:
    """The eight numbers Pillow wants: from the picture back to the sheet."""
    (a, b, c), (d, e, f), (g, h, i) = matrix
    whole = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    rows = (
        *(e * i - f * h, c * h - b * i, b * f - c * e),
        *(f * g - d * i, a * i - c * g, c * d - a * f),
        *(d * h - e * g, b * g - a * h, a * e - b * d),
    )
    last = rows[8] / whole
    return tuple(each / whole / last for each in rows[:8])


def _as_jpeg(frame: Image.Image) -> bytes:
    file = io.BytesIO()
    frame.save(file, "JPEG", quality=JPEG_QUALITY)
    return file.getvalue()
