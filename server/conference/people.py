"""The people: who is invited, in which class and delegation, and who has a duty on stage."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .commands import Actor, Event, command
from .plan import Assignment, Conference, DelegateClass, Frozen, Person, PersonId, Side, Unit
from .refusal import Refused

if TYPE_CHECKING:
    from . import Day


class PersonRegistered(Event, frozen=True, kw_only=True):
    """Somebody not on the roster has joined it."""

    person: Person
    reason: str | None = None
    approved_by: str | None = None
    by: str | None = None


class PersonCorrected(Event, frozen=True, kw_only=True):
    """A person's entry reads differently from now on."""

    person: Person
    by: str | None = None


class PersonSubstituted(Event, frozen=True, kw_only=True):
    """`substitute` comes in the place of `person`, whose badge is void."""

    person: PersonId
    substitute: Person
    reason: str
    approved_by: str
    by: str | None = None


class SubstitutionUndone(Event, frozen=True, kw_only=True):
    """The substitution was a mistake: `person` comes, and the badge of `substitute` is void."""

    person: PersonId
    substitute: PersonId
    reason: str
    by: str | None = None


class RegistrationWithdrawn(Event, frozen=True, kw_only=True):
    """A late registration was a mistake: the person is not expected and has no badge."""

    person: PersonId
    reason: str
    by: str | None = None


class DutyAssigned(Event, frozen=True, kw_only=True):
    """A person takes a place in the presidium or among the secretaries."""

    assignment: Assignment


class DutyLifted(Event, frozen=True, kw_only=True):
    """A person has no such place any more."""

    role: str
    person: PersonId


class SeatedOnStage(Event, frozen=True, kw_only=True):
    """A member of the presidium or a secretary has taken, or left, the place on stage."""

    person: PersonId
    seated: bool


class PresidingSet(Event, frozen=True, kw_only=True):
    """A member of the presidium presides from now on."""

    person: PersonId


class People(Frozen, frozen=True, kw_only=True):
    """The roster and the duties, as they stand now."""

    people: dict[PersonId, Person]
    classes: dict[str, DelegateClass]
    units: dict[str, Unit]
    assignments: tuple[Assignment, ...] = ()
    on_stage: frozenset[PersonId] = frozenset()
    presiding: PersonId | None = None
    replaced_by: dict[PersonId, PersonId] = {}
    withdrawn: frozenset[PersonId] = frozenset()
    expected: dict[Side, tuple[PersonId, ...]] = {}

    def side(self, person: PersonId) -> Side:
        """Whether the person counts as guest, official delegate or staff."""
        return self.classes[self.people[person].delegate_class].side

    def vip(self, person: PersonId) -> bool:
        """Whether the person is received as a guest of honour."""
        who = self.people[person]
        return who.vip or self.classes[who.delegate_class].vip

    def comes(self, person: PersonId) -> bool:
        """Whether a person is expected at all: neither substituted nor withdrawn."""
        return person not in self.replaced_by and person not in self.withdrawn

    def invited(self, side: Side) -> tuple[PersonId, ...]:
        """Everyone of `side` who is expected (a substituted person is not)."""
        return self.expected.get(side, ())

    def duty(self, role: str) -> tuple[Assignment, ...]:
        """The assignments of `role`, in the order of the table."""
        return tuple(sorted((a for a in self.assignments if a.role == role), key=lambda a: a.order))


def initial(plan: Conference) -> People:
    """The people before anything has happened."""
    presiding = next((a.person for a in plan.assignments if a.presiding), None)
    people = People(
        people={person.id: person for person in plan.people},
        classes={c.id: c for c in plan.classes},
        units={unit.id: unit for unit in plan.units},
        assignments=plan.assignments,
        presiding=presiding,
    )
    return _counted(people)


def _counted(people: People) -> People:
    """The people with `expected` brought up to date: counting is asked for at every scan."""
    expected: dict[Side, list[PersonId]] = {side: [] for side in Side}
    for person in people.people:
        if people.comes(person):
            expected[people.side(person)].append(person)
    return replace(people, expected={side: tuple(those) for side, those in expected.items()})


PeopleEvent = (
    PersonRegistered
    | PersonCorrected
    | PersonSubstituted
    | SubstitutionUndone
    | RegistrationWithdrawn
    | DutyAssigned
    | DutyLifted
    | SeatedOnStage
    | PresidingSet
)


