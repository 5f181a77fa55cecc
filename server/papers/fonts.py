"""The one typeface on every paper, Be Vietnam Pro, in the weights the papers use."""

from enum import StrEnum
from functools import cache
from pathlib import Path

from PIL import ImageFont

from server.papers.refusal import PaperRefused

FOLDER = Path(__file__).resolve().parents[2] / ".vendor" / "@expo-google-fonts" / "be-vietnam-pro"


class Weight(StrEnum):
    """How heavy a line is set; the value is the style's name in the font's files."""

    REGULAR = "400Regular"
    MEDIUM = "500Medium"
    SEMIBOLD = "600SemiBold"
    BOLD = "700Bold"
    EXTRABOLD = "800ExtraBold"


@cache
def font(weight: Weight, size: int) -> ImageFont.FreeTypeFont:
    """The typeface in this weight, `size` pixels to the em."""
    return ImageFont.truetype(font_file(weight), size)


@cache
def font_file(weight: Weight) -> Path:
    """Where the weight's file lies; refused in one sentence when set-up has not brought it."""
    found = sorted(FOLDER.rglob(f"BeVietnamPro_{weight}.ttf"))
    if not found:
        raise PaperRefused("no_font", name=f"BeVietnamPro_{weight}.ttf")
    return found[0]
