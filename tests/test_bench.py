"""The benchmark's own arithmetic, and that every theme can be asked for."""

from importlib import import_module

import pytest

from tests.bench.__main__ import THEMES
from tests.bench.tools.rows import at_least, at_most, medians, spread


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_says_what_it_measures(theme: str) -> None:
    """
    A module of the benchmark's folder is a theme: it has rows, and a sentence for the help.
    """
    module = import_module(f"tests.bench.{theme}")

    assert callable(module.rows)
    assert module.__doc__


def test_a_row_tells_whether_it_was_reached() -> None:
    """
    A number at its limit is reached, one beyond it in either direction is not.
    """
    assert at_most("ms", 3, 3).is_reached
    assert not at_most("ms", 3.1, 3).is_reached
    assert not at_least("per second", 1499, 1500).is_reached
    assert spread("ms", range(1, 102), p50=51, p99=101).is_reached
    assert not spread("ms", range(1, 102), p50=50).is_reached


def test_several_runs_are_told_by_their_medians() -> None:
    """
    One bad run of three changes neither median nor tail.
    """
    runs = [[spread("ms", values, p50=2, p99=3)] for values in ([1, 2, 3], [1, 2, 3], [7, 8, 9])]

    (row,) = medians(runs)

    assert [2, 3] == [figure.value for figure in row.figures]
    assert row.is_reached
