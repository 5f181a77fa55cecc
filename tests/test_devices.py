"""Screens as devices: let in by four digits, revoked, watched; with a real server and Chromium."""

import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from server.config import ROOT
from tests.e2e.console import Console
from tests.e2e.device import Device, chromium
from tests.e2e.walls import Wall
from tests.edge.clients import Http
from tests.edge.house import House

REPORTED_WITHIN_S = 5
HEAVIEST = 400_000
SIGHT = ROOT / "tests" / "artifacts" / "devices"


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """What drives the browsers."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium."""
    with chromium(playwright) as started:
        yield started


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One server of the sample conference for this whole module."""
    with House(tmp_path_factory.mktemp("devices") / "var") as started:
        yield started


@pytest.fixture(scope="module")
def operator(house: House) -> Iterator[Http]:
    """The operator's calls."""
    with house.sign_in("Điều hành Mẫu", "operator") as person:
        yield person


@pytest.fixture(scope="module")
def console(browser: Browser, house: House) -> Iterator[Console]:
    """The operator's console."""
    with Console(browser, house.links()["console"]) as opened:
        yield opened


def screen_of(operator: Http, name: str) -> dict[str, Any]:
    """A screen as the console's view has it."""
    screens = operator.view("console")["screens"]
    return next(dict(one) for one in screens if one["name"] == name)


def alerts_of(operator: Http, name: str) -> list[str]:
    """The alerts about a screen's picture; these browsers give no sound, nor are they asked to."""
    alerts = operator.view("console")["alerts"]
    about = [one["code"] for one in alerts if one["data"].get("screen") == name]
    return [code for code in about if code != "sound_blocked"]


def within(seconds: float, happens: Callable[[], bool]) -> float:
    """How long it takes until that happens, which must be within so many seconds."""
    begun = time.monotonic()
    while not happens():
        assert time.monotonic() - begun < seconds
        time.sleep(0.05)
    return time.monotonic() - begun


def see(device: Device, name: str) -> None:
    """Keep a picture of the page, to be looked at."""
    SIGHT.mkdir(parents=True, exist_ok=True)
    device.page.screenshot(path=SIGHT / f"{name}.png")


def wall_of(browser: Browser, house: House, name: str, role: str = "hall") -> Wall:
    """A paired wall."""
    token = house.device("screen", name, role)
    return Wall(browser, house.address("screen", name, role, token))


def test_a_new_screen_comes_in_by_four_digits_and_goes_when_revoked(
    browser: Browser, house: House, console: Console, operator: Http
) -> None:
    """
    It shows digits, comes in under a name, shows the programme; revoked, it is calm.
    """
    with Device(browser, house.url("/screen")) as wall:
        wall.page.wait_for_selector(".unpaired .code:not(:empty)")
        code = wall.text(".unpaired .code")
        see(wall, "digits")
        console.sees(code, "#gate")
        see(console, "gate")

        console.page.click(f"[data-approve='{code}']")
        see(console, "approve")
        console.page.fill("#field-name", "sanh-2")
        console.page.select_option("#field-role", "lobby")
        console.page.click("#question-yes")
        wall.page.wait_for_selector("#wall .scene")

        assert 4 == len(code)
        console.reaches("connected", lambda: console.data("[data-screen='sanh-2']", "data-health"))
        assert "lobby" == screen_of(operator, "sanh-2")["role"]
        console.page.click("#open-devices")
        console.page.wait_for_selector("[data-device='sanh-2']")
        see(console, "devices")

        console.page.click("[data-device='sanh-2'] button")
        console.page.click("#question-yes")
        wall.reaches("SC00", lambda: wall.data("body", "data-scene"))
        wall.sees("điển hình tiên tiến", "#wall")
        see(wall, "revoked")
        assert wall.page.locator(".unpaired").count() == 0
        assert [] == alerts_of(operator, "sanh-2")
    console.press("Escape")


