"""Who signs in, is turned away, signs out or is let in at the machine stands in the trail."""

import getpass
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server.conference import Refused
from server.conference.commands import Actor, Role
from server.journal import Journal, read_deeds
from server.web.access import Access
from server.web.budget import Budget
from server.web.doorbook import NOTED_AT_ONCE, NOTED_PER_S, Doorbook
from tests.edge.clients import Http
from tests.edge.conftest import TINY
from tests.edge.house import House
from tests.edge.records import loading
from tests.edge.test_cli import DoneHere
from tests.edge.test_desk import desk_on
from tests.edge.test_exports import until, waiting_at

NAME, PIN, TYPED = "Lan Mẫu", "86420975", "mật khẩu ngân hàng Mẫu"


@pytest.fixture(name="reader")
def _reader(house: House) -> Iterator[Http]:
    with house.sign_in("Thư ký Mẫu", Role.SECRETARY) as reader:
        yield reader


def trail(reader: Http, **asked: str) -> list[dict[str, Any]]:
    """The entries a filter lets through, the newest first."""
    return list(reader.get("/api/v1/trail", params=asked).json()["entries"])


def attempt(house: House, name: str, pin: str) -> int:
    """Try a name and a PIN from a page of one's own."""
    with house.http() as http:
        return http.post("/api/v1/session", json={"name": name, "pin": pin}).status_code


def test_a_sign_in_and_a_sign_out_tell_who_when_and_from_where(house: House, reader: Http) -> None:
    """
    The newest stands first, the day is as it was, and a filter finds them by their words.
    """
    version = len(house.events())

    with house.sign_in(NAME, Role.MC) as person:
        person.delete("/api/v1/session").raise_for_status()

    out, into = trail(reader, q=NAME)
    assert ("sign_in", "mc", "127.0.0.1", 200) == told(into)
    assert ("sign_out", "mc", "127.0.0.1", 200) == told(out)
    assert {"sign_out"} == {entry["name"] for entry in trail(reader, q="dang xuat")}
    assert version == len(house.events())


def told(entry: dict[str, Any]) -> tuple[Any, ...]:
    """What was done, as what, from where, and how it ended."""
    return entry["name"], entry["role"], entry["device"], entry["status"]


def test_a_link_that_signs_in_once_is_noted_each_time(house: House, reader: Http) -> None:
    """
    Whoever opened it, and whoever came second and was turned away.
    """
    with house.enter("mc"), pytest.raises(Exception, match="401"):
        house.enter("mc")

    second, first = trail(reader)[:2]
    assert ("sign_in_by_link", "mc", "127.0.0.1", 200) == told(first)
    assert ("sign_in_by_link", "", "127.0.0.1", 409) == told(second)
    assert second["why"]


def test_guessing_tells_the_account_the_lock_and_nothing_that_was_typed(house: House) -> None:
    """
    People type a PIN into the field of the name: what nobody is called is written nowhere.
    """
    house.account(NAME, Role.OPERATOR, PIN)
    known = [attempt(house, NAME, f"sai {n}") for n in range(2)]
    unknown = [attempt(house, TYPED, PIN) for _ in range(3)]
    locked = [attempt(house, NAME, PIN) for _ in range(30)]
    house.kill9()

    deeds = [deed for deed in read_deeds(house.journal) if deed.name == "sign_in"]

    assert [401] * 5 == known + unknown
    assert {429} == set(locked)
    assert [NAME, NAME, "?", "?", "?"] == [deed.actor for deed in deeds]
    assert ["pin_wrong"] * 4 + ["pin_locked"] == [deed.answer["code"] for deed in deeds]
    assert "10" in deeds[-1].answer["message"]
    on_disk = b"".join(path.read_bytes() for path in house.var.rglob("*") if path.is_file())
    assert [] == [word for word in (TYPED, PIN, "sai 1") if word.encode() in on_disk]


