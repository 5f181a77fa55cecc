"""Where what happens is kept: the option --var, and what a restore cut off there left to do."""

from pathlib import Path

import click

from .config import VAR
from .keeping.errors import NotKept
from .keeping.words import stop

READY = ".replacing"  # what a restore has ready, until all of it is in its place


def _settled(context: click.Context, parameter: click.Parameter, var: Path) -> Path:
    """The folder as it was before a restore, or as it is after: never half of each."""
    if (var / READY).exists():
        from .keeping.restoring import finish

        try:
            finish(var)
        except NotKept as exc:
            stop(exc.code, **exc.facts)
    return var


WHERE = click.option(
    "--var",
    type=click.Path(path_type=Path),
    default=VAR,
    show_default=False,
    callback=_settled,
)
