"""The film on four walls: by how much the pictures they show at one instant lie apart.

Each presented frame is noted with its presentation time, on the machine's one monotonic clock, and
its place in the film (`requestVideoFrameCallback`). Their difference is when the film began, as that
wall sees it; over each half second the median of a wall counts, and the walls' spread is the skew.
Same machine, so displays, projectors and their own frame clocks are not in it; no sound card either.
"""

from collections.abc import Iterator
from statistics import median

from tests.bench.tools.houses import operator, running
from tests.bench.tools.rows import Row, spread
from tests.bench.tools.walls import four
from tests.e2e.film import Screen, ready_for, to_the_film
from tests.edge.house import House
from tests.sample_media import LASTS_S

PLAYS = 5
WINDOW_MS = 500.0
SETTLED_MS = 2_000.0
NOTE = "4 Chromium processes, sample film"

Frames = list[tuple[float, float]]


def rows() -> Iterator[Row]:
    """The theme's numbers."""
    with running() as house, four(house) as walls:
        begun, settled = _plays(house, walls)
    yield spread("film: skew of 4 walls in the first 2 s, ms", begun, note=NOTE)
    yield spread("film: skew of 4 walls from then on, ms", settled, p50=17, p99=40, note=NOTE)


def _plays(house: House, walls: list[Screen]) -> tuple[list[float], list[float]]:
    """The skews of every half second of several plays: of the first two seconds, and of the rest."""
    http = house.http(operator(house))
    to_the_film(http)
    walls[0].reaches(True, lambda: ready_for(http, walls), patience_s=120)
    http.command("next").raise_for_status()
    begun: list[float] = []
    settled: list[float] = []
    for _ in range(PLAYS):
        for at, skew in _skews(_one_play(walls)):
            (settled if at >= SETTLED_MS else begun).append(skew)
        for wall in walls:
            wall.forget_frames()
        http.command("seek_media", {"to_s": 0}).raise_for_status()
    return begun, settled


def _one_play(walls: list[Screen]) -> list[Frames]:
    """The frames of every wall, once all have begun and come to the end."""
    for wall in walls:
        wall.plays()
    for wall in walls:
        wall.reaches(True, lambda wall=wall: wall.film["ended"], patience_s=LASTS_S * 4)
    return [wall.frames for wall in walls]


def _skews(plays: list[Frames]) -> Iterator[tuple[float, float]]:
    """For each half second in which every wall showed frames: when it was, and the walls' spread."""
    start = max(frames[0][0] for frames in plays)
    end = min(frames[-1][0] for frames in plays)
    for n in range(int((end - start) // WINDOW_MS)):
        since = start + n * WINDOW_MS
        origins = [_origin(frames, since) for frames in plays]
        known = [origin for origin in origins if origin is not None]
        if len(known) == len(plays):
            yield since - start, max(known) - min(known)


def _origin(frames: Frames, since: float) -> float | None:
    shown = [at - place for at, place in frames if since <= at < since + WINDOW_MS]
    return median(shown) if shown else None
