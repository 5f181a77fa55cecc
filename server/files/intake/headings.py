"""The headings: which table a sheet holds, on which row its columns are titled, and what they mean.

Titles above, a column of numbers, a second row of titles and a row of column numbers are what
office sheets have; none of them is anybody's data.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import msgspec

from server.conference.search import folded
from server.texts import text

from .. import clean
from ..folder import SOURCES
from ..tables import titles
from .book import Cell, Sheet

LOOKED_THROUGH = 40  # rows from the top
NUMBER, MALE, FEMALE = "#", "male", "female"
NAME, UNIT = "person_name", "person_unit"
# A person named in another table may be named by name and delegation.
NAMED = {"assignments", "speeches", "awards", "nominations"}
COUNTING = ("stt", "tt", "so tt", "so thu tu", "no", "no.")

# What offices write over a column beside its own title; folded, without marks.
ALSO: dict[str, dict[str, tuple[str, ...]]] = {
    "units": {
        "name": ("don vi", "ten don vi", "doan dai bieu", "cong doan cap tren"),
        "quota": ("so luong", "phan bo", "so luong phan bo"),
    },
    "people": {
        "id": ("ma dai bieu", "so the dai bieu"),
        "full_name": ("ho ten", "ho va ten dai bieu", "ho ten dai bieu", "ten dai bieu"),
        "given_name": ("ten sap xep",),
        "birth_year": ("nam sinh", "ngay sinh", "ngay thang nam sinh", "ngay, thang, nam sinh"),
        "position": ("chuc danh", "chuc vu (day du)"),
        "workplace": ("noi cong tac", "co quan cong tac", "don vi"),
        "unit": ("doan dai bieu", "thuoc doan", "cong doan cap tren", "doan (cd cap tren)"),
        "delegate_class": ("thanh phan",),
        "party_member": ("dang vien dcsvn", "la dang vien"),
        "phone": ("so dien thoai", "sdt", "dien thoai / zalo", "so dt", "dt"),
        "hall_seat": ("so ghe", "ghe", "ghe ngoi"),
        MALE: ("nam",),
        FEMALE: ("nu",),
    },
    "speeches": {"title": ("ten bai tham luan", "noi dung tham luan"), "minutes": ("thoi gian",)},
    "decisions": {
        "number": ("so quyet dinh", "quyet dinh so"),
        "date": ("ngay ky", "ngay ban hanh", "ngay quyet dinh"),
        "award": ("danh hieu", "hinh thuc"),
    },
    "batches": {"title": ("dot trao",)},
    "awards": {
        "batch": ("dot trao",),
        "decision": ("so quyet dinh", "quyet dinh so"),
        "certificate": ("so bang khen", "so hieu bang"),
        "person": ("dai bieu", "nguoi nhan"),
        "portrait": ("anh chan dung", "chan dung", "tep anh", "hinh anh"),
    },
}
MUST = {
    "units": {"name"},
    "people": {"full_name"},
    "assignments": {"role", "person"},
    "speeches": {"title", "person"},
    "decisions": {"number", "award"},
    "batches": {"title", "presenters"},
    "awards": {"batch", "person"},
    "nominations": {"list", "person"},
}
TABLES = tuple(MUST)


class Heading(NamedTuple):
    """A sheet's table, the row below its titles (from 0), and each column's field and title."""

    table: str
    body: int
    fields: dict[int, str]
    titles: dict[int, str]

    @property
    def unread(self) -> list[str]:
        """The titles no field goes by."""
        return [title for at, title in self.titles.items() if at not in self.fields]


def heading(sheet: Sheet) -> Heading | None:
    """The heading of a sheet; None where it holds no table of a conference."""
    found = [
        made
        for at in range(min(LOOKED_THROUGH, len(sheet.rows)))
        for table in TABLES
        for made in _headings(sheet, at, table)
        if _holds(made)
    ]
    named = table_named(sheet.name)
    best = max(found, key=lambda m: (m.table == named, len(m.fields), -m.body), default=None)
    return best and best._replace(body=_past_numbers(sheet, best.body))


@cache
def table_named(name: str) -> str | None:
    """The table a sheet of that name holds, as the template and the files call it."""
    said = folded(clean.tidy(name))
    for table in TABLES:
        own = {folded(text(f"files.sheets.{table}", lang)) for lang in ("vi", "en")}
        if said in own | {table, SOURCES[table].file.removesuffix(".csv")}:
            return table
    return None


def _holds(made: Heading) -> bool:
    fields = set(made.fields.values())
    return MUST[made.table] <= fields | ({"person"} if NAME in fields else set())


def _headings(sheet: Sheet, at: int, table: str) -> Iterator[Heading]:
    """The row read as titles; then with the row below it, where titles stand in two rows."""
    above = _across(sheet, at)
    if not any(above.values()):
        return
    yield _heading(table, at + 1, above)
    if at + 1 < len(sheet.rows):
        below = {n: _said(cell) for n, cell in enumerate(sheet.rows[at + 1]) if _said(cell)}
        own = _heading(table, at + 2, below)
        if below and len(own.fields) == len(below):
            yield _heading(table, at + 2, above | below)


def _heading(table: str, body: int, said: dict[int, str]) -> Heading:
    known = _known(table)
    fields: dict[int, str] = {}
    for at, title in said.items():
        field = known.get(_plain(title))
        if field == "person" and "person" in fields.values():
            field = NAME
        if field and field not in fields.values():
            fields[at] = field
        elif field is None and _plain(title) in COUNTING:
            fields[at] = NUMBER
    return Heading(table, body, fields, {at: title for at, title in said.items() if title})


@cache
def _known(table: str) -> dict[str, str]:
    """Every title of a column, folded, and the field it means."""
    source = SOURCES[table]
    own = titles(source.file, [field.name for field in msgspec.structs.fields(source.struct)])
    known = {folded(title): field for title, field in own.items()}
    for field, more in ALSO.get(table, {}).items():
        for title in more:
            known.setdefault(title, field)
    if table in NAMED:
        people = {"ho va ten": NAME, "ho ten": NAME, "nguoi tham luan": NAME, "full name": NAME}
        for title, field in (people | {"doan": UNIT, "don vi": UNIT}).items():
            known.setdefault(title, field)
    return known


def _across(sheet: Sheet, at: int) -> dict[int, str]:
    """The titles of a row; one over joined cells stands over each of them."""
    said = {n: _said(cell) for n, cell in enumerate(sheet.rows[at])}
    for top, left, bottom, right in sheet.merged:
        if top - 1 <= at < bottom and left - 1 in said:
            said |= dict.fromkeys(range(left, right), said[left - 1])
    return said


def _past_numbers(sheet: Sheet, body: int) -> int:
    """The row after the one that numbers the columns, where there is such a one."""
    if body < len(sheet.rows):
        said = [_said(cell).strip("()[] ") for cell in sheet.rows[body] if _said(cell)]
        numbers = [int(word) for word in said if len(word) <= 2 and word.isdecimal()]
        counted = numbers == list(range(min(numbers, default=0), max(numbers, default=0) + 1))
        if counted and len(numbers) > 2 and all(len(word) <= 2 for word in said):
            return body + 1
    return body


def _said(cell: Cell) -> str:
    return clean.tidy(str(cell.value)) if cell.value is not None else ""


def _plain(title: str) -> str:
    return re.sub(r"\s+", " ", folded(title).replace("\n", " ")).strip(" :*.")
