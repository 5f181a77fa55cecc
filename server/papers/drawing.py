"""A page's lines, boxes and code drawn: one picture with a palette, crisp for the printer.

The picture's values run along two ramps, ink to paper and band text to band, so smoothed
letters find their in-between colours in the palette and nothing is ever reduced or lost.
"""

from collections.abc import Iterable
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw

from server.papers.colours import BLACK, WHITE, Colour, ramp, readable_on
from server.papers.fonts import font
from server.papers.marks import DPI, Box, Line, Tone
from server.papers.qr import qr_image


class CodePlace(NamedTuple):
    """Where a code's quiet zone begins, and how many pixels a module has."""

    left: int
    top: int
    module: int


def drawn(
    size: tuple[int, int], lines: Iterable[Line], boxes: Iterable[Box], band: Colour
) -> Image.Image:
    """The page as it will be printed, at 300 dots to the inch, but for its code."""
    picture = Image.new("L", size, Tone.PAPER)
    pen = ImageDraw.Draw(picture)
    for box in boxes:
        pen.rectangle((box.left, box.top, box.right - 1, box.bottom - 1), fill=box.tone)
    for line in lines:
        face = font(line.weight, line.size)
        pen.text((line.start, line.baseline), line.text, fill=line.tone, font=face, anchor="ls")
    picture.putpalette(ramp(BLACK, WHITE) + ramp(readable_on(band), band))
    return picture


def with_code(picture: Image.Image, code: str, place: CodePlace) -> Image.Image:
    """The page with the code in its place."""
    picture.paste(qr_image(code, place.module, Tone.INK, Tone.PAPER), (place.left, place.top))
    return picture


def as_png(picture: Image.Image) -> bytes:
    """The picture as a PNG that knows its size on paper."""
    file = BytesIO()
    picture.save(file, "PNG", dpi=(DPI, DPI))
    return file.getvalue()
