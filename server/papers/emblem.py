"""The emblem on paper: as the office gave it, in half of a page's palette, dot by dot."""

from typing import NamedTuple

from PIL import Image

from server.papers.colours import BLACK, STEPS, WHITE, Colour, ramp, readable_on

HALF = STEPS  # colours the page keeps, and colours the emblem gets


class EmblemPlace(NamedTuple):
    """The square the emblem stands in the middle of, whatever its shape."""

    left: int
    top: int
    side: int


def with_emblem(
    page: Image.Image, emblem: Image.Image, place: EmblemPlace, band: Colour
) -> Image.Image:
    """The drawn page with the emblem in its place; letters keep half their steps."""
    dots = _dots(emblem, place.side)
    crowned = page.point([value // 2 for value in range(2 * STEPS)])
    own = dots.getpalette() or []
    left = place.left + (place.side - dots.width) // 2
    top = place.top + (place.side - dots.height) // 2
    crowned.paste(dots.point([min(HALF + value, 255) for value in range(256)]), (left, top))
    ramps = ramp(BLACK, WHITE, HALF // 2) + ramp(readable_on(band), band, HALF // 2)
    crowned.putpalette(ramps + own[: 3 * HALF])
    return crowned


def _dots(emblem: Image.Image, side: int) -> Image.Image:
    """The emblem on white paper, as large as its place, in as many colours as there is room for."""
    times = side / max(emblem.size)
    size = tuple(max(1, round(length * times)) for length in emblem.size)
    drawn = emblem.convert("RGBA").resize((size[0], size[1]), Image.Resampling.LANCZOS)
    paper = Image.new("RGB", drawn.size, WHITE)
    paper.paste(drawn, mask=drawn.getchannel("A"))
    return paper.quantize(HALF, dither=Image.Dither.NONE)
