"""A label drawn in black and white, dot for dot as the print head will burn it."""

from io import BytesIO

from PIL import Image, ImageDraw

from ..papers.fonts import font
from ..papers.marks import Tone
from ..papers.qr import qr_image
from .layout import Layout, Wording, label_layout
from .media import Media

BLACK, WHITE = 0, 255
SHADE = {Tone.INK: BLACK, Tone.BAND: BLACK, Tone.PAPER: WHITE, Tone.ON_BAND: WHITE}
# Half covered is black: what a thermal head makes of a smoothed edge.
THRESHOLD = 128


def draw(words: Wording, code: str, media: Media) -> Image.Image:
    """The label of this person and code for this roll."""
    return _drawn(label_layout(words, media), code, media)


def as_png(picture: Image.Image, dpi: int) -> bytes:
    """The picture as a PNG that knows its size on paper."""
    file = BytesIO()
    picture.save(file, "PNG", dpi=(dpi, dpi))
    return file.getvalue()


def _drawn(layout: Layout, code: str, media: Media) -> Image.Image:
    picture = Image.new("L", (media.width, media.height), WHITE)
    pen = ImageDraw.Draw(picture)
    for box in layout.boxes:
        pen.rectangle((box.left, box.top, box.right - 1, box.bottom - 1), fill=SHADE[box.tone])
    qr = layout.qr
    picture.paste(qr_image(code, qr.module, BLACK, WHITE), (qr.left, qr.top))
    for line in layout.lines:
        face = font(line.weight, line.size)
        pen.text((line.start, line.baseline), line.text, SHADE[line.tone], face, anchor="ls")
    return picture.point(lambda shade: WHITE if shade >= THRESHOLD else BLACK, mode="1")
