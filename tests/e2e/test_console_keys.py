"""The console's keys and buttons: one press is one step, and whatever can't be done says why."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from server.conference.agenda import StepEntered
from server.conference.commands import Role
from server.conference.media import MediaPaused
from tests.e2e.console import Console
from tests.e2e.morning import running, salute_the_flag
from tests.e2e.walls import Wall
from tests.edge.house import House
from tests.sample_media import FILM

HELD_FOR_KEYS = 30
BESIDE_PX = 40
FIRST, SECOND, THIRD = "1:act-1", "1:act-2", "1:act-3"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One server for all these keys; each test begins the morning again."""
    yield from running(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def opened(browser: Browser, house: House) -> Iterator[Console]:
    """The operator's console."""
    with Console(browser, house.links()["console"]) as switched_on:
        yield switched_on


@pytest.fixture
def begun(opened: Console) -> Console:
    """The console at the first step of the first item, as freshly opened."""
    opened.page.reload()
    opened.page.wait_for_selector("#next")
    begin_again(opened)
    return opened


def begin_again(console: Console) -> None:
    """Bring the morning back to its first step, from wherever the last test left it."""
    console.ask("take_control")
    while console.step.startswith("2:") and console.step != "2:seated":
        console.on()
    if console.step.endswith("-vote"):
        console.ask("void_vote", {"list": "A", "reason": "thử lại"})
    console.ask("start")
    console.ask("release")
    console.go("1", FIRST)


@pytest.fixture
def hall(browser: Browser, house: House) -> Iterator[Wall]:
    """The wall of the hall."""
    token = house.device("screen", "hall-1", "hall")
    with Wall(browser, house.address("screen", "hall-1", "hall", token)) as wall:
        yield wall


def steps_taken(house: House) -> int:
    """How many steps stand in the journal."""
    return sum(isinstance(event, StepEntered) for event in house.events())


def test_a_held_space_bar_is_one_step(begun: Console, house: House) -> None:
    """
    A key that lies under a folder and repeats takes one step, and one only.
    """
    before = steps_taken(house)

    for _ in range(HELD_FOR_KEYS):
        begun.page.keyboard.down("Space")
    begun.page.keyboard.up("Space")

    begun.reaches(SECOND, lambda: begun.step)
    assert before + 1 == begun.settled(lambda: steps_taken(house))


def test_two_presses_in_a_blink_are_one_step(begun: Console, house: House) -> None:
    """
    A nervous double press within 300 ms takes one step.
    """
    before = steps_taken(house)

    begun.press("Space")
    begun.press("Space")

    begun.reaches(SECOND, lambda: begun.step)
    assert before + 1 == begun.settled(lambda: steps_taken(house))


def test_every_key_of_a_clicker_walks(begun: Console) -> None:
    """
    Space, Enter, Page Down and → go on; ← and Page Up go back.
    """
    for key in ("Space", "Enter", "NumpadEnter", "PageDown", "ArrowRight"):
        assert SECOND == begun.on(key), key
        back = "PageUp" if key == "PageDown" else "ArrowLeft"
        assert FIRST == begun.on(back), back


def test_the_panic_keys_change_the_wall(begun: Console, hall: Wall, house: House) -> None:
    """
    M shows the backdrop, B black, G keeps the picture while the walk goes on, R follows again.
    """
    acts = [act.title for act in house.plan.items[0].acts]
    hall.paints(acts[0])

    begun.press("m")
    hall.paints(*house.plan.title_lines)
    begun.press("b")
    hall.reaches([], lambda: hall.written)
    assert (0, 0, 0) == hall.picture().getpixel((640, 360))
    begun.press("r")
    hall.paints(acts[0])
    begun.press("g")
    begun.sees("Đang giữ hình", "#mode")
    begun.on()
    assert acts[0] in hall.settled(lambda: hall.painted)
    begun.press("r")
    hall.paints(acts[1])


def test_the_question_mark_shows_every_key_and_what_it_does(begun: Console) -> None:
    """
    Each meaning a key has stands there once, with its keys and in words; the mark closes it too.
    """
    meanings = begun.page.evaluate(
        "import('/display/console/keys.js').then(({ KEYS }) => Object.keys(KEYS).length)"
    )

    begun.press("?")

    lines = begun.page.eval_on_selector_all(
        "#key-map dl > div",
        """all => all.map((one) => [...one.querySelectorAll('kbd, dd')].map((part) => part.innerText.trim()))""",
    )
    words = [line[-1] for line in lines]
    assert meanings + len(["Alt ↑ ↓"]) == len(set(words))
    assert all(len(line) > 1 and all(line) for line in lines)
    assert not [said for said in words if "." in said or "_" in said]
    begun.press("?")
    begun.page.wait_for_selector("#key-map", state="detached")


def test_the_panic_keys_reach_the_wall_past_an_open_dialog(
    begun: Console, hall: Wall, house: House
) -> None:
    """
    With the key map open B is black and R the way back, and no other key means anything.
    """
    acts = [act.title for act in house.plan.items[0].acts]
    hall.paints(acts[0])
    begun.press("?")
    begun.page.wait_for_selector("#key-map")

    begun.press("b")
    hall.reaches([], lambda: hall.written)
    begun.press("PageDown")
    begun.press("u")
    begun.press("r")
    hall.paints(acts[0])
    begun.press("Escape")
    begun.page.wait_for_selector("#key-map", state="detached")
    assert FIRST == begun.settled(lambda: begun.step)


@pytest.mark.parametrize("key", ["F5", "Control+r"])
def test_no_key_loads_the_console_again(begun: Console, key: str) -> None:
    """
    A clicker's “start the show” is no reload: the page stays as it is, a field in use or not.
    """
    begun.page.evaluate("window.isTheSamePage = true")
    begun.page.evaluate(
        "addEventListener('keydown', (event) => (window.isPrevented = event.defaultPrevented))"
    )

    begun.press(key)

    assert begun.page.evaluate("[window.isTheSamePage, window.isPrevented]") == [True, True]


def test_s_stops_every_sound_and_u_takes_a_step_back(begun: Console, house: House) -> None:
    """
    S silences the hall at once; U takes the last step back, picture and all.
    """
    begun.ask("arm_media", {"file": FILM})
    begun.ask("play_media", {"force": True, "reason": "Thử"})

    begun.press("s")
    begun.reaches(True, lambda: isinstance(house.events()[-1], MediaPaused))

    begun.on()
    begun.press("u")

    begun.reaches(FIRST, lambda: begun.step)


def test_keys_are_letters_while_one_types(begun: Console, hall: Wall) -> None:
    """
    Whoever writes a message writes letters and spaces; nothing in the hall moves.
    """
    words = "mbgrsu 1 2 3"
    before = hall.painted
    begun.page.click("#tab-messages")
    begun.page.click("#message-text")

    begun.page.keyboard.type(words)
    begun.press("ArrowRight")

    begun.reaches(words, lambda: begun.page.input_value("#message-text"))
    assert (before, FIRST) == hall.settled(lambda: (hall.painted, begun.step))


def test_space_is_next_after_every_click(begun: Console) -> None:
    """
    A button that was clicked does not keep the space bar for itself.
    """
    begun.page.click("#tab-log")
    assert SECOND == begun.on()
    begun.page.click("#pause")
    begun.reaches("resume", lambda: begun.data("#pause", "data-command"))
    assert THIRD == begun.on()


@pytest.fixture
def second(browser: Browser, house: House) -> Iterator[Console]:
    """Another operator at a console of their own, signed in with name and PIN."""
    house.account("Phó điều hành", Role.OPERATOR, "246810")
    with Console(browser, house.url("/console"), waits_for="input") as beside:
        beside.page.fill("input >> nth=0", "Phó điều hành")
        beside.page.fill("input >> nth=1", "246810")
        beside.press("Enter")
        beside.page.wait_for_selector("#next")
        yield beside


def test_a_second_console_watches_until_it_takes_control(begun: Console, second: Console) -> None:
    """
    The second console says who holds control and moves nothing; once it has taken it, it walks.
    """
    second.sees("operator đang giữ quyền điều khiển từ", "#band")
    second.press("Space")
    second.sees("operator đang giữ quyền điều khiển. Nhận quyền trước khi thao tác.", ".tip")
    assert FIRST == second.settled(lambda: second.step)

    second.page.click("#take-control")
    second.sees("Nhận quyền điều khiển từ operator?", "dialog")
    second.page.click("#question-yes")

    begun.sees("Phó điều hành đang giữ quyền điều khiển từ", "#band")
    assert SECOND == second.on()
    assert begun.is_disabled("#next")


def test_a_refusal_stands_beside_its_button(begun: Console) -> None:
    """
    What the server would refuse is off, and says so in its own words to mouse, finger and keyboard.
    """
    go = "[data-item='5'] [data-command=go_to]"
    begun.page.click("[data-item='5'] .item__head")
    begun.reaches(True, lambda: begun.is_disabled(go))

    begun.page.hover(go)
    begun.sees("Phải chào cờ trước khi đến mục này.", ".tip")
    begun.page.mouse.move(0, 0)
    begun.reaches("", begun.said)
    begun.page.focus(go)
    begun.sees("Phải chào cờ trước khi đến mục này.", ".tip")
    begun.page.click(go, force=True)

    begun.sees("Phải chào cờ trước khi đến mục này.", ".tip--refused")
    assert (FIRST, 0) == (begun.step, begun.page.locator("dialog").count())


def test_a_key_the_ceremony_forbids_is_answered_beside_its_button(begun: Console) -> None:
    """
    While the flag is up the panic keys answer why not, each beside its own button.
    """
    begun.ask("go_to", {"item": "2"})
    begun.reaches("2:stand", lambda: begun.step)
    while begun.step != "2:flag":
        begun.on()

    begun.press("b")

    begun.sees("Quốc kỳ đang trên màn hình", ".tip")
    assert begun.is_disabled("#blackout")
    assert 0 <= begun.distance("#blackout") < BESIDE_PX


@pytest.fixture
def untouched(browser: Browser, tmp_path: Path) -> Iterator[Console]:
    """The console of a house whose day has not begun."""
    for house in running(tmp_path):
        with Console(browser, house.links()["console"]) as switched_on:
            yield switched_on


def test_what_opens_a_question_says_beforehand_that_it_would_be_refused(begun: Console) -> None:
    """
    Under the flag the buttons that only ask for more are faint too, and so is the choice of sound.
    """
    begun.go("1", FIRST)
    begun.ask("go_to", {"item": "2"})
    for _ in range(2):
        begun.ask("next")
    begun.reaches("2:flag", lambda: begun.step)

    begun.page.click("[data-screen='hall-1']")

    for command in ("rename_screen", "tune_screen"):
        button = f"[data-card] [data-command='{command}']"
        begun.reaches(True, lambda button=button: begun.is_disabled(button))
        assert "Quốc kỳ" in (begun.data(button, "data-why") or "")
    begun.page.click("[data-card] .question__answers button")


def test_a_disabled_button_says_why(untouched: Console) -> None:
    """
    Before the conference there is nothing to pause or to close, and both buttons say so.
    """
    for button in ("#pause", "#close"):
        assert untouched.is_disabled(button)
        untouched.page.hover(button)
        untouched.sees("Hội nghị chưa bắt đầu.", ".tip")
        assert 0 <= untouched.distance(button) < BESIDE_PX


def test_a_vote_holds_the_walk_until_it_is_counted(begun: Console) -> None:
    """
    While a list waits for its result, the big button is off and says what it waits for.
    """
    salute_the_flag(begun)
    begun.go("15", "15:A-ask")

    begun.on()
    begun.press("Space")

    assert "15:A-vote" == begun.settled(lambda: begun.step)
    begun.sees("Danh sách A đang chờ kết quả biểu quyết", ".tip")
