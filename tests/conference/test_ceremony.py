"""The flag ceremony: walked step by step, by nobody skipped, with every screen on the flag."""

from typing import Any

import pytest

from server.conference import COMMANDS
from server.conference.commands import STAGE
from server.conference.moves import moves
from server.conference.playing import FADES_S, sound_due
from tests.conference.morning import ADMIN, RECEPTION, SECOND_OPERATOR, SECRETARY, Morning
from tests.conference.plans import media_file
from tests.conference.test_laws import LIVE

FLAG_STEPS = ["2:flag", "2:anthem", "2:end"]

# Some way to ask every command that console and MC have, and that is none of the ceremony's own.
FOREIGN_TO_THE_FLAG: dict[str, dict[str, Any]] = {
    "open_reception": {},
    "start": {},
    "go_to": {"item": "3"},
    "skip": {"item": "5", "reason": "Trễ giờ"},
    "move": {"item": "5"},
    "insert": {"kind": "notice", "title": "Thông báo"},
    "edit_item": {"item": "5", "planned": 3},
    "pause": {},
    "resume": {},
    "undo": {},
    "close": {},
    "speech_next": {},
    "speech_defer": {"speech": "S1", "reason": "Trễ giờ"},
    "speech_insert": {"speech": "R1"},
    "show_standby": {},
    "blackout": {},
    "hold": {},
    "release": {},
    "show_test_pattern": {},
    "check_sound": {},
    "identify": {},
    "assign_screen": {"screen": "left", "role": "lobby"},
    "rename_screen": {"screen": "left", "name": "Màn trái"},
    "reload_screens": {},
    "tune_screen": {"screen": "left", "overscan": 5},
    "message": {"text": "Xin lưu ý", "audience": "hall"},
    "clear_message": {"audience": "hall"},
    "award_mark": {"line": "L1", "mark": "absent"},
    "award_presenter": {"batch": "first", "presenters": ["K-002"]},
    "award_batch_done": {"batch": "first"},
    "open_vote": {"list": "A"},
    "void_vote": {"list": "A", "reason": "Nhầm"},
    "amend_list": {"list": "A", "add": "C-012", "mover": "C-001"},
    "place_introduction": {"item": "3", "card": "K-002"},
    "release_introduction": {"item": "3", "card": "K-002"},
    "skip_introduction": {"item": "3", "card": "K-002"},
    "group_introductions": {"item": "3", "people": ["K-001", "K-002"], "title": "Sở bạn"},
    "join_introduction": {"item": "3", "person": "K-001", "group": "hosts"},
    "introduce_alone": {"item": "3", "person": "C-001"},
    "introduce_next": {"person": "K-002"},
    "snapshot_attendance": {},
    "assign": {"role": "secretary", "person": "C-006"},
    "unassign": {"role": "secretary", "person": "C-005"},
    "mark_present_on_stage": {"person": "C-001"},
    "set_presiding": {"person": "C-002"},
}


@pytest.fixture(name="flag")
def _flag(session: Morning) -> Morning:
    """The moment the national flag is on the screens."""
    return session.walk_to("2:flag")


@pytest.mark.parametrize("command", FOREIGN_TO_THE_FLAG)
def test_only_the_ceremonys_own_commands_are_accepted(flag: Morning, command: str) -> None:
    """
    While the flag is up, whatever else console or MC asks is refused.
    """
    assert "flag_up" == flag.refusal(command, **FOREIGN_TO_THE_FLAG[command])


def test_no_command_of_the_stage_is_forgotten() -> None:
    """
    Every command that only console and MC have is either the ceremony's own or tried above.
    """
    of_the_stage = {
        name for name, command in COMMANDS.items() if command.public and command.roles <= STAGE
    }
    ceremonial = {
        name for name, command in COMMANDS.items() if command.public and command.ceremonial
    }

    assert of_the_stage == ceremonial | set(FOREIGN_TO_THE_FLAG)


