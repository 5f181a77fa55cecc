"""The diagram of phases and item states, drawn from the tables of legal moves.

`python3 -m tests.diagram` prints it as it stands in the README.
"""

from server.bootstrap import enter

if __name__ == "__main__":
    enter("tests.diagram", for_tests=True)

from collections import defaultdict
from collections.abc import Iterator, Mapping
from enum import StrEnum

from server.conference.agenda import ITEM_MOVES, PHASE_MOVES, ItemState, Phase

Moves = Mapping[type, Mapping[StrEnum, StrEnum]]

INDENT = "    "


def mermaid() -> str:
    """Both tables as one Mermaid diagram."""
    return "\n".join(
        [
            "stateDiagram-v2",
            *_machine("The house", "house", PHASE_MOVES, Phase.PREPARING),  # type: ignore[arg-type]
            *_machine("An item", "item", ITEM_MOVES, ItemState.PENDING),  # type: ignore[arg-type]
        ]
    )


def _machine(title: str, name: str, moves: Moves, first: StrEnum) -> Iterator[str]:
    """One table as a composite state."""
    yield f'{INDENT}state "{title}" as {name} {{'
    yield f"{INDENT * 2}direction LR"
    yield f"{INDENT * 2}[*] --> {first}"
    for (before, after), events in _between(moves).items():
        yield f"{INDENT * 2}{before} --> {after}: {', '.join(events)}"
    for state in type(first):
        if all(state not in move for move in moves.values()):
            yield f"{INDENT * 2}{state} --> [*]"
    yield f"{INDENT}}}"


def _between(moves: Moves) -> dict[tuple[str, str], list[str]]:
    """The events that lead from one state to another."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for event, move in moves.items():
        for before, after in move.items():
            found[before.value, after.value].append(event.__name__)
    return found


def block() -> str:
    """The diagram as it stands in the README."""
    return f"```mermaid\n{mermaid()}\n```"


if __name__ == "__main__":
    print(block())
