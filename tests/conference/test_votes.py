"""The votes: only official delegates present when asked, never more hands than heads."""

import pytest

from server.conference.votes import Ballot
from tests.conference.morning import SECRETARY, Morning
from tests.conference.plans import NOTICE, OFFICIALS, VOTE, plan


@pytest.fixture(name="asked")
def _asked(session: Morning) -> Morning:
    """Ten of twelve official delegates are asked about the first list."""
    session.go("C-011", "C-012")
    return session.walk_to("14:A-vote")


def ballot(session: Morning, chosen: str = "A") -> Ballot:
    """How the vote on a list stands."""
    return session.day.votes[chosen]


def result(session: Morning) -> tuple[int | None, int | None, int | None]:
    """Who agreed, disagreed, said otherwise."""
    return ballot(session).agree, ballot(session).disagree, ballot(session).other


def test_official_delegates_present_now_may_vote(asked: Morning) -> None:
    """
    Guests and the absent are not asked.
    """
    assert (True, 10) == (ballot(asked).open, ballot(asked).eligible)


def test_who_may_vote_is_counted_when_the_question_is_put(asked: Morning) -> None:
    """
    Whoever comes or goes while hands are counted changes nothing.
    """
    asked.scan("C-012")
    asked.go("C-001")

    assert 10 == ballot(asked).eligible


def test_the_cursor_waits_for_the_result(asked: Morning) -> None:
    """
    No way leads from a question that has not been answered.
    """
    assert {"vote_without_result"} == {
        asked.refusal("next"),
        asked.refusal("back"),
        asked.refusal("go_to", item="15"),
        asked.refusal("go_to", item="14", step="14:A-ask"),
        asked.refusal("skip", reason="Trễ giờ"),
    }


def test_the_hands_are_counted(asked: Morning) -> None:
    """
    The secretary enters the count, and the walk goes on to the result.
    """
    asked.ask("record_vote", by=SECRETARY, list="A", agree=7, disagree=2, other=1)

    assert "14:A-result" == asked.next()
    shown = asked.scene()
    assert (7, 2, 1, 10, False, True) == (
        shown["agree"],
        shown["disagree"],
        shown["other"],
        shown["eligible"],
        shown["unanimous"],
        shown["adopted"],
    )


def test_everybody_agrees_with_one_key(asked: Morning) -> None:
    """
    Unanimous means everybody who may vote.
    """
    asked.ask("record_vote", list="A", unanimous=True)

    assert (10, 0, 0) == result(asked)


@pytest.mark.parametrize("hands", [(11, 0, 0), (5, 5, 1), (0, 0, 11)], ids=str)
def test_never_more_hands_than_heads(asked: Morning, hands: tuple[int, int, int]) -> None:
    """
    A count above the delegates who may vote is refused.
    """
    agree, disagree, other = hands

    assert "too_many_votes" == asked.refusal(
        "record_vote", list="A", agree=agree, disagree=disagree, other=other
    )


@pytest.mark.parametrize("hands", [(0, 0, 0), (-1, 2, 0), (3, -1, 0)], ids=str)
def test_an_empty_or_negative_count_is_none(asked: Morning, hands: tuple[int, int, int]) -> None:
    """
    No hands, or less, are no result.
    """
    agree, disagree, other = hands

    assert "vote_empty" == asked.refusal(
        "record_vote", list="A", agree=agree, disagree=disagree, other=other
    )


def test_fewer_hands_than_heads_are_a_result(asked: Morning) -> None:
    """
    Nobody is forced to raise a hand.
    """
    asked.ask("record_vote", list="A", agree=4)

    assert (4, 0, 0) == result(asked)


def test_a_result_stands(asked: Morning) -> None:
    """
    The same count again does nothing; another one needs the result voided first.
    """
    asked.ask("record_vote", list="A", agree=9, disagree=1)

    assert [] == asked.ask("record_vote", list="A", agree=9, disagree=1)
    assert "vote_recorded" == asked.refusal("record_vote", list="A", agree=10)
    assert "vote_recorded" == asked.refusal("open_vote", list="A")


def test_a_voided_vote_can_be_taken_again(asked: Morning) -> None:
    """
    After a mistake the conference is asked anew, and who may vote is counted anew.
    """
    asked.ask("record_vote", list="A", agree=9, disagree=1)
    asked.ask("void_vote", list="A", reason="Đếm nhầm")
    asked.scan("C-012")

    asked.ask("open_vote", list="A")

    assert (True, 11, None) == (ballot(asked).open, ballot(asked).eligible, ballot(asked).agree)
    assert [] == asked.ask("open_vote", list="A")


def test_a_voided_vote_lets_the_cursor_go(asked: Morning) -> None:
    """
    What is void need not be answered, and is not voided twice.
    """
    asked.ask("void_vote", list="A", reason="Chủ tọa hoãn")

    assert [] == asked.ask("void_vote", list="A", reason="Chủ tọa hoãn")
    assert "14:B-page-1" == asked.next()


