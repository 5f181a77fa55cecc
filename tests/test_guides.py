"""The guides of the operator and the MC: they name the keys there are, and show pictures that exist."""

import re

import pytest

from server.config import ROOT

GUIDES = {"operator": ROOT / "display" / "operator.md", "mc": ROOT / "display" / "mc.md"}
KEY_MAP = ROOT / "display" / "console" / "keys.js"
SIGNS = {"ArrowRight": "→", "ArrowLeft": "←", "ArrowUp": "↑", "ArrowDown": "↓"}
UNSAID = {"NumpadEnter"}  # a twin of Enter
NAMED = re.compile(r"`(Space|Enter|Escape|Esc|Page(?:Up|Down)|[A-Z0-9?])`|([←→↑↓])")
PICTURE = re.compile(r"!\[[^\]]+\]\(([^)]+)\)")


def keys() -> dict[str, set[str]]:
    """The keyboard map, as the console reads it: the keys of each meaning."""
    table = KEY_MAP.read_text(encoding="utf-8").partition("Object.freeze({")[2].partition("});")[0]
    return {
        meaning: {SIGNS.get(key, key) for key in re.findall(r"'([^']+)'", listed)} - UNSAID
        for meaning, listed in re.findall(r"(\w+): \[([^\]]*)\]", table)
    }


def halves(name: str) -> list[str]:
    """A guide in Vietnamese, and in English."""
    return GUIDES[name].read_text(encoding="utf-8").split("\n---\n")


def named(text: str) -> set[str]:
    """The keys a text names."""
    found = {letter or arrow for letter, arrow in NAMED.findall(text)}
    return {"Escape" if key == "Esc" else key for key in found}


@pytest.mark.parametrize("language", [0, 1], ids=["vi", "en"])
def test_the_operator_s_guide_names_every_key_and_no_other(language: int) -> None:
    """
    The guide's keys are the keyboard map's, in either language.
    """
    assert set().union(*keys().values()) == named(halves("operator")[language])


@pytest.mark.parametrize("language", [0, 1], ids=["vi", "en"])
def test_the_mc_s_guide_names_the_mc_s_keys(language: int) -> None:
    """
    The prompter walks with the console's keys, and turns its page with ↑ and ↓.
    """
    walks = keys()["next"] | keys()["back"]

    assert walks | {"↑", "↓"} == named(halves("mc")[language])


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_shows_pictures_that_exist(name: str) -> None:
    """
    Every picture a guide shows is in the repository, and both languages show the page.
    """
    shown = [PICTURE.findall(half) for half in halves(name)]

    assert all(shown)
    assert all((GUIDES[name].parent / path).resolve().is_file() for half in shown for path in half)
