"""The hub's lag: how late it is while 32 clients check in at full speed and backups are taken."""

import asyncio
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from server.config import ROOT
from tests.bench.door import CLIENTS, badges
from tests.bench.tools.houses import running
from tests.bench.tools.http import Http
from tests.bench.tools.rows import Row, at_most
from tests.edge.house import House

LASTS_S = 15
BUCKET = re.compile(r'hall_hub_lag_seconds_bucket\{le="([^"]+)"\} (\S+)')


def rows() -> Iterator[Row]:
    """The theme's numbers."""
    with running() as house:
        before = _lags(house)
        made, copies = asyncio.run(_rush_and_copy(house))
        lags = {most: count - before[most] for most, count in _lags(house).items()}
    looks = lags[float("inf")]
    worst = min(most for most, count in lags.items() if count >= 0.99 * looks)
    note = f"{looks:.0f} looks, {made / LASTS_S:.0f} check-ins/s, {copies} backups"
    yield at_most("hub lag, p99 at most, ms", worst * 1000, 10, note)


def _lags(house: House) -> dict[float, float]:
    """How many looks at the hub found it late by at most so many seconds."""
    with house.http() as http:
        return {
            float(most): float(count) for most, count in BUCKET.findall(http.get("/metrics").text)
        }


async def _rush_and_copy(house: House) -> tuple[int, int]:
    """Check in and back up for a while; how many check-ins and backups that were."""
    kiosk = house.device("kiosk", "Ki-ốt 1")
    until = time.monotonic() + LASTS_S
    copying = asyncio.create_task(asyncio.to_thread(_copy, house, until))
    made = await asyncio.gather(*(_client(house, kiosk, until) for _ in range(CLIENTS)))
    return sum(made), await copying


async def _client(house: House, kiosk: str, until: float) -> int:
    made, codes = 0, badges(house)
    async with Http(house, kiosk) as http:
        while time.monotonic() < until:
            await http.scan(codes[made % len(codes)])
            made += 1
    return made


def _copy(house: House, until: float) -> int:
    """Take one backup after the other, each in a process of its own as an office does."""
    made = 0
    while time.monotonic() < until:
        target = house.var.parent / f"{made}.backup"
        command = [sys.executable, "-m", "server", "backup", str(target), str(house.folder)]
        subprocess.run(
            [*command, "--var", str(house.var)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
        )
        assert Path(target).stat().st_size > 0
        made += 1
    return made
