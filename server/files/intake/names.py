"""Names: what an office calls a thing, and the id the conference knows it by."""

import re

from server.conference.search import folded

from .. import clean


class Names:
    """Ids and the names they go by; a name two things share finds both."""

    def __init__(self) -> None:
        self._by: list[dict[str, list[str]]] = [{}, {}, {}]
        self.known: list[str] = []
        self.ids: dict[str, None] = {}

    def add(self, id: str, *names: str) -> None:
        """One more thing, under its id and its names."""
        self.ids[id] = None
        self.known += [name for name in (id, *names) if name]
        for written, by in zip(_ways, self._by, strict=True):
            for name in {written(name) for name in (id, *names) if name}:
                if id not in by.setdefault(name, []):
                    by[name].append(id)

    def find(self, said: str) -> list[str]:
        """The ids of what is called so: as it is written, else in any case, else without marks."""
        if said in self.ids:
            return [said]
        ways = ((by, written(said)) for written, by in zip(_ways, self._by, strict=True))
        return next((by[name] for by, name in ways if name in by), [])


def _as_written(name: str) -> str:
    return clean.tidy(name)


def _in_any_case(name: str) -> str:
    return clean.tidy(name).casefold()


def _bare(name: str) -> str:
    return re.sub(r"[^\w]+", " ", folded(clean.tidy(name))).strip()


_ways = (_as_written, _in_any_case, _bare)
