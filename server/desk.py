"""The desk: the one place where a command becomes events; decide, append, fold, publish.

Commands are decided at once, on the day as it will be when all those before them are stored, and
wait for the disk together: one fsync serves everybody in the queue. Nobody is told of an event, or
given an answer, before it is on disk. If the disk refuses, everything that waited is refused too,
and the day goes on from what is stored.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import msgspec

from .conference import Actor, Command, Day, Event, Refused, decide, evolve, fold
from .conference.commands import STAGE
from .conference.granted import granted
from .journal import Journal, JournalError, Record

log = logging.getLogger(__name__)

IN_A_ROW = 4  # answers, two milliseconds of work for those who have waited for them
GRANTED, REFUSED, NOT_ALLOWED, BUSY, UNWRITTEN = 200, 409, 403, 429, 503
# Commands in the queue: a whole outbox fits; beyond it only whoever runs the day may still add.
MOST_WAITING = 4_000
PROBED_EVERY_S = 5.0


class Answer(msgspec.Struct, frozen=True):
    """What the sender of a command is told: a status of HTTP and a body of JSON."""

    status: int
    body: bytes


class _Waiting:
    """A command that has been decided and waits for the disk."""

    def __init__(self, record: Record, after: Day) -> None:
        self.record = record
        self.after = after
        self.answer = Answer(record.status, record.answer)
        self._stored = threading.Lock()  # an event would cost whoever waits twice as much
        self._stored.acquire()

    def give(self) -> None:
        """Let the answer be known to all who wait for it."""
        self._stored.release()

    def result(self) -> Answer:
        """The answer, once it may be given."""
        with self._stored:
            return self.answer


class Desk:
    """The day, and the only way to change it; `day` is what the journal's events came to."""

    def __init__(
        self,
        journal: Journal,
        day: Day,
        clock: Callable[[], datetime],
        in_thread: Callable[..., Any],
        explain: Callable[[Refused, Day], dict[str, Any]],
    ) -> None:
        self._journal = journal
        self._clock = clock
        self._in_thread = in_thread
        self._explain = explain
        self._encode = msgspec.json.Encoder().encode
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._queue: deque[_Waiting] = deque()
        self._by_id: dict[str, _Waiting] = {}
        self._wake = threading.Event()
        self._listeners: list[Callable[[Day], None]] = []
        self.day = day
        self._ahead: Day = day
        self._was_written()

    def now(self) -> datetime:
        """The server's time, the only one that counts."""
        return self._clock()

    @property
    def waiting(self) -> int:
        """How many commands wait for the disk."""
        return len(self._queue)

    def on_change(self, listener: Callable[[Day], None]) -> None:
        """Call `listener` with each new day, once it is stored."""
        self._listeners.append(listener)

    def start(self) -> None:
        """Begin to write the queue to disk."""
        threading.Thread(target=self._write_forever, name="journal", daemon=True).start()

    def finish(self) -> None:
        """Write down what has been accepted, after what is being written."""
        self._write_queue()

    def erase(self, noted: Callable[[int], Record]) -> int:
        """Empty what is personal, on the disk and in the day; how many values that were.

        Nothing is decided meanwhile. What `noted` makes of the number is written down with it.
        """
        with self._writing:
            while not (done := self._erased(noted)):
                self._write_batches()
        for listener in self._listeners:
            listener(self.day)
        return done[0]

    def _erased(self, noted: Callable[[int], Record]) -> tuple[int] | None:
        """Erase; None while commands wait that were decided on the day as it was."""
        with self._lock:
            if self._queue:
                return None
            count: int = self._in_thread(self._journal.erase_personal, noted)
            events = self._in_thread(self._journal.events)
            self.day = self._ahead = self._in_thread(fold, None, events) or self.day
        return (count,)

    def forget_log(self) -> bool:
        """See that what was erased is nowhere in the files; whether it is so."""
        with self._writing:
            forgotten: bool = self._in_thread(self._journal.forget_log)
        return forgotten

    def ready(self) -> bool:
        """Whether the disk takes what is written: found out, where that was not seen just now."""
        if not self._is_sound():
            with self._writing:
                self._probe()
        return self.writable

    def _is_sound(self) -> bool:
        return self.writable and time.monotonic() - self._written_at < PROBED_EVERY_S

    def _probe(self) -> None:
        if self._is_sound():
            return
        try:
            self._in_thread(self._journal.probe)
        except JournalError as exc:
            log.warning("journal: %s", exc)
            self.writable = False
        else:
            self._was_written()

    def _was_written(self) -> None:
        self.writable, self._written_at = True, time.monotonic()

    def knows(self, id: str) -> bool:
        """Whether a command of that id was given before."""
        return id in self._by_id or self._journal.answer(id) is not None

    def transact(
        self,
        command: Command,
        given: Any,
        by: Actor,
        *,
        id: str,
        expects: int | None = None,
        answer: Callable[[Day, Day, list[Event]], dict[str, Any]] | None = None,
    ) -> Answer:
        """Carry a command out, once: the same id again gives the first answer and does nothing.

        `answer` makes the body of a granted command from the day before, the day after and the
        events; without it the body is `{"version", "agenda_version", "events"}`, and the
        badge number of a new `person`.
        """
        return self.accept(command, given, by, id=id, expects=expects, answer=answer)()

    def accept(
        self,
        command: Command,
        given: Any,
        by: Actor,
        *,
        id: str,
        expects: int | None = None,
        answer: Callable[[Day, Day, list[Event]], dict[str, Any]] | None = None,
    ) -> Callable[[], Answer]:
        """Decide a command as `transact` does, but let its sender wait for the disk later.

        Whoever brings many at once accepts them all, and then asks for each answer: they share
        the disk's time instead of waiting one by one.
        """
        with self._lock:
            waiting = self._by_id.get(id)
            if command.public and self._is_anothers(id, by):
                body = self._encode(self._explain(Refused("id_taken"), self.day))
                return lambda: Answer(REFUSED, body)
            if waiting is None:
                stored = self._journal.answer(id)
                if stored is not None:
                    return lambda: Answer(*stored)
                if len(self._queue) >= MOST_WAITING and by.role not in STAGE:
                    body = self._encode(self._explain(Refused("busy"), self.day))
                    return lambda: Answer(BUSY, body)
                waiting = self._decide(command, given, by, id, expects, answer)
        self._wake.set()
        return waiting.result

    def _is_anothers(self, id: str, by: Actor) -> bool:
        """Whether somebody else has used the id; a scan's belongs to whichever kiosk has it now."""
        waiting = self._by_id.get(id)
        if waiting is not None:
            sender: tuple[str, str] | None = (waiting.record.actor, waiting.record.role)
        else:
            sender = self._journal.sender(id)
        return sender not in {None, (by.name, by.role.value)}

    def _decide(
        self,
        command: Command,
        given: Any,
        by: Actor,
        id: str,
        expects: int | None,
        answer: Callable[[Day, Day, list[Event]], dict[str, Any]] | None,
    ) -> _Waiting:
        before, now = self._ahead, self._clock()
        events: list[Event] = []
        try:
            events = decide(before, command, given, by, now, expects)
            self._encode(events)  # what has no form on disk fails here, for its sender alone
            after = self._folded(before, events)
            body = (answer or granted)(before, after, events)
            status = GRANTED
        except Refused as refusal:
            after, events, body = before, [], self._explain(refusal, before)
            status = NOT_ALLOWED if refusal.code == "not_allowed" else REFUSED
        waiting = _Waiting(
            Record(
                id=id,
                at=now,
                actor=by.name,
                role=by.role.value,
                device=by.device,
                name=command.name,
                status=status,
                answer=self._encode(body),
                events=events,
            ),
            after,
        )
        self._ahead = after
        self._by_id[id] = waiting
        self._queue.append(waiting)
        return waiting

    def _folded(self, day: Day, events: Iterable[Event]) -> Day:
        for event in events:
            day = evolve(day, event)
        return day

    def _write_forever(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            self._write_queue()

    def _write_queue(self) -> None:
        with self._writing:
            self._write_batches()

    def _write_batches(self) -> None:
        while self._queue:
            self._write_batch()

    def _write_batch(self) -> None:
        batch = [self._queue.popleft() for _ in range(len(self._queue))]
        try:
            self._in_thread(self._journal.append, [waiting.record for waiting in batch])
        except Exception as exc:  # whatever it is, somebody waits for an answer
            log.error("journal: %s", exc, exc_info=not isinstance(exc, JournalError))
            self._turn_away(batch)
            return
        self._was_written()
        changed = batch[-1].after is not self.day
        self.day = batch[-1].after
        self._answered(batch)
        if changed:
            for listener in self._listeners:
                listener(self.day)

    def _turn_away(self, batch: list[_Waiting]) -> None:
        """The disk refused: what waited did not happen, nor what was decided on top of it."""
        with self._lock:
            self.writable = False
            batch += self._queue
            self._queue.clear()
            self._ahead = self.day
            body = self._encode(self._explain(Refused("journal_unwritable"), self.day))
        for waiting in batch:
            waiting.answer = Answer(UNWRITTEN, body)
        self._answered(batch)

    def _answered(self, batch: list[_Waiting]) -> None:
        for number, waiting in enumerate(batch, 1):
            self._by_id.pop(waiting.record.id, None)
            waiting.give()
            if number % IN_A_ROW == 0:
                time.sleep(0)  # whoever is told goes on at once: others have their turn between
