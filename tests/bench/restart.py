"""After a kill: how soon 150 screens are right again, counted from the kill of the server."""

import asyncio
import random
import time
from collections.abc import Iterator

from tests.bench.fanout import names
from tests.bench.tools.crowd import Line
from tests.bench.tools.houses import cpu_s, running
from tests.bench.tools.rows import Row, at_most
from tests.edge.house import House

# As the pages come back: display/shared/live.js, and the library's own chance of a half.
FIRST_DELAY_S, LONGEST_DELAY_S, CHANCE = 0.25, 2.0, 0.5
KILLS = 3


def rows() -> Iterator[Row]:
    """The theme's numbers."""
    with running() as house:
        walls = [(house.device("screen", name, "hall"), name) for name in names()]
        operator = house.enter("console")
        operator.command("start").raise_for_status()
        for line in asyncio.run(_all(house, walls, 0)):
            line.close()
        took, cpu = [], []
        for _ in range(KILLS):
            version = operator.command("next").json()["version"]
            begun = time.monotonic()
            house.kill9()
            house.spawn()
            for line in asyncio.run(_all(house, walls, version)):
                line.close()
            took.append(time.monotonic() - begun)
            cpu.append(cpu_s(house))
            house.ready()
    note = f"with the server's own start; worst of {KILLS}, at {max(cpu):.1f} s of its CPU"
    yield at_most("150 screens right again after a restart, s", max(took), 3, note)


async def _all(house: House, walls: list[tuple[str, str]], version: int) -> list[Line]:
    return await asyncio.gather(*(_back(house, token, name, version) for token, name in walls))


async def _back(house: House, token: str, name: str, version: int) -> Line:
    """A screen that comes back as a page does, and has that version or a newer one."""
    delay = FIRST_DELAY_S
    while True:
        await asyncio.sleep(delay * random.uniform(1 - CHANCE, 1 + CHANCE))
        delay = min(delay * 2, LONGEST_DELAY_S)
        try:
            line = await asyncio.to_thread(Line, house.port, token, name, None)
        except OSError:
            continue
        if line.version < version:
            raise AssertionError(f"{name} was shown {line.version}, not {version}")
        return line
