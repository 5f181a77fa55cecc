"""Four walls for a theme: four Chromium processes, each a paired screen with a display of its own.

All of them read one monotonic clock, the machine's: what their pages say of time can be compared.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from playwright.sync_api import sync_playwright

from tests.e2e.film import Screen, audible
from tests.edge.house import House

WALLS = (("hall-1", "hall"), ("hall-2", "hall"), ("hall-3", "hall"), ("lobby", "lobby"))


@contextmanager
def four(house: House) -> Iterator[list[Screen]]:
    """The walls, switched on; the first gives the sound."""
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        opened = []
        for name, role in WALLS:
            browser = stack.enter_context(audible(playwright))
            opened.append(stack.enter_context(Screen(browser, house, name, role)))
        yield opened
