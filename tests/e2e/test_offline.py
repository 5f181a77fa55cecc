"""The kiosk without its server: nobody is stopped, nothing is lost, nothing is counted twice."""

import json
import random
import re
import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, Request, Route

from server.conference.badges import code_of
from server.conference.plan import Person
from server.secret import kept_secret
from tests.crowd import crowd
from tests.e2e.cut_off import Ledger, Profile, Standalone, pair, roster_of, rush
from tests.e2e.device import DESK, Device, chromium
from tests.e2e.kiosk import Kiosk
from tests.e2e.morning import badge
from tests.edge.conftest import TINY
from tests.edge.house import House
from tests.edge.test_door import close

TRIALS = 10
QUEUE = 8
LAN = "kiosk.lan"
CONFERENCE = "0527"
FIVE_YEARS_ON = """
  const right = Date.now;
  Date.now = () => right() + 5 * 365 * 24 * 3600 * 1000;
"""
# What stood on the screen while a badge was being checked.
WAITS = """() => {
  window.waits = [];
  new MutationObserver(() => {
    const wait = document.querySelector('#wait');
    if (wait) window.waits.push(wait.textContent);
  }).observe(document.body, { subtree: true, childList: true });
}"""
ABOUT = timedelta(seconds=1.5)


@pytest.fixture(scope="module")
def lan(playwright: Playwright) -> Iterator[Browser]:
    """Chromium on a closed network, where the server has a name and no certificate."""
    with chromium(playwright, f"--host-resolver-rules=MAP {LAN} 127.0.0.1") as started:
        yield started


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server whose doors are open; each test brings delegates of its own."""
    folder = tmp_path_factory.mktemp("hall")
    house = House(folder / "var", crowd(folder / "crowd", 200))
    try:
        house.start()
        open_doors(house)
        yield house
    finally:
        house.close()


@pytest.fixture
def house(hall: House) -> House:
    """The server, there again if the test before has left it dead."""
    if hall.process is None:
        hall.start()
    return hall


@pytest.fixture(scope="module")
def queue(hall: House) -> Iterator[Person]:
    """Delegates who have not come yet, one after another."""
    return (person for person in hall.plan.people if person.id.startswith("Q-"))


@pytest.fixture
def desk(browser: Browser, house: House) -> Iterator[Device]:
    """The reception desk."""
    token = house.device("reception", "Bàn 1")
    address = house.address("reception", "Bàn 1", None, token)
    with Device(browser, address, DESK) as opened:
        opened.page.wait_for_selector("#search")
        yield opened


def open_doors(house: House) -> None:
    """Open reception."""
    with house.enter("console") as operator:
        operator.command("open_reception").raise_for_status()


def take(queue: Iterator[Person], many: int) -> list[Person]:
    """The next few of the queue."""
    return [next(queue) for _ in range(many)]


def forged(house: House) -> str:
    """A well-formed code of this conference that nobody has issued."""
    return code_of(b"a guess", house.plan.code, "C-001", 1)


class TestAlone:
    """What a kiosk says when nobody answers it."""

    def test_it_greets_by_name_and_seat(
        self, browser: Browser, house: House, queue: Iterator[Person]
    ) -> None:
        """
        With the server killed, a delegate is recorded and greeted, and is in when it is back.
        """
        person = next(queue)
        with pair(browser, house, "Ki-ốt 1") as kiosk:
            house.kill9()
            kiosk.greets_alone(house, person)
            assert 1 == kiosk.waiting

            house.start()
            kiosk.holds(0)

        assert [person.id] == Ledger(house, person).people

    def test_what_it_knows_of_a_badge_it_says_as_the_server_would(
        self, browser: Browser, house: House, queue: Iterator[Person]
    ) -> None:
        """
        Replaced, revoked, foreign: known without the server; an unknown code is noted, not refused.
        """
        lost, void = take(queue, 2)
        with pair(browser, house, "Ki-ốt 1") as kiosk:
            with house.enter("reception") as reception:
                for command, person in (("issue_badge", lost), ("revoke_badge", void)):
                    args = {"person": person.id, "reason": "Mất thẻ"}
                    reception.command(command, args).raise_for_status()
            kiosk.knows(roster_of(house, "Ki-ốt 1"))
            house.kill9()

            kiosk.scan(badge(house, lost))
            kiosk.answers("replaced", "Thẻ này đã được thay bằng thẻ mới")
            kiosk.scan(badge(house, void))
            kiosk.answers("revoked", "Thẻ này hiện không còn hiệu lực")
            kiosk.scan(code_of(b"another secret", "9999", "C-001", 1))
            kiosk.answers("wrong_conference", "Thẻ này thuộc hội nghị khác")
            kiosk.scan(forged(house))
            kiosk.answers("offline_unknown", "Đã ghi nhận tạm thời")

            house.start()
            kiosk.holds(0)

        noted = [*Ledger(house, lost, void).notes, *Ledger(house).notes]
        assert ["replaced", "revoked", "wrong_conference", "unknown"] == [
            note.verdict.value for note in noted
        ]

    def test_the_number_typed_on_the_keypad_is_known_too(
        self, browser: Browser, house: House, queue: Iterator[Person]
    ) -> None:
        """
        The short badge number needs no server either.
        """
        person = next(queue)
        letter, _, digits = person.id.partition("-")
        with pair(browser, house, "Ki-ốt 1") as kiosk:
            house.kill9()
            kiosk.page.click("#keypad-open")
            kiosk.page.click(f'[data-key="{letter}"]')
            for digit in digits:
                kiosk.page.click(f'[data-key="{digit}"]')
            kiosk.page.click("#keypad-confirm")

            kiosk.answers(
                "offline_ok", f"Đã ghi nhận. Kính chào {person.salutation} {person.full_name}"
            )

    def test_a_number_typed_wrong_is_asked_for_again_and_kept_nowhere(
        self, browser: Browser, house: House, queue: Iterator[Person]
    ) -> None:
        """
        Nobody has that number: the guest hears so at once, finds it on the keypad, and mends it.
        """
        person = next(queue)
        letter, _, digits = person.id.partition("-")
        with pair(browser, house, "Ki-ốt 1") as kiosk:
            house.kill9()
            kiosk.page.click("#keypad-open")
            for key in (letter, *"9" * len(digits)):
                kiosk.page.click(f'[data-key="{key}"]')
            kiosk.page.click("#keypad-confirm")
            kiosk.answers("misdialled", "Chưa nhận được số thẻ", "Xin quý đại biểu nhập lại")
            assert 0 == kiosk.waiting
            kiosk.reaches("idle", lambda: kiosk.state)

            assert f"{letter} – {' '.join('9' * len(digits))}" == kiosk.text("#keypad-number")
            for key in ("erase",) * len(digits) + tuple(digits):
                kiosk.page.click(f'[data-key="{key}"]')
            kiosk.page.click("#keypad-confirm")

            kiosk.answers(
                "offline_ok", f"Đã ghi nhận. Kính chào {person.salutation} {person.full_name}"
            )

    def test_a_badge_shown_again_is_told_when_and_where(
        self, browser: Browser, house: House, queue: Iterator[Person]
    ) -> None:
        """
        Also after a reload the second showing is no second welcome: it tells the first one.
        """
        person = next(queue)
        with pair(browser, house, "Ki-ốt 1") as kiosk:
            house.kill9()
            kiosk.greets_alone(house, person)
            kiosk.reopen()

            kiosk.scan(badge(house, person))

            told = rf"{person.salutation} {person.full_name} đã được ghi nhận lúc \d\d:\d\d"
            kiosk.reaches("already_in", lambda: kiosk.verdict[0])
            assert re.fullmatch(told, kiosk.verdict[1], re.IGNORECASE)
            kiosk.sees("Ghi nhận tại Ki-ốt 1", "#verdict")
            kiosk.holds(2)

    def test_a_server_that_is_silent_is_not_waited_for(
        self, browser: Browser, house: House, queue: Iterator[Person]
    ) -> None:
        """
        Until the kiosk answers by itself, after 800 ms, it shows the name; the late answer empties the
        outbox and repaints nothing.
        """
        person = next(queue)
        with pair(browser, house, "Ki-ốt 1") as kiosk:
            kiosk.page.evaluate(WAITS)
            assert house.process is not None
            house.process.send_signal(signal.SIGSTOP)
            try:
                kiosk.greets_alone(house, person)
            finally:
                house.process.send_signal(signal.SIGCONT)
            kiosk.holds(0)

            assert person.full_name in kiosk.page.evaluate("waits.join()")

            assert "offline_ok" == kiosk.verdict[0]
        ledger = Ledger(house, person)
        assert ([person.id], []) == (ledger.people, ledger.others)


class TestNothingIsLost:
    """Whatever fails, each scan reaches the journal, once."""

    def test_a_rush_while_server_and_network_fail(
        self, browser: Browser, house: House, queue: Iterator[Person]
    ) -> None:
        """
        Trial after trial, the server is killed or the network cut at a random instant of a rush.
        """
        chance = random.Random(2020)
        with pair(browser, house, "Ki-ốt 1") as kiosk:
            come: list[Person] = []
            for _ in range(TRIALS):
                people = take(queue, QUEUE)
                rush(house, kiosk, people, chance)
                come += people

        ledger = Ledger(house, *come)
        assert [person.id for person in come] == sorted(ledger.people)
        assert [] == ledger.others

    def test_page_and_browser_are_opened_again_without_the_server(
        self, playwright: Playwright, tmp_path: Path, house: House, queue: Iterator[Person]
    ) -> None:
        """
        A reload, then a new start of the browser: the short address opens, with all that it holds.
        """
        first, second, third = take(queue, 3)
        with pair(Profile(playwright, tmp_path / "profile"), house, "Ki-ốt 1") as kiosk:
            house.kill9()
            kiosk.greets_alone(house, first)
            kiosk.reopen()
            kiosk.sees("Xin kính mời quý đại biểu đưa mã QR vào khung")
            kiosk.holds(1)
            kiosk.greets_alone(house, second)

        again = Profile(playwright, tmp_path / "profile")
        with Standalone(again, house.url("/kiosk")) as kiosk:  # type: ignore[arg-type]
            kiosk.holds(2)
            kiosk.greets_alone(house, third)
            house.start()
            kiosk.holds(0)

        assert [first.id, second.id, third.id] == Ledger(house, first, second, third).people

    @pytest.mark.parametrize("host", ["127.0.0.1", LAN], ids=["secure page", "plain http"])
    def test_three_tabs_send_each_scan_once(
        self, lan: Browser, house: House, queue: Iterator[Person], host: str
    ) -> None:
        """
        Three tabs hold scans of one outbox; when the server is back, one of them at a time sends.
        """
        people = take(queue, 12)
        token = house.device("kiosk", "Ki-ốt 1")
        address = house.address("kiosk", "Ki-ốt 1", None, token).replace("127.0.0.1", host)
        with Standalone(lan, address) as kiosk:
            kiosk.knows(roster_of(house, "Ki-ốt 1"))
            tabs = [kiosk.page, *(kiosk.context.new_page() for _ in range(2))]
            sent: list[str] = []

            def note(request: Request) -> None:
                if request.url.endswith("/batch"):
                    scans = json.loads(request.post_data or "{}")["scans"]
                    sent.extend(scan["id"] for scan in scans)

            for tab in tabs[1:]:
                tab.goto(kiosk.page.url)
                tab.wait_for_selector(".kiosk-name")
            for tab in tabs:
                tab.on("requestfinished", note)
            house.kill9()
            for n, person in enumerate(people):
                tabs[n % 3].keyboard.type(badge(house, person))
                tabs[n % 3].keyboard.press("Enter")
                tabs[n % 3].wait_for_timeout(60)

            house.start()
            kiosk.reaches(12, lambda: len(Ledger(house, *people).people), patience_s=30)
            kiosk.page.wait_for_timeout(300)

        ledger = Ledger(house, *people)
        assert {person.id for person in people} == set(ledger.people)
        assert ([], 12, 12) == (ledger.others, len(sent), len(set(sent)))

    def test_an_answer_that_is_lost_on_its_way(
        self, browser: Browser, house: House, queue: Iterator[Person]
    ) -> None:
        """
        The server has the scans, the kiosk does not hear it, twice: they are sent again, and count once.
        """
        lost: list[str] = []

        def swallow(route: Route) -> None:
            if len(lost) < 2:
                lost.append(route.fetch().text())
                return route.abort()
            return route.continue_()

        people = take(queue, 4)
        with pair(browser, house, "Ki-ốt 1") as kiosk:
            house.kill9()
            for person in people:
                kiosk.greets_alone(house, person)
            kiosk.page.route("**/api/v1/check-ins/batch", swallow)
            house.start()
            kiosk.holds(0)

        assert (2, 1) == (len(lost), len(set(lost)))
        ledger = Ledger(house, *people)
        assert ([person.id for person in people], []) == (ledger.people, ledger.others)


class TestTheScansOwnTime:
    """The server believes how long ago it was, not what the kiosk's clock shows."""

    def test_a_clock_in_another_year(
        self, browser: Browser, house: House, queue: Iterator[Person]
    ) -> None:
        """
        A kiosk that is five years ahead tells the right time of each arrival, reloaded or not.
        """
        people = take(queue, 2)
        with (
            pair(browser, house, "Ki-ốt 1", FIVE_YEARS_ON) as stays,
            pair(browser, house, "Ki-ốt 2", FIVE_YEARS_ON) as reloads,
        ):
            house.kill9()
            scanned = []
            for kiosk, person in zip((stays, reloads), people, strict=True):
                kiosk.greets_alone(house, person)
                scanned.append(datetime.now(UTC))
            reloads.reopen()
            reloads.page.wait_for_timeout(2_500)
            house.start()
            for kiosk in (stays, reloads):
                kiosk.holds(0)

        for person, then in zip(people, scanned, strict=True):
            (arrival,) = Ledger(house, person).arrivals
            assert arrival.claimed is None
            assert abs(arrival.at - then) < ABOUT
            assert arrival.noted_at - arrival.at > timedelta(seconds=2)


