"""The opening of the doors: the hour it was planned for, and what is said once that has passed."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from msgspec.structs import replace

from server.conference.console import console, every_warning
from server.conference.helpdesk import reception
from server.conference.views import kiosk
from tests.conference.morning import KIOSK, RECEPTION, Morning
from tests.conference.plans import plan
from tests.conference.test_laws import LIVE

HALL = timezone(timedelta(hours=7))
DUE = datetime(2026, 11, 28, 1, tzinfo=UTC)  # 08:00 in the hall


@pytest.fixture
def dated() -> Morning:
    """A morning whose date is known: reception at 08:00, the conference at 09:00."""
    return Morning(replace(plan(), starts_at=datetime(2026, 11, 28, 9, tzinfo=HALL)))


def warned(morning: Morning) -> list[str]:
    """What the operator is warned of about the doors."""
    warnings = every_warning(morning.day, morning.now, LIVE)
    return [one["text"] for one in warnings if one["code"] == "reception_overdue"]


def test_the_console_is_warned_from_the_hour_on_until_the_doors_open(dated: Morning) -> None:
    """
    Not a minute before, and not any more once reception is open.
    """
    dated.now = DUE - timedelta(minutes=1)
    before = warned(dated)
    dated.now = DUE
    at_the_hour = warned(dated)
    dated.ask("open_reception")

    assert ([], []) == (before, warned(dated))
    assert 1 == len(at_the_hour)
    assert "Đã quá giờ đón tiếp (08:00) mà chưa mở đón tiếp" in at_the_hour[0]


def test_whoever_came_in_time_is_a_case_at_the_desk(dated: Morning) -> None:
    """
    The kiosk sends them to the desk, which lights up; once they are in, it is settled.
    """
    dated.now = DUE + timedelta(minutes=1)

    assert "not_open" == dated.scan("C-001")
    [case] = dated.day.cases.all.values()
    assert ("overdue", "C-001", "open") == (case.kind, case.person, case.state)
    seen = reception(dated.day, dated.now, LIVE)
    assert "reception_overdue" in {alert["code"] for alert in seen["alerts"]}

    dated.ask("open_doors", by=RECEPTION)
    dated.scan("C-001")
    assert {"solved"} == {one.state for one in dated.day.cases.all.values()}


def test_whoever_comes_early_is_no_case(dated: Morning) -> None:
    """
    Before the hour the kiosk tells the hour, and the desk has peace.
    """
    dated.now = DUE - timedelta(minutes=1)

    assert "not_open" == dated.scan("C-001")
    assert {} == dated.day.cases.all


def test_the_desk_opens_the_doors_once_the_hour_has_passed(dated: Morning) -> None:
    """
    Not earlier; it takes nobody's wheel, and the console can take it back.
    """
    dated.now = DUE - timedelta(minutes=1)
    assert "too_early" == dated.refusal("open_doors", by=RECEPTION)

    dated.now = DUE
    dated.ask("open_doors", by=RECEPTION)

    assert ("reception", None) == (dated.day.agenda.phase, dated.day.control.holder)
    assert [] == dated.ask("open_doors", by=RECEPTION)
    dated.ask("undo")
    assert "preparing" == dated.day.agenda.phase


def test_a_day_without_a_date_is_opened_by_the_console(morning: Morning) -> None:
    """
    Without an hour nobody can say that it has passed.
    """
    assert "too_early" == morning.refusal("open_doors", by=RECEPTION)


def test_a_kiosk_knows_when_the_doors_are_to_open(dated: Morning, morning: Morning) -> None:
    """
    As an instant, so that it counts by itself; a day without a date has none, and no warning.
    """
    assert (
        "2026-11-28T01:00:00.000Z" == kiosk(dated.day, dated.now, LIVE, KIOSK.name)["reception_at"]
    )
    assert kiosk(morning.day, morning.now, LIVE, KIOSK.name)["reception_at"] is None
    assert [] == warned(morning)


def test_an_hour_the_office_wrote_is_an_instant_like_any_other(dated: Morning) -> None:
    """
    Nine o'clock in the hall is two o'clock in the world's time, in every view that tells it.
    """
    view = console(dated.day, dated.now, LIVE)

    assert "2026-11-28T02:00:00.000Z" == view["conference"]["starts_at"]
    assert "2026-11-28T02:00:00.000Z" == view["items"][0]["planned_start"]
