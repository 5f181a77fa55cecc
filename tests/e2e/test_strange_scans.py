"""What no badge of ours is, and kiosks in trouble: each has its verdict, and nothing foreign is kept."""

import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from server.conference.attendance import DelegateCheckedIn, ScanNoted
from server.conference.badges import Foreign, code_of
from server.conference.plan import Person
from tests.crowd import crowd
from tests.e2e.cut_off import Ledger, Standalone, pair
from tests.e2e.device import DESK, Device
from tests.e2e.morning import badge
from tests.edge.clients import new_id
from tests.edge.house import House

UNKNOWN = ("unknown", "Chưa nhận được mã")
MARK = "vi-du-la"
FOREIGN = {
    "address": f"https://{MARK}.example/khuyen-mai?ma=8301947265",
    "citizen_card": f"079099001234|281234567|{MARK}|01011970|Nam|Thon Mau|01012021",
    "wifi": f"WIFI:T:WPA;S:{MARK};P:mat-khau-mau;;",
    "contact": f"BEGIN:VCARD FN:{MARK} TEL:0901234567 END:VCARD",
    "other": f"{MARK} van ban mau 0123456789 " * 92,
}
SAID = {
    "address": "Mã lạ (địa chỉ web)",
    "citizen_card": "Mã lạ (thẻ căn cước)",
    "wifi": "Mã lạ (mã Wi-Fi)",
    "contact": "Mã lạ (danh thiếp)",
    "other": "Mã lạ",
}
# Every text this page's browser has kept, wherever it may.
KEPT = """async () => {
  const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  for (const { name } of await indexedDB.databases()) {
    const opening = indexedDB.open(name);
    await new Promise((done) => (opening.onsuccess = done));
    for (const store of opening.result.objectStoreNames) {
      const reading = opening.result.transaction(store).objectStore(store).getAll();
      await new Promise((done) => (reading.onsuccess = done));
      kept.push(JSON.stringify(reading.result));
    }
    opening.result.close();
  }
  return kept.join(' ');
}"""
AGE = "() => document.querySelector('#verdict')?.setAttribute('data-old', '')"
"""Tells a verdict that is still on the screen from the next one."""
FULL, PLENTY = 1, 10**9
"""Bytes that a browser may keep for a kiosk."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server whose doors are open; each test brings delegates of its own."""
    folder = tmp_path_factory.mktemp("strange")
    with House(folder / "var", crowd(folder / "crowd", 60)) as started:
        with started.enter("console") as operator:
            operator.command("open_reception").raise_for_status()
        yield started


@pytest.fixture(scope="module")
def queue(house: House) -> Iterator[Person]:
    """Delegates who have not come yet, one after another."""
    return (person for person in house.plan.people if person.id.startswith("Q-"))


@pytest.fixture(scope="module")
def kiosk(browser: Browser, house: House) -> Iterator[Standalone]:
    """A kiosk that stands there all morning."""
    with pair(browser, house, "Ki-ốt 1") as switched_on:
        yield switched_on


@pytest.fixture(scope="module")
def desk(browser: Browser, house: House) -> Iterator[Device]:
    """The help desk."""
    token = house.device("reception", "Lan Mẫu")
    with Device(browser, house.address("reception", "Lan Mẫu", None, token), DESK) as opened:
        opened.page.wait_for_selector("#search")
        yield opened


def turned_away(kiosk: Standalone, text: str) -> None:
    """Scan something that is none of ours."""
    kiosk.page.evaluate(AGE)

    kiosk.scan(text)

    kiosk.reaches(1, lambda: kiosk.page.locator("#verdict:not([data-old])").count())
    kiosk.answers(*UNKNOWN)


def misread(kiosk: Standalone, house: House, text: str) -> None:
    """Scan what a badge of ours may have become; nobody is bothered before the next try."""
    before = len(house.events())

    turned_away(kiosk, text)

    # A machine too busy to type as a scanner does has tried twice.
    heard = [event for event in house.events()[before:] if isinstance(event, ScanNoted)]
    assert len(house.events()) == before + len(heard)
    assert {event.foreign for event in heard} <= {Foreign.DAMAGED, Foreign.BARCODE}


