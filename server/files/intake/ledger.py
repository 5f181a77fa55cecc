"""The ledger: a table of the conference folder as it stands, to be written again with more."""

import csv
import io
from dataclasses import dataclass, field

import msgspec

from .. import clean, tables
from ..folder import SOURCES
from ..problems import Report
from .rows import Incoming


@dataclass
class Ledger:
    """A table's columns and rows, each row with the row of the workbook that speaks of it."""

    table: str
    titles: dict[str, str]
    rows: list[dict[str, str]]
    sources: list[Incoming | None] = field(default_factory=list)
    new: int = 0
    gone: int = 0
    given: list[str] = field(default_factory=list)  # ids nobody had written
    updated: list[tuple[int, str, str, str]] = field(default_factory=list)  # row, field, was, is

    @property
    def file(self) -> str:
        """The file the table is written to."""
        return SOURCES[self.table].file

    @property
    def touched(self) -> bool:
        """Whether the workbook says anything of the table."""
        return any(self.sources)

    def column(self, name: str) -> list[str]:
        """What the rows say in one field."""
        return [clean.tidy(row.get(name, "")) for row in self.rows]

    def add(self, row: dict[str, str], source: Incoming) -> None:
        """A row there was not."""
        self.rows.append(row)
        self.sources.append(source)
        self.new += 1

    def keep_named(self) -> None:
        """Let go of every row the workbook does not name."""
        kept = [n for n, source in enumerate(self.sources) if source is not None]
        self.gone = len(self.rows) - len(kept)
        self.updated = [(kept.index(at), *rest) for at, *rest in self.updated]  # type: ignore[misc]
        self.rows = [self.rows[n] for n in kept]
        self.sources = [self.sources[n] for n in kept]

    def document(self) -> str:
        """The table as a CSV file that Excel opens as it stands."""
        known = [f.name for f in msgspec.structs.fields(SOURCES[self.table].struct)]
        used = {name for row in self.rows for name in row if row[name]} | {*self.titles}
        required = {
            f.name for f in msgspec.structs.fields(SOURCES[self.table].struct) if f.required
        }
        more = [n for n in known if n in used | required and n not in self.titles]
        titles = self.titles | {name: tables.label(self.file, name, "vi") for name in more}
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(titles.values())
        writer.writerows([row.get(name, "") for name in titles] for row in self.rows)
        return out.getvalue()


def opened(table: str, document: str | None, report: Report) -> Ledger:
    """The table as it stands in its file; empty where there is none yet."""
    source = SOURCES[table]
    if document is None:
        return Ledger(table, {}, [])
    own = Report()
    read = tables.read(document, source.file, source.struct, own)
    report.errors += own.errors
    header = next(csv.reader(io.StringIO(document), delimiter=tables.separator(document)), [])
    names = [f.name for f in msgspec.structs.fields(source.struct)]
    known = tables.titles(source.file, names)
    titles = {
        name: clean.tidy(title)
        for title in header
        if (name := known.get(clean.tidy(title).casefold()))
    }
    rows = [row for _, row in read.rows]
    return Ledger(table, titles, rows, [None] * len(rows))