class TestReception:
    """What the desk sees of its kiosks."""

    def test_one_badge_at_two_doors(
        self, browser: Browser, house: House, queue: Iterator[Person], desk: Device
    ) -> None:
        """
        Both kiosks let it in alone: one person present, and both times and places before the desk.
        """
        person = next(queue)
        with pair(browser, house, "Ki-ốt 1") as one, pair(browser, house, "Ki-ốt 2") as two:
            house.kill9()
            one.greets_alone(house, person)
            one.page.wait_for_timeout(2_200)
            two.greets_alone(house, person)
            two.page.wait_for_timeout(2_200)
            house.start()
            one.holds(0)
            two.holds(0)

        case = '[data-case="conflict"]'
        desk.page.wait_for_selector(case)
        for words in ("Một thẻ được nhận ở hai cửa", person.full_name, "Ki-ốt 1", "Ki-ốt 2"):
            desk.sees(words, case)
        ledger = Ledger(house, person)
        assert ([person.id], 1) == (ledger.people, len(ledger.conflicts))

    def test_a_new_kiosk_is_let_in_by_its_digits(
        self, browser: Browser, house: House, queue: Iterator[Person], desk: Device
    ) -> None:
        """
        It shows four digits; the desk compares them and names it; from then on it works, reloaded too.
        """
        with Standalone(browser, house.url("/kiosk")) as kiosk:
            kiosk.page.wait_for_selector("#pairing-code")
            code = kiosk.text("#pairing-code")
            line = f'#gate [data-code="{code}"]'
            desk.page.fill(f"{line} input", "Cửa Đông")
            desk.page.click(f"{line} button")

            kiosk.sees("Cửa Đông", ".status")
            kiosk.reopen()
            kiosk.sees("Cửa Đông", ".status")
            person = next(queue)
            kiosk.scan(badge(house, person))
            kiosk.answers("accepted", f"Kính chào {person.salutation} {person.full_name}")
            desk.page.click('[data-tab="kiosks"]')
            desk.sees("đã gửi hết", '[data-kiosk="Cửa Đông"]')

    def test_a_server_that_has_forgotten_the_digits_is_asked_again(
        self, browser: Browser, house: House
    ) -> None:
        """
        Digits do not outlive the server: after its restart the kiosk shows new ones.
        """
        with Standalone(browser, house.url("/kiosk")) as kiosk:
            kiosk.page.wait_for_selector("#pairing-code")
            house.restart()
            with house.http(house.device("reception", "Bàn 1")) as reception:

                def shown() -> bool:
                    waiting = reception.view("reception")["waiting"]
                    return kiosk.text("#pairing-code") in [device["code"] for device in waiting]

                kiosk.reaches(True, shown, lambda: kiosk.text("#pairing-code"))

    def test_a_revoked_kiosk_keeps_what_it_holds(
        self, browser: Browser, house: House, queue: Iterator[Person], desk: Device
    ) -> None:
        """
        It says so and asks to be let in; the desk sees how much it holds; let in again, it tells all.
        """
        person = next(queue)
        with pair(browser, house, "Ki-ốt 1") as kiosk:
            house.kill9()
            kiosk.greets_alone(house, person)
            house.access.revoke_device("Ki-ốt 1")
            house.start()

            kiosk.page.wait_for_selector("#pairing-code")
            kiosk.sees("Máy này còn giữ 1 lượt chưa gửi", "#unpaired")
            desk.sees("còn giữ 1 lượt chưa gửi", "#gate")
            assert [] == Ledger(house, person).people
            code = kiosk.text("#pairing-code")
            desk.page.click(f'#gate [data-code="{code}"] button')
            kiosk.sees("Ki-ốt 1", ".status")
            kiosk.reaches([person.id], lambda: Ledger(house, person).people)
            kiosk.holds(0)


