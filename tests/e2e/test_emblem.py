"""The emblem the office gives: on the walls' backdrop as it is, and beautiful without it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from server.config import SAMPLE, Settings
from server.files.media import look_into
from server.preflight import look
from tests.e2e.walls import Wall
from tests.edge.house import House
from tests.emblems import emblem

NAME = "huy-hieu.png"
WIDTH = "() => document.querySelector('.emblem')?.naturalWidth ?? 0"


def sample(place: Path) -> Path:
    """The sample in a folder of its own."""
    ignored = shutil.ignore_patterns("var")
    return Path(shutil.copytree(SAMPLE, place / "conference", ignore=ignored))


def wall_of(browser: Browser, house: House) -> Wall:
    """A wall that shows the backdrop."""
    return Wall(
        browser, house.address("screen", "hall-1", "hall", house.device("screen", "hall-1", "hall"))
    )


@pytest.mark.parametrize("is_given", [True, False])
def test_the_backdrop_bears_the_emblem_if_there_is_one(
    browser: Browser, tmp_path: Path, is_given: bool
) -> None:
    """
    Copied into the folder before or during the day, the emblem comes; until then nothing is amiss.
    """
    folder = sample(tmp_path)
    with House(tmp_path / "var", folder) as house:
        wall = wall_of(browser, house)
        wall.paints("Hội nghị điển hình tiên tiến")
        before = wall.page.evaluate(WIDTH)
        if is_given:
            (folder / "media" / NAME).write_bytes(emblem(1500))
            wall.reaches(1200, lambda: wall.page.evaluate(WIDTH))
        wall.close()

    assert 0 == before


def test_a_picture_that_cannot_be_had_leaves_the_backdrop_whole(
    browser: Browser, tmp_path: Path
) -> None:
    """
    The emblem's copy is lost: the wall shows the backdrop without a broken picture.
    """
    folder = sample(tmp_path)
    (folder / "media" / NAME).write_bytes(emblem())
    with House(tmp_path / "var", folder) as house:
        first = wall_of(browser, house)
        first.reaches(600, lambda: first.page.evaluate(WIDTH))
        for copy in (tmp_path / "var" / "pictures").iterdir():
            copy.unlink()
        first.close()
        wall = wall_of(browser, house)
        wall.paints("Hội nghị điển hình tiên tiến")

        assert 0 == wall.page.locator(".emblem").count()
        wall.close()


FAULTS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "picture_svg": ("a.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
    "picture_unreadable": ("a.png", lambda: b"\x89PNG\r\n" + b"0" * 100, "hỏng"),
    "picture_small": ("a.png", lambda: emblem(100), "300 điểm ảnh"),
    "picture_large": ("a.png", lambda: emblem(7000), "quá lớn"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_an_emblem_that_will_not_do_is_told_before_the_day(tmp_path: Path, fault: str) -> None:
    """
    A drawing that may carry a program, damage, too few dots or too many: each has its sentence.
    """
    name, made, said = FAULTS[fault]
    folder = sample(tmp_path)
    plan = folder / "conference.toml"
    plan.write_text(plan.read_text("utf-8").replace(NAME, name), "utf-8")
    (folder / "media" / name).write_bytes(made())

    found = look_into(folder / "media")[name]
    told = [one.vi for one in look(Settings(folder=folder, var=tmp_path / "var")) if name in one.vi]

    assert fault == (found.fault or found.doubt)
    assert 1 == len(told)
    assert said in told[0]


def test_the_pre_flight_says_where_the_emblem_goes(tmp_path: Path) -> None:
    """
    Not there yet, it is asked for by its name, its form and its place.
    """
    folder = sample(tmp_path)

    told = [one.vi for one in look(Settings(folder=folder, var=tmp_path / "var")) if NAME in one.vi]

    assert 1 == len(told)
    assert "PNG nền trong suốt" in told[0]
    assert str(folder / "media") in told[0]
