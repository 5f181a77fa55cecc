"""One Chromium for each module; a server with a folder of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.e2e.console import Console
from tests.e2e.device import chromium
from tests.e2e.morning import running
from tests.edge.house import House


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


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A server of the sample conference on its first morning."""
    yield from running(tmp_path)


@pytest.fixture
def console(browser: Browser, house: House) -> Iterator[Console]:
    """The operator's console."""
    with Console(browser, house.links()["console"]) as opened:
        yield opened
