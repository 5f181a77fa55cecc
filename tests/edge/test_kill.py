"""Killed at any instant, the server comes back with all that it had acknowledged, once, in order."""

import json
import random
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from server.conference.commands import Role
from tests.edge.clients import Http
from tests.edge.house import House
from tests.edge.kills import KILLS, Crowd, as_it_stands, kept, staff_of, trial
from tests.edge.test_raw_sockets import Line

TRIALS = 8


@pytest.fixture(name="survivor", scope="module")
def _survivor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with House(tmp_path_factory.mktemp("survivor") / "var") as house:
        yield house


@pytest.fixture(name="staff", scope="module")
def _staff(survivor: House) -> Iterator[dict[Role, Http]]:
    staff = staff_of(survivor)
    yield staff
    for person in staff.values():
        person.close()


@pytest.mark.parametrize("number", range(TRIALS))
def test_nothing_acknowledged_is_lost(
    survivor: House, staff: dict[Role, Http], number: int
) -> None:
    """
    However the server dies, also while it starts or stops, it comes back with everything it promised.
    """
    chance = random.Random(number)

    crowd = trial(survivor, staff, chance, KILLS[number % len(KILLS)])

    assert any(client.answered for client in crowd.clients)


def test_a_kill_while_it_is_born_harms_nothing(served: Callable[..., House]) -> None:
    """
    Killed in its very first second, again and again, the server still begins its day.
    """
    house = served()
    chance = random.Random(7)

    for _ in range(4):
        house.spawn()
        time.sleep(chance.uniform(0.4, 1.4))
        house.kill9()
    house.start()

    assert "ConferenceLoaded" == type(house.events()[0]).__name__
    assert 1 == len(house.events())


def test_told_to_stop_it_finishes(survivor: House, staff: dict[Role, Http]) -> None:
    """
    Told to stop in the middle of a rush, the server ends well, soon, and with all it accepted.
    """
    with Crowd(survivor, staff, random.Random(1)) as crowd:
        time.sleep(0.3)
        begun = time.monotonic()
        status = survivor.stop()
        took_s = time.monotonic() - begun
        said = survivor.said()
    survivor.start()

    assert 0 == status
    assert took_s < 2
    assert any(client.answered for client in crowd.clients)
    assert "Traceback" not in said
    as_it_stands(survivor, staff[Role.ADMIN])
    kept(survivor, crowd)


def test_an_idle_server_stops_at_once(survivor: House, staff: dict[Role, Http]) -> None:
    """
    With nobody there, and with one silent screen, the server stops as soon as it is told.
    """
    alone = survivor.stop(timeout_s=2)
    survivor.start()
    with survivor.socket("console", str(staff[Role.ADMIN].token)):
        watched = survivor.stop(timeout_s=2)
    survivor.start()

    assert (0, 0) == (alone, watched)


def test_a_full_hall_does_not_hold_it_up(house: House) -> None:
    """
    150 screens, one that reads nothing and a call half made: the server stops, and alarms nobody.
    """
    token = house.device("screen", "hall-1", "hall")
    hello = "40" + json.dumps({"token": token, "as": "hall", "screen": "hall-1"})
    tight = {"sockopt": [(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)]}
    with ExitStack() as stack, house.enter("console") as admin:
        slow = stack.enter_context(closing(Line(house, **tight)))
        screens = [stack.enter_context(closing(Line(house))) for _ in range(150)]
        for line in (slow, *screens):
            line.say(hello)
        first = [{line.hear()[:2], line.hear()[:2]} for line in screens]
        half = stack.enter_context(socket.create_connection(("127.0.0.1", house.port)))
        half.sendall(b"POST /api/v1/commands HTTP/1.1\r\nContent-Length: 999\r\n\r\n{")
        granted = admin.command("blackout", {"screens": ["hall-1"]}).json()

        begun = time.monotonic()
        status = house.stop()
        took_s = time.monotonic() - begun
        last = {frame[:9] for line in screens for frame in line.hear_all()}

    assert [{"40", "42"}] * 150 == first
    assert 0 == status
    assert took_s < 2
    assert "Traceback" not in house.said()
    assert len(house.events()) == granted["version"]
    assert last <= {'42["view"', ""}
