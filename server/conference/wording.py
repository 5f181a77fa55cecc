"""The wording: what somebody typed, without the marks nobody sees that turn letters round."""

import unicodedata
from functools import cache
from typing import Any

INVISIBLE = {"Cc", "Cf", "Co", "Cs"}


def visible(said: Any) -> Any:
    """A text, or several, without invisible marks; whatever else it is, as it is."""
    if isinstance(said, str):
        return said if said.isprintable() else "".join(map(_seen, said))
    if isinstance(said, tuple):
        return tuple(map(visible, said))
    if isinstance(said, dict):
        return {visible(name): visible(value) for name, value in said.items()}
    return said


@cache
def _seen(letter: str) -> str:
    if letter == "\n":
        return letter
    if letter in "\r\t\v\f\x85":
        return " "
    return "" if unicodedata.category(letter) in INVISIBLE else letter
