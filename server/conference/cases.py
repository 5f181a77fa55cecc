"""The cases: whoever the door sends to the help desk, until somebody there has solved it."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .attendance import Arrival, Attendance, BadgeShownTwice, DelegateCheckedIn, ScanNoted
from .badges import Foreign
from .commands import DOOR, Actor, Event, command
from .people import People, known, stands_in_for
from .plan import Frozen, PersonId
from .refusal import Refused
from .verdicts import CASES, Verdict

if TYPE_CHECKING:
    from . import Day

CONFLICT = "conflict"
# What a check-in of the person puts right by itself; a shared badge it does not.
SETTLED_BY_ARRIVAL = frozenset(
    {"replaced", "revoked", "see_desk", "overdue", "greeted_early", "greeted_late"}
)
# A kiosk that was alone let these in, as it must; they do not count as being here.
GREETED = {Verdict.NOT_OPEN: "greeted_early", Verdict.CLOSED: "greeted_late"}
KEPT = 300
MET = frozenset({BadgeShownTwice, DelegateCheckedIn, ScanNoted})  # no other makes or settles one
# So long a kiosk that is shown the same kind of foreign code again has nothing new to tell.
LATELY = timedelta(minutes=1)


class CaseState(StrEnum):
    """How far the help desk has come with a case."""

    OPEN = "open"
    TAKEN = "taken"
    SOLVED = "solved"


class CaseTaken(Event, frozen=True, kw_only=True):
    """Somebody at the desk looks after a case."""

    case: str
    by: str


class CaseSolved(Event, frozen=True, kw_only=True):
    """A case needs nobody any more."""

    case: str
    by: str
    note: str | None = None


class CaseReopened(Event, frozen=True, kw_only=True):
    """A case that was thought solved is not."""

    case: str
    by: str


class PersonAskedToDesk(Event, frozen=True, kw_only=True):
    """The kiosks send a person to the help desk instead of letting them in."""

    person: PersonId
    reason: str
    by: str


class PersonLetPass(Event, frozen=True, kw_only=True):
    """The kiosks let a person in again as anybody else."""

    person: PersonId
    by: str


class Case(Frozen, frozen=True, kw_only=True):
    """One thing to be looked into; `made_at` is when a kiosk that was alone met it.

    A kiosk that shows the same again while nobody has solved it adds to `times`. `arrivals` are the
    two of a badge that came in at two doors, `foreign` the kind of a code that is none of ours,
    `number` one that was typed and that nobody has.
    """

    id: str
    kind: str
    at: datetime
    place: str
    person: PersonId | None = None
    made_at: datetime | None = None
    times: int = 1
    foreign: Foreign | None = None
    number: str | None = None
    arrivals: tuple[Arrival, ...] = ()
    state: CaseState = CaseState.OPEN
    by: str | None = None
    changed_at: datetime | None = None
    note: str | None = None


class Cases(Frozen, frozen=True, kw_only=True):
    """Every case by its id, oldest first, and whom the desk wants to see: why, and since when."""

    all: dict[str, Case] = {}
    wanted: dict[PersonId, str] = {}
    wanted_at: dict[PersonId, datetime] = {}


CaseEvent = CaseTaken | CaseSolved | CaseReopened | PersonAskedToDesk | PersonLetPass


def evolve(cases: Cases, event: CaseEvent) -> Cases:
    """The cases after `event`."""
    match event:
        case CaseTaken(case=case, by=by):
            return _with(cases, case, event.at, CaseState.TAKEN, by)
        case CaseSolved(case=case, by=by, note=note):
            return _with(cases, case, event.at, CaseState.SOLVED, by, note)
        case CaseReopened(case=case, by=by):
            return _with(cases, case, event.at, CaseState.OPEN, by)
        case PersonAskedToDesk(person=person, reason=reason):
            return replace(
                cases,
                wanted=cases.wanted | {person: reason},
                wanted_at=cases.wanted_at | {person: cases.wanted_at.get(person, event.at)},
            )
        case PersonLetPass(person=person):
            return _let_pass(cases, person)


def _with(
    cases: Cases,
    case: str,
    at: datetime,
    state: CaseState,
    by: str,
    note: str | None = None,
) -> Cases:
    was = cases.all.get(case)
    if was is None:  # forgotten meanwhile, being the oldest of very many
        return cases
    now = replace(was, state=state, by=by, changed_at=at, note=note)
    return replace(cases, all=cases.all | {case: now})


def _let_pass(cases: Cases, person: PersonId) -> Cases:
    return replace(
        cases,
        wanted={p: why for p, why in cases.wanted.items() if p != person},
        wanted_at={p: at for p, at in cases.wanted_at.items() if p != person},
    )


def was_wanted(cases: Cases, person: PersonId, at: datetime) -> bool:
    """Whether the desk had asked to see a person by then."""
    since = cases.wanted_at.get(person)
    return since is not None and since <= at


def noted(cases: Cases, before: Attendance, people: People, event: Event, version: int) -> Cases:
    """The cases once the door has met `event`, the `version`-th of the day."""
    match event:
        case ScanNoted(place=place, person=person):
            kind = _kind(event)
            if kind is None:
                return cases
            met = Case(
                id=f"case-{version}",
                kind=kind,
                at=event.at,
                place=place,
                person=person,
                made_at=event.made_at,
                foreign=event.foreign,
                number=event.number,
            )
            return _met(cases, met)
        case BadgeShownTwice(person=person, place=place):
            known_one = before.present.get(person, before.first[person])
            also = Arrival(at=event.at, place=place, method="qr", noted_at=event.noted_at)
            met = Case(
                id=f"case-{version}",
                kind=CONFLICT,
                at=event.noted_at,
                place=place,
                person=person,
                arrivals=(known_one, also),
            )
            return _met(cases, met)
        case DelegateCheckedIn(person=person):
            cases = _arrived(cases, {person, *stands_in_for(people, person)}, event)
    return cases


def _kind(noted: ScanNoted) -> str | None:
    """What sort of case a scan is; what lies before somebody at the desk already is none."""
    if noted.at_desk:
        return None
    if noted.verdict in CASES:
        return noted.verdict.value
    if noted.made_at is not None:
        return GREETED.get(noted.verdict)
    return "overdue" if noted.overdue else None


def _met(cases: Cases, met: Case) -> Cases:
    """A kiosk that shows the same again adds to the case; a scan made alone is one of its own."""
    same = next((one for one in reversed(cases.all.values()) if _is_same(one, met)), None)
    if same is None:
        kept = dict(list(cases.all.items())[-KEPT + 1 :])
        return replace(cases, all=kept | {met.id: met})
    again = replace(same, at=met.at, times=same.times + 1)
    return replace(cases, all=cases.all | {same.id: again})


def _is_same(one: Case, met: Case) -> bool:
    if one.state is CaseState.SOLVED or one.kind == CONFLICT or _alike(one) != _alike(met):
        return False
    return met.foreign is not None or (met.made_at is None and one.made_at is None)


def _alike(one: Case) -> tuple[str, str, PersonId | None, Foreign | None, str | None]:
    return (one.kind, one.place, one.person, one.foreign, one.number)


def met_lately(cases: Cases, place: str, foreign: Foreign, now: datetime) -> bool:
    """Whether a kiosk has just told of such a code: whoever plays with one fills no list."""
    return any(
        (one.place, one.foreign) == (place, foreign) and now - one.at < LATELY
        for one in cases.all.values()
    )


def _arrived(cases: Cases, people: set[PersonId], event: DelegateCheckedIn) -> Cases:
    person = event.person
    settled = {
        one.id: replace(one, state=CaseState.SOLVED, by=event.place, changed_at=event.noted_at)
        for one in cases.all.values()
        if one.person in people
        and one.kind in SETTLED_BY_ARRIVAL
        and one.state is not CaseState.SOLVED
    }
    if settled:
        cases = replace(cases, all=cases.all | settled)
    fulfilled = event.by is not None or was_wanted(cases, person, event.at)
    return _let_pass(cases, person) if fulfilled and person in cases.wanted else cases


def _case(day: "Day", case: str) -> Case:
    try:
        return day.cases.all[case]
    except KeyError:
        raise Refused("unknown_case") from None


@command(roles=DOOR)
def take_case(day: "Day", now: datetime, by: Actor, *, case: str) -> list[Event]:
    """Look after a case of the help desk, so that nobody else does."""
    one = _case(day, case)
    if one.state is CaseState.SOLVED:
        raise Refused("case_solved", by=one.by)
    if one.state is CaseState.TAKEN and one.by == by.name:
        return []
    return [CaseTaken(at=now, case=case, by=by.name)]


@command(roles=DOOR)
def solve_case(
    day: "Day", now: datetime, by: Actor, *, case: str, note: str | None = None
) -> list[Event]:
    """Note that a case of the help desk needs nobody any more, and how it was solved."""
    if _case(day, case).state is CaseState.SOLVED:
        return []
    return [CaseSolved(at=now, case=case, by=by.name, note=note)]


@command(roles=DOOR)
def reopen_case(day: "Day", now: datetime, by: Actor, *, case: str) -> list[Event]:
    """Put a case back on the help desk's list."""
    if _case(day, case).state is CaseState.OPEN:
        return []
    return [CaseReopened(at=now, case=case, by=by.name)]


@command(roles=DOOR)
def ask_to_desk(day: "Day", now: datetime, by: Actor, *, person: str, reason: str) -> list[Event]:
    """Have the kiosks send a person to the help desk, which lets them in by hand."""
    known(day, person)
    if day.cases.wanted.get(person) == reason:
        return []
    return [PersonAskedToDesk(at=now, person=person, reason=reason, by=by.name)]


@command(roles=DOOR)
def let_pass(day: "Day", now: datetime, by: Actor, *, person: str) -> list[Event]:
    """Let the kiosks receive a person again as anybody else."""
    known(day, person)
    if person not in day.cases.wanted:
        return []
    return [PersonLetPass(at=now, person=person, by=by.name)]