def evolve(people: People, event: PeopleEvent) -> People:
    """The people after `event`."""
    match event:
        case PersonRegistered(person=person) | PersonCorrected(person=person):
            return _counted(replace(people, people=people.people | {person.id: person}))
        case PersonSubstituted(person=gone, substitute=new):
            return _counted(
                replace(
                    people,
                    people=people.people | {new.id: new},
                    replaced_by=people.replaced_by | {gone: new.id},
                )
            )
        case SubstitutionUndone(person=back, substitute=void):
            turned = {p: by for p, by in people.replaced_by.items() if p != back}
            turned[void] = back
            return _counted(replace(people, replaced_by=turned))
        case RegistrationWithdrawn(person=person):
            return _counted(replace(people, withdrawn=people.withdrawn | {person}))
        case DutyAssigned(assignment=assignment):
            others = _without(people.assignments, assignment.role, assignment.person)
            return replace(people, assignments=(*others, assignment))
        case DutyLifted(role=role, person=person):
            rest = _without(people.assignments, role, person)
            duties = {a.role for a in rest if a.person == person}
            unseated = role == "presidium" and people.presiding == person
            return replace(
                people,
                assignments=rest,
                on_stage=people.on_stage if duties else people.on_stage - {person},
                presiding=None if unseated else people.presiding,
            )
        case SeatedOnStage(person=person, seated=True):
            return replace(people, on_stage=people.on_stage | {person})
        case SeatedOnStage(person=person):
            return replace(people, on_stage=people.on_stage - {person})
        case PresidingSet(person=person):
            return replace(people, presiding=person)


def _without(
    assignments: tuple[Assignment, ...], role: str, person: PersonId
) -> tuple[Assignment, ...]:
    return tuple(a for a in assignments if (a.role, a.person) != (role, person))


def protocol_key(person: Person) -> tuple[object, ...]:
    """The order of introductions and seats: bloc, rank, earlier appointment, older, name.

    Source: HD 112-HD/BTGTU, Ban Tuyên giáo Tỉnh ủy Đắk Lắk, 22/5/2020; a locked place wins.
    """
    lock = person.protocol_lock if person.protocol_lock is not None else 10_000
    return (
        person.protocol_bloc,
        lock,
        person.protocol_rank,
        person.appointed_on or "9999",
        person.birth_year or 9999,
        person.given_name,
        person.id,
    )


def known(day: "Day", person: PersonId) -> Person:
    """The person with that badge number; raises `Refused` where there is none."""
    try:
        return day.people.people[person]
    except KeyError:
        raise Refused("unknown_person", person=person) from None


def stands_in_for(people: People, person: PersonId) -> Iterator[PersonId]:
    """In whose place a person comes: whoever was substituted, and whom that one stood in for."""
    gone = people.people[person].replaces
    while gone is not None and people.replaced_by.get(gone) == person:
        yield gone
        person, gone = gone, people.people[gone].replaces


@command()
def assign(
    day: "Day", now: datetime, by: Actor, *, role: str, person: str, order: int | None = None
) -> list[Event]:
    """Give a person a place in the presidium or among the secretaries."""
    known(day, person)
    if role not in {"presidium", "secretary"}:
        raise Refused("unknown_duty", role=role)
    places = {a.person: a.order for a in day.people.duty(role)}
    kept = places.get(person, max(places.values(), default=0) + 1)
    place = order if order is not None else kept
    if places.get(person) == place:
        return []
    return [DutyAssigned(at=now, assignment=Assignment(role=role, order=place, person=person))]


@command()
def unassign(day: "Day", now: datetime, by: Actor, *, role: str, person: str) -> list[Event]:
    """Take a person's place in the presidium or among the secretaries away."""
    if all(a.person != person for a in day.people.duty(role)):
        return []
    return [DutyLifted(at=now, role=role, person=person)]


@command()
def mark_present_on_stage(
    day: "Day", now: datetime, by: Actor, *, person: str, present: bool = True
) -> list[Event]:
    """Note that a member of the presidium or a secretary has taken the place on stage."""
    known(day, person)
    if all(a.person != person for a in day.people.assignments):
        raise Refused("no_duty", person=person)
    if (person in day.people.on_stage) == present:
        return []
    return [SeatedOnStage(at=now, person=person, seated=present)]


@command()
def set_presiding(day: "Day", now: datetime, by: Actor, *, person: str) -> list[Event]:
    """Note which member of the presidium presides from now on."""
    if all(a.person != person for a in day.people.duty("presidium")):
        raise Refused("not_in_presidium", person=person)
    return [PresidingSet(at=now, person=person)] if day.people.presiding != person else []