def test_a_device_nobody_wants_is_dismissed(house: House, console: Console) -> None:
    """
    It leaves the list, and the others stay.
    """
    with house.http() as stranger:
        one, two = (
            stranger.post("/api/v1/pairings", json={"kind": "kiosk"}).json()["code"]
            for _ in range(2)
        )
    console.sees(one, "#gate")
    console.page.click(f"[data-dismiss='{one}']")
    see(console, "dismiss")
    console.page.click("#question-yes")
    console.page.wait_for_selector(f"[data-code='{one}']", state="detached")

    assert console.page.locator(f"[data-code='{two}']").is_visible()
    console.page.click(f"[data-dismiss='{two}']")
    console.page.click("#question-yes")
    console.page.wait_for_selector(f"[data-code='{two}']", state="detached")


def test_a_kiosk_comes_in_at_a_gate_and_is_moved_later(
    browser: Browser, house: House, console: Console, operator: Http
) -> None:
    """
    Letting it in asks gate and direction; both are changed later with the kiosk going on.
    """

    def stands() -> tuple[str, str]:
        [kiosk] = [one for one in operator.view("console")["kiosks"] if one["name"] == "Ki-ốt Mẫu"]
        return kiosk["gate"], kiosk["direction"]

    with Device(browser, house.url("/kiosk")) as kiosk:
        kiosk.page.wait_for_selector("#pairing-code:not(:empty)")
        code = kiosk.text("#pairing-code")
        console.page.click(f"[data-approve='{code}']")
        console.page.fill("#field-name", "Ki-ốt Mẫu")
        console.page.fill("#field-gate", "Cửa chính")
        see(console, "approve-kiosk")
        console.page.click("#question-yes")
        kiosk.page.wait_for_selector(".kiosk-name")
        assert ("Cửa chính", "in") == stands()
        assert 0 == kiosk.page.locator(".ways").count()

        console.page.click("#open-devices")
        console.page.click("[data-device='Ki-ốt Mẫu'] [data-do='place']")
        assert "Cửa chính" == console.page.input_value("#field-gate")
        console.page.fill("#field-gate", "Cửa Đông")
        console.page.select_option("#field-direction", "both")
        console.page.click("#question-yes")

        kiosk.page.wait_for_selector(".ways")
        assert ("Cửa Đông", "both") == stands()
        console.sees("Cửa Đông · Cả vào và ra", "[data-device='Ki-ốt Mẫu']")
        see(console, "devices-kiosk")
        console.page.click("[data-device='Ki-ốt Mẫu'] button:has-text('Thu hồi')")
        console.sees("Ki-ốt giữ những lượt chưa gửi", "dialog.question:not(.devices)")
        console.page.click("#question-no")
    console.press("Escape")


def test_a_device_under_a_known_name_has_the_role_chosen_for_it(
    browser: Browser, house: House, console: Console, operator: Http
) -> None:
    """
    Let in as the plan's lobby screen, but for the hall: it is a hall screen from then on.
    """
    with Device(browser, house.url("/screen")) as wall:
        wall.page.wait_for_selector(".unpaired .code:not(:empty)")
        console.page.click(f"[data-approve='{wall.text('.unpaired .code')}']")
        console.page.fill("#field-name", "lobby")
        console.page.select_option("#field-role", "hall")
        console.page.click("#question-yes")

        wall.reaches("hall", lambda: screen_of(operator, "lobby")["role"])
        wall.reaches("hall", lambda: wall.data("body", "data-role"))
    console.ask("assign_screen", {"screen": "lobby", "role": "lobby"})
    house.access.revoke_device("lobby")


def test_a_new_screen_may_mirror_another_from_its_first_picture(
    browser: Browser, house: House, console: Console, operator: Http
) -> None:
    """
    Chosen where it is let in: it has the picture of its source, and its own name and role.
    """
    console.ask("show_standby", {"screens": ["lobby"]})
    with Device(browser, house.url("/screen")) as wall:
        wall.page.wait_for_selector(".unpaired .code:not(:empty)")
        console.page.click(f"[data-approve='{wall.text('.unpaired .code')}']")
        console.page.fill("#field-name", "sanh-3")
        console.page.select_option("#field-role", "hall")
        console.page.select_option("#field-mirror_of", "lobby")
        see(console, "approve-mirror")
        console.page.click("#question-yes")
        wall.page.wait_for_selector("#wall .scene")

        wall.reaches("lobby", lambda: screen_of(operator, "sanh-3")["mirror_of"])
        assert "hall" == screen_of(operator, "sanh-3")["role"]
        wall.reaches("lobby", lambda: wall.data("body", "data-role"))
    console.ask("release")
    house.access.revoke_device("sanh-3")


