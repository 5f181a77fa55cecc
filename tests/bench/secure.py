"""Secure lines: the fan-out to 150 screens over TLS, beside the same over plain ones."""

import ssl
from collections.abc import Iterator

from server.conference.commands import Role
from tests.bench.fanout import SCREENS, names, to_the_last
from tests.bench.tools.crowd import Crowd
from tests.bench.tools.houses import running
from tests.bench.tools.rows import Row, at_most, spread
from tests.edge.house import House
from tests.edge.secure import SecureHouse

PIN = "135790"


def rows() -> Iterator[Row]:
    """The theme's numbers."""
    with running() as house:
        took, plain = _measured(house, None)
    with running(kind=SecureHouse) as house:
        assert isinstance(house, SecureHouse)
        trust = ssl.create_default_context(cafile=str(house.root()))
        took, cpu = _measured(house, trust)
    yield spread("command to the last of 150 screens over TLS, ms", took, p50=10, p99=40)
    yield at_most("server's CPU a command, TLS for 1 of plain", cpu / plain)


def _measured(house: House, trust: ssl.SSLContext | None) -> tuple[list[float], float]:
    walls = [(house.device("screen", name, "hall"), name) for name in names()]
    assert len(walls) == SCREENS
    with Crowd(house.port, walls, trust) as crowd:
        return to_the_last(house, crowd, _operator(house), trust)


def _operator(house: House) -> str:
    house.account("bench", Role.OPERATOR, PIN)
    guest = house.guest() if isinstance(house, SecureHouse) else house.http()
    with guest as http:
        answer = http.post("/api/v1/session", json={"name": "bench", "pin": PIN})
    answer.raise_for_status()
    return str(answer.json()["token"])
