"""The MC's page is read at arm's length in the dark: how large its words are, and how bright."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser

from tests.e2e.console import Console
from tests.e2e.device import DESK, Device
from tests.e2e.morning import everyone_in, running, salute_the_flag
from tests.edge.house import House

TABLET = (1180, 820)
LATE = "K-003"
MEASURE = Path(__file__).parents[1] / "browser" / "measure.js"
# Every word that is to be seen, but for keys that are off and the miniature of the wall.
WORDS = f"""() => {{
  {MEASURE.read_text(encoding="utf-8").replace("export ", "")}
  return [...wordsOf(document.querySelector('.prompter'))]
    .filter(({{ parent }}) => isSeen(parent) && !parent.closest(':disabled, kbd, .picture-box'))
    .map(({{ word, size, parent }}) => ({{
      word, size,
      contrast: contrast(rgb(getComputedStyle(parent).color), backgroundOf(parent)),
      ground: luminance(backgroundOf(parent)),
      part: parent.closest('.words, li, .note-card')?.matches('.words') ? 'words'
        : parent.matches('li:not([data-read=false]) strong') ? 'name'
        : parent.closest('.note-card') ? 'note' : 'rest',
    }}));
}}"""


class Least(NamedTuple):
    """What a part of the page may not fall below: px of its letters, contrast to its ground."""

    size: float
    contrast: float


LEAST = {
    "words": Least(34, 7),
    "name": Least(24, 7),
    "note": Least(20, 7),
    "rest": Least(13.5, 4.5),
}
DARK = 0.02  # of the brightness of white


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One server for the whole file."""
    yield from running(tmp_path_factory.mktemp("prompter"))


@pytest.fixture(scope="module")
def console(browser: Browser, house: House) -> Iterator[Console]:
    """The operator's console; a guest of honour is late."""
    with Console(browser, house.links()["console"]) as opened:
        everyone_in(house, opened, but=LATE)
        salute_the_flag(opened)
        yield opened


@pytest.fixture(scope="module")
def mc(browser: Browser, house: House, console: Console) -> Iterator[Device]:
    """The MC's page."""
    with Device(browser, house.links()["mc"]) as opened:
        yield opened


@pytest.mark.parametrize("size", [TABLET, DESK], ids=["tablet", "laptop"])
@pytest.mark.parametrize("item", ["3", "4", "12"])
def test_the_mcs_page_is_read_at_arms_length_in_the_dark(
    console: Console, mc: Device, size: tuple[int, int], item: str
) -> None:
    """
    What is read aloud is large, nothing is small or faint, the ground stays dark, and all of it
    stands on the screen.
    """
    mc.page.set_viewport_size({"width": size[0], "height": size[1]})
    console.ask("go_to", {"item": item})
    console.ask("next")
    mc.reaches(True, lambda: f"Mục {item} " in mc.text(".cue"))
    mc.page.wait_for_selector("[data-arrived]")
    found = mc.page.evaluate(WORDS)

    assert {"words", "note"} <= {one["part"] for one in found}
    assert [] == [one for one in found if one["size"] < LEAST[one["part"]].size]
    assert [] == [one for one in found if one["contrast"] < LEAST[one["part"]].contrast]
    assert [] == [one for one in found if one["ground"] > DARK]
    assert size[0] == mc.page.evaluate("document.documentElement.scrollWidth")
