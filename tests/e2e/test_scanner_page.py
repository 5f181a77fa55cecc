"""The scanner-test page in real Chromium: the pattern on it, and real keys that type it."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, CDPSession

from server.bootstrap import ROOT
from tests.e2e.device import DESK, Device
from tests.e2e.morning import running
from tests.edge.house import House

SCRIPT = Path(ROOT) / "kiosk" / "scanner-test.js"
PATTERN = re.search(r"PATTERN = '([0-9]+)'", SCRIPT.read_text(encoding="utf-8"))[1]  # type: ignore[index]
AZERTY = "à&é\"'(-è_ç"
ALT, SHIFT = 1, 8


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server; the page needs nobody signed in."""
    yield from running(tmp_path_factory.mktemp("scanner"))


@pytest.fixture
def page(browser: Browser, house: House) -> Iterator[Device]:
    """The page, with nothing focused."""
    with Device(browser, house.url("/kiosk/scanner-test.html"), DESK) as opened:
        opened.page.wait_for_selector(".pattern img")
        yield opened
        assert [] == opened.complaints


def judged(page: Device) -> str | None:
    """What the page says of the last scan."""
    return page.data("#result", "data-verdict")


def has_them_all(page: Device) -> None:
    """Wait until all digits have come; a crowded machine may type them slowly, and is told so."""
    page.reaches(True, lambda: judged(page) in {"good", "slow"}, lambda: judged(page))
    assert PATTERN == page.text("#arrived").replace(" ", "")


def keys(session: CDPSession, keyed: dict[str, str], modifiers: int = 0) -> None:
    """Press the places of the pattern, whatever key the layout makes of each."""
    for digit in PATTERN:
        event: dict[str, object] = {"code": f"Digit{digit}", "key": keyed[digit]}
        event |= {"windowsVirtualKeyCode": ord(digit), "modifiers": modifiers}
        for kind in ("rawKeyDown", "keyUp"):
            session.send("Input.dispatchKeyEvent", {"type": kind, **event})


def test_the_picture_is_the_pattern_the_page_waits_for(page: Device) -> None:
    """
    A scanner that reads the picture types exactly the digits it is judged by.
    """
    picture = page.page.locator(".pattern img").screenshot()

    [code] = zxingcpp.read_barcodes(Image.open(BytesIO(picture)).convert("L"))

    assert PATTERN == code.text


@pytest.mark.parametrize("end", ["Enter", "Tab"])
def test_a_scanner_that_delivers_every_digit_is_good(page: Device, end: str) -> None:
    """
    All 34 digits and an end: ready for kiosk and reception.
    """
    page.page.keyboard.type(PATTERN)
    page.press(end)

    has_them_all(page)
    page.sees("34 chữ số", "#result")
    assert "không gửi Enter" not in page.text("#result")


def test_what_goes_wrong_is_named_with_what_to_do(page: Device) -> None:
    """
    Lost digits, digits too many, changed ones, no end: each in words, scan after scan.
    """
    for typed, verdict, words in (
        (PATTERN[:20] + PATTERN[22:], "missing", "Thiếu 2 chữ số"),
        (PATTERN + "7", "extra", "Thừa chữ số"),
        (PATTERN[:-1] + "9", "altered", "Có chữ số bị đổi"),
    ):
        page.page.keyboard.type(typed)
        page.press("Enter")
        page.reaches(verdict, lambda: judged(page))
        page.sees(words, "#result")

    page.page.keyboard.type(PATTERN)
    has_them_all(page)
    page.sees("Máy quét không gửi Enter", "#result")


@pytest.mark.parametrize(
    ("keyed", "remark"),
    [
        (dict(zip("0123456789", AZERTY, strict=True)), "Bố cục bàn phím không phải English"),
        (dict.fromkeys("0123456789", "Process"), "Bộ gõ đang bật"),
    ],
    ids=["azerty", "input method"],
)
def test_layout_and_input_method_do_no_harm_and_are_mentioned(
    page: Device, keyed: dict[str, str], remark: str
) -> None:
    """
    Keys are read by their place; the page says what it has noticed.
    """
    keys(page.context.new_cdp_session(page.page), keyed)
    page.press("Enter")

    has_them_all(page)
    page.sees(remark, "#result")


@pytest.mark.parametrize(
    ("keyed", "modifiers", "verdict", "words"),
    [
        pytest.param(dict(enumerate(")!@#$%^&*(")), SHIFT, "altered", "English (US)", id="symbols"),
        pytest.param(dict(enumerate("0123456789")), ALT, "alt_codes", "ALT mode", id="alt"),
    ],
)
def test_a_scanner_the_kiosk_cannot_read_is_not_called_good(
    page: Device, keyed: dict[int, str], modifiers: int, verdict: str, words: str
) -> None:
    """
    Symbols for digits, or digits by the Alt key: each is named, with what to set in the scanner.
    """
    session = page.context.new_cdp_session(page.page)

    keys(session, {str(place): key for place, key in keyed.items()}, modifiers)
    page.press("Enter")

    page.reaches(verdict, lambda: judged(page))
    page.sees(words, "#result")
    assert "vẫn đọc đúng" not in page.text("#result")
