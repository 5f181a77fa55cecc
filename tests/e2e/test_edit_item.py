"""An item reads differently from the console: the break gets minutes, a speech another speaker."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.console import Console
from tests.e2e.morning import everyone_in, salute_the_flag
from tests.edge.house import House

SPEAKS = "C-001"


@pytest.fixture
def console(browser: Browser, house: House) -> Iterator[Console]:
    """The operator's console, after the opening ceremony."""
    with Console(browser, house.links()["console"]) as opened:
        everyone_in(house, opened)
        salute_the_flag(opened)
        yield opened


def edit(console: Console, item: str) -> None:
    """Open the item in the agenda, and its questions."""
    console.page.click(f"[data-item='{item}'] .item__head")
    console.page.click(f"[data-item='{item}'] [data-command=edit_item]")
    console.page.wait_for_selector("#field-title")


def test_the_break_is_made_longer_while_it_is_on(console: Console, house: House) -> None:
    """
    The operator gives it ten minutes more: the hall is told the later time.
    """
    item = next(one for one in house.plan.items if one.kind == "break")
    console.go(item.id, f"{item.id}:break")
    with house.enter("mc") as other:
        before = other.view("hall")["scene"]["until"]
        edit(console, item.id)
        assert f"{item.planned}" == console.page.input_value("#field-planned")

        console.page.fill("#field-planned", f"{item.planned + 10}")
        console.page.click("#question-yes")

        console.reaches(True, lambda: other.view("hall")["scene"]["until"] > before)
    console.sees(f"{item.planned + 10} phút", f"[data-item='{item.id}']")


def test_a_speech_gets_another_title_and_speaker(console: Console, house: House) -> None:
    """
    Found by the badge number, another person speaks; what is left empty stays.
    """
    item = next(one for one in house.plan.items if one.kind == "speech")
    edit(console, item.id)

    console.page.fill("#field-title", "Lời chào mừng")
    console.page.fill("#field-speaker", SPEAKS)
    console.page.click(f"[data-person='{SPEAKS}']")
    console.page.click("#question-yes")

    console.sees("Lời chào mừng", f"[data-item='{item.id}']")
    with house.enter("mc") as other:
        console.ask("go_to", {"item": item.id})
        speaks = next(one.full_name for one in house.plan.people if one.id == SPEAKS)
        assert speaks == other.view("hall")["scene"]["person"]["name"]
        assert speaks in other.view("mc")["text"]
