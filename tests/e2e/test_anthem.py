"""The anthem in real Chromium: heard, or the hall is asked to sing within two seconds; the flag stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from tests.e2e.console import Console
from tests.e2e.device import DESK, Device, chromium
from tests.e2e.film import ANTHEM, FRAMES, Screen, audible, ready_for, with_anthem
from tests.e2e.walls import Wall, difference
from tests.edge.clients import Http
from tests.edge.house import House

YELLOW, RED = (255, 255, 0), (218, 37, 29)
SILENT_WAV_S = 30
CARD = "KHÔNG CÓ TIẾNG – HÁT CHAY"


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium as it stands in a hall."""
    with audible(playwright) as started:
        yield started


@pytest.fixture
def house(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[House]:
    """A server of the sample with an anthem: the tone, or what the test gives instead."""
    anthem = getattr(request, "param", None)
    house = House(tmp_path / "var", with_anthem(tmp_path / "conference", anthem))
    try:
        house.start()
        yield house
    finally:
        house.close()


@pytest.fixture
def operator(house: House) -> Http:
    """The operator's calls."""
    return house.sign_in("Điều hành", "operator")


@pytest.fixture
def wall(browser: Browser, house: House) -> Iterator[Screen]:
    """The wall that gives the sound."""
    with Screen(browser, house, "hall-1") as opened:
        yield opened


@pytest.fixture
def mc(browser: Browser, house: House) -> Iterator[Device]:
    """The MC's page."""
    with Device(browser, house.links()["mc"], DESK) as opened:
        opened.page.wait_for_selector("#next")
        yield opened


def silence(seconds: int) -> bytes:
    """A recording of nothing: mono, 8 kHz, 16 bits."""
    length = seconds * 16_000
    parts = (b"RIFF", (36 + length).to_bytes(4, "little"), b"WAVEfmt ", (16).to_bytes(4, "little"))
    form = b"\x01\x00\x01\x00" + (8_000).to_bytes(4, "little") + (16_000).to_bytes(4, "little")
    return b"".join((*parts, form, b"\x02\x00\x10\x00data", length.to_bytes(4, "little"))) + bytes(
        length
    )


def to_the_flag(operator: Http, wall: Screen) -> None:
    """Walk to the flag, once the wall holds the anthem."""
    operator.command("start").raise_for_status()
    operator.command("go_to", {"item": "2"}).raise_for_status()
    wall.reaches(True, lambda: ready_for(operator, [wall], ANTHEM), patience_s=60)
    for _ in range(2):
        operator.command("next").raise_for_status()


def media(operator: Http) -> dict[str, object]:
    """The file in hand, as the console is told."""
    return dict(operator.view("console")["media"])


def is_flag(wall: Wall) -> bool:
    """Whether star and field stand in the middle of the wall."""
    picture = wall.picture()
    middle = picture.getpixel((picture.width // 2, picture.height // 2))
    side = picture.getpixel((picture.width // 4, picture.height // 2))
    return (middle, side) == (YELLOW, RED)


def test_an_anthem_that_is_heard_asks_for_nobody(wall: Screen, mc: Device, operator: Http) -> None:
    """
    Fired, the tone is heard: its wall says so, and no card comes up anywhere.
    """
    to_the_flag(operator, wall)
    assert is_flag(wall)

    operator.command("next").raise_for_status()

    wall.reaches(None, lambda: media(operator)["sound_due"])
    assert "playing" == media(operator)["state"]
    assert CARD not in mc.text()
    assert is_flag(wall)


@pytest.mark.parametrize("house", [silence(SILENT_WAV_S)], indirect=True, ids=["silent"])
def test_silence_brings_the_card_to_console_and_mc(
    browser: Browser, house: House, wall: Screen, mc: Device, operator: Http
) -> None:
    """
    Nothing but silence comes out: both desks are asked at once, and one key on either takes it.
    """
    with Console(browser, house.links()["console"]) as console:
        to_the_flag(operator, wall)
        operator.command("next").raise_for_status()
        console.sees(CARD, "#singing")
        mc.sees(CARD, "#singing")
        assert "2:anthem" == console.step

        mc.press("3")

        console.sees("Đang hát chay", "#ceremony")
        console.reaches(0, lambda: console.page.locator("#singing").count())
        mc.reaches(0, lambda: mc.page.locator("#singing").count())
    assert media(operator)["a_cappella"]
    assert "stopped" == media(operator)["state"]
    assert is_flag(wall)


@pytest.mark.parametrize("house", [silence(SILENT_WAV_S)], indirect=True, ids=["silent"])
def test_no_dialog_buries_the_card(
    browser: Browser, house: House, wall: Screen, operator: Http
) -> None:
    """
    Whatever is open on the console, the card comes before it, can be pressed, and heeds its key.
    """
    with Console(browser, house.links()["console"]) as console:
        to_the_flag(operator, wall)
        console.press("?")
        console.page.wait_for_selector("#key-map")
        operator.command("next").raise_for_status()
        console.sees(CARD, "#singing")
        console.page.locator("#sing").click(trial=True)
        for key in ("Escape", "Space"):
            console.press(key)
        assert console.settled(console.page.locator("#singing").is_visible)
        assert not media(operator)["a_cappella"]

        console.press("3")

        console.reaches(0, lambda: console.page.locator("#singing").count())
        assert console.page.locator("#key-map").is_visible()
    assert media(operator)["a_cappella"]


def test_a_wall_that_dies_silences_the_anthem(
    house: House, wall: Screen, mc: Device, operator: Http
) -> None:
    """
    No report comes from the wall that was to sound: the card is there.
    """
    to_the_flag(operator, wall)
    wall.page.close()

    operator.command("next")
    operator.command("play_media", {"force": True, "reason": "Thử"})

    mc.sees(CARD, "#singing")


def test_flag_and_anthem_outlive_the_server(wall: Screen, operator: Http, house: House) -> None:
    """
    Killed under the flag, the server takes neither picture nor sound away; back, it is where it was.
    """
    to_the_flag(operator, wall)
    operator.command("next").raise_for_status()
    wall.reaches(None, lambda: media(operator)["sound_due"])
    assert "playing" == media(operator)["state"]
    flag = wall.picture()

    house.kill9()
    wall.reaches(True, lambda: wall.film["ended"])

    assert 0 == difference(flag, wall.picture())
    house.start()
    again = house.sign_in("Điều hành 2", "operator")
    assert "2:anthem" == again.view("console")["step"]["id"]
    assert ("playing", None) == (media(again)["state"], media(again)["sound_due"])
    wall.context.set_offline(True)
    assert 0 == difference(flag, wall.picture())


def test_a_browser_that_may_not_sound_is_named_before_the_show(
    playwright: Playwright, house: House, operator: Http
) -> None:
    """
    Started without the switch, the wall that gives the sound is an alert, until somebody touches it.
    """
    address = house.address("screen", "hall-1", "hall", house.device("screen", "hall-1", "hall"))
    with chromium(playwright) as refusing, Wall(refusing, address, FRAMES) as wall:
        wall.reaches({"sound_blocked"}, lambda: alerts(operator))

        wall.page.mouse.click(100, 100)

        wall.reaches(set(), lambda: alerts(operator))


def alerts(operator: Http) -> set[str]:
    """What the console is warned of."""
    return {alert["code"] for alert in operator.view("console")["alerts"]}
