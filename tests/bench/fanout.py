"""The fan-out: from a command to the last of the screens that show what it changed."""

import asyncio
import time
from collections.abc import Iterator

from tests.bench.tools.crowd import Crowd
from tests.bench.tools.houses import operator, running
from tests.bench.tools.http import Http
from tests.bench.tools.rows import Row, spread
from tests.edge.house import House

SCREENS = 150
COMMANDS = 100
PAUSE_S = 0.05


def rows() -> Iterator[Row]:
    """The theme's numbers."""
    with running() as house:
        token = house.device("screen", "hall-1", "hall")
        with Crowd(house.port, [(token, "hall-1")] * SCREENS) as crowd:
            took = asyncio.run(_to_the_last(house, crowd))
        yield spread("command to the last of 150 screens, ms", took, p50=10, p99=40)


async def _to_the_last(house: House, crowd: Crowd) -> list[float]:
    """Milliseconds from sending each of many commands to the last screen having the new view."""
    took = []
    async with Http(house, operator(house)) as http:
        await http.command("start")
        for command in ("next", "back") * (COMMANDS // 2):
            await asyncio.sleep(PAUSE_S)
            begun = time.perf_counter()
            version = await http.command(command)
            took.append((max(crowd.reached(version)) - begun) * 1000)
    return took
