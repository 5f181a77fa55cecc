"""The commands that keep what happened: `journal verify`, `backup`, `restore`."""

import sys
from pathlib import Path

import click

from ..config import VAR
from .words import broken, say, stop

WHERE = click.option("--var", type=click.Path(path_type=Path), default=VAR, show_default=False)


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
