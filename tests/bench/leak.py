"""A wall left on: how much memory it gains over as many pictures as twelve hours would bring.

The pictures come at speed, each once the one before is painted; what twelve hours of clock alone
would do to the page (its timers, its pings) is not in it.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from playwright.sync_api import CDPSession, sync_playwright

from server.conference.commands import Role
from tests.bench.tools.houses import running
from tests.bench.tools.rows import Row, at_most
from tests.bench.walls import LISTEN, has_painted
from tests.e2e.device import chromium
from tests.e2e.walls import Wall
from tests.edge.clients import Http

# The sample's morning has some 250 steps in four hours.
PICTURES = 750
WARM_UP = 100
AHEAD = 40


def rows() -> Iterator[Row]:
    """The theme's numbers."""
    with running() as house, sync_playwright() as playwright, chromium(playwright) as browser:
        address = house.address(
            "screen", "hall-1", "hall", house.device("screen", "hall-1", "hall")
        )
        whole = browser.new_browser_cdp_session()
        with house.sign_in("bench", Role.OPERATOR) as http, Wall(browser, address, LISTEN) as wall:
            page = wall.context.new_cdp_session(wall.page)
            _behind_the_flag(http)
            dropped = _walk(http, wall, WARM_UP)
            before = _heap_mb(page), _pages_mb(whole)
            dropped += _walk(http, wall, PICTURES)
            after = _heap_mb(page), _pages_mb(whole)
    yield at_most("pictures never painted", dropped, 0, f"of {WARM_UP + PICTURES}")
    yield at_most("a wall's heap has grown by, MB", after[0] - before[0], 20)
    yield at_most("its process has grown by, MB", after[1] - before[1], 20, "not shared memory")


def _behind_the_flag(http: Http) -> None:
    http.command("start").raise_for_status()
    http.command("go_to", {"item": "2"}).raise_for_status()
    for _ in range(6):
        http.command("next").raise_for_status()


def _walk(http: Http, wall: Wall, pictures: int) -> int:
    """Walk the agenda to and fro; how many of its pictures were never painted."""
    dropped, before = 0, http.view("hall", "hall-1")["scene"]
    for number in range(pictures):
        answer = http.command("next" if number % (2 * AHEAD) < AHEAD else "back")
        answer.raise_for_status()
        scene = http.view("hall", "hall-1")["scene"]
        if scene == before:
            continue  # two steps with one picture: nothing is sent
        before = scene
        try:
            wall.reaches(True, partial(has_painted, wall, answer.json()["version"]))
        except AssertionError:
            dropped += 1
    return dropped


def _heap_mb(page: CDPSession) -> float:
    """What the page's scripts hold, after everything they do not has been collected."""
    page.send("HeapProfiler.collectGarbage")
    return float(page.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def _pages_mb(whole: CDPSession) -> float:
    """What the processes that draw pages hold of their own."""
    processes = whole.send("SystemInfo.getProcessInfo")["processInfo"]
    return sum(_own_mb(process["id"]) for process in processes if process["type"] == "renderer")


def _own_mb(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("RssAnon"))
    return int(line.split()[1]) / 1024
