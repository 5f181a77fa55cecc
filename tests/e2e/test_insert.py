"""What stands ready on the console is one press away: items to insert, sentences to send."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.console import Console
from tests.e2e.morning import running
from tests.e2e.walls import Wall
from tests.edge.house import House

MOURNED = "Phút mặc niệm"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One server for the whole file."""
    yield from running(tmp_path_factory.mktemp("insert"))


@pytest.fixture(scope="module")
def console(browser: Browser, house: House) -> Iterator[Console]:
    """The operator's console, at the first item."""
    with Console(browser, house.links()["console"]) as opened:
        opened.ask("start")
        opened.reaches("1:act-1", lambda: opened.step)
        yield opened


def test_a_template_fills_the_form_and_goes_on_screen(
    browser: Browser, console: Console, house: House
) -> None:
    """
    A minute of silence: the button, the template, the yes; the hall reads its words.
    """
    token = house.device("screen", "hall-1", "hall")
    with Wall(browser, house.address("screen", "hall-1", "hall", token)) as hall:
        console.page.click("#insert")
        console.sees("Tự ghi", ".chips")
        console.page.click(f".chips button:has-text('{MOURNED}')")
        console.reaches(MOURNED, lambda: console.page.input_value("#field-title"))
        assert "PHÚT MẶC NIỆM" == console.page.input_value("#field-text")
        assert "2" == console.page.input_value("#field-minutes")
        console.page.click("#question-yes")

        console.sees(MOURNED, "[data-item='x1']")
        console.ask("go_to", {"item": "x1"})
        hall.paints("PHÚT MẶC NIỆM")
        console.sees("dành một phút mặc niệm")


def test_the_conferences_own_templates_stand_first(console: Console) -> None:
    """
    What the office wrote in its folder comes before what every day has.
    """
    console.page.click("#insert")
    console.page.wait_for_selector(".chips button")

    chips = console.page.locator(".chips button").all_inner_texts()

    assert ["Giao lưu với điển hình tiên tiến", "Chụp ảnh lưu niệm"] == chips[:2]
    assert ["Phút mặc niệm", "Tự ghi"] == chips[-2:]
    console.page.click("#question-no")


def test_the_mc_is_sent_a_sentence_of_the_conference(console: Console) -> None:
    """
    The list for MC and stage is the conference's own, and another one than the hall's.
    """
    console.page.click("#tab-messages")
    console.sees("Người nhận thưởng đợt 1 đã vào vị trí.", "#messages")

    console.page.click("#messages [data-audience='hall']")

    console.sees("Kính mời quý vị đại biểu ổn định chỗ ngồi.", "#messages")
    assert "Người nhận thưởng đợt 1" not in console.text("#messages")