def test_plain_http_says_calmly_what_is_off(
    lan: Browser, house: House, queue: Iterator[Person]
) -> None:
    """
    Without a certificate there is no camera and no kept page; the kiosk says so and works on.
    """
    address = house.address("kiosk", "Ki-ốt 1", None, house.device("kiosk", "Ki-ốt 1"))
    with Standalone(lan, address.replace("127.0.0.1", LAN)) as kiosk:
        kiosk.knows(roster_of(house, "Ki-ốt 1"))
        kiosk.sees("trang chỉ mở lại được khi có máy chủ", ".camera-note")
        house.kill9()

        kiosk.greets_alone(house, next(queue))


def test_ten_thousand_are_known(browser: Browser, tmp_path: Path) -> None:
    """
    The roster of a very large conference fits on a kiosk, and the last of it is found.
    """
    house = House(tmp_path / "var", crowd(tmp_path / "crowd", 10_000))
    try:
        house.start()
        with pair(browser, house, "Ki-ốt 1") as kiosk:
            house.kill9()

            kiosk.scan(code_of(kept_secret(house.var), CONFERENCE, "Q-10000", 1))
            kiosk.answers("offline_ok", "Đã ghi nhận. Kính chào đồng chí Trần Mẫu Thứ 10000")
    finally:
        house.close()


