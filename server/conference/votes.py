"""The votes: lists put to the conference, who may vote, and the result that was announced."""

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .agenda import Phase
from .commands import MINUTES, Actor, Event, command
from .people import known
from .plan import Conference, Frozen, NominationList, PersonId, Side
from .refusal import Refused

if TYPE_CHECKING:
    from . import Day


class VoteOpened(Event, frozen=True, kw_only=True):
    """The conference is asked; `eligible` official delegates were present."""

    list: str
    eligible: int


class VoteRecorded(Event, frozen=True, kw_only=True):
    """The hands have been counted."""

    list: str
    agree: int
    disagree: int
    other: int


class VoteVoided(Event, frozen=True, kw_only=True):
    """A vote does not count; it may be opened again."""

    list: str
    reason: str


class ListAmended(Event, frozen=True, kw_only=True):
    """A name was added to or taken off a list, on the motion of `mover`."""

    list: str
    people: tuple[PersonId, ...]
    mover: str
    reason: str | None = None


class Ballot(Frozen, frozen=True, kw_only=True):
    """A list and how its vote stands."""

    list: NominationList
    people: tuple[PersonId, ...]
    revision: int = 1
    opened_at: datetime | None = None
    eligible: int = 0
    agree: int | None = None
    disagree: int | None = None
    other: int | None = None

    @property
    def open(self) -> bool:
        """Whether the conference has been asked and has not answered yet."""
        return self.opened_at is not None and self.agree is None

    @property
    def recorded(self) -> bool:
        """Whether there is a result."""
        return self.agree is not None


Votes = dict[str, Ballot]


def initial(plan: Conference) -> Votes:
    """The lists before anybody has voted."""
    return {
        chosen.id: Ballot(list=chosen, people=_nominated(plan, chosen.id)) for chosen in plan.lists
    }


def _nominated(plan: Conference, chosen: str) -> tuple[PersonId, ...]:
    lines = sorted((n for n in plan.nominations if n.list == chosen), key=lambda n: n.order)
    return tuple(line.person for line in lines)


VoteEvent = VoteOpened | VoteRecorded | VoteVoided | ListAmended


def evolve(votes: Votes, event: VoteEvent) -> Votes:
    """The votes after `event`."""
    return votes | {event.list: _after(votes[event.list], event)}


def _after(ballot: Ballot, event: VoteEvent) -> Ballot:
    match event:
        case VoteOpened(eligible=eligible):
            return replace(_unasked(ballot), opened_at=event.at, eligible=eligible)
        case VoteRecorded(agree=agree, disagree=disagree, other=other):
            return replace(ballot, agree=agree, disagree=disagree, other=other)
        case VoteVoided():
            return _unasked(ballot)
        case ListAmended(people=people):
            return replace(ballot, people=people, revision=ballot.revision + 1)


def _unasked(ballot: Ballot) -> Ballot:
    return replace(ballot, opened_at=None, eligible=0, agree=None, disagree=None, other=None)


def _ballot(day: "Day", chosen: str) -> Ballot:
    try:
        return day.votes[chosen]
    except KeyError:
        raise Refused("unknown_list", list=chosen) from None


def opened(day: "Day", chosen: str, now: datetime) -> list[Event]:
    """The vote on a list, opened for the official delegates present now."""
    eligible = sum(p in day.attendance.present for p in day.people.invited(Side.OFFICIAL))
    return [VoteOpened(at=now, list=chosen, eligible=eligible)]


def withdrawn(day: "Day", now: datetime) -> list[Event]:
    """The events that take back every vote still waiting for its result."""
    waiting = [chosen for chosen, ballot in day.votes.items() if ballot.open]
    return [VoteVoided(at=now, list=chosen, reason="undo") for chosen in waiting]


@command()
def open_vote(day: "Day", now: datetime, by: Actor, *, list: str) -> list[Event]:
    """Ask the conference about a list; only official delegates present now may vote."""
    ballot = _ballot(day, list)
    if ballot.recorded:
        raise Refused("vote_recorded", list=list)
    if day.agenda.phase is Phase.CLOSED:
        raise Refused("conference_closed")
    if day.agenda.item is None:
        raise Refused("not_started")
    return [] if ballot.open else opened(day, list, now)


@command(roles=MINUTES)
def record_vote(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    list: str,
    agree: int = 0,
    disagree: int = 0,
    other: int = 0,
    unanimous: bool = False,
) -> list[Event]:
    """Note the hands counted, or that everyone agrees; never more than may vote."""
    ballot = _ballot(day, list)
    if ballot.opened_at is None:
        raise Refused("vote_not_open", list=list)
    if ballot.eligible == 0:
        raise Refused("nobody_eligible", list=list)
    if unanimous:
        agree, disagree, other = ballot.eligible, 0, 0
    if min(agree, disagree, other) < 0 or agree + disagree + other == 0:
        raise Refused("vote_empty", list=list)
    if agree + disagree + other > ballot.eligible:
        total = agree + disagree + other
        raise Refused("too_many_votes", total=total, eligible=ballot.eligible)
    if (ballot.agree, ballot.disagree, ballot.other) == (agree, disagree, other):
        return []
    if ballot.recorded:
        raise Refused("vote_recorded", list=list)
    return [VoteRecorded(at=now, list=list, agree=agree, disagree=disagree, other=other)]


@command()
def void_vote(day: "Day", now: datetime, by: Actor, *, list: str, reason: str) -> list[Event]:
    """Declare a vote void, so that it may be taken again."""
    if _ballot(day, list).opened_at is None:
        return []
    return [VoteVoided(at=now, list=list, reason=reason)]


@command()
def amend_list(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    list: str,
    mover: str,
    add: str | None = None,
    remove: str | None = None,
    reason: str | None = None,
) -> list[Event]:
    """Add a name to a list or take one off, on the motion of a delegate."""
    ballot = _ballot(day, list)
    if ballot.opened_at is not None:
        raise Refused("vote_under_way", list=list)
    if not mover.strip():
        raise Refused("mover_missing")
    if add is not None:
        known(day, add)
    people = tuple(p for p in ballot.people if p != remove)
    if add is not None and add not in people:
        people = (*people, add)
    if people == ballot.people:
        return []
    return [ListAmended(at=now, list=list, people=people, mover=mover.strip(), reason=reason)]
