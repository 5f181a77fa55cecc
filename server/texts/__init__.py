"""The texts: one catalogue of every sentence a person reads, in Vietnamese and in English.

Each room has a file beside this one; a text's key is the file's name and its place in it.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("vi", "en")
ROOMS = {path.stem: path for path in sorted(Path(__file__).parent.glob("*.toml"))}


def raw(key: str, lang: str = "vi") -> str:
    """The text with that key as it stands in the catalogue; raises KeyError for an unknown one."""
    return _texts(key.partition(".")[0])[key][lang]


def text(key: str, lang: str = "vi", **facts: object) -> str:
    """The text with that key, with its `{placeholders}` filled."""
    template = raw(key, lang)
    return template.format(**facts) if facts else template


@cache
def catalogue(lang: str) -> dict[str, str]:
    """Every text in one language, by key."""
    return {key: leaf[lang] for room in ROOMS for key, leaf in _texts(room).items()}


@cache
def _texts(room: str) -> dict[str, dict[str, str]]:
    """A room's texts by key, read when the first is asked for: a start needs few of them."""
    return dict(_leaves(room, tomllib.loads(ROOMS[room].read_text(encoding="utf-8"))))


def _leaves(key: str, node: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    if set(node) == set(LANGUAGES):
        yield key, node
        return
    for name, below in node.items():
        yield from _leaves(f"{key}.{name}", below)
