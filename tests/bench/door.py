"""The door: durable check-ins over HTTP, from one kiosk and from many at once."""

import asyncio
import time
from collections.abc import Iterator
from itertools import cycle, islice

from tests.bench.tools.houses import memory_mib, running
from tests.bench.tools.http import Http
from tests.bench.tools.rows import Row, at_least, at_most, spread
from tests.edge.house import House

CLIENTS = 32
CHECK_INS_EACH = 100
ALONE = 400


def rows() -> Iterator[Row]:
    """The theme's numbers."""
    with running() as house:
        kiosk = house.device("kiosk", "Ki-ốt 1")
        yield spread("check-in, one client, ms", asyncio.run(_alone(house, kiosk)), p50=3)
        rate = asyncio.run(_rush(house, kiosk))
        yield at_least("check-ins, 32 clients, per second", rate, 1500)
        yield at_most("server's memory after that, MiB", memory_mib(house), 150)


async def _alone(house: House, kiosk: str) -> list[float]:
    """Milliseconds for each durable check-in of one kiosk."""
    took, codes = [], badges(house)
    async with Http(house, kiosk) as http:
        for code in islice(cycle(codes), ALONE):
            begun = time.perf_counter()
            await http.scan(code)
            took.append((time.perf_counter() - begun) * 1000)
    return took


async def _rush(house: House, kiosk: str) -> float:
    """Durable check-ins per second with 32 clients at once."""

    codes = badges(house)

    async def client() -> None:
        async with Http(house, kiosk) as http:
            for code in islice(cycle(codes), CHECK_INS_EACH):
                await http.scan(code)

    begun = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    return CLIENTS * CHECK_INS_EACH / (time.perf_counter() - begun)


def badges(house: House) -> list[str]:
    """The codes of the official delegates of the sample."""
    return [house.code(f"C-{n:03d}") for n in range(1, 106)]
