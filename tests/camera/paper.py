"""What is on the paper or the phone itself: cracks, a thumb, a curl, dark mode."""

import math
import random
from itertools import pairwise
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw

from tests.camera.printed import Printed

if TYPE_CHECKING:
    from tests.camera.shot import Shot

MODULES = 25
THUMB = 150
THUMB_WIDE = 0.5
"""A thumb is 20 mm wide, the code 41 mm."""
STRIPS = 30

Place = tuple[Image.Image, tuple[float, float], float]


def laid_out(badge: Printed, shot: "Shot", wanted: float) -> Place:
    """The sheet at about the size it will have, with its code's centre and side."""
    shrink = min(1.0, wanted * 1.1 / badge.side)
    size = (round(badge.picture.width * shrink), round(badge.picture.height * shrink))
    sheet = badge.picture.resize(size, Image.Resampling.LANCZOS)
    centre = (badge.centre[0] * shrink, badge.centre[1] * shrink)
    side = badge.side * shrink
    if shot.inverted:
        sheet = ImageChops.invert(sheet)
    if shot.cracks:
        _crack(sheet, centre, side, shot.cracks, random.Random(f"{shot.seed} cracks"))
    if shot.thumb:
        _hold(sheet, centre, side, shot.thumb, random.Random(f"{shot.seed} thumb"))
    if shot.curl:
        sheet, centre = _curled(sheet, centre, math.radians(shot.curl))
    return sheet, centre, side


def _crack(
    sheet: Image.Image,
    centre: tuple[float, float],
    side: float,
    many: int,
    chance: random.Random,
) -> None:
    """Lines from where the glass was hit, light or dark, a quarter to half a module wide."""
    pen = ImageDraw.Draw(sheet)
    hit = [c + chance.uniform(-0.6, 0.6) * side for c in centre]
    for _ in range(many):
        way, at = chance.uniform(0, 2 * math.pi), tuple(hit)
        wide = round(side / MODULES * chance.uniform(0.25, 0.5))
        shade = chance.choice((20, 230, 255))
        for _ in range(8):
            way += chance.uniform(-0.35, 0.35)
            to = (at[0] + math.cos(way) * side / 4, at[1] + math.sin(way) * side / 4)
            pen.line((at, to), fill=shade, width=max(1, wide))
            at = to


def _hold(
    sheet: Image.Image,
    centre: tuple[float, float],
    side: float,
    reach: float,
    chance: random.Random,
) -> None:
    """A thumb from the right edge: that is where a badge is held, and where its code stands."""
    tip = centre[0] + side * (0.5 - reach)
    middle = centre[1] + side * chance.uniform(-0.4, 0.5)
    half = side * THUMB_WIDE / 2
    box = (tip, middle - half, tip + 4 * side, middle + half)
    ImageDraw.Draw(sheet).rounded_rectangle(box, radius=half, fill=THUMB)


def _curled(
    sheet: Image.Image, centre: tuple[float, float], angle: float
) -> tuple[Image.Image, tuple[float, float]]:
    """The sheet round an upright cylinder: narrower and darker towards its sides."""
    width, height = sheet.size
    radius = width / angle
    half = radius * math.sin(angle / 2)

    def unrolled(x: float) -> float:
        return width / 2 + radius * math.asin(max(-1.0, min(1.0, x / radius)))

    wide = round(2 * half)
    edges = [round(wide * n / STRIPS) for n in range(STRIPS + 1)]
    strips = [
        ((a, 0, b, height), _quad(unrolled(a - half), unrolled(b - half), height))
        for a, b in pairwise(edges)
    ]
    curled = sheet.transform((wide, height), Image.Transform.MESH, strips, Image.Resampling.BICUBIC)
    away = (centre[0] - width / 2) / radius
    shade = Image.new("L", (wide, 1))
    shade.putdata([round(255 * math.sqrt(1 - ((x - half) / radius) ** 2)) for x in range(wide)])
    darker = ImageChops.multiply(curled, shade.resize((wide, height)))
    return darker, (half + radius * math.sin(away), centre[1])


def _quad(left: float, right: float, height: float) -> tuple[float, ...]:
    return (left, 0, left, height, right, height, right, 0)
