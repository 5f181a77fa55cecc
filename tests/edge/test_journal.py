"""The journal keeps what it is given, whole or not at all, and opens nothing it cannot trust."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sql

from server.journal import SCHEMA_VERSION, Journal, JournalError, read_only
from tests.edge.records import commits, limit_size, record, said


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    return tmp_path / "var" / "day.sqlite"


@pytest.fixture(name="journal")
def _journal(path: Path) -> Iterator[Journal]:
    journal = Journal(path)
    yield journal
    journal.close()


def as_sqlite(path: Path, *statements: str) -> None:
    """Do to a file what the program itself never would."""
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def opened_and_closed(path: Path) -> Journal:
    """A journal that was open once."""
    journal = Journal(path)
    journal.close()
    return journal


class TestKeeping:
    def test_events_come_back_in_order(self, path: Path) -> None:
        """
        What was appended is read back as it was, from the first to the last.
        """
        journal = Journal(path)
        events = [said(f"câu {n}") for n in range(5)]
        journal.append([record("a", *events[:2]), record("b"), record("c", *events[2:])])
        journal.close()

        again = Journal(path)

        assert events == list(again.events())
        assert len(events) == again.version
        again.close()

    def test_answers_come_back(self, path: Path) -> None:
        """
        Every answer is found by its command's id after the file was closed; an unasked id has none.
        """
        journal = Journal(path)
        journal.append([record("a", answer="{“có”}".encode())])
        journal.close()

        again = Journal(path)

        assert (200, "{“có”}".encode()) == again.answer("a")
        assert again.answer("b") is None
        again.close()

    def test_the_newest_are_known_without_asking_the_disk(self, path: Path) -> None:
        """
        Asked for again and again beside the walls, they are what the file would tell.
        """
        journal = Journal(path)
        journal.append([record("a"), record("b")])
        first = list(journal.recent(["message"], 3))
        journal.append([record("c"), record("d", said("một"))])
        journal._reader.close()  # from here on nothing can be read
        kept = [list(journal.recent(["message"], 3)) for _ in range(2)]
        journal.close()

        again = Journal(path)

        assert 2 == len(first)
        assert [again.recent(["message"], 3)] * 2 == kept
        assert 3 == len(kept[0])
        assert [] == again.recent(["other"], 3)
        again.close()

    def test_id_outlives_the_process(self, path: Path) -> None:
        """
        A journal is known by an id of its own, the same at every start.
        """
        assert opened_and_closed(path).id == opened_and_closed(path).id
        assert opened_and_closed(path).id != opened_and_closed(path.with_name("other.sqlite")).id

    @pytest.mark.parametrize("wrong", [0, 1, 2], ids=["first", "middle", "last"])
    def test_a_batch_is_all_or_nothing(self, journal: Journal, wrong: int) -> None:
        """
        When one record of a batch cannot be written, none is, and the next batch is.
        """
        journal.append([record("taken", said("một"))])
        batch = [record(f"new-{n}", said("hai")) for n in range(3)]
        batch[wrong] = record("taken", said("ba"))

        with pytest.raises(JournalError, match=r"day\.sqlite"):
            journal.append(batch)
        journal.append([record("later", said("bốn"))])

        assert [said("một"), said("bốn")] == list(journal.events())
        assert journal.answer("new-0") is None
        assert 2 == journal.version

    def test_a_full_file_refuses_and_recovers(self, path: Path) -> None:
        """
        A journal with no room left refuses the batch whole and writes again once there is room.
        """
        journal = Journal(path)
        limit_size(journal, 1)
        long = [record(f"long-{n}", said("dài " * 4000)) for n in range(3)]

        with pytest.raises(JournalError, match="full"):
            journal.append(long)
        refused = list(journal.events())
        limit_size(journal, 100_000)
        journal.append(long)

        assert [] == refused
        assert 3 == len(list(journal.events()))
        journal.close()

    def test_one_batch_is_one_commit(self, path: Path, journal: Journal) -> None:
        """
        However many commands wait, the disk is asked once.
        """
        before = commits(path)

        journal.append([record(f"id-{n}", said("câu")) for n in range(50)])

        assert before + 1 == commits(path)


class TestFile:
    def test_schema_is_made_in_one_transaction(self, path: Path, journal: Journal) -> None:
        """
        Tables and identity are committed together: no kill leaves a file with half of them.
        """
        assert 1 == commits(path)

    def test_pragmas_are_in_force(self, journal: Journal) -> None:
        """
        The file is in WAL and every commit waits for the disk.
        """
        pragma = journal._writer.exec_driver_sql

        assert "wal" == pragma("pragma journal_mode").scalar()
        assert 2 == pragma("pragma synchronous").scalar()

    def test_nobody_else_may_read_it(self, tmp_path: Path) -> None:
        """
        The day holds personal data: its files are the owner's alone, in a folder of any mode.
        """
        tmp_path.chmod(0o755)

        journal = Journal(tmp_path / "day.sqlite")

        modes = {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
        assert {0o600} == modes
        journal.close()

    @pytest.mark.parametrize("name", ["đại hội #1", "50% ?x=1", "a b;c&d"])
    def test_any_folder_name_serves(self, tmp_path: Path, name: str) -> None:
        """
        A folder may be called what the office calls it.
        """
        path = tmp_path / name / f"{name}.sqlite"
        journal = Journal(path)
        journal.append([record("a", said("câu"))])

        assert path.exists()
        assert [said("câu")] == read_only(path)
        journal.close()

    def test_an_empty_file_becomes_a_journal(self, path: Path) -> None:
        """
        A kill between the making of the file and its first commit leaves an empty file: no harm.
        """
        path.parent.mkdir()
        path.touch()

        assert [] == read_only(path)
        assert 0 == opened_and_closed(path).version

    def test_a_cut_log_loses_only_what_was_not_committed(self, path: Path) -> None:
        """
        What a crash has half written to the log is as if it had never been begun.
        """
        journal = Journal(path)
        journal.append([record("a", said("một"))])
        whole = path.with_name(f"{path.name}-wal").read_bytes()
        journal.append([record("b", said("hai"))])
        torn = path.with_name(f"{path.name}-wal").read_bytes()[: len(whole) + 100]
        crashed = path.with_name("crashed.sqlite")
        crashed.write_bytes(path.read_bytes())
        crashed.with_name(f"{crashed.name}-wal").write_bytes(torn)
        journal.close()

        again = Journal(crashed)

        assert [said("một")] == list(again.events())
        assert again.answer("b") is None
        again.close()

    def test_a_log_is_enough(self, path: Path) -> None:
        """
        After a power cut SQLite's shared memory may be gone: the log is read without it.
        """
        journal = Journal(path)
        journal.append([record("a", said("một"))])
        left = {f: f.read_bytes() for f in path.parent.iterdir() if not f.name.endswith("-shm")}
        journal.close()
        for file in path.parent.iterdir():
            file.unlink()
        for file, content in left.items():
            file.write_bytes(content)

        again = Journal(path)

        assert [said("một")] == again.events()
        again.close()

    def test_a_birth_cut_short_begins_again(self, path: Path) -> None:
        """
        A kill while the file is first written leaves what SQLite must undo: it does, and goes on.
        """
        path.parent.mkdir()
        undo = path.with_name(f"{path.name}-journal")
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("pragma user_version = 1")
        connection.execute("pragma cache_size = 1")
        connection.execute("begin immediate")
        connection.execute("create table half (body blob)")
        connection.executemany("insert into half values (zeroblob(9000))", [()] * 20)
        half = path.read_bytes(), undo.read_bytes()
        connection.close()
        path.write_bytes(half[0])
        undo.write_bytes(half[1])

        journal = Journal(path)

        assert 0 == journal.version
        journal.close()


class TestTrust:
    def refusal(self, path: Path) -> str:
        """The sentence with which a file is refused, which must be left as it is."""
        before = path.read_bytes()
        with pytest.raises(JournalError) as refused:
            Journal(path)
        assert before == path.read_bytes()
        assert {path.name} >= self.holding_bytes(path.parent)
        return str(refused.value)

    def holding_bytes(self, folder: Path) -> set[str]:
        """The files of a folder that hold something; SQLite's shared memory is none of them."""
        files = (file for file in folder.iterdir() if not file.name.endswith("-shm"))
        return {file.name for file in files if file.stat().st_size}

    def test_only_one_writes(self, path: Path, journal: Journal) -> None:
        """
        A journal that is open is refused to everybody else, and its writer notices nothing.
        """
        with pytest.raises(JournalError, match="Another server holds"):
            Journal(path)
        journal.append([record("a", said("câu"))])

        assert [said("câu")] == list(journal.events())

    def test_a_refused_file_is_let_go(self, path: Path) -> None:
        """
        A file that could not be opened is not held: once it is mended it opens.
        """
        path.parent.mkdir()
        path.write_text("không phải sổ ghi" * 500)
        assert self.refusal(path)
        path.unlink()

        assert 0 == opened_and_closed(path).version

    @pytest.mark.parametrize("content", [b"ghi ch\xc3\xba " * 999, b"\0" * 5000], ids=str)
    def test_a_file_that_is_no_database_is_refused(self, path: Path, content: bytes) -> None:
        """
        Another program's file under the journal's name is named and left alone.
        """
        path.parent.mkdir()
        path.write_bytes(content)

        assert str(path) in self.refusal(path)

    def test_another_programs_database_is_refused(self, path: Path) -> None:
        """
        A database that is no journal is named and left alone.
        """
        path.parent.mkdir()
        as_sqlite(path, "create table guests (name text)")

        assert str(path) in self.refusal(path)

    def test_a_newer_schema_is_refused(self, path: Path) -> None:
        """
        A journal of a newer program is refused with both numbers, and no table is added to it.
        """
        opened_and_closed(path)
        newer = SCHEMA_VERSION + 1
        as_sqlite(
            path,
            f"update meta set value = '{newer}' where key = 'schema'",
            "alter table command rename to answered",
        )

        refusal = self.refusal(path)

        assert f"schema {newer}" in refusal
        assert str(SCHEMA_VERSION) in refusal

    def test_a_damaged_page_is_refused(self, path: Path) -> None:
        """
        Events that can no longer be read stop the reader with the file's name.
        """
        journal = Journal(path)
        journal.append([record(f"id-{n}", said("câu " * 500)) for n in range(50)])
        journal.close()
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2] + os.urandom(4096) + whole[len(whole) // 2 :])

        with pytest.raises(JournalError, match=r"day\.sqlite"):
            read_only(path)

    @pytest.mark.parametrize("body", ["x'00'", """'{"type":"Unheard"}'""", "'[]'"])
    def test_an_unknown_event_is_refused(self, path: Path, body: str) -> None:
        """
        An event this program does not know is an error, not something to pass over.
        """
        opened_and_closed(path)
        as_sqlite(
            path,
            "update meta set value = '1' where key = 'schema'",
            f"insert into event values (1, 'a', cast({body} as blob), x'')",
        )

        with pytest.raises(JournalError, match=r"day\.sqlite"):
            read_only(path)

    def test_a_folder_that_cannot_be_made_is_refused(self, tmp_path: Path) -> None:
        """
        Where no folder can be made, the sentence names the file that was to be in it.
        """
        (tmp_path / "var").touch()

        with pytest.raises(JournalError, match=r"day\.sqlite"):
            Journal(tmp_path / "var" / "day.sqlite")


class TestReadingOnly:
    def test_no_file_is_no_events(self, path: Path) -> None:
        """
        Before the first start there is nothing to read, and reading makes nothing.
        """
        assert [] == read_only(path)
        assert not path.parent.exists()

    def test_reads_while_it_is_written(self, path: Path, journal: Journal) -> None:
        """
        Reading needs no lock and sees what was committed last.
        """
        journal.append([record("a", said("một"))])
        first = read_only(path)
        journal.append([record("b", said("hai"))])

        assert [said("một")] == first
        assert [said("một"), said("hai")] == read_only(path)

    def test_cannot_write(self, path: Path, journal: Journal) -> None:
        """
        The reader's connection refuses every change.
        """
        uri = f"sqlite:///file:{path}?mode=ro&uri=true"

        engine = sql.create_engine(uri)
        with engine.connect() as connection, pytest.raises(sql.exc.OperationalError):
            connection.exec_driver_sql("delete from event")
        engine.dispose()
