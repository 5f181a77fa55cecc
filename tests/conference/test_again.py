"""Asked again: what is already so is answered with nothing, however often it is asked for."""

from typing import Any

import pytest

from server.conference.badges import Reading, Scan
from server.conference.scenes import instant
from tests.conference.morning import ADMIN, KIOSK, RECEPTION, Morning

AT_THE_DOOR: dict[str, dict[str, Any]] = {
    "revoke_badge": {"person": "C-001", "reason": "Mất thẻ"},
    "unlock_kiosk": {"kiosk": KIOSK.name},
    "ask_to_desk": {"person": "C-001", "reason": "Ký nhận quà"},
    "hand_documents": {"person": "C-001"},
}
AT_THE_DESK: dict[str, dict[str, Any]] = {
    "rename_screen": {"screen": "left", "name": "Bên trái sân khấu"},
    "tune_screen": {"screen": "left", "safe_area": 3},
    "skip": {"item": "5", "reason": "Trễ giờ"},
    "pause": {},
}
IN_THE_INTRODUCTIONS: dict[str, dict[str, Any]] = {
    "group_introductions": {"people": ["K-001", "K-002"], "title": "Sở bạn"},
    "join_introduction": {"person": "K-001", "group": "hosts"},
    "introduce_alone": {"person": "C-001"},
}


@pytest.mark.parametrize("command", AT_THE_DOOR)
def test_the_door_may_say_it_twice(morning: Morning, command: str) -> None:
    """
    A second press at the reception desk changes nothing.
    """
    morning.open()
    assert morning.ask(command, by=RECEPTION, **AT_THE_DOOR[command])

    assert [] == morning.ask(command, by=RECEPTION, **AT_THE_DOOR[command])


@pytest.mark.parametrize("command", AT_THE_DESK)
def test_the_console_may_say_it_twice(session: Morning, command: str) -> None:
    """
    A second press at the console changes nothing.
    """
    assert session.ask(command, **AT_THE_DESK[command])

    assert [] == session.ask(command, **AT_THE_DESK[command])


@pytest.mark.parametrize("command", IN_THE_INTRODUCTIONS)
def test_the_introductions_may_be_told_twice(session: Morning, command: str) -> None:
    """
    Cards that stand as they are asked to stand are left where they are.
    """
    assert session.ask(command, item="3", **IN_THE_INTRODUCTIONS[command])

    assert [] == session.ask(command, item="3", **IN_THE_INTRODUCTIONS[command])


def test_a_case_nobody_has_taken_is_on_the_list_already(morning: Morning) -> None:
    """
    Only what was solved or taken can be put back.
    """
    morning.open().read(Scan(reading=Reading.UNKNOWN))
    [case] = morning.day.cases.all
    morning.ask("solve_case", by=RECEPTION, case=case)

    assert morning.ask("reopen_case", by=RECEPTION, case=case)
    assert [] == morning.ask("reopen_case", by=RECEPTION, case=case)


def test_a_screen_may_repeat_what_it_heard(morning: Morning) -> None:
    """
    The same answer to a sound check is one answer.
    """
    morning.ask("tell_reels", by=ADMIN, screen="left", there=True, audible=True)
    morning.ask("check_sound")
    heard: dict[str, Any] = {"screen": "left", "played": True, "level_db": -12.0}
    heard["begun_at"] = instant(morning.day.sound_check.at)

    assert morning.ask("answer_sound_check", by=ADMIN, **heard)
    assert [] == morning.ask("answer_sound_check", by=ADMIN, **heard)
