"""The pages' policy in Chromium: each page works under it, and what it forbids does not happen."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright

from server.bootstrap import import_map
from tests.e2e.device import Device, chromium
from tests.e2e.morning import running
from tests.edge.house import House
from tests.static_server import serve

CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
REMEMBER = """
globalThis.forbidden = [];
addEventListener('securitypolicyviolation', (event) =>
  forbidden.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`));
"""
# What tells that a page has come to life, by the page's link or address.
ALIVE = {
    "console": "#page .top, #page header",
    "mc": "#page .prompter, #page header",
    "hall": "#wall .scene",
    "lobby": "#wall .scene",
    "stage": "#wall .scene",
    "overlay": "#wall",
    "kiosk": "body:not([data-state='opening'])",
    "reception": "#reception > *",
    "/setup": ".check",
    "/display/sign-in.html": "form",
    "/kiosk/scanner-test.html": "main, input, h1",
}


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium with a camera."""
    with chromium(playwright, *CAMERA) as started:
        yield started


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One server for this whole module."""
    yield from running(tmp_path_factory.mktemp("policy"))


def forbidden(device: Device) -> list[str]:
    """What the page's policy has forbidden so far."""
    return list(device.page.evaluate("forbidden"))


@pytest.mark.parametrize("page", ALIVE)
def test_a_page_needs_nothing_its_policy_forbids(browser: Browser, house: House, page: str) -> None:
    """
    A page comes to life, speaks to its server, and breaks no rule of its own policy.
    """
    address = house.url(page) if page.startswith("/") else house.links()[page]

    with Device(browser, address, script=REMEMBER) as device:
        device.page.wait_for_selector(ALIVE[page], state="attached")
        device.page.wait_for_load_state("networkidle")
        device.page.evaluate("document.fonts.ready")

        assert [] == forbidden(device)
        assert [] == device.complaints


HARM: dict[str, tuple[str, str]] = {
    "a script written into the page": (
        "const s = document.createElement('script'); s.textContent = 'globalThis.harm = 1';"
        " document.body.append(s)",
        "script-src-elem",
    ),
    "a handler written into the page": (
        "document.body.insertAdjacentHTML('beforeend', '<i onclick=\"globalThis.harm = 1\">');"
        " document.body.lastElementChild.click()",
        "script-src-attr",
    ),
    "a script from elsewhere": (
        "const s = document.createElement('script'); s.src = 'http://127.0.0.1:9/harm.js';"
        " document.body.append(s)",
        "script-src-elem",
    ),
    "a call to elsewhere": ("fetch('http://127.0.0.1:9/').catch(() => 0)", "connect-src"),
    "a picture from elsewhere": ("new Image().src = 'http://127.0.0.1:9/x.png'", "img-src"),
    "a page inside": (
        "const f = document.createElement('iframe'); f.src = 'http://127.0.0.1:9/';"
        " document.body.append(f)",
        "frame-src",
    ),
}


def test_what_the_policy_forbids_does_not_happen(browser: Browser, house: House) -> None:
    """
    Were a stranger's words ever taken for a page's own, no script, call or frame comes of it.
    """
    seen: dict[str, Any] = {}
    with Device(browser, house.url("/display/sign-in.html"), script=REMEMBER) as device:
        device.page.wait_for_selector("form")
        for harm, (script, rule) in HARM.items():
            # As a page's own code: an evaluated script may do what the policy forbids others.
            device.page.evaluate(script)
            device.page.wait_for_function("(rule) => String(forbidden).includes(rule)", arg=rule)
            seen[harm] = device.page.evaluate("globalThis.harm ?? null")

    assert dict.fromkeys(HARM) == seen


FRAMED = """(address) => {
  const frame = document.createElement('iframe');
  frame.src = address;
  document.body.append(frame);
}"""


def test_no_page_shows_in_a_strangers_frame(browser: Browser, house: House) -> None:
    """
    A page of another site cannot frame the console and have somebody click on it unknowingly.
    """
    with (
        serve(import_map()) as elsewhere,
        Device(browser, f"{elsewhere}/display/sign-in.html") as device,
    ):
        refused: list[str] = []
        device.page.on("requestfailed", lambda request: refused.append(request.failure or ""))
        device.page.evaluate(FRAMED, house.url("/display/console.html"))

        device.reaches(["net::ERR_BLOCKED_BY_RESPONSE"], lambda: refused)
