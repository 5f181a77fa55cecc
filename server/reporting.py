"""The reporting: a report from the journal as it stands, while a server runs or after."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from .config import SAMPLE, Settings
from .texts import text
from .where import WHERE

if TYPE_CHECKING:
    from .papers.reports import Report, Source


@click.command()
@click.argument("what")
@click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), default=SAMPLE, required=False
)
@WHERE
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=None)
@click.option("--format", "format_", default=None, help="xlsx or docx, where a report has both.")
def report(what: str, folder: Path, var: Path, out: Path | None, format_: str | None) -> None:
    """Write a report: attendance, structure, sign-sheet, awards, minutes or timing."""
    from .files import Unreadable
    from .journal import JournalError
    from .keeping.errors import NotKept
    from .keeping.exports import noted
    from .papers.refusal import PaperRefused
    from .papers.reports import REPORTS

    if what not in REPORTS:
        _stop("unknown", what=what, known=", ".join(REPORTS))
    chosen, settings = REPORTS[what], Settings(folder=folder, var=var)
    kind = format_ or (out.suffix.lstrip(".").lower() if out and out.suffix else chosen.usual)
    if kind not in chosen.formats:
        _stop("format", what=what, known=", ".join(chosen.formats))
    file = out or var / "reports" / f"{folder.resolve().name}-{what}.{kind}"
    try:
        source = _source(settings)
        with noted(settings.exports, f"report {what}", refusals=(PaperRefused, OSError)):
            _written(chosen, kind, source, file)
    except PaperRefused as exc:
        _tell(exc.message, exc.message_en)
    except NotKept as exc:
        _tell(*(text(f"keeping.{exc.code}", lang, **exc.facts) for lang in ("vi", "en")))
    except JournalError as exc:
        _tell(exc.render("vi"), exc.render("en"))
    except Unreadable as exc:
        _tell(*(problem.render(lang) for problem in exc.problems for lang in ("vi", "en")))
    except OSError as exc:
        _stop("unwritable", file=file, cause=exc.strerror)
    for lang in ("vi", "en"):
        click.echo(text("reports.said.done", lang, file=file))


def _source(settings: Settings) -> "Source":
    """The day and what led to it; before the day, the plan as the folder has it."""
    from .conference import ConferenceLoaded, fold
    from .files import digest, load
    from .journal import read_deeds, read_only
    from .keeping.exports import whoever_types
    from .papers.reports import Source

    now = datetime.now(UTC)
    deeds = read_deeds(settings.journal)  # first: of what comes meanwhile the day knows more
    events = read_only(settings.journal)
    if not events:
        plan = load(settings.folder)
        events = [ConferenceLoaded(at=now, conference=plan, digest=digest(settings.folder))]
    day = fold(None, events)
    assert day is not None
    return Source(day, tuple(events), tuple(deeds), now, whoever_types().name)


def _written(chosen: "Report", kind: str, source: "Source", file: Path) -> None:
    """Write the report whole before it takes its name; a draft takes no other file's."""
    from .papers.refusal import PaperRefused

    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if chosen.is_draft and file.exists():
        raise PaperRefused("draft_exists", file=file)
    part = file.with_name(f".{file.name}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
        chosen.formats[kind](source, part)
        if chosen.is_draft:
            os.link(part, file)  # unlike a renaming it never takes another's place
        else:
            part.replace(file)
    except FileExistsError as exc:
        raise PaperRefused("draft_exists", file=file) from exc
    finally:
        part.unlink(missing_ok=True)


def _tell(*lines: str) -> NoReturn:
    for line in lines:
        click.echo(line, err=True)
    sys.exit(1)


def _stop(key: str, **facts: object) -> NoReturn:
    _tell(*(text(f"reports.said.{key}", lang, **facts) for lang in ("vi", "en")))
