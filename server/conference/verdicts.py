"""The verdicts: how a scan at the door is answered, and which of them need the help desk."""

from enum import StrEnum


class Verdict(StrEnum):
    """How a scan is answered."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    EXIT_RECORDED = "exit_recorded"
    ALREADY_IN = "already_in"
    REPLACED = "replaced"
    REVOKED = "revoked"
    WRONG_CONFERENCE = "wrong_conference"
    NOT_OPEN = "not_open"
    CLOSED = "closed"
    SEE_DESK = "see_desk"
    UNKNOWN = "unknown"


# What needs a person at the help desk.
CASES = frozenset(
    {
        Verdict.REPLACED,
        Verdict.REVOKED,
        Verdict.WRONG_CONFERENCE,
        Verdict.SEE_DESK,
        Verdict.UNKNOWN,
    }
)
