"""The structure: totals by what the plan asks for, and the arrivals in time."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from server.conference import Day
from server.conference.console import console
from server.conference.helpdesk import reception
from server.conference.live import Live, View
from server.conference.structure import MOST_STEPS, Row, structure
from tests.conference.morning import Morning
from tests.conference.plans import PEOPLE, plan
from tests.conference.test_laws import LIVE

YEAR = 2026  # of the morning under test


def morning_of(*facts: dict[str, Any]) -> Morning:
    """The doors are open; the official delegates C-001, C-002 … differ in these facts."""
    blank: dict[str, Any] = {"birth_year": None, "ethnicity": None, "party_member": None}
    changed = {f"C-{n:03}": blank | more for n, more in enumerate(facts, start=1)}
    people = tuple(replace(p, **changed[p.id]) for p in PEOPLE if p.id in changed)
    helper = next(p for p in PEOPLE if p.id == "P-001")
    bare = plan(people=(*people, replace(helper, sex="nữ")))
    stripped = replace(
        bare, assignments=(), speeches=(), batches=(), awards=(), lists=(), nominations=()
    )
    return Morning(stripped).open()


def table(morning: Morning, name: str) -> dict[str, tuple[int, int]]:
    """A table's rows: expected and present by word."""
    rows: tuple[Row, ...] = structure(morning.day, morning.now).tables[name]
    return {row.key: (row.expected, row.present) for row in rows}


def test_words_are_counted_as_the_office_wrote_them() -> None:
    """
    The most numerous come first, those of whom nothing is known last; staff do not count.
    """
    morning = morning_of({"sex": "nữ"}, {"sex": "nam"}, {"sex": "nữ"}, {})
    morning.arrive("C-001", "C-002", "P-001")

    assert {"nữ": (2, 1), "nam": (1, 1), "unknown": (1, 0)} == table(morning, "sex")
    assert ["nữ", "nam", "unknown"] == list(table(morning, "sex"))


@pytest.mark.parametrize(
    ("age", "band"), [(18, "young"), (35, "young"), (36, "36-45"), (60, "46-60"), (61, "older")]
)
def test_ages_fall_into_bands(age: int, band: str) -> None:
    """
    Who is young stands in the conference's own file.
    """
    assert {band: (1, 0)} == table(morning_of({"birth_year": YEAR - age}), "age")


def test_the_young_may_be_older_elsewhere() -> None:
    """
    A conference that calls forty-eight young has no band that ends before.
    """
    morning = morning_of({"birth_year": YEAR - 48})
    day = replace(morning.day, plan=replace(morning.day.plan, young_max_age=50))

    found = structure(day, morning.now).tables["age"]

    assert [("young", 1)] == [(row.key, row.expected) for row in found]


def test_the_plan_wants_some_among_the_chosen() -> None:
    """
    Women, the young, workers in production, staff who lead nobody, chairs of enterprise unions.
    """
    morning = morning_of(
        {"sex": "nữ", "birth_year": YEAR - 30, "direct_production": True},
        {"leader": False, "employment": "viên chức"},
        {"leader": False, "employment": "công nhân"},
        {"leader": None, "employment": "công chức", "grassroots_chair": True},
    )
    morning.arrive("C-001")

    assert {
        "women": (1, 1),
        "young": (1, 1),
        "direct": (1, 1),
        "no_lead": (1, 0),
        "chairs": (1, 0),
    } == table(morning, "priority")


def test_a_substituted_delegate_counts_no_more() -> None:
    """
    The substitute takes the place in every table, with what is known of them.
    """
    morning = morning_of({"sex": "nữ"})
    morning.ask(
        "substitute",
        person="C-001",
        full_name="Lý Mẫu Thay",
        reason="Ốm",
        approved_by="Ban Tổ chức",
    )

    assert {"unknown": (1, 0)} == table(morning, "sex")


def test_every_table_counts_everybody() -> None:
    """
    Whatever divides the delegates, nobody is lost and nobody counted twice.
    """
    morning = Morning().open()
    morning.arrive("K-001", "C-001", "C-002", "P-001")
    tables = structure(morning.day, morning.now).tables

    for name in ("sex", "age", "sector", "field", "employment", "ethnicity"):
        assert (16, 3) == (
            sum(row.expected for row in tables[name]),
            sum(row.present for row in tables[name]),
        )


@pytest.mark.parametrize("look", [console, reception])
@pytest.mark.parametrize("name", ["ethnicity", "party"])
def test_no_screen_tells_what_a_person_is_as_they_come(
    look: Callable[[Day, datetime, Live], View], name: str
) -> None:
    """
    A desk that is told who came in, and how many of a kind are here, would know of what kind.
    """
    known = (replace(p, ethnicity="Mẫu", party_member=True, sex="nữ") for p in PEOPLE)
    morning = Morning(plan(people=tuple(known))).open()
    before = look(morning.day, morning.now, LIVE)["structure"]["tables"]
    morning.arrive("C-001")
    after = look(morning.day, morning.now, LIVE)["structure"]["tables"]

    assert before.get(name) == after.get(name)
    assert before["sex"] != after["sex"]
    assert any(present for _, present in table(morning, name).values())


class TestArrivals:
    """The curve of the arrivals."""

    def test_nobody_yet(self) -> None:
        """
        Before the first there is no curve.
        """
        assert () == structure(Morning().open().day, Morning().now).arrivals

    def test_it_only_climbs(self) -> None:
        """
        Everybody counts from their first arrival on, whether they have left since or not.
        """
        morning = Morning().open()
        morning.arrive("C-001", "C-002", "P-001")
        morning.wait(12)
        morning.arrive("C-003")
        morning.go("C-001")

        come = [p.come for p in structure(morning.day, morning.now).arrivals]

        assert [0, 2, 3] == sorted(set(come))
        assert come == sorted(come)

    def test_a_rush_is_the_end_of_half_an_hour(self) -> None:
        """
        Where all come at once the chart shows the quiet before them, by full steps of the clock.
        """
        morning = Morning().open()
        morning.arrive("C-001", "C-002")

        arrivals = structure(morning.day, morning.now).arrivals

        assert [0, 0, 0, 0, 0, 0, 2] == [p.come for p in arrivals]
        assert timedelta(minutes=30) == arrivals[-1].at - arrivals[0].at
        assert {(0, 0)} == {(p.at.minute % 5, p.at.second) for p in arrivals}
        assert arrivals[-2].at <= morning.now < arrivals[-1].at

    def test_a_long_day_has_wider_steps(self) -> None:
        """
        However long the doors stand open, the chart stays small.
        """
        morning = Morning().open()
        morning.arrive("C-001")
        morning.wait(60 * 11)
        morning.arrive("C-002")

        arrivals = structure(morning.day, morning.now).arrivals

        assert len(arrivals) <= MOST_STEPS + 1
        assert 2 == arrivals[-1].come
