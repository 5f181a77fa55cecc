"""What was acknowledged outlives a power cut after which the disk holds only what was synced."""

import random
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from server.config import SAMPLE
from tests.edge.house import House
from tests.edge.kills import Crowd, as_it_stands, kept, on_disk, staff_of, whole_or_not_at_all
from tests.losing_disk import KEEPS, SYNC


class LosingHouse(House):
    """A server whose disk loses whatever was not synced when its power is cut."""

    def __init__(self, var: Path, sync: str = "full") -> None:
        super().__init__(var, SAMPLE)
        self.keeps = var.with_name(f"{var.name}-kept")
        self.keeps.mkdir()
        self._sync = sync

    def command(self) -> list[str]:
        """What starts it."""
        return [sys.executable, "-m", "tests.losing_disk", "serve"]

    def start(self, **env: str) -> None:
        """Start the server on the disk."""
        super().start(**{KEEPS: str(self.keeps), SYNC: self._sync} | env)

    def cut_power(self) -> None:
        """Kill the server, and leave of its journal only what the disk has kept."""
        self.kill9()
        for file in self.var.glob(f"{self.journal.name}*"):
            file.unlink()
        for file in self.keeps.glob(f"{self.journal.name}*"):
            shutil.copyfile(file, self.var / file.name)

    def cut_all_power(self) -> None:
        """Kill the server, and leave in its whole folder only what the disk has kept."""
        self.kill9()
        shutil.rmtree(self.var)
        shutil.copytree(self.keeps, self.var)


def rushed(house: LosingHouse, trials: int, look: Callable[[Crowd], None]) -> None:
    """Cut the power in the middle of a rush, again and again."""
    chance = random.Random(5)
    staff = staff_of(house)
    for _ in range(trials):
        with Crowd(house, staff, chance) as crowd:
            time.sleep(chance.uniform(0.2, 0.5))
            house.cut_power()
        house.start()
        as_it_stands(house, next(iter(staff.values())))
        look(crowd)
    for person in staff.values():
        person.close()


def test_nothing_acknowledged_is_lost_with_the_power(tmp_path: Path) -> None:
    """
    Of all that was answered nothing is missing, though nothing unsynced has survived.
    """
    answers = []
    with LosingHouse(tmp_path / "var") as house:

        def look(crowd: Crowd) -> None:
            kept(house, crowd)
            whole_or_not_at_all(house, crowd)
            answers.append(sum(len(client.answered) for client in crowd.clients))

        rushed(house, 2, look)

    assert min(answers) > 0


def test_who_was_let_in_and_what_was_to_be_printed_are_still_there(tmp_path: Path) -> None:
    """
    A sign-in, a pairing, a label in the queue and the secret of the badges were told to somebody:
    not one of them goes with the power.
    """
    with LosingHouse(tmp_path / "var") as house:
        admin = house.enter("console")
        stranger = house.http()
        asked = stranger.post("/api/v1/pairings", json={"kind": "kiosk"}).json()
        told = admin.post("/api/v1/devices", json={"code": asked["code"], "name": "Ki-ốt 1"})
        taken = stranger.post("/api/v1/pairings/pick-up", json={"pickup": asked["pickup"]}).json()
        person = house.plan.people[0].id
        label = admin.post("/api/v1/labels", json={"person": person})
        code = house.code(person)

        house.cut_all_power()
        house.start()

        kiosk = house.http(taken["token"])
        assert (200, 200) == (told.status_code, label.status_code)
        assert 200 == admin.get("/api/v1/view/console").status_code
        assert 200 == kiosk.get("/api/v1/view/kiosk").status_code
        assert code == house.code(person)
        assert [person] == [job["person"] for job in admin.get("/api/v1/labels").json()["labels"]]
        for one in (admin, stranger, kiosk):
            one.close()


def left_in(journal: Path) -> set[str]:
    """The commands whose events a journal still has after it was left to recover."""
    with closing(sqlite3.connect(journal)) as connection:
        if not connection.execute("select 1 from sqlite_master where name = 'event'").fetchone():
            return set()
        return {row[0] for row in connection.execute("select command from event")}


@pytest.mark.parametrize("sync", ["normal", "off"])
def test_less_than_full_would_lose_it(tmp_path: Path, sync: str) -> None:
    """
    With any weaker setting of SQLite the same power cut takes acknowledged events with it.
    """
    with LosingHouse(tmp_path / "var", sync) as house:
        staff = staff_of(house)
        with Crowd(house, staff, random.Random(5)) as crowd:
            time.sleep(0.5)
            house.kill9()
        answered = {
            f"command:{asked['id']}"
            for client in crowd.clients
            for _, asked, answer in client.answered
            if answer.get("events")
        }
        written = set(on_disk(house).events)
        house.cut_power()
        left = left_in(house.journal)

    assert answered
    assert answered <= written
    assert answered - left
