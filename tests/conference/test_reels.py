"""The reels: nothing plays before the screens that need it are ready, and one screen is heard."""

from datetime import timedelta

import pytest

from server.conference.media import TOGETHER
from server.conference.reels import owner
from tests.conference.morning import ADMIN, Morning
from tests.conference.plans import media_file

FILM, ANTHEM = "phong-su.mp4", "quoc-ca.ogg"


def tell(session: Morning, screen: str, state: str = "ready", *, of: str = FILM) -> None:
    """A screen says how far it is with a file, its sound included."""
    reel = {"sha256": media_file(of).sha256, "state": state, "sound": True}
    session.ask("tell_reels", by=ADMIN, screen=screen, there=True, audible=True, reels=[reel])


def leave(session: Morning, screen: str) -> None:
    """A screen's line is gone."""
    session.ask("tell_reels", by=ADMIN, screen=screen, there=False)


@pytest.mark.parametrize("state", ["loading", "failed"])
def test_a_film_waits_for_the_screens_that_show_it(session: Morning, state: str) -> None:
    """
    Walked to, the film stays armed under its title until every wall has it; then a key plays it.
    """
    tell(session, "left")
    tell(session, "right", state)

    session.walk_to("7:play")

    assert "armed" == session.day.media.state
    assert "screens_not_ready" == session.refusal("play_media")
    tell(session, "right")
    session.ask("play_media")
    assert "playing" == session.day.media.state


@pytest.mark.parametrize("slow", ["left", "right"])
def test_what_one_screen_says_leaves_the_others_as_they_are(session: Morning, slow: str) -> None:
    """
    A wall that has said it has the film makes nobody forget that the other has not.
    """
    ready = "right" if slow == "left" else "left"
    tell(session, slow, "loading")
    tell(session, ready)

    session.walk_to("7:play")

    assert "armed" == session.day.media.state


def test_a_chair_may_not_wait(session: Morning) -> None:
    """
    With a reason the film plays on the screens that have it, and the reason is kept.
    """
    tell(session, "left")
    tell(session, "right", "loading")
    session.walk_to("7:play")

    assert "screens_not_ready" == session.refusal("play_media", force=True, reason=" ")
    (played,) = session.ask("play_media", force=True, reason="Màn phải hỏng")

    assert "Màn phải hỏng" == played.reason  # type: ignore[attr-defined]


def test_a_screen_that_is_gone_delays_nobody(session: Morning) -> None:
    """
    A wall that fell silent is another alarm; the film does not wait for it.
    """
    tell(session, "left")
    tell(session, "right", "loading")
    leave(session, "right")

    session.walk_to("7:play")

    assert "playing" == session.day.media.state


def test_the_film_waits_for_its_sound(session: Morning) -> None:
    """
    The screen chosen for the sound is waited for, there or not.
    """
    files = {FILM: media_file(FILM, sound=True)}
    session.ask("list_media", by=ADMIN, files=files)
    tell(session, "left")
    session.ask("give_sound", screen="right")

    session.walk_to("7:play")

    assert "armed" == session.day.media.state


def test_screens_begin_together(session: Morning) -> None:
    """
    What several walls play begins a moment later, for all of them at the same instant.
    """
    tell(session, "left")
    tell(session, "right")
    session.walk_to("7:play")

    assert session.now + TOGETHER == session.day.media.at
    assert 0 == session.day.media.position(session.now)
    assert 1 == session.day.media.position(session.now + TOGETHER + timedelta(seconds=1))


def test_a_sought_film_goes_on_from_there(session: Morning) -> None:
    """
    Placed anew it plays on, or stands still if it stood; restarted, it is at its beginning.
    """
    session.walk_to("7:play").ask("seek_media", to_s=60)
    session.wait(1)
    assert 120 == session.day.media.position(session.now)

    session.ask("pause_media")
    session.ask("seek_media", to_s=0)

    assert ("paused", 0) == (session.day.media.state, session.day.media.position(session.now))
    assert [] == session.ask("seek_media", to_s=0)


def test_nobody_seeks_in_nothing(session: Morning) -> None:
    """
    Where no file is in hand there is no place in it.
    """
    assert "media_not_armed" == session.refusal("seek_media", to_s=0)


def test_nobody_seeks_past_the_end(session: Morning) -> None:
    """
    A place behind the last frame is the end.
    """
    files = {FILM: media_file(FILM, duration_s=90)}
    session.ask("list_media", by=ADMIN, files=files)
    session.walk_to("7:play").ask("seek_media", to_s=300)

    assert 90 == session.day.media.position_s


def test_one_screen_is_heard(session: Morning) -> None:
    """
    The first hall screen that is there gives the sound, until a person chooses another.
    """
    assert "left" == owner(session.day)
    tell(session, "right")
    assert "right" == owner(session.day)

    session.ask("give_sound", screen="left")

    assert "left" == owner(session.day)
    assert [] == session.ask("give_sound", screen="left")
    assert "unknown_screen" == session.refusal("give_sound", screen="nowhere")


def test_the_sound_stays_where_it_began(session: Morning) -> None:
    """
    A screen that joins in the middle of a film does not take the sound away.
    """
    tell(session, "right")
    session.walk_to("7:play")

    tell(session, "left")

    assert "right" == owner(session.day)


def test_an_anthem_that_is_not_ready_is_not_begun(session: Morning) -> None:
    """
    At its step the anthem stays armed in silence rather than begin in the middle.
    """
    tell(session, "left", "loading", of=ANTHEM)

    session.walk_to("2:anthem")

    assert ("armed", False) == (session.day.media.state, session.day.media.a_cappella)