def welcomed(kiosk: Standalone, house: House, person: Person) -> None:
    """The next badge is read as if nothing had been."""
    kiosk.scan(badge(house, person))
    kiosk.greets(person, f"Kính chào {person.salutation} {person.full_name}")


@pytest.mark.parametrize("what", FOREIGN)
def test_a_foreign_code_is_a_case_and_not_kept(
    kiosk: Standalone, house: House, desk: Device, what: str
) -> None:
    """
    The delegate is asked to show the badge, the desk lights up, and no copy of it is anywhere.
    """
    turned_away(kiosk, FOREIGN[what])

    desk.sees(f"Ki-ốt 1 vừa mời đại biểu đến bàn: {SAID[what]}", "#case-lit")
    desk.sees(f"{SAID[what]} – Ki-ốt 1", "#cases li[data-state='open']")
    assert {"unknown"} == {e.verdict for e in house.events() if isinstance(e, ScanNoted)}
    assert MARK not in desk.page.content()
    assert MARK not in kiosk.page.evaluate(KEPT)
    assert MARK not in kiosk.text()
    assert MARK.encode() not in everything_written(house)


def test_the_desk_hears_of_a_foreign_code_once_the_line_is_back(
    browser: Browser, house: House, desk: Device
) -> None:
    """
    A kiosk that is alone keeps which kind it was, and when; whoever plays with it tells it once.
    """
    with pair(browser, house, "Ki-ốt 6") as alone:
        house.kill9()
        for _ in range(3):
            turned_away(alone, FOREIGN["address"])
        alone.holds(1)
        assert MARK not in alone.page.evaluate(KEPT)

        house.start()
        alone.holds(0)

    desk.sees(f"{SAID['address']} – Ki-ốt 6", "#cases li:has-text('Ki-ốt 6')")
    with house.sign_in("Hoa Mẫu", "reception") as calls:
        cases = calls.view("reception")["cases"]
    [told] = [one for one in cases if one["kiosk"] == "Ki-ốt 6"]
    assert ("unknown", "address", 1) == (told["verdict"], told["foreign"], told["times"])
    assert MARK.encode() not in everything_written(house)


def everything_written(house: House) -> bytes:
    """What the server has on its disk and has said to its terminal."""
    files = (file.read_bytes() for file in house.var.rglob("*") if file.is_file())
    return house.said().encode() + b"".join(files)


def test_a_code_one_digit_off_is_not_recognised(
    kiosk: Standalone, house: House, queue: Iterator[Person]
) -> None:
    """
    The check digit finds it on the kiosk; the code as it is is welcome.
    """
    person = next(queue)
    code, at = badge(house, person), random.Random(7).randrange(4, 33)

    misread(kiosk, house, f"{code[:at]}{(int(code[at]) + 1) % 10}{code[at + 1 :]}")

    welcomed(kiosk, house, person)


def test_half_a_scan_harms_nobody(kiosk: Standalone, house: House, queue: Iterator[Person]) -> None:
    """
    A badge pulled away too early is not recognised, and the next scan is.
    """
    person = next(queue)

    misread(kiosk, house, badge(house, person)[:20])

    welcomed(kiosk, house, person)


def test_two_scanners_typing_into_each_other_admit_nobody(
    kiosk: Standalone, house: House, queue: Iterator[Person]
) -> None:
    """
    Two badges mixed digit by digit are none; each by itself is welcome.
    """
    one, two = next(queue), next(queue)
    mixed = "".join(a + b for a, b in zip(badge(house, one), badge(house, two), strict=True))

    misread(kiosk, house, mixed)

    for person in (one, two):
        welcomed(kiosk, house, person)


