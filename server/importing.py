"""The importing: a workbook of the office's own into the conference folder, shown before and after.

Nothing is written unless all of it can be; whatever is not taken as it stands is shown.
"""

import shlex
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from .config import SAMPLE
from .texts import text

if TYPE_CHECKING:
    from .files.intake import Taken
    from .files.intake.ledger import Ledger
    from .files.intake.values import Change

# Changes nobody could object to: their number is enough, where each of the others is shown.
HARMLESS = {"spaces", "form"}


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), default=SAMPLE, required=False
)
@click.option("--dry-run", is_flag=True, help="Show what would happen; write nothing.")
@click.option("--unit", default="", help="The delegation of delegates who have none.")
@click.option("--class", "class_", default="", help="The class of delegates who have none.")
@click.option("--replace", "all_", is_flag=True, help="Rows the file does not name are removed.")
@click.option(
    "--template",
    is_flag=True,
    help="Write an empty workbook to FILE instead, with FOLDER's lists to choose from.",
)
def import_(
    file: Path | None,
    folder: Path,
    dry_run: bool,
    unit: str,
    class_: str,
    all_: bool,
    template: bool,
) -> None:
    """Take a workbook (.xlsx) or a CSV file of the office into FOLDER's tables."""
    from .files.intake import Given, take_in

    if file is None:
        _stop("needs_file")
    if template:
        _template(file, folder)
        return
    out = Console()
    taken = take_in(file, folder, Given(unit, class_), replace_all=all_)
    _show(taken, out)
    for problem in taken.warnings:
        out.print(f"{problem.render('vi')} · {problem.render('en')}", style="yellow", markup=False)
    if taken.errors:
        for problem in taken.errors:
            click.echo(f"{problem.render('vi')} · {problem.render('en')}", err=True)
        _stop("refused", count=len(taken.errors))
    if not taken.documents:
        _say("nothing")
    elif dry_run:
        _say("dry")
    else:
        _put(taken)


def _template(file: Path, folder: Path) -> None:
    from .files.intake import write_template

    if file.exists():
        _stop("exists", file=file)
    try:
        write_template(file, folder)
    except OSError as exc:
        _stop("unwritable", folder=file.parent, cause=exc.strerror)
    _say("template", file=file, command=_command("import", file, folder))


def _put(taken: "Taken") -> None:
    try:
        kept = taken.put(datetime.now())
    except OSError as exc:
        _stop("unwritable", folder=taken.folder, cause=exc.strerror)
    _say("done", folder=taken.folder)
    if kept is not None:
        _say("kept", kept=kept)
    _say("check", command=_command("check", taken.folder))


def _command(*words: object) -> str:
    return f"python3 -m server {shlex.join(map(str, words))}"


def _show(taken: "Taken", out: Console) -> None:
    """What was read and what it would change, as tables."""
    read = [
        (sheet, text(f"files.sheets.{table}"), rows) for sheet, table, rows in taken.intake.read
    ]
    _table(out, "read", ("sheet", "table", "rows"), read)
    for where, what in taken.intake.unread:
        cell = f"{where.row}" if where.row else ""
        place = ", ".join(filter(None, (where.sheet, cell)))
        _say("unread", place=place, what=what)
    columns = ("place", "column", "why", "before", "after")
    _table(out, "changes", columns, _changes(taken.intake.changes))
    updates = [row for one in taken.ledgers.values() for row in _updates(one)]
    _table(out, "updates", ("what", "column", "before", "after"), updates)
    for one in taken.ledgers.values():
        if one.file in taken.documents:
            _counted(one)


def _changes(changes: Iterable["Change"]) -> Iterator[tuple[object, ...]]:
    """Each change that means something, once; the harmless ones counted by column."""
    alike: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        before, after = ("", "") if change.why in HARMLESS else (change.before, change.after)
        key = (change.where.sheet or "", change.where.field or "", change.why, before, after)
        alike.setdefault(key, []).append(change)
    for (sheet, field, why, before, after), those in alike.items():
        where = those[0].where
        more = f" +{len(those) - 1}" if len(those) > 1 else ""
        place = f"{sheet}!{where.cell or where.row}{more}"
        yield place, field, text(f"intake.why.{why}"), before, after


def _updates(ledger: "Ledger") -> Iterator[tuple[object, ...]]:
    for at, field, was, now in ledger.updated:
        row = ledger.rows[at]
        name = row.get("full_name") or row.get("name") or row.get("title") or ""
        yield f"{row.get('id', '')} {name}".strip(), field, was, now


def _counted(ledger: "Ledger") -> None:
    """How many rows came, changed, stayed and went; and the badge numbers that were given."""
    corrected = {at for at, *_ in ledger.updated}
    _say(
        "table",
        file=ledger.file,
        new=ledger.new,
        updated=len(corrected),
        kept=len(ledger.rows) - ledger.new - len(corrected),
        gone=ledger.gone,
    )
    if ledger.given:
        _say("given", file=ledger.file, ids=", ".join(ledger.given))


def _table(
    out: Console, title: str, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]
) -> None:
    """A table with its title in both languages; nothing, where it would be empty."""
    filled = [[escape(str(cell)) for cell in row] for row in rows]
    if filled:
        both = " · ".join(text(f"intake.head.{title}", lang) for lang in ("vi", "en"))
        drawn = Table(*(text(f"intake.head.{name}") for name in columns), title=both)
        for row in filled:
            drawn.add_row(*row)
        out.print(drawn)


def _say(key: str, **facts: object) -> None:
    for lang in ("vi", "en"):
        click.echo(text(f"intake.said.{key}", lang, **facts))


def _stop(key: str, **facts: object) -> NoReturn:
    for lang in ("vi", "en"):
        click.echo(text(f"intake.said.{key}", lang, **facts), err=True)
    sys.exit(1)
