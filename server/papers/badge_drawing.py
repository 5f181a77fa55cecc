"""A badge's layout drawn: one picture with a palette, crisp for the printer, small on the disk.

The picture's values run along two ramps, ink to paper and band text to band, so smoothed
letters find their in-between colours in the palette and nothing is ever reduced or lost.
"""

from io import BytesIO

from PIL import Image, ImageDraw

from server.papers.badge_grid import HEIGHT, MODULE, QUIET_LEFT, QUIET_TOP, WIDTH
from server.papers.badge_layout import Layout
from server.papers.colours import BLACK, WHITE, ramp, readable_on
from server.papers.fonts import font
from server.papers.marks import DPI, Tone
from server.papers.qr import qr_image


def draw(layout: Layout, code: str) -> Image.Image:
    """The badge as it will be printed, at 300 dots to the inch."""
    picture = Image.new("L", (WIDTH, HEIGHT), Tone.PAPER)
    pen = ImageDraw.Draw(picture)
    for box in layout.boxes:
        pen.rectangle((box.left, box.top, box.right - 1, box.bottom - 1), fill=box.tone)
    picture.paste(qr_image(code, MODULE, Tone.INK, Tone.PAPER), (QUIET_LEFT, QUIET_TOP))
    for line in layout.lines:
        face = font(line.weight, line.size)
        pen.text((line.start, line.baseline), line.text, fill=line.tone, font=face, anchor="ls")
    picture.putpalette(ramp(BLACK, WHITE) + ramp(readable_on(layout.band), layout.band))
    return picture


def as_png(picture: Image.Image) -> bytes:
    """The picture as a PNG that knows its size on paper."""
    file = BytesIO()
    picture.save(file, "PNG", dpi=(DPI, DPI))
    return file.getvalue()
