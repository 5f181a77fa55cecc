"""Undo: the last moves of the agenda are taken back, with the pictures they showed."""

import pytest

from server.conference.agenda import UNDO_DEPTH, Phase
from tests.conference.morning import Morning, names
from tests.conference.plans import OFFICIALS


def test_the_step_before_is_back(session: Morning) -> None:
    """
    One step too many is taken back with one key.
    """
    session.next()

    session.ask("undo")

    assert "1:act-1" == session.step


def test_the_clock_is_back_too(session: Morning) -> None:
    """
    An item begun by mistake was not interrupted: the one before runs on.
    """
    session.walk_to("1:thanks")
    session.wait(3)
    session.next()
    session.wait(2)

    session.ask("undo")

    assert ("current", "pending") == (session.state("1"), session.state("2"))
    assert 300 == session.day.agenda.timing("1").elapsed_s(session.now)


def test_several_levels_go_back_one_by_one(session: Morning) -> None:
    """
    Each undo takes back one command, newest first.
    """
    session.next(2)
    session.ask("pause")

    taken_back = []
    for _ in range(3):
        session.ask("undo")
        taken_back.append((session.step, session.state("1")))

    assert [
        ("1:thanks", "current"),
        ("1:act-2", "current"),
        ("1:act-1", "current"),
    ] == taken_back


def test_it_ends_where_the_day_began(morning: Morning) -> None:
    """
    With nothing left to take back, undo is refused.
    """
    morning.open()

    morning.ask("undo")

    assert Phase.PREPARING is morning.day.agenda.phase
    assert "nothing_to_undo" == morning.refusal("undo")


def test_it_remembers_ten_moves(session: Morning) -> None:
    """
    Far back is far enough.
    """
    session.walk_to("8:open")

    for _ in range(UNDO_DEPTH):
        session.ask("undo")

    assert "nothing_to_undo" == session.refusal("undo")


def test_a_skip_a_move_and_an_insertion_are_taken_back(session: Morning) -> None:
    """
    What was done to the order of the agenda is undone with it.
    """
    before = session.day.agenda
    session.ask("skip", item="5", reason="Trễ giờ")
    session.ask("move", item="9", after="3")
    session.ask("insert", kind="notice", title="Thông báo")

    for _ in range(3):
        session.ask("undo")

    now = session.day.agenda
    assert (before.order, before.states, before.reasons) == (now.order, now.states, now.reasons)


def test_the_version_never_goes_back(session: Morning) -> None:
    """
    A console that has not seen the undo is stale after it.
    """
    session.next()
    seen = session.day.agenda.version

    session.ask("undo")

    assert seen < session.day.agenda.version
    assert "stale" == session.refusal("next", expects=seen)


def test_an_open_vote_is_void(session: Morning) -> None:
    """
    Taking back the step that asked the conference withdraws the question.
    """
    session.walk_to("14:A-vote")

    undone = session.ask("undo")

    assert ["VoteVoided", "AgendaRestored"] == names(undone)
    assert not session.day.votes["A"].open
    assert "14:A-ask" == session.step


def test_votes_awards_and_presence_are_not_rewound(session: Morning) -> None:
    """
    What happened in the hall has happened; only the agenda goes back.
    """
    session.walk_to("11:batch-first").next()
    session.go("C-012")
    session.walk_to("14:A-vote").ask("record_vote", list="A", agree=9, disagree=1, other=0)
    session.next()
    before = (session.day.votes, session.day.awards, session.day.attendance)

    for _ in range(5):
        session.ask("undo")

    assert before == (session.day.votes, session.day.awards, session.day.attendance)


def test_a_mended_title_stays_mended(session: Morning) -> None:
    """
    Taking a step back does not bring a corrected mistake back.
    """
    session.next()
    session.ask("edit_item", item="5", title="Khai mạc", speaker="C-002")

    session.ask("undo")

    edited = session.day.agenda.items["5"]
    assert ("Khai mạc", "C-002") == (edited.title, edited.speaker)


def test_an_undone_recess_is_over(session: Morning) -> None:
    """
    The phase of the house goes back with the agenda.
    """
    session.walk_to("10:break")

    session.ask("undo")

    assert Phase.IN_SESSION is session.day.agenda.phase


def test_the_sound_of_the_step_falls_silent(session: Morning) -> None:
    """
    A film started by mistake does not play on under the step before, and is loaded again.
    """
    session.walk_to("7:play")

    session.ask("undo")

    assert ("7:invite", "armed") == (session.step, session.day.media.state.value)
    assert "phong-su.mp4" == session.day.media.file


def test_the_anthem_stays_loaded(session: Morning) -> None:
    """
    A step too many before the flag does not cost the hall its anthem.
    """
    session.walk_to("2:attention")

    session.ask("undo")
    session.walk_to("2:anthem")

    assert ("playing", False) == (session.day.media.state.value, session.day.media.a_cappella)


@pytest.mark.parametrize("mode", ["blackout", "show_standby", "hold"])
def test_a_flag_that_goes_up_again_is_seen(session: Morning, mode: str) -> None:
    """
    Going back into the ceremony brings every screen to the flag, whatever it showed meanwhile.
    """
    session.walk_to("2:seated").ask(mode)

    session.ask("undo")

    assert ("2:end", "SC05") == (session.step, session.scene()["code"])


def test_an_undone_start_is_a_reception_again(morning: Morning) -> None:
    """
    A conference started by mistake can be started again.
    """
    morning.open().arrive(*OFFICIALS)
    morning.ask("start")

    morning.ask("undo")

    assert Phase.RECEPTION is morning.day.agenda.phase
    assert "1:act-1" == morning.next(2)
