"""The reception desk without a mouse: every one of its works begun and ended from the keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.device import DESK, Device
from tests.e2e.morning import doors_open
from tests.edge.house import House

NAME = "Bàn 1"
BY_HAND_MS = 80
"""Between two keys of a person: a scanner is faster."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server whose doors are open; each test has delegates of its own."""
    yield from doors_open(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def desk(browser: Browser, house: House) -> Iterator[Device]:
    """The reception desk; its search box has the keys."""
    token = house.device("reception", NAME)
    with Device(browser, house.address("reception", NAME, None, token), DESK) as opened:
        opened.page.wait_for_selector("#search:focus")
        yield opened
        assert [] == opened.complaints


def choose(desk: Device, person: str) -> None:
    """Type a badge number into the box that has the keys, and press Enter."""
    desk.press("Escape")
    desk.page.wait_for_selector("#search:focus")
    desk.page.keyboard.type(person)
    desk.page.wait_for_selector(f"[data-person='{person}']")
    desk.press("Enter")
    desk.page.wait_for_selector(f"#person[data-id='{person}']")


def reach(desk: Device, action: str) -> None:
    """Walk along the row of works until this one has the keys, and open it."""
    desk.page.wait_for_selector("#person button:focus")
    if not desk.page.locator("[role='tab']:focus").count():
        desk.press("ArrowUp")
    for _ in range(desk.page.locator("#person [role='tab']").count()):
        if desk.page.locator(f"[data-action='{action}']:focus").count():
            break
        desk.press("ArrowRight")
    desk.press("Enter")
    desk.page.wait_for_selector(f"[data-action='{action}'][aria-selected='true']")


def fill(desk: Device, **fields: str) -> None:
    """Fill in fields by Tab; Enter in the last sends the form."""
    for name, value in fields.items():
        while not desk.page.locator(f"#{name}:focus").count():
            desk.press("Tab")
        desk.page.keyboard.type(value, delay=BY_HAND_MS)
    desk.press("Enter")


def test_a_delegate_comes_leaves_and_was_never_here(desk: Device) -> None:
    """
    In, out, in again and undone, each by arrows and Enter.
    """
    choose(desk, "C-021")
    desk.page.wait_for_selector("#check-in:focus")
    desk.press("Enter")
    desk.page.wait_for_selector("#person[data-present='true']")

    choose(desk, "C-021")
    reach(desk, "check_out")
    desk.page.wait_for_selector("#check_out-go:focus")
    desk.press("Enter")
    desk.page.wait_for_selector("#person[data-present='false']")

    choose(desk, "C-021")
    desk.page.wait_for_selector("#check-in:focus")
    desk.press("Enter")
    desk.page.wait_for_selector("#person[data-present='true']")
    choose(desk, "C-021")
    reach(desk, "undo_check_in")
    fill(desk, reason="Nhầm người")
    desk.page.wait_for_selector("#person[data-present='false']")
    desk.sees("Nhầm người", "#history")


def test_a_substitute_and_a_lost_badge(desk: Device) -> None:
    """
    Name, approver and reason by Tab; whoever comes instead is found with one more Enter.
    """
    choose(desk, "C-070")
    reach(desk, "substitute")
    fill(desk, full_name="Mẫu Thay Bằng Phím", approved_by="Trưởng đoàn Mẫu", reason="Ốm")
    desk.sees("Mẫu Thay Bằng Phím thay", "#remark")

    choose(desk, "C-071")
    reach(desk, "issue_badge")
    desk.page.wait_for_selector("#issue_badge-go:focus")
    desk.press("Enter")
    desk.sees("Mất thẻ", "#history")


def test_a_name_is_mended_and_a_walk_along_the_works_ends_where_it_began(desk: Device) -> None:
    """
    The arrows go round, down to the form and up again.
    """
    choose(desk, "C-072")
    desk.press("ArrowUp")
    desk.press("ArrowLeft")
    desk.page.wait_for_selector("[data-action='correct_person']:focus")
    desk.press("ArrowRight")
    desk.press("ArrowDown")
    desk.page.wait_for_selector("#check-in:focus")

    reach(desk, "correct_person")
    desk.page.wait_for_selector("#correct_person-go:focus")
    desk.press("Shift+Tab")
    while not desk.page.locator("#full_name:focus").count():
        desk.press("Shift+Tab")
    desk.press("Control+a")
    fill(desk, full_name="Mẫu Sửa Bằng Phím")
    desk.sees("Mẫu Sửa Bằng Phím", "#person h2")


def test_a_name_nobody_knows_leads_to_the_registration(desk: Device) -> None:
    """
    Enter on an empty answer stands on the button, Enter again opens the form at its first field.
    """
    desk.page.keyboard.type("Khong Ai Ca Zzz", delay=BY_HAND_MS)
    desk.sees("Không tìm thấy ai", ".finder")
    desk.press("Enter")
    desk.page.wait_for_selector("#register-open:focus")
    desk.press("Enter")
    desk.page.wait_for_selector("#registration #full_name:focus")
