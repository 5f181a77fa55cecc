"""The journal read as an audit trail: every command as it was answered, the newest first."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sql
from sqlalchemy.exc import SQLAlchemyError

from ..conference import Event
from ..conference.trail import Deed
from .entries import decoded
from .errors import JournalError, cause
from .tables import COMMAND, EVENT, reading

AT_A_TIME = 200


def read(path: Path) -> list[Deed]:
    """Every command, the oldest first, of a journal another process may have open."""
    if not path.exists():
        return []
    try:
        with reading(path) as connection:
            if COMMAND.name not in sql.inspect(connection).get_table_names():
                return []
            return list(deeds(connection.engine, None))[::-1]
    except SQLAlchemyError as exc:
        raise JournalError(path, "malformed", cause=cause(exc)) from exc


def deeds(engine: sql.Engine, before: int | None) -> Iterator[Deed]:
    """The commands with a smaller number than `before` (all, without it), newest first."""
    while rows := _commands(engine, before):
        events = _events(engine, [row["id"] for row in rows])
        for row in rows:
            yield _deed(row, tuple(events.get(row["id"], ())))
        before = rows[-1]["number"]


def _commands(engine: sql.Engine, before: int | None) -> list[dict[str, Any]]:
    query = sql.select(COMMAND).order_by(COMMAND.c.number.desc()).limit(AT_A_TIME)
    if before is not None:
        query = query.where(COMMAND.c.number < before)
    with engine.connect() as connection:
        return [dict(row._mapping) for row in connection.execute(query)]


def _events(engine: sql.Engine, commands: list[str]) -> dict[str, list[Event]]:
    """What each command led to, without what is personal in it."""
    found: dict[str, list[Event]] = {}
    query = (
        sql.select(EVENT.c.command, EVENT.c.body)
        .where(EVENT.c.command.in_(commands))
        .order_by(EVENT.c.version)
    )
    with engine.connect() as connection:
        for command, body in connection.execute(query):
            found.setdefault(command, []).append(decoded(body))
    return found


def _deed(row: dict[str, Any], events: tuple[Event, ...]) -> Deed:
    answer = msgspec.json.decode(row["answer"] or b"{}")
    kept = {
        name: row[name] for name in ("number", "at", "actor", "role", "device", "name", "status")
    }
    return Deed(**kept, answer=answer if isinstance(answer, dict) else {}, events=events)
