"""The journal: the only durable truth, and the only room that knows SQL.

Everything a day is made of is appended here and read back on start. Nothing is changed or deleted,
but for personal values that are erased; a chain of digests shows whether that is so (`chain`), and
stays whole when they are (`entries`).
"""

import contextlib
import os
import secrets
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy.exc import SQLAlchemyError

from ..conference import Event
from ..conference.trail import Deed
from ..lock import hold, private, settle
from . import chain
from .beside import Beside
from .copies import begin_again, copy
from .deeds import deeds
from .deeds import read as read_deeds
from .entries import Contents, Head, Record, Row, Rows, contents, first_schema, rows, whole
from .errors import JournalError, cause
from .tables import (
    COMMAND,
    COVERS_ALL,
    EVENT,
    FIRST_SCHEMA,
    META,
    METADATA,
    PERSONAL,
    SCHEMA_VERSION,
    SECOND_SCHEMA,
    engine,
    meta,
    reading,
)

__all__ = [
    "LOCK",
    "SCHEMA_VERSION",
    "Contents",
    "Journal",
    "JournalError",
    "Record",
    "begin_again",
    "copy",
    "read",
    "read_deeds",
    "read_only",
]

LOCK = "server.lock"
PROBE = 256 * 1024
InThread = Callable[..., Any]


