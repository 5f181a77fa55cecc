"""Journals for the tests: what is written to them, and how often their file was committed."""

import struct
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from server.conference import ConferenceLoaded, Event
from server.conference.screens import MessageShown
from server.files import digest, load
from server.journal import Journal, Record

NOON = datetime(2020, 10, 13, 5, 0, tzinfo=UTC)
WAL_HEADER = 32
FRAME_HEADER = 24


def said(text: str) -> MessageShown:
    """An event as small as any."""
    return MessageShown(at=NOON, audience="hall", text=text)


def record(id: str, *events: Event, answer: bytes = b"{}") -> Record:
    """A granted command that led to `events`."""
    return Record(
        id=id,
        at=NOON,
        actor="Mẫu",
        role="operator",
        name="message",
        status=200,
        answer=answer,
        events=events,
    )


def loading(folder: Path) -> Record:
    """The taking in of a conference."""
    loaded = ConferenceLoaded(at=NOON, conference=load(folder), digest=digest(folder))
    return record("load:1", loaded)


def commits(journal: Path) -> int:
    """How many transactions stand in the journal's write-ahead log."""
    log = journal.with_name(f"{journal.name}-wal").read_bytes()
    page = struct.unpack(">I", log[8:12])[0]
    frames = range(WAL_HEADER, len(log), FRAME_HEADER + page)
    return sum(struct.unpack(">I", log[at + 4 : at + 8])[0] != 0 for at in frames)


def limit_size(journal: Journal, pages: int) -> None:
    """Let the file grow to so many pages; to no more than it has, where that is less."""
    connection: Any = journal._writer.connection.driver_connection
    connection.execute(f"pragma max_page_count = {pages}")
