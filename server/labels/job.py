"""A label somebody is waiting for: whose it is, and how far it has come."""

from datetime import datetime
from enum import StrEnum

import msgspec

from ..conference.plan import PersonId
from .refusal import Sentence


class State(StrEnum):
    """How far a label has come."""

    QUEUED = "queued"
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One label. No name and no code: it is drawn from the day as it stands when it is printed.

    `printer` is the one it was asked of, if any; `asked_by` is nobody for a label of the door's.
    `tries` counts the times it was begun; `sure` whether the printer confirmed the last of them.
    """

    number: int
    person: PersonId
    asked_at: datetime
    asked_by: str | None = None
    printer: str | None = None
    state: State = State.QUEUED
    changed_at: datetime
    tries: int = 0
    sure: bool = True
    reason: Sentence | None = None

    @property
    def open(self) -> bool:
        """Whether it is still to come out."""
        return self.state in {State.QUEUED, State.PRINTING}
