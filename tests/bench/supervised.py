"""The supervisor: how soon a server that was killed is ready again, a morning's journal behind it."""

import asyncio
import os
import signal
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.start import LOOK_AGAIN_S, ready
from tests.bench.tools.long_day import write
from tests.bench.tools.rows import Row, at_most
from tests.edge.test_running import Supervised

KILLS, EVENTS = 5, 3_000


def rows() -> Iterator[Row]:
    """The theme's numbers."""
    took = []
    for _ in range(KILLS):
        with tempfile.TemporaryDirectory() as place:
            house = Supervised(Path(place) / "var")
            write(house.journal, EVENTS)
            with house:
                took.append(_back(house))
    note = f"median of {KILLS} first crashes, worst {max(took):.2f}"
    yield at_most("supervised: kill -9 to ready, s", statistics.median(took), 1, note)


def _back(house: Supervised) -> float:
    """Kill the server itself; the seconds until another one is ready."""
    killed = house.child()
    begun = time.perf_counter()
    os.kill(killed, signal.SIGKILL)
    while Path(f"/proc/{killed}").exists():  # until its supervisor has seen it go
        time.sleep(LOOK_AGAIN_S)
    asyncio.run(ready(house))
    return time.perf_counter() - begun
