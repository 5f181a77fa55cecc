"""Values: what Excel holds in a cell becomes what the office meant, and each change is shown."""

import re
from collections import Counter
from datetime import date, datetime, time
from typing import Any, NamedTuple

import msgspec

from .. import cells, clean
from ..folder import SOURCES
from ..forms import YEARS
from ..problems import Report, Where
from ..records import plain
from . import legacy
from .book import Cell, Sheet, column

FIRST_DAY = date(1899, 12, 30)  # day 0 of Excel's calendar
BORN = re.compile(r"(?:\d{1,2}\s*[/.-]\s*){1,2}(\d{4})")
SHORT_PHONE = re.compile(r"[1-9]\d{8}")
FORMULA = re.compile(r"[=@]|[+-](?![\d\s().-]*$)")
DATES = {"date", "appointed_on"}
LINES = {"achievement", "note"}  # fields that may hold more than one line


class Change(NamedTuple):
    """A cell that is not taken as it stood: where, why, and how it reads now."""

    where: Where
    why: str
    before: str
    after: str


def decoded(sheet: Sheet, file: str, report: Report, changes: list[Change]) -> Sheet:
    """The sheet with every text in Unicode; a text that could be read in two ways is a problem."""
    written = [
        (Where(file, row=at + 1, sheet=sheet.name, column=column(n)), cell)
        for at, row in enumerate(sheet.rows)
        for n, cell in enumerate(row)
        if isinstance(cell.value, str) and legacy.FOREIGN.search(cell.value)
    ]
    used = _encodings(cell for _, cell in written)
    said = {where.cell: _read(where, cell, used, report, changes) for where, cell in written}
    rows = [
        [
            cell._replace(value=said.get(f"{column(n)}{at + 1}", cell.value))
            for n, cell in enumerate(row)
        ]
        for at, row in enumerate(sheet.rows)
    ]
    return sheet._replace(rows=rows)


def _encodings(written: Any) -> Counter[legacy.Encoding]:
    """Which old encodings a sheet surely holds though its fonts are gone: one makes sense."""
    found: Counter[legacy.Encoding] = Counter()
    for cell in written:
        if legacy.of_font(cell.font) is None and not _is_plain(cell.value):
            sure = legacy.readings(cell.value)
            found.update(sure if len(sure) == 1 else ())
    return found


def _is_plain(text: str) -> bool:
    """Whether a text makes sense as it is."""
    return legacy.reads_well(text) and not clean.looks_legacy(text)


def _read(
    where: Where,
    cell: Cell,
    used: Counter[legacy.Encoding],
    report: Report,
    changes: list[Change],
) -> str:
    """A text as its font showed it; as it is, where it is Unicode."""
    text: str = cell.value
    own = legacy.of_font(cell.font)
    as_it_is = _is_plain(text)
    if own is not None:
        made = legacy.reading(text, own)
        if made is None or (as_it_is and not legacy.reads_well(made)):
            return text
        made = made.upper() if legacy.has_capitals_only(cell.font) else made
        found = {own: made}
    else:
        found = legacy.readings(text)
        found = {kind: made for kind, made in found.items() if kind in used} or (
            {} if as_it_is else found
        )
    if not found:
        return text
    if own is None and (len(found) > 1 or as_it_is):
        ways = " / ".join(f"“{made}”" for made in ([text] if as_it_is else []) + [*found.values()])
        report.error(where, "two_readings", text=text, ways=ways)
        return text
    ((kind, made),) = found.items()
    if made != text:
        changes.append(Change(where, kind.value, text, made))
    return made


def value(
    table: str, field: str, cell: Cell, where: Where, report: Report, changes: list[Change]
) -> str:
    """What the cell says, as an office would type it into the conference's table."""
    if cell.kind != "value":
        report.error(where, f"cell_{cell.kind}", value=str(cell.value or ""))
        return ""
    before = shown(cell.value)
    after, why = _meant(table, field, cell.value, where, report)
    if after != before:
        changes.append(Change(where, why, before, after))
    elif FORMULA.match(after) and len(after) > 1:
        changes.append(Change(where, "text", before, after))
    return after


def shown(found: Any) -> str:
    """A cell's value as its reader sees it."""
    if found is None:
        return ""
    if isinstance(found, bool):
        return "có" if found else "không"
    if isinstance(found, datetime | date):
        return f"{found.day}/{found.month}/{found.year}"
    if isinstance(found, float) and found.is_integer():
        return str(int(found))
    return str(found)


def _meant(table: str, field: str, found: Any, where: Where, report: Report) -> tuple[str, str]:
    said = shown(found)
    if isinstance(found, str):
        said = clean.tidy(found if field in LINES else found.replace("\n", " "))
        why = "spaces" if said == found.strip() or "  " in found or "\n" in found else "form"
    else:
        why = "form"
    if field == "birth_year":
        return _year(found, said), "year" if _year(found, said) != said else why
    if isinstance(found, datetime | date | time):
        if field not in DATES:
            report.error(where, "cell_date", value=said)
        return said, why
    if field == "phone" and isinstance(found, int | float) and SHORT_PHONE.fullmatch(said):
        return f"0{said}", "zero"
    if isinstance(found, float) and _kind(table, field) is int and not found.is_integer():
        report.error(where, "cell_fraction", value=said)
    return said, why


def _year(found: Any, said: str) -> str:
    """The year of birth, out of a whole date, or of a year that Excel took for a day's number."""
    if isinstance(found, datetime):
        found = found.date()
    if isinstance(found, date):
        number = (found - FIRST_DAY).days
        return str(number if number in YEARS else found.year)
    whole = BORN.fullmatch(said)
    return whole[1] if whole else said


def _kind(table: str, field: str) -> Any:
    kinds = {f.name: f.type for f in msgspec.structs.fields(SOURCES[table].struct)}
    return plain(kinds[field]) if field in kinds else str


def alike(table: str, field: str, one: str, other: str) -> bool:
    """Whether two cells say the same to the program: `x` and `có`, `nam` and `Nam`."""
    kind = _kind(table, field)
    return cells.value(field, kind, clean.tidy(one)) == cells.value(field, kind, clean.tidy(other))
