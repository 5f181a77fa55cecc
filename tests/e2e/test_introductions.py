"""The operator sets the introductions by hand; the hall's cards and the MC's list follow at once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.console import Console
from tests.e2e.device import Device
from tests.e2e.morning import everyone_in, running, salute_the_flag
from tests.e2e.walls import Wall
from tests.edge.house import House

LATE = "K-003"
WAKES = """
window.awake = [];
navigator.wakeLock.request = async (what) => void window.awake.push(what);
"""
TABLET = (1180, 820)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One server for the whole file."""
    yield from running(tmp_path_factory.mktemp("introductions"))


@pytest.fixture(scope="module")
def console(browser: Browser, house: House) -> Iterator[Console]:
    """The operator's console, at the introductions; one guest of honour is late."""
    with Console(browser, house.links()["console"]) as opened:
        everyone_in(house, opened, but=LATE)
        salute_the_flag(opened)
        opened.go("3", "3:purpose")
        opened.sees("Giới thiệu đại biểu", "#introductions")
        yield opened


@pytest.fixture(scope="module")
def hall(browser: Browser, house: House) -> Iterator[Wall]:
    """The wall of the hall."""
    token = house.device("screen", "hall-1", "hall")
    with Wall(browser, house.address("screen", "hall-1", "hall", token)) as wall:
        yield wall


def cards(console: Console) -> list[str]:
    """The cards of those who are here, as the panel lists them."""
    return list(
        console.page.eval_on_selector_all(
            "#introductions .rows:not(.roll__away) > .card", "all => all.map(c => c.dataset.card)"
        )
    )


def named(house: House, person: str) -> str:
    """A person's full name."""
    return next(one.full_name for one in house.plan.people if one.id == person)


def turn(console: Console, card: str) -> str:
    """What the panel says of a card."""
    return console.text(f"#introductions [data-card='{card}'] > em span:last-child")


def test_the_absent_stand_apart(console: Console) -> None:
    """
    Whoever is not here stands below the others, and is told as absent in words.
    """
    assert LATE not in cards(console)
    assert "vắng" == turn(console, LATE)
    assert console.page.locator(f".roll__away [data-card='{LATE}']").count() == 1


def test_a_card_moved_by_key_is_locked_and_the_walk_follows(console: Console, hall: Wall) -> None:
    """
    Alt with an arrow moves a card; a lock says who moved it, and the hall sees it first.
    """
    first, second = cards(console)[:2]

    console.page.focus(f"[data-card='{second}'] .card__head")
    console.page.keyboard.press("Alt+ArrowUp")
    console.reaches([second, first], lambda: cards(console)[:2])
    assert console.page.locator(f"[data-card='{second}'] .card__lock").count() == 1
    console.page.evaluate("document.activeElement.blur()")

    assert console.on() == f"3:intro-{second}"
    hall.paints(console.text(f"[data-card='{second}'] strong"))
    console.reaches("đang chiếu", lambda: turn(console, second))


def test_a_name_put_right_at_reception_is_right_on_the_wall(
    console: Console, hall: Wall, house: House
) -> None:
    """
    The card that stands there changes under the audience's eyes; nothing else on it does.
    """
    card = cards(console)[0]
    name = named(house, card)
    with house.sign_in("Lan Mẫu", "reception") as desk:
        for right in ("Đặng Thị Mẫu Đúng", name):
            given = {"person": card, "full_name": right}
            desk.command("correct_person", given).raise_for_status()
            hall.paints(right)
            hall.reaches(right == name, lambda: name in hall.painted)

    assert console.step == f"3:intro-{card}"


def test_somebody_is_passed_over_and_taken_back(console: Console) -> None:
    """
    One press passes a person over; undo has them introduced after all.
    """
    card = cards(console)[2]
    console.page.click(f"[data-card='{card}'] .card__head")
    console.page.click(f"[data-card='{card}'] [data-command='skip_introduction']")
    console.reaches("bỏ qua", lambda: turn(console, card))

    console.page.click("#undo")

    console.reaches("sắp tới", lambda: turn(console, card))
    console.page.click(f"[data-card='{card}'] .card__head")


