"""The book: an office's workbook or CSV file as sheets of cells, within bounds no office needs.

Formulas are read as the values last seen in Excel; nothing in the file is ever calculated here.
"""

import contextlib
import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lxml.etree import LxmlError
from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils import column_index_from_string, get_column_letter

from ..folder import LARGEST
from ..problems import Report, Where
from ..tables import MOST_ROWS, separator

LARGEST_UNPACKED = 48 << 20  # bytes; a workbook of 10,000 people has 8 MB
MOST_PARTS, MOST_SHEETS, MOST_COLUMNS = 500, 60, 200
MOST_CELLS = 400_000  # in all its sheets: 10,000 people with every column filled
MOST_MERGED, LONGEST_MERGED = 2_000, 1_000
MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # an .xls, or a workbook locked with a password
UNREADABLE: tuple[type[Exception], ...] = (
    *(OSError, zipfile.BadZipFile, zlib.error, LxmlError, SyntaxError, ValueError, TypeError),
    *(LookupError, EOFError, AttributeError, NotImplementedError, RuntimeError),
)


class Cell(NamedTuple):
    """What stands in a cell, in which font, and how: as a value, a fault, or a bare formula."""

    value: Any = None
    font: str = ""
    kind: str = "value"


class Sheet(NamedTuple):
    """A sheet's rows from the first on; `merged` are its joined cells: top, left, bottom, right."""

    name: str
    rows: list[list[Cell]]
    merged: tuple[tuple[int, int, int, int], ...] = ()


NOTHING = Cell()


def sheets(path: Path, report: Report) -> list[Sheet]:
    """The sheets of a file, or the reason it cannot be read, in the report."""
    where = Where(path.name)
    try:
        if not path.is_file():
            return _refused(report, where, "no_book")
        if path.stat().st_size > LARGEST:
            return _refused(report, where, "too_large", most=LARGEST >> 20)
        body = path.read_bytes()
    except OSError as exc:
        return _refused(report, where, "book_unreadable", cause=exc.strerror or str(exc))
    if body.startswith(OLD_OFFICE):
        return _refused(report, where, "old_office")
    if not body.startswith(b"PK"):
        return _csv(body, where, report)
    if (why := _monstrous(body)) is not None:
        return _refused(report, where, why, most=LARGEST_UNPACKED >> 20)
    try:
        return list(_workbook(body, where, report))
    except UNREADABLE:
        return _refused(report, where, "not_a_book")


def _refused(report: Report, where: Where, key: str, **facts: str | int) -> list[Sheet]:
    report.error(where, key, **facts)
    return []


def _monstrous(body: bytes) -> str | None:
    """Why a packed file is not to be opened: it would unfold, or was made to mislead."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > LARGEST_UNPACKED:
                return "unfolds"
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with packed.open(part) as opened:
                        if b"<!DOCTYPE" in opened.read(LARGEST_UNPACKED):
                            return "not_a_book"
    except UNREADABLE:
        return "not_a_book"
    return None


def _workbook(body: bytes, where: Where, report: Report) -> Iterator[Sheet]:
    with (
        contextlib.closing(_opened(body, values=True)) as seen,
        contextlib.closing(_opened(body, values=False)) as written,
        zipfile.ZipFile(io.BytesIO(body)) as packed,
    ):
        if len(seen.worksheets) > MOST_SHEETS:
            report.error(where, "too_many_sheets", most=MOST_SHEETS)
            return
        left = MOST_CELLS
        for sheet, source in zip(seen.worksheets, written.worksheets, strict=True):
            rows = _rows(sheet, source, Where(where.file, sheet=sheet.title), report, left)
            left -= sum(map(len, rows))
            merged = _merged(packed.read(sheet._worksheet_path))
            yield Sheet(sheet.title, _unmerged(rows, merged), merged)


def _opened(body: bytes, *, values: bool) -> Any:
    return load_workbook(io.BytesIO(body), read_only=True, data_only=values, keep_links=False)


def _rows(sheet: Any, source: Any, where: Where, report: Report, most: int) -> list[list[Cell]]:
    """The rows with something in them, each at its own number; `most` cells of them."""
    found: list[list[Cell]] = []
    cells = 0
    for seen, written in zip(_bounded(sheet), _bounded(source), strict=False):
        width = len(seen)
        while width and seen[width - 1] is EMPTY_CELL:
            width -= 1
        row = [_cell(*pair) for pair in zip(seen[:width], written[:width], strict=False)]
        while row and row[-1] == NOTHING:
            row.pop()
        found.append(row)
        cells += len(row)
        if cells > most:
            report.error(where, "too_many_cells", most=MOST_CELLS)
            return []
    while found and not found[-1]:
        found.pop()
    if len(found) > MOST_ROWS:
        report.error(where, "too_many_rows", most=MOST_ROWS)
        return []
    if any(len(row) > MOST_COLUMNS for row in found):
        report.error(where, "too_many_columns", most=MOST_COLUMNS)
        return []
    return found


def _bounded(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # what a file says of its own size is not to be relied on
    yield from sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1)


def _cell(seen: Any, written: Any) -> Cell:
    if seen.value is None:
        return Cell(written.value, kind="formula") if written.data_type == "f" else NOTHING
    font = seen.font.name if isinstance(seen.value, str) else ""
    return Cell(seen.value, font or "", "fault" if seen.data_type == "e" else "value")


def _merged(source: bytes) -> tuple[tuple[int, int, int, int], ...]:
    found = (
        (int(top), column_index_from_string(left), int(bottom), column_index_from_string(right))
        for left, top, right, bottom in (
            tuple(map(bytes.decode, parts)) for parts in MERGED.findall(source)[:MOST_MERGED]
        )
    )
    return tuple(area for area in found if area[2] - area[0] <= LONGEST_MERGED)


def _unmerged(
    rows: list[list[Cell]], merged: tuple[tuple[int, int, int, int], ...]
) -> list[list[Cell]]:
    """The rows, with what stands in cells joined downwards written in each of them."""
    for top, left, bottom, _ in merged:
        if top > len(rows) or left > len(rows[top - 1]):
            continue
        for row in rows[top : min(bottom, len(rows))]:
            row.extend([NOTHING] * (left - len(row)))
            row[left - 1] = rows[top - 1][left - 1]
    return rows


def _csv(body: bytes, where: Where, report: Report) -> list[Sheet]:
    try:
        wide = body.startswith((b"\xff\xfe", b"\xfe\xff"))
        document = body.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        return _refused(report, where, "not_utf8")
    if "\0" in document:
        return _refused(report, where, "not_a_book")
    rows: list[list[Cell]] = []
    lines = io.StringIO(document, newline="")
    try:
        for row in csv.reader(lines, delimiter=separator(document), strict=True):
            rows.append([Cell(cell) if cell else NOTHING for cell in row])
            if len(rows) > MOST_ROWS:
                return _refused(report, where, "too_many_rows", most=MOST_ROWS)
            if len(row) > MOST_COLUMNS:
                return _refused(report, where, "too_many_columns", most=MOST_COLUMNS)
    except csv.Error:
        report.error(Where(where.file, row=len(rows) + 1), "not_a_table")
    return [Sheet(Path(where.file).stem, rows)]


def column(number: int) -> str:
    """The letters of a column, counted from 0."""
    return get_column_letter(number + 1)
