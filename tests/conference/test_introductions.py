"""The introductions: only those who are here, in the order of protocol."""

import pytest
from msgspec.structs import replace

from server.conference import script, steps
from server.conference.honours import late as late_vips
from server.conference.people import protocol_key
from tests.conference.morning import RECEPTION, Morning
from tests.conference.plans import EVERYONE, INTRODUCTION, NOTICE, PEOPLE, person, plan


def card(session: Morning) -> list[str]:
    """The names on the card the hall sees."""
    return [shown["name"] for shown in session.scene()["people"]]


def begun(*people: str) -> Morning:
    """An introduction under way, with these people in the hall."""
    session = Morning(plan(INTRODUCTION, NOTICE)).open()
    session.arrive(*people)
    session.ask("start")
    return session


def test_the_absent_are_passed_over() -> None:
    """
    Nobody is introduced who is not here.
    """
    session = begun("K-002", "C-001")

    assert [
        "3:purpose",
        "3:intro-K-002",
        "3:group-hosts",
        "3:figures",
        "3:press",
    ] == session.steps("3")


def test_where_the_door_is_not_used_everybody_counts_as_here() -> None:
    """
    An office that checks nobody in can still introduce its guests.
    """
    session = Morning(plan(INTRODUCTION))
    session.ask("start")

    assert "3:intro-K-001" == session.next()


def test_guests_come_in_the_order_of_protocol() -> None:
    """
    Bloc goes before a lock, a lock before rank, rank before appointment, age and given name.
    """
    in_order = (
        person("K-016", "A Mẫu", protocol_bloc=0, protocol_rank=9),
        person("K-015", "B Mẫu", protocol_bloc=1, protocol_lock=1, protocol_rank=9),
        person("K-014", "C Mẫu", protocol_bloc=1, protocol_rank=1, appointed_on="2015-01-01"),
        person("K-013", "D Mẫu", protocol_bloc=1, protocol_rank=1, appointed_on="2019-01-01"),
        person("K-012", "E Mẫu", protocol_bloc=1, protocol_rank=1, birth_year=1950),
        person("K-011", "G Mẫu", protocol_bloc=1, protocol_rank=1, birth_year=1960),
        person("K-010", "X Mẫu An", protocol_bloc=1, protocol_rank=2, birth_year=None),
        person("K-009", "A Mẫu Bình", protocol_bloc=1, protocol_rank=2, birth_year=None),
        person("K-008", "H Mẫu", protocol_bloc=2),
    )

    mixed = in_order[::2] + in_order[1::2]

    assert list(in_order) == sorted(mixed, key=protocol_key)


def test_a_guest_who_comes_in_time_is_introduced() -> None:
    """
    Whoever arrives before their turn gets a card.
    """
    session = begun("K-002")

    session.arrive("K-001")

    assert "3:intro-K-001" == session.next()


def test_a_guest_who_leaves_while_introduced_does_not_move_the_cursor() -> None:
    """
    The step under the cursor stays, and the walk goes on from it.
    """
    session = begun("K-001", "K-002")
    session.walk_to("3:intro-K-001").go("K-001")

    assert ("3:intro-K-001", ["Trần Văn Mẫu Bình"]) == (session.step, card(session))
    assert "3:intro-K-002" == session.next()


def test_a_guest_substituted_while_introduced_does_not_move_the_cursor() -> None:
    """
    Not even a substitution pulls the step from under the cursor.
    """
    session = begun("K-001", "K-002")
    session.walk_to("3:intro-K-001").go("K-001")
    session.ask(
        "substitute",
        by=RECEPTION,
        person="K-001",
        full_name="Lý Mẫu Thay",
        reason="Ốm",
        approved_by="Văn phòng",
    )

    assert "3:intro-K-002" == session.next()
    assert "3:intro-K-001" not in session.steps("3")


def test_a_late_guest_is_offered_to_the_operator() -> None:
    """
    A guest of honour who came after the introductions is named, until introduced after all.
    """
    session = begun("K-001", "K-003")
    session.walk_to("15:notice").arrive("K-002", "C-001")
    offered = [late["id"] for late in late_vips(session.day)]

    session.ask("insert", kind="introduction", title="Giới thiệu bổ sung", people=["K-002"])

    assert ["K-002"] == offered
    assert [] == late_vips(session.day)
    assert "x1:intro-K-002" == session.next()
    assert ["Lê Thị Mẫu Cúc"] == card(session)


