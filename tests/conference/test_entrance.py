"""The entrance: who signs in and out is noted, and changes nothing of the day."""

from typing import Any

import pytest

from server.conference.trail import about
from tests.conference.morning import ADMIN, MC, SECRETARY, Morning


@pytest.mark.parametrize("deed", ["sign_in", "sign_in_by_link", "sign_out"])
def test_whoever_comes_and_goes_moves_nothing(session: Morning, deed: str) -> None:
    """
    No screen is sent anything because somebody signed in; the journal has it all the same.
    """
    before = session.day

    assert [] == session.ask(deed, by=MC)
    assert before is session.day


@pytest.mark.parametrize(
    ("deed", "given", "code"),
    [
        ("sign_in", {"wrong": 1}, "pin_wrong"),
        ("sign_in", {"wrong": 5, "locked_s": 10}, "pin_locked"),
        ("sign_in", {"wrong": 9, "locked_s": 160, "unnoted": 312}, "pin_guessed"),
        ("sign_in_by_link", {"wrong": True}, "link_wrong"),
        ("overreach", {"what": "GET /api/v1/trail"}, "overreached"),
        ("overreach", {"unnoted": 312}, "overreached_often"),
    ],
)
def test_whoever_is_turned_away_is_noted_as_refused(
    morning: Morning, deed: str, given: dict[str, Any], code: str
) -> None:
    """
    The sentence tells the guess, the lock it led to, and the guesses that are not told one by one.
    """
    assert code == morning.refusal(deed, by=SECRETARY, **given)


def test_the_trail_tells_who_was_let_in_at_the_machine(morning: Morning) -> None:
    """
    Under the flag too: whoever sits at the laptop may need another operator at any moment.
    """
    made = {"what": "account set", "names": ["Lan Mẫu", "mc"], "typed_at": morning.now}

    told = about(morning.day, morning.ask("note_letting_in", by=ADMIN, **made))

    assert ["account set", "Lan Mẫu", "mc"] == told[:3]
    assert morning.day.custody.kept
