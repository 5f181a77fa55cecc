"""The clock: how long an item has run, how late the morning is, and what can still be given."""

import pytest

from server.conference.forecast import Forecast
from server.conference.progress import outlook
from tests.conference.morning import Morning
from tests.conference.plans import NINE, NOTICE, REPORT, SPEECH, plan

MINUTE = 60.0


def elapsed(session: Morning, item: str) -> float:
    """The minutes an item has run."""
    return session.day.agenda.timing(item).elapsed_s(session.now) / MINUTE


def forecast(session: Morning) -> Forecast:
    """Where plan and morning stand."""
    return outlook(session.day, session.now)


@pytest.fixture(name="dated")
def _dated() -> Morning:
    """Three items of ten minutes each, planned for nine o'clock and begun then."""
    return Morning(plan(SPEECH, REPORT, NOTICE, starts_at=NINE)).start()


class TestPause:
    """A paused item's clock stands still."""

    def test_the_clock_stands_still_while_paused(self, session: Morning) -> None:
        """
        Minutes that pass in a pause do not count.
        """
        session.wait(3)
        session.ask("pause")
        session.wait(5)
        paused = elapsed(session, "1")
        session.ask("resume")
        session.wait(2)

        assert (3, 5) == (paused, elapsed(session, "1"))

    def test_pauses_add_up(self, session: Morning) -> None:
        """
        Every pause counts.
        """
        for _ in range(2):
            session.wait(1)
            session.ask("pause")
            session.wait(4)
            session.ask("resume")

        assert 2 == elapsed(session, "1")

    @pytest.mark.parametrize("key", ["next", "back"])
    def test_moving_the_cursor_resumes_the_item(self, session: Morning, key: str) -> None:
        """
        A paused item goes on as soon as the cursor moves in it, either way.
        """
        session.walk_to("1:act-2").ask("pause")
        session.wait(5)

        session.ask(key)

        assert "current" == session.state("1")
        assert 0 == elapsed(session, "1")

    def test_a_paused_item_may_be_finished(self, session: Morning) -> None:
        """
        Going on from the last step of a paused item ends both the item and its pause.
        """
        session.walk_to("1:thanks")
        session.wait(3)
        session.ask("pause")
        session.wait(5)

        session.next()

        assert ("done", 3) == (session.state("1"), elapsed(session, "1"))

    def test_waiting_elsewhere_is_a_pause(self, session: Morning) -> None:
        """
        An item left in the middle does not run on while another is held.
        """
        session.walk_to("5:invite")
        session.wait(2)
        session.ask("go_to", item="9")
        session.wait(6)
        session.ask("go_to", item="5")
        session.wait(1)

        assert 3 == elapsed(session, "5")

    def test_an_item_opened_again_has_not_run_meanwhile(self, session: Morning) -> None:
        """
        The minutes between an item's end and its reopening are not its own.
        """
        session.walk_to("5:speak")
        session.wait(4)
        session.next()
        session.wait(30)

        session.ask("back")
        session.wait(1)

        assert 5 == elapsed(session, "5")

    def test_an_item_begun_by_mistake_starts_anew(self, session: Morning) -> None:
        """
        The clock of an item that was put back begins again at nothing.
        """
        session.walk_to("5:invite")
        session.wait(4)
        session.ask("back")
        session.next()
        session.wait(1)

        assert 1 == elapsed(session, "5")


class TestForecast:
    """Drift and expected end say where the morning stands."""

    def test_a_morning_on_time_has_no_drift(self, dated: Morning) -> None:
        """
        While items keep to their minutes, the end is the planned one.
        """
        dated.wait(4)

        assert Forecast(
            drift_s=0,
            expected_end=dated.at(30),
            planned_end=dated.at(30),
            can_give_s=600,
        ) == forecast(dated)

    def test_an_item_that_runs_over_makes_the_morning_late(self, dated: Morning) -> None:
        """
        Thirteen minutes of a ten-minute item are three minutes of drift.
        """
        dated.wait(13)

        assert 3 * MINUTE == forecast(dated).drift_s

    def test_an_item_that_ends_early_gives_its_rest(self, dated: Morning) -> None:
        """
        What the first item leaves over makes the morning early.
        """
        dated.wait(6)
        dated.walk_to_item("6")

        assert -4 * MINUTE == forecast(dated).drift_s

    def test_a_pause_makes_the_morning_late(self, dated: Morning) -> None:
        """
        The clock of the item stands still, the clock of the morning does not.
        """
        dated.wait(4)
        dated.ask("pause")
        dated.wait(5)

        assert 5 * MINUTE == forecast(dated).drift_s

    def test_a_late_beginning_is_drift(self) -> None:
        """
        Before the first item, a passed hour makes everything late.
        """
        morning = Morning(plan(SPEECH, starts_at=NINE)).open()
        morning.wait(15)

        assert 15 * MINUTE == forecast(morning).drift_s

    def test_an_early_morning_expects_the_planned_end(self) -> None:
        """
        Before the planned hour, the plan is expected to hold.
        """
        morning = Morning(plan(SPEECH, starts_at=NINE.replace(hour=4))).open()

        assert 0 == forecast(morning).drift_s

    def test_skipping_brings_the_end_nearer(self, dated: Morning) -> None:
        """
        An item left out takes no time.
        """
        dated.ask("skip", item="6", reason="Trễ giờ")

        assert dated.at(20) == forecast(dated).expected_end

    def test_items_ahead_can_give_down_to_their_minimum(self, dated: Morning) -> None:
        """
        Only what has not begun can give, and never more than it has.
        """
        dated.ask("edit_item", item="6", planned=2)

        assert 5 * MINUTE == forecast(dated).can_give_s

    def test_without_a_date_the_plan_begins_with_the_first_item(self) -> None:
        """
        A plan without an hour counts from when the first item really began.
        """
        session = Morning(plan(SPEECH, REPORT)).start()
        session.wait(12)

        assert 2 * MINUTE == forecast(session).drift_s

    def test_a_closed_conference_ended_when_it_was_closed(self, dated: Morning) -> None:
        """
        After the end there is nothing to expect and nothing to give.
        """
        dated.wait(33)
        dated.walk_to("15:notice").ask("close")
        dated.wait(60)

        ended = forecast(dated)

        assert (3 * MINUTE, dated.at(33), 0) == (
            ended.drift_s,
            ended.expected_end,
            ended.can_give_s,
        )
