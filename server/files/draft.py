"""A draft: what could be read of a conference, each entry with its place, before it is checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import clean
from .problems import Where

Entry = tuple[Where, Any]


@dataclass
class Draft:
    """The entries of every list, and every id the files mention, readable entry or not."""

    media: Path
    sources: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    ids: dict[str, set[str]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)

    def add(self, name: str, where: Where, record: Any) -> None:
        """Keep a readable entry of a list."""
        self.entries.setdefault(name, []).append((where, record))

    def know(self, name: str, table: Mapping[str, object]) -> None:
        """Remember an entry's id even when the rest of it can't be read."""
        if isinstance(table.get("id"), str):
            self.ids.setdefault(name, set()).add(clean.tidy(str(table["id"])))

    def placed(self, name: str) -> Iterator[Entry]:
        """The readable entries of a list with their places."""
        return iter(self.entries.get(name, ()))

    def all(self, name: str) -> list[Any]:
        """The readable entries of a list."""
        return [record for _, record in self.entries.get(name, ())]
