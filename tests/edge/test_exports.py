"""What the command line gives out stands in the audit trail: once, whatever happens meanwhile."""

import getpass
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from server.conference.commands import Role
from server.conference.custody import PersonalDataTakenOut
from server.config import ROOT, Settings
from server.journal import Journal, read_only
from server.keeping.errors import NotKept
from server.keeping.exports import noted
from tests.edge.clients import PATIENCE_S
from tests.edge.conftest import TINY
from tests.edge.house import House
from tests.edge.records import loading
from tests.edge.test_cli import DoneHere

TAKEN = "note_taking"


def taken_out(house: House) -> list[dict[str, Any]]:
    """The lines of the trail that tell what was taken out, the newest first."""
    with house.sign_in("Thư ký Mẫu", Role.SECRETARY) as secretary:
        entries = secretary.get("/api/v1/trail", params={"door": "0"}).json()["entries"]
    return [entry for entry in entries if entry["name"] == TAKEN]


def until(met: Callable[[], bool]) -> None:
    """Wait until something is so."""
    give_up = time.monotonic() + PATIENCE_S
    while not met():
        assert time.monotonic() < give_up
        time.sleep(0.05)


def waiting(var: Path) -> list[Path]:
    """The notes no server has taken in yet."""
    return waiting_at(Settings(folder=TINY, var=var).exports)


def waiting_at(folder: Path) -> list[Path]:
    """The notes in a folder."""
    return sorted(folder.glob("*"))


def print_badge(var: Path, out: Path) -> DoneHere:
    """Print the badge of one person."""
    words = ("--only", "D-03", "--format", "png", "--out", out, "--var", var)
    return DoneHere("print", "badges", TINY, *words)


def test_badges_printed_while_the_house_is_open_stand_in_the_trail(tmp_path: Path) -> None:
    """
    Who, what, of whom and when; the note is gone once the journal has it.
    """
    with House(tmp_path / "var", TINY) as house:
        assert 0 == print_badge(house.var, tmp_path / "out").status
        until(lambda: not waiting(house.var))
        [entry] = taken_out(house)

    name = next(p.full_name for p in house.plan.people if p.id == "D-03")
    assert (getpass.getuser(), 200) == (entry["actor"], entry["status"])
    assert entry["about"][:2] == ["print badges", f"{name} (D-03)"]
    assert f"{datetime.now(UTC):/%Y}" in entry["about"][2]


def test_what_was_printed_before_the_day_waits_for_the_server(tmp_path: Path) -> None:
    """
    Badges are printed weeks before anything is served: the first server notes that, once for all.
    """
    var = tmp_path / "var"
    assert 0 == print_badge(var, tmp_path / "out").status
    assert 1 == len(waiting(var))

    with House(var, TINY) as house:
        once = taken_out(house)
        house.restart()
        again = taken_out(house)

    assert 1 == len(once)
    assert once == again
    assert [] == waiting(var)


def test_a_copy_of_everything_is_noted_and_the_servers_own_are_not(tmp_path: Path) -> None:
    """
    Whoever makes a backup carries the roster away; the copies every few minutes have their alert.
    """
    with House(tmp_path / "var", TINY) as house:
        words = (TINY, "--var", house.var, "--no-media")
        assert 0 == DoneHere("backup", tmp_path / "a.hall", *words, "--automatic").status
        assert 0 == DoneHere("backup", tmp_path / "b.hall", *words).status
        until(lambda: not waiting(house.var))
        [entry] = taken_out(house)

    assert "backup" == entry["about"][0]


def test_what_was_refused_gave_nothing_out(tmp_path: Path) -> None:
    """
    A number nobody has prints nothing, and the trail does not say that it did.
    """
    var = tmp_path / "var"

    words = ("--only", "X-99", "--out", tmp_path / "out", "--var", var)
    assert 1 == DoneHere("print", "badges", TINY, *words).status
    assert 1 == DoneHere("backup", tmp_path / "a.hall", TINY, "--var", var).status

    assert [] == waiting(var)


def test_a_command_that_was_killed_is_noted_all_the_same(tmp_path: Path) -> None:
    """
    Something may have gone out before the end; while it works the server leaves its note alone.
    """
    exports = Settings(folder=TINY, var=tmp_path / "var").exports
    works = (
        "import pathlib, sys, time\n"
        "from server.keeping.exports import noted\n"
        "with noted(pathlib.Path(sys.argv[1]), 'print badges'):\n"
        "    print('out', flush=True)\n"
        "    time.sleep(600)\n"
    )
    with House(tmp_path / "var", TINY) as house:
        command = [sys.executable, "-c", works, str(exports)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as prints:
            assert prints.stdout is not None
            assert b"out\n" == prints.stdout.readline()
            assert 0 == print_badge(house.var, tmp_path / "out").status
            until(lambda: 1 == len(taken_out(house)))
            still = waiting(house.var)
            prints.send_signal(signal.SIGKILL)
        until(lambda: not waiting(house.var))

        assert 1 == len(still)
        assert 2 == len(taken_out(house))


def test_a_note_that_was_taken_in_before_the_plug_was_pulled_is_not_doubled(tmp_path: Path) -> None:
    """
    Between the journal and the end of the note there is an instant at which a server may die.
    """
    var = tmp_path / "var"
    print_badge(var, tmp_path / "out")
    [note] = waiting(var)
    kept = note.read_bytes()
    with House(var, TINY) as house:
        house.kill9()
        note.write_bytes(kept)
        house.start()
        assert [] == waiting(var)

        assert 1 == len(taken_out(house))


def test_half_a_note_is_put_aside(tmp_path: Path) -> None:
    """
    Its command died before it gave anything out; nothing else waits for it.
    """
    var = tmp_path / "var"
    print_badge(var, tmp_path / "out")
    exports = Settings(folder=TINY, var=var).exports
    (exports / "00000000-000000-0.json").write_bytes(b'{"what":"pri')
    (exports / "00000000-000000-1.json").touch()

    with House(var, TINY) as house:
        assert 1 == len(taken_out(house))

    assert {".unreadable", ".json"} == {path.suffix for path in waiting(var)}


def test_where_nothing_can_be_noted_nothing_is_given_out(tmp_path: Path) -> None:
    """
    The sentence names the file; no badge is there.
    """
    var, out = tmp_path / "var", tmp_path / "out"
    var.mkdir()
    (var / "exports").write_bytes(b"")

    done = print_badge(var, out)

    assert 1 == done.status
    assert "exports" in done.err
    assert [] == list(out.iterdir())


def test_a_full_disk_gives_nothing_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A note the disk has not kept is no note.
    """

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(NotKept), noted(tmp_path / "exports", "print badges"):
        pytest.fail("it was given out")


def test_the_journal_tells_when_it_was_taken_not_when_it_was_noted(tmp_path: Path) -> None:
    """
    The event carries both instants, in the chain.
    """
    journal = Journal(tmp_path / f"{TINY.name}.sqlite")
    journal.append([loading(TINY)])
    journal.close()
    before = datetime.now(UTC)
    print_badge(tmp_path, tmp_path / "out")
    after = datetime.now(UTC)

    with House(tmp_path, TINY) as house:
        [taken] = [e for e in read_only(house.journal) if isinstance(e, PersonalDataTakenOut)]

    assert before <= taken.taken_at <= after <= taken.at
    assert ("D-03",) == taken.people
