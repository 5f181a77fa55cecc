"""The door: durable check-ins over HTTP, from one kiosk and from many at once."""

import asyncio
import time
from collections.abc import Iterator
from functools import partial
from itertools import cycle, islice
from typing import Any

from server.conference.commands import Role
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
        told = _guests(house, house.device("kiosk", "Ki-ốt 1"))
        note = "each reads its own view; the page shows it with its next frame"
        yield spread("a guest's badge to MC, console and desk, ms", told, p99=1000, note=note)
    with running() as house:
        kiosk = house.device("kiosk", "Ki-ốt 1")
        yield spread("check-in, one client, ms", asyncio.run(_alone(house, kiosk)), p50=3)
        rate = asyncio.run(_rush(house, kiosk))
        yield at_least("check-ins, 32 clients, per second", rate, 1500)
        yield at_most("server's memory after that, MiB", memory_mib(house), 150)


def _guests(house: House, kiosk: str) -> list[float]:
    """Milliseconds from a guest of honour's badge to each of the three who await them."""
    took = []
    with (
        house.sign_in("bench", Role.OPERATOR) as operator,
        house.http(kiosk) as door,
        house.socket("console", str(operator.token)) as console,
        house.socket("mc", str(operator.token)) as mc,
        house.socket("reception", str(operator.token)) as desk,
    ):
        operator.command("open_reception").raise_for_status()
        for guest in [one.id for one in house.plan.people if one.delegate_class.startswith("G_")]:
            begun = time.perf_counter()
            answer = door.scan(house.code(guest)).json()
            for page in (console, mc, desk) if answer["delegate"]["vip"] else ():
                page.wait(partial(_has_arrived, guest))
                took.append((time.perf_counter() - begun) * 1000)
    return took


def _has_arrived(guest: str, view: dict[str, Any]) -> bool:
    """Whether a view tells of this guest's coming."""
    return any(one["id"] == guest for one in view["arrived"])


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
