"""A device of the day: a browser profile of its own with one page open, that remembers complaints."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self

from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright

from tests.browser_setup import CHROMIUM

PATIENCE_S = 40
LOOK_AGAIN_MS = 20
LAST_SEEN = 5
WIDE = (1280, 720)
DESK = (1366, 768)
# Without a window, Chromium would set letters on whole pixels, as on no screen of today.
FLAGS = ("--no-sandbox", "--disable-gpu", "--font-render-hinting=none")


@contextmanager
def chromium(playwright: Playwright, *more: str) -> Iterator[Browser]:
    """Chromium, with further switches."""
    browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=[*FLAGS, *more])
    try:
        yield browser
    finally:
        browser.close()


class Device:
    """One page in a context of its own; `complaints` are its console errors and page errors.

    `script` runs in the page before any of its own.
    """

    def __init__(
        self, browser: Browser, address: str, size: tuple[int, int] = WIDE, script: str = ""
    ) -> None:
        self.context = browser.new_context(viewport={"width": size[0], "height": size[1]})
        self.context.set_default_timeout(PATIENCE_S * 1000)
        self.context.add_init_script(script)
        self.complaints: list[str] = []
        self.page = self._watched(self.context.new_page())
        self.page.goto(address)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Switch the device off."""
        self.context.close()

    def text(self, selector: str = "body") -> str:
        """What is painted in an element, as one line; nothing where there is no such element."""
        found = self.page.locator(selector)
        return one_line(found.first.inner_text()) if found.count() else ""

    def data(self, selector: str, name: str) -> str | None:
        """An attribute of an element, `None` where there is no such element."""
        found = self.page.locator(selector)
        return found.first.get_attribute(name) if found.count() else None

    def sees(self, words: str, selector: str = "body") -> None:
        """Wait until the words are painted in the element."""
        self.reaches(True, lambda: words in self.text(selector), lambda: self.text(selector))

    def reaches(
        self,
        expected: Any,
        read: Callable[[], Any],
        shown: Callable[[], Any] | None = None,
        *,
        patience_s: float = PATIENCE_S,
    ) -> None:
        """Wait until `read` answers `expected`; a failure tells what was `shown` meanwhile."""
        give_up = time.monotonic() + patience_s
        meanwhile: list[Any] = []
        while (found := read()) != expected and time.monotonic() < give_up:
            now = (shown or read)()
            if now not in meanwhile:
                meanwhile.append(now)
            self.page.wait_for_timeout(LOOK_AGAIN_MS)
        assert expected == found, f"meanwhile: {meanwhile[-LAST_SEEN:]}"

    def settled(self, read: Callable[[], Any], for_ms: float = 400) -> Any:
        """What `read` answers after it has answered the same for a while."""
        found, since = read(), time.monotonic()
        while time.monotonic() - since < for_ms / 1000:
            self.page.wait_for_timeout(LOOK_AGAIN_MS)
            if (now := read()) != found:
                found, since = now, time.monotonic()
        return found

    def press(self, key: str) -> None:
        """Press a key, whatever has the focus."""
        self.page.keyboard.press(key)

    def _watched(self, page: Page) -> Page:
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        return page

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} {message.location.get('url', '')}")


def one_line(text: str) -> str:
    """A text without its line breaks, which depend on the size of the wall."""
    return re.sub(r"\s+", " ", text).strip()
