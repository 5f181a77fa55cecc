"""The README's pictures: made from the real pages with PICTURES=1, otherwise looked for."""

import os
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser

from server.config import ROOT
from tests.e2e.console import Console
from tests.e2e.device import DESK, Device
from tests.e2e.kiosk import SIZE, Kiosk
from tests.e2e.morning import everyone_in, to_batch
from tests.e2e.walls import Wall
from tests.edge.house import House

PICTURES = ROOT / "tests" / "pictures"
SIZES = {"hall": (1280, 720), "console": DESK, "kiosk": SIZE}
LARGEST = 200 * 1024
COLOURS = 128
BATCH = "D-06"
LATE_COMER = "C-105"


@pytest.mark.parametrize("name", SIZES)
def test_the_readme_has_its_pictures(name: str) -> None:
    """
    Each picture is there, at its page's size, and small enough for a repository.
    """
    path = PICTURES / f"{name}.png"

    with Image.open(path) as picture:
        assert SIZES[name] == picture.size
    assert path.stat().st_size <= LARGEST


@pytest.mark.skipif("PICTURES" not in os.environ, reason="made anew only with PICTURES=1")
def test_the_pictures_are_made_anew(browser: Browser, house: House) -> None:
    """
    Hall and console stand in the middle of the awards, and a delegate has just been greeted.
    """
    links = house.links()
    console = Console(browser, links["console"])
    hall = Wall(browser, links["hall"])
    walls = [Device(browser, links[name]) for name in ("lobby", "stage", "overlay")]
    kiosk = Kiosk(browser, links["kiosk"])
    late = next(person for person in house.plan.people if person.id == LATE_COMER)

    everyone_in(house, console, but=late.id)
    to_batch(console, BATCH)
    hall.paints("TÔN VINH")
    keep(hall, "hall")
    keep(console, "console")
    kiosk.scan(house.code(late.id))
    kiosk.answers("accepted", f"Kính chào {late.salutation} {late.full_name}")
    keep(kiosk, "kiosk")

    for device in (console, hall, *walls, kiosk):
        device.close()


def keep(device: Device, name: str) -> None:
    """Keep a page as a picture of few colours, once it has come to rest."""
    device.settled(device.text)
    picture = Image.open(BytesIO(device.page.screenshot())).convert("RGB")
    PICTURES.mkdir(exist_ok=True)
    few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)