class Journal:
    """An open journal. One process writes; `append` may run in any one thread at a time.

    `id` tells its views from every other's, also from those before it was restored. While the
    journal is read, SQLite looks through its own file in a thread of the system's, by `in_thread`.
    `look` is given its events before anything is written, and may raise what it likes.
    """

    def __init__(
        self,
        path: Path,
        in_thread: InThread | None = None,
        look: Callable[[list[Event]], None] = lambda _: None,
    ) -> None:
        self.path = path
        self._lock = _only_one(path)
        with contextlib.ExitStack() as undo:
            undo.callback(os.close, self._lock)
            with _readable(path):
                found, old = _examined(path, in_thread=in_thread)
            events = found.events if found else [event for one in old for event in one.events]
            look(events)
            with _readable(path):
                os.close(private(path))  # SQLite gives the files beside it the mode of this one
                self._engine = engine(path)
                self._writer = self._engine.connect()
                self._reader = self._engine.connect()
                self.id, self._head = self._prepare(found, old)
                settle(path.parent)  # an undo file that came back with the power undoes the day
            undo.pop_all()
        self._found: list[Event] | None = events
        self._answered = found.commands if found else {record.id for record in old}
        self._recent: dict[tuple[frozenset[str], int], list[Row]] = {}

    @property
    def version(self) -> int:
        """How many events it holds."""
        return self._head.version

    def _prepare(self, found: Contents | None, old: Sequence[Record]) -> tuple[str, Head]:
        """Make what is not there yet in one transaction; the journal's id and where it ends."""
        with self._writer.begin():
            # Left to itself the driver begins with the first insert: too late for the tables.
            self._writer.exec_driver_sql("begin immediate")
            if found is not None:
                known = meta(self._writer)
                self._cover_all(known["schema"], found.head)
                return "-".join(filter(None, (known["id"], known.get("life")))), found.head
            known = _made_way(self._writer)
            METADATA.create_all(self._writer)
            schema = {"schema": str(SCHEMA_VERSION), COVERS_ALL: "1"}
            known = {"id": secrets.token_hex(8), **known, **schema}
            self._writer.execute(
                sql.insert(META), [{"key": k, "value": v} for k, v in known.items()]
            )
            made, head = rows(old, Head(0, 0, chain.root(known["id"])))
            self._insert(made)
        return known["id"], head

    def _cover_all(self, schema: str, head: Head) -> None:
        """See that from here on the chain covers all; what was chained before stays as it was."""
        if schema == str(SECOND_SCHEMA):
            now = {"schema": str(SCHEMA_VERSION), COVERS_ALL: str(head.number + 1)}
            self._writer.execute(sql.delete(META).where(META.c.key.in_(now)))
            rows = [{"key": key, "value": value} for key, value in now.items()]
            self._writer.execute(sql.insert(META), rows)

    def probe(self) -> None:
        """See whether the disk has room again: take some and give it back, or `JournalError`."""
        of = META.c.key == "probe"
        try:
            with self._writer.begin():
                self._writer.execute(sql.delete(META).where(of))
                self._writer.execute(sql.insert(META), {"key": "probe", "value": " " * PROBE})
            with self._writer.begin():
                self._writer.execute(sql.delete(META).where(of))
        except SQLAlchemyError as exc:
            raise JournalError(self.path, "unwritable", cause=cause(exc)) from exc

    def append(self, records: Sequence[Record]) -> None:
        """Write all records in one transaction and wait until the disk has them."""
        try:
            made, head = rows(records, self._head)
            with self._writer.begin():
                self._insert(made)
        except SQLAlchemyError as exc:
            raise JournalError(self.path, "unwritable", cause=cause(exc)) from exc
        self._head = head
        self._found = None
        self._keep_recent(made)
        self._answered.update(record.id for record in records)

    def _insert(self, made: Rows) -> None:
        for table, of in (
            (COMMAND, made.commands),
            (EVENT, made.events),
            (PERSONAL, made.personal),
        ):
            if of:
                self._writer.execute(sql.insert(table), of)

    def events(self) -> list[Event]:
        """Every event, from the first; those found at the opening are not read again."""
        if self._found is not None:
            return list(self._found)
        return read_only(self.path)

    def answer(self, command: str) -> tuple[int, bytes] | None:
        """The status and the body with which the command of that id was answered."""
        if command not in self._answered:
            return None
        query = sql.select(COMMAND.c.status, COMMAND.c.answer).where(COMMAND.c.id == command)
        status, body = self._read(query)[0]
        return status, body

    def sender(self, command: str) -> tuple[str, str] | None:
        """Whose the command of that id was: name and role."""
        if command not in self._answered:
            return None
        query = sql.select(COMMAND.c.actor, COMMAND.c.role).where(COMMAND.c.id == command)
        actor, role = self._read(query)[0]
        return actor, role

    def recent(self, names: Sequence[str], most: int) -> list[Row]:
        """The newest commands of those names, newest first: at, actor, name, status.

        Read once, then kept: ask before anything is appended meanwhile.
        """
        asked = (frozenset(names), most)
        if asked not in self._recent:
            query = (
                sql.select(COMMAND.c.at, COMMAND.c.actor, COMMAND.c.name, COMMAND.c.status)
                .where(COMMAND.c.name.in_(names))
                .order_by(COMMAND.c.number.desc())
                .limit(most)
            )
            self._recent[asked] = [dict(row._mapping) for row in self._read(query)]
        return self._recent[asked]

    def _keep_recent(self, made: Rows) -> None:
        for (names, most), known in self._recent.items():
            new = [
                {key: row[key] for key in ("at", "actor", "name", "status")}
                for row in reversed(made.commands)
                if row["name"] in names
            ]
            if new:
                self._recent[names, most] = (new + known)[:most]

    def deeds(self, before: int | None) -> Iterator[Deed]:
        """Every command with its events, newest first, from the one before number `before` on.

        On a line of its own: whoever reads them may do so in any thread.
        """
        with reading(self.path) as connection:
            yield from deeds(connection.engine, before)

    def erase_personal(self, noted: Callable[[int], Record]) -> int:
        """Empty what is personal of everybody, for good; how many values that were.

        What `noted` makes of that number is written down in the same transaction. The chain covers
        the values' digests and stays whole. The open day still knows the values: fold it again.
        """
        try:
            with self._writer.begin():
                kept = PERSONAL.c.value.is_not(None)
                count = self._writer.execute(
                    sql.update(PERSONAL).where(kept).values(value=None)
                ).rowcount
                record = noted(count)
                made, head = rows([record], self._head)
                self._insert(made)
        except SQLAlchemyError as exc:
            raise JournalError(self.path, "unwritable", cause=cause(exc)) from exc
        self._head = head
        self._found = None
        self._keep_recent(made)
        self._answered.add(record.id)
        return count

    def forget_log(self) -> bool:
        """Bring the log into the file and empty it; whether nobody who reads was in the way.

        Until then what was erased still stands in the file, behind the log.
        """
        try:
            busy = self._writer.exec_driver_sql("pragma wal_checkpoint(truncate)").scalar()
            self._writer.rollback()
        except SQLAlchemyError as exc:
            raise JournalError(self.path, "unwritable", cause=cause(exc)) from exc
        return not busy

    def _read(self, query: Any) -> Sequence[Any]:
        with self._reader.begin():
            return self._reader.execute(query).all()

    def close(self) -> None:
        """Close the file and let another process have it."""
        with contextlib.suppress(SQLAlchemyError):
            self._writer.close()
            self._reader.close()
            self._engine.dispose()
        os.close(self._lock)


