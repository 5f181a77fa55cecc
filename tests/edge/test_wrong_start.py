"""A server that would start wrong says why in one sentence, and leaves every byte as it was."""

import re
import shutil
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from server.conference.screens import MessageCleared
from server.journal import Journal
from server.tls.identity import prepare
from server.tls.machine import names_of
from tests.edge.conftest import TINY
from tests.edge.house import House, free_port
from tests.edge.records import loading, record, said
from tests.edge.test_chain import altered, made_second
from tests.edge.test_cli import Done
from tests.edge.test_keeping import everything


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """A conference of one's own."""
    return Path(shutil.copytree(TINY, tmp_path / "hội nghị" / TINY.name))


def begun(var: Path, *, crashed: bool, at: datetime, spoilt: str | None = None) -> Path:
    """A journal in `var`; `crashed`: its last words, `spoilt` too, stand in the log alone."""
    file = var / f"{TINY.name}.sqlite"
    journal = Journal(file)
    journal.append([loading(TINY), record("a", said("một"), said("hai"))])
    journal.append([record("b", MessageCleared(at=at, audience="hall"))])
    if spoilt:
        altered(file, spoilt)
    left = {f.name: f.read_bytes() for f in var.iterdir()}
    journal.close()
    if crashed:
        for name, content in left.items():
            (var / name).write_bytes(content)
    return file


def started(folder: Path, var: Path, port: int | None = None, *options: str) -> list[str]:
    """What a server says that does not start, in which not a byte of `var` changes."""
    before = everything(var)

    done = Done("serve", folder, "--port", port or free_port(), "--var", var, *options)

    assert 1 == done.status
    assert before == everything(var)
    return done.sentences


def unindexed(file: Path) -> None:
    """Spoil what only SQLite itself looks at: the end of the page that finds an event's command."""
    with closing(sqlite3.connect(file)) as connection:
        size = connection.execute("pragma page_size").fetchone()[0]
        query = "select rootpage from sqlite_master where type = 'index' and tbl_name = 'event'"
        page = connection.execute(query).fetchone()[0]
    content = bytearray(file.read_bytes())
    content[page * size - 6 : page * size] = b"khong!"
    file.write_bytes(content)


SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "event": (lambda f: altered(f, "update event set body = '{}' where version = 2"), " 2"),
    "command": (lambda f: altered(f, "update command set actor = 'x' where number = 3"), " 3"),
    "newer": (lambda f: altered(f, "update meta set value = '99' where key = 'schema'"), "99"),
    "foreign": (lambda f: altered(f, "drop table meta"), "--var"),
    "index": (unindexed, "restore"),
    "no database": (lambda f: f.write_text("không phải sổ ghi" * 500), "restore"),
}


@pytest.mark.parametrize(("spoil", "named"), SPOILT.values(), ids=SPOILT)
def test_a_journal_that_cannot_be_trusted(
    tmp_path: Path, spoil: Callable[[Path], object], named: str
) -> None:
    """
    One sentence in each language names the file, what is wrong and what to do.
    """
    file = begun(tmp_path / "var", crashed=False, at=datetime.now(UTC))
    spoil(file)

    told = started(TINY, tmp_path / "var")

    assert 2 == len(told)
    assert all(file.name in line and named in line for line in told)


def test_a_journal_damaged_before_a_crash(tmp_path: Path) -> None:
    """
    The log a crash has left is neither taken in nor thrown away while its journal is refused.
    """
    spoilt = "update event set body = '{}' where version = 2"
    file = begun(tmp_path / "var", crashed=True, at=datetime.now(UTC), spoilt=spoilt)

    told = started(TINY, tmp_path / "var")

    assert 2 == len(told)
    assert file.with_name(f"{file.name}-wal").stat().st_size
    assert all(file.name in line and " 2" in line for line in told)


@pytest.mark.parametrize("crashed", [False, True], ids=["closed", "crashed"])
def test_a_clock_before_the_last_event(tmp_path: Path, crashed: bool) -> None:
    """
    A laptop whose clock is behind what was written says both times, and asks for it to be set.
    """
    late = datetime.now(UTC) + timedelta(hours=3)
    begun(tmp_path / "var", crashed=crashed, at=late)

    told = started(TINY, tmp_path / "var")

    assert 2 == len(told)
    assert all(len(re.findall(r"\d\d:\d\d:\d\d\.\d{3}Z", line)) == 2 for line in told)


def test_a_clock_set_back_a_little_goes_on(served: Callable[..., House]) -> None:
    """
    A clock that a time server has set back by seconds is no reason not to start.
    """
    house = served()
    begun(house.var, crashed=True, at=datetime.now(UTC) + timedelta(seconds=20))

    house.start()

    with house.enter("console") as admin:
        admin.command("blackout").raise_for_status()
    times = [event.at for event in house.events()]
    assert sorted(times) == times


def test_a_folder_that_has_become_unreadable(tmp_path: Path, folder: Path) -> None:
    """
    Before the day has begun, new mistakes in the folder stop the start and leave the journal.
    """
    begun(tmp_path / "var", crashed=False, at=datetime.now(UTC))
    (folder / "units.csv").write_text("id;name\nX;Đoàn\n", encoding="utf-8")

    told = started(folder, tmp_path / "var")

    assert [line for line in told if "units.csv" in line]


@pytest.mark.parametrize("wrong", ["clock", "folder", "certificate"])
def test_an_upgrade_waits_until_all_is_well(tmp_path: Path, folder: Path, wrong: str) -> None:
    """
    A journal that an older version wrote, and a certificate whose time is over, stay as they are
    until it is sure that the server starts: the older version can still be gone back to.
    """
    var, late = tmp_path / "var", timedelta(hours=3 if wrong == "clock" else 0)
    made_second(begun(var, crashed=False, at=datetime.now(UTC) + late))
    long_ago = datetime.now(UTC) - timedelta(days=9 * 365)
    prepare(var / "tls", names_of("127.0.0.1"), long_ago)
    if wrong == "folder":
        (folder / "units.csv").write_text("id;name\nX;Đoàn\n", encoding="utf-8")
    if wrong == "certificate":
        (var / "tls" / "server.pem").write_text("hỏng", encoding="utf-8")

    told = started(folder, var, None, "--tls")

    assert told
    assert (wrong == "certificate") == any("server.pem" in line for line in told)


def test_a_port_in_use(tmp_path: Path) -> None:
    """
    The port is asked for first: where it is taken, not even a folder is made.
    """
    with socket.create_server(("127.0.0.1", 0)) as taken:
        told = started(TINY, tmp_path / "var", taken.getsockname()[1])

    assert 2 == len(told)
    assert not (tmp_path / "var").exists()


def test_a_second_server_on_another_conference(house: House, folder: Path) -> None:
    """
    Two servers never share a folder, whichever conferences they serve.
    """
    other = folder.rename(folder.with_name("khác"))

    done = Done("serve", other, "--port", free_port(), "--var", house.var)

    assert 1 == done.status
    assert 2 == len(done.sentences)
    assert all(str(house.var) in line for line in done.sentences)
    assert [house.journal] == list(house.var.glob("*.sqlite"))
    with house.enter("console") as admin:
        assert 200 == admin.command("blackout").status_code
