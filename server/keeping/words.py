"""What keeping says to whoever typed a command: both languages, one line each."""

import sys
from typing import NoReturn

import click

from ..journal import JournalError
from ..texts import text


def say(key: str, **facts: object) -> None:
    """Say what was done."""
    for lang in ("vi", "en"):
        click.echo(text(f"keeping.{key}", lang, **facts))


def stop(key: str, **facts: object) -> NoReturn:
    """Say what is wrong, and end with status 1."""
    for lang in ("vi", "en"):
        click.echo(text(f"keeping.{key}", lang, **facts), err=True)
    sys.exit(1)


def ask(key: str, *, twice: bool) -> str:
    """Ask for something that is not shown, a second time where a mistake would be dear."""
    words = f"{text(f'keeping.{key}', 'vi')} · {text(f'keeping.{key}', 'en')}"
    return str(click.prompt(words, hide_input=True, confirmation_prompt=twice, err=True))


def broken(exc: JournalError) -> None:
    """Say what is wrong with a journal."""
    for lang in ("vi", "en"):
        click.echo(exc.render(lang), err=True)
