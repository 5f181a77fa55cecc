"""The wording: what somebody typed, without marks nobody sees, and never what a scanner typed."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from .check_digit import LENGTH, is_code
from .refusal import Refused

INVISIBLE = {"Cc", "Cf", "Co", "Cs"}
LONGEST_NAME = 40
MANY_DIGITS = re.compile(rf"[0-9]{{{LENGTH},}}")
CITIZEN_CARD = re.compile(r"(?<![0-9])[0-9]{12}\|")


def visible(said: Any) -> Any:
    """A text, or several, without invisible marks; whatever else it is, as it is."""
    if isinstance(said, str):
        return said if said.isprintable() else "".join(map(_seen, said))
    if isinstance(said, tuple):
        return tuple(map(visible, said))
    if isinstance(said, dict):
        return {visible(name): visible(value) for name, value in said.items()}
    return said


def unscanned(said: Any) -> Any:
    """A text, or several, as it is; raises `Refused` where a badge or citizen card was scanned in.

    No code stands in the journal, however it came into a field.
    """
    for text in _texts(said):
        ends = (end for run in MANY_DIGITS.findall(text) for end in (run[:LENGTH], run[-LENGTH:]))
        if CITIZEN_CARD.search(text) or any(map(is_code, ends)):
            raise Refused("scanned_into_text")
    return said


def _texts(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, tuple):
        yield from (text for one in said for text in _texts(one))
    elif isinstance(said, dict):
        yield from (text for pair in said.items() for text in _texts(pair))


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
