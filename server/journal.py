"""The journal: the only durable truth, and the only module that knows SQL.

Everything a day is made of is appended here and read back on start; nothing is changed or deleted.
"""

import contextlib
import os
import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Union
from urllib.parse import quote

import msgspec
import sqlalchemy as sql
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from .conference import EVENTS, Event
from .conference.scenes import instant
from .lock import hold, private

# 1: the first.
SCHEMA_VERSION = 1

METADATA = sql.MetaData()

# One row per event, never updated, never deleted.
EVENT = sql.Table(
    "event",
    METADATA,
    sql.Column("version", sql.Integer, primary_key=True),  # 1, 2, 3 … the views' version
    sql.Column("command", sql.Text, nullable=False),  # the id of the command that caused it
    sql.Column("body", sql.LargeBinary, nullable=False),  # JSON; `type` is the class's name
)

# One row per command that was answered, refused ones too: who asked for what, and the answer.
COMMAND = sql.Table(
    "command",
    METADATA,
    sql.Column("id", sql.Text, primary_key=True),  # the sender's own id
    sql.Column("at", sql.Text, nullable=False),
    sql.Column("actor", sql.Text, nullable=False),  # a name, never a token
    sql.Column("role", sql.Text, nullable=False),
    sql.Column("name", sql.Text, nullable=False),
    sql.Column("status", sql.Integer, nullable=False),  # of HTTP
    sql.Column("answer", sql.LargeBinary, nullable=False),  # JSON
)

# What the file is: its schema's version, and the id that tells this journal from every other.
META = sql.Table(
    "meta",
    METADATA,
    sql.Column("key", sql.Text, primary_key=True),
    sql.Column("value", sql.Text, nullable=False),
)

PRAGMAS = (
    "pragma journal_mode = wal",  # readers never wait for the writer
    "pragma synchronous = full",  # an answer is a promise: on disk before it is given
    "pragma busy_timeout = 5000",
    "pragma foreign_keys = on",
)


class JournalError(Exception):
    """The journal cannot be opened, read or written; the message names the file."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A command and all it led to, appended together or not at all."""

    id: str
    at: datetime
    actor: str
    role: str
    name: str
    status: int
    answer: bytes
    events: Sequence[Event] = ()


class Journal:
    """An open journal. One process writes; `append` may run in any one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = _only_one(path)
        self._answered: set[str] = set()
        self._encode = msgspec.json.Encoder().encode
        self._decode = msgspec.json.Decoder(Union[EVENTS]).decode  # noqa: UP007
        try:
            os.close(private(path))  # SQLite gives the files beside it the mode of this one
            _trusted(path)
            self._engine = _engine(path)
            self._writer = self._engine.connect()
            self._reader = self._engine.connect()
            self.id = self._prepare()
            self.version: int = self._writer.scalar(sql.select(sql.func.max(EVENT.c.version))) or 0
            self._answered = set(self._writer.scalars(sql.select(COMMAND.c.id)))
            self._writer.rollback()
        except (JournalError, SQLAlchemyError, OSError) as exc:
            os.close(self._lock)
            if isinstance(exc, JournalError):
                raise
            raise JournalError(f"{path}: {_cause(exc)}") from exc

    def _prepare(self) -> str:
        """Create the schema in one transaction, unless it is there; answer the journal's id."""
        with self._writer.begin():
            # Left to itself the driver begins with the first insert: too late for the tables.
            self._writer.exec_driver_sql("begin immediate")
            METADATA.create_all(self._writer)
            meta = _meta(self._writer)
            if not meta:
                meta = {"schema": str(SCHEMA_VERSION), "id": secrets.token_hex(8)}
                self._writer.execute(
                    sql.insert(META), [{"key": k, "value": v} for k, v in meta.items()]
                )
        return meta["id"]

    def append(self, records: Sequence[Record]) -> None:
        """Write all records in one transaction and wait until the disk has them."""
        version = self.version
        events = []
        for record in records:
            for event in record.events:
                version += 1
                events.append(
                    {"version": version, "command": record.id, "body": self._encode(event)}
                )
        try:
            with self._writer.begin():
                self._writer.execute(sql.insert(COMMAND), [_row(record) for record in records])
                if events:
                    self._writer.execute(sql.insert(EVENT), events)
        except SQLAlchemyError as exc:
            raise JournalError(f"{self._path}: {_cause(exc)}") from exc
        self.version = version
        self._answered.update(record.id for record in records)

    def events(self) -> Iterator[Event]:
        """Every event, from the first."""
        try:
            for (body,) in self._read(sql.select(EVENT.c.body).order_by(EVENT.c.version)):
                yield self._decode(body)
        except (DatabaseError, msgspec.DecodeError) as exc:
            raise JournalError(f"{self._path}: {_cause(exc)}") from exc

    def answer(self, command: str) -> tuple[int, bytes] | None:
        """The status and the body with which the command of that id was answered."""
        if command not in self._answered:
            return None
        query = sql.select(COMMAND.c.status, COMMAND.c.answer).where(COMMAND.c.id == command)
        status, body = self._read(query)[0]
        return status, body

    def recent(self, names: Sequence[str], most: int) -> list[dict[str, Any]]:
        """The newest commands of those names, newest first: at, actor, name, status."""
        query = (
            sql.select(COMMAND.c.at, COMMAND.c.actor, COMMAND.c.name, COMMAND.c.status)
            .where(COMMAND.c.name.in_(names))
            .order_by(sql.literal_column("rowid").desc())
            .limit(most)
        )
        return [dict(row._mapping) for row in self._read(query)]

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


