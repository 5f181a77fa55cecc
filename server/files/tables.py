"""Tables: CSV files as offices save them, read row by row with the row numbers Excel shows."""

import csv
import io
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from server.texts import text

from . import cells, clean, records
from .problems import Report, Where

SEPARATORS = ",;\t"
HEADER_ROW = 1
MOST_ROWS = 20_000
# Columns an office may leave out because another one tells them.
DERIVED = {"given_name"}

Row = dict[str, str]


class Table(NamedTuple):
    """A file's rows by field name, without empty cells; `absent` are the columns it lacks."""

    struct: type[Any]
    rows: list[tuple[Where, Row]] = []
    absent: frozenset[str] = frozenset()


def read(document: str, file: str, struct: type[Any], report: Report) -> Table:
    """The table in a CSV document; unknown and missing columns are reported at its header."""
    where = Where(file, row=HEADER_ROW)
    header, *body = _cut(document, file, report) or [[]]
    columns = _columns(header, where, struct, report)
    absent = _absent(columns, where, struct, report)
    rows = [
        (place, _row(columns, cells_, place, report))
        for place, cells_ in _numbered(file, body)
        if any(map(clean.tidy, cells_))
    ]
    return Table(struct, rows, absent)


def build(table: Table, report: Report) -> list[tuple[Where, Any]]:
    """The structs the rows describe; a row that describes none has its problems reported."""
    kinds = {field.name: field.type for field in msgspec.structs.fields(table.struct)}
    built = []
    for where, row in table.rows:
        typed = {name: cells.value(name, kinds[name], cell) for name, cell in row.items()}
        record = records.build(table.struct, typed, where, report, table.absent)
        if record is not records.INVALID:
            built.append((where, record))
    return built


def separator(document: str) -> str:
    """The sign between cells: the one that cuts the header into most cells."""
    header = document.partition("\n")[0]
    return max(SEPARATORS, key=lambda sign: len(next(csv.reader([header], delimiter=sign), [])))


def label(file: str, field: str, lang: str) -> str:
    """What a column is called in the office's language."""
    return text(f"files.columns.{file.removesuffix('.csv')}.{field}", lang)


def _cut(document: str, file: str, report: Report) -> list[list[str]]:
    """The cells of every row, up to the first row that can't be cut into cells."""
    lines = io.StringIO(document, newline="")
    rows: list[list[str]] = []
    try:
        # Strict, because an open quotation mark would silently swallow all rows below it.
        reader = csv.reader(lines, delimiter=separator(document), strict=True)
        rows.extend(islice(reader, MOST_ROWS + 1))
    except csv.Error:
        report.error(Where(file, row=len(rows) + 1), "not_a_table")
    if len(rows) > MOST_ROWS:
        report.error(Where(file, row=MOST_ROWS + 1), "too_many_rows", most=MOST_ROWS)
    return rows[:MOST_ROWS]


def _columns(header: list[str], where: Where, struct: type[Any], report: Report) -> list[str]:
    """The field each column holds, "" for a column that is unknown or has no title."""
    known = titles(where.file, [field.name for field in msgspec.structs.fields(struct)])
    columns: list[str] = []
    for title in map(clean.tidy, header):
        name = known.get(title.casefold(), "")
        if name and name in columns:
            report.error(where.at(title), "column_twice")
        elif title and not name:
            report.unknown(where.at(title), "unknown_column", title, list(known))
        columns.append(name)
    return columns


def titles(file: str, names: list[str]) -> dict[str, str]:
    """Every title a column may carry, folded, and the field it means."""
    labels = {label(file, name, lang).casefold(): name for lang in ("vi", "en") for name in names}
    return labels | {name: name for name in names}


def _absent(columns: list[str], where: Where, struct: type[Any], report: Report) -> frozenset[str]:
    required = {f.name for f in msgspec.structs.fields(struct) if f.required}
    absent = required - set(columns) - DERIVED
    for name in sorted(absent):
        report.error(where.at(name), "missing_column", label=label(where.file, name, "vi"))
    return frozenset(absent)


def _numbered(file: str, body: list[list[str]]) -> list[tuple[Where, list[str]]]:
    return [(Where(file, row=number), row) for number, row in enumerate(body, HEADER_ROW + 1)]


def _row(columns: list[str], row: list[str], where: Where, report: Report) -> Row:
    if any(map(clean.tidy, row[len(columns) :])):
        report.error(where, "extra_cells", cells=len(row), columns=len(columns))
    named = zip(columns, row, strict=False)
    return {name: cell for name, cell in named if name and clean.tidy(cell)}
