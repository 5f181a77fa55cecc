"""The tables: what stands in the file of a journal, and how the file is opened."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sql

# 1: the first. 2: a chain of digests through it all, and personal values in a table of their own.
# 3: from the command `covers_all` of META on, the chain covers answers and whose each value is.
SCHEMA_VERSION = 3
SECOND_SCHEMA = 2
FIRST_SCHEMA = 1
COVERS_ALL = "covers_all"

METADATA = sql.MetaData()

# One row per event, never updated, never deleted.
EVENT = sql.Table(
    "event",
    METADATA,
    sql.Column("version", sql.Integer, primary_key=True),  # 1, 2, 3 … the views' version
    sql.Column("command", sql.Text, nullable=False, index=True),  # the id of what caused it
    sql.Column("body", sql.LargeBinary, nullable=False),  # JSON; `type` is the class's name
    sql.Column("digest", sql.LargeBinary, nullable=False),  # see chain.py
)

# What an event says of a person and may be erased: the one table whose values may be emptied. The
# event's digest covers all but the value.
PERSONAL = sql.Table(
    "personal",
    METADATA,
    sql.Column("event", sql.Integer, primary_key=True),  # its version
    sql.Column("place", sql.Integer, primary_key=True),  # which of the event's people
    sql.Column("person", sql.Text, nullable=False),  # the badge's number
    sql.Column("digest", sql.LargeBinary, nullable=False),  # of the value; the event's covers it
    sql.Column("value", sql.LargeBinary),  # salt and JSON; null once it has been erased
)

# One row per command that was answered, refused ones too: who asked for what, and the answer.
COMMAND = sql.Table(
    "command",
    METADATA,
    sql.Column("number", sql.Integer, primary_key=True),  # 1, 2, 3 … in the order of answering
    sql.Column("id", sql.Text, nullable=False, unique=True),  # the sender's own id
    sql.Column("at", sql.Text, nullable=False),
    sql.Column("actor", sql.Text, nullable=False),  # a name, never a token
    sql.Column("role", sql.Text, nullable=False),
    sql.Column("device", sql.Text, nullable=False),  # the address it came from; empty: this house
    sql.Column("name", sql.Text, nullable=False),
    sql.Column("status", sql.Integer, nullable=False),  # of HTTP
    sql.Column("answer", sql.LargeBinary, nullable=False),  # JSON; the digest covers its own
    sql.Column("digest", sql.LargeBinary, nullable=False),  # see chain.py
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
    "pragma secure_delete = on",  # what is erased leaves no trace in the file
)


def engine(path: Path) -> sql.Engine:
    """Connections that may write to the file at `path`."""
    made = sql.create_engine(
        sql.URL.create("sqlite", database=str(path)),
        connect_args={"check_same_thread": False},
        skip_autocommit_rollback=True,
    )

    @sql.event.listens_for(made, "connect")
    def _on_connect(connection: Any, _: object) -> None:
        for pragma in PRAGMAS:
            connection.execute(pragma)

    return made


@contextlib.contextmanager
def reading(path: Path, *, alone: bool = False) -> Iterator[sql.Connection]:
    """A connection that changes nothing.

    `alone` promises that nobody writes meanwhile; then a journal that was closed well is read
    without a trace, not even SQLite's own files beside it.
    """
    settled = alone and not _filled(path, "-wal")
    # Killed in its very first moment it has to undo what was half written: no reader may.
    unborn = alone and _filled(path, "-journal")
    query = {"mode": "rw" if unborn else "ro", "uri": "true"}
    query |= {"immutable": "1"} if settled and not unborn else {}
    made = sql.create_engine(
        sql.URL.create("sqlite", database=f"file:{quote(str(path))}", query=query)
    )
    try:
        with made.connect() as connection:
            yield connection
    finally:
        made.dispose()


def _filled(path: Path, ending: str) -> bool:
    beside = path.with_name(f"{path.name}{ending}")
    return beside.exists() and beside.stat().st_size > 0


def meta(connection: sql.Connection) -> dict[str, str]:
    """What the file says of itself."""
    return dict(connection.execute(sql.select(META.c.key, META.c.value)).all())
