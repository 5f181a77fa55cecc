"""A worker: stands at one printer, sends it label after label, and waits while it can't print."""

import logging
import threading
from collections.abc import Callable
from functools import partial

from ..conference import Refused
from .job import Job
from .printers import Printer
from .queue import Queue
from .refusal import LabelRefused, NotReady, Sentence

log = logging.getLogger(__name__)

PATIENCE_S = 60.0
PAUSES_S = (1.0, 2.0, 4.0, 8.0)
FAULT = Sentence("labels.problem.program")


class _Taken(Exception):
    """Another printer was quicker, or the label is no longer wanted."""


class Worker:
    """The one who sends labels to `printer`; `trouble` says why it waits, if it does."""

    def __init__(
        self, printer: Printer, queue: Queue, drawn: Callable[[str, Printer], bytes]
    ) -> None:
        self.printer = printer
        self.trouble: Sentence | None = None
        self._queue = queue
        self._drawn = drawn
        self._failures = 0

    def start(self) -> None:
        """Begin to work, in a thread of its own."""
        threading.Thread(target=self._work, name=self.printer.name, daemon=True).start()

    def _work(self) -> None:
        while True:
            job = self._queue.next_for(self.printer.name, PATIENCE_S)
            if job is not None:
                self._attend(job)

    def _attend(self, job: Job) -> None:
        begun = False

        def begin() -> None:
            nonlocal begun
            if not self._queue.begin(job.number):
                raise _Taken
            begun = True

        try:
            data = self._drawn(job.person, self.printer)
            sure = self.printer.deliver(data, begin)
        except _Taken:
            pass
        except NotReady as why:
            self._wait(why.sentence, partial(self._queue.put_back, job.number))
        except OSError as exc:
            log.warning("labels: %s: %s", self.printer.name, exc)
            after = self._queue.interrupted if begun else self._queue.put_back
            self._wait(NotReady("line_broke").sentence, partial(after, job.number))
        except Exception as why:  # one label that can't be made must not hold up the others
            self._queue.failed(job.number, _reason(why))
        else:
            self.trouble, self._failures = None, 0
            self._queue.printed(job.number, sure)

    def _wait(self, trouble: Sentence, after: Callable[[], None]) -> None:
        """Say what is wrong and pause, longer each time; a new wish for a label ends the pause."""
        if self.trouble != trouble:
            log.warning("labels: %s: %s", self.printer.name, trouble.say("en"))
        self.trouble = trouble
        after()
        pause = PAUSES_S[min(self._failures, len(PAUSES_S) - 1)]
        self._failures += 1
        self._queue.pause(pause)


def _reason(why: Exception) -> Sentence:
    match why:
        case LabelRefused():
            return why.sentence
        case Refused():
            return Sentence(f"refusals.{why.code}", {k: str(v) for k, v in why.facts.items()})
    log.error("labels: a label could not be made", exc_info=why)
    return FAULT
