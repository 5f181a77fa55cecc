"""An escort's phone: guests of honour announced and brought in by touch, on the reception page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from server.conference.plan import Person
from tests.e2e.console import Console
from tests.e2e.device import Device
from tests.edge.house import House

PHONE = (390, 844)
THUMB_PX = 44
NAME = "Người dẫn Mẫu"
TOO_SMALL = """(least) => [...document.querySelectorAll('button, select, input')]
  .map((each) => [each.innerText || each.id, each.getBoundingClientRect().height])
  .filter(([, height]) => height > 0 && height < least)"""


@pytest.fixture
def phone(browser: Browser, house: House, console: Console) -> Iterator[Device]:
    """The reception page on a phone held upright; the doors are open."""
    console.ask("open_reception")
    token = house.device("reception", NAME)
    with Device(browser, house.address("reception", NAME, None, token), PHONE) as opened:
        opened.page.wait_for_selector("#search")
        opened.page.click("[data-tab='guests']")
        yield opened
        assert [] == opened.complaints


@pytest.fixture
def guest(house: House) -> Person:
    """A guest of honour with a seat."""
    return next(
        one for one in house.plan.people if one.delegate_class.startswith("G_") and one.hall_seat
    )


def test_one_touch_announces_and_one_brings_in(
    phone: Device, browser: Browser, house: House, console: Console, guest: Person
) -> None:
    """
    MC, console and desk hear that the guest is near, then that they are here, and where they sit.
    """
    links = house.links()
    row = f"[data-guest='{guest.id}']"
    coming = f"{guest.salutation} {guest.full_name}"
    with (
        Device(browser, links["mc"]) as prompter,
        Device(browser, links["reception"]) as desk,
    ):
        phone.page.click(f"{row} [data-do='soon']")
        phone.sees("dự kiến đến", row)
        console.sees(guest.full_name, f"[data-expected='{guest.id}']")
        prompter.sees(guest.full_name)

        phone.page.click(f"{row} [data-do='here']")
        phone.sees("đã đến", row)
        console.sees(coming, f"[data-arrived='{guest.id}']")
        console.sees(str(guest.hall_seat), f"[data-arrived='{guest.id}']")
        prompter.sees(coming, f"[data-arrived='{guest.id}']")
        prompter.sees(str(guest.hall_seat), f"[data-arrived='{guest.id}']")
        desk.sees(f"{coming} – Ghế {guest.hall_seat} – {NAME}", "#guests-arrived")
    assert 0 == phone.page.locator(f"{row} .row__do").count()


def test_an_announcement_can_be_taken_back(phone: Device, guest: Person) -> None:
    """
    The guest is simply not here yet.
    """
    row = f"[data-guest='{guest.id}']"
    phone.page.click(f"{row} [data-do='soon']")
    phone.page.click(f"{row} [data-do='not_soon']")

    phone.sees("chưa đến", row)
    phone.sees(f"Đã bỏ báo {guest.full_name} sắp đến.", "#remark")


def test_the_console_claims_nothing_of_a_desk(phone: Device, console: Console) -> None:
    """
    Nobody knows whether a reception desk is open; it is listed, not called away.
    """
    assert phone.page.is_visible("#search")
    console.page.click("text=Thiết bị")

    console.sees(f"{NAME} Bàn đón tiếp", f"[data-device='{NAME}']")
    assert "kết nối" not in console.text(f"[data-device='{NAME}']")


def test_the_page_fits_a_phone_and_a_thumb(phone: Device, guest: Person) -> None:
    """
    Nothing lies beside the screen, nothing to be touched is smaller than a thumb.
    """
    phone.page.click(f"[data-guest='{guest.id}'] .link-like")
    phone.page.wait_for_selector(f"#person[data-id='{guest.id}']")

    assert PHONE[0] == phone.page.evaluate("document.documentElement.scrollWidth")
    assert [] == phone.page.evaluate(TOO_SMALL, THUMB_PX)


def test_whoever_is_touched_in_the_results_fills_the_phone(phone: Device, guest: Person) -> None:
    """
    The results make room, the name stands on the screen, and no keyboard comes up before it.
    """
    phone.page.fill("#search", guest.id)
    phone.page.click(f"[data-person='{guest.id}']")
    phone.page.wait_for_selector(f"#person[data-id='{guest.id}']")

    phone.reaches(False, lambda: phone.page.is_visible("#results"))
    name = phone.page.locator("#person h2")
    phone.reaches(True, lambda: 0 < (name.bounding_box() or {"y": 0})["y"] < PHONE[1] / 2)
    assert "BODY" == phone.page.evaluate("document.activeElement.tagName")
    phone.page.click("#check-in")
    phone.sees(f"Đã điểm danh {guest.full_name}.", "#remark")
