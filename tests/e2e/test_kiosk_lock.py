"""A locked kiosk in real Chromium: no way out but the PIN, with the server gone as well."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog

from server.conference.kiosks import KioskLeft
from tests.e2e.cut_off import Standalone, pair
from tests.e2e.device import DESK, Device
from tests.edge.clients import Http
from tests.edge.house import House

PIN, NAME = "482915", "Ki-ốt 1"
FULL = "() => Boolean(document.fullscreenElement)"
KEPT = """async () => {
  const opening = indexedDB.open(`hall.kiosk ${location.pathname}${location.search}`);
  await new Promise((done) => (opening.onsuccess = done));
  const reading = opening.result.transaction('facts').objectStore('facts').get('view');
  await new Promise((done) => (reading.onsuccess = done));
  opening.result.close();
  return Boolean(reading.result?.kiosk.lock);
}"""
HOLDS_MS = 2_300
KEY_MS = 150


@pytest.fixture(name="house")
def _house(tmp_path: Path) -> Iterator[House]:
    """A server whose doors are open."""
    with House(tmp_path / "var") as house:
        with house.enter("console") as operator:
            operator.command("open_reception").raise_for_status()
        yield house


@pytest.fixture(name="staff")
def _staff(house: House) -> Iterator[Http]:
    """Somebody at reception."""
    with house.sign_in("Lan Mẫu", "reception") as person:
        yield person


@pytest.fixture(name="kiosk")
def _kiosk(browser: Browser, house: House, staff: Http) -> Iterator[Standalone]:
    """A kiosk that is locked, and covered until somebody touches it."""
    with pair(browser, house, NAME) as kiosk:
        staff.put(f"/api/v1/kiosks/{NAME}/lock", json={"pin": PIN}).raise_for_status()
        kiosk.page.wait_for_selector("#veil")
        yield kiosk


def type_pin(kiosk: Standalone, pin: str) -> None:
    """Type a PIN as a person does, and confirm."""
    kiosk.page.wait_for_selector("#pin")
    kiosk.page.keyboard.type(pin, delay=KEY_MS)
    kiosk.press("Enter")


def test_a_touch_fills_the_screen_and_what_uncovers_the_browser_is_covered(
    kiosk: Standalone,
) -> None:
    """
    The veil goes with a touch; when full screen is lost it is back, and a scanner's key lifts it.
    """
    kiosk.page.mouse.click(400, 300)
    kiosk.reaches(True, lambda: kiosk.page.evaluate(FULL))
    kiosk.page.wait_for_selector("#veil", state="detached")

    kiosk.page.evaluate("document.exitFullscreen()")
    kiosk.page.wait_for_selector("#veil")
    kiosk.scan("1234567890")

    kiosk.reaches(True, lambda: kiosk.page.evaluate(FULL))


def test_nothing_leads_out(kiosk: Standalone) -> None:
    """
    Back button, shortcuts, context menu and drop stay here; a reload is asked about first.
    """
    kiosk.page.mouse.click(400, 300)
    kiosk.page.evaluate("""() => {
      window.escaped = [];
      for (const event of ['keydown', 'contextmenu', 'drop', 'auxclick']) {
        addEventListener(event, (one) => one.defaultPrevented || window.escaped.push(one.key ?? event));
      }
    }""")
    address = kiosk.page.url
    for key in (
        "F1",
        "F5",
        "F11",
        "F12",
        "Control+r",
        "Control+p",
        "Alt+ArrowLeft",
        "Control+Shift+i",
    ):
        kiosk.press(key)
    for event in ("contextmenu", "drop", "auxclick"):
        kiosk.page.dispatch_event("body", event)
    for _ in range(3):
        kiosk.page.evaluate("history.back()")
    asked: list[str] = []

    def stays(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    kiosk.page.on("dialog", stays)
    kiosk.page.evaluate("setTimeout(() => location.reload())")
    kiosk.reaches(["beforeunload"], lambda: asked)

    assert [] == kiosk.page.evaluate("window.escaped")
    assert address == kiosk.page.url
    assert 0 == kiosk.page.locator("a[href]").count()


def test_the_pin_opens_the_page_and_the_journal_tells_whose(
    kiosk: Standalone, house: House, browser: Browser
) -> None:
    """
    A long press on the clock asks for it; a wrong one is counted, and reception sees both.
    """
    kiosk.page.mouse.click(400, 300)
    kiosk.page.wait_for_selector("#veil", state="detached")
    box = kiosk.page.locator(".machine time").bounding_box()
    assert box is not None
    kiosk.page.mouse.move(box["x"] + 5, box["y"] + 5)
    kiosk.page.mouse.down()
    kiosk.page.wait_for_timeout(HOLDS_MS)
    kiosk.page.mouse.up()
    type_pin(kiosk, "730164")
    kiosk.sees("Mã PIN chưa đúng.", "#pin")
    kiosk.page.keyboard.type(PIN, delay=KEY_MS)
    kiosk.press("Enter")
    kiosk.page.wait_for_selector("#staff")

    def left() -> list[tuple[str, str | None, int]]:
        events = [event for event in house.events() if isinstance(event, KioskLeft)]
        return [(event.kiosk, event.pin_of, event.wrong) for event in events]

    kiosk.reaches([(NAME, "Lan Mẫu", 1)], left)
    with Device(browser, house.links()["reception"], DESK) as desk:
        desk.page.click("[data-tab=kiosks]")
        desk.sees("bằng mã PIN của Lan Mẫu", f"[data-kiosk='{NAME}']")
        desk.sees("đang mở cho người phụ trách", f"[data-kiosk='{NAME}']")
        assert PIN not in desk.page.content()
    kiosk.page.click("#lock-again")
    kiosk.page.wait_for_selector("#staff", state="detached")
    assert [] == kiosk.complaints


def test_the_pin_works_with_the_server_gone_and_the_leaving_is_told_later(
    kiosk: Standalone, house: House
) -> None:
    """
    After a reload without the server the page is locked still, opens by its PIN, and tells once.
    """
    kiosk.reaches(True, lambda: kiosk.page.evaluate(KEPT))
    house.kill9()
    kiosk.page.on("dialog", lambda dialog: dialog.accept())
    kiosk.page.reload()
    kiosk.page.wait_for_selector("#veil")
    kiosk.press("Control+Alt+k")
    type_pin(kiosk, PIN)
    kiosk.page.wait_for_selector("#staff")
    assert [] == [event for event in house.events() if isinstance(event, KioskLeft)]

    house.start()

    def left() -> list[str | None]:
        return [event.pin_of for event in house.events() if isinstance(event, KioskLeft)]

    kiosk.reaches(["Lan Mẫu"], left)


def test_a_scan_counts_while_staff_type(kiosk: Standalone, house: House) -> None:
    """
    A badge held before the scanner while the pad is open is greeted, and is no wrong PIN.
    """
    kiosk.press("Control+Alt+k")
    kiosk.page.wait_for_selector("#pin")
    person = next(one for one in house.plan.people if one.id == "C-012")

    kiosk.scan(house.code(person.id))

    kiosk.reaches(True, lambda: person.full_name in kiosk.verdict[1])
    assert 0 == kiosk.page.locator("#pin").count()


def test_reception_lets_a_kiosk_go(kiosk: Standalone, staff: Http) -> None:
    """
    Unlocked from the desk, the page is an ordinary one at once.
    """
    staff.delete(f"/api/v1/kiosks/{NAME}/lock").raise_for_status()

    kiosk.page.wait_for_selector("#veil", state="detached")
    kiosk.press("Control+Alt+k")
    assert 0 == kiosk.page.locator("#pin").count()


def test_the_operator_locks_a_kiosk_too(
    kiosk: Standalone, staff: Http, house: House, browser: Browser
) -> None:
    """
    Among the devices of the console: a PIN typed twice, alike; then the kiosk is held again.
    """
    staff.delete(f"/api/v1/kiosks/{NAME}/lock").raise_for_status()
    kiosk.page.wait_for_selector("#veil", state="detached")
    house.restart()
    with Device(browser, house.links()["console"], DESK) as console:
        console.page.click("#open-devices")
        console.page.click(f"[data-device='{NAME}'] [data-do=lock]")
        for again, said in (("482916", "không giống nhau"), (PIN, "")):
            console.page.fill("#field-pin", PIN)
            console.page.fill("#field-again", again)
            console.press("Enter")
            console.sees(said)
        console.page.wait_for_selector(f"[data-device='{NAME}'] [data-do=unlock]")

    kiosk.page.wait_for_selector("#veil")
