"""The set-up page in Chromium: on a plain line, in the porch of a secure house, and inside it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright
from playwright.sync_api import Error as Unreached

from server.texts import text
from server.tls.machine import names_of
from tests.browser_setup import CHROMIUM
from tests.e2e.device import FLAGS, Device
from tests.edge.conftest import TINY
from tests.edge.house import House
from tests.edge.secure import SecureHouse, trusting_home

PHONE, LAPTOP = (360, 740), (1366, 768)
NAME = next(name for name in names_of("127.0.0.1").names if name.endswith(".local"))
PIN = "86420975"
UNTRUSTED = "net::ERR_CERT_AUTHORITY_INVALID"
SWITCHES = (
    f"--host-resolver-rules=MAP {NAME} 127.0.0.1",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
)
# Whatever is wider than the page, or than the box it stands in.
STICKS_OUT = """() => [...document.querySelectorAll('body *')]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1
    || (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline'))
  .map((one) => one.outerHTML.slice(0, 80))"""
FOUND = """() => Object.fromEntries([...document.querySelectorAll('.check')]
  .map(({ dataset }) => [dataset.check, `${dataset.state} ${dataset.said}`]))"""
FOR_OTHERS = ["http://192.168.100.200:5000/setup", "http://172.16.100.200:5000/setup"]


@pytest.fixture(name="secure", scope="module")
def _secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureHouse]:
    """A server with secure pages."""
    with SecureHouse(tmp_path_factory.mktemp("secure") / "var", TINY) as house:
        yield house


@pytest.fixture(name="plain", scope="module")
def _plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server without them."""
    with House(tmp_path_factory.mktemp("plain") / "var", TINY) as house:
        yield house


@pytest.fixture(name="playwright", scope="module")
def _playwright() -> Iterator[Playwright]:
    """What starts the browsers."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(name="stranger", scope="module")
def _stranger(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A Chromium that was taught nothing."""
    yield from started(playwright, tmp_path_factory.mktemp("stranger"))


@pytest.fixture(name="friend", scope="module")
def _friend(
    playwright: Playwright, secure: SecureHouse, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A Chromium on which the root was installed."""
    home = trusting_home(tmp_path_factory.mktemp("friend"), secure.root())
    yield from started(playwright, home)


def started(playwright: Playwright, home: Path) -> Iterator[Browser]:
    """Chromium at home in `home`, where it keeps the roots it was taught to trust."""
    browser = playwright.chromium.launch(
        executable_path=str(CHROMIUM),
        args=[*FLAGS, *SWITCHES],
        env={**os.environ, "HOME": str(home)},
    )
    yield browser
    browser.close()


class SetupPage(Device):
    """The set-up page, once it has looked at everything."""

    def __init__(
        self, browser: Browser, address: str, size: tuple[int, int] = LAPTOP, query: str = ""
    ) -> None:
        super().__init__(browser, f"{address}/setup{query}", size)
        self.page.wait_for_selector(".summary:not([data-state=wait])")

    @property
    def found(self) -> dict[str, str]:
        """State and sentence of every check."""
        return dict(self.page.evaluate(FOUND))

    def line(self, check: str) -> str:
        """What one check says."""
        return self.text(f"[data-check={check}]")

    def attempt(self, check: str) -> None:
        """Press the button of a check."""
        self.page.click(f"[data-check={check}] button")


def by_name(house: House, scheme: str) -> str:
    """The house as other machines call it: the browser has no reason to trust it unproved."""
    return f"{scheme}://{NAME}:{house.port}"


@pytest.mark.parametrize("host", ["127.0.0.1", NAME])
def test_a_device_with_the_root_is_at_home(friend: Browser, secure: SecureHouse, host: str) -> None:
    """
    By address and by name the pages are secure: camera, service worker and live line are there.
    """
    with SetupPage(friend, f"https://{host}:{secure.port}") as page:
        assert page.page.evaluate("isSecureContext")
        assert (
            page.found.items()
            >= {
                "secure": "good https",
                "socket": "good open",
                "clock": "good right",
                "camera": "ask ready",
                "offline": "good ready",
                "awake": "good ready",
            }.items()
        )
        assert "Máy này sẵn sàng cho mọi việc." == page.text(".summary")
        assert [] == page.complaints


@pytest.mark.parametrize(
    ("page", "opens"), [("console", "#open-devices"), ("reception", "[data-tab=kiosks]")]
)
def test_staff_compare_the_fingerprint_without_the_terminal(
    friend: Browser, secure: SecureHouse, page: str, opens: str
) -> None:
    """
    Console and reception desk show the very groups that a device shows on its set-up page.
    """
    with SetupPage(friend, by_name(secure, "http")) as device:
        shown = device.text(".groups")
    with Device(friend, secure.links()[page]) as desk:
        desk.page.click(opens)
        desk.page.click(".servers-root summary")
        desk.page.wait_for_selector(".servers-root .groups", state="visible")

        assert shown == desk.text(".servers-root .groups")
        assert 64 == len(shown.replace(" ", ""))
        assert [] == desk.complaints


def test_a_device_without_the_root_is_warned_off(stranger: Browser, secure: SecureHouse) -> None:
    """
    The browser refuses the secure page until the root is installed.
    """
    with pytest.raises(Unreached, match=UNTRUSTED):
        Device(stranger, by_name(secure, "https"))


def test_a_device_without_the_root_is_shown_how_to_get_it(
    stranger: Browser, secure: SecureHouse
) -> None:
    """
    An address typed without https leads to the file, its fingerprint, and the steps.
    """
    with Device(stranger, f"{by_name(secure, 'http')}/kiosk") as page:
        page.sees("Còn một bước: cài chứng chỉ", ".summary")
        page.sees("Máy này chưa cài chứng chỉ của máy chủ.", "[data-check=secure]")

        rows = re.findall(r"^ +((?:[0-9A-F]{4} *){4})$", secure.said(), re.MULTILINE)
        assert re.sub(r"\s", "", "".join(rows)) == re.sub(r"\s", "", page.text(".groups"))
        assert "hoitruong.crt" == page.data(".trust .primary", "download")
        page.page.click(".tabs button:has-text('Android')")
        page.sees("Chọn Chứng chỉ CA", ".steps")
        page.page.click(".again")
        page.sees("Nếu vừa cài xong, xin đóng hẳn trình duyệt rồi mở lại.", ".still")


def test_a_device_that_trusts_the_root_goes_on_by_itself(
    friend: Browser, secure: SecureHouse
) -> None:
    """
    Whoever types the kiosk's address without https ends up on the secure kiosk all the same.
    """
    with Device(friend, f"{by_name(secure, 'http')}/kiosk?direction=out") as page:
        page.page.wait_for_url(f"{by_name(secure, 'https')}/kiosk/kiosk.html?direction=out")


def test_the_secure_page_is_one_press_away_once_trusted(
    friend: Browser, secure: SecureHouse
) -> None:
    """
    The plain set-up page of a device that trusts the root asks for no more installing.
    """
    with SetupPage(friend, by_name(secure, "http")) as page:
        page.sees("Máy này đã tin cậy máy chủ.", ".summary")
        page.page.click(".trust .primary")
        page.page.wait_for_url(f"{by_name(secure, 'https')}/display/setup.html")


def test_nobody_is_led_to_another_house(friend: Browser, secure: SecureHouse) -> None:
    """
    A link that would lead elsewhere leads to the secure set-up page instead.
    """
    elsewhere = "?to=//example.com/kiosk"

    with Device(friend, f"{by_name(secure, 'http')}/setup{elsewhere}") as page:
        page.page.wait_for_url(f"{by_name(secure, 'https')}/display/setup.html")


def test_a_wall_is_live_on_a_secure_line(friend: Browser, secure: SecureHouse) -> None:
    """
    A screen's view comes over wss and follows a command given over https.
    """
    link = secure.links()["hall"].replace("127.0.0.1", NAME)
    secure.account("Vận hành Mẫu", "operator", PIN)
    with secure.guest() as guest:
        signed_in = guest.post("/api/v1/session", json={"name": "Vận hành Mẫu", "pin": PIN})
        token = signed_in.json()["token"]

    with Device(friend, link) as wall, secure.guest(token) as admin:
        wall.page.wait_for_selector("#wall .scene")
        admin.command("show_test_pattern").raise_for_status()
        wall.page.wait_for_selector("#wall [data-scene=SC25], #wall .SC25, #wall .test-pattern")


def test_plain_pages_say_what_is_off_and_why(stranger: Browser, plain: House) -> None:
    """
    Without https only camera, service worker and wake lock are missing, each with its reason.
    """
    with SetupPage(stranger, by_name(plain, "http")) as page:
        assert page.found == {
            "secure": "off unsupported",
            "socket": "good open",
            "latency": page.found["latency"],
            "clock": "good right",
            "camera": "off insecure",
            "storage": "good plain",
            "offline": "off insecure",
            "sound": "ask ready",
            "fullscreen": "good ready",
            "awake": "off off",
            "screen": "info size",
        }
        assert "Trình duyệt chỉ mở camera trên trang bảo mật." in page.line("camera")
        assert "Máy quét và bàn phím số vẫn dùng bình thường." in page.line("camera")
        assert "không cần cài gì" in page.text(".trust")
        assert [] == page.complaints


def test_a_plain_kiosk_works_but_for_its_camera(stranger: Browser, plain: House) -> None:
    """
    The kiosk says calmly that its camera is off and why, and goes on with scanner and keypad.
    """
    token = plain.device("kiosk", "ki-ốt 1")
    address = plain.address("kiosk", "ki-ốt 1", None, token).replace("127.0.0.1", NAME)

    with Device(stranger, address) as kiosk:
        kiosk.page.wait_for_selector(".invitation")
        kiosk.sees(text("kiosk.camera.insecure"))


def test_a_touch_tries_what_cannot_be_seen(friend: Browser, secure: SecureHouse) -> None:
    """
    Camera, sound and lasting storage are tried by a person, and the line tells how it went.
    """
    with SetupPage(friend, by_name(secure, "https"), PHONE) as page:
        for check in ("camera", "sound", "storage"):
            page.attempt(check)

        page.reaches("good works", lambda: page.found["camera"])
        page.reaches("good played", lambda: page.found["sound"])
        page.reaches(True, lambda: page.found["storage"] in {"good kept", "todo not_kept"})
        page.page.wait_for_function("() => document.querySelector('video').videoWidth > 0")
        assert "Camera chạy ở 1280 × 720." in page.line("camera")


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_everything_fits_on_a_phone_and_on_a_laptop(
    stranger: Browser, secure: SecureHouse, size: tuple[int, int], lang: str
) -> None:
    """
    Nothing sticks out of the page or its box, in either language, with every step shown.
    """
    with SetupPage(stranger, by_name(secure, "http"), size) as page:
        if lang == "en":
            page.page.click(".language")
            page.sees("Set up this device", "h1")
        for device in page.page.query_selector_all(".tabs button"):
            device.click()
            assert [] == page.page.evaluate(STICKS_OUT)
        assert "setup." not in page.text()


def test_others_are_told_where_to_come(stranger: Browser, plain: House) -> None:
    """
    A server that others reach shows a code and its addresses; one that is alone says so.
    """
    with SetupPage(stranger, by_name(plain, "http")) as page:
        page.sees("Máy chủ chỉ nghe trên chính nó", ".share")
        told = {"tls": False, "addresses": FOR_OTHERS, "root": None}
        page.page.route("**/setup/server.json", lambda route: route.fulfill(json=told))
        page.page.reload()
        page.sees(f"gõ địa chỉ: {' '.join(FOR_OTHERS)}", ".share")
        assert FOR_OTHERS[0] == page.data(".share img", "alt")
