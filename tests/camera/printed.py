"""Printed badges: the pictures the office prints, what their codes say, and where they stand."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import zxingcpp
from PIL import Image

from server.conference.badges import code_of
from server.conference.plan import Conference, Person
from server.papers.badges import badges

SECRET = b"the same badges in every run"


class Printed(NamedTuple):
    """A badge as it comes out of the printer, in greys; its code's centre and side in its pixels."""

    person: str
    code: str
    picture: Image.Image
    centre: tuple[float, float]
    side: float


def spread(conference: Conference, many: int) -> list[str]:
    """The badge numbers of so many delegates, from all over the roster."""
    step = max(1, len(conference.people) // many)
    return [person.id for person in conference.people[::step][:many]]


def printed(conference: Conference, numbers: Sequence[str], folder: Path) -> list[Printed]:
    """The badges with these numbers."""

    def code(person: Person) -> str:
        return code_of(SECRET, conference.code, person.id, person.badge_serial)

    codes = {person.id: code(person) for person in conference.people}
    files = badges(conference, code, folder, format="png", only=numbers)
    pictures = {file.stem: Image.open(file).convert("L") for file in files}
    return [_found(number, codes[number], pictures[number]) for number in numbers]


def _found(person: str, code: str, picture: Image.Image) -> Printed:
    [symbol] = zxingcpp.read_barcodes(picture)
    assert symbol.text == code
    at = symbol.position
    corners = [(corner.x, corner.y) for corner in (at.top_left, at.top_right, at.bottom_right)]
    (left, top), (right, _), (_, bottom) = corners
    return Printed(person, code, picture, ((left + right) / 2, (top + bottom) / 2), right - left)
