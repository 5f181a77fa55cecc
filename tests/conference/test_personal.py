"""What is personal of an event's people can be taken out of it and put back."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from server.conference import EVENTS, ConferenceLoaded, Event
from server.conference.people import PersonCorrected, PersonRegistered, PersonSubstituted
from server.conference.personal import (
    ABOUT_PEOPLE,
    ERASABLE,
    people_of,
    personal_of,
    with_people,
    without_personal,
)
from server.conference.plan import Person
from server.conference.screens import MessageShown
from server.config import ROOT
from server.files import load
from tests.crowd import TINY

NOON = datetime(2020, 10, 13, 5, 0, tzinfo=UTC)
PERSON = Person(
    id="M-1",
    full_name="Trần Mẫu Một",
    given_name="Một",
    unit="u",
    delegate_class="c",
    sex="nữ",
    sector="may",
    field="sản xuất",
    subclass="cơ sở",
    grassroots_chair=True,
    direct_production=True,
    leader=False,
    employment="chính thức",
    appointed_on="2020-01-01",
    birth_year=1980,
    ethnicity="Kinh",
    party_member=True,
    phone="0900 000 001",
    email="mau@example.org",
    companion="Trần Mẫu Hai",
    accessibility="xe lăn",
    transport="xe riêng",
    note="riêng",
)
ABOUT = [
    ConferenceLoaded(at=NOON, conference=load(TINY), digest="d"),
    PersonRegistered(at=NOON, person=PERSON),
    PersonCorrected(at=NOON, person=PERSON),
    PersonSubstituted(at=NOON, person="M-0", substitute=PERSON, reason="ốm", approved_by="Mẫu"),
]


def named(event: Event) -> str:
    """An event by its class."""
    return type(event).__name__


def structs(kind: msgspec.inspect.Type) -> Iterator[type]:
    """Every struct a type is made of."""
    if isinstance(kind, msgspec.inspect.StructType):
        yield kind.cls
    fields = getattr(kind, "fields", ())
    inner: list[Any] = [getattr(kind, name, ()) for name in ("item_type", "key_type", "value_type")]
    inner += [getattr(kind, "types", ()), getattr(kind, "item_types", ())]
    for one in [field.type for field in fields] + inner:
        for part in one if isinstance(one, tuple) else (one,):
            yield from structs(part)


def test_every_event_about_people_is_known() -> None:
    """
    No event holds an entry of the roster that nobody could erase.
    """
    about = {event for event in EVENTS if Person in structs(msgspec.inspect.type_info(event))}

    assert about == ABOUT_PEOPLE == {type(event) for event in ABOUT}


@pytest.mark.parametrize("event", ABOUT, ids=named)
def test_taken_out_and_put_back_is_the_same(event: Event) -> None:
    """
    An event without what is personal, given it back, is the event it was.
    """
    people = people_of(event)
    kept = [personal_of(person) for person in people]

    bare = with_people(event, tuple(map(without_personal, people)))
    again = [replace(one, **of) for one, of in zip(people_of(bare), kept, strict=True)]

    assert people
    assert not any(personal_of(person) for person in people_of(bare))
    assert event == with_people(bare, tuple(again))


def test_other_events_are_about_nobody() -> None:
    """
    An event about something else brings nobody, and takes nobody in.
    """
    event = MessageShown(at=NOON, audience="hall", text="câu")

    assert () == people_of(event)
    with pytest.raises(ValueError, match="MessageShown"):
        with_people(event, (PERSON,))


def test_what_is_erasable_stands_on_the_page() -> None:
    """
    What can be erased is what the page on personal data keeps until the day of erasure.
    """
    page = (ROOT / "data" / "personal-data.md").read_text(encoding="utf-8")

    promised = re.findall(r"^\| `(\w+)` .*\| ngày xóa · erasure \|$", page, re.MULTILINE)

    assert sorted(ERASABLE) == sorted(promised)
    assert set(ERASABLE) == set(personal_of(PERSON))
    assert PERSON.full_name == without_personal(PERSON).full_name
