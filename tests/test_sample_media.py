"""The sample's film and tone: what the generator makes plays, and what is kept is what it makes."""

from pathlib import Path

from server.conference.library import MediaFile
from server.config import SAMPLE
from server.files.films import make_silent
from server.files.media import look_into
from tests.sample_media import FILM, LASTS_S, TONE, make_film, make_tone

LARGEST = 400 * 1024


def test_the_generator_makes_a_film_and_a_tone(tmp_path: Path) -> None:
    """
    Anybody can make both anew: a film with its sound, and a sound by itself.
    """
    make_film(tmp_path / FILM, 1)
    make_tone(tmp_path / TONE, 1)

    assert {FILM: ("film", True, 1), TONE: ("sound", True, 1)} == described(tmp_path)


def described(folder: Path) -> dict[str, tuple[str, bool, int]]:
    """Kind, sound and whole seconds of every file, none of which has a fault."""
    found = look_into(folder)
    assert {None} == {file.fault for file in found.values()}
    return {name: _shape(file) for name, file in found.items()}


def _shape(file: MediaFile) -> tuple[str, bool, int]:
    return file.kind.value, file.sound, round(file.duration_s)


def test_the_sample_comes_with_both() -> None:
    """
    They are small enough to stand in the repository, and no anthem is among them.
    """
    folder = SAMPLE / "media"

    assert {FILM: ("film", True, LASTS_S), TONE: ("sound", True, 5)} == described(folder)
    assert sum(path.stat().st_size for path in folder.iterdir()) <= LARGEST


def test_a_silent_copy_is_the_pictures_alone(tmp_path: Path) -> None:
    """
    A screen that follows gets the same film without its sound; nothing half-written is left.
    """
    make_silent(SAMPLE / "media" / FILM, tmp_path / FILM)

    assert {FILM: ("film", False, LASTS_S)} == described(tmp_path)
