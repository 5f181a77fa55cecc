"""The commands that keep what happened: `journal verify`, `journal erase`, `backup`, `restore`."""

import os
import shlex
import sys
from contextlib import nullcontext
from pathlib import Path

import click

from ..config import SAMPLE, Settings
from ..where import WHERE
from .errors import NotKept
from .words import ask, broken, say, stop

PASSPHRASE = "HALL_BACKUP_PASSPHRASE"
FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
SECRET = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help=f"A file whose first line is the passphrase; else {PASSPHRASE} is looked at.",
)


@click.group()
def journal() -> None:
    """What happened, as it was written down."""


@journal.command()
@WHERE
def verify(var: Path) -> None:
    """Look whether every journal is whole: how much it holds, or what broke."""
    from ..journal import JournalError
    from .look import looked_through

    files = sorted(var.glob("*.sqlite"))
    if not files:
        stop("no_journal", folder=var)
    whole = True
    for file in files:
        try:
            say("whole", **looked_through(file))
        except JournalError as exc:
            broken(exc)
            whole = False
    sys.exit(0 if whole else 1)


@journal.command()
@click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), default=SAMPLE, required=False
)
@WHERE
@click.option("--yes", is_flag=True, help="Erase before the day the conference has set.")
def erase(folder: Path, var: Path, yes: bool) -> None:
    """Empty phone, year of birth, ethnicity and the like of everybody, for good."""
    from ..journal import JournalError
    from .erasing import erased
    from .exports import whoever_types

    path = Settings(folder=folder, var=var).journal
    try:
        say("erased", count=erased(path, folder, early=yes, by=whoever_types()))
    except NotKept as exc:
        stop(exc.code, **exc.facts)
    except JournalError as exc:
        broken(exc)
        sys.exit(1)


@click.command()
@FILE
@click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), default=SAMPLE, required=False
)
@WHERE
@click.option("--encrypt", is_flag=True, help="Ask for a passphrase.")
@SECRET
@click.option("--media/--no-media", default=True, show_default=True, help="Films and pictures too.")
@click.option("--automatic", is_flag=True, hidden=True, help="The server's own, every few minutes.")
def backup(
    file: Path,
    folder: Path,
    var: Path,
    encrypt: bool,
    passphrase_file: Path | None,
    media: bool,
    automatic: bool,
) -> None:
    """Put all that another laptop needs into one FILE, while the server runs or not."""
    from ..journal import JournalError
    from .exports import noted
    from .making import make

    secret = _passphrase(passphrase_file, prompt=encrypt, twice=True)
    settings = Settings(folder=folder, var=var)
    # The server's own copies are told on the console, each with its time.
    out = noted(settings.exports, "backup", refusals=(NotKept, JournalError))
    try:
        with nullcontext() if automatic else out:
            about = make(settings, file, media=media, passphrase=secret)
    except NotKept as exc:
        stop(exc.code, **exc.facts)
    except JournalError as exc:
        broken(exc)
        sys.exit(1)
    else:
        say("kept", file=file, title=about.title, events=about.events, last=about.last)
        if secret is None:
            say("unsealed")


@click.command()
@FILE
@WHERE
@click.option("--yes", is_flag=True, help="Replace what is there; it is put aside.")
@SECRET
def restore(file: Path, var: Path, yes: bool, passphrase_file: Path | None) -> None:
    """Bring back what is in FILE, here or on another laptop."""
    from .bundle import CONFERENCE, opened
    from .exports import noted
    from .restoring import held, in_place, put
    from .seal import is_sealed

    try:
        sealed = file.is_file() and is_sealed(file)
        secret = _passphrase(passphrase_file, prompt=sealed) if sealed else None
        with opened(file, secret, var) as (about, bundle), held(var):
            there = in_place(var, about)
            facts = {"title": about.title, "events": about.events, "last": about.last}
            if there is not None:
                was = {"title": there.title, "events": there.events, "last": there.last}
                say("replaces", folder=var, **was)
                say("replacement", made_at=about.made_at, **facts)
                if not yes:
                    stop("say_yes", folder=var)
            notes = Settings(folder=var / CONFERENCE / about.name, var=var).exports
            with noted(notes, "restore", refusals=(NotKept,)):
                folder = put(bundle, about, var)
            say("restored", **facts)
            words = ["serve", str(folder), "--var", str(var), "--host", "0.0.0.0"]
            words += ["--tls"] if (var / "tls").exists() else []
            say("start", command=f"python3 -m server {shlex.join(words)}")
    except NotKept as exc:
        stop(exc.code, **exc.facts)


def _passphrase(file: Path | None, *, prompt: bool, twice: bool = False) -> str | None:
    """The passphrase from the file, the environment, or whoever sits there; None for none."""
    if file is not None:
        found: str | None = next(iter(file.read_text(encoding="utf-8").splitlines()), "")
    else:
        found = os.environ.get(PASSPHRASE)
        if found is None and prompt:
            found = ask("ask_passphrase", twice=twice)
    if found == "":
        stop("empty_passphrase")
    return found