def test_a_guest_introduced_with_a_group_is_not_late() -> None:
    """
    Whoever stood on a group's card has been introduced, flagged in person or not, and may step out.
    """
    people = tuple(
        replace(one, vip=True) if one.id in {"K-003", "K-004"} else one for one in PEOPLE
    )
    session = Morning(plan(INTRODUCTION, NOTICE, people=people)).open()
    session.arrive("K-001", "K-003")
    session.ask("start")
    session.walk_to_item("15")
    session.wait(5)
    session.arrive("K-004")
    session.go("K-003")
    session.scan("K-003")

    assert ["K-004"] == [late["id"] for late in late_vips(session.day)]


def test_a_group_of_names_shows_those_who_are_here() -> None:
    """
    A card that names people leaves the absent out.
    """
    session = begun("C-002", "C-001").walk_to("3:group-hosts")
    session.go("C-001")

    assert ("Chủ nhà", ["Hoàng Mẫu Phúc"]) == (session.scene()["title"], card(session))


def test_a_group_of_a_class_shows_its_title_only() -> None:
    """
    A card for a whole class names nobody.
    """
    session = begun("K-003").walk_to("3:group-elders")

    assert ("Các bậc lão thành", []) == (session.scene()["title"], card(session))


def test_a_group_of_which_nobody_came_is_passed_over() -> None:
    """
    An empty card is never shown.
    """
    session = begun("K-001")

    assert "3:group-elders" not in session.steps("3")


def test_whoever_is_in_a_group_has_no_card_besides() -> None:
    """
    Nobody is introduced twice.
    """
    groups = (*INTRODUCTION.groups, replace(INTRODUCTION.groups[1], id="vip", people=("K-001",)))
    session = Morning(plan(replace(INTRODUCTION, groups=groups))).start()

    assert "3:intro-K-001" not in session.steps("3")


@pytest.mark.parametrize("present", [1, 16])
def test_the_mc_reads_real_numbers(present: int) -> None:
    """
    The figures are those present now, staff not counted.
    """
    session = begun(*EVERYONE[:present], "P-001").walk_to("3:figures")

    assert f"{present}/16" == script.text(
        session.day, session.day.agenda.current, steps.current(session.day)
    )


def test_frozen_numbers_stay_while_people_come() -> None:
    """
    Once the operator freezes the numbers, the MC reads those.
    """
    session = begun("K-001").walk_to("3:figures")
    session.ask("snapshot_attendance")

    session.arrive("K-002")

    assert 1 == script.figures(session.day)["present"]


def test_the_missing_are_named_with_their_duty() -> None:
    """
    Before an item, the console is told who is not here and what for.
    """
    session = begun("K-002")

    assert [("K-001", "introduced")] == [
        (who.id, duty) for who, duty in steps.missing(session.day, INTRODUCTION)
    ]
    assert len(PEOPLE) == len(session.day.people.people)


def test_an_item_of_which_nobody_came_shows_its_title(session: Morning) -> None:
    """
    A guest who has left again before being called is not shown; the item passes under its title.
    """
    session.ask("insert", kind="introduction", title="Giới thiệu bổ sung", people=["K-001"])
    session.go("K-001")

    session.walk_to_item("x1")

    assert {"code": "SC06", "number": None, "title": "Giới thiệu bổ sung", "lines": []} == (
        session.scene()
    )
    assert "2:stand" == session.next()


def test_whoever_comes_meanwhile_does_not_move_the_cursor(session: Morning) -> None:
    """
    An item begun under its title stays there when somebody arrives, and is gone back into.
    """
    session.ask("insert", kind="introduction", title="Giới thiệu bổ sung", people=["K-001"])
    session.go("K-001")
    session.walk_to_item("x1")

    session.scan("K-001")

    assert "SC06" == session.scene()["code"]
    session.ask("back")
    assert ["Trần Văn Mẫu Bình"] == card(session)
