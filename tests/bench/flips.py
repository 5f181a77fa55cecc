"""The flip on four walls: how far apart they change to the next scene, and how soon after the command.

A change is noted at the first animation frame after the page has turned to the new picture, on the
machine's one monotonic clock: which frame that was says how far apart the walls are, when the page
came to draw it how soon. One frame is 16.7 ms, and headless pages share one frame clock.
"""

import os
import time
from collections.abc import Iterator
from functools import partial

from tests.bench.tools.houses import operator, running
from tests.bench.tools.rows import Row, spread
from tests.bench.tools.walls import four
from tests.e2e.film import Screen
from tests.edge.clients import Http
from tests.edge.house import House

FLIPS = 60
PATIENCE_S = 10
DISSOLVED_S = 0.6
"""By then the last picture is turned away; until then nothing is asked of the walls."""
NOTE_FLIPS = """() => {
  window.flips = [];
  const now = (at) => performance.timeOrigin + at;
  const turned = () => requestAnimationFrame((at) => flips.push([now(at), now(performance.now())]));
  for (const slot of document.querySelectorAll('.slot')) {
    new MutationObserver(() => slot.style.visibility === 'visible' && turned())
      .observe(slot, { attributeFilter: ['style'] });
  }
}"""


def rows() -> Iterator[Row]:
    """The theme's numbers."""
    with running() as house, four(house) as walls:
        apart, took = _flips(house, walls)
    note = f"4 Chromium processes, {FLIPS} flips, load {os.getloadavg()[0]:.1f}"
    yield spread("flip: first to last of 4 walls, ms", apart, p50=17, p99=34, note=note)
    yield spread("command to the last of 4 walls painted, ms", took, note=note)
    with running() as house, four(house) as walls:
        for wall in walls[1:]:
            wall.close()
        _, alone = _flips(house, walls[:1])
    yield spread("command to 1 wall painted, ms", alone, p50=35, p99=80, note="1 Chromium")


def _flips(house: House, walls: list[Screen]) -> tuple[list[float], list[float]]:
    """Milliseconds between the first wall and the last, and from the command to the last."""
    http = house.http(operator(house))
    http.command("start").raise_for_status()
    walls[0].paints("Tổ quốc gọi tên mình")
    for wall in walls:
        wall.page.evaluate(NOTE_FLIPS)
    apart, took = [], []
    for n in range(FLIPS):
        begun, frames, instants = _one_flip(http, walls, "next" if n % 2 == 0 else "back")
        apart.append(max(frames) - min(frames))
        took.append(max(instants) - begun)
    return apart, took


def _one_flip(
    http: Http, walls: list[Screen], command: str
) -> tuple[float, list[float], list[float]]:
    """When the command was sent; the frame in which each wall showed what it led to, and when."""
    for wall in walls:
        wall.page.evaluate("flips.length = 0")
    begun = time.time() * 1000
    http.command(command).raise_for_status()
    time.sleep(DISSOLVED_S)
    for wall in walls:
        wall.reaches(True, partial(wall.page.evaluate, "flips.length > 0"), patience_s=PATIENCE_S)
    frames, instants = zip(*(wall.page.evaluate("flips[0]") for wall in walls), strict=True)
    return begun, list(frames), list(instants)