def tells_its_latency(console: Console, operator: Http, name: str) -> bool:
    """Whether a wall has painted since it knows its latency; it is given something to paint."""
    for key in ("b", "r"):
        console.page.keyboard.press(key)
    return screen_of(operator, name)["rtt"] is not None


def is_settled(wall: dict[str, Any]) -> bool:
    """Whether a wall has painted what it was sent last, and that is what it should."""
    painted = (wall["shown_version"], wall["shown_scene"])
    return painted == (wall["sent_version"], wall["scene"]["code"])


def test_the_console_knows_what_a_wall_has_painted(
    browser: Browser, house: House, console: Console, operator: Http
) -> None:
    """
    A wall tells its size, its latency, and the version and scene that stand on it.
    """
    with wall_of(browser, house, "hall-1"):
        within(5, lambda: screen_of(operator, "hall-1")["shown_scene"] is not None)
        within(10, lambda: tells_its_latency(console, operator, "hall-1"))
        looks: list[dict[str, Any]] = []

        def settles() -> bool:
            looks.append(screen_of(operator, "hall-1"))
            return is_settled(looks[-1])

        within(5, settles)

    found = looks[-1]
    assert ("connected", 1280, 720) == (found["state"], found["width"], found["height"])
    assert found["scene"]["code"] == found["shown_scene"]
    assert found["sent_version"] == found["shown_version"]
    assert 0 < found["rtt"] < 1000


def test_a_wall_is_light(browser: Browser, house: House) -> None:
    """
    Everything a wall loads before its first picture, but for films, is at most 400 KB on the line.
    """
    token = house.device("screen", "hall-1", "hall")
    with closing(browser.new_context()) as context:
        page = context.new_page()
        line = context.new_cdp_session(page)
        loaded: dict[str, float] = {}
        addresses: dict[str, str] = {}
        line.on(
            "Network.responseReceived",
            lambda one: addresses.update({one["requestId"]: one["response"]["url"]}),
        )
        line.on(
            "Network.loadingFinished",
            lambda one: loaded.update({one["requestId"]: one["encodedDataLength"]}),
        )
        line.send("Network.enable")

        page.goto(house.address("screen", "hall-1", "hall", token))
        page.wait_for_selector("#wall .scene")

        weights = [size for one, size in loaded.items() if "/media/" not in addresses.get(one, "")]
        assert 40 < len(weights)
        assert sum(weights) <= HEAVIEST


def test_packed_files_keep_their_tags(house: House) -> None:
    """
    A file that a browser has is not sent again; one that cannot unpack gets it plain.
    """
    with house.http() as stranger:
        for path in ("/display/screen.js", "/texts/vi.json?rooms=scenes"):
            packed = stranger.get(path)
            plain = stranger.get(path, headers={"Accept-Encoding": "identity"})
            again = stranger.get(path, headers={"If-None-Match": packed.headers["ETag"]})

            assert "gzip" == packed.headers["Content-Encoding"]
            assert "Content-Encoding" not in plain.headers
            assert packed.content == plain.content
            assert 304 == again.status_code


def test_texts_come_by_the_room(house: House) -> None:
    """
    A wall needs the words of the scenes, and nobody else's.
    """
    with house.http() as stranger:
        some = stranger.get("/texts/vi.json?rooms=scenes").json()
        all_ = stranger.get("/texts/vi.json").json()

    assert {"scenes"} == {key.partition(".")[0] for key in some}
    assert some.items() < all_.items()


def test_texts_of_rooms_nobody_asks_for_are_not_made(house: House) -> None:
    """
    What is packed and kept is bounded, however the rooms are put together.
    """
    with house.http() as stranger:
        asked = {
            rooms: stranger.get(f"/texts/vi.json?rooms={rooms}").status_code
            for rooms in ("trail,console", "console,trail", "nowhere", "trail,console,scenes", "")
        }

    assert {200: 2, 404: 3} == Counter(asked.values())


