"""Leaps: mornings that go differently; go to, skip, move, insert and edit."""

from typing import Any

import pytest
from msgspec.structs import replace

from tests.conference.morning import Morning, names
from tests.conference.plans import NOTICE, SPEECH, plan


class TestGoTo:
    """The cursor may jump; what is left unfinished waits."""

    def test_an_item_left_in_the_middle_waits_paused(self, session: Morning) -> None:
        """
        Jumping out of an unfinished item pauses it.
        """
        session.walk_to("5:invite")

        session.ask("go_to", item="9")

        assert ("paused", "current") == (session.state("5"), session.state("9"))
        assert "9:invite" == session.step

    def test_an_item_left_at_its_last_step_is_done(self, session: Morning) -> None:
        """
        Jumping from an item's last step finishes it.
        """
        session.walk_to("5:speak")

        session.ask("go_to", item="9")

        assert "done" == session.state("5")

    def test_coming_back_resumes_the_item(self, session: Morning) -> None:
        """
        A paused item goes on when the cursor returns to it, at the step that is asked for.
        """
        session.walk_to("8:speech-S2").ask("go_to", item="9")

        resumed = session.ask("go_to", item="8", step="8:speech-S2")

        assert ["UndoPointMade", "ItemPaused", "ItemResumed", "StepEntered"] == names(resumed)
        assert ("8:speech-S2", "current") == (session.step, session.state("8"))

    def test_going_on_takes_up_what_was_left_ahead(self, session: Morning) -> None:
        """
        An item that waits paused further on is met again on the walk.
        """
        session.walk_to("9:speak").ask("go_to", item="5")

        session.walk_to("5:speak").next()

        assert "9:invite" == session.step

    def test_a_finished_item_is_opened_again(self, session: Morning) -> None:
        """
        The cursor may return to an item that was done.
        """
        session.walk_to("5:speak").next()

        session.ask("go_to", item="5", step="5:speak")

        assert "current" == session.state("5")

    def test_a_skipped_item_can_be_held_after_all(self, session: Morning) -> None:
        """
        Leaving an item out is no judgement for good.
        """
        session.walk_to("4:propose").ask("skip", item="5", reason="Trễ giờ")

        session.ask("go_to", item="5")

        assert "current" == session.state("5")
        assert "5" not in session.day.agenda.reasons

    def test_a_step_of_the_same_item_is_a_jump(self, session: Morning) -> None:
        """
        Within an item, the cursor may go to any step.
        """
        session.walk_to("8:open")

        session.ask("go_to", item="8", step="8:speech-S3")

        assert "8:speech-S3" == session.step

    def test_where_the_cursor_stands_is_no_jump(self, session: Morning) -> None:
        """
        Going to the step that is already there does nothing.
        """
        session.walk_to("5:speak")

        assert [] == session.ask("go_to", item="5", step="5:speak")

    def test_unknown_places_are_refused(self, session: Morning) -> None:
        """
        An item or a step that does not exist is named in the refusal.
        """
        assert "unknown_item" == session.refusal("go_to", item="99")
        assert "unknown_step" == session.refusal("go_to", item="3", step="4:agree")

    def test_nothing_is_gone_to_before_the_opening(self, morning: Morning) -> None:
        """
        Before the conference begins there is nowhere to go.
        """
        morning.open()

        assert "not_started" == morning.refusal("go_to", item="5")


