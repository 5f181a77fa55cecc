"""The fan-out: from a command to the last of the screens that show what it changed."""

import asyncio
import ssl
import time
from collections.abc import Iterator

from tests.bench.tools.crowd import Crowd
from tests.bench.tools.houses import cpu_s, operator, running
from tests.bench.tools.http import Http
from tests.bench.tools.rows import Row, at_most, spread
from tests.edge.house import House

SCREENS = 150
SOCKETS = 1_000
COMMANDS = 100
PAUSE_S = 0.05
SETTLED_S, IDLE_S = 6, 10  # every line has been asked once whether it is there; two rounds of that


def rows() -> Iterator[Row]:
    """The theme's numbers."""
    yield from _walls()
    yield from _sockets()


def _walls() -> Iterator[Row]:
    """150 screens with names of their own, as in a hall; and 150 sockets on one of them."""
    with running() as house:
        walls = [(house.device("screen", name, "hall"), name) for name in names()]
        with Crowd(house.port, walls) as crowd:
            took, cpu = to_the_last(house, crowd)
        note = f"{cpu / len(took) * 1000:.1f} ms of CPU each"
        yield spread("command to the last of 150 screens, ms", took, p50=10, p99=40, note=note)
    with running() as house:
        one = (house.device("screen", "hall-1", "hall"), "hall-1")
        with Crowd(house.port, [one] * SCREENS) as crowd:
            took, _ = to_the_last(house, crowd)
        yield spread("the same, 150 sockets on one screen's name, ms", took, p50=10, p99=40)


def _sockets() -> Iterator[Row]:
    with running() as house:
        one = (house.device("screen", "hall-1", "hall"), "hall-1")
        with Crowd(house.port, [one] * SOCKETS) as crowd:
            time.sleep(SETTLED_S)
            idle = _idle(house)
            begun = time.perf_counter()
            took, cpu = to_the_last(house, crowd)
            lasted = time.perf_counter() - begun
        yield spread("command to the last of 1,000 sockets, ms", took, p50=25, p99=80)
        note = "the command, its fsync and all pings in it"
        yield at_most("server's CPU for that, µs per socket", _each(cpu, took), 15, note)
        yield at_most("of it the command's own share", _each(cpu - idle * lasted, took))
        yield at_most("its CPU for 1,000 idle sockets, ms per second", idle * 1000)


def _each(cpu: float, took: list[float]) -> float:
    return cpu / len(took) / SOCKETS * 1e6


def _idle(house: House) -> float:
    """Seconds of CPU the server uses in a second in which nothing happens but pings."""
    before = cpu_s(house)
    time.sleep(IDLE_S)
    return (cpu_s(house) - before) / IDLE_S


def names() -> list[str]:
    """The names of 150 screens."""
    return [f"wall-{number:03d}" for number in range(1, SCREENS + 1)]


def to_the_last(
    house: House, crowd: Crowd, token: str | None = None, trust: ssl.SSLContext | None = None
) -> tuple[list[float], float]:
    """Milliseconds from sending each command to the last screen's new view; the server's CPU, s."""
    return asyncio.run(_to_the_last(house, crowd, token or operator(house), trust))


async def _to_the_last(
    house: House, crowd: Crowd, token: str, trust: ssl.SSLContext | None
) -> tuple[list[float], float]:
    took = []
    async with Http(house, token, trust) as http:
        await http.command("start")
        before = cpu_s(house)
        for command in ("next", "back") * (COMMANDS // 2):
            await asyncio.sleep(PAUSE_S)
            begun = time.perf_counter()
            version = await http.command(command)
            took.append((max(crowd.reached(version)) - begun) * 1000)
    return took, cpu_s(house) - before