def test_guessing_at_full_speed_fills_no_disk(tmp_path: Path) -> None:
    """
    From a thousand addresses there are a few hundred lines, and the next tells of the others.
    """
    journal = Journal(tmp_path / "day.sqlite")
    journal.append([loading(TINY)])
    budget = Budget(NOTED_PER_S, NOTED_AT_ONCE)
    book = Doorbook(desk_on(journal), budget)
    for n in range(NOTED_AT_ONCE + 800):
        wrong = Refused("wrong_pin", account=None, wrong=1, locked_s=0)
        book.turned_away(wrong, f"10.0.{n // 250}.{n % 250}")

    unnoted = book._unnoted
    budget._left = 1
    book.turned_away(Refused("wrong_pin", account=NAME, wrong=2, locked_s=0), "10.0.0.1")
    book.came(Actor(id="a", name=NAME, role=Role.MC), "10.0.0.1", by_link=False)
    deeds = list(journal.deeds(None))
    journal.close()

    assert NOTED_AT_ONCE <= len(deeds) - 3 < NOTED_AT_ONCE + 50
    assert [200, "pin_guessed"] == [deeds[0].status, deeds[1].answer["code"]]
    assert str(unnoted) in deeds[1].answer["message"]
    assert unnoted > 700


def test_the_names_somebody_guesses_fill_no_memory(tmp_path: Path) -> None:
    """
    A name as long as a book is counted in as little room as any other.
    """
    access = Access.at(tmp_path / "access.json")

    with pytest.raises(Refused, match="wrong_pin"):
        access.sign_in("x" * 250_000, PIN, "10.0.0.1")

    assert max(map(len, access._guesses._tries)) < 100


def test_accounts_and_devices_made_at_the_machine_stand_in_the_trail(
    house: House, reader: Http
) -> None:
    """
    The one who typed, the command, the name and what it may do; neither PIN nor token.
    """
    words = ("account", "set", NAME, "--role", "operator", "--pin", PIN, "--var", house.var)
    assert 0 == DoneHere(*words).status
    assert 0 == DoneHere("device", "add", "kiosk", "Ki-ốt Mẫu", "--var", house.var).status
    until(lambda: not waiting_at(house.settings.let_in))

    device, account = [e for e in trail(reader) if e["name"] == "note_letting_in"]

    assert ["account set", NAME, "operator"] == account["about"][:3]
    assert ["device add", "Ki-ốt Mẫu", "kiosk"] == device["about"][:3]
    assert getpass.getuser() == account["actor"] == device["actor"]
    assert PIN not in house.journal.read_bytes().decode("latin-1")


def test_accounts_made_before_the_day_wait_for_the_server(tmp_path: Path) -> None:
    """
    Whatever conference it serves: accounts belong to the laptop, not to one of its conferences.
    """
    var = tmp_path / "var"
    words = ("account", "set", NAME, "--role", "mc", "--pin", PIN, "--var", var)
    assert 0 == DoneHere(*words).status

    with House(var, TINY) as house, house.sign_in("Thư ký Mẫu", Role.SECRETARY) as reader:
        found = [entry for entry in trail(reader) if entry["name"] == "note_letting_in"]

        assert [NAME] == [entry["about"][1] for entry in found]
        assert [] == waiting_at(house.settings.let_in)


def test_where_nothing_can_be_noted_nobody_is_let_in(tmp_path: Path) -> None:
    """
    A sentence names the file, and the account is not there.
    """
    var = tmp_path / "var"
    var.mkdir()
    (var / "let-in").write_bytes(b"")

    words = ("account", "set", NAME, "--role", "admin", "--pin", PIN, "--var", var)
    account = DoneHere(*words)
    device = DoneHere("device", "add", "kiosk", "Ki-ốt Mẫu", "--var", var)

    assert [1, 1] == [account.status, device.status]
    assert "let-in" in account.err
    assert not (var / "access.json").exists()


def test_a_device_that_was_refused_was_not_let_in(tmp_path: Path) -> None:
    """
    Its name belongs to a screen already; the trail does not say that it came in.
    """
    var = tmp_path / "var"
    Access.at(var / "access.json").add_device("screen", "cửa Mẫu", "hall")

    assert 1 == DoneHere("device", "add", "kiosk", "cửa Mẫu", "--var", var).status
    assert [] == waiting_at(var / "let-in")
