"""A wall left on: how much memory it gains over as much as twelve hours of agenda bring it.

The sample's morning has some 250 steps in four hours, so twelve hours are 750 pictures; a wall asks
the server's clock every two seconds, 21,600 times in twelve hours. Both come at speed: each picture
once the one before is painted, the questions as fast as makes up the number meanwhile. Its tick of
100 ms comes as often as the browser lets a timer; how often is told. The first third is warm-up.
"""

import os
from collections.abc import Iterator
from functools import partial
from itertools import cycle
from pathlib import Path

from playwright.sync_api import CDPSession, sync_playwright

from server.conference.commands import Role
from tests.bench.tools.houses import running
from tests.bench.tools.rows import Row, at_most
from tests.bench.walls import LISTEN, has_painted
from tests.e2e.device import chromium
from tests.e2e.walls import Wall
from tests.edge.clients import Http

PICTURES = 750
THIRDS = 3
QUESTIONS = 21_600
QUESTION_EVERY_MS = 5
AHEAD = 40
PATIENCE_S = 5
LOST_FOR_GOOD = 10
LATEST_S = 200

# The page's own timers, faster, and counted.
FASTER = f"""
window.ticks = window.questions = 0;
const [later, every] = [setTimeout, setInterval];
window.setTimeout = (act, ms, ...more) => {{
  if (act.name !== 'tick') return later(act, ms, ...more);
  return later(() => ((window.ticks += 1), act()), 0);
}};
window.setInterval = (act, ms, ...more) => {{
  if (ms !== 2000) return every(act, ms, ...more);
  return every(() => window.questions < {QUESTIONS} && ((window.questions += 1), act()), {QUESTION_EVERY_MS});
}};
"""
LAST = "window.shown.at(-1)[0]"


def rows() -> Iterator[Row]:
    """The theme's numbers."""
    with running() as house, sync_playwright() as playwright, chromium(playwright) as browser:
        address = house.address(
            "screen", "hall-1", "hall", house.device("screen", "hall-1", "hall")
        )
        whole = browser.new_browser_cdp_session()
        with (
            house.sign_in("bench", Role.OPERATOR) as http,
            Wall(browser, address, LISTEN + FASTER) as wall,
        ):
            page = wall.context.new_cdp_session(wall.page)
            _behind_the_flag(http)
            dropped, heaps, processes = 0, [], []
            steps = cycle(["next"] * AHEAD + ["back"] * AHEAD)
            for _ in range(THIRDS):
                dropped += _walk(http, wall, steps, PICTURES // THIRDS)
                heaps.append(_heap_mb(page))
                processes.append(_pages_mb(whole))
            has_asked = partial(wall.page.evaluate, f"questions >= {QUESTIONS}")
            wall.reaches(True, has_asked, patience_s=LATEST_S)
            heaps.append(_heap_mb(page))
            processes.append(_pages_mb(whole))
            last = http.view("hall", "hall-1")["version"]
            behind = last - wall.page.evaluate(LAST)
            ticks = wall.page.evaluate("ticks")
    load = f"load {os.getloadavg()[0]:.1f}"
    yield at_most("pictures never painted", dropped, 0, f"of {PICTURES}, {load}")
    yield at_most("versions between the last sent and the last shown", behind, 0)
    told = f"{QUESTIONS} questions to the clock, {ticks} ticks"
    yield at_most("a wall's heap has grown by, MB", max(heaps[1:]) - heaps[0], 20, _course(heaps))
    grown = max(processes[1:]) - processes[0]
    yield at_most("its process has grown by, MB", grown, 20, f"{_course(processes)}; {told}")


def _course(megabytes: list[float]) -> str:
    return " → ".join(f"{mb:.1f}" for mb in megabytes)


def _behind_the_flag(http: Http) -> None:
    http.command("start").raise_for_status()
    http.command("go_to", {"item": "2"}).raise_for_status()
    for _ in range(6):
        http.command("next").raise_for_status()


def _walk(http: Http, wall: Wall, steps: Iterator[str], pictures: int) -> int:
    """Walk the agenda to and fro; how many of its pictures were never painted."""
    painted, dropped = 0, 0
    before = http.view("hall", "hall-1")["scene"]
    while painted + dropped < pictures and dropped < LOST_FOR_GOOD:
        answer = http.command(next(steps))
        answer.raise_for_status()
        scene = http.view("hall", "hall-1")["scene"]
        if scene == before:
            continue  # two steps with one picture: nothing is sent
        before = scene
        version = answer.json()["version"]
        try:
            wall.reaches(True, partial(has_painted, wall, version), patience_s=PATIENCE_S)
            painted += 1
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