def test_several_people_come_on_one_card(console: Console, hall: Wall, house: House) -> None:
    """
    Ticked and titled, two people stand on one card: in the panel, on the wall, for the MC.
    """
    some = [card for card in cards(console) if card.startswith("K-")][3:5]
    console.page.click("#roll-group")
    assert console.is_disabled("#roll-grouped")
    for card in some:
        console.page.check(f"[data-card='{card}'] input")
    console.page.click("#roll-grouped")
    console.page.fill("#field-title", "Các sở, ban, ngành tỉnh Mẫu")
    console.page.click("#question-yes")
    console.reaches(True, lambda: "n1" in cards(console))

    while console.step != "3:group-n1":
        console.on()
    hall.paints("Các sở, ban, ngành tỉnh Mẫu", *(named(house, card) for card in some))


def test_a_guest_who_missed_the_turn_is_called(console: Console) -> None:
    """
    A late guest is told as missed, in words, and one press has the card shown next.
    """
    console.ask("check_in_by_hand", {"person": LATE, "method": "name"})
    console.reaches("đã qua lượt, chưa giới thiệu", lambda: turn(console, LATE))

    console.page.click(f"[data-card='{LATE}'] > [data-command='introduce_next']")

    console.reaches("sắp tới", lambda: turn(console, LATE))
    assert console.on() == f"3:intro-{LATE}"


def test_a_card_is_dragged_behind_another(console: Console, hall: Wall) -> None:
    """
    Taken with the mouse and let go on another card, it stands straight after that one; the space
    bar is the next step all the same. Let go beside the list, nothing has happened.
    """
    before = cards(console)
    on = before.index(card_on(console))
    onto, _, moved = before[on + 2 : on + 5]

    console.drag(head(moved), ".pictures")
    assert before == console.settled(lambda: cards(console))
    console.drag(head(moved), head(onto))

    after = [card for card in before if card != moved]
    after.insert(after.index(onto) + 1, moved)
    console.reaches(after, lambda: cards(console))
    assert console.page.locator(f"[data-card='{moved}'] .card__lock").count() == 1
    for card in after[on + 1 : on + 4]:
        assert card == console.on().partition("-")[2]
    hall.paints(console.text(f"[data-card='{moved}'] strong"))


def test_a_card_that_was_shown_stays_where_it_is(console: Console) -> None:
    """
    What the hall has seen cannot be dragged.
    """
    before = cards(console)

    console.drag(head(before[0]), head(before[2]))

    assert before == console.settled(lambda: cards(console))


def head(card: str) -> str:
    """Where a card is taken with the mouse."""
    return f"[data-card='{card}'] .card__head"


def card_on(console: Console) -> str:
    """The card on the wall."""
    return console.step.partition("-")[2]


@pytest.fixture(scope="module")
def mc(browser: Browser, house: House) -> Iterator[Device]:
    """The MC's tablet, which notes what it is asked to keep awake."""
    with Device(browser, house.links()["mc"], TABLET, WAKES) as opened:
        opened.page.wait_for_selector(".reading-list li")
        yield opened


def test_the_mcs_tablet_is_kept_awake(mc: Device) -> None:
    """
    The page asks the browser not to let the screen sleep.
    """
    assert ["screen"] == mc.page.evaluate("window.awake")


def test_the_prompter_reads_the_same_order(console: Console, mc: Device, house: House) -> None:
    """
    The MC's list begins with the card on screen and goes on as the console has it.
    """
    names = mc.page.eval_on_selector_all(
        ".reading-list li strong", "all => all.slice(0, 2).map(one => one.textContent)"
    )

    ahead = cards(console)
    here = ahead.index(console.step.removeprefix("3:intro-"))
    for card, name in zip(ahead[here : here + 2], names, strict=True):
        assert named(house, card) in name


def test_the_order_is_ready_before_its_time(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """
    While the doors are open the list opens in a window of its own, and a card can be moved.
    """
    for early in running(tmp_path_factory.mktemp("early")):
        with Console(browser, early.links()["console"]) as console:
            everyone_in(early, console)
            console.page.click("[data-item='3'] .item__head")
            console.page.click("#roll-open")
            console.page.wait_for_selector("#roll-call [data-card]")
            first, second = cards(console)[:2]
            console.page.click(f"[data-card='{second}'] .card__head")
            console.page.click(f"[data-card='{second}'] [data-move='up']")
            console.reaches([second, first], lambda: cards(console)[:2])
