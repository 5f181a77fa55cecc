"""What is personal: kept until its day, told when it leaves the house, gone when it is erased."""

from datetime import timedelta

from server.conference.personal import erasure_due, erasure_is_due
from server.conference.trail import about
from tests.conference.morning import ADMIN, Morning


def test_nothing_is_due_before_the_conference_is_closed(morning: Morning) -> None:
    """
    Ties in protocol order, the totals and the desk still need it.
    """
    assert erasure_due(morning.day) is None
    assert not erasure_is_due(morning.day, morning.at(60 * 24 * 365))


def test_erasure_falls_due_so_many_days_after_the_close(session: Morning) -> None:
    """
    On the instant, neither before nor a day later.
    """
    over = session.walk_to("17:seated")
    over.ask("close")
    due = over.now + timedelta(days=over.day.plan.erase_after_days)

    assert due == erasure_due(over.day)
    assert erasure_is_due(over.day, due)
    assert not erasure_is_due(over.day, due - timedelta(seconds=1))


def test_what_is_gone_is_due_no_more(session: Morning) -> None:
    """
    One erasure is enough, however often somebody looks.
    """
    over = session.walk_to("17:seated")
    over.ask("close")
    over.wait(60 * 24 * 400)
    assert erasure_is_due(over.day, over.now)

    over.ask("note_erasure", by=ADMIN, values=7)

    assert not erasure_is_due(over.day, over.now)


def test_the_trail_tells_what_left_the_house_of_whom_and_when(morning: Morning) -> None:
    """
    In the words of the command, by the hall's own clock.
    """
    taken = morning.ask(
        "note_taking", by=ADMIN, what="print badges", people=["C-001"], taken_at=morning.now
    )

    name = morning.day.people.people["C-001"].full_name
    start = morning.day.plan.starts_at
    local = morning.now.astimezone(start.tzinfo if start else None)
    assert ["print badges", f"{name} (C-001)", f"{local:%H:%M %d/%m/%Y}"] == about(
        morning.day, taken
    )


def test_noting_what_left_the_house_shows_nobody_anything_new(morning: Morning) -> None:
    """
    It may happen at any moment, under the flag too, and moves nothing on the stage.
    """
    before = morning.day

    morning.ask("note_taking", by=ADMIN, what="backup", taken_at=morning.now)

    assert before.agenda == morning.day.agenda
    assert before.screens == morning.day.screens
    assert morning.day.custody.kept
