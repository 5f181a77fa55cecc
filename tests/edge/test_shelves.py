"""What a screen's pages hold is noted in order, and nobody else waits for the disk meanwhile."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from server.conference.reels import Reel, ReelState
from server.desk import Desk
from server.journal import Journal
from server.web.reels import ReelsHeld, Shelves
from tests.edge.clients import PATIENCE_S
from tests.edge.conftest import TINY
from tests.edge.records import loading
from tests.edge.test_crowds import until
from tests.edge.test_desk import desk_on

WALL, PAGE = "hall-1", "page"


def film(state: ReelState) -> ReelsHeld:
    """A page is that far with a film."""
    return ReelsHeld(audible=True, reels=(Reel(sha256="0" * 64, state=state, sound=True),))


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    journal = Journal(tmp_path / "day.sqlite")
    journal.append([loading(TINY)])
    yield desk_on(journal)
    journal.close()


def test_a_wall_that_dies_lets_nobody_wait_for_the_disk(desk: Desk) -> None:
    """
    Whoever finds a line dead, the pulse or whoever tells all walls, goes on at once.
    """
    shelves = Shelves()
    shelves.told(desk, WALL, PAGE, ReelsHeld(audible=True), PAGE)
    there = WALL in desk.day.reels.shelves

    with ThreadPoolExecutor(1) as pulse, desk._writing:
        gone = pulse.submit(shelves.gone, desk, WALL, PAGE, None)
        gone.result(PATIENCE_S)
        still = WALL in desk.day.reels.shelves

    assert (True, True) == (there, still)
    assert until(lambda: WALL not in desk.day.reels.shelves)


def test_a_wall_that_dies_before_it_was_noted_is_not_there_for_ever(desk: Desk) -> None:
    """
    Its going is judged once its coming is on the disk.
    """
    shelves = Shelves()

    with ThreadPoolExecutor(2) as lines:
        with desk._writing:
            told = lines.submit(shelves.told, desk, WALL, PAGE, ReelsHeld(audible=True), PAGE)
            assert until(lambda: desk.waiting)
            gone = lines.submit(shelves.gone, desk, WALL, PAGE, None)
        told.result(PATIENCE_S)
        gone.result(PATIENCE_S)

    assert until(lambda: WALL not in desk.day.reels.shelves)


def test_what_is_said_while_the_disk_is_busy_is_not_lost(desk: Desk) -> None:
    """
    Ready, then loading, and ready again before that is on disk: the screen is ready.
    """
    shelves = Shelves()
    shelves.told(desk, WALL, PAGE, film(ReelState.READY), PAGE)

    with ThreadPoolExecutor(2) as lines:
        with desk._writing:
            late = lines.submit(shelves.told, desk, WALL, PAGE, film(ReelState.LOADING), PAGE)
            assert until(lambda: desk.waiting)
            again = lines.submit(shelves.told, desk, WALL, PAGE, film(ReelState.READY), PAGE)
        late.result(PATIENCE_S)
        again.result(PATIENCE_S)

    assert film(ReelState.READY).reels == desk.day.reels.shelves[WALL].reels
