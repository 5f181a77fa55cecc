"""The search: any words, in any order, with or without accents."""

import pytest

from server.conference.people import initial
from server.conference.search import find, folded
from tests.conference.plans import person, plan

PLAN = plan()
PEOPLE = initial(PLAN)


def found(query: str) -> list[str]:
    """The badge numbers a search finds."""
    return [person.id for person in find(PEOPLE, query)]


@pytest.mark.parametrize(
    "query", ["nguyen mau an", "an nguyen", "AN MẪU", "Nguyễn Thị Mẫu An", "thi-an, nguyen"]
)
def test_names_are_found_without_accents_in_any_order(query: str) -> None:
    """
    However the desk types it, Nguyễn Thị Mẫu An is found first.
    """
    assert "C-001" == found(query)[0]


def test_beginnings_are_enough() -> None:
    """
    Every word need only begin right.
    """
    assert ["C-002"] == found("hoa ph")


@pytest.mark.parametrize("query", ["c-002", "C002", "C 002"])
def test_a_badge_number_finds_its_owner(query: str) -> None:
    """
    The number may be typed with or without its hyphen.
    """
    assert "C-002" == found(query)[0]


def test_names_come_before_other_matches() -> None:
    """
    Whoever is called so stands before whoever's delegation is called so.
    """
    namesake = person("K-009", "Trần Mẫu Công")

    ranked = find(initial(plan(people=(*PLAN.people, namesake))), "cong")

    assert "K-009" == ranked[0].id
    assert len(ranked) > 1


def test_delegations_are_found() -> None:
    """
    The desk may search by delegation, too.
    """
    assert {"K-001", "K-002", "K-003", "K-004", "C-001", "P-001"} == set(found("mien bac"))


@pytest.mark.parametrize("query", ["xyz", "nguyen xyz", "--", ", -"])
def test_what_fits_nobody_finds_nobody(query: str) -> None:
    """
    A word nobody has, or no word at all, finds nobody.
    """
    assert [] == found(query)


def test_d_with_a_stroke_reads_as_d() -> None:
    """
    Đ has no accent to take off, and is d all the same.
    """
    assert "dang mau duc" == folded("Đặng Mẫu Đức")


class TestNumbers:
    """A number alone is a badge, or the end of a telephone."""

    PEOPLE = initial(
        plan(
            people=(
                person("C-001", "Nguyễn Mẫu Một", phone="0912 345 678"),
                person("C-678", "Trần Mẫu Hai", phone=None),
                person("K-001", "Lê Mẫu Ba", phone="+84 90.000.0678"),
            )
        )
    )

    @pytest.mark.parametrize(
        ("number", "expected"),
        [
            ("1", ["K-001", "C-001"]),
            ("001", ["K-001", "C-001"]),
            ("0678", ["C-678", "K-001"]),
            ("678", ["C-678", "K-001", "C-001"]),
            ("5678", ["C-001"]),
            ("78", []),
            ("345", []),
        ],
    )
    def test_badges_come_before_telephones(self, number: str, expected: list[str]) -> None:
        """
        The badge bears the number, zeros or not; a telephone is known by three last digits or more.
        """
        assert expected == [who.id for who in find(self.PEOPLE, number)]