def test_the_ceremonys_own_commands(flag: Morning) -> None:
    """
    Going on and back, the anthem's keys, silence and the wheel stay in reach.
    """
    ceremonial = {
        name for name, command in COMMANDS.items() if command.public and command.ceremonial
    }

    assert {
        "next",
        "back",
        "take_control",
        "arm_media",
        "play_media",
        "pause_media",
        "seek_media",
        "give_sound",
        "stop_media",
        "stop_all_sound",
        "a_cappella",
    } == ceremonial


def test_the_door_stays_open_during_the_ceremony(flag: Morning) -> None:
    """
    Delegates come and go, and the minutes are kept, while the hall salutes.
    """
    flag.ask("check_out", by=RECEPTION, person="C-012")

    assert "returned" == flag.scan("C-012")
    assert "vote_not_open" == flag.refusal("record_vote", by=SECRETARY, list="A", agree=1)


def test_another_console_may_take_the_wheel(flag: Morning) -> None:
    """
    A console that fails at the worst moment can be replaced.
    """
    flag.ask("take_control", by=SECOND_OPERATOR)

    flag.ask("next", by=SECOND_OPERATOR)

    assert "2:anthem" == flag.step


@pytest.mark.parametrize("step", FLAG_STEPS)
def test_the_flag_is_not_left_by_going_back(session: Morning, step: str) -> None:
    """
    Going back never takes the flag down.
    """
    session.walk_to(step)

    while session.step != "2:flag":
        session.ask("back")

    assert "flag_up" == session.refusal("back")


@pytest.mark.parametrize("step", ["2:stand", "2:attention"])
def test_a_ceremony_begun_is_walked_to_its_end(session: Morning, step: str) -> None:
    """
    Before the flag is up, too, there is no leaving the ceremony for another item.
    """
    session.walk_to(step).ask("stop_media")

    assert "ceremony_under_way" == session.refusal("go_to", item="1")
    assert "ceremony_locked" == session.refusal("skip", reason="Trễ giờ")
    assert "ceremony_locked" == session.refusal("pause")
    assert "not_at_the_end" == session.refusal("close")


def test_the_first_step_is_not_left_by_going_back(session: Morning) -> None:
    """
    From the invitation to stand, going back does not leave the ceremony either.
    """
    session.walk_to("2:stand")

    assert "ceremony_under_way" == session.refusal("back")


def test_a_ceremony_is_entered_at_its_beginning(session: Morning) -> None:
    """
    No jump leads into the middle of a ceremony, nor about in it.
    """
    assert "ceremony_is_walked" == session.refusal("go_to", item="2", step="2:anthem")

    session.walk_to("2:attention").ask("stop_media")

    assert "ceremony_is_walked" == session.refusal("go_to", item="2", step="2:flag")
    assert "ceremony_is_walked" == session.refusal("go_to", item="2")


def test_a_ceremony_is_never_skipped_or_moved(session: Morning) -> None:
    """
    Neither the ceremony ahead nor the closing one can be left out or brought elsewhere.
    """
    assert {"ceremony_locked"} == {
        session.refusal("skip", item="2", reason="Trễ giờ"),
        session.refusal("skip", item="17", reason="Trễ giờ"),
        session.refusal("move", item="2", after="5"),
        session.refusal("move", item="17", after="5", force=True, reason="Chủ tọa quyết định"),
    }


def test_nothing_behind_a_ceremony_is_reached_before_it(session: Morning) -> None:
    """
    No jump passes over a flag ceremony that has not been held.
    """
    assert "ceremony_first" == session.refusal("go_to", item="3")

    session.ask("go_to", item="2")

    assert "2:stand" == session.step


def test_from_the_end_of_the_ceremony_everything_is_free(session: Morning) -> None:
    """
    Once the hall is seated again, the cursor may go anywhere.
    """
    session.walk_to("2:seated").ask("go_to", item="9")

    assert "done" == session.state("2")


