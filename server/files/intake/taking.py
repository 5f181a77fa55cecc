"""The taking in: a file becomes the tables a folder would have, judged by the folder's rules."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from ..folder import CONFERENCE, SOURCES, check, document, drafted
from ..problems import Problem, Report, Where
from ..putting import finish, put
from . import book, ledger, rows
from .headings import TABLES
from .matching import Given, Matching

# Each table after those it points at.
ORDER = (
    *("units", "people", "decisions", "batches"),
    *("awards", "speeches", "assignments", "nominations"),
)
NOTHING_SAID = Given()


@dataclass
class Taken:
    """What a file would do to a folder; nothing has been written yet."""

    folder: Path
    intake: rows.Intake
    ledgers: dict[str, ledger.Ledger]
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    documents: dict[str, str] = field(default_factory=dict)

    def put(self, now: datetime) -> Path | None:
        """Write the tables; the folder that keeps the ones there were."""
        return put(self.folder, self.documents, now)


def take_in(
    file: Path, folder: Path, given: Given = NOTHING_SAID, *, replace_all: bool = False
) -> Taken:
    """What `file` says, put together with what stands in `folder`.

    With `replace_all` a table of the file becomes all there is: rows it does not name go.
    """
    report = Report()
    if not (folder / CONFERENCE).is_file():
        report.error(Where(CONFERENCE), "missing_file")
        return Taken(folder, rows.Intake(), {}, errors=tuple(report.errors))
    found = rows.take(book.sheets(file, report), file.name, report)
    tables = {row.table for row in found.rows}
    finish(folder)
    draft = drafted(folder, Report())
    ledgers = {
        table: _opened(table, folder, report if table in tables else Report()) for table in TABLES
    }
    matching = Matching(ledgers, draft, given, report)
    for table in ORDER:
        own = [row for row in found.rows if row.table == table]
        matching.take(table, own, replace=replace_all)
    found.changes += matching.changes
    changed = [
        one for one in ledgers.values() if one.touched and (one.new or one.updated or one.gone)
    ]
    documents = {one.file: one.document() for one in sorted(changed, key=_place)}
    taken = Taken(folder, found, ledgers, tuple(report.errors), documents=documents)
    if not report.errors:
        taken.errors, taken.warnings = _judged(taken)
    return taken


def _opened(table: str, folder: Path, report: Report) -> ledger.Ledger:
    """A table as it stands; one that cannot be read whole is not to be written over."""
    file, own = SOURCES[table].file, Report()
    found = document(folder, file, own) if (folder / file).is_file() else None
    report.errors += own.errors
    return ledger.opened(table, found, report)


def _place(one: ledger.Ledger) -> int:
    return ORDER.index(one.table)


def _judged(taken: Taken) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """What the folder's rules say of it as it would be; faults it has already are no refusal."""
    _, before, known = check(taken.folder)
    _, after, warnings = check(taken.folder, taken.documents)
    old = {_bare(problem) for problem in (*before, *known)}
    new = [p for p in after if _bare(p) not in old or _source(p.file, p.row, taken)]
    still = [p for p in after if p not in new]
    fresh = [p for p in warnings if _bare(p) not in old]
    errors, notes = ([_placed(p, taken) for p in those] for those in (new, [*fresh, *still]))
    return tuple(errors), tuple(notes)


def _bare(problem: Problem) -> tuple[object, ...]:
    """A problem and its place, as something to look up."""
    facts = tuple(sorted(problem.params.items()))
    return problem.file, problem.key, problem.field, problem.row, problem.line, facts


def _placed(problem: Problem, taken: Taken) -> Problem:
    """The problem, in the cell of the workbook where it is to be mended."""
    source = _source(problem.file, problem.row, taken)
    if source is None:
        return problem
    where = source.at(problem.field or "")
    first = problem.params.get("first")
    params = problem.params
    if isinstance(first, int):
        other = _source(problem.file, first, taken)
        if other is not None:
            params = params | {"first": f"{other.where.sheet}!{other.where.row}"}
    return replace(
        problem,
        file=where.file,
        row=where.row,
        sheet=where.sheet,
        cell=where.cell,
        field=where.field or problem.field,
        params=params,
    )


def _source(file: str, row: int | None, taken: Taken) -> rows.Incoming | None:
    """The row of the workbook a row of a table was taken from."""
    for one in taken.ledgers.values():
        if one.file == file and row is not None and 0 <= row - 2 < len(one.sources):
            return one.sources[row - 2]
    return None
