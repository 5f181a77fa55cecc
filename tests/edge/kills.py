"""A crowd at work while its server is killed, and what must be true of the house afterwards."""

import random
import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any, NamedTuple, Self

import requests

from server.conference import fold
from server.conference.attendance import counts
from server.conference.commands import Role
from tests.edge.clients import Http, Socket, new_id
from tests.edge.house import House

Asked = tuple[str, dict[str, Any]]
Answered = tuple[str, dict[str, Any], dict[str, Any]]
# What people ask for; the house itself writes too, whenever it likes.
ASKED = ("command:", "scan:")


class Client(threading.Thread):
    """Somebody who asks one thing after the other until nobody answers."""

    def __init__(
        self, who: Http, asks: Iterator[Asked], ask: Callable[[Asked], Any] | None = None
    ) -> None:
        super().__init__()
        self.who = who
        self._ask = ask or by_http(who)
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
            Client(admin, commands(chance, screens)),
            Client(desk, commands(chance, door)),
            Client(kiosk, scans(house, chance)),
            Client(admin, commands(chance, desk_work), self._by_socket),
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


class Written(NamedTuple):
    """What the journal holds of people's commands and scans, by the id of each."""

    decided: set[str]  # what has an answer
    events: dict[str, list[str]]  # what came of it, by the names of the events
    last: dict[str, int]  # the version of the last of them


def on_disk(house: House) -> Written:
    """What the journal holds now."""
    events: dict[str, list[str]] = defaultdict(list)
    last: dict[str, int] = {}
    with closing(sqlite3.connect(f"file:{house.journal}?mode=ro", uri=True)) as journal:
        journal.execute("begin")
        ids = (row[0] for row in journal.execute("select id from command"))
        decided = {id for id in ids if id.startswith(ASKED)}
        kind = "json_extract(cast(body as text), '$.type')"
        query = f"select command, version, {kind} from event order by version"
        for command, version, name in journal.execute(query):
            if command.startswith(ASKED):
                events[command].append(name)
                last[command] = version
    return Written(decided, dict(events), last)


def id_of(path: str, asked: dict[str, Any]) -> str:
    """The id by which the journal knows what was asked."""
    return f"{'command' if path == 'commands' else 'scan'}:{asked['id']}"


def as_answered(answer: dict[str, Any], events: list[str]) -> bool:
    """Whether these events, all of them and each once, are what the answer speaks of."""
    if "verdict" not in answer:
        return events == answer.get("events", [])
    is_arrival = answer["verdict"] in {"accepted", "returned"}
    return len(events) == 1 and is_arrival == (events == ["DelegateCheckedIn"])


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


def again(who: Http, path: str, asked: dict[str, Any]) -> dict[str, Any]:
    """The answer to what its sender has asked before."""
    return dict(who.post(f"/api/v1/{path}", json=asked).json())


def kept(house: House, crowd: Crowd) -> None:
    """All that was acknowledged is there, once, in order, and answered alike."""
    stored = on_disk(house)
    for client in crowd.clients:
        for path, asked, answer in client.answered:
            id, now = id_of(path, asked), again(client.who, path, asked)
            assert answer == now, f"{asked} was answered {answer}, now {now}"
            assert id in stored.decided
            events = stored.events.get(id, [])
            assert as_answered(answer, events), f"{asked} was answered {answer}, there is {events}"
            if answer.get("events"):
                assert answer["version"] == stored.last[id]
        versions = [stored.last.get(id_of(path, asked), 0) for path, asked, _ in client.answered]
        assert sorted(filter(None, versions)) == list(filter(None, versions))
    assert stored == on_disk(house)


def whole_or_not_at_all(house: House, crowd: Crowd) -> None:
    """What was asked and not acknowledged was done whole or not at all; asked again, it is once."""
    for client in crowd.clients:
        if client.open is not None:
            id, before = id_of(*client.open), on_disk(house)
            answer = again(client.who, *client.open)
            after = on_disk(house)
            if id in before.decided:
                assert before == after, f"{client.open} was done, and did something again"
            else:
                assert id not in before.events, f"{client.open} was half done"
            events = after.events.get(id, [])
            assert as_answered(answer, events), f"{client.open} is answered {answer}: {events}"
            assert answer == again(client.who, *client.open)
            assert after == on_disk(house)


def staff_of(house: House) -> dict[Role, Http]:
    """Who works: the operator, reception and a kiosk; the doors are opened."""
    staff = {
        Role.ADMIN: house.enter("console"),
        Role.RECEPTION: house.enter("reception"),
        Role.KIOSK: house.http(house.device("kiosk", "ki-ốt 1")),
    }
    staff[Role.ADMIN].command("open_reception").raise_for_status()
    return staff


KILLS = ("serving", "serving", "starting", "stopping")


def trial(house: House, staff: dict[Role, Http], chance: random.Random, when: str) -> Crowd:
    """Kill the server `when`, start it again, and look at everything; who was at work."""
    with Crowd(house, staff, chance) as crowd:
        time.sleep(chance.uniform(0.01, 0.3))
        if when == "stopping":
            assert house.process is not None
            house.process.terminate()
            time.sleep(chance.uniform(0.0, 0.4))
        house.kill9()
    if when == "starting":
        house.spawn()
        time.sleep(chance.uniform(0.1, 1.5))
        house.kill9()
    house.start()
    as_it_stands(house, staff[Role.ADMIN])
    kept(house, crowd)
    whole_or_not_at_all(house, crowd)
    return crowd