def test_a_ceremony_may_be_held_again(session: Morning) -> None:
    """
    Gone back to, a ceremony is walked from its beginning to its end.
    """
    session.walk_to("5:invite").ask("go_to", item="2")

    assert "anthem_armed" == session.refusal("go_to", item="5")
    session.walk_to("2:seated").ask("go_to", item="5")
    assert "done" == session.state("2")


@pytest.mark.parametrize("mode", ["blackout", "show_standby", "hold"])
def test_every_screen_comes_back_for_the_flag(session: Morning, mode: str) -> None:
    """
    A screen that was dark, or kept a picture, follows the programme when the flag goes up.
    """
    session.walk_to("1:thanks").ask(mode, screens=["left", "foyer", "podium"])

    session.walk_to("2:flag")

    assert {"programme"} == {session.mode(name) for name in session.day.screens.screens}
    assert {"code": "SC05"} == session.scene()


@pytest.mark.parametrize("command", sorted(FOREIGN_TO_THE_FLAG.keys() - {"undo"}))
def test_an_armed_anthem_locks_the_desk(session: Morning, command: str) -> None:
    """
    From the moment the anthem is loaded, nothing but the ceremony's own keys is accepted.
    """
    session.walk_to("2:stand")

    assert "anthem_armed" == session.refusal(command, **FOREIGN_TO_THE_FLAG[command])


def test_an_anthem_armed_by_mistake_is_taken_back(session: Morning) -> None:
    """
    The step that loaded the anthem can be undone: the hall is where it was, in silence.
    """
    session.walk_to("1:thanks").ask("next")

    session.ask("undo")

    assert ("1:thanks", "stopped") == (session.step, session.day.media.state)


def test_the_lock_opens_when_the_anthem_is_put_away(session: Morning) -> None:
    """
    Stopped, the anthem locks nothing; and once the hall is seated, everything is free.
    """
    session.walk_to("2:stand").ask("stop_media")
    session.ask("identify")

    session.walk_to("2:seated").ask("blackout")

    assert "blackout" == session.mode()


ANTHEM_S = 120.0


@pytest.fixture(name="sung")
def _sung(session: Morning) -> Morning:
    """The anthem, just fired, of a recording whose length is known."""
    folder = {"quoc-ca.ogg": media_file("quoc-ca.ogg", sound=True, duration_s=ANTHEM_S)}
    session.ask("list_media", by=ADMIN, files=folder)
    return session.walk_to("2:anthem")