class TestSkip:
    """An item may be left out, for a reason."""

    def test_skipping_the_current_item_goes_to_the_next(self, session: Morning) -> None:
        """
        What is on stage is cut short and the next item begins.
        """
        session.walk_to("8:speech-S1")

        session.ask("skip", reason="Trễ 20 phút")

        assert ("skipped", "9:invite") == (session.state("8"), session.step)
        assert "Trễ 20 phút" == session.day.agenda.reasons["8"]

    def test_skipping_a_later_item_leaves_the_cursor(self, session: Morning) -> None:
        """
        A later item is struck off; the walk passes over it.
        """
        session.walk_to("8:open").ask("skip", item="9", reason="Lãnh đạo bận")

        assert "8:open" == session.step
        assert "10:break" == session.walk_to("8:thanks").next()

    def test_no_reason_no_skipping(self, session: Morning) -> None:
        """
        A reason of blanks is no reason.
        """
        assert "reason_missing" == session.refusal("skip", item="5", reason="  ")

    def test_a_finished_item_cannot_be_skipped(self, session: Morning) -> None:
        """
        What has been held has been held.
        """
        session.walk_to("5:invite")

        assert "item_done" == session.refusal("skip", item="4", reason="Nhầm")

    def test_the_last_item_is_closed_not_skipped(self) -> None:
        """
        Where nothing comes after, skipping would lead nowhere.
        """
        session = Morning(plan(SPEECH, NOTICE)).start().walk_to("15:notice")

        assert "nothing_after" == session.refusal("skip", reason="Hết giờ")


class TestMove:
    """An item that waits may be given another place."""

    def test_a_leader_who_must_leave_early_speaks_next(self, session: Morning) -> None:
        """
        An item moved without a place comes straight after the current one.
        """
        session.walk_to("5:invite")

        session.ask("move", item="9")

        assert "9:invite" == session.walk_to("5:speak").next()
        assert "6:invite" == session.walk_to("9:thanks").next()

    def test_an_item_is_moved_behind_another(self, session: Morning) -> None:
        """
        An item goes straight after the one that is named.
        """
        session.walk_to("3:purpose").ask("move", item="5", after="6")

        assert ("4", "6", "5", "7") == session.day.agenda.order[3:7]
        assert "moved" == session.state("5")

    def test_only_waiting_items_move(self, session: Morning) -> None:
        """
        What has begun keeps its place.
        """
        session.walk_to("5:invite")

        assert {"item_begun"} == {
            session.refusal("move", item="4", after="6"),
            session.refusal("move", item="5", after="6"),
        }

    def test_the_past_is_no_place(self, session: Morning) -> None:
        """
        Nothing is put where the cursor has been.
        """
        session.walk_to("5:invite")

        assert "place_is_past" == session.refusal("move", item="9", after="3")

    def test_an_item_behind_itself_stays(self, session: Morning) -> None:
        """
        Moving an item to where it stands does nothing.
        """
        assert [] == session.ask("move", item="9", after="9")
        assert [] == session.ask("move", item="9", after="8")

    def test_crossing_a_flag_ceremony_needs_force_and_reason(self, session: Morning) -> None:
        """
        Bringing an item to the other side of a flag ceremony is the chair's decision.
        """
        assert "across_ceremony" == session.refusal("move", item="5", after="1")
        assert "across_ceremony" == session.refusal("move", item="5", after="1", force=True)

        session.ask("move", item="5", after="1", force=True, reason="Chủ tọa quyết định")

        assert ("1", "5", "2") == session.day.agenda.order[:3]

    def test_before_the_opening_an_item_may_come_first(self, morning: Morning) -> None:
        """
        With no current item, moving without a place puts an item first of all.
        """
        morning.ask("move", item="5", force=True, reason="Theo Giấy mời")

        assert "5" == morning.day.agenda.order[0]


