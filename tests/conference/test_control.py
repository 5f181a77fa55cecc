"""Control: one hand on the wheel, nothing on a stale view, nothing without the role."""

import pytest

from server.conference import COMMANDS, Actor, Refused, decide
from server.conference.commands import Role
from tests.conference.morning import (
    ADMIN,
    KIOSK,
    MC,
    OPERATOR,
    RECEPTION,
    SECOND_OPERATOR,
    SECRETARY,
    VIEWER,
    WALL,
    Morning,
    names,
)

EVERYBODY = (ADMIN, OPERATOR, MC, RECEPTION, SECRETARY, VIEWER, KIOSK, WALL)
# Who may ask which commands; whatever is not named here belongs to administrator and operator.
DESK = {Role.ADMIN, Role.OPERATOR}
ALLOWED = {
    **dict.fromkeys(["next", "back", "take_control", "a_cappella"], DESK | {Role.MC}),
    **dict.fromkeys(["record_vote", "export_trail"], DESK | {Role.SECRETARY}),
    **dict.fromkeys(
        [
            "check_in_by_hand",
            "check_out",
            "undo_check_in",
            "expect_person",
            "register",
            "correct_person",
            "substitute",
            "open_doors",
            "undo_substitution",
            "check_in_together",
            "undo_check_out",
            "withdraw_registration",
            "issue_badge",
            "revoke_badge",
            "take_case",
            "solve_case",
            "reopen_case",
            "ask_to_desk",
            "let_pass",
            "hand_documents",
            "answer_duty",
            "lock_kiosk",
            "unlock_kiosk",
            "let_in",
            "turn_away",
            "place_kiosk",
            "print_label",
            "open_label",
            "withdraw_label",
        ],
        DESK | {Role.RECEPTION},
    ),
    "check_in": DESK | {Role.RECEPTION, Role.KIOSK},
    "leave_kiosk": {Role.KIOSK},
    **dict.fromkeys(["sign_in", "sign_in_by_link", "sign_out", "overreach"], frozenset(Role)),
}


def test_whoever_moves_first_takes_the_wheel(morning: Morning) -> None:
    """
    Before the first command nobody holds control; asking for a move takes it.
    """
    taken = morning.ask("open_reception")

    assert "ControlTaken" == names(taken)[0]
    assert morning.day.control.holder == OPERATOR


def test_a_refused_command_takes_nothing(morning: Morning) -> None:
    """
    Nobody comes to hold the wheel by a move that was not made.
    """
    morning.refusal("go_to", item="5")

    assert morning.day.control.holder is None


def test_a_second_console_is_refused(session: Morning) -> None:
    """
    Whoever does not hold the wheel cannot move the agenda, nor darken the screens.
    """
    assert {"not_in_control"} == {
        session.refusal("next", by=SECOND_OPERATOR),
        session.refusal("blackout", by=SECOND_OPERATOR),
        session.refusal("next", by=MC),
    }


def test_taking_control_is_explicit(session: Morning) -> None:
    """
    The wheel goes from hand to hand by taking it; the one before is then refused.
    """
    session.ask("take_control", by=SECOND_OPERATOR)

    session.ask("next", by=SECOND_OPERATOR)

    assert "1:act-2" == session.step
    assert "not_in_control" == session.refusal("next", by=OPERATOR)


def test_taking_what_one_holds_does_nothing(session: Morning) -> None:
    """
    Pressing the key twice takes the wheel once.
    """
    assert [] == session.ask("take_control")


def test_what_has_no_wheel_is_open_to_every_console(session: Morning) -> None:
    """
    The minutes and the door do not wait for the wheel.
    """
    session.ask("award_mark", by=SECOND_OPERATOR, line="L1", mark="absent")

    assert "L1" in session.day.awards.marks


def test_a_double_press_is_one_step(session: Morning) -> None:
    """
    The second press saw the agenda before the first one moved it.
    """
    seen = session.day.agenda.version
    session.ask("next", expects=seen)

    assert "stale" == session.refusal("next", expects=seen)
    assert "1:act-2" == session.step


def test_what_happens_at_the_door_makes_no_console_stale(session: Morning) -> None:
    """
    Only moves of the agenda count for what a console has seen.
    """
    seen = session.day.agenda.version
    session.go("C-012")

    session.ask("next", expects=seen)

    assert "1:act-2" == session.step


@pytest.mark.parametrize("command", COMMANDS)
def test_every_role_has_its_own_commands(command: str) -> None:
    """
    What is not named for another role belongs to administrator and operator alone.
    """
    assert ALLOWED.get(command, DESK) == COMMANDS[command].roles


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("by", EVERYBODY, ids=lambda actor: actor.role.value)
def test_roles_are_held(morning: Morning, command: str, by: Actor) -> None:
    """
    Whoever's role may not is refused before anything else is looked at.
    """
    if by.role in COMMANDS[command].roles:
        return

    with pytest.raises(Refused) as refused:
        decide(morning.day, COMMANDS[command], None, by, morning.now)

    assert ("not_allowed", {"command": command}) == (refused.value.code, refused.value.facts)