def test_after_the_end_a_kiosk_keeps_nobody(browser: Browser, tmp_path: Path) -> None:
    """
    It hands over what it holds, then wipes its roster; the next scan is told that all is over.
    """
    with House(tmp_path / "var", TINY) as house:
        open_doors(house)
        first, second = (person for person in house.plan.people if person.id in {"D-03", "D-04"})
        with pair(browser, house, "Ki-ốt 1") as kiosk:
            kiosk.reaches(True, lambda: kiosk.roster is not None)
            house.kill9()
            kiosk.greets_alone(house, first)
            house.start()
            with house.enter("console") as operator:
                operator.command("take_control").raise_for_status()
                close(operator)

            kiosk.reaches(None, lambda: kiosk.roster)
            kiosk.holds(0)
            assert [first.id] == Ledger(house, first).people
            kiosk.scan(badge(house, second))
            kiosk.reaches("closed", lambda: kiosk.verdict[0])
            house.kill9()
            assert kiosk.roster is None


def test_a_kiosk_for_both_ways_counts_out_on_request(browser: Browser, house: House) -> None:
    """
    "Going out" is for one badge; whoever comes next comes in.
    """
    first, second = (person for person in house.plan.people if person.id in {"M-01", "M-02"})
    token = house.access.add_device("kiosk", "Ki-ốt 7", gate="Cửa bên", direction="both")
    with Kiosk(browser, house.address("kiosk", "Ki-ốt 7", None, token)) as kiosk:
        kiosk.page.click("[data-way='out']")
        kiosk.sees("Trước khi ra ngoài", ".invitation")
        kiosk.scan(badge(house, first))
        kiosk.reaches("exit_recorded", lambda: kiosk.verdict[0])

        kiosk.scan(badge(house, second))

        kiosk.reaches(True, lambda: kiosk.verdict[0] in {"accepted", "offline_ok"})
