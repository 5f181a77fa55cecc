"""A conference folder, read whole: the plan, or everything that keeps it from being one."""

import contextlib
import hashlib
import re
import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from server.conference import plan

from . import checks, clean, defaults, lines, ready, records, tables
from .draft import Draft
from .problems import Problem, Report, Unreadable, Where
from .putting import MARK, finish

CONFERENCE = "conference.toml"
AGENDA = "agenda.toml"
MEDIA = "media"
LONGEST_LINE = 20_000  # a page of text to be read out has 3,000 letters
LARGEST = 8 << 20  # bytes of one file: a list of 10,000 people has 2 MB


class Source(NamedTuple):
    """Where a list of the plan is written down; `table` names an array of tables in a TOML file."""

    file: str
    struct: type[Any]
    table: str = ""
    required: bool = False


SOURCES = {
    "classes": Source(CONFERENCE, plan.DelegateClass, "classes", required=True),
    "screens": Source(CONFERENCE, plan.ScreenPlan, "screens", required=True),
    "lists": Source(CONFERENCE, plan.NominationList, "lists"),
    "items": Source(AGENDA, plan.Item, "item", required=True),
    "templates": Source(AGENDA, plan.Template, "template"),
    "units": Source("units.csv", plan.Unit, required=True),
    "people": Source("delegates.csv", plan.Person, required=True),
    "assignments": Source("assignments.csv", plan.Assignment),
    "speeches": Source("speeches.csv", plan.Speech),
    "decisions": Source("decisions.csv", plan.Decision),
    "batches": Source("batches.csv", plan.Batch),
    "awards": Source("awards.csv", plan.AwardLine),
    "nominations": Source("nominations.csv", plan.Nomination),
}
FILES = tuple(dict.fromkeys(source.file for source in SOURCES.values()))


def load(folder: Path) -> plan.Conference:
    """The conference in `folder`; raises `Unreadable` with every problem at once."""
    conference, errors, _ = check(folder)
    if conference is None:
        raise Unreadable(errors)
    return conference


def check(
    folder: Path, instead: Mapping[str, str] = {}
) -> tuple[plan.Conference | None, tuple[Problem, ...], tuple[Problem, ...]]:
    """The conference if it can be used, what must be mended, and what the office should know.

    `instead` are texts to read in the place of files: the folder as it would be with them.
    """
    report = Report()
    try:
        if finish(folder):
            report.warn(Where(MARK), "import_finished")
    except OSError as exc:
        report.error(Where(MARK), "import_unfinished", cause=exc.strerror or str(exc))
    draft = drafted(folder, report, instead)
    checks.run(draft, report)
    conference = None if report.errors else _assembled(draft)
    return conference, _sorted(report.errors), _sorted(report.warnings)


def digest(folder: Path) -> str:
    """The SHA-256 of the folder's data files; it changes when any of them does."""
    with contextlib.suppress(OSError):  # a check says so
        finish(folder)
    total = hashlib.sha256()
    for name in sorted(FILES):
        path = folder / name
        if path.is_file():
            with path.open("rb") as file:
                one = hashlib.file_digest(file, "sha256")
            total.update(f"{name}\0{one.hexdigest()}\n".encode())
    return total.hexdigest()


def drafted(folder: Path, report: Report, instead: Mapping[str, str] = {}) -> Draft:
    """What can be read of the folder, before anything is checked."""
    documents = {
        file: instead[file] if file in instead else document(folder, file, report) for file in FILES
    }
    trees = {file: _tree(documents[file], file, report) for file in (CONFERENCE, AGENDA)}
    draft = Draft(media=folder / MEDIA, sources={name: s.file for name, s in SOURCES.items()})
    for name, source in SOURCES.items():
        if source.table:
            _read_array(draft, name, source, trees[source.file], report)
        elif (found := documents[source.file]) is not None:
            _read_table(draft, name, source, found, report)
    _read_values(draft, trees[CONFERENCE], report)
    _unknown_keys(trees[AGENDA], report)
    _unknown_files(folder, report)
    return draft


def document(folder: Path, file: str, report: Report) -> str | None:
    """The text of a file; None when it is not there or is not text."""
    path = folder / file
    if not path.is_file():
        if any(source.required for source in SOURCES.values() if source.file == file):
            report.error(Where(file), "missing_file")
        return None
    if path.stat().st_size > LARGEST:
        report.error(Where(file), "too_large", most=LARGEST >> 20)
        return None
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        report.error(Where(file), "not_utf8")
        return None