def test_a_photographed_badge_is_already_in(
    browser: Browser, kiosk: Standalone, house: House, queue: Iterator[Person]
) -> None:
    """
    The same code at a second kiosk seconds later: it says when and where the first one came.
    """
    person = next(queue)
    welcomed(kiosk, house, person)

    with pair(browser, house, "Ki-ốt 2") as second:
        second.scan(badge(house, person))
        second.reaches("already_in", lambda: second.verdict[0])

        second.sees("Ghi nhận tại Ki-ốt 1", "#verdict")
        second.sees(f"{person.full_name} đã được ghi nhận lúc", "#verdict")
    assert [person.id] == Ledger(house, person).people


def test_a_badge_of_another_conference_leaves_no_code_behind(
    browser: Browser, house: House
) -> None:
    """
    Offline too it is told apart; what waits for the server says which conference, and no more.
    """
    other = code_of(b"another secret", "9999", "C-001", 1)
    with pair(browser, house, "Ki-ốt 3") as kiosk:
        house.kill9()
        kiosk.scan(other)
        kiosk.answers("wrong_conference", "Thẻ này thuộc hội nghị khác")
        assert 1 == kiosk.waiting
        assert other not in kiosk.page.evaluate(KEPT)

        house.start()
        kiosk.holds(0)

    assert other.encode() not in everything_written(house)
    noted = [note for note in Ledger(house).notes if note.place == "Ki-ốt 3"]
    assert ["wrong_conference"] == [note.verdict.value for note in noted]


class Cramped(Standalone):
    """A kiosk whose disk is full before its page is opened."""

    origin: str

    def _watched(self, page: Page) -> Page:
        self._storage = self.context.new_cdp_session(page)
        self.allow(FULL)
        return super()._watched(page)

    def allow(self, size: int) -> None:
        """Let its pages keep so many bytes."""
        quota = {"origin": self.origin, "quotaSize": size}
        self._storage.send("Storage.overrideQuotaForOrigin", quota)


def test_a_full_disk_stops_nobody(browser: Browser, house: House, queue: Iterator[Person]) -> None:
    """
    With the server there everybody is welcome, and staff are told; alone, it sends to the desk.
    """
    person, late = next(queue), next(queue)
    Cramped.origin = house.base
    address = house.address("kiosk", "Ki-ốt 4", None, house.device("kiosk", "Ki-ốt 4"))
    with Cramped(browser, address) as kiosk:
        welcomed(kiosk, house, person)
        kiosk.sees("Máy này chưa ghi được vào bộ nhớ", ".status")
        house.kill9()
        kiosk.scan(badge(house, next(queue)))
        kiosk.answers("see_desk", "Xin mời quý đại biểu đến bàn hỗ trợ")
        assert 0 == kiosk.waiting

        house.start()
        kiosk.allow(PLENTY)
        kiosk.sees("Đã kết nối", ".status")
        welcomed(kiosk, house, late)
        assert "chưa ghi được" not in kiosk.text(".status")

    assert [person.id, late.id] == Ledger(house, person, late).people


def test_a_revoked_kiosk_that_goes_on_sending_is_not_heard(
    house: House, queue: Iterator[Person]
) -> None:
    """
    By whichever way it sends, it is told that it is not let in, and nobody is checked in.
    """
    person = next(queue)
    token = house.device("kiosk", "Ki-ốt 5")
    scan = {"id": new_id(), "code": badge(house, person)}
    with house.http(token) as kiosk, house.socket("kiosk", token) as line:
        house.access.revoke_device("Ki-ốt 5")

        for path, body in (("", scan), ("/batch", {"scans": [scan]})):
            answer = kiosk.post(f"/api/v1/check-ins{path}", json=body)
            assert (401, "not_signed_in") == (answer.status_code, answer.json()["code"])
        assert "not_signed_in" == line.call("check_in", scan)["code"]
    came = [event for event in house.events() if isinstance(event, DelegateCheckedIn)]
    assert person.id not in {event.person for event in came}
