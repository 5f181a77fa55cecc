"""Colours of a badge: what can be read on the band, and the palette the page is drawn in."""

from typing import NamedTuple


class Colour(NamedTuple):
    """Red, green and blue, 0 to 255."""

    red: int
    green: int
    blue: int


WHITE = Colour(255, 255, 255)
BLACK = Colour(0, 0, 0)
READABLE = 4.5
STEPS = 128


def parse(hexadecimal: str) -> Colour:
    """The colour written as #RRGGBB."""
    return Colour(*bytes.fromhex(hexadecimal.removeprefix("#")))


def contrast(one: Colour, other: Colour) -> float:
    """The WCAG contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable_on(colour: Colour) -> Colour:
    """White where white can be read on `colour`, black otherwise."""
    return WHITE if contrast(WHITE, colour) >= READABLE else BLACK


def ramp(first: Colour, last: Colour, steps: int = STEPS) -> list[int]:
    """So many colours from first to last, flat, as a palette wants them."""
    return [
        round(start + (end - start) * step / (steps - 1))
        for step in range(steps)
        for start, end in zip(first, last, strict=True)
    ]


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
