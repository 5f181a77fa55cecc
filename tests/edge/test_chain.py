"""A chain runs through the journal: what is changed is found and named, what is erased may go."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from server.conference import fold
from server.conference.people import PersonCorrected
from server.conference.personal import people_of, personal_of
from server.conference.plan import Person
from server.journal import Journal, JournalError, chain, read, read_only
from tests.edge.conftest import TINY
from tests.edge.records import NOON, loading, record, said

PHONE = "0900 000 037"
CORRECTED = PersonCorrected(
    at=NOON,
    person=Person(
        id="D-03",
        full_name="Trần Mẫu Ba",
        given_name="Ba",
        unit="XN2",
        delegate_class="DAIBIEU",
        phone=PHONE,
        birth_year=1980,
    ),
)


# What is known of one person, given to another.
SWAPPED = """
update personal set (place, person) = (select 1000, person from personal
    where event = 1 order by place desc limit 1)
where event = 1 and place = (select min(place) from personal where event = 1)
"""


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    """A journal of four events and a refused command, closed well."""
    path = tmp_path / "var" / "day.sqlite"
    journal = Journal(path)
    journal.append([loading(TINY), record("a", said("lạ thường"), said("hai"))])
    journal.append([record("refused", answer=b'{"code":"stale"}'), record("b", CORRECTED)])
    journal.close()
    return path


def altered(path: Path, *statements: str) -> None:
    """Do to a file what the program itself never would, and leave nothing beside it."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def refusal(path: Path) -> str:
    """The sentence with which a journal is refused; the file is left as it was."""
    before = path.read_bytes()
    with pytest.raises(JournalError) as refused:
        Journal(path)
    assert before == path.read_bytes()
    return refused.value.render("vi")


class TestAltered:
    @pytest.mark.parametrize(
        ("statement", "named"),
        [
            ("update event set body = replace(body, 'hai', 'ba') where version = 3", "kiện số 3"),
            ("update event set digest = zeroblob(32) where version = 2", "kiện số 2"),
            ("update event set command = 'refused' where version = 3", "lệnh số 3, sau sự kiện số"),
            ("update event set version = 9 where version = 3", "sau sự kiện số 2"),
            ("delete from event where version = 2", "kiện số 2"),
            ("delete from event where version = 4", "kiện số 4"),
            ("update command set actor = 'Ai đó' where id = 'refused'", "lệnh số 3"),
            ("update command set status = 201 where id = 'b'", "lệnh số 4"),
            ("delete from command where id = 'refused'", "lệnh số 3"),
            ("update personal set value = zeroblob(40) where event = 4", "kiện số 4"),
            ("delete from personal where event = 4", "kiện số 4"),
            ("insert into personal values (3, 0, 'D-03', zeroblob(32), null)", "kiện số 5"),
            ("update meta set value = 'other' where key = 'id'", "lệnh số 1"),
            ("update command set answer = cast('{}' as blob) where id = 'refused'", "lệnh số 3"),
            ("update command set answer = cast(answer as text) where id = 'refused'", "kiện số 4"),
            ("update personal set place = 1 where event = 4", "kiện số 4"),
            ("update personal set place = -1 where event = 4", "kiện số 4"),
            ("update personal set place = 99 where event = 1 and place = 0", "kiện số 1"),
            ("update personal set person = 'D-01' where event = 4", "kiện số 4"),
            ("update personal set person = 'D-01', value = null where event = 4", "kiện số 4"),
            (SWAPPED, "kiện số 1"),
            ("update meta set value = '2' where key = 'schema'", "lệnh số 1"),
            ("update meta set value = '9' where key = 'covers_all'", "lệnh số 1"),
        ],
    )
    def test_what_was_altered_is_named(self, path: Path, statement: str, named: str) -> None:
        """
        Whatever is changed, moved, added or taken away, the sentence says where.
        """
        altered(path, statement)

        said = refusal(path)

        assert named in said
        assert path.name in said
        assert "restore" in said

    def test_a_lost_end_shows_in_the_last_digest(self, path: Path) -> None:
        """
        Taking the last command away with its events leaves a whole chain with another end.
        """
        before = read(path)
        altered(path, "delete from personal where event = 4")
        altered(path, "delete from event where version = 4", "delete from command where id = 'b'")

        after = read(path)

        assert before is not None
        assert after is not None
        assert before.head != after.head

    def test_a_log_cut_off_anywhere_reads_as_a_shorter_day(self, tmp_path: Path) -> None:
        """
        To SQLite a torn end is a write that never finished: the day before it is whole, none of
        what followed is half there, and only the number of events and the last digest tell.
        """
        path, torn = tmp_path / "day.sqlite", tmp_path / "torn" / "day.sqlite"
        journal = Journal(path)
        journal.append([loading(TINY)])
        for name in ("a", "b", "c"):
            journal.append([record(name, said(name), said(name * 2))])
        file, log = path.read_bytes(), path.with_name("day.sqlite-wal").read_bytes()
        journal.close()
        torn.parent.mkdir()
        ends = {}
        for kept in range(len(log), 0, -999):
            torn.write_bytes(file)
            torn.with_name("day.sqlite-wal").write_bytes(log[:kept])
            found = read(torn, alone=True)
            if found is not None:
                ends[len(found.events)] = found.head.digest

        assert {7, 5, 3, 1} <= set(ends) <= {7, 5, 3, 1, 0}
        assert len(ends) == len(set(ends.values()))

    def test_a_page_that_rots_is_named(self, path: Path) -> None:
        """
        A flipped bit anywhere in the events' text is found.
        """
        whole = path.read_bytes()
        place = whole.index("lạ thường".encode())
        path.write_bytes(whole[:place] + b"M" + whole[place + 1 :])

        assert re.search("sự kiện số 2", refusal(path))


