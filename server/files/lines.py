"""Line numbers of a TOML file: which line each table and each key stands on."""

import re
from collections import Counter

from .problems import Step

HEADER = re.compile(r"(\[\[?)([\w.\-\s]+)\]")
KEY = re.compile(r"\s*([\w\-]+)\s*=")

Path = tuple[Step, ...]


def positions(document: str) -> dict[Path, int]:
    """The line of every table header and every key, by its path."""
    places: dict[Path, int] = {}
    counts: Counter[Path] = Counter()
    here: Path = ()
    quoted = False
    for number, line in enumerate(document.splitlines(), 1):
        inside, quoted = quoted, quoted ^ (line.count('"""') % 2 == 1)
        if inside:
            continue
        if header := HEADER.match(line.lstrip()):
            here = _entered(header[2], header[1] == "[[", counts)
            places.setdefault(here, number)
        elif key := KEY.match(line):
            places.setdefault((*here, key[1]), number)
    return places


def _entered(header: str, array: bool, counts: Counter[Path]) -> Path:
    """The path a header opens: the last entry of each array on the way, a new one at its end."""
    path: Path = ()
    names = [name.strip() for name in header.split(".")]
    for name in names[:-1]:
        path = (*path, name)
        if counts[path]:
            path = (*path, counts[path] - 1)
    path = (*path, names[-1])
    if array:
        counts[path] += 1
        return (*path, counts[path] - 1)
    return path
