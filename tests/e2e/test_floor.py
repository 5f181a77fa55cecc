"""What the day does to the plan, on the console: an item dragged, a presenter gone, a motion made."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.console import Console
from tests.e2e.morning import everyone_in, running, salute_the_flag
from tests.e2e.walls import Wall
from tests.edge.house import House

LIST = "A"
MOVER = "Đoàn Mẫu huyện Ninh Phước"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One server for the whole file."""
    yield from running(tmp_path_factory.mktemp("floor"))


@pytest.fixture(scope="module")
def console(browser: Browser, house: House) -> Iterator[Console]:
    """The operator's console, behind the opening ceremony."""
    with Console(browser, house.links()["console"]) as opened:
        everyone_in(house, opened)
        salute_the_flag(opened)
        yield opened


@pytest.fixture(scope="module")
def hall(browser: Browser, house: House) -> Iterator[Wall]:
    """The wall of the hall."""
    token = house.device("screen", "hall-1", "hall")
    with Wall(browser, house.address("screen", "hall-1", "hall", token)) as wall:
        yield wall


def order(console: Console) -> list[str]:
    """The items as the agenda lists them."""
    return list(
        console.page.eval_on_selector_all("[data-item]", "all => all.map(one => one.dataset.item)")
    )


def item(number: str) -> str:
    """Where an item is taken with the mouse."""
    return f"[data-item='{number}'] .item__head"


def test_an_item_is_dragged_behind_another(console: Console) -> None:
    """
    Let go on an item, it comes straight after that one; the space bar is still the next step.
    """
    before = order(console)
    step = console.step

    console.drag(item("5"), item("6"))

    after = [one for one in before if one != "5"]
    after.insert(after.index("6") + 1, "5")
    console.reaches(after, lambda: order(console))
    assert step != console.on()
    console.undo()
    console.reaches(step, lambda: console.step)
    console.undo()
    console.reaches(before, lambda: order(console))


def test_a_ceremony_is_not_passed_by_a_slip_of_the_hand(console: Console) -> None:
    """
    Dropped behind the closing ceremony, the console asks for a reason first.
    """
    before = order(console)

    console.drag(item("16"), item("17"))

    console.page.wait_for_selector("#field-reason")
    assert before == order(console)
    console.press("Escape")
    console.reaches(0, lambda: console.page.locator("dialog[open]").count())
    assert before == order(console)


def test_a_presenter_is_replaced_in_two_clicks(console: Console, hall: Wall, house: House) -> None:
    """
    Open, then the reserve: the wall names whoever hands the awards over now.
    """
    batch = house.plan.batches[0]
    new = next(one for one in house.plan.people if one.id == batch.reserves[0])
    console.go("12", f"12:batch-{batch.id}")

    console.page.click("#presenters-change")
    console.page.click(f"[data-reserve='{new.id}']")

    console.sees(new.full_name, f"[data-presenter='{new.id}']")
    hall.paints(new.full_name)


def test_a_name_from_the_floor_comes_on_the_list_and_off_it(
    console: Console, hall: Wall, house: House
) -> None:
    """
    On somebody's motion; the wall reads the list as it is now.
    """
    there = {one.person for one in house.plan.nominations if one.list == LIST}
    new = next(
        one
        for one in house.plan.people
        if one.id not in there and one.delegate_class.startswith("O_")
    )
    line = f"[data-nominee='{new.id}']"
    console.go("15", f"15:{LIST}-page-1")

    console.page.click("#vote-add")
    console.page.fill("#field-add", new.id)
    console.page.click(f"[data-person='{new.id}']")
    console.page.fill("#field-mover", MOVER)
    console.page.click("#question-yes")
    console.sees(new.full_name, line)
    console.go("15", f"15:{LIST}-page-2")
    hall.paints_over_its_pages(new.full_name)

    console.page.click(f"{line} [data-command='amend_list']")
    console.page.fill("#field-mover", MOVER)
    console.page.click("#question-yes")

    console.page.wait_for_selector(line, state="detached")
    hall.reaches(False, lambda: new.full_name in " ".join(hall.written))
