"""The lobby: where to sit, and who is greeted by name."""

from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from server.conference.lobby import seating, spans
from server.conference.plan import Item, ItemKind
from server.conference.views import screen
from tests.conference.morning import Morning
from tests.conference.plans import NINE, PEOPLE, plan
from tests.conference.test_walls import live


def lobby(morning: Morning) -> dict[str, Any]:
    """What the lobby's screen is given."""
    return screen(morning.day, morning.now, live(), "foyer")


def greeted(morning: Morning) -> list[tuple[str, int]]:
    """Whose name is due, and how many seconds after nine o'clock."""
    return [(one["name"], seconds(one["from"])) for one in lobby(morning)["arrivals"]]


def seconds(instant: str) -> int:
    """Seconds after nine o'clock."""
    return round((datetime.fromisoformat(instant) - NINE).total_seconds())


def test_rows_are_said_as_people_read_them() -> None:
    """
    Neighbours are a span; a gap begins another.
    """
    assert ["A–C", "F"] == spans({"C", "A", "F", "B"})
    assert ["9–10", "12"] == spans({"10", "9", "12"})
    assert ["D"] == spans({"D"})


def test_the_seat_guide_names_delegations_and_never_people() -> None:
    """
    Guests stand together, then each unit by its first row; people without a seat are left out.
    """
    seats = {"K-001": "A-07", "K-003": "C-01", "C-001": "E-02", "C-002": "D-01", "C-003": "F12"}
    units = {"C-001": "south"}
    people = tuple(
        replace(one, hall_seat=seats.get(one.id), unit=units.get(one.id, "north")) for one in PEOPLE
    )

    guide = seating(Morning(plan(people=people)).day)

    assert [
        {"unit": None, "rows": ["A", "C"]},
        {"unit": "Bắc", "rows": ["D", "F"]},
        {"unit": "Nam", "rows": ["E"]},
    ] == guide
    assert [] == seating(Morning().day)


def test_each_arrival_is_greeted_once_for_twenty_seconds() -> None:
    """
    One name at a time; a guest of honour goes before those who wait; later than 90 s, nobody is.
    """
    morning = Morning().open()
    morning.arrive("C-001", "C-002", "K-001", "C-003", "C-004", "C-005", "C-006")

    turns = greeted(morning)

    names = [name for name, _ in turns]
    assert [0, 20, 40, 60, 80] == [start for _, start in turns]
    assert [morning.day.people.people[p].full_name for p in ("K-001", "C-001", "C-002")] == names[
        :3
    ]
    morning.now += timedelta(seconds=45)
    assert turns[2:] == greeted(morning)
    morning.go("K-001")
    morning.scan("K-001")
    assert turns[2:] == greeted(morning)


def test_nobody_is_greeted_under_the_flag_or_while_a_leader_speaks() -> None:
    """
    Nor when the conference does not want it.
    """
    quiet = [ItemKind.FLAG_CEREMONY, ItemKind.LEADER_SPEECH]
    for kind in quiet:
        morning = Morning().start()
        item = next(i for i in morning.day.agenda.items.values() if i.kind is kind)
        morning.walk_to_item(item.id)
        assert isinstance(item, Item)
        assert [] == lobby(morning)["arrivals"]
    closed = Morning(plan(lobby_arrivals=False)).open()
    closed.arrive("C-001")

    assert [] == lobby(closed)["arrivals"]


def test_the_staff_is_not_greeted() -> None:
    """
    Delegates are.
    """
    staff = [one.id for one in PEOPLE if one.id.startswith("P-")]
    morning = Morning().open()
    morning.arrive(*staff, "C-001")

    assert 1 == len(greeted(morning))
    assert staff
