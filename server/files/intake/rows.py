"""The rows: what each sheet says of which table, cell by cell, and what of it is nobody's data."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from server.texts import text

from .. import cells, clean
from ..forms import YEARS
from ..problems import Report, Where
from .book import NOTHING, Cell, Sheet, column
from .headings import FEMALE, MALE, MUST, NAME, NUMBER, Heading, heading
from .values import Change, decoded, value

ENUMERATED = re.compile(r"(?:[IVXLC]+|[A-Z]|\d{1,3})\s*[.)/:-]\s*", re.IGNORECASE)
LETTER = re.compile(r"(?:[IVXLC]+|[A-Z])[.)]?")
ASIDE = {text(f"files.sheets.{name}") for name in ("guide", "choices")}  # the template's own
FEW = 3  # cells; a row with fewer, apart from the others, may be a signature or a sum


@dataclass
class Incoming:
    """A row of a workbook: its cells by field, and where each of them stands."""

    table: str
    where: Where
    cells: dict[str, str]
    columns: dict[str, tuple[str, str]] = field(default_factory=dict)
    groups: tuple[str, ...] = ()  # the headings of groups above it, the nearest first

    def at(self, name: str) -> Where:
        """The cell of a field, under the title the office gave its column."""
        letters, title = self.columns.get(name, (None, ""))
        place = Where(self.where.file, row=self.where.row, sheet=self.where.sheet, column=letters)
        return place.at(title) if title else place


@dataclass
class Intake:
    """Everything a file says, how it had to be read, and what in it was not read."""

    rows: list[Incoming] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    read: list[tuple[str, str, int]] = field(default_factory=list)  # sheet, table, rows
    unread: list[tuple[Where, str]] = field(default_factory=list)  # a sheet, column or row


def take(sheets: list[Sheet], file: str, report: Report) -> Intake:
    """The rows of every sheet that holds a table."""
    intake = Intake()
    for found in sheets:
        sheet = decoded(found, file, report, intake.changes)
        where = Where(file, sheet=sheet.name)
        head = heading(sheet)
        if head is None:
            if sheet.name not in ASIDE and any(
                any(c != NOTHING for c in row) for row in sheet.rows
            ):
                intake.unread.append((where, sheet.name))
            continue
        intake.unread += [(where, title) for title in head.unread]
        rows = list(_rows(sheet, head, where, report, intake))
        intake.rows += rows
        intake.read.append((sheet.name, head.table, len(rows)))
    if not intake.read and not report.errors:
        report.error(Where(file), "no_table")
    return intake


def _rows(
    sheet: Sheet, head: Heading, where: Where, report: Report, intake: Intake
) -> Iterator[Incoming]:
    numbers = next((at for at, name in head.fields.items() if name == NUMBER), None)
    last = _last_numbered(sheet, head, numbers)
    groups: tuple[str, ...] = ()
    apart = False
    for at in range(head.body, len(sheet.rows)):
        row = sheet.rows[at]
        filled = {n: cell for n, cell in enumerate(row) if _said(cell)}
        place = Where(where.file, row=at + 1, sheet=where.sheet)
        if not filled:
            apart = True
            continue
        if _is_heading(sheet, at, filled, head):
            said = max(map(_said, filled.values()), key=len)
            groups = (ENUMERATED.sub("", said, count=1), *groups)
            intake.unread.append((place, said))
            continue
        found = {n: cell for n, cell in filled.items() if head.fields.get(n, NUMBER) != NUMBER}
        beyond = last is not None and at > last
        key = MUST[head.table] & set(head.fields.values())
        lacks = not any(head.fields[n] in {*key, NAME} for n in found)
        if beyond or lacks or _is_thin(len(found), head, apart=apart):
            if len(found) < FEW and (beyond or lacks):
                words = " · ".join(_said(cell) for cell in filled.values())
                intake.unread.append((place, words))
            else:
                report.error(place, "row_unclear")
            continue
        apart = False
        yield _row(head, found, place, groups, report, intake)


def _is_thin(cells_: int, head: Heading, *, apart: bool) -> bool:
    """Whether a row says too little to be taken for a person or a thing without asking."""
    titled = sum(name != NUMBER for name in head.fields.values())
    return cells_ < min(FEW, titled) if apart else cells_ == 1 and titled >= FEW


def _row(
    head: Heading,
    found: dict[int, Cell],
    place: Where,
    groups: tuple[str, ...],
    report: Report,
    intake: Intake,
) -> Incoming:
    made = Incoming(head.table, place, {}, groups=groups)
    for n, name in head.fields.items():
        made.columns[name] = (column(n), head.titles[n])
    for n, cell in found.items():
        name = head.fields[n]
        meant = "birth_year" if name in {MALE, FEMALE} else name
        said = value(head.table, meant, cell, made.at(name), report, intake.changes)
        if said:
            made.cells[name] = said
    _ticked(made, report)
    return made


def _ticked(row: Incoming, report: Report) -> None:
    """The columns “Nam” and “Nữ”: a tick in one of them, or the year of birth."""
    ticked = {name: row.cells.pop(name) for name in (MALE, FEMALE) if name in row.cells}
    ticked = {name: said for name, said in ticked.items() if said.casefold() not in cells.NO}
    if len(ticked) > 1:
        report.error(row.at(FEMALE), "both_sexes")
    for name, said in ticked.items():
        sex = "Nam" if name == MALE else "Nữ"
        is_year = said.isdecimal() and len(said) == 4 and int(said) in YEARS
        if not is_year and said.casefold() not in cells.YES:
            report.error(row.at(name), "not_a_tick", value=said)
            continue
        for field_, meant in (("sex", sex), *([("birth_year", said)] if is_year else [])):
            row.columns.setdefault(field_, row.columns[name])
            row.cells.setdefault(field_, meant)


def _is_heading(sheet: Sheet, at: int, filled: dict[int, Cell], head: Heading) -> bool:
    """Whether a row only names the group below it: joined cells, `I` and a name, or one text."""
    if any(top - 1 == at and right > left + 1 for top, left, _, right in sheet.merged):
        return True
    if not all(isinstance(cell.value, str) for cell in filled.values()):
        return False
    said = [_said(cell) for cell in filled.values()]
    if len(said) == 2 and LETTER.fullmatch(said[0]):
        return True
    alone = len(said) == 1 and len(head.fields) >= FEW
    untitled = all(head.fields.get(n, NUMBER) == NUMBER for n in filled)
    return alone and (untitled or bool(ENUMERATED.match(said[0])))


def _last_numbered(sheet: Sheet, head: Heading, numbers: int | None) -> int | None:
    """The last row the office gave a number, where it gives numbers."""
    if numbers is None:
        return None
    numbered = [
        at
        for at in range(head.body, len(sheet.rows))
        if numbers < len(sheet.rows[at]) and _said(sheet.rows[at][numbers]).strip(".").isdecimal()
    ]
    return numbered[-1] if numbered else None


def _said(cell: Cell) -> str:
    return clean.tidy(str(cell.value)) if cell.value is not None else ""