@contextlib.contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Tell what the disk or SQLite refuse as a fault of the journal at `path`."""
    try:
        yield
    except (SQLAlchemyError, OSError) as exc:
        raise JournalError(path, "unreadable", cause=cause(exc)) from exc


def read_only(path: Path) -> list[Event]:
    """Every event of a journal that another process may have open; none where there is no file."""
    found = read(path)
    return found.events if found is not None else []


def read(path: Path, *, alone: bool = False) -> Contents | None:
    """A journal, read to its end and checked, though another process may have it open.

    None where nothing has been written yet. `alone`: nobody has it open (`tables.reading`).
    """
    if not path.exists():
        return None
    found, old = _examined(path, alone=alone)
    if found is not None or not old:
        return found
    made = [event for record in old for event in record.events]
    return Contents(Head(len(made), len(old), b""), made, {record.id for record in old}, 0)


def _examined(
    path: Path, *, alone: bool = True, in_thread: InThread | None = None
) -> tuple[Contents | None, list[Record]]:
    """What a journal holds, or the records of one from before the chain; nothing is written.

    Refuses a file that is not a journal of this program, or no whole one.
    """
    if not path.exists():
        return None, []
    try:
        with reading(path, alone=alone) as connection:
            connection.exec_driver_sql("begin")  # all that is read is of one moment
            tables = sql.inspect(connection).get_table_names()
            if not tables:
                return None, []
            if META.name not in tables:
                raise JournalError(path, "foreign")
            known = meta(connection)
            schema = known.get("schema", "")
            if schema == str(FIRST_SCHEMA):
                return None, first_schema(connection, path)
            if schema not in {str(SECOND_SCHEMA), str(SCHEMA_VERSION)}:
                raise JournalError(path, "newer", schema=schema, known=SCHEMA_VERSION)
            beside = Beside(in_thread, _looked_through, path) if in_thread else None
            found = contents(connection, path, known["id"], _covered_since(known))
            beside.done() if beside else whole(connection, path)
            return found, []
    except (SQLAlchemyError, ValueError, KeyError) as exc:
        raise JournalError(path, "malformed", cause=cause(exc)) from exc


def _covered_since(known: dict[str, str]) -> int:
    """The first command whose answer the chain covers."""
    if known["schema"] == str(SECOND_SCHEMA):
        return sys.maxsize
    return int(known.get(COVERS_ALL, "1"))


def _looked_through(path: Path) -> None:
    """Have SQLite look through a file nobody writes to."""
    with reading(path, alone=True) as connection:
        whole(connection, path)


def _made_way(connection: sql.Connection) -> dict[str, str]:
    """Take the tables of the first schema away; what the file said of itself."""
    inspector = sql.inspect(connection)
    if META.name not in inspector.get_table_names():
        return {}
    known = meta(connection)
    for table in (EVENT, COMMAND, META):
        connection.exec_driver_sql(f"drop table {table.name}")
    return known


def _only_one(path: Path) -> int:
    """Hold the folder of the journal for as long as the process lives: one server to a `var`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return hold(path.parent / LOCK)
    except BlockingIOError as exc:
        raise JournalError(path, "held", folder=path.parent) from exc
    except OSError as exc:
        raise JournalError(path, "unreadable", cause=exc.strerror) from exc
