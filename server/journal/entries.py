"""The entries of a journal: how records become rows, and how rows are checked and read back.

Every row of an event holds its JSON without what is personal in it; that stands in the table
`personal`, a row for each person the event is about, as 16 bytes of salt and the JSON of the fields
in `conference.personal.ERASABLE`. The event's digest covers the JSON, whose the values are, and the
digests of those values, not the values: to erase them, set `personal.value` to null (for some or
for all), shorten the log with `wal_checkpoint(truncate)`, and keep their digests. The chain still
holds, the events still fold, and a person's erased fields read as unknown; the salt lets nobody
guess them from what is left. Erasing them in copies (backups) is the office's business.
"""

import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Union

import msgspec
import sqlalchemy as sql
from msgspec.structs import replace
from sqlalchemy.exc import SQLAlchemyError

from ..conference import EVENTS, Event
from ..conference.personal import (
    ABOUT_PEOPLE,
    people_of,
    personal_of,
    with_people,
    without_personal,
)
from ..conference.scenes import instant
from . import chain
from .errors import JournalError, cause
from .tables import COMMAND, EVENT, PERSONAL

SALT = 16
Row = dict[str, Any]

_encode = msgspec.json.Encoder().encode
decoded = msgspec.json.Decoder(Union[EVENTS]).decode  # noqa: UP007


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A command and all it led to, appended together or not at all."""

    id: str
    at: datetime
    actor: str
    role: str
    name: str
    status: int
    answer: bytes
    device: str = ""
    events: Sequence[Event] = ()


class Head(msgspec.Struct, frozen=True):
    """Where a journal ends: its last event, its last command, and the chain's last digest."""

    version: int
    number: int
    digest: bytes


class Rows(msgspec.Struct):
    """What is to be inserted, by table."""

    commands: list[Row] = []
    events: list[Row] = []
    personal: list[Row] = []


class Contents(msgspec.Struct, frozen=True):
    """A journal that was read to its end and found whole; `commands` are the ids of them all."""

    head: Head
    events: list[Event]
    commands: set[str]
    erased: int


def rows(records: Sequence[Record], head: Head) -> tuple[Rows, Head]:
    """The rows of `records`, chained to `head`, and the head after them."""
    made = Rows()
    for record in records:
        head = _command(record, head, made)
        for event in record.events:
            head = _event(event, record.id, head, made)
    return made, head


def _command(record: Record, head: Head, made: Rows) -> Head:
    row: Row = {
        "number": head.number + 1,
        "id": record.id,
        "at": instant(record.at),
        "actor": record.actor,
        "role": record.role,
        "device": record.device,
        "name": record.name,
        "status": record.status,
    }
    digest = chain.link(head.digest, _encode(tuple(row.values())), record.answer)
    made.commands.append(row | {"answer": record.answer, "digest": digest})
    return Head(head.version, head.number + 1, digest)


def _event(event: Event, command: str, head: Head, made: Rows) -> Head:
    version = head.version + 1
    values: list[Row] = []
    people = people_of(event)
    if people:
        values = _values(people, version)
        event = with_people(event, tuple(map(without_personal, people)))
    body = _encode(event)
    covered = (part for v in values for part in _owned(v["place"], v["person"], v["digest"]))
    digest = chain.link(head.digest, b"%d" % version, body, *covered)
    made.events.append({"version": version, "command": command, "body": body, "digest": digest})
    made.personal.extend(values)
    return Head(version, head.number, digest)


def _values(people: Sequence[Any], version: int) -> list[Row]:
    found = []
    for place, person in enumerate(people):
        fields = personal_of(person)
        if fields:
            value = secrets.token_bytes(SALT) + _encode(fields)
            of = {"event": version, "place": place, "person": person.id}
            found.append(of | {"digest": chain.alone(value), "value": value})
    return found


def _owned(place: int, person: str, digest: bytes) -> tuple[bytes, bytes]:
    """What the event's digest covers of a personal value: whose it is, and its own digest."""
    return _encode((place, person)), digest


class _Personal:
    """The personal values of a journal, by event."""

    def __init__(self, connection: sql.Connection) -> None:
        self._of: dict[int, list[tuple[int, str, bytes, bytes | None]]] = {}
        self.erased = 0
        of = PERSONAL.c
        columns = (of.event, of.place, of.person, of.digest, of.value)
        query = sql.select(*columns).order_by(of.event, of.place)
        for event, place, person, digest, value in connection.execute(query):
            self._of.setdefault(event, []).append((place, person, digest, value))
            self.erased += value is None

    def covered(self, version: int, *, owned: bool) -> list[bytes]:
        """What the event's digest covers of them; before it was `owned`, nothing but digests."""
        values = self._of.get(version, ())
        if not owned:
            return [digest for _, _, digest, _ in values]
        return [
            part for place, person, digest, _ in values for part in _owned(place, person, digest)
        ]

    def back_in(self, event: Event, version: int) -> Event:
        """The event with what is known of its people; `ValueError` where a value was changed."""
        values = self._of.pop(version, None)
        if values is None:
            return event
        people = list(people_of(event))
        for place, person, digest, value in values:
            if place < 0 or people[place].id != person:
                raise ValueError("a personal value was given to somebody else")
            if value is not None:
                if chain.alone(value) != digest:
                    raise ValueError("a personal value was changed")
                people[place] = replace(people[place], **msgspec.json.decode(value[SALT:]))
        return with_people(event, tuple(people))

    def left(self) -> int | None:
        """The first event that has values and is not there."""
        return min(self._of, default=None)


