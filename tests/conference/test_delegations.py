"""A delegation that comes together is checked in together."""

import pytest

from tests.conference.morning import RECEPTION, Morning, names


@pytest.fixture(name="door")
def _door(morning: Morning) -> Morning:
    """The doors are open and nobody has come yet."""
    return morning.open()


def of_one_unit(morning: Morning, unit: str) -> list[str]:
    """The first three of a delegation."""
    return [p.id for p in morning.day.people.people.values() if p.unit == unit][:3]


def come(morning: Morning, people: list[str]) -> list[str]:
    """The desk checks them in together; what came of it."""
    given = {"people": people, "method": "together"}
    return names(morning.ask("check_in_together", by=RECEPTION, **given))


def test_all_of_them_are_in(door: Morning) -> None:
    """
    Each has an arrival, by whom it was noted; a second press changes nothing.
    """
    people = of_one_unit(door, "south")

    assert ["DelegateCheckedIn"] * 3 == come(door, people)

    present = door.day.attendance.present
    assert {(p, "together", RECEPTION.name) for p in people} == {
        (p, arrival.method, arrival.by) for p, arrival in present.items()
    }
    assert [] == come(door, people)


def test_whom_the_desk_wants_to_see_is_left_out(door: Morning) -> None:
    """
    The desk has something to tell them first.
    """
    first, second, third = of_one_unit(door, "south")
    door.ask("ask_to_desk", by=RECEPTION, person=second, reason="Ký nhận")

    come(door, [first, second, third, first])

    assert {first, third} == set(door.day.attendance.present)


def test_one_who_cannot_come_stops_all(door: Morning) -> None:
    """
    Whoever was substituted meanwhile, or is of another delegation: nothing is half done.
    """
    people = of_one_unit(door, "south")
    strangers = [*people, *of_one_unit(door, "north")]
    given = {"by": RECEPTION, "method": "together"}
    assert "several_units" == door.refusal("check_in_together", people=strangers, **given)
    who = {"full_name": "Tạ Mẫu Thay", "reason": "Ốm", "approved_by": "Ban"}
    door.ask("substitute", by=RECEPTION, person=people[1], **who)

    assert "already_substituted" == door.refusal("check_in_together", people=people, **given)
    assert {} == door.day.attendance.present
