"""The lock of a kiosk at the edge: a PIN that is hashed slowly, told to its kiosk alone, never kept."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher, Type, extract_parameters

from server.conference.kiosks import KioskLeft, KioskLocked
from server.web.access import Access
from tests.edge.clients import Http, new_id
from tests.edge.conftest import TINY
from tests.edge.house import House
from tests.edge.test_help_desk import paired

PIN = "482915"
NAME = "Ki-ốt khóa"
AT = f"/api/v1/kiosks/{NAME}/lock"


@pytest.fixture(name="house", scope="module")
def _house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One server for this module; each test has a kiosk let in for itself."""
    with House(tmp_path_factory.mktemp("locks") / "var", TINY) as house:
        yield house


@pytest.fixture(name="desk")
def _desk(house: House) -> Iterator[Http]:
    """Somebody at reception."""
    with house.sign_in("Lan Mẫu", "reception") as person:
        yield person


@pytest.fixture(name="kiosk")
def _kiosk(house: House, desk: Http) -> Iterator[Http]:
    """A kiosk that reception has let in."""
    with house.http(paired(house, desk, name=NAME)["token"]) as kiosk:
        yield kiosk


def test_a_kiosk_is_told_what_opens_it(desk: Http, kiosk: Http) -> None:
    """
    The hash reaches the kiosk itself, which knows the PIN by it without the server; each try takes
    time and 32 MiB of memory.
    """
    before = kiosk.view("kiosk")["kiosk"]["lock"]
    desk.put(AT, json={"pin": PIN}).raise_for_status()

    lock = kiosk.view("kiosk")["kiosk"]["lock"]

    assert before is None
    assert PasswordHasher().verify(lock["hash"], PIN)
    cost = extract_parameters(lock["hash"])
    assert (Type.ID, 32 * 1024, 1) == (cost.type, cost.memory_cost, cost.parallelism)
    assert cost.time_cost >= 3


def test_the_same_pin_twice_is_one_lock(house: House, desk: Http, kiosk: Http) -> None:
    """
    A second press writes nothing down, and the kiosk keeps the hash it has; another PIN is news.
    """

    def locks() -> tuple[str, int]:
        noted = [event for event in house.events() if isinstance(event, KioskLocked)]
        return kiosk.view("kiosk")["kiosk"]["lock"]["hash"], len(noted)

    desk.put(AT, json={"pin": PIN}).raise_for_status()
    once = locks()
    desk.put(AT, json={"pin": PIN}).raise_for_status()
    twice = locks()
    desk.put(AT, json={"pin": PIN[::-1]}).raise_for_status()

    assert once == twice
    assert once[1] + 1 == locks()[1]


def test_nobody_else_is_told(house: House, desk: Http, kiosk: Http) -> None:
    """
    Neither another kiosk nor the desks get the hash, and the PIN stands in no file.
    """
    desk.put(AT, json={"pin": PIN}).raise_for_status()
    digest = kiosk.view("kiosk")["kiosk"]["lock"]["hash"]

    with (
        house.http(house.device("kiosk", "Ki-ốt khác")) as other,
        house.sign_in("Quản trị Mẫu", "admin") as admin,
    ):
        told = [other.get("/api/v1/view/kiosk").text, desk.get("/api/v1/view/reception").text]
        told += [admin.get("/api/v1/view/console").text, desk.get("/api/v1/devices").text]

    assert not [text for text in told if digest in text or PIN in text]
    [row] = [one for one in desk.view("reception")["kiosks"] if one["name"] == NAME]
    assert (True, "locked", "Lan Mẫu") == (
        row["locked"],
        row["guarded"]["what"],
        row["guarded"]["by"],
    )
    files = [file for file in house.var.rglob("*") if file.is_file()]
    assert not [file for file in files if PIN.encode() in file.read_bytes()]
    assert PIN not in house.said()


@pytest.mark.parametrize("pin", ["12345", "", "111111", "345678", "98765432", "48a915", "4" * 13])
def test_a_pin_that_is_guessed_at_once_is_refused(desk: Http, kiosk: Http, pin: str) -> None:
    """
    Too short, too long, letters, one digit over and over, digits in a row: said in a sentence.
    """
    answer = desk.put(AT, json={"pin": pin})

    assert (409, "bad_kiosk_pin") == (answer.status_code, answer.json()["code"])
    assert "6 đến 12" in answer.json()["message"]
    assert kiosk.view("kiosk")["kiosk"]["lock"] is None


def test_a_kiosk_that_is_not_there_is_not_locked(house: House, desk: Http) -> None:
    """
    A name that is no kiosk's, also a screen's, is refused by name.
    """
    house.device("screen", "Màn A", "hall")
    with house.sign_in("Quản trị Mẫu", "admin") as admin:
        answers = [admin.put(f"/api/v1/kiosks/{n}/lock", json={"pin": PIN}) for n in ("x", "Màn A")]

    assert [(404, "unknown_kiosk")] * 2 == [(a.status_code, a.json()["code"]) for a in answers]


def test_only_the_door_locks_and_unlocks(house: House, kiosk: Http) -> None:
    """
    A kiosk can neither unlock itself nor others; nor can a viewer.
    """
    with house.sign_in("Xem Mẫu", "viewer") as viewer:
        asked = [one.delete(AT).status_code for one in (kiosk, viewer)]

    assert [403, 403] == asked


def test_a_lock_outlives_the_server_and_is_lifted_from_the_desk(
    house: House, desk: Http, kiosk: Http
) -> None:
    """
    After a pulled plug the kiosk is still locked; the desk lets it go.
    """
    desk.put(AT, json={"pin": PIN}).raise_for_status()
    house.restart()
    after = kiosk.view("kiosk")["kiosk"]["lock"]
    desk.delete(AT).raise_for_status()

    assert after is not None
    assert kiosk.view("kiosk")["kiosk"]["lock"] is None


def test_a_leaving_is_noted_once(house: House, desk: Http, kiosk: Http) -> None:
    """
    Who, when and after how many wrong tries stand in the journal and in the trail, once.
    """
    desk.put(AT, json={"pin": PIN}).raise_for_status()
    once = new_id()
    for _ in range(2):
        kiosk.command("leave_kiosk", {"age_s": 60, "wrong": 3}, id=once).raise_for_status()

    [left] = [event for event in house.events() if isinstance(event, KioskLeft)]
    assert (NAME, "Lan Mẫu", 3) == (left.kiosk, left.pin_of, left.wrong)
    with house.sign_in("Quản trị Mẫu", "admin") as admin:
        lines = admin.get("/api/v1/trail").json()["entries"]
    assert {"lock_kiosk", "leave_kiosk"} <= {line["name"] for line in lines}


def test_a_lock_of_an_earlier_version_holds_nothing(tmp_path: Path) -> None:
    """
    The file is read as before, and the kiosk is simply not locked until the desk does it anew.
    """
    access = Access.at(tmp_path / "access.json")
    token = access.add_device("kiosk", NAME)
    access.locks.put(NAME, PIN)
    kept = json.loads((tmp_path / "access.json").read_text())
    kept["devices"][NAME]["lock"] = {"salt": "00", "rounds": 100_000, "digest": "00"}
    (tmp_path / "access.json").write_text(json.dumps(kept))

    again = Access.at(tmp_path / "access.json")

    assert again.locks.of(NAME) is None
    assert again.whose(token) is not None
    assert again.locks.put(NAME, PIN)
    assert again.locks.of(NAME) is not None
