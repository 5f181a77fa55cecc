"""What is personal: the fields of people that may one day be erased from events already stored."""

from datetime import datetime, timedelta

from msgspec.structs import fields, replace

from . import ConferenceLoaded, Day
from .commands import Event
from .people import PersonCorrected, PersonRegistered, PersonSubstituted
from .plan import Person

# What the page on personal data keeps until the day of erasure. Names, units and what people did
# on the day stay: they are the record.
ERASABLE = (
    "sex",
    "birth_year",
    "ethnicity",
    "sector",
    "field",
    "subclass",
    "grassroots_chair",
    "party_member",
    "direct_production",
    "leader",
    "employment",
    "appointed_on",
    "phone",
    "email",
    "companion",
    "accessibility",
    "transport",
    "note",
)
UNKNOWN = {f.name: f.default for f in fields(Person) if f.name in ERASABLE}
ABOUT_PEOPLE = frozenset({ConferenceLoaded, PersonRegistered, PersonCorrected, PersonSubstituted})


def erasure_due(day: Day) -> datetime | None:
    """From when on what is personal must be gone: so many days after the conference was closed."""
    closed = day.agenda.closed_at
    return closed and closed + timedelta(days=day.plan.erase_after_days)


def erasure_is_due(day: Day, now: datetime) -> bool:
    """Whether what is personal must be gone by now, and is not."""
    due = erasure_due(day)
    return due is not None and due <= now and day.custody.kept


def people_of(event: Event) -> tuple[Person, ...]:
    """The entries of the roster an event brings with it, in a fixed order."""
    match event:
        case ConferenceLoaded(conference=conference):
            return conference.people
        case PersonRegistered(person=person) | PersonCorrected(person=person):
            return (person,)
        case PersonSubstituted(substitute=person):
            return (person,)
    return ()


def with_people(event: Event, people: tuple[Person, ...]) -> Event:
    """The event with those entries in the place of its own."""
    match event:
        case ConferenceLoaded(conference=conference):
            return replace(event, conference=replace(conference, people=people))
        case PersonRegistered() | PersonCorrected():
            return replace(event, person=people[0])
        case PersonSubstituted():
            return replace(event, substitute=people[0])
    raise ValueError(f"{type(event).__name__} is about nobody")


def without_personal(person: Person) -> Person:
    """The entry with everything erasable taken out of it."""
    return replace(person, **UNKNOWN)


def personal_of(person: Person) -> dict[str, object]:
    """What is known of the entry's erasable fields."""
    found = {field: getattr(person, field) for field in ERASABLE}
    return {field: value for field, value in found.items() if value != UNKNOWN[field]}
