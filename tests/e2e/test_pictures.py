"""The README's pictures: made from the real pages with PICTURES=1, otherwise looked for."""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Playwright

from server.config import ROOT
from tests.e2e.console import Console
from tests.e2e.device import DESK, Device
from tests.e2e.film import audible
from tests.e2e.kiosk import SIZE, Kiosk
from tests.e2e.morning import everyone_in, to_batch
from tests.e2e.walls import Wall
from tests.edge.house import House

PICTURES = ROOT / "tests" / "pictures"
TABLET = (1180, 820)
SIZES = {
    "hall": (1280, 720),
    "console": DESK,
    "mc": TABLET,
    "stage": (1280, 720),
    "kiosk": SIZE,
    "reception": DESK,
}
LARGEST = 200 * 1024
COLOURS = 128
BATCH = "D-09"
LATE_COMER = "C-014"


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium as it stands in a hall."""
    with audible(playwright) as started:
        yield started


@pytest.fixture
def album(tmp_path: Path) -> Path:
    """Where pictures are kept: the README's own are touched only on request."""
    return PICTURES if "PICTURES" in os.environ else tmp_path


def test_the_pictures_can_be_taken(browser: Browser, house: House, album: Path) -> None:
    """
    Hall and console stand in the middle of the awards, a delegate has just been greeted and found.
    """
    links = house.links()
    console = Console(browser, links["console"])
    hall = Wall(browser, links["hall"])
    second = house.address("screen", "hall-2", "hall", house.device("screen", "hall-2", "hall"))
    addresses = [*(links[name] for name in ("stage", "lobby", "overlay")), second]
    stage, *walls = [Device(browser, address) for address in addresses]
    kiosk = Kiosk(browser, links["kiosk"])
    late = next(person for person in house.plan.people if person.id == LATE_COMER)

    everyone_in(house, console, but=late.id)
    to_batch(console, BATCH)
    hall.paints("TRAO", "ĐỢT 9")
    keep(hall, album / "hall.png")
    keep(console, album / "console.png")
    with Device(browser, links["mc"], TABLET) as prompter:
        prompter.sees("Đợt 9")
        assert 2 == prompter.page.locator("[data-arrived]").count()
        keep(prompter, album / "mc.png")
    kiosk.scan(house.code(late.id))
    kiosk.answers("accepted", f"Kính chào {late.salutation} {late.full_name}")
    keep(kiosk, album / "kiosk.png")

    desk = Device(browser, links["reception"], DESK)
    desk.page.fill("#search", late.id)
    desk.page.wait_for_selector(f"[data-person='{late.id}']")
    desk.page.press("#search", "Enter")
    desk.page.wait_for_selector("#hand_documents-go:focus")
    desk.page.click("[data-tab='totals']")
    keep(desk, album / "reception.png")

    console.go("8", f"8:speech-{house.plan.speeches[1].id}")
    stage.sees("Còn lại")
    keep(stage, album / "stage.png")

    for device in (console, hall, stage, *walls, kiosk, desk):
        device.close()
    assert all((album / f"{name}.png").stat().st_size <= LARGEST for name in SIZES)


def keep(device: Device, path: Path) -> None:
    """Keep a page as a picture of few colours, once it has come to rest."""
    device.settled(device.text)
    picture = Image.open(BytesIO(device.page.screenshot())).convert("RGB")
    path.parent.mkdir(exist_ok=True)
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


@pytest.mark.parametrize("name", SIZES)
def test_the_readme_has_its_pictures(name: str) -> None:
    """
    Each picture is there, at its page's size, and small enough for a repository.
    """
    path = PICTURES / f"{name}.png"

    with Image.open(path) as picture:
        assert SIZES[name] == picture.size
    assert path.stat().st_size <= LARGEST
