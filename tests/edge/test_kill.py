"""Killed at any instant, the server comes back with all that it had acknowledged, once, in order."""

import random
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any, Self

import pytest
import requests

from server.conference import fold
from server.conference.attendance import counts
from server.conference.commands import Role
from tests.edge.clients import Http, Socket, new_id
from tests.edge.house import House

TRIALS = 25
Asked = tuple[str, dict[str, Any]]
Answered = tuple[str, dict[str, Any], dict[str, Any]]


class Client(threading.Thread):
    """Somebody who asks one thing after the other until nobody answers."""

    def __init__(self, ask: Callable[[Asked], Any], asks: Iterator[Asked]) -> None:
        super().__init__()
        self._ask = ask
        self._asks = asks
        self.answered: list[Answered] = []
        self.open: Asked | None = None

    def run(self) -> None:
        """Ask on; what was asked last may have been done or not."""
        for path, asked in self._asks:
            self.open = (path, asked)
            try:
                answer = self._ask((path, asked))
            except (requests.RequestException, ConnectionError):
                return
            self.answered.append((path, asked, answer))
            self.open = None


class Crowd:
    """Four clients at work: the operator, reception, a kiosk, and a console by its socket."""

    def __init__(self, house: House, people: dict[Role, Http], chance: random.Random) -> None:
        admin, desk, kiosk = people[Role.ADMIN], people[Role.RECEPTION], people[Role.KIOSK]
        self.console: Socket = house.socket("console", str(admin.token))
        self.clients = [
            Client(by_http(admin), commands(chance, screens)),
            Client(by_http(desk), commands(chance, door)),
            Client(by_http(kiosk), scans(house, chance)),
            Client(self._by_socket, commands(chance, desk_work)),
        ]

    def _by_socket(self, asked: Asked) -> Any:
        return self.console.call("command", asked[1])

    def __enter__(self) -> Self:
        for client in self.clients:
            client.start()
        return self

    def __exit__(self, *_: object) -> None:
        for client in self.clients:
            client.join()
        self.console.close()

    @property
    def answered(self) -> list[Answered]:
        """All that was acknowledged."""
        return [answer for client in self.clients for answer in client.answered]

    @property
    def open(self) -> list[Asked]:
        """All that was asked and not acknowledged."""
        return [client.open for client in self.clients if client.open is not None]


def by_http(http: Http) -> Callable[[Asked], Any]:
    """Asks by HTTP."""
    return lambda asked: http.post(f"/api/v1/{asked[0]}", json=asked[1]).json()


def commands(
    chance: random.Random, choose: Callable[[random.Random], tuple[str, dict[str, Any]]]
) -> Iterator[Asked]:
    """Commands without end."""
    while True:
        name, args = choose(chance)
        yield "commands", {"id": new_id(), "command": name, "args": args}


def screens(chance: random.Random) -> tuple[str, dict[str, Any]]:
    """What an operator does to the walls."""
    return chance.choice(["blackout", "release", "show_standby"]), {"screens": ["hall-1"]}


def door(chance: random.Random) -> tuple[str, dict[str, Any]]:
    """What the reception desk does."""
    person = f"C-{chance.randint(1, 40):03d}"
    if chance.random() < 0.5:
        return "check_out", {"person": person}
    return "check_in_by_hand", {"person": person, "method": "id"}


def desk_work(chance: random.Random) -> tuple[str, dict[str, Any]]:
    """What a console does, refused things too."""
    if chance.random() < 0.3:
        return "check_out", {"person": "X-999"}
    return "snapshot_attendance", {}


def scans(house: House, chance: random.Random) -> Iterator[Asked]:
    """Badges before a kiosk."""
    while True:
        code = house.code(f"C-{chance.randint(1, 40):03d}")
        direction = chance.choice(["in", "in", "out"])
        yield "check-ins", {"id": new_id(), "code": code, "direction": direction}


def on_disk(house: House) -> dict[str, tuple[int, int]]:
    """For each command that led to events: how many, and the version of the last."""
    with closing(sqlite3.connect(f"file:{house.journal}?mode=ro", uri=True)) as journal:
        query = "select command, count(*), max(version) from event group by command"
        return {row[0]: (row[1], row[2]) for row in journal.execute(query)}


@pytest.fixture(name="survivor", scope="module")
def _survivor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with House(tmp_path_factory.mktemp("survivor") / "var") as house:
        yield house


@pytest.fixture(name="staff", scope="module")
def _staff(survivor: House) -> Iterator[dict[Role, Http]]:
    staff = {
        Role.ADMIN: survivor.enter("console"),
        Role.RECEPTION: survivor.enter("reception"),
        Role.KIOSK: survivor.http(survivor.device("kiosk", "ki-ốt 1")),
    }
    staff[Role.ADMIN].command("open_reception").raise_for_status()
    yield staff
    for person in staff.values():
        person.close()


def as_it_stands(house: House, admin: Http) -> None:
    """The first view served equals the fold of what is on disk."""
    console, hall = admin.view("console"), admin.view("hall", "hall-1")
    events = house.events()
    day = fold(None, events)

    assert day is not None
    assert len(events) == console["version"]
    assert day.agenda.version == console["agenda_version"]
    assert day.agenda.phase.value == console["phase"]
    assert counts(day.people, day.attendance).present == console["attendance"]["present"]
    assert day.screens.screens["hall-1"].mode.value == hall["screen"]["mode"]


def again(staff: dict[Role, Http], path: str, asked: dict[str, Any]) -> dict[str, Any]:
    """The answer to what was asked before."""
    person = staff[Role.KIOSK if path == "check-ins" else Role.ADMIN]
    return dict(person.post(f"/api/v1/{path}", json=asked).json())


def kept(house: House, staff: dict[Role, Http], crowd: Crowd) -> None:
    """All that was acknowledged is there, once, in order, and answered alike."""
    stored = on_disk(house)
    for path, asked, answer in crowd.answered:
        assert answer == again(staff, path, asked)
        if answer.get("events"):
            prefix = f"command:{asked['id']}"
            assert (len(answer["events"]), answer["version"]) == stored[prefix]
    for client in crowd.clients:
        versions = [answer["version"] for *_, answer in client.answered if answer.get("events")]
        assert sorted(versions) == versions


@pytest.mark.parametrize("trial", range(TRIALS))
def test_nothing_acknowledged_is_lost(survivor: House, staff: dict[Role, Http], trial: int) -> None:
    """
    However the server dies, also while it starts, it comes back with everything it promised.
    """
    chance = random.Random(trial)
    with Crowd(survivor, staff, chance) as crowd:
        time.sleep(chance.uniform(0.01, 0.3))
        survivor.kill9()
    if trial % 5 == 0:
        survivor.spawn()
        time.sleep(chance.uniform(0.1, 1.2))
        survivor.kill9()
    survivor.start()

    as_it_stands(survivor, staff[Role.ADMIN])
    before = on_disk(survivor)
    kept(survivor, staff, crowd)
    assert before == on_disk(survivor)

    for path, asked in crowd.open:
        first = again(staff, path, asked)
        assert first == again(staff, path, asked)


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
    assert crowd.answered
    assert "Traceback" not in said
    as_it_stands(survivor, staff[Role.ADMIN])
    kept(survivor, staff, crowd)


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
