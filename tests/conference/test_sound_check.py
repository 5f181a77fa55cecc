"""The sound check: a short tone on the screen that is heard, before the conference begins."""

from typing import Any

import pytest

from server.conference.scenes import instant
from server.conference.sound_check import on_desk
from server.conference.views import screen
from tests.conference.morning import ADMIN, Morning
from tests.conference.test_laws import LIVE


@pytest.fixture(name="early")
def _early() -> Morning:
    """Two walls are there before the doors open; the left one gives the sound."""
    morning = Morning()
    for name in ("left", "right"):
        there(morning, name)
    return morning


def there(morning: Morning, name: str, *, audible: bool | None = True) -> None:
    """A screen says that it is there, and whether its browser lets it be heard."""
    morning.ask("tell_reels", by=ADMIN, screen=name, there=True, audible=audible)


def answer(morning: Morning, name: str = "left", **said: Any) -> None:
    """A screen says what came of the tone."""
    begun_at = instant(morning.day.sound_check.at)
    morning.ask("answer_sound_check", by=ADMIN, screen=name, begun_at=begun_at, **said)


def outcome(morning: Morning) -> str | None:
    """What the console is told."""
    told = on_desk(morning.day, morning.now)
    return told["outcome"] if told else None


def tone(morning: Morning, name: str) -> Any:
    """What a wall is asked to play."""
    return screen(morning.day, morning.now, LIVE, name)["media"].get("tone")


def test_only_the_screen_that_is_heard_plays_for_three_seconds(early: Morning) -> None:
    """
    The owner of the sound is asked to play from now on, and nobody else.
    """
    assert (None, None) == (tone(early, "left"), outcome(early))

    early.ask("check_sound")

    assert {"at": "2026-11-22T02:00:00.000Z", "until": "2026-11-22T02:00:03.000Z"} == tone(
        early, "left"
    )
    assert None is tone(early, "right")
    assert "playing" == outcome(early)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"played": True, "level_db": -11.0}, "heard"),
        ({"played": True, "level_db": -90.0}, "silent"),
        ({"played": True}, "played"),
        ({"played": False}, "blocked"),
    ],
)
def test_the_console_is_told_what_came_of_it(
    early: Morning, said: dict[str, Any], expected: str
) -> None:
    """
    Heard, silent, played where it can't be measured, or not let through by the browser.
    """
    early.ask("check_sound")

    answer(early, **said)

    assert expected == outcome(early)


def test_no_answer_is_an_answer(early: Morning) -> None:
    """
    A screen that says nothing within some seconds is told as silent about it.
    """
    early.ask("check_sound")
    early.wait(0.2)

    assert "unanswered" == outcome(early)


def test_answers_to_another_check_are_left_alone(early: Morning) -> None:
    """
    Neither another screen nor an earlier tone answers this one.
    """
    early.ask("check_sound")
    answer(early, "right", played=True)
    was = instant(early.day.sound_check.at)
    early.wait(1)
    early.ask("check_sound")
    early.ask("answer_sound_check", by=ADMIN, screen="left", begun_at=was, played=True)

    assert "playing" == outcome(early)


def test_a_double_press_is_one_tone(early: Morning) -> None:
    """
    While a tone plays, no other is begun.
    """
    early.ask("check_sound")

    assert [] == early.ask("check_sound")


def test_it_is_refused_where_nobody_would_hear_it(early: Morning) -> None:
    """
    The screen must be there and its browser willing; the sentence names the screen.
    """
    there(early, "left", audible=False)
    assert "sound_not_allowed" == early.refusal("check_sound")

    early.ask("give_sound", screen="podium")
    assert "sound_screen_away" == early.refusal("check_sound")


def test_no_tone_sounds_once_the_conference_has_begun(early: Morning) -> None:
    """
    The check is refused, and a tone asked for just before is not played late.
    """
    early.ask("check_sound")
    early.ask("start")

    assert None is tone(early, "left")
    assert "only_before_opening" == early.refusal("check_sound")
