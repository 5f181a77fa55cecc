"""Rows: a measured number beside what was wanted of it.

yield spread("a check-in of one client, ms", times_ms, p50=3)
yield at_least("check-ins of 32 clients, per second", rate, 1500)
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Figure:
    """One number; `wanted` is the most it may be, or the least where `at_least`."""

    label: str
    value: float
    wanted: float | None = None
    at_least: bool = False

    @property
    def is_reached(self) -> bool:
        """Whether it is as it should be; a number nobody wanted anything of always is."""
        if self.wanted is None:
            return True
        return self.value >= self.wanted if self.at_least else self.value <= self.wanted

    def __str__(self) -> str:
        return f"{self.label} {_short(self.value)}".strip()

    @property
    def wish(self) -> str:
        """What was wanted, in words; nothing where nothing was."""
        sign = "≥" if self.at_least else "≤"
        return "" if self.wanted is None else f"{self.label} {sign} {self.wanted:g}".strip()


@dataclass(frozen=True)
class Row:
    """A line of the table: what was measured, its figures, and under which conditions."""

    name: str
    figures: tuple[Figure, ...]
    note: str = ""

    @property
    def is_reached(self) -> bool:
        """Whether every figure is as it should be."""
        return all(figure.is_reached for figure in self.figures)

    def __str__(self) -> str:
        found = ", ".join(map(str, self.figures))
        wanted = ", ".join(figure.wish for figure in self.figures if figure.wish)
        mark = " " if self.is_reached else "✗"
        told = f"{mark} {self.name:58} {found:26} {f'wanted {wanted}' if wanted else ''}"
        return f"{told}   ({self.note})" if self.note else told.rstrip()


def spread(
    name: str,
    values: Sequence[float],
    *,
    p50: float | None = None,
    p99: float | None = None,
    note: str = "",
) -> Row:
    """Median and tail of many measurements, with the most that each may be."""
    ordered = sorted(values)
    tail = ordered[min(len(ordered) - 1, round(len(ordered) * 0.99))]
    middle = statistics.median(ordered)
    return Row(name, (Figure("p50", middle, p50), Figure("p99", tail, p99)), note)


def at_most(name: str, value: float, wanted: float | None = None, note: str = "") -> Row:
    """A single number that must not be larger."""
    return Row(name, (Figure("", value, wanted),), note)


def at_least(name: str, value: float, wanted: float, note: str = "") -> Row:
    """A single number that must not be smaller."""
    return Row(name, (Figure("", value, wanted, at_least=True),), note)


def medians(runs: Sequence[Sequence[Row]]) -> list[Row]:
    """The rows of several runs of a theme as one: the median of each figure."""
    return [_middle(rows) for rows in zip(*runs, strict=True)]


def _middle(rows: Sequence[Row]) -> Row:
    figures = zip(*(row.figures for row in rows), strict=True)
    return replace(
        rows[-1],
        figures=tuple(
            replace(same[-1], value=statistics.median(figure.value for figure in same))
            for same in figures
        ),
    )


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