class TestInsert:
    """What nobody planned may join the agenda."""

    def test_a_notice_comes_next(self, session: Morning) -> None:
        """
        An item inserted without a place comes straight after the current one.
        """
        session.walk_to("5:speak").ask("insert", kind="notice", title="Xe đỗ nhầm chỗ")

        session.next()

        assert "x1:notice" == session.step
        assert {"code": "SC23", "text": "Xe đỗ nhầm chỗ"} == session.scene()

    def test_every_inserted_item_has_an_id_of_its_own(self, session: Morning) -> None:
        """
        Ids of inserted items never meet.
        """
        for _ in range(2):
            session.ask("insert", kind="notice", title="Thông báo")

        assert {"x1", "x2"} == set(session.day.agenda.order) - {str(n) for n in range(1, 18)}

    @pytest.mark.parametrize("kind", ["speech", "leader_speech", "break", "notice"])
    def test_kinds_that_need_nothing_can_be_walked(self, session: Morning, kind: str) -> None:
        """
        Whatever may be inserted may be walked through.
        """
        session.ask("insert", kind=kind, title="Đột xuất", minutes=4)

        session.walk_to_item("x1").walk_to_item("2")

        assert "done" == session.state("x1")

    @pytest.mark.parametrize("kind", ["flag_ceremony", "vote", "awards", "presidium"])
    def test_what_needs_preparing_is_not_inserted(self, session: Morning, kind: str) -> None:
        """
        A ceremony, a vote or an award is not improvised.
        """
        assert "not_insertable" == session.refusal("insert", kind=kind, title="Đột xuất")

    def test_bad_particulars_are_refused(self, session: Morning) -> None:
        """
        Title, minutes, people and place are looked at before anything is inserted.
        """
        wrong: dict[str, dict[str, Any]] = {
            "bad_title": {"title": " "},
            "minutes_out_of_range": {"minutes": 121},
            "people_missing": {"kind": "introduction"},
            "unknown_person": {"people": ["K-999"]},
            "unknown_item": {"after": "99"},
        }

        assert list(wrong) == [
            session.refusal("insert", **({"kind": "notice", "title": "Đúng"} | given))
            for given in wrong.values()
        ]

    def test_a_closed_agenda_does_not_grow(self, session: Morning) -> None:
        """
        Once the conference is closed, nothing is inserted into it or moved about.
        """
        session.walk_to("14:B-result").ask("skip", item="15", reason="Trễ")
        session.walk_to("17:seated").ask("close")

        assert "conference_closed" == session.refusal("insert", kind="notice", title="Muộn")
        assert "conference_closed" == session.refusal("move", item="15")


class TestEdit:
    """An item's particulars may be mended at any time."""

    def test_what_is_not_named_stays(self, session: Morning) -> None:
        """
        Only what is given changes; the MC's texts are changed step by step.
        """
        session.ask("edit_item", item="5", mc={"invite": "Kính mời."})

        session.ask("edit_item", item="5", planned=6, mc={"speak": "Xin cảm ơn."})

        edited = session.day.agenda.items["5"]
        assert ("Mục 5", 6, "C-001") == (edited.title, edited.planned, edited.speaker)
        assert {"invite": "Kính mời.", "speak": "Xin cảm ơn."} == edited.mc

    def test_a_new_title_loses_the_lines_broken_by_hand(self) -> None:
        """
        Lines that were broken for the old title do not outlive it.
        """
        session = Morning(plan(replace(SPEECH, title_lines=("Mục", "5")))).start()

        session.ask("edit_item", item="5", title=" Khai mạc ")

        edited = session.day.agenda.items["5"]
        assert ("Khai mạc", ()) == (edited.title, edited.title_lines)

    def test_minutes_stay_within_their_bounds(self, session: Morning) -> None:
        """
        Planned minutes below the minimum or above the maximum move that bound along.
        """
        session.ask("edit_item", item="5", planned=2)
        session.ask("edit_item", item="6", planned=40)

        short, long = session.day.agenda.items["5"], session.day.agenda.items["6"]
        assert (2, 2, 15) == (short.minimum, short.planned, short.maximum)
        assert (5, 40, 40) == (long.minimum, long.planned, long.maximum)

    def test_bad_particulars_are_refused(self, session: Morning) -> None:
        """
        Title, minutes and speaker are looked at before anything is changed.
        """
        wrong: dict[str, dict[str, Any]] = {
            "bad_title": {"title": "x" * 301},
            "minutes_out_of_range": {"planned": 241},
            "unknown_person": {"speaker": "K-999"},
            "unknown_item": {"item": "99"},
        }

        assert list(wrong) == [
            session.refusal("edit_item", **({"item": "5"} | given)) for given in wrong.values()
        ]
