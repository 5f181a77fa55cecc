"""The print room: takes wishes for labels, has them printed, and says how things stand."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ..conference import Day
from ..conference.people import known
from ..conference.plan import PersonId
from ..conference.refusal import Refused
from .job import Job
from .media import DEFAULT, Media
from .printers import Printer, printer_at
from .queue import Queue
from .refusal import LabelRefused
from .spool import Spool
from .worker import Worker

# Who came longer ago is inside: a kiosk that was offline reports its scans late.
STANDING_THERE = timedelta(minutes=10)


class PrintRoom:
    """Label printing for a conference; without printers, labels wait for a browser to print them.

    Drawing and the disk go through `in_thread`; the network is waited for in threads of its own.
    """

    def __init__(
        self,
        folder: Path,
        addresses: Sequence[str],
        day: Callable[[], Day],
        now: Callable[[], datetime],
        code: Callable[[PersonId, int], str],
        in_thread: Callable[..., Any],
    ) -> None:
        self._day = day
        self._now = now
        self._code = code
        self._in_thread = in_thread
        self._drawing = threading.Lock()
        self._queue = Queue(Spool(folder), now, in_thread)
        printers = [printer_at(address, in_thread) for address in addresses]
        self.workers = [Worker(printer, self._queue, self._drawn) for printer in printers]
        self._first = day().attendance.first
        self._arrived: deque[PersonId] = deque()
        self._bell = threading.Event()

    def start(self) -> None:
        """Begin to print."""
        for worker in self.workers:
            worker.start()
        threading.Thread(target=self._greet_forever, name="labels", daemon=True).start()

    def ask(self, person: PersonId, by: str | None, printer: str | None = None) -> Job:
        """Ask for a label of a person, again or for the first time; raises what forbids it."""
        self.look_up(person, printer)
        return self._queue.add(person, by, printer)

    def look_up(self, person: PersonId, printer: str | None = None) -> None:
        """Raise what forbids a label of that person."""
        _allow(self._day(), person)
        if printer is not None and printer not in self._names:
            raise LabelRefused("unknown_printer", known=", ".join(self._names))

    def job(self, number: int) -> Job:
        """The label of that number."""
        return self._queue.job(number)

    def jobs(self) -> list[Job]:
        """Every label of the day, newest first."""
        return self._queue.jobs()

    def withdraw(self, number: int) -> Job:
        """Take a label off the queue."""
        return self._queue.withdraw(number)

    def picture(self, number: int) -> bytes:
        """A label as a PNG, for a browser to print."""
        job = self._queue.job(number)
        _allow(self._day(), job.person)
        return bytes(self._in_thread_alone(self._png, job.person, self._media(job.printer)))

    def door_changed(self, day: Day) -> None:
        """Note who has just come in for the first time.

        The door waits for this: nothing is drawn, written or sent here.
        """
        before, self._first = self._first, day.attendance.first
        if self._first is before:
            return
        now = self._now()
        for person in self._first.keys() - before.keys():
            if now - self._first[person].at < STANDING_THERE:
                self._arrived.append(person)
        self._bell.set()

    @property
    def _names(self) -> list[str]:
        return [worker.printer.name for worker in self.workers]

    def _greet_forever(self) -> None:
        while True:
            self._bell.wait()
            self._bell.clear()
            while self._arrived:
                self._greet(self._arrived.popleft())

    def _greet(self, person: PersonId) -> None:
        """A label for somebody who has come in, once: a mistaken check-in prints no second one."""
        if self._queue.had(person):
            return
        try:
            self.ask(person, None)
        except (LabelRefused, Refused):
            return  # whoever is sent to the desk gets a badge there

    def _media(self, printer: str | None) -> Media:
        found = [w.printer.media for w in self.workers if printer in {None, w.printer.name}]
        return found[0] if found else DEFAULT

    def _drawn(self, person: PersonId, printer: Printer) -> bytes:
        """A person's label as `printer` wants it, as the day stands now."""
        _allow(self._day(), person)
        return bytes(self._in_thread_alone(self._encoded, person, printer))

    def _in_thread_alone(self, work: Callable[..., bytes], *given: Any) -> Any:
        """One drawing at a time: the day's other work needs the processor more."""
        with self._drawing:
            return self._in_thread(work, *given)

    def _encoded(self, person: PersonId, printer: Printer) -> bytes:
        return printer.encode(self._draw(person, printer.media))

    def _png(self, person: PersonId, media: Media) -> bytes:
        from .drawing import as_png

        return as_png(self._draw(person, media), media.dpi)

    def _draw(self, person: PersonId, media: Media) -> Any:
        from .drawing import draw
        from .layout import wording

        day = self._day()
        code = self._code(person, day.badges.serials[person])
        return draw(wording(day, person), code, media)


def _allow(day: Day, person: PersonId) -> None:
    """Raise what forbids a label of this person now."""
    who = known(day, person)
    if person in day.people.replaced_by:
        raise Refused("already_substituted", person=person, name=who.full_name)
    if person in day.badges.revoked:
        raise LabelRefused("revoked", person=person)
