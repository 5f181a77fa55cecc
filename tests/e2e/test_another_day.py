"""What a kiosk still holds of one day does not count in another: a rehearsal's scans, on the morning."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.e2e.cut_off import pair
from tests.e2e.morning import badge
from tests.edge.house import House

NAME = "Ki-ốt 1"


def test_the_scans_of_a_rehearsal_are_kept_apart_until_it_goes_on(
    browser: Browser, tmp_path: Path
) -> None:
    """
    The new day knows nothing of them, reception sees how many; in their own day they count, once.
    """
    with House(tmp_path / "var") as house:
        person = house.plan.people[0]
        with house.enter("console") as operator:
            operator.command("open_reception").raise_for_status()
        with pair(browser, house, NAME) as kiosk:
            house.kill9()
            kiosk.scan(badge(house, person))
            kiosk.holds(1)

            rehearsed = tmp_path / "rehearsed"
            rehearsed.mkdir()
            for file in house.journal.parent.glob(f"{house.journal.name}*"):
                file.rename(rehearsed / file.name)
            house.start()
            kiosk.sees("Đã kết nối", ".status")
            kiosk.holds(0)

            with house.sign_in("Lan Mẫu", "reception") as desk:

                def held() -> tuple[int, int]:
                    [health] = [
                        k["health"] for k in desk.view("reception")["kiosks"] if k["health"]
                    ]
                    return health["waiting"], health["elsewhere"]

                kiosk.reaches((0, 1), held)
                assert [] == desk.view("reception")["recent"]

            house.kill9()
            for file in house.journal.parent.glob(f"{house.journal.name}*"):
                file.unlink()
            for file in rehearsed.iterdir():
                file.rename(house.journal.parent / file.name)
            house.start()

            with house.sign_in("Lan Mẫu", "reception") as desk:
                kiosk.reaches(
                    [person.id], lambda: [line["id"] for line in desk.view("reception")["recent"]]
                )
            kiosk.holds(0)
