"""The rush: three kiosks, each with all 140 badges at once, while 150 screens watch."""

import asyncio
import time
from collections.abc import Iterator

from tests.bench.fanout import names
from tests.bench.tools.crowd import Crowd
from tests.bench.tools.houses import operator, running
from tests.bench.tools.http import Http
from tests.bench.tools.rows import Row, at_least, at_most, spread
from tests.e2e.morning import badge
from tests.edge.house import House

KIOSKS = 3
PAUSE_S = 0.02


def rows() -> Iterator[Row]:
    """The theme's numbers."""
    with running() as house:
        walls = [(house.device("screen", name, "hall"), name) for name in names()]
        with Crowd(house.port, walls) as crowd:
            verdicts, took_s, screens = asyncio.run(_rush(house, crowd))
        with house.http(operator(house)) as http:
            present = http.view("console")["attendance"]["present"]
    people = len(house.plan.people)
    yield at_most(f"{KIOSKS} kiosks × {people} badges, s", took_s, 5)
    yield at_least("accepted, each once", verdicts.count("accepted"), people)
    yield at_most("told otherwise than that they are in already", _odd(verdicts), 0)
    yield at_least("present afterwards", present, people)
    yield spread("command to the last of 150 screens meanwhile, ms", screens, p99=60)


def _odd(verdicts: list[str]) -> int:
    return sum(verdict not in {"accepted", "already_in"} for verdict in verdicts)


async def _rush(house: House, crowd: Crowd) -> tuple[list[str], float, list[float]]:
    """Every verdict, the seconds it took, and the milliseconds of every command meanwhile."""
    async with Http(house, operator(house)) as http:
        await http.command("start")
        paired = [house.device("kiosk", f"Ki-ốt {n}") for n in range(KIOSKS)]
        codes = [badge(house, person) for person in house.plan.people]
        begun = time.perf_counter()
        kiosks = asyncio.gather(*(_kiosk(house, token, codes) for token in paired))
        screens: list[float] = []
        while not kiosks.done():
            screens.append(await _one(http, crowd, "next" if len(screens) % 2 == 0 else "back"))
            await asyncio.sleep(PAUSE_S)
        verdicts = [verdict for each in await kiosks for verdict, _ in each]
        ended = max(at for each in await kiosks for _, at in each)
    return verdicts, ended - begun, screens


async def _one(http: Http, crowd: Crowd, command: str) -> float:
    begun = time.perf_counter()
    version = await http.command(command)
    return (max(await asyncio.to_thread(crowd.reached, version)) - begun) * 1000


async def _kiosk(house: House, token: str, codes: list[str]) -> list[tuple[str, float]]:
    """A kiosk before which every delegate holds their badge: each verdict, and when it came."""
    async with Http(house, token) as http:
        return [((await http.scan(code))["verdict"], time.perf_counter()) for code in codes]
