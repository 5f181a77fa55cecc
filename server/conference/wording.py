"""The wording: what somebody typed, without the marks nobody sees that turn letters round."""

import unicodedata
from functools import cache
from typing import Any

from .refusal import Refused

INVISIBLE = {"Cc", "Cf", "Co", "Cs"}
LONGEST_NAME = 40


def visible(said: Any) -> Any:
    """A text, or several, without invisible marks; whatever else it is, as it is."""
    if isinstance(said, str):
        return said if said.isprintable() else "".join(map(_seen, said))
    if isinstance(said, tuple):
        return tuple(map(visible, said))
    if isinstance(said, dict):
        return {visible(name): visible(value) for name, value in said.items()}
    return said


def in_one_line(said: str) -> str:
    """What somebody typed as a name, as everybody else would type it."""
    return " ".join(visible(unicodedata.normalize("NFC", said)).split())


def named(said: str) -> str:
    """The name of a device or an account; raises `Refused` where there is nothing to read of it."""
    name = in_one_line(said)
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused("bad_screen_name")
    return name


@cache
def _seen(letter: str) -> str:
    if letter == "\n":
        return letter
    if letter in "\r\t\v\f\x85":
        return " "
    return "" if unicodedata.category(letter) in INVISIBLE else letter