class TestAnthem:
    """The anthem: armed, fired by a person, and sung without it where it fails."""

    def test_it_is_armed_when_the_hall_is_asked_to_stand(self, session: Morning) -> None:
        """
        The file waits at its beginning before anybody says a word.
        """
        session.walk_to("2:stand")

        assert ("armed", "quoc-ca.ogg") == (session.day.media.state, session.day.media.file)

    def test_it_waits_for_its_own_step(self, session: Morning) -> None:
        """
        Neither the call to attention nor the salute starts it.
        """
        session.walk_to("2:flag")

        assert "armed" == session.day.media.state

    def test_its_step_fires_it(self, session: Morning) -> None:
        """
        It plays when the anthem is called.
        """
        session.walk_to("2:anthem")

        assert "playing" == session.day.media.state

    def test_a_stray_step_does_not_cut_it(self, sung: Morning) -> None:
        """
        While more is to come than the last, silent seconds, going on is refused.
        """
        assert "anthem_sounding" == sung.refusal("next")
        sung.wait(1)

        assert "anthem_sounding" == sung.refusal("next")
        assert ("2:anthem", "playing") == (sung.step, sung.day.media.state)

    def test_a_step_on_is_free_when_it_has_ended(self, sung: Morning) -> None:
        """
        As the recording fades, the next step is the salute's end.
        """
        sung.wait((ANTHEM_S - FADES_S + 1) / 60)

        sung.ask("next")

        assert "2:end" == sung.step

    @pytest.mark.parametrize("key", ["stop_media", "stop_all_sound", "pause_media", "a_cappella"])
    def test_whoever_stops_it_goes_on_at_once(self, sung: Morning, key: str) -> None:
        """
        A person who means to end it early presses its own key first.
        """
        sung.ask(key)

        sung.ask("next")

        assert "2:end" == sung.step

    def test_the_button_says_when_it_is_free_again(self, sung: Morning) -> None:
        """
        The view's reason against the next step is there while it sounds, and gone afterwards.
        """
        assert "anthem_sounding" == moves(sung.day, sung.now, LIVE, ("next",))["next"]["code"]
        sung.wait(ANTHEM_S / 60)

        assert {"next": None} == moves(sung.day, sung.now, LIVE, ("next",))

    def test_it_sounds_on_under_the_flag_gone_back_to(self, sung: Morning) -> None:
        """
        A step back leaves it sounding, and the step on comes to it as it is.
        """
        sung.ask("back")
        assert ("2:flag", "playing") == (sung.step, sung.day.media.state)

        sung.ask("next")

        assert ("2:anthem", "playing") == (sung.step, sung.day.media.state)

    def test_gone_back_to_it_is_a_persons_choice(self, sung: Morning) -> None:
        """
        Back from the salute's end nothing sounds and nobody is told to sing; loaded, it plays.
        """
        sung.ask("stop_media")
        sung.ask("next")

        sung.ask("back")

        assert ("2:anthem", False) == (sung.step, sung.day.media.a_cappella)
        sung.wait(1)
        sung.ask("arm_media")
        assert sung.now < (sound_due(sung.day, sung.now, None) or sung.now)
        sung.ask("play_media")
        assert "playing" == sung.day.media.state

    def test_without_a_file_it_is_sung_again_as_it_was(self, session: Morning) -> None:
        """
        Back at an anthem that has no recording, the hall sings unaccompanied again.
        """
        session.walk_to("17:end").ask("back")

        assert session.day.media.a_cappella

    def test_it_ends_with_the_salute(self, session: Morning) -> None:
        """
        After the last command of the salute the hall is silent.
        """
        session.walk_to("2:end")

        assert "stopped" == session.day.media.state

    def test_without_a_file_the_hall_sings_unaccompanied(self, session: Morning) -> None:
        """
        A ceremony that has no file is sung a cappella.
        """
        session.walk_to("17:anthem")

        assert session.day.media.a_cappella

    def test_one_key_turns_to_singing_unaccompanied(self, session: Morning) -> None:
        """
        A recording that fails is dropped, and the hall sings on.
        """
        session.walk_to("2:anthem")

        session.ask("a_cappella")

        assert ("stopped", True) == (session.day.media.state, session.day.media.a_cappella)
        assert [] == session.ask("a_cappella")

    def test_a_choice_made_early_is_kept(self, session: Morning) -> None:
        """
        Whoever chooses to sing unaccompanied before the anthem hears no recording at it.
        """
        session.walk_to("2:attention").ask("a_cappella")

        session.walk_to("2:anthem")

        assert ("stopped", True) == (session.day.media.state, session.day.media.a_cappella)

    def test_singing_unaccompanied_ends_with_the_salute(self, session: Morning) -> None:
        """
        Nobody is told to sing unaccompanied for the rest of the morning.
        """
        session.walk_to("2:anthem").ask("a_cappella")

        session.walk_to("2:end")

        assert not session.day.media.a_cappella

    def test_there_is_no_singing_outside_a_ceremony(self, session: Morning) -> None:
        """
        Singing unaccompanied belongs to the anthem.
        """
        assert "no_ceremony" == session.refusal("a_cappella")

    def test_stopping_the_sound_needs_no_wheel(self, session: Morning) -> None:
        """
        Any operator silences the hall at once, whoever holds the wheel.
        """
        session.walk_to("2:anthem")

        session.ask("stop_all_sound", by=SECOND_OPERATOR)

        assert "stopped" == session.day.media.state
        assert [] == session.ask("stop_all_sound", by=SECOND_OPERATOR)
