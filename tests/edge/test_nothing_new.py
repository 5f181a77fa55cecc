"""Where nothing happens, nothing is told: a view that only grew older goes to nobody."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from server.config import SAMPLE
from tests.edge.clients import Http, Socket
from tests.edge.conftest import TINY
from tests.edge.house import House

SETTLES_S, WATCHED_S = 2.0, 3.0
A_FEW = 4
PAINTED = {"scene": "SC00", "rtt": 8.0, "drawn_ms": 20.0, "width": 1280, "height": 720}
PAGES = ("console", "mc", "reception", "stage", "hall", "lobby", "overlay")


@pytest.fixture
def house(tmp_path: Path, folder: Path) -> Iterator[House]:
    """A server of that conference."""
    with House(tmp_path / "var", folder) as started:
        yield started


@pytest.fixture
def operator(house: House) -> Iterator[Http]:
    """Whoever runs the day."""
    with house.enter("console") as http:
        yield http


@pytest.fixture
def pages(house: House, operator: Http) -> Iterator[dict[str, Socket]]:
    """A page of every kind; the walls say what they have painted, as often as they are told."""
    with ExitStack() as left:
        opened = {name: left.enter_context(page(house, operator, name)) for name in PAGES}
        leaving = threading.Event()
        walls = [opened[name] for name in ("stage", "hall", "lobby", "overlay")]
        painting = threading.Thread(target=paint, args=(walls, leaving))
        painting.start()
        yield opened
        leaving.set()
        painting.join()


def page(house: House, operator: Http, name: str) -> Socket:
    """A page's socket: a wall's own, or one of whoever runs the day."""
    if name in {"console", "mc", "reception"}:
        return house.socket(name, str(operator.token))
    return house.socket(name, house.device("screen", f"{name}-1", name), f"{name}-1")


def paint(walls: list[Socket], leaving: threading.Event) -> None:
    """Say of every view that it is painted."""
    said = dict.fromkeys(range(len(walls)), 0)
    while not leaving.wait(0.02):
        for number, wall in enumerate(walls):
            if len(wall.views) > said[number]:
                said[number] = len(wall.views)
                wall.tell("shown", {"version": wall.view["version"], **PAINTED})


@pytest.mark.parametrize(
    ("folder", "walk"),
    [
        pytest.param(TINY, ["open_reception"], id="before a day and hour that are known"),
        pytest.param(SAMPLE, ["open_reception"], id="before an hour nobody has named"),
        pytest.param(SAMPLE, ["open_reception", "start", "pause"], id="while an item stands still"),
    ],
)
def test_while_nothing_happens_nobody_is_told_anything(
    operator: Http, pages: dict[str, Socket], walk: list[str]
) -> None:
    """
    The end may move away meanwhile: the pages carry the time on by themselves. A minute's turn or
    an alert may come in between.
    """
    for command in walk:
        operator.command(command).raise_for_status()
    time.sleep(SETTLES_S)
    before = {name: len(page.views) for name, page in pages.items()}
    time.sleep(WATCHED_S)

    told = {name: len(page.views) - before[name] for name, page in pages.items()}
    assert {} == {name: many for name, many in told.items() if many > A_FEW}
