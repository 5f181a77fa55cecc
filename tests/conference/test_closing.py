"""The closing: the conference ends when everything is done, or left out for a reason."""

import pytest

from server.conference import Refused
from server.conference.agenda import Phase
from tests.conference.morning import Morning
from tests.conference.plans import CLOSING_FLAG, NOTICE, SPEECH, plan


def test_a_conference_that_is_done_is_closed(session: Morning) -> None:
    """
    From the last step of the last item, the conference ends, once.
    """
    session.walk_to("17:seated")

    session.ask("close")

    assert Phase.CLOSED is session.day.agenda.phase
    assert "done" == session.state("17")
    assert [] == session.ask("close")


def test_it_has_begun_first(morning: Morning) -> None:
    """
    A conference that has not begun cannot end.
    """
    assert "not_started" == morning.refusal("close")


def test_its_item_is_at_its_end(session: Morning) -> None:
    """
    Nothing on stage is broken off by closing.
    """
    session.walk_to("17:stand")

    assert "not_at_the_end" == session.refusal("close", force=True, reason="Trễ giờ")


def test_what_is_not_done_is_named(session: Morning) -> None:
    """
    The refusal lists the items that were neither held nor left out.
    """
    session.walk_to("8:open").ask("go_to", item="9")
    session.walk_to("17:seated")

    with pytest.raises(Refused) as refused:
        session.ask("close")

    assert ("items_not_done", {"items": ["8"]}) == (refused.value.code, refused.value.facts)


def test_the_chair_may_end_it_for_a_reason(session: Morning) -> None:
    """
    Forced, and with a reason, the conference ends with items undone.
    """
    session.walk_to("8:open").ask("go_to", item="9")
    session.walk_to("17:seated")

    assert "items_not_done" == session.refusal("close", force=True)
    assert "items_not_done" == session.refusal("close", force=True, reason=" ")
    session.ask("close", force=True, reason="Chủ tọa quyết định")
    assert Phase.CLOSED is session.day.agenda.phase


def test_no_force_ends_it_before_its_ceremonies(session: Morning) -> None:
    """
    Nobody goes home before the closing flag ceremony.
    """
    session.walk_to("16:thanks")

    assert "ceremony_first" == session.refusal("close", force=True, reason="Trễ giờ")


def test_what_was_left_out_for_a_reason_is_settled() -> None:
    """
    A skipped item does not stand in the way.
    """
    session = Morning(plan(SPEECH, NOTICE, CLOSING_FLAG)).start()
    session.ask("skip", item="15", reason="Trễ giờ")

    session.walk_to("17:seated").ask("close")

    assert Phase.CLOSED is session.day.agenda.phase


def test_the_hall_is_silent_when_it_ends() -> None:
    """
    No music plays on after the end.
    """
    session = Morning(plan(NOTICE)).start()
    session.ask("arm_media", file="nhac-nen.ogg")
    session.ask("play_media")

    session.ask("close")

    assert "stopped" == session.day.media.state
