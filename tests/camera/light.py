"""What light, lens and sensor do to a picture."""

import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

FULL = 255
GREY = 127
LAMP = 1.64
"""How much wider a lamp's haze is than the part that it burns out."""
FLATTENED = 0.75
UNIFORM_SIGMA = 73.9
"""The deviation of a byte picked at random."""
BYTES_ADDED = 4
THINGS = 40
RINGS = (3.0, 7.0)
"""Pixels between two of the lines that a screen and a sensor make together."""


def room(size: tuple[int, int], chance: random.Random) -> Image.Image:
    """A cluttered room behind the badge: nothing in it is a code."""
    picture = Image.new("L", size, chance.randint(70, 150))
    pen = ImageDraw.Draw(picture)
    for _ in range(THINGS):
        x, y = chance.uniform(-0.1, 1) * size[0], chance.uniform(-0.1, 1) * size[1]
        wide, high = (chance.uniform(0.02, 0.25) * size[0] for _ in range(2))
        pen.rectangle((x, y, x + wide, y + high), fill=chance.randint(20, 230))
    return picture.filter(ImageFilter.BoxBlur(3))


def through_a_screen(frame: Image.Image, contrast: float, chance: random.Random) -> Image.Image:
    """Two sets of fine lines, as when a phone's screen is photographed."""
    for _ in range(2):
        period, angle = chance.uniform(*RINGS), chance.uniform(0, 180)
        frame = ImageChops.multiply(frame, _lines(frame.size, period, angle, contrast))
    return frame


def _lines(size: tuple[int, int], period: float, angle: float, contrast: float) -> Image.Image:
    side = math.ceil(math.hypot(*size))
    row = Image.new("L", (side, 1))
    row.putdata(
        [
            round(FULL * (1 - contrast * (0.5 + 0.5 * math.sin(2 * math.pi * x / period))))
            for x in range(side)
        ]
    )
    turned = row.resize((side, side)).rotate(angle, Image.Resampling.BILINEAR)
    left, top = (side - size[0]) // 2, (side - size[1]) // 2
    return turned.crop((left, top, left + size[0], top + size[1]))


def moved(frame: Image.Image, pixels: float, chance: random.Random) -> Image.Image:
    """The mean of the picture along a straight way."""
    way, steps = chance.uniform(0, math.pi), max(2, math.ceil(pixels) * 2)
    mean = frame
    for n in range(1, steps):
        along = pixels * n / (steps - 1)
        shift = (1, 0, along * math.cos(way), 0, 1, along * math.sin(way))
        there = frame.transform(
            frame.size, Image.Transform.AFFINE, shift, Image.Resampling.BILINEAR
        )
        mean = Image.blend(mean, there, 1 / (n + 1))
    return mean


def defocused(frame: Image.Image, sigma: float) -> Image.Image:
    """A lens that is not in focus."""
    return frame.filter(ImageFilter.GaussianBlur(sigma))


def reflecting(frame: Image.Image, at: tuple[float, float], burnt: float) -> Image.Image:
    """A lamp in the foil over the badge: burnt out in its middle, a haze around it."""
    spot = ImageChops.invert(Image.radial_gradient("L")).point(lambda v: min(FULL, v * 2))
    wide = round(burnt * LAMP)
    lamp = spot.resize((wide, round(wide * FLATTENED)))
    sheet = Image.new("L", frame.size)
    sheet.paste(lamp, (round(at[0] - lamp.width / 2), round(at[1] - lamp.height / 2)))
    return ImageChops.add(frame, sheet)


def lit(frame: Image.Image, brightness: float, contrast: float) -> Image.Image:
    """Less light, or less difference between black and white."""
    if (brightness, contrast) == (1, 1):
        return frame
    return frame.point(lambda v: round((GREY + (v - GREY) * contrast) * brightness))


def noisy(frame: Image.Image, sigma: float, chance: random.Random) -> Image.Image:
    """The sensor's grain, near enough to a normal distribution."""
    pixels = frame.width * frame.height
    grain = Image.frombytes("L", frame.size, chance.randbytes(pixels))
    for n in range(1, BYTES_ADDED):
        more = Image.frombytes("L", frame.size, chance.randbytes(pixels))
        grain = Image.blend(grain, more, 1 / (n + 1))
    by = sigma / (UNIFORM_SIGMA / math.sqrt(BYTES_ADDED))
    weak = grain.point(lambda v: round(GREY + (v - 127.5) * by))
    return ImageChops.add(frame, weak, 1, -GREY)
