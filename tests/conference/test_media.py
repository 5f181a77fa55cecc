"""The media: one file at a time, armed first, fired by a person, silent when the step is over."""

import pytest

from server.conference.media import left_off
from tests.conference.morning import ADMIN, Morning
from tests.conference.plans import media_file, media_folder


@pytest.fixture(name="film")
def _film(session: Morning) -> Morning:
    """The film has just begun."""
    return session.walk_to("7:play")


def media(session: Morning) -> tuple[str, str | None, float]:
    """State, file and seconds into it."""
    now = session.day.media
    return now.state.value, now.file, now.position(session.now)


def test_a_film_is_armed_by_its_invitation(session: Morning) -> None:
    """
    The film waits at its beginning while the MC invites the hall to watch.
    """
    session.walk_to("7:invite")

    assert ("armed", "phong-su.mp4", 0) == media(session)


def test_a_film_plays_at_its_step(film: Morning) -> None:
    """
    Going on plays it.
    """
    film.wait(2)

    assert ("playing", "phong-su.mp4", 120) == media(film)


def test_a_film_goes_on_where_it_was_paused(film: Morning) -> None:
    """
    A pause keeps the place.
    """
    film.wait(2)
    film.ask("pause_media")
    film.wait(10)
    assert ("paused", "phong-su.mp4", 120) == media(film)

    film.ask("play_media")
    film.wait(1)

    assert ("playing", "phong-su.mp4", 180) == media(film)


@pytest.mark.parametrize("key", ["stop_media", "stop_all_sound", "pause_media"])
def test_a_film_stopped_by_mistake_goes_on_with_one_key(film: Morning, key: str) -> None:
    """
    Whichever key silenced it, the film stands at its place and plays on from there.
    """
    film.wait(2)
    film.ask(key)
    film.wait(1)
    assert "playing" != media(film)[0]

    film.ask("play_media")

    assert ("playing", "phong-su.mp4", 120) == media(film)


def test_a_film_left_by_a_stray_step_goes_on_from_there(film: Morning) -> None:
    """
    Gone on and back again, the film is where it was, and waits for a person to play it.
    """
    film.wait(2)
    film.next()
    film.ask("back")
    assert ("stopped", "phong-su.mp4", 120) == media(film)

    film.ask("play_media")

    assert ("playing", "phong-su.mp4", 120) == media(film)


def test_a_film_stopped_does_not_play_into_another_item(film: Morning) -> None:
    """
    What was left on its way is gone on with in its own item, and nowhere else.
    """
    film.wait(2)
    film.ask("go_to", item="9")

    assert "media_not_armed" == film.refusal("play_media")


def test_a_film_that_has_run_to_its_end_is_loaded_anew(session: Morning) -> None:
    """
    At its end there is nothing left to go on with.
    """
    film = media_file("phong-su.mp4", sound=True, duration_s=60.0)
    session.ask("list_media", by=ADMIN, files={"phong-su.mp4": film})
    session.walk_to("7:play").wait(2)
    session.ask("stop_media")

    assert "media_not_armed" == session.refusal("play_media")


def test_a_film_loaded_again_begins_anew(film: Morning) -> None:
    """
    Stopped and armed again, a film is back at its beginning.
    """
    film.wait(2)
    film.ask("stop_media")

    film.ask("arm_media")

    assert ("armed", "phong-su.mp4", 0) == media(film)


@pytest.mark.parametrize("key", ["play_media", "stop_media", "pause_media", "arm_media"])
def test_a_key_pressed_twice_is_pressed_once(session: Morning, key: str) -> None:
    """
    No key of the player does anything the second time.
    """
    session.walk_to("7:play").ask("stop_media")
    if key != "arm_media":
        session.ask("arm_media")
    if key == "pause_media":
        session.ask("play_media")
    session.ask(key)

    assert [] == session.ask(key)


@pytest.mark.parametrize("step", ["2:stand", "2:attention", "2:flag"])
def test_an_anthem_is_fired_at_its_own_step_alone(session: Morning, step: str) -> None:
    """
    Loaded for the ceremony, it does not sound while the hall is asked to rise, whatever key is hit.
    """
    session.walk_to(step)

    assert "anthem_at_its_step" == session.refusal("play_media")
    assert "anthem_at_its_step" == session.refusal("play_media", force=True, reason="Vội")


def test_a_film_is_shown_at_its_own_step_alone(film: Morning) -> None:
    """
    It does not begin over its title, nor go on over the thanks: there nothing offers to.
    """
    film.wait(2)
    film.next()
    assert "7:end" == film.step
    assert not left_off(film.day)
    assert "film_at_its_step" == film.refusal("play_media")

    film.ask("back")
    film.ask("back")

    assert ("7:invite", "armed") == (film.step, film.day.media.state)
    assert "film_at_its_step" == film.refusal("play_media")


def test_nothing_unarmed_plays(film: Morning) -> None:
    """
    Playing takes two deliberate acts: arm, then fire.
    """
    film.ask("stop_media")

    assert "media_not_armed" == film.refusal("play_media")


def test_nothing_is_armed_over_a_film_that_plays(film: Morning) -> None:
    """
    Whoever wants another file stops this one first.
    """
    assert "media_playing" == film.refusal("arm_media", file="nhac-nen.ogg")


def test_an_item_without_a_file_has_nothing_to_arm(session: Morning) -> None:
    """
    Where the item brings no file, one must be named.
    """
    assert "no_media" == session.refusal("arm_media")

    session.ask("arm_media", file="nhac-nen.ogg")

    assert ("armed", "nhac-nen.ogg", 0) == media(session)


def test_what_cannot_be_played_is_not_armed(session: Morning) -> None:
    """
    A file that is not in the folder, or that is damaged, is no use at the moment it is needed.
    """
    damaged = media_file("phong-su.mp4", fault="unreadable")
    session.ask("list_media", by=ADMIN, files={"phong-su.mp4": damaged})

    session.walk_to("7:invite")

    assert "armed" != session.day.media.state
    assert {"media_unusable"} == {
        session.refusal("arm_media"),
        session.refusal("arm_media", file="khac.mp4"),
    }


def test_the_folder_is_listed_once(session: Morning) -> None:
    """
    A folder that holds what it held is no news.
    """
    assert [] == session.ask("list_media", by=ADMIN, files=media_folder(session.day.plan))


def test_the_next_step_is_silent(film: Morning) -> None:
    """
    Nothing plays on into another step.
    """
    film.next()

    assert "stopped" == media(film)[0]


def test_a_jump_is_silent(film: Morning) -> None:
    """
    Nothing plays on into another item.
    """
    film.ask("go_to", item="9")

    assert "stopped" == media(film)[0]


def test_a_silent_hall_is_not_silenced_again(session: Morning) -> None:
    """
    Where nothing sounds, a step brings no further event of the media.
    """
    session.walk_to("2:anthem").ask("a_cappella")
    session.walk_to("3:purpose")

    assert ["UndoPointMade", "StepEntered"] == [type(e).__name__ for e in session.ask("next")]
