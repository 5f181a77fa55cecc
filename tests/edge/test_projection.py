"""The media folder as the day hears of it: nothing is announced before it can be shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.clock import Clock
from server.conference import Day, fold
from server.conference.library import MediaKind
from server.desk import Desk
from server.journal import Journal
from server.projection import Projection
from server.web.wire import explain
from tests.edge.conftest import TINY
from tests.edge.records import loading
from tests.pdfs import pdf
from tests.sample_media import TONE, make_tone

SLIDES = "bao-cao.pdf"


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    journal = Journal(tmp_path / "day.sqlite")
    journal.append([loading(TINY)])
    day = fold(None, journal.events())
    assert day is not None
    desk = Desk(journal, day, Clock(), lambda work, *given: work(*given), explain)
    desk.start()
    yield desk
    desk.finish()
    journal.close()


def test_slides_are_drawn_before_any_wall_is_told_of_them(desk: Desk, tmp_path: Path) -> None:
    """
    New ones, and others under the old name: until they are drawn the day has what it had before.
    """
    folder = tmp_path / "media"
    folder.mkdir()
    projection = Projection(
        desk, folder, tmp_path / "made", str.upper, lambda work, *given: work(*given)
    )
    told: list[tuple[set[str], list[bool]]] = []

    def note(day: Day) -> None:
        slides = [one for one in day.library.values() if one.kind is MediaKind.SLIDES]
        pages = [(one.mark, page) for one in slides for page in range(1, one.pages + 1)]
        there = [projection.slide(mark, page) is not None for mark, page in pages]
        told.append((set(day.library), there))

    desk.on_change(note)
    make_tone(folder / TONE, 1)
    for pages in (3, 5, 5):
        (folder / SLIDES).write_bytes(pdf(pages=pages))
        projection.look()
        desk.finish()  # who listens has heard of it by now

    both = {TONE, SLIDES}
    assert [({TONE}, []), (both, [True] * 3), (both, [True] * 5)] == told
