"""The console sees ahead: the next picture, any other without sending it, and the whole timetable."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from server.conference.agenda import StepEntered
from tests.e2e.console import Console
from tests.e2e.morning import everyone_in, running, salute_the_flag
from tests.e2e.walls import Wall
from tests.edge.house import House

SIZES = [(1366, 768), (1920, 1080), (1024, 768), (820, 1180)]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One server for the whole file; everybody is in, and the flag has been saluted."""
    yield from running(tmp_path_factory.mktemp("sight"))


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


def painted(console: Console, where: str) -> str:
    """The words of a miniature."""
    return console.text(f"{where} .miniature")


def test_any_step_is_looked_at_and_nothing_is_sent(
    console: Console, hall: Wall, house: House
) -> None:
    """
    A press in the agenda shows a step's picture beside the programme, marked; the hall sees nothing.
    """
    console.go("3", "3:purpose")
    shown = hall.settled(lambda: hall.painted)
    entered = sum(isinstance(event, StepEntered) for event in house.events())

    console.page.click("[data-item='12'] .item__head")
    console.sees("CÔNG BỐ QUYẾT ĐỊNH", "#looked .miniature")
    console.sees("Xem thử – chưa chiếu", "#looked")
    first = console.data("#looked", "data-step")
    console.page.click("#look-after")
    console.reaches(False, lambda: console.data("#looked", "data-step") == first)
    console.press("ArrowUp")
    console.reaches(first, lambda: console.data("#looked", "data-step"))

    console.press("x")
    console.reaches(0, lambda: console.page.locator("#looked").count())
    assert "Tiếp theo" in console.text(".next")
    assert shown == hall.settled(lambda: hall.painted)
    assert entered == sum(isinstance(event, StepEntered) for event in house.events())


def test_a_message_that_stands_is_never_out_of_sight(console: Console, hall: Wall) -> None:
    """
    A ready sentence is typed on in, not into the walls' keys; on the wall, the console shows it.
    """
    console.go("3", "3:purpose")
    console.page.click("#tab-messages")
    console.page.click("#messages [data-audience='hall']")
    console.page.click("#messages .ready button >> nth=0")
    console.press("b")
    console.press("Backspace")
    words = console.page.input_value("#message-text")
    console.page.click("#message-send")
    hall.sees(words, "#over")

    console.page.click("#tab-people")

    console.sees(words, "#standing")
    for miniature in (".now", "[data-screen='hall-1']"):
        console.sees(words, f"{miniature} .message")
    assert "programme" == console.data("[data-screen='hall-1']", "data-mode")
    console.page.click("#standing [data-shown='hall'] button")
    console.reaches(0, lambda: console.page.locator("#standing, .miniature .message").count())


def test_words_nobody_approved_are_looked_at_before_the_hall_reads_them(
    console: Console, hall: Wall
) -> None:
    """
    What the operator writes for the hall stands in a small picture first; a no keeps it in the field.
    """
    words = "Xe 51B-000.00 Mẫu chắn lối ra"
    console.go("3", "3:purpose")
    console.page.click("#tab-messages")
    console.page.click("#messages [data-audience='hall']")
    console.page.fill("#message-text", words)
    console.page.click("#message-send")
    console.sees(words, ".question .miniature .message")
    console.page.click("#question-no")
    assert words == console.page.input_value("#message-text")
    assert words not in hall.settled(lambda: hall.text("#over"))

    console.page.click("#message-send")
    console.page.click("#question-yes")

    hall.sees(words, "#over")
    console.reaches("", lambda: console.page.input_value("#message-text"))
    console.ask("clear_message", {"audience": "hall"})


def test_a_note_to_the_stage_goes_at_once_and_is_seen_in_its_place(console: Console) -> None:
    """
    Backstage any words may be read; the small picture has them where the monitor has them.
    """
    console.page.click("#tab-messages")
    console.page.click("#messages [data-audience='stage']")
    console.page.fill("#message-text", "Mẫu: còn 2 phút")
    console.page.click("#message-send")

    console.sees("còn 2 phút", "[data-screen='stage'] .note")
    assert 0 == console.page.locator("[data-screen='stage'] .message").count()
    console.ask("clear_message", {"audience": "stage"})


def test_a_step_of_the_item_that_is_on_is_looked_at_and_gone_to(console: Console) -> None:
    """
    A press on a step looks at it; one button more, and a yes, go there.
    """
    console.go("3", "3:purpose")

    console.page.click("[data-step='3:figures']")
    console.reaches("3:figures", lambda: console.data("#looked", "data-step"))
    console.page.click("#look-go")
    console.page.click("#question-yes")

    console.reaches("3:figures", lambda: console.step)


def test_the_next_step_ends_the_look(console: Console) -> None:
    """
    Whoever goes on sees the true next picture again.
    """
    console.go("3", "3:purpose")
    console.press("ArrowDown")
    console.press("ArrowDown")
    console.page.wait_for_selector("#looked")

    console.on()

    console.reaches(0, lambda: console.page.locator("#looked").count())


def test_the_next_picture_is_what_the_hall_then_reads(console: Console, hall: Wall) -> None:
    """
    The picture beside the programme is, word for word, the one that comes.
    """
    console.go("12", "12:batch-D-01")
    promised = console.settled(lambda: painted(console, ".next"))

    console.on()

    hall.reaches(promised, lambda: hall.painted)


def test_the_timetable_tells_plan_and_truth(console: Console) -> None:
    """
    T opens every item's planned and actual times, its drift, and what can still give time.
    """
    console.go("3", "3:purpose")

    console.press("t")

    console.sees("Bảng giờ", "#timetable")
    rows = console.page.locator("#timetable tbody tr")
    assert 17 == rows.count()
    console.sees("từ", "[data-row='3'] td:nth-of-type(2)")
    console.sees("11 phút", "[data-row='8'] td:nth-of-type(4)")
    console.sees("không rút", "[data-row='9'] td:nth-of-type(4)")
    console.press("Escape")
    console.reaches(0, lambda: console.page.locator("#timetable").count())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_nothing_is_wider_than_the_screen(console: Console, size: tuple[int, int]) -> None:
    """
    On a laptop, a desk screen and a tablet either way, nothing has to be scrolled sideways.
    """
    console.page.set_viewport_size({"width": size[0], "height": size[1]})
    console.go("12", "12:batch-D-09")
    console.press("ArrowDown")
    console.page.wait_for_selector("#looked")

    widths = "[document.documentElement.scrollWidth, innerWidth]"
    wide, room = console.page.evaluate(widths)

    assert wide <= room
    console.press("x")
    console.page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})


def test_the_focus_is_seen_wherever_it_goes(console: Console) -> None:
    """
    Tab walks bar, agenda, centre, side and foot in that order, and every stop shows an outline.
    """
    console.page.mouse.click(1, 1)
    areas: list[str] = []
    for _ in range(110):
        console.press("Tab")
        area, outlined = console.page.evaluate(
            """() => {
              const on = document.activeElement;
              const area = on.closest('.top, .agenda, .centre, .side, .panic')?.className ?? '';
              return [area.split(' ')[0], getComputedStyle(on).outlineStyle !== 'none'];
            }"""
        )
        if not area:
            break
        assert outlined, area
        areas.append(area)

    assert ["top", "agenda", "centre", "side", "panic"] == list(dict.fromkeys(areas))