def test_no_result_is_shown_that_is_not_recorded(asked: Morning) -> None:
    """
    There is no going to a result nobody has recorded, and a voided one leaves the wall at once.
    """
    assert "vote_without_result" == asked.refusal("go_to", item="14", step="14:A-result")
    asked.ask("record_vote", list="A", unanimous=True)
    asked.next()
    assert "SC21" == asked.scene()["code"]

    asked.ask("void_vote", list="A", reason="Đếm nhầm")

    assert "SC06" == asked.scene()["code"]
    asked.ask("go_to", item="14", step="14:A-ask")
    assert "unknown_step" == asked.refusal("go_to", item="14", step="14:A-result")


def test_a_recorded_vote_is_not_opened_by_walking_by(asked: Morning) -> None:
    """
    Going back to a question that was answered does not ask it again.
    """
    asked.ask("record_vote", list="A", unanimous=True)
    asked.next()

    asked.ask("back")

    assert ("14:A-vote", False) == (asked.step, ballot(asked).open)


def test_nobody_checked_in_nobody_to_count() -> None:
    """
    Where the door was not used, there is no number to hold a result against.
    """
    session = Morning(plan(VOTE))
    session.ask("start")
    session.walk_to("14:A-vote")

    assert "nobody_eligible" == session.refusal("record_vote", list="A", unanimous=True)


def test_a_list_is_put_to_the_vote_in_session(morning: Morning) -> None:
    """
    Neither before the opening nor after the end is there a conference to ask.
    """
    assert "not_started" == morning.refusal("open_vote", list="A")

    morning.start().walk_to("17:seated").ask("close")

    morning.ask("void_vote", list="A", reason="Nhầm")
    assert "conference_closed" == morning.refusal("open_vote", list="A")


def test_an_open_vote_stops_the_speeches_too(session: Morning) -> None:
    """
    A question put in the middle of the speeches is answered before the next is called.
    """
    session.walk_to("8:open").ask("open_vote", list="A")

    assert "vote_without_result" == session.refusal("speech_next")


def test_a_name_is_added_on_a_delegates_motion(session: Morning) -> None:
    """
    The list grows by the name, and its version tells old papers from new.
    """
    session.ask("amend_list", list="B", add="C-012", mover="C-003")

    assert (("C-001", "C-012"), 2) == (ballot(session, "B").people, ballot(session, "B").revision)
    assert [] == session.ask("amend_list", list="B", add="C-012", mover="C-003")


def test_a_name_is_taken_off(session: Morning) -> None:
    """
    Whoever is not on the list cannot be taken off it.
    """
    session.ask("amend_list", list="A", remove="C-001", mover="C-003")

    assert "C-001" not in ballot(session).people
    assert [] == session.ask("amend_list", list="A", remove="C-001", mover="C-003")


def test_a_list_under_vote_stands(asked: Morning) -> None:
    """
    Names are not changed under the hands that are raised.
    """
    assert "vote_under_way" == asked.refusal("amend_list", list="A", remove="C-001", mover="C-003")


def test_a_page_that_vanishes_does_not_lose_the_vote(session: Morning) -> None:
    """
    When the list shrinks while its last page is read, the walk still leads to the question.
    """
    session.walk_to("14:A-page-2").ask("amend_list", list="A", remove="C-011", mover="C-003")

    assert 10 == len(session.scene()["people"])
    assert "14:A-ask" == session.next()
    assert "14:A-page-1" == (session.ask("back"), session.step)[1]


def test_ten_names_make_a_page() -> None:
    """
    The eleventh name stands on the second page.
    """
    session = Morning(plan(VOTE, NOTICE)).open()
    session.arrive(*OFFICIALS)
    session.ask("start")

    first = session.scene()
    session.next()
    second = session.scene()

    assert (list(range(1, 11)), [11]) == (
        [shown["order"] for shown in first["people"]],
        [shown["order"] for shown in second["people"]],
    )
    assert {2} == {first["pages"], second["pages"]}


def test_bad_particulars_are_refused(session: Morning) -> None:
    """
    Lists and people are those there are; a vote that is not open has no result.
    """
    assert [
        "unknown_list",
        "unknown_list",
        "unknown_list",
        "unknown_list",
        "unknown_person",
        "vote_not_open",
    ] == [
        session.refusal("open_vote", list="C"),
        session.refusal("record_vote", list="C", agree=1),
        session.refusal("void_vote", list="C", reason="Nhầm"),
        session.refusal("amend_list", list="C", add="C-012", mover="C-003"),
        session.refusal("amend_list", list="A", add="C-999", mover="C-003"),
        session.refusal("record_vote", list="A", agree=1),
    ]
