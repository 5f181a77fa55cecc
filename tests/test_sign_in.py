"""The sign-in page in Chromium: what it says when it can't let somebody in, and where it leads."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from server.bootstrap import import_map
from tests.contact_sheet import chromium
from tests.static_server import serve

SESSION = "**/api/v1/session"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def door(browser: Browser) -> Iterator[Page]:
    """The page, on the way to the MC's page."""
    with serve(import_map()) as address:
        page = browser.new_page()
        page.goto(f"{address}/display/sign-in.html?next=/display/mc.html")
        page.wait_for_selector("h1")
        yield page
        page.close()


def try_to_enter(door: Page, status: int, answer: dict[str, Any]) -> None:
    """Fill in the form; the server answers so."""

    def reply(route: Route) -> None:
        route.fulfill(status=status, json=answer)

    door.route(SESSION, reply)
    door.fill("[name=name]", "thu-ky")
    door.fill("[name=pin]", "0000")
    with door.expect_response(SESSION):
        door.click(".enter")


def test_a_wrong_pin_is_told_and_typed_again(door: Page) -> None:
    """
    The sentence blames nobody, the name stays, the PIN is empty and has the focus.
    """
    try_to_enter(door, 401, {"code": "wrong_pin", "message": "", "message_en": ""})

    door.wait_for_selector(".trouble:text('chưa đúng')")
    assert ("thu-ky", "") == (door.input_value("[name=name]"), door.input_value("[name=pin]"))
    assert "pin" == door.evaluate("document.activeElement.name")


def test_a_locked_name_counts_down_until_the_next_try(door: Page) -> None:
    """
    The time left is shown, and the button waits with the person.
    """
    try_to_enter(door, 429, {"code": "locked", "retry_after_s": 2})

    door.wait_for_selector(".trouble:text('0:0')")
    assert door.is_disabled(".enter")
    door.wait_for_selector(".enter:enabled")
    assert "" == door.inner_text(".trouble")


def test_a_right_pin_leads_back_to_the_page_asked_for(door: Page) -> None:
    """
    Whoever came from the MC's page goes on to it; the token is kept nowhere in the browser.
    """
    door.route(
        "**/display/mc.html",
        lambda route: route.fulfill(body="<p>MC</p>", content_type="text/html"),
    )
    try_to_enter(door, 200, {"token": "geheim", "role": "mc", "name": "thu-ky"})

    door.wait_for_url("**/display/mc.html")
    door.wait_for_selector("p:text('MC')")
    assert "geheim" not in door.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })")


def test_the_page_speaks_english_too(door: Page) -> None:
    """
    One press turns the page, and the device remembers the language.
    """
    door.click(".language")
    door.wait_for_selector("h1:text('Sign in')")

    assert "en" == door.evaluate("localStorage.getItem('hall.language')")
