"""The sound check in real browsers: one that may be heard, and one that may not, both told in time."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from tests.e2e.console import Console
from tests.e2e.device import chromium
from tests.e2e.film import Screen, audible
from tests.edge.house import House

SIZES = [(1366, 768), (1180, 820), (1024, 768), (820, 1180)]
# Whatever reaches beyond the page's right edge, or is written over the clock.
CUT_OFF = """() => {
  const clock = document.querySelector('.clock').getBoundingClientRect();
  const title = document.querySelector('.top__title').getBoundingClientRect();
  const over = [...document.querySelectorAll('.console button, .console select, .console p')]
    .filter((one) => !one.closest('.picture-box') && one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.id || one.textContent);
  return title.right > clock.left + 1 ? [...over, 'title'] : over;
}"""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A server of the sample, before the doors open."""
    house = House(tmp_path / "var")
    try:
        house.start()
        yield house
    finally:
        house.close()


def outcome(console: Console) -> str | None:
    """What the console says of the last check."""
    return console.data("#sound-outcome", "data-outcome")


def test_a_wall_that_may_be_heard_is_heard(playwright: Playwright, house: House) -> None:
    """
    One press: the wall plays, measures sound, and the console says so; once begun, it is gone.
    """
    with audible(playwright) as browser, Console(browser, house.links()["console"]) as console:
        wall = Screen(browser, house, "hall-1")
        console.reaches(False, lambda: console.is_disabled("#check-sound"))

        console.page.click("#check-sound")

        console.reaches("heard", lambda: outcome(console))
        console.sees("đo được tiếng", "#sound-outcome")
        assert "dB" in console.text("#sound-outcome")
        console.ask("start")
        console.reaches(0, lambda: console.page.locator("#sound-check").count())
        wall.close()


def test_a_wall_that_may_not_is_told_before_the_doors_open(
    playwright: Playwright, house: House
) -> None:
    """
    Autoplay refused is an alert while preparing, and the button says why it can't be pressed.
    """
    with (
        chromium(playwright) as strict,
        Console(strict, house.links()["console"]) as console,
    ):
        wall = Screen(strict, house, "hall-1")
        console.sees("trình duyệt chưa cho phát tiếng", ".alerts")
        assert "Chuẩn bị" in console.text()
        console.reaches(True, lambda: console.is_disabled("#check-sound"))
        console.page.hover("#check-sound")
        console.reaches(True, lambda: "chưa cho phát tiếng" in console.said())

        wall.page.keyboard.press("a")

        console.reaches(False, lambda: console.is_disabled("#check-sound"))
        console.page.click("#check-sound")
        console.reaches("heard", lambda: outcome(console))
        wall.close()


def test_everything_stays_on_the_page_while_nobody_steers(browser: Browser, house: House) -> None:
    """
    Before control is taken, and with the sound check there, no size of page cuts anything off.
    """
    with Console(browser, house.links()["console"]) as console:
        console.page.wait_for_selector("#take-control")
        for width, height in SIZES:
            console.page.set_viewport_size({"width": width, "height": height})
            console.reaches([], lambda: console.page.evaluate(CUT_OFF))


def test_the_files_can_be_compared_with_those_handed_in(browser: Browser, house: House) -> None:
    """
    Before the opening the console lists each: what it is made of, and its SHA-256, whole on hover.
    """
    [film] = (house.folder / "media").glob("*.webm")
    digest = hashlib.sha256(film.read_bytes()).hexdigest()
    line = f"#files li[data-file='{film.name}']"

    with Console(browser, house.links()["console"]) as console:
        console.sees(f"{digest[:12]}…", line)
        assert digest == console.data(f"{line} code", "title")
        assert re.search(r"0:\d\d · vp[89] \+ (opus|vorbis) · có tiếng", console.text(line))
        console.ask("start")
        console.reaches(0, lambda: console.page.locator("#files").count())
