"""The hour has passed and the console has not opened the doors: the desk does it, on its page."""

import shutil
from pathlib import Path

from playwright.sync_api import Browser

from server.config import SAMPLE
from tests.e2e.device import DESK, Device
from tests.e2e.morning import badge
from tests.edge.house import House

DATED = "starts_at = 2020-07-10T07:30:00\n"


def test_the_desk_lights_up_and_opens_the_doors(browser: Browser, tmp_path: Path) -> None:
    """
    Whoever was sent to the desk is there as a case; one button, one more scan, and they are in.
    """
    folder = tmp_path / "dated"
    shutil.copytree(SAMPLE, folder)
    plan = folder / "conference.toml"
    plan.write_text(DATED + plan.read_text(encoding="utf-8"), encoding="utf-8")
    with House(tmp_path / "var", folder) as house:
        person = house.plan.people[0]
        address = house.address("reception", "Lan Mẫu", None, house.device("reception", "Lan Mẫu"))
        with (
            house.http(house.device("kiosk", "Ki-ốt 1")) as kiosk,
            Device(browser, address, DESK) as desk,
        ):
            kiosk.scan(badge(house, person)).raise_for_status()
            desk.sees(person.full_name, "#cases [data-case='overdue'][data-state='open']")

            desk.page.click("#open-doors")

            desk.page.wait_for_selector("#open-doors", state="detached")
            assert "accepted" == kiosk.scan(badge(house, person)).json()["verdict"]
            desk.page.wait_for_selector("#cases [data-case='overdue']", state="detached")
            assert [] == desk.complaints
