"""The plug is pulled in the middle of the awards: the hall sees nothing, and everything comes back."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PIL import Image
from playwright.sync_api import Browser

from server.conference.plan import AwardLine
from tests.e2e.console import Console
from tests.e2e.device import DESK, Device
from tests.e2e.kiosk import Kiosk
from tests.e2e.morning import badge, everyone_in, to_batch
from tests.e2e.walls import Wall, difference
from tests.edge.house import House

BATCH = "D-03"
STANDS_IN = "Lê Mẫu Thay"
FIRST_PAGE = "1"
ROUNDING = 3  # of 255: a gradient is not rounded alike each time it is drawn
PANIC = ("#standby", "#blackout", "#hold", "#release", "#stop-sound", "#undo")


@dataclass(frozen=True)
class Morning:
    """The pages that are open when the server dies."""

    console: Console
    mc: Device
    hall: Wall
    kiosk: Kiosk


@pytest.fixture
def morning(browser: Browser, house: House) -> Iterator[Morning]:
    """The third award batch is on stage: one recipient is absent, another is stood in for."""
    links = house.links()
    opened = Morning(
        console=Console(browser, links["console"]),
        mc=Device(browser, links["mc"], DESK),
        hall=Wall(browser, links["hall"]),
        kiosk=Kiosk(browser, links["kiosk"]),
    )
    everyone_in(house, opened.console, but=house.plan.people[-1].id)
    to_batch(opened.console, BATCH)
    absent, stood_in_for, *_ = recipients(house)
    mark_two(opened.console, absent, stood_in_for)
    opened.hall.paints(f"1 {stood_in_for.collective}", f"(đ/c {STANDS_IN} nhận thay)")
    yield opened
    for device in (opened.console, opened.mc, opened.hall, opened.kiosk):
        device.close()


def recipients(house: House) -> list[AwardLine]:
    """The lines of the batch, in stage order."""
    return sorted(
        (line for line in house.plan.awards if line.batch == BATCH), key=lambda line: line.position
    )


def mark_two(console: Console, absent: AwardLine, stood_in_for: AwardLine) -> None:
    """Mark one recipient absent and another as stood in for, in the page."""
    console.page.click(f"[data-line='{absent.id}'] [data-mark=absent]")
    console.reaches("absent", lambda: mark_of(console, absent))
    console.page.click(f"[data-line='{stood_in_for.id}'] [data-mark=on_behalf]")
    console.page.fill("#field-on_behalf", STANDS_IN)
    console.page.click("#question-yes")
    console.reaches("on_behalf", lambda: mark_of(console, stood_in_for))


def mark_of(console: Console, line: AwardLine) -> str | None:
    """How a recipient is marked on the console."""
    return console.data(f"[data-line='{line.id}']", "data-marked")


def test_the_server_dies_in_the_middle_of_a_batch(morning: Morning, house: House) -> None:
    """
    Killed in mid-batch, the server leaves the hall its picture; restarted, it has every mark.

    What was pressed in between is named, and never carried out late.
    """
    console, hall = morning.console, morning.hall
    frame = first_page(hall)
    script = morning.mc.text(".words")

    house.kill9()
    console.press("Space")
    console.press("b")

    says_that_the_line_is_lost(morning)
    console.sees("Không có trả lời: Bước tiếp, Màn hình đen. Lệnh không gửi lại", "#band")
    assert difference(frame, first_page(hall)) <= ROUNDING

    house.start()

    everything_is_right_again(morning, house)
    assert difference(frame, first_page(hall)) <= ROUNDING
    assert script == morning.mc.text(".words")
    assert f"12:batch-{BATCH}" == console.step


def first_page(hall: Wall) -> Image.Image:
    """A picture of the batch's first page on the wall, which turns its pages by itself."""
    while True:
        hall.reaches(FIRST_PAGE, lambda: page_of(hall))
        picture = hall.picture()
        if page_of(hall) == FIRST_PAGE:
            return picture


def page_of(hall: Wall) -> str | None:
    """Which of its pages the wall shows, of however many it needed."""
    mark = hall.data(".slot[style*='visible'] .fit", "data-mark")
    return mark and mark.partition("/")[0]


def says_that_the_line_is_lost(morning: Morning) -> None:
    """Console and kiosk say so, and the console's buttons are off."""
    morning.console.sees("Mất kết nối từ", "#band")
    morning.kiosk.sees("Đang nối lại với máy chủ…", ".status")
    morning.kiosk.sees("Xin kính mời quý đại biểu đưa mã QR vào khung")
    for button in ("#next", "#back", "#pause", "#close", *PANIC):
        assert morning.console.is_disabled(button), button


def everything_is_right_again(morning: Morning, house: House) -> None:
    """By themselves, the pages stand where they stood."""
    console, kiosk = morning.console, morning.kiosk
    console.reaches("live", lambda: console.data("#line", "data-line-state"))
    console.reaches("connected", lambda: console.data("[data-screen='hall-1']", "data-health"))
    absent, stood_in_for, *others = recipients(house)
    assert ("absent", "on_behalf") == (mark_of(console, absent), mark_of(console, stood_in_for))
    assert {"open"} == {mark_of(console, line) for line in others}
    kiosk.sees("Đã kết nối", ".status")
    late = house.plan.people[-1]
    kiosk.scan(badge(house, late))
    kiosk.greets(late, f"Kính chào {late.salutation} {late.full_name}")
    console.sees("140/140 có mặt")
