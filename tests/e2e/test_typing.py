"""A keyboard at the kiosk: a hand that types is no scanner, and a slow scanner is no hand."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from server.conference.attendance import ScanNoted
from server.conference.plan import Person
from tests.e2e.kiosk import Kiosk
from tests.e2e.morning import badge, doors_open
from tests.edge.clients import Http
from tests.edge.house import House

NAME, PIN = "Ki-ốt 1", "482915"
BRISKLY_MS = 90
WATCH = """() => {
  window.states = [];
  new MutationObserver(() => window.states.push(document.body.dataset.state))
    .observe(document.body, { attributeFilter: ['data-state'] });
}"""

# Keeps hold of the camera's reader, so that it can be made to see something.
EYES = """
  const Plain = Worker;
  window.Worker = class extends Plain {
    constructor(...given) {
      super(...given);
      window.eyes = this;
    }
  };
"""
POSTER = "eyes.dispatchEvent(new MessageEvent('message', { data: { foreign: 'address' } }))"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server whose doors are open; each test brings delegates of its own."""
    yield from doors_open(tmp_path_factory.mktemp("typing"))


@pytest.fixture(scope="module")
def queue(house: House) -> Iterator[Person]:
    """Delegates who have not come yet, one after another; none of them a guest of honour."""
    return (person for person in house.plan.people if person.delegate_class.startswith("O_"))


@pytest.fixture
def kiosk(browser: Browser, house: House) -> Iterator[Kiosk]:
    """A kiosk that invites."""
    token = house.device("kiosk", NAME)
    with Kiosk(browser, house.address("kiosk", NAME, None, token)) as switched_on:
        switched_on.sees("Xin kính mời quý đại biểu đưa mã QR vào khung")
        switched_on.page.evaluate(WATCH)
        yield switched_on
        assert [] == switched_on.complaints


@pytest.fixture
def staff(house: House) -> Iterator[Http]:
    """Somebody at reception."""
    with house.sign_in("Lan Mẫu", "reception") as person:
        yield person


def noted(house: House) -> list[ScanNoted]:
    """What the desk has been told of codes that are none of ours."""
    return [event for event in house.events() if isinstance(event, ScanNoted)]


def greeting(person: Person) -> str:
    """How a delegate is greeted."""
    return f"Kính chào {person.salutation} {person.full_name}"


def test_a_badge_number_typed_on_a_keyboard_is_a_check_in(
    kiosk: Kiosk, house: House, queue: Iterator[Person]
) -> None:
    """
    Letter, dash, digits, Enter, at a typist's speed: no waiting screen between, no case at the desk.
    """
    person, before = next(queue), len(noted(house))

    kiosk.page.keyboard.type(person.id, delay=BRISKLY_MS)
    kiosk.press("Enter")

    kiosk.greets(person, greeting(person))
    assert "reading" not in kiosk.page.evaluate("states")
    assert before == len(noted(house))


def test_what_is_typed_slowly_stands_on_the_keypad(
    kiosk: Kiosk, house: House, queue: Iterator[Person]
) -> None:
    """
    Every key shows as it comes; Backspace and Escape are the keypad's own.
    """
    letter, digits = next(queue).id.split("-")
    kiosk.page.keyboard.type(f"{letter}{digits}9", delay=300)
    kiosk.press("Backspace")
    kiosk.reaches(1, lambda: kiosk.page.locator("#keypad").count())
    assert kiosk.text("#keypad-number").startswith(f"{letter} –")

    kiosk.press("Escape")

    kiosk.page.wait_for_selector("#keypad", state="detached")


def test_a_word_typed_by_hand_is_answered_and_lights_no_desk(kiosk: Kiosk, house: House) -> None:
    """
    It is asked for again, kindly; nobody at the desk is bothered with it.
    """
    before = len(noted(house))

    kiosk.page.keyboard.type("xyz", delay=BRISKLY_MS)
    kiosk.press("Enter")

    kiosk.answers("unknown", "Chưa nhận được mã")
    kiosk.reaches("idle", lambda: kiosk.state)
    assert before == len(noted(house))


def test_a_brisk_typist_enters_the_pin(kiosk: Kiosk, house: House, staff: Http) -> None:
    """
    Six digits and Enter as fast as fingers go: the pad stays, the page opens, no case is told.
    """
    before = len(noted(house))
    staff.put(f"/api/v1/kiosks/{NAME}/lock", json={"pin": PIN}).raise_for_status()
    kiosk.page.wait_for_selector("#veil")
    kiosk.press("Control+Alt+k")
    kiosk.page.wait_for_selector("#pin")

    kiosk.page.keyboard.type(PIN, delay=BRISKLY_MS)
    kiosk.press("Enter")

    kiosk.page.wait_for_selector("#staff")
    staff.delete(f"/api/v1/kiosks/{NAME}/lock").raise_for_status()
    assert before == len(noted(house))


@pytest.mark.parametrize("gap_ms", [100, 200])
def test_a_slow_scanner_is_read_whatever_stands_on_the_keypad(
    kiosk: Kiosk, house: House, queue: Iterator[Person], gap_ms: int
) -> None:
    """
    A whole code is a scan at any speed, and takes the keypad away.
    """
    person = next(queue)
    kiosk.page.click("#keypad-open")
    kiosk.page.click("#keypad [data-key='7']")

    kiosk.burst(lambda: kiosk.page.keyboard.type(badge(house, person), delay=gap_ms))

    # A machine too busy to type as a scanner does has scanned twice.
    kiosk.reaches(True, lambda: person.full_name in kiosk.verdict[1])
    kiosk.reaches("idle", lambda: kiosk.state)
    assert 0 == kiosk.page.locator("#keypad").count()


@pytest.mark.parametrize("pad", ["#keypad", "#pin"])
def test_a_poster_behind_the_guest_takes_no_pad_away(
    browser: Browser, house: House, staff: Http, pad: str
) -> None:
    """
    What the camera sees by the way is not answered while somebody types, and is once they have done.
    """
    address = house.address("kiosk", NAME, None, house.device("kiosk", NAME))
    with Kiosk(browser, address, EYES) as kiosk:
        staff.put(f"/api/v1/kiosks/{NAME}/lock", json={"pin": PIN}).raise_for_status()
        kiosk.page.wait_for_selector("#veil")
        kiosk.page.mouse.click(10, 10)
        kiosk.page.wait_for_selector("#veil", state="detached")
        if pad == "#keypad":
            kiosk.page.click("#keypad-open")
        else:
            kiosk.press("Control+Alt+k")
        kiosk.page.click(f"{pad} [data-key='4']")
        before = kiosk.text(f"{pad} output")

        kiosk.page.evaluate(POSTER)

        assert "idle" == kiosk.settled(lambda: kiosk.state)
        assert before == kiosk.text(f"{pad} output")
        kiosk.press("Escape")
        kiosk.page.wait_for_selector(pad, state="detached")
        kiosk.page.evaluate(POSTER)
        kiosk.answers("unknown", "Chưa nhận được mã")
    staff.delete(f"/api/v1/kiosks/{NAME}/lock").raise_for_status()
