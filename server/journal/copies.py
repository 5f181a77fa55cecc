"""Copies of a journal: made while it is written, and given a life of their own."""

import secrets
from pathlib import Path

import sqlalchemy as sql
from sqlalchemy.exc import SQLAlchemyError

from .errors import JournalError, cause
from .tables import META, engine, reading


def copy(path: Path, target: Path) -> None:
    """Write the journal as of one moment into a new file; whoever writes it is not held up."""
    try:
        with reading(path) as connection:
            connection.exec_driver_sql("vacuum into ?", (str(target),))
    except SQLAlchemyError as exc:
        raise JournalError(path, "uncopied", cause=cause(exc)) from exc


def begin_again(path: Path) -> None:
    """Mark a copy before it is served in the place of its original.

    It may end earlier than what screens have seen: by its new life they know to start from it.
    """
    made = engine(path)
    try:
        with made.begin() as connection:
            connection.execute(sql.delete(META).where(META.c.key == "life"))
            row = {"key": "life", "value": secrets.token_hex(4)}
            connection.execute(sql.insert(META), row)
    except SQLAlchemyError as exc:
        raise JournalError(path, "unwritable", cause=cause(exc)) from exc
    finally:
        made.dispose()
