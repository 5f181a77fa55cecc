"""The chronicle: what was done at the door for each person, when, where and by whom."""

from datetime import datetime
from typing import TYPE_CHECKING, cast, get_args

from .attendance import (
    Attendance,
    BadgeShownTwice,
    CheckInUndone,
    CheckOutUndone,
    DelegateCheckedIn,
    DelegateCheckedOut,
    GuestExpected,
)
from .badges import BadgeIssued, BadgeRevoked
from .cases import PersonAskedToDesk, PersonLetPass
from .commands import Event
from .documents import DocumentsHandedOut, DocumentsTakenBack
from .people import (
    PersonCorrected,
    PersonRegistered,
    PersonSubstituted,
    RegistrationWithdrawn,
    SubstitutionUndone,
)
from .plan import Frozen, PersonId

if TYPE_CHECKING:
    from . import Day

# Newest first: the more there is of a person, the longer it would take to copy it for one more.
Pages = tuple["Entry", "Pages | None"]
Chronicle = dict[PersonId, Pages]


Told = (
    BadgeIssued
    | BadgeRevoked
    | BadgeShownTwice
    | CheckInUndone
    | CheckOutUndone
    | DelegateCheckedIn
    | DelegateCheckedOut
    | DocumentsHandedOut
    | DocumentsTakenBack
    | GuestExpected
    | PersonAskedToDesk
    | PersonCorrected
    | PersonLetPass
    | PersonRegistered
    | PersonSubstituted
    | RegistrationWithdrawn
    | SubstitutionUndone
)
TOLD = frozenset(get_args(Told))  # a type is found in a set faster than asked one by one


class Entry(Frozen, frozen=True, kw_only=True):
    """One thing done for a person; `what` is a word of the catalogue.

    `by` is the person at the desk (nobody where a kiosk was alone); `noted_at` is when a thing of
    an earlier hour was written down.
    """

    at: datetime
    what: str
    place: str | None = None
    by: str | None = None
    method: str | None = None
    reason: str | None = None
    approved_by: str | None = None
    noted_at: datetime | None = None


def history(day: "Day", person: PersonId) -> list[Entry]:
    """All that was done for a person, in the order it happened."""
    found, pages = [], day.chronicle.get(person)
    while pages is not None:
        entry, pages = pages
        found.append(entry)
    return found[::-1]


def note(chronicle: Chronicle, before: Attendance, event: Event) -> None:
    """Write down an `event` that is one `TOLD` of."""
    for person, entry in _lines(before, cast(Told, event)):
        chronicle[person] = (entry, chronicle.get(person))


def _lines(before: Attendance, event: Told) -> list[tuple[PersonId, Entry]]:
    """Whom `event` concerns, and how it reads."""
    at = event.at
    match event:
        case DelegateCheckedIn(person=person, place=place, method=method):
            again = "returned" if person in before.first else "checked_in"
            late = event.noted_at if event.noted_at != at else None
            line = Entry(
                at=at,
                what=again,
                place=place,
                by=event.by,
                method=method,
                reason=event.reason,
                noted_at=late,
            )
            return [(person, line)]
        case BadgeShownTwice(person=person, place=place):
            return [(person, Entry(at=at, what="shown_twice", place=place))]
        case DelegateCheckedOut(person=person, place=place, by=by, reason=reason):
            return [(person, Entry(at=at, what="left", place=place, by=by, reason=reason))]
        case CheckInUndone(person=person, by=by, reason=reason):
            return [(person, Entry(at=at, what="undone", by=by, reason=reason))]
        case CheckOutUndone(person=person, by=by, reason=reason):
            return [(person, Entry(at=at, what="not_left", by=by, reason=reason))]
        case GuestExpected(person=person, by=by):
            what = "expected" if event.expected_at is not None else "not_expected"
            return [(person, Entry(at=at, what=what, by=by))]
        case BadgeIssued(person=person, by=by, reason=reason):
            return [(person, Entry(at=at, what="badge_issued", by=by, reason=reason))]
        case BadgeRevoked(person=person, by=by, reason=reason):
            return [(person, Entry(at=at, what="badge_revoked", by=by, reason=reason))]
        case PersonAskedToDesk(person=person, by=by, reason=reason):
            return [(person, Entry(at=at, what="asked_to_desk", by=by, reason=reason))]
        case PersonLetPass(person=person, by=by):
            return [(person, Entry(at=at, what="let_pass", by=by))]
        case DocumentsHandedOut(person=person, by=by):
            return [(person, Entry(at=at, what="documents", by=by))]
        case DocumentsTakenBack(person=person, by=by):
            return [(person, Entry(at=at, what="no_documents", by=by))]
        case PersonRegistered(person=who, by=by):
            line = Entry(
                at=at,
                what="registered",
                by=by,
                reason=event.reason,
                approved_by=event.approved_by,
            )
            return [(who.id, line)]
        case PersonCorrected(person=who, by=by):
            return [(who.id, Entry(at=at, what="corrected", by=by))]
        case PersonSubstituted(person=gone, substitute=new, by=by):
            line = Entry(
                at=at,
                what="substituted",
                by=by,
                reason=event.reason,
                approved_by=event.approved_by,
            )
            return [(gone, line), (new.id, line)]
        case RegistrationWithdrawn(person=person, by=by, reason=reason):
            return [(person, Entry(at=at, what="withdrawn", by=by, reason=reason))]
        case SubstitutionUndone(person=back, substitute=void, by=by, reason=reason):
            line = Entry(at=at, what="substitution_undone", by=by, reason=reason)
            return [(back, line), (void, line)]