class TestErased:
    def test_nothing_personal_stands_in_an_event(self, path: Path) -> None:
        """
        What is personal stands in its own table alone, and comes back with the event.
        """
        with closing(sqlite3.connect(path)) as connection:
            bodies = b"".join(row[0] for row in connection.execute("select body from event"))

        assert PHONE.encode() not in bodies
        assert PHONE.encode() in path.read_bytes()
        assert CORRECTED == read_only(path)[3]

    def test_emptied_values_leave_the_chain_whole(self, path: Path) -> None:
        """
        Once personal values are emptied the chain still holds, and the people are unknown in them.
        """
        whole = read(path)
        altered(path, "update personal set value = null")

        erased = read(path)
        journal = Journal(path)
        journal.append([record("later", said("bốn"))])
        journal.close()

        assert whole is not None
        assert erased is not None
        assert whole.head == erased.head
        assert 0 == whole.erased < erased.erased
        people = [person for event in read_only(path) for person in people_of(event)]
        assert "Trần Mẫu Ba" in {person.full_name for person in people}
        assert not any(personal_of(person) for person in people)
        assert fold(None, read_only(path)) is not None

    def test_nothing_erased_is_left_in_the_file(self, path: Path) -> None:
        """
        An emptied value is overwritten: no part of the file still holds it.
        """
        journal = Journal(path)
        journal._writer.exec_driver_sql("update personal set value = null")
        journal._writer.commit()
        journal.close()

        assert PHONE.encode() not in path.read_bytes()

    def test_nobody_guesses_a_value_from_its_digest(self, path: Path, tmp_path: Path) -> None:
        """
        The same value has another digest every time: it is salted.
        """
        digests = set()
        for name in ("one", "two"):
            journal = Journal(tmp_path / name / "day.sqlite")
            journal.append([loading(TINY), record("b", CORRECTED), record("c", CORRECTED)])
            journal.close()
            with closing(sqlite3.connect(tmp_path / name / "day.sqlite")) as connection:
                query = "select digest from personal where person = 'D-03' and event > 1"
                digests |= set(connection.execute(query))

        assert 4 == len(digests)


@pytest.fixture(name="second")
def _second(path: Path) -> Path:
    """The same journal as the second schema chained it."""
    made_second(path)
    return path


