"""The queue: labels in the order they were asked for, each printed at least once, or said why not.

Nobody can promise exactly once to a machine that loses power between a label and its answer. So a
job is begun on the disk before its first byte is sent; one found begun after a restart is sent
again, and one the printer has taken is sent again only when a person asks.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from ..conference.plan import PersonId
from .job import Job, State
from .refusal import LabelRefused, Sentence
from .spool import Spool

log = logging.getLogger(__name__)

MOST_TRIES = 3
KEPT = 300
INTERRUPTED = Sentence("labels.problem.interrupted")
QUEUED, PRINTING = frozenset({State.QUEUED}), frozenset({State.PRINTING})


class Queue:
    """The labels of the day; safe to use from several threads."""

    def __init__(
        self, spool: Spool, now: Callable[[], datetime], in_thread: Callable[..., Any]
    ) -> None:
        self._spool = spool
        self._now = now
        self._in_thread = in_thread
        self._news = threading.Condition()
        self._writing = threading.Lock()
        self._jobs = {job.number: _taken_up(job) for job in spool.jobs()}
        self._last = max(self._jobs, default=0)

    def jobs(self) -> list[Job]:
        """Every job, newest first."""
        with self._news:
            return sorted(self._jobs.values(), key=lambda job: -job.number)

    def job(self, number: int) -> Job:
        """The job with this number."""
        with self._news:
            if number not in self._jobs:
                raise LabelRefused("unknown_job", number=number)
            return self._jobs[number]

    def add(self, person: PersonId, by: str | None, printer: str | None) -> Job:
        """Ask for a label; while one of this person still waits, that one is meant.

        When this returns the job is on the disk.
        """
        with self._news:
            self._news.notify_all()
            for job in self._jobs.values():
                if job.person == person and job.open:
                    return job
            self._last, at = self._last + 1, self._now()
            job = Job(
                number=self._last,
                person=person,
                asked_at=at,
                asked_by=by,
                printer=printer,
                changed_at=at,
            )
            self._jobs[job.number] = job
        try:
            self._write(job.number)
        except OSError as exc:
            with self._news:
                del self._jobs[job.number]
            log.error("labels: %s", exc)
            raise LabelRefused("unwritable") from exc
        with self._news:
            self._news.notify_all()
        self._forget_old()
        return job

    def had(self, person: PersonId) -> bool:
        """Whether this person has a label, or is about to."""
        with self._news:
            return any(
                job.person == person and (job.open or job.state is State.PRINTED)
                for job in self._jobs.values()
            )

    def next_for(self, printer: str, patience_s: float) -> Job | None:
        """The oldest label this printer may print; none if none comes within that time."""
        with self._news:
            if self._oldest(printer) is None:
                self._news.wait(patience_s)
            return self._oldest(printer)

    def pause(self, seconds: float) -> None:
        """Wait so long, or until somebody asks for a label."""
        with self._news:
            self._news.wait(seconds)

    def begin(self, number: int) -> bool:
        """Take a label to print it; false if it is no longer there to be taken."""
        return self._moved(number, QUEUED, State.PRINTING, more_tries=1)

    def put_back(self, number: int) -> None:
        """Nothing was sent: the label waits as if it had not been begun."""
        self._moved(number, PRINTING, State.QUEUED, more_tries=-1)

    def interrupted(self, number: int) -> None:
        """The line broke while the label was sent: once more, unless that has been tried enough."""
        job = self._jobs.get(number)
        if job is not None and job.tries >= MOST_TRIES:
            self.failed(number, INTERRUPTED)
        else:
            self._moved(number, PRINTING, State.QUEUED)

    def printed(self, number: int, sure: bool) -> None:
        """The printer has the label; it is not sent again unless a person asks."""
        self._moved(number, PRINTING, State.PRINTED, sure=sure)

    def failed(self, number: int, reason: Sentence) -> None:
        """The label is given up until somebody asks again."""
        self._moved(number, QUEUED | PRINTING, State.FAILED, reason=reason)

    def withdraw(self, number: int) -> Job:
        """Take a label off the queue: it is no longer wanted, or was printed another way."""
        self.job(number)
        self._moved(number, QUEUED, State.WITHDRAWN)
        return self.job(number)

    def _oldest(self, printer: str) -> Job | None:
        waiting = (
            job
            for job in self._jobs.values()
            if job.state is State.QUEUED and job.printer in {None, printer}
        )
        return min(waiting, key=lambda job: job.number, default=None)

    def _moved(
        self, number: int, before: frozenset[State], after: State, more_tries: int = 0, **more: Any
    ) -> bool:
        """Whether the job was in one of the states `before`, and so is now in `after`."""
        with self._news:
            job = self._jobs.get(number)
            if job is None or job.state not in before:
                return False
            self._jobs[number] = replace(
                job, state=after, changed_at=self._now(), tries=job.tries + more_tries, **more
            )
        try:
            self._write(number)
        except OSError as exc:  # it goes on from memory; a restart might print it once more
            log.error("labels: %s", exc)
        return True

    def _write(self, number: int) -> None:
        """Put a job on the disk as it stands now, however many wait to write it."""
        with self._writing:
            job = self._jobs.get(number)
            if job is not None:
                self._in_thread(self._spool.save, job)

    def _forget_old(self) -> None:
        with self._news:
            over = [job.number for job in self._jobs.values() if not job.open][:-KEPT]
            for number in over:
                del self._jobs[number]
        for number in over:
            self._in_thread(self._spool.remove, number)


def _taken_up(job: Job) -> Job:
    """A job as a restart finds it: one that was being sent is sent again, within reason."""
    if job.state is not State.PRINTING:
        return job
    if job.tries >= MOST_TRIES:
        return replace(job, state=State.FAILED, reason=INTERRUPTED)
    return replace(job, state=State.QUEUED)
