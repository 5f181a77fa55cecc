"""The texts: one catalogue of every sentence a person reads, in Vietnamese and in English.

Each room has a file beside this one; a text's key is the file's name and its place in it.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("vi", "en")


def raw(key: str, lang: str = "vi") -> str:
    """The text with that key as it stands in the catalogue; raises KeyError for an unknown one."""
    return catalogue(lang)[key]


def text(key: str, lang: str = "vi", **facts: object) -> str:
    """The text with that key, with its `{placeholders}` filled."""
    template = raw(key, lang)
    return template.format(**facts) if facts else template


@cache
def catalogue(lang: str) -> dict[str, str]:
    """Every text in one language, by key."""
    return {key: leaf[lang] for key, leaf in _read()}


@cache
def _read() -> list[tuple[str, dict[str, str]]]:
    """Every text in all languages; to read them takes a tenth of a start."""
    return [
        leaf
        for path in sorted(Path(__file__).parent.glob("*.toml"))
        for leaf in _leaves(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
    ]


def _leaves(key: str, node: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    if set(node) == set(LANGUAGES):
        yield key, node
        return
    for name, below in node.items():
        yield from _leaves(f"{key}.{name}", below)
