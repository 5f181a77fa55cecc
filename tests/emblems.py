"""Emblems as an office might hand them in; the real one is never drawn by us."""

from io import BytesIO

from PIL import Image, ImageDraw

BLUE, GOLD = (29, 79, 145, 255), (255, 217, 138, 255)


def emblem(side: int = 600) -> bytes:
    """A round emblem on a clear ground, as a PNG."""
    picture = Image.new("RGBA", (side, side))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((0, 0, side - 1, side - 1), fill=BLUE, outline=GOLD, width=side // 20)
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
