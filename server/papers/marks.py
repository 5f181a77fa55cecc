"""What a page is made of before it is drawn: lines of text and boxes, each in its place."""

from dataclasses import dataclass
from enum import IntEnum

from server.papers.fonts import Weight
from server.papers.text_fit import Fitted, measure

DPI = 300


class Tone(IntEnum):
    """The four tones of a badge; the values are where their ramps begin and end in the palette."""

    INK = 0
    PAPER = 127
    ON_BAND = 128
    BAND = 255


@dataclass(frozen=True)
class Line:
    """One line of text; `align` is l, m or r of `x`; `part` says what it is on the page."""

    part: str
    text: str
    x: int
    baseline: int
    weight: Weight
    size: int
    tone: Tone = Tone.INK
    align: str = "l"

    @property
    def start(self) -> int:
        """Where the pen starts, so that the line is aligned on `x`."""
        left, _, right, _ = measure(self.text, self.weight, self.size)
        return self.x - {"l": left, "m": (left + right) // 2, "r": right}[self.align]

    @property
    def ink(self) -> tuple[int, int, int, int]:
        """The rectangle that holds all its ink: left, top, right, bottom."""
        left, top, right, bottom = measure(self.text, self.weight, self.size)
        return self.start + left, self.baseline + top, self.start + right, self.baseline + bottom


@dataclass(frozen=True)
class Box:
    """A filled rectangle; right and bottom are the first pixels outside it."""

    part: str
    left: int
    top: int
    right: int
    bottom: int
    tone: Tone


def mm(length: float) -> int:
    """Millimetres as pixels of the printed page."""
    return round(length * DPI / 25.4)


def pt(size: float) -> int:
    """A type size in points as pixels of the printed page."""
    return round(size * DPI / 72)


def stacked(
    part: str, fitted: Fitted, x: int, baseline: int, tone: Tone = Tone.INK, align: str = "m"
) -> list[Line]:
    """The fitted text as lines, the first of them on `baseline`."""
    return [
        Line(part, line, x, baseline + below, fitted.weight, fitted.size, tone, align)
        for line, below in zip(fitted.lines, fitted.baselines, strict=True)
    ]


def centred(part: str, fitted: Fitted, box: Box, tone: Tone) -> list[Line]:
    """The fitted text in the middle of the box, going by its capitals as the eye does."""
    below_first = fitted.baselines[-1] if fitted.lines else 0
    baseline = (box.top + box.bottom - below_first + fitted.capital) // 2
    return stacked(part, fitted, (box.left + box.right) // 2, baseline, tone)
