"""The film on four walls: by how much the pictures they show at one instant lie apart.

Each presented frame is noted with its presentation time, on the machine's one monotonic clock, and
its place in the film (`requestVideoFrameCallback`). Their difference is when the film began, as that
wall sees it; over each half second the median of a wall counts, and the walls' spread is the skew.
The walls wait for the film's end by themselves, so that nothing is asked of them while it plays.
Same machine, so displays, projectors and their own frame clocks are not in it; no sound card either.
"""

import os
import time
from collections.abc import Iterator
from math import inf
from statistics import median

from tests.bench.tools.houses import operator, running
from tests.bench.tools.rows import Row, at_least, spread
from tests.bench.tools.walls import four
from tests.e2e.film import Screen, ready_for, to_the_film
from tests.edge.house import House
from tests.sample_media import LASTS_S

PLAYS = 5
READY_WITHIN_S = 120
PLAYED_WITHIN_S = LASTS_S + 15
WINDOW_MS = 500.0
SETTLED_MS = 2_000.0

AWAIT_END = """() => {
  const film = document.getElementById('film');
  frames_.length = 0;
  window.ended_ = new Promise((resolve) => film.addEventListener('ended', resolve, { once: true }));
}"""
HAS_ENDED = """(ms) => Promise.race([
  ended_.then(() => true),
  new Promise((resolve) => setTimeout(() => resolve(false), ms)),
])"""

Frames = list[tuple[float, float]]


def rows() -> Iterator[Row]:
    """The theme's numbers."""
    begun: list[float] = []
    settled: list[float] = []
    ended = 0
    with running() as house, four(house) as walls:
        for play in _plays(house, walls):
            ended += 1
            for at, skew in _skews(play):
                (settled if at >= SETTLED_MS else begun).append(skew)
    note = f"{len(walls)} Chromium processes, {PLAYS} plays, load {os.getloadavg()[0]:.1f}"
    yield at_least("film: plays that came to their end on every wall", ended, PLAYS, note)
    yield spread("film: skew of 4 walls, first 2 s of each play, ms", begun or [inf], note=note)
    yield spread("film: skew of 4 walls, steady, ms", settled or [inf], p50=17, p99=40, note=note)


def _plays(house: House, walls: list[Screen]) -> Iterator[list[Frames]]:
    """The frames of every wall, play by play, as long as every wall plays the film to its end."""
    http = house.http(operator(house))
    to_the_film(http)
    walls[0].reaches(True, lambda: ready_for(http, walls), patience_s=READY_WITHIN_S)
    for number in range(PLAYS):
        for wall in walls:
            wall.page.evaluate(AWAIT_END)
        if number:
            http.command("seek_media", {"to_s": 0}).raise_for_status()
        else:
            http.command("next").raise_for_status()
        give_up = time.monotonic() + PLAYED_WITHIN_S
        if not all(_has_ended(wall, give_up) for wall in walls):
            return
        yield [wall.frames for wall in walls]


def _has_ended(wall: Screen, give_up: float) -> bool:
    left_ms = max(0.0, give_up - time.monotonic()) * 1000
    return bool(wall.page.evaluate(HAS_ENDED, left_ms))


def _skews(play: list[Frames]) -> Iterator[tuple[float, float]]:
    """For each half second in which every wall showed frames: when it was, and the walls' spread."""
    start = max(frames[0][0] for frames in play)
    end = min(frames[-1][0] for frames in play)
    for n in range(int((end - start) // WINDOW_MS)):
        since = start + n * WINDOW_MS
        origins = [_origin(frames, since) for frames in play]
        known = [origin for origin in origins if origin is not None]
        if len(known) == len(play):
            yield since - start, max(known) - min(known)


def _origin(frames: Frames, since: float) -> float | None:
    shown = [at - place for at, place in frames if since <= at < since + WINDOW_MS]
    return median(shown) if shown else None
