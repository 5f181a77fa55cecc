"""The screens: what each one is for, what it shows instead of the programme, and who decides."""

from datetime import timedelta

import pytest
from msgspec import ValidationError

from tests.conference.morning import ADMIN, Morning

PUBLIC = ["left", "right", "foyer", "stream"]


@pytest.mark.parametrize(
    ("command", "mode", "code"),
    [("blackout", "blackout", "SC24"), ("show_standby", "standby", "SC00")],
    ids=["black", "backdrop"],
)
def test_screens_show_something_else(session: Morning, command: str, mode: str, code: str) -> None:
    """
    Black or backdrop take every screen the audience sees, and leave the stage its monitor.
    """
    session.ask(command)

    assert {mode} == {session.mode(name) for name in PUBLIC}
    assert "programme" == session.mode("podium")
    assert code == session.scene()["code"]
    assert [] == session.ask(command)


def test_one_screen_may_be_meant(session: Morning) -> None:
    """
    A screen that is named is taken, and no other.
    """
    session.ask("blackout", screens=["right"])

    assert ("SC03", "SC24") == (session.scene("left")["code"], session.scene("right")["code"])


def test_a_held_picture_stays_whatever_the_programme_does(session: Morning) -> None:
    """
    The hall keeps what it sees while the walk goes on.
    """
    session.ask("hold")

    session.walk_to("1:thanks")

    assert {"code": "SC03", "title": "Hát", "performers": "Tốp ca"} == session.scene()
    assert [] == session.ask("hold")


def test_released_screens_follow_as_it_stands_now(session: Morning) -> None:
    """
    A screen comes back to the programme of this moment.
    """
    session.ask("hold")
    session.walk_to("1:act-2")

    session.ask("release")

    assert "Múa" == session.scene()["title"]
    assert [] == session.ask("release")


def test_the_test_pattern_is_for_before_the_opening(morning: Morning) -> None:
    """
    Each screen shows its name, and none does once the conference has begun.
    """
    morning.ask("show_test_pattern")
    shown = morning.scene("right")

    morning.ask("start")

    assert {"code": "SC25", "screen": "right"} == shown
    assert "programme" == morning.mode("right")
    assert "only_before_opening" == morning.refusal("show_test_pattern")


def test_a_screen_is_hung_once(session: Morning) -> None:
    """
    New, it has the role it was let in for, the flag being up or not; known, it keeps its own.
    """
    session.walk_to("2:flag")

    session.ask("hang_screen", by=ADMIN, screen="cứu viện", role="hall")
    assert [] == session.ask("hang_screen", by=ADMIN, screen="foyer", role="hall")

    assert ("SC05", "lobby") == (
        session.scene("cứu viện")["code"],
        session.day.screens.screens["foyer"].role,
    )


def test_screens_say_their_name(session: Morning) -> None:
    """
    For some seconds, the screens meant show what they are called.
    """
    session.ask("identify", screens=["left"])

    until = session.now + timedelta(seconds=8)
    assert (until, None) == (
        session.day.screens.screens["left"].identify_until,
        session.day.screens.screens["right"].identify_until,
    )


def test_a_screen_gets_another_role(session: Morning) -> None:
    """
    A spare screen takes over in the hall.
    """
    session.ask("assign_screen", screen="foyer", role="hall")

    assert ("left", "right", "foyer") == session.day.screens.of_role(
        session.day.screens.screens["left"].role
    )
    assert [] == session.ask("assign_screen", screen="foyer", role="hall")


def test_a_new_name_is_a_new_screen(session: Morning) -> None:
    """
    A laptop nobody planned can join.
    """
    session.ask("assign_screen", screen=" spare ", role="lobby")

    assert "SC03" == session.scene("spare")["code"]


def test_the_lobby_welcomes_until_the_opening(morning: Morning) -> None:
    """
    While the hall waits, the lobby says welcome; then it follows.
    """
    morning.open()
    before = morning.scene("foyer")["code"]

    morning.ask("start")

    assert ("SC01", "SC03") == (before, morning.scene("foyer")["code"])


def test_after_the_end_the_hall_is_thanked(session: Morning) -> None:
    """
    A closed conference shows thanks.
    """
    session.walk_to("17:seated").ask("close")

    assert "SC22" == session.scene()["code"]


class TestMessages:
    """A text for an audience, until it is taken away."""

    def test_a_message_stands_until_it_is_cleared(self, session: Morning) -> None:
        """
        Blanks are tidied; the same text again does nothing.
        """
        session.ask("message", text=" Xe  51A chắn lối ", audience="hall")
        shown = session.day.screens.messages["hall"].text

        assert [] == session.ask("message", text="Xe 51A chắn lối", audience="hall")
        session.ask("clear_message", audience="hall")

        assert "Xe 51A chắn lối" == shown
        assert {} == session.day.screens.messages
        assert [] == session.ask("clear_message", audience="hall")

    def test_each_audience_has_its_own(self, session: Morning) -> None:
        """
        A word to the MC is not for the hall.
        """
        session.ask("message", text="Chờ 2 phút", audience="mc", until_s=120)

        shown = session.day.screens.messages
        assert (["mc"], session.now + timedelta(minutes=2)) == (list(shown), shown["mc"].until)

    @pytest.mark.parametrize("until_s", [-1, 0, 10**15])
    def test_a_message_lasts_some_seconds_of_this_day(self, session: Morning, until_s: int) -> None:
        """
        A time that is over already, or beyond any day, is turned away at the edge.
        """
        with pytest.raises(ValidationError):
            session.ask("message", text="Chờ", audience="mc", until_s=until_s)

    def test_bad_messages_are_refused(self, session: Morning) -> None:
        """
        Text and audience are looked at first.
        """
        assert ["bad_message", "bad_message", "unknown_audience", "unknown_audience"] == [
            session.refusal("message", text="  ", audience="hall"),
            session.refusal("message", text="x" * 201, audience="hall"),
            session.refusal("message", text="Chờ", audience="overlay"),
            session.refusal("clear_message", audience="kiosk"),
        ]


def test_unknown_screens_are_refused(session: Morning) -> None:
    """
    A screen nobody has cannot be darkened; a name nobody can read is no name.
    """
    assert ["unknown_screen", "unknown_screen", "bad_screen_name", "bad_screen_name"] == [
        session.refusal("blackout", screens=["left", "middle"]),
        session.refusal("identify", screens=["middle"]),
        session.refusal("assign_screen", screen=" ", role="hall"),
        session.refusal("assign_screen", screen="x" * 41, role="hall"),
    ]