def _tree(document: str | None, file: str, report: Report) -> dict[str, Any] | None:
    """The tables of a TOML document; None when there is none to read."""
    if document is None:
        return None
    if (longest := max(map(len, document.splitlines()), default=0)) > LONGEST_LINE:
        report.error(Where(file), "line_too_long", length=longest, most=LONGEST_LINE)
        return None
    report.lines[file] = lines.positions(document)
    try:
        return tomllib.loads(document)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r" \(at line (\d+), column \d+\)$", str(error))
        line = int(found[1]) if found else document.count("\n") + 1
        report.lines[file] = {("",): line}
        report.error(Where(file, ("",)), "bad_toml", detail=str(error))
        return None
    except RecursionError:
        report.error(Where(file), "too_deep")
        return None


def _read_array(
    draft: Draft, name: str, source: Source, tree: dict[str, Any] | None, report: Report
) -> None:
    if tree is None:
        draft.unread.add(name)
        return
    where = Where(source.file, (source.table,))
    entries = tree.get(source.table, [])
    if not isinstance(entries, list):
        report.error(where, "wrong_type", expected="tables")
        return
    if source.required and not entries:
        report.error(where, "missing_field")
    for number, entry in enumerate(entries):
        record = records.build(source.struct, entry, where.at(number), report)
        if isinstance(entry, Mapping):
            draft.know(name, entry)
        if record is not records.INVALID:
            draft.add(name, where.at(number), record)


def _read_table(draft: Draft, name: str, source: Source, document: str, report: Report) -> None:
    table = tables.read(document, source.file, source.struct, report)
    for _, row in table.rows:
        draft.know(name, row)
        if source.struct is plan.Person and clean.tidy(row.get("full_name", "")):
            row.setdefault("given_name", row["full_name"].split()[-1])
    for where, record in tables.build(table, report):
        draft.add(name, where, record)


def _read_values(draft: Draft, tree: dict[str, Any] | None, report: Report) -> None:
    """Everything of conference.toml that is no list of its own."""
    if tree is None:
        return
    own = tuple(f for f in msgspec.structs.fields(plan.Conference) if f.name not in SOURCES)
    rest = {key: value for key, value in tree.items() if key not in SOURCES}
    draft.values = records.fill(own, rest, Where(CONFERENCE), report)


def _unknown_keys(tree: dict[str, Any] | None, report: Report) -> None:
    known = [source.table for source in SOURCES.values() if source.file == AGENDA]
    for key in tree or {}:
        if key not in known:
            report.unknown(Where(AGENDA, (key,)), "unknown_field", key, known)


def _unknown_files(folder: Path, report: Report) -> None:
    """A misspelt file name would silently leave a list empty."""
    for path in sorted(folder.glob("*.*")) if folder.is_dir() else ():
        if path.suffix.lower() in {".csv", ".toml"} and path.name not in FILES:
            report.warn(Where(path.name), "unknown_file", known=", ".join(FILES))


def _assembled(draft: Draft) -> plan.Conference:
    """The conference of a draft without errors, with what the office left to the program."""
    values = draft.values
    entries: dict[str, Any] = {name: tuple(draft.all(name)) for name in SOURCES}
    entries["people"] = tuple(
        replace(p, position_short=p.position_short or p.position) for p in draft.all("people")
    )
    filled = {
        "starts_at": _starts_at(values),
        "templates": ready.templates(draft.all("templates"), values["noun"]),
        "notes": ready.notes(values.get("notes", ())),
        "scripts": defaults.scripts(values.get("scripts", {}), values["noun"], values["title"]),
    }
    return plan.Conference(**(values | entries | filled))


def _starts_at(values: dict[str, Any]) -> datetime | None:
    """The start in the conference's own time zone when the office wrote none."""
    start: datetime | None = values.get("starts_at")
    if start is None or start.tzinfo is not None:
        return start
    return start.replace(tzinfo=ZoneInfo(values["time_zone"]))


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    order = {name: place for place, name in enumerate(FILES)}
    return tuple(
        sorted(problems, key=lambda p: (order.get(p.file, len(order)), p.line or p.row or 0))
    )
