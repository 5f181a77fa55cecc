"""A wall in Chromium: from a command to the picture, its weight, its start, and its silence."""

import os
import time
from collections.abc import Iterator
from functools import partial

from playwright.sync_api import Browser, CDPSession, sync_playwright

from server.conference.commands import Role
from tests.bench.tools.houses import operator, running
from tests.bench.tools.rows import Figure, Row, at_most, spread
from tests.e2e.device import chromium
from tests.e2e.walls import Wall
from tests.edge.house import House

COMMANDS = 60
STARTS = 5
SILENCES = 3
PATIENCE_S = 20
DISSOLVED_MS = 400

# When the page tells the server that it has painted a version, a frame after it has: the clock is
# the machine's own, whole milliseconds, the same that the benchmark reads.
LISTEN = """
window.shown = [];
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (data) {
  const at = Date.now();
  const told = typeof data === 'string' && /\\["shown",\\{"version":(\\d+)/.exec(data);
  if (told) window.shown.push([Number(told[1]), at]);
  return send.call(this, data);
};
"""
SHOWN = "version => window.shown.find(([shown]) => shown >= version)?.[1] ?? null"
FIRST = "() => window.shown.length ? window.shown[0][1] - performance.timeOrigin : null"
WEIGHT = """() => {
  const parts = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
  const own = parts.filter(({ name }) => !new URL(name).pathname.startsWith('/media/'));
  return own.reduce((sum, part) => sum + part.transferSize, 0) / 1000;
}"""


def rows() -> Iterator[Row]:
    """The theme's numbers."""
    with running() as house, sync_playwright() as playwright, chromium(playwright) as browser:
        address = house.address(
            "screen", "hall-1", "hall", house.device("screen", "hall-1", "hall")
        )
        with Wall(browser, address, script=LISTEN) as wall:
            page = wall.context.new_cdp_session(wall.page)
            page.send("Performance.enable")
            before = _work(page)
            took = _painted(house, wall)
            work = {name: (now - before[name]) / COMMANDS for name, now in _work(page).items()}
        load = f"load {os.getloadavg()[0]:.1f}"
        yield spread("command to painted in Chromium, ms", took, p50=35, p99=80, note=load)
        counts = Figure("styles", work["RecalcStyleCount"]), Figure("layouts", work["LayoutCount"])
        yield Row("how often the page finds its styles and lays itself out for it", counts)
        yield at_most(
            "its scripts with what they make it lay out, ms", work["ScriptDuration"] * 1000
        )
        firsts, weight = _loaded(browser, address)
        yield at_most("a screen's page weight before films, KB", weight, 400)
        yield spread("from opening a screen's page to its first picture, ms", firsts, p99=1000)
        silent = [_silence(house) for _ in range(SILENCES)]
        yield at_most("a silent screen is reported after, s", max(silent), 5)


def _work(page: CDPSession) -> dict[str, float]:
    """What the page has done so far: its layouts, its seconds."""
    return {one["name"]: one["value"] for one in page.send("Performance.getMetrics")["metrics"]}


def _painted(house: House, wall: Wall) -> list[float]:
    """Milliseconds from sending each command to the wall having painted what it changed."""
    took = []
    with house.sign_in("bench", Role.OPERATOR) as http:
        http.command("start").raise_for_status()
        for command in ("next", "back") * (COMMANDS // 2):
            wall.page.wait_for_timeout(DISSOLVED_MS)
            begun = time.time() * 1000
            version = http.command(command).json()["version"]
            wall.reaches(True, partial(has_painted, wall, version))
            took.append(wall.page.evaluate(SHOWN, version) - begun)
    return took


def has_painted(wall: Wall, version: int) -> bool:
    """Whether it has told that it painted that version, or a newer one."""
    return wall.page.evaluate(SHOWN, version) is not None


def _loaded(browser: Browser, address: str) -> tuple[list[float], float]:
    """Milliseconds to the first picture with nothing in any cache, and the page's KB."""
    firsts = []
    for _ in range(STARTS):
        with Wall(browser, address, script=LISTEN) as wall:
            wall.reaches(True, partial(has_painted, wall, 0))
            firsts.append(wall.page.evaluate(FIRST))
            weight = wall.page.evaluate(WEIGHT)
    return firsts, weight


def _silence(house: House) -> float:
    """Seconds from a screen's last word to the alert on the console."""
    token = house.device("screen", "quiet", "hall")
    with house.socket("hall", token, "quiet") as screen:
        screen.call("clock")
        last = time.monotonic()
        with house.socket("console", operator(house)) as console:
            console.wait(_reports, timeout_s=PATIENCE_S)
            return time.monotonic() - last


def _reports(view: dict) -> bool:
    return any(alert.get("data", {}).get("screen") == "quiet" for alert in view["alerts"])