def read_only(path: Path) -> list[Event]:
    """Every event of a journal that another process may have open; none where there is no file."""
    if not path.exists():
        return []
    decode = msgspec.json.Decoder(Union[EVENTS]).decode  # noqa: UP007
    try:
        with _reading(path) as connection:
            if not sql.inspect(connection).has_table(EVENT.name):
                return []
            rows = connection.execute(sql.select(EVENT.c.body).order_by(EVENT.c.version)).all()
        return [decode(body) for (body,) in rows]
    except (SQLAlchemyError, msgspec.DecodeError) as exc:
        raise JournalError(f"{path}: {_cause(exc)}") from exc


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[sql.Connection]:
    """A connection that changes nothing."""
    uri = {"mode": "ro", "uri": "true"}
    engine = sql.create_engine(
        sql.URL.create("sqlite", database=f"file:{quote(str(path))}", query=uri)
    )
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _trusted(path: Path) -> None:
    """Refuse a file that is not a journal of this program, before anything is written to it."""
    with _reading(path) as connection:
        tables = sql.inspect(connection).get_table_names()
        if tables and META.name not in tables:
            raise JournalError(f"{path}: a database, but not a journal")
        schema = _meta(connection).get("schema") if tables else str(SCHEMA_VERSION)
    if schema != str(SCHEMA_VERSION):
        raise JournalError(f"{path}: schema {schema}, this program reads {SCHEMA_VERSION}")


def _meta(connection: sql.Connection) -> dict[str, str]:
    return dict(connection.execute(sql.select(META.c.key, META.c.value)).all())


def _row(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "at": instant(record.at),
        "actor": record.actor,
        "role": record.role,
        "name": record.name,
        "status": record.status,
        "answer": record.answer,
    }


def _engine(path: Path) -> sql.Engine:
    engine = sql.create_engine(
        sql.URL.create("sqlite", database=str(path)),
        connect_args={"check_same_thread": False},
        skip_autocommit_rollback=True,
    )

    @sql.event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _: object) -> None:
        for pragma in PRAGMAS:
            connection.execute(pragma)

    return engine


def _only_one(path: Path) -> int:
    """Hold the file `PATH.lock` for as long as the process lives."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return hold(path.with_suffix(".lock"))
    except BlockingIOError as exc:
        raise JournalError(f"{path}: another server holds it") from exc
    except OSError as exc:
        raise JournalError(f"{path}: {exc.strerror}") from exc


def _cause(exc: Exception) -> str:
    return str(getattr(exc, "orig", None) or exc)