class _Walk:
    """One walk along the chain, from the first entry to the last, that stops where it breaks."""

    def __init__(self, connection: sql.Connection, path: Path, journal: str, since: int) -> None:
        self._path = path
        self._since = since
        self._personal = _Personal(connection)
        of = COMMAND.c
        facts = (of.number, of.id, of.at, of.actor, of.role, of.device, of.name, of.status)
        self._commands = _rows(connection, *facts, of.answer, of.digest)
        of = EVENT.c
        self._events = _rows(connection, of.version, of.command, of.body, of.digest)
        self._digest = chain.root(journal)
        self._answered: set[str] = set()
        self._found: list[Event] = []

    def to_the_end(self) -> Contents:
        """Everything in the journal; `JournalError` naming what broke."""
        try:
            row = next(self._events, None)
            for command in self._commands:
                self._command(command)
                while row is not None and row[1] == command[1]:
                    self._event(*row)
                    row = next(self._events, None)
        except (sqlite3.Error, ValueError, TypeError, LookupError, RecursionError) as exc:
            raise self._broken() from exc
        if row is not None or self._personal.left() is not None:
            raise self._broken()
        head = Head(len(self._found), len(self._answered), self._digest)
        return Contents(head, self._found, self._answered, self._personal.erased)

    def _command(self, row: Sequence[Any]) -> None:
        self._answered.add(row[1])
        number = len(self._answered)
        told = _encode(row[:-2])
        if number >= self._since:
            self._digest = chain.link_two(self._digest, told, row[-2])
        else:
            self._digest = chain.link_one(self._digest, told)
        if row[0] != number or row[-1] != self._digest:
            facts = {"number": number, "event": len(self._found)}
            raise JournalError(self._path, "damaged_command", **facts)

    def _event(self, version: int, _: str, body: bytes, digest: bytes) -> None:
        event = decoded(body)
        if type(event) in ABOUT_PEOPLE:
            owned = len(self._answered) >= self._since
            values = self._personal.covered(version, owned=owned)
            event = self._personal.back_in(event, version)
            self._digest = chain.link(self._digest, b"%d" % version, body, *values)
        else:
            self._digest = chain.link_two(self._digest, b"%d" % version, body)
        if version != len(self._found) + 1 or digest != self._digest:
            raise self._broken()
        self._found.append(event)

    def _broken(self) -> JournalError:
        return JournalError(self._path, "damaged", event=len(self._found) + 1)


def _rows(connection: sql.Connection, *columns: sql.Column[Any]) -> Iterator[Any]:
    """Rows in the order of the first column, as the driver gives them: there may be many."""
    query = sql.select(*columns).order_by(columns[0]).compile(connection)
    driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    return driver.execute(str(query))


def contents(connection: sql.Connection, path: Path, journal: str, since: int) -> Contents:
    """All that stands in the journal; `JournalError` where the chain is broken.

    From command number `since` on, the chain covers answers and whose personal values are.
    """
    return _Walk(connection, path, journal, since).to_the_end()


def whole(connection: sql.Connection, path: Path) -> None:
    """`JournalError` where SQLite finds fault with its own file."""
    told = connection.exec_driver_sql("pragma integrity_check(1)").scalar()
    if told != "ok":
        raise JournalError(path, "malformed", cause=told)


def first_schema(connection: sql.Connection, path: Path) -> list[Record]:
    """The records of a journal from before the chain, to be written anew."""
    whole(connection, path)
    query = "select id, at, actor, role, name, status, answer from command order by rowid"
    given = "select version, command, body from event order by version"
    found: dict[str, list[Event]] = {}
    version = 0
    try:
        for version, command, body in connection.exec_driver_sql(given):  # noqa: B007
            found.setdefault(command, []).append(decoded(body))
    except ValueError as exc:
        raise JournalError(path, "damaged", event=version) from exc
    except SQLAlchemyError as exc:
        raise JournalError(path, "malformed", cause=cause(exc)) from exc
    records = [
        Record(
            id=row.id,
            at=datetime.fromisoformat(row.at),
            actor=row.actor,
            role=row.role,
            name=row.name,
            status=row.status,
            answer=row.answer,
            events=found.pop(row.id, ()),
        )
        for row in connection.exec_driver_sql(query)
    ]
    if found:
        raise JournalError(path, "damaged", event=version)
    return records