def test_a_screen_that_never_paints_is_an_alert(house: House, operator: Http) -> None:
    """
    A socket that takes its view and says nothing is reported within five seconds.
    """
    token = house.device("screen", "hall-8", "hall")

    with house.socket("hall", token, "hall-8"):
        took = within(REPORTED_WITHIN_S, lambda: bool(alerts_of(operator, "hall-8")))

    assert took > 2


def test_a_wall_that_paints_something_else_is_an_alert(house: House, operator: Http) -> None:
    """
    What was painted is compared with what was sent.
    """
    token = house.device("screen", "hall-9", "hall")

    with house.socket("hall", token, "hall-9") as wall:
        version = wall.views[-1]["version"]
        wall.call("shown", {"version": version, "scene": "SC05"})

        assert ["screen_wrong"] == alerts_of(operator, "hall-9")


def test_a_frozen_page_is_an_alert_and_recovers(
    playwright: Playwright, house: House, console: Console, operator: Http
) -> None:
    """
    A renderer that hangs is reported on the console within five seconds, and so is its return.
    """
    with chromium(playwright) as other, wall_of(other, house, "hall-2"):
        within(5, lambda: screen_of(operator, "hall-2")["state"] == "connected")
        frozen = renderers(chromium_of(os.getpid()))
        for process in frozen:
            os.kill(process, signal.SIGSTOP)
        try:
            took = within(REPORTED_WITHIN_S, lambda: bool(alerts_of(operator, "hall-2")))
            console.sees("hall-2", "#alerts")
            see(console, "frozen")
        finally:
            for process in frozen:
                os.kill(process, signal.SIGCONT)

        assert took > 1
        within(10, lambda: not alerts_of(operator, "hall-2"))


def chromium_of(parent: int) -> int:
    """The youngest browser among the processes below `parent`: the one started last."""
    return max(pid for pid, words in below(parent) if "--type=" not in words and "chrom" in words)


def renderers(browser: int) -> list[int]:
    """The processes of a browser that draw pages."""
    return [pid for pid, words in below(browser) if "--type=renderer" in words]


def below(parent: int) -> list[tuple[int, str]]:
    """Every process below `parent`, with its command line."""
    told = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split(None, 2) for line in told.splitlines()]
    found, family = [], {parent}
    for pid, above, words in sorted((int(r[0]), int(r[1]), r[2]) for r in rows if len(r) > 2):
        if above in family:
            family.add(pid)
            found.append((pid, words))
    return found


def test_a_screen_is_renamed_tuned_and_reloaded_from_its_card(
    browser: Browser, house: House, console: Console, operator: Http
) -> None:
    """
    The card of a screen renames it, fits it to the glass, and loads its page once more, once.
    """
    with wall_of(browser, house, "hall-1") as wall:
        within(5, lambda: screen_of(operator, "hall-1")["state"] == "connected")
        wall.page.evaluate("window.before = true")
        console.page.click("[data-screen='hall-1']")
        see(console, "card")
        console.page.click("[data-command='rename_screen']")
        console.page.fill("#field-name", "Màn chính")
        console.page.click("#question-yes")
        console.sees("Màn chính", "[data-screen='hall-1']")
        console.page.click("[data-command='tune_screen']")
        see(console, "tune")
        console.page.fill("#field-overscan", "10")
        console.page.fill("#field-safe_area", "12")
        console.page.click("#question-yes")
        wall.reaches(128, lambda: round(wall.page.locator("#wall").bounding_box()["x"]))
        assert "12" == wall.page.evaluate("document.body.style.getPropertyValue('--safe')")
        see(wall, "edges")
        with wall.page.expect_navigation():
            console.page.click("[data-card] [data-command='reload_screens']")
        wall.page.wait_for_selector("#wall .scene")
        wall.page.evaluate("window.before = true")
        wall.page.wait_for_timeout(1500)

        assert wall.page.evaluate("window.before")
    console.press("Escape")
