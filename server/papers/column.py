"""Rows of text one under another in a column that is only so high."""

from collections.abc import Iterable
from typing import NamedTuple

from server.papers.fonts import Weight
from server.papers.marks import Line, stacked
from server.papers.text_fit import Fitted, fit, words

MOST_LINES = 3
SMALLEST_SHARE = 0.1
STEP = 0.95


class Row(NamedTuple):
    """One text of the column, its preferred size, and the gap below it in ems."""

    part: str
    text: str
    weight: Weight
    size: int
    gap: float = 0.0


class Column(NamedTuple):
    """Rows with the lines they became."""

    rows: list[tuple[Row, Fitted]]

    @property
    def height(self) -> int:
        """From the first ink to the last."""
        if not self.rows:
            return 0
        last, fitted = self.rows[-1]
        return sum(below for _, _, below in self._steps()) - _gap(last, fitted)

    def placed(self, x: int, top: int) -> list[Line]:
        """The lines, centred on `x`, the first ink at `top`."""
        lines: list[Line] = []
        for row, fitted, below in self._steps():
            lines += stacked(row.part, fitted, x, top + fitted.ascent)
            top += below
        return lines

    def _steps(self) -> list[tuple[Row, Fitted, int]]:
        return [(row, fitted, fitted.height + _gap(row, fitted)) for row, fitted in self.rows]


def column(rows: Iterable[Row], width: int, height: int) -> Column:
    """The rows at their own sizes, or all smaller by one measure until they fit."""
    filled = [row for row in rows if words(row.text)]
    share = 1.0
    while True:
        fitted = [(row, _fit(row, width, share)) for row in filled]
        if Column(fitted).height <= height or share < SMALLEST_SHARE:
            return Column(fitted)
        share *= STEP


def _fit(row: Row, width: int, share: float) -> Fitted:
    largest = max(1, int(row.size * share))
    return fit(row.text, row.weight, width, largest=largest, lines=MOST_LINES)


def _gap(row: Row, fitted: Fitted) -> int:
    return round(row.gap * fitted.size)
