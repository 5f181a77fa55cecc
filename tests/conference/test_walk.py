"""The walk: one key leads through items of every kind, step by step, picture by picture."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from server.conference.agenda import Phase
from server.conference.forecast import forecast
from server.conference.scenes import instant
from tests.conference.morning import ADMIN, MC, Morning, names
from tests.conference.plans import (
    BREAK,
    NINE,
    NOTICE,
    OFFICIALS,
    REPORT,
    RESPONSE,
    SPEECH,
    media_file,
    media_folder,
    plan,
)

# Every step of the small conference with the picture the hall sees, in the order of the walk.
WHOLE_WALK = """
0:welcome SC00
0:settle SC02
1:act-1 SC03
1:act-2 SC03
1:thanks SC00
2:stand SC04
2:attention SC04
2:flag SC05
2:anthem SC05
2:end SC05
2:seated SC00
3:purpose SC06
3:intro-K-001 SC07
3:intro-K-002 SC07
3:group-elders SC07
3:group-hosts SC07
3:figures SC06
3:press SC06
4:propose SC08
4:agree SC08
4:seat SC08
4:secretaries SC08
4:handover SC06
5:invite SC09
5:speak SC06
6:invite SC09
6:slide-1 SC10
6:slide-2 SC10
6:slide-3 SC10
6:end SC06
7:invite SC06
7:play SC11
7:end SC00
8:open SC06
8:speech-S1 SC12
8:speech-S2 SC12
8:speech-S2-page-1 SC10
8:speech-S2-page-2 SC10
8:speech-S2-page-3 SC10
8:speech-S2-end SC12
8:speech-S3 SC12
8:thanks SC06
9:invite SC09
9:speak SC06
9:thanks SC06
10:break SC13
10:recall SC02
11:decision-D1 SC14
11:batch-first SC15
11:decision-D2 SC14
11:batch-second SC15
11:tribute-L4 SC16
11:end SC00
12:invite SC09
12:slogan SC17
12:target-1 SC17
12:target-2 SC17
12:end SC00
13:speaker-C-003 SC18
13:speaker-C-004 SC18
13:pledge-1 SC18
14:A-page-1 SC19
14:A-page-2 SC19
14:A-ask SC19
14:A-vote SC20
14:A-result SC21
14:B-page-1 SC19
14:B-ask SC19
14:B-vote SC20
14:B-result SC21
15:notice SC23
16:invite SC09
16:speak SC06
16:thanks SC22
17:stand SC04
17:attention SC04
17:flag SC05
17:anthem SC05
17:end SC05
17:seated SC22
""".strip().splitlines()


def test_one_key_walks_the_whole_day(morning: Morning) -> None:
    """
    From the opening of the doors to the last salute, `next` alone meets every step once.
    """
    morning.open().arrive(*OFFICIALS, "K-001", "K-002", "K-003")
    walked = [f"{morning.step} {morning.scene()['code']}"]

    while morning.step != "17:seated":
        morning.answer_votes()
        morning.next()
        walked.append(f"{morning.step} {morning.scene()['code']}")

    assert WHOLE_WALK == walked


def test_next_opens_the_doors_first(morning: Morning) -> None:
    """
    Before anything has happened, going on opens the doors and calls nobody to the stage.
    """
    morning.next()

    assert Phase.RECEPTION is morning.day.agenda.phase
    assert (None, "0:welcome") == (morning.day.agenda.item, morning.step)


def test_call_to_be_seated_counts_down_to_the_planned_start() -> None:
    """
    Where the plan names the hour, the hall counts down to it.
    """
    morning = Morning(plan(starts_at=NINE.replace(minute=25))).open()

    morning.next()

    assert {"code": "SC02", "until": "2026-11-22T02:25:00.000Z", "recall": False} == morning.scene()


def test_call_to_be_seated_without_an_hour_counts_some_minutes() -> None:
    """
    Where the planned hour is unknown or past, the hall counts the minutes the plan allows.
    """
    morning = Morning(plan(starts_at=NINE, settle_minutes=7)).open()
    morning.wait(1)

    morning.next()

    assert morning.at(8) == morning.day.agenda.until


def test_going_on_from_the_last_step_finishes_the_item(session: Morning) -> None:
    """
    The item before is done the moment the next one begins.
    """
    session.walk_to("1:thanks")

    session.next()

    assert ("done", "current") == (session.state("1"), session.state("2"))


def test_the_last_step_leads_nowhere(session: Morning) -> None:
    """
    At the end, going on is refused; the conference is closed instead.
    """
    session.walk_to("17:seated")

    assert "at_the_end" == session.refusal("next")


def test_next_is_refused_once_the_conference_is_closed(session: Morning) -> None:
    """
    A closed conference does not move.
    """
    session.walk_to("17:seated").ask("close")

    assert {"conference_closed"} == {
        session.refusal("next"),
        session.refusal("back"),
        session.refusal("go_to", item="5"),
        session.refusal("skip", item="5", reason="Muộn"),
        session.refusal("pause"),
        session.refusal("undo"),
    }


def test_back_returns_to_the_step_before(session: Morning) -> None:
    """
    Within an item, going back shows the picture before.
    """
    session.walk_to("1:act-2")

    session.ask("back")

    assert "1:act-1" == session.step


def test_back_crosses_into_the_item_before(session: Morning) -> None:
    """
    From an item's first step, going back leads to the last step of the item before it.
    """
    session.walk_to("5:invite")

    session.ask("back")

    assert "4:handover" == session.step
    assert ("current", "pending") == (session.state("4"), session.state("5"))


def test_back_across_items_can_be_walked_forward_again(session: Morning) -> None:
    """
    An item put back is begun afresh by going on.
    """
    session.walk_to("5:invite").ask("back")

    assert "5:invite" == session.next()
    assert ("done", "current") == (session.state("4"), session.state("5"))


def test_back_passes_over_a_skipped_item(session: Morning) -> None:
    """
    Going back leads to the last item that was held, not to one that was left out.
    """
    session.walk_to("4:handover").ask("skip", item="5", reason="Chủ tọa quyết định")
    session.next()

    session.ask("back")

    assert "4:handover" == session.step


def test_back_from_the_first_step_is_refused(session: Morning) -> None:
    """
    Before the first step there is nothing.
    """
    assert "at_the_start" == session.refusal("back")


def test_back_before_the_opening_takes_the_call_to_be_seated_away(morning: Morning) -> None:
    """
    The call to be seated can be withdrawn; the reception cannot.
    """
    morning.open().next()

    morning.ask("back")

    assert "0:welcome" == morning.step
    assert "at_the_start" == morning.refusal("back")


def test_start_opens_doors_that_are_still_shut(morning: Morning) -> None:
    """
    A conference that begins without a reception opens its doors on the way.
    """
    started = morning.ask("start")

    assert [
        "ControlTaken",
        "UndoPointMade",
        "ReceptionOpened",
        "ConferenceStarted",
        "ItemStarted",
        "StepEntered",
    ] == names(started)


def test_mc_may_walk(session: Morning) -> None:
    """
    The MC goes on from the prompter, once the wheel is in the MC's hand.
    """
    session.ask("take_control", by=MC)

    session.ask("next", by=MC)

    assert "1:act-2" == session.step


class TestRecess:
    """The hall has a break exactly while a break is the current item."""

    def test_a_break_is_a_recess(self, session: Morning) -> None:
        """
        Entering a break begins a recess that counts down its planned minutes.
        """
        session.walk_to("10:break")

        assert Phase.RECESS is session.day.agenda.phase
        assert session.at(10) == session.day.agenda.until
        assert "Sảnh tầng trệt" == session.scene()["refreshments"]

    def test_stepping_back_from_the_call_keeps_its_end(self, session: Morning) -> None:
        """
        Called back a minute early and let rest on, the hall has the break's last minutes, not all.
        """
        session.walk_to("10:break")
        session.wait(8)
        session.next()
        session.wait(1)

        session.ask("back")

        assert ("10:break", session.at(10)) == (session.step, session.day.agenda.until)

    @pytest.mark.parametrize("step", ["10:break", "10:recall"])
    def test_a_break_that_is_on_is_lengthened_or_shortened(
        self, session: Morning, step: str
    ) -> None:
        """
        Other minutes move its end, on the wall and in the forecast; another item's do not.
        """
        session.walk_to(step)
        session.wait(4)
        end = forecast(session.day.agenda, session.now, session.now).expected_end

        session.ask("edit_item", item="10", planned=15)

        assert session.scene()["until"] == instant(session.at(15))
        later = forecast(session.day.agenda, session.now, session.now).expected_end
        assert timedelta(minutes=5) == later - end
        session.ask("edit_item", item="9", planned=20)
        assert session.at(15) == session.day.agenda.until

    def test_a_lengthened_break_stays_so_when_a_step_is_taken_back(self, session: Morning) -> None:
        """
        Undo takes moves back, not what was edited since.
        """
        session.walk_to("10:break").ask("pause")
        session.ask("edit_item", item="10", planned=12)

        session.ask("undo")

        assert session.at(12) == session.day.agenda.until

    def test_the_call_back_keeps_counting(self, session: Morning) -> None:
        """
        The call back counts down to the instant the break was to end.
        """
        session.walk_to("10:break")
        session.wait(8)

        session.next()

        assert (True, session.at(10)) == (session.scene()["recall"], session.day.agenda.until)

    def test_a_recess_ends_with_its_item(self, session: Morning) -> None:
        """
        The next item finds the conference in session again.
        """
        session.walk_to("10:recall")

        session.next()

        assert Phase.IN_SESSION is session.day.agenda.phase

    def test_going_back_out_of_a_break_ends_the_recess(self, session: Morning) -> None:
        """
        A break begun by mistake is taken back, and the recess with it.
        """
        session.walk_to("10:break")

        session.ask("back")

        assert Phase.IN_SESSION is session.day.agenda.phase
        assert "9:thanks" == session.step

    def test_skipping_a_break_under_way_ends_the_recess(self, session: Morning) -> None:
        """
        A break cut short by skipping it calls the hall back.
        """
        session.walk_to("10:break")

        session.ask("skip", reason="Trễ giờ")

        assert Phase.IN_SESSION is session.day.agenda.phase

    @pytest.mark.parametrize("item", ["9", "11"])
    def test_jumping_out_of_a_break_ends_the_recess(self, session: Morning, item: str) -> None:
        """
        Wherever the cursor goes, the recess stays behind.
        """
        session.walk_to("10:break")

        session.ask("go_to", item=item)

        assert Phase.IN_SESSION is session.day.agenda.phase

    def test_two_breaks_in_a_row_are_two_recesses(self) -> None:
        """
        A break may follow a break.
        """
        session = Morning(plan(SPEECH, BREAK, replace(BREAK, id="10b"))).start()
        session.walk_to("10:recall")

        assert ["RecessEnded", "RecessStarted"] == [
            name for name in names(session.ask("next")) if name.startswith("Recess")
        ]

    def test_a_conference_may_end_in_a_recess(self) -> None:
        """
        Closing at the last step of a break calls the hall back first.
        """
        session = Morning(plan(NOTICE, BREAK)).start().walk_to("10:recall")

        assert ["ItemFinished", "RecessEnded", "ConferenceClosed"] == names(session.ask("close"))


class TestNobodyTwice:
    """A person named twice is called once, and the walk goes on."""

    def test_a_speaker_named_twice_speaks_once(self) -> None:
        """
        A step that the plan names twice is one step.
        """
        twice = replace(RESPONSE, speakers=("C-003", "C-003", "C-004"))
        session = Morning(plan(twice, NOTICE)).start()

        assert "13:speaker-C-004" == session.next()
        assert "13:pledge-1" == session.next()

    def test_a_guest_inserted_twice_is_introduced_once(self, session: Morning) -> None:
        """
        Introducing the same guest twice in one item makes one card.
        """
        session.ask("insert", kind="introduction", title="Bổ sung", people=["K-001", "K-001"])

        assert ["x1:intro-K-001"] == session.steps("x1")


class TestSlides:
    """A report is turned page by page, whatever happens to its file."""

    def test_every_page_is_a_step(self, session: Morning) -> None:
        """
        The hall sees the pages one by one, each under an address of its own.
        """
        session.walk_to("6:slide-1")
        shown = [session.scene()]
        for _ in range(2):
            session.next()
            shown.append(session.scene())

        assert [(1, 3), (2, 3), (3, 3)] == [(scene["page"], scene["pages"]) for scene in shown]
        assert 3 == len({scene["image"] for scene in shown})
        assert "6:end" == session.next()

    def test_without_a_file_the_report_is_one_step(self) -> None:
        """
        A report nobody has slides for is held under its title.
        """
        session = Morning(plan(replace(REPORT, file=None), NOTICE)).start()

        assert ["6:invite", "6:slides", "6:end"] == session.steps("6")

    @pytest.mark.parametrize("slides", [0, 1, 2])
    def test_a_file_that_shrinks_does_not_lose_the_report(
        self, session: Morning, slides: int
    ) -> None:
        """
        When the page on the wall is no longer in the file, the walk still leads to the end.
        """
        session.walk_to("6:slide-3")
        shorter = {"bao-cao.pdf": media_file("bao-cao.pdf", pages=slides)}

        session.ask("list_media", by=ADMIN, files=shorter)

        assert "6:end" == session.next()

    def test_a_file_that_comes_late_does_not_lose_the_report(self, session: Morning) -> None:
        """
        When slides turn up while the report is held without them, the walk leads to the first.
        """
        session.ask("list_media", by=ADMIN, files={})
        session.walk_to("6:slides")

        session.ask("list_media", by=ADMIN, files=media_folder(session.day.plan))

        assert "6:slide-1" == session.next()


def test_a_speaker_who_has_left_is_not_named_on_the_wall(session: Morning) -> None:
    """
    The hall reads the item's title instead of the name of somebody who is not here.
    """
    session.walk_to("5:invite").go("C-001")

    assert ("SC06", "Mục 5") == (session.scene()["code"], session.scene()["title"])
