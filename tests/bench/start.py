"""The start: from the command to a server that is ready."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.tools.houses import cpu_s, running
from tests.bench.tools.http import Http
from tests.bench.tools.long_day import write
from tests.bench.tools.rows import Row, at_most
from tests.edge.house import House

LOOK_AGAIN_S = 0.005
STARTS = 5
JOURNALS = (("a morning's journal", 3_000, 1), ("200,000 events", 200_000, 3))


def rows() -> Iterator[Row]:
    """The theme's numbers."""
    with running() as house:
        house.stop()
        yield at_most("start to ready, s", seconds_to_ready(house), 2)
    for name, events, wanted in JOURNALS:
        with tempfile.TemporaryDirectory() as place:
            house = House(Path(place) / "var")
            write(house.journal, events)
            took, cpu = zip(*(_restarted(house) for _ in range(STARTS)), strict=True)
            note = f"median of {STARTS}, at {statistics.median(cpu):.2f} s of CPU"
            yield at_most(f"restart to ready with {name}, s", statistics.median(took), wanted, note)


def _restarted(house: House) -> tuple[float, float]:
    """The seconds until it is ready, and those of CPU it used."""
    try:
        return seconds_to_ready(house), cpu_s(house)
    finally:
        house.close()


def seconds_to_ready(house: House) -> float:
    """Start a server that is not running; the seconds until it says that it is ready."""
    begun = time.perf_counter()
    house.spawn()
    asyncio.run(ready(house))
    return time.perf_counter() - begun


async def ready(house: House) -> None:
    """Wait until it says that it is ready, however often nobody answers."""
    while True:
        try:
            async with Http(house) as http:
                if (await http.call("GET", "/readyz"))[0] == 200:
                    return
        except OSError:
            await asyncio.sleep(LOOK_AGAIN_S)
