"""How a kiosk feels, as the people at reception and console read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.console import Console
from tests.e2e.device import DESK, Device
from tests.e2e.morning import running
from tests.edge.clients import Socket
from tests.edge.house import House

NAME = "Ki-ốt Mẫu"
WELL = {"waiting": 0, "roster_version": "v", "roster_age_s": 60, "camera": "on", "storage": True}
CAMERAS = {
    "off": "camera tắt",
    "starting": "đang bật camera",
    "retrying": "camera tạm dừng, đang bật lại",
    "refused": "chưa được phép dùng camera",
    "missing": "máy không có camera",
    "insecure": "không camera vì trang chưa bảo mật",
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server with one kiosk."""
    yield from running(tmp_path_factory.mktemp("health"))


@pytest.fixture
def kiosk(house: House) -> Iterator[Socket]:
    """The kiosk's line."""
    with house.socket("kiosk", house.device("kiosk", NAME)) as line:
        yield line


@pytest.fixture
def desk(browser: Browser, house: House) -> Iterator[Device]:
    """The reception desk."""
    token = house.device("reception", "Bàn Mẫu")
    with Device(browser, house.address("reception", "Bàn Mẫu", None, token), DESK) as opened:
        opened.page.wait_for_selector("[data-tab='kiosks']")
        yield opened
        assert [] == opened.complaints


@pytest.fixture
def console(browser: Browser, house: House) -> Iterator[Device]:
    """The operator's console."""
    with Console(browser, house.links()["console"]) as opened:
        yield opened


def test_reception_and_console_read_camera_battery_and_roster(
    kiosk: Socket, desk: Device, console: Device
) -> None:
    """
    Each state of the camera in words of its own; the roster by its hour, the battery in percent.
    """
    desk.page.click("[data-tab='kiosks']")
    row = f"[data-kiosk='{NAME}']"
    for state, words in CAMERAS.items():
        kiosk.call("health", {**WELL, "camera": state, "battery": 0.41})
        desk.sees(words, row)
        console.sees(words)

    desk.sees("pin 41%", row)
    console.sees("pin 41%")
    assert "danh sách đúng lúc" in desk.text(row)
    assert "danh sách lúc" in console.text()
    kiosk.call("health", WELL)
    desk.sees("camera bật", row)
    assert "pin" not in desk.text(row)


def test_trouble_shows_on_the_tab_whichever_list_is_open(
    kiosk: Socket, desk: Device, tmp_path: Path
) -> None:
    """
    A full disk, scans held, a kiosk lost: each is counted where nobody looks at the kiosks.
    """
    tab = "[data-tab='kiosks']"
    kiosk.call("health", WELL)
    desk.reaches("Ki-ốt", lambda: desk.text(tab))

    kiosk.call("health", {**WELL, "storage": False})
    desk.reaches("Ki-ốt 1", lambda: desk.text(tab))
    kiosk.call("health", WELL)
    desk.reaches("Ki-ốt", lambda: desk.text(tab))
    kiosk.call("health", {**WELL, "waiting": 3})
    desk.reaches("Ki-ốt 1", lambda: desk.text(tab))
    desk.page.screenshot(path=tmp_path / "tab.png")
    kiosk.call("health", WELL)
    desk.reaches("Ki-ốt", lambda: desk.text(tab))
    kiosk.close()

    desk.reaches("Ki-ốt 1", lambda: desk.text(tab))
    desk.page.click(tab)
    desk.sees("mất kết nối", f"[data-kiosk='{NAME}']")


def test_the_desk_moves_a_kiosk_to_another_gate(kiosk: Socket, desk: Device) -> None:
    """
    In its line of the list: which way it counts, at which gate; Esc leaves it as it was.
    """
    row = f"[data-kiosk='{NAME}']"
    desk.page.click("[data-tab='kiosks']")
    desk.page.click(f"{row} [data-do='place']")
    desk.page.press(f"{row} [name='gate']", "Escape")
    assert 0 == desk.page.locator(f"{row} form").count()

    desk.page.click(f"{row} [data-do='place']")
    desk.page.fill(f"{row} [name='gate']", "Cửa Đông")
    desk.page.select_option(f"{row} [name='direction']", "both")
    desk.page.press(f"{row} [name='gate']", "Enter")

    desk.sees("Cửa Đông · Cả vào và ra", row)
    stands = kiosk.wait(lambda view: view["kiosk"]["direction"] == "both")["kiosk"]
    assert "Cửa Đông" == stands["gate"]