def made_second(path: Path) -> None:
    """Chain a journal as the second schema did: without answers, or whose a value is."""
    with closing(sqlite3.connect(path)) as connection:
        (journal,) = connection.execute("select value from meta where key = 'id'").fetchone()
        digest = chain.root(journal)
        facts = "number, id, at, actor, role, device, name, status"
        for command in connection.execute(f"select {facts} from command order by 1").fetchall():
            digest = chain.link(digest, msgspec.json.encode(command))
            connection.execute(
                "update command set digest = ? where number = ?", (digest, command[0])
            )
            of = "select version, body from event where command = ? order by 1"
            for version, body in connection.execute(of, (command[1],)).fetchall():
                query = "select digest from personal where event = ? order by place"
                values = [row[0] for row in connection.execute(query, (version,))]
                digest = chain.link(digest, b"%d" % version, body, *values)
                connection.execute(
                    "update event set digest = ? where version = ?", (digest, version)
                )
        connection.execute("update meta set value = '2' where key = 'schema'")
        connection.execute("delete from meta where key = 'covers_all'")
        connection.commit()


class TestSecond:
    def test_a_journal_of_the_second_schema_goes_on_under_the_third(self, second: Path) -> None:
        """
        It is read by its own rule, and what is added to it is covered whole.
        """
        before = read(second)
        journal = Journal(second)
        journal.append([record("later", CORRECTED, answer=b'{"verdict":"accepted"}')])
        journal.close()
        Journal(second).close()

        after = read(second)

        assert before is not None
        assert after is not None
        assert [*before.events, CORRECTED] == after.events
        altered(second, "update command set answer = cast('{}' as blob) where id = 'later'")
        assert "lệnh số 5" in refusal(second)

    @pytest.mark.parametrize(
        ("statement", "named"),
        [
            ("update event set body = replace(body, 'hai', 'ba') where version = 3", "kiện số 3"),
            ("update personal set place = 1 where event = 4", "kiện số 4"),
            ("update personal set place = -1 where event = 4", "kiện số 4"),
            ("update personal set person = 'D-01' where event = 4", "kiện số 4"),
        ],
    )
    @pytest.mark.parametrize("opened", [False, True])
    def test_what_was_altered_in_it_is_named(
        self, second: Path, statement: str, named: str, opened: bool
    ) -> None:
        """
        A value that is not where its person stands is found there too, before and after.
        """
        if opened:
            Journal(second).close()
        altered(second, statement)

        assert named in refusal(second)


OLD = """
create table event (version integer primary key, command text not null, body blob not null);
create table command (id text primary key, at text not null, actor text not null,
    role text not null, name text not null, status integer not null, answer blob not null);
create table meta (key text primary key, value text not null);
"""


@pytest.fixture(name="old")
def _old(path: Path) -> Path:
    """The same journal as the first schema held it."""
    events = read_only(path)
    old = path.with_name("old.sqlite")
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript(OLD)
        with closing(sqlite3.connect(path)) as new:
            columns = "id, at, actor, role, name, status, answer"
            commands = new.execute(f"select {columns} from command order by number").fetchall()
            of = [row[0] for row in new.execute("select command from event order by version")]
        connection.executemany("insert into command values (?, ?, ?, ?, ?, ?, ?)", commands)
        connection.executemany(
            "insert into event values (?, ?, ?)",
            [(n, of[n - 1], msgspec.json.encode(event)) for n, event in enumerate(events, 1)],
        )
        connection.execute("insert into meta values ('schema', '1'), ('id', 'abc')")
        connection.commit()
    return old


class TestOld:
    def test_a_journal_without_a_chain_is_given_one(self, path: Path, old: Path) -> None:
        """
        A journal of the first schema opens with all it held, and is chained from then on.
        """
        read_first = read_only(old)

        journal = Journal(old)
        opened, answer = journal.events(), journal.answer("a")
        journal.append([record("later", said("bốn"))])
        journal.close()

        assert read_only(path) == read_first == opened
        assert ("abc", (200, b"{}")) == (journal.id, answer)
        assert [*opened, said("bốn")] == read_only(old)
        with closing(sqlite3.connect(old)) as connection:
            bodies = b"".join(row[0] for row in connection.execute("select body from event"))
        assert PHONE.encode() not in bodies
        altered(old, "update event set body = '{}' where version = 2")
        assert "sự kiện số 2" in refusal(old)

    @pytest.mark.parametrize(
        "statement",
        [
            "update event set body = cast('{}' as blob) where version = 2",
            "delete from command where id = 'a'",
        ],
    )
    def test_a_spoilt_one_is_left_as_it_is(self, old: Path, statement: str) -> None:
        """
        What cannot be read is not rewritten.
        """
        altered(old, statement)

        assert "sự kiện số" in refusal(old)
