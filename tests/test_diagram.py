"""The README's diagram is the table of legal moves, not somebody's memory of it."""

from pathlib import Path

import pytest

from server.conference.agenda import ITEM_MOVES, PHASE_MOVES, ItemState, Phase
from tests.diagram import Moves, block, mermaid

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- diagram:begin -->", "<!-- diagram:end -->"


def test_every_move_is_drawn() -> None:
    """
    Each legal move is one arrow with its event's name, and nothing else is an arrow.
    """
    tables: tuple[Moves, ...] = (PHASE_MOVES, ITEM_MOVES)  # type: ignore[assignment]
    legal = {
        (str(before), str(after), event.__name__)
        for table in tables
        for event, move in table.items()
        for before, after in move.items()
    }

    arrows = [line.strip() for line in mermaid().splitlines() if "-->" in line]
    drawn = {
        (before, after, event)
        for arrow in arrows
        if "[*]" not in arrow
        for before, _, rest in [arrow.partition(" --> ")]
        for after, _, events in [rest.partition(": ")]
        for event in events.split(", ")
    }

    assert legal == drawn


@pytest.mark.parametrize("state", [*Phase, *ItemState])
def test_every_state_can_be_reached(state: Phase | ItemState) -> None:
    """
    Some arrow leads to each state.
    """
    assert f"--> {state}" in mermaid()


def test_the_readme_shows_this_diagram() -> None:
    """
    What stands between the README's marks is exactly what the tables say.
    """
    readme = README.read_text(encoding="utf-8") if README.is_file() else ""
    if BEGIN not in readme:
        return

    shown = readme.partition(BEGIN)[2].partition(END)[0].strip()

    assert block() == shown
