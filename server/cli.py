"""The command line: what the office types; exit status 0 done, 1 refused or failed, 2 usage."""

import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import click

from .conference.commands import Role
from .conference.refusal import Refused
from .conference.wording import named
from .config import SAMPLE, Settings
from .importing import import_
from .keeping.commands import SECRET, backup, journal, restore
from .keeping.errors import NotKept
from .keeping.words import stop
from .reporting import report
from .texts import text
from .where import WHERE

SHORTEST_PIN = 4
PEOPLE = [r.value for r in Role if r not in {Role.KIOSK, Role.SCREEN}]
FOLDER = click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), default=SAMPLE, required=False
)
PORT = click.option("--port", type=click.IntRange(1, 65535), default=5000, show_default=True)
TLS = click.option("--tls/--no-tls", default=False, help="Secure pages (https).")


def fail(key: str, **facts: object) -> None:
    """Say what is wrong, in both languages, and stop with status 1."""
    for lang in ("vi", "en"):
        click.echo(text(f"cli.error.{key}", lang, **facts), err=True)
    sys.exit(1)


def refuse(refusal: Refused) -> NoReturn:
    """Say why something was refused, in both languages, and stop with status 1."""
    for lang in ("vi", "en"):
        click.echo(text(f"refusals.{refusal.code}", lang, **refusal.facts), err=True)
    sys.exit(1)


def say(key: str, **facts: object) -> None:
    """Say what was done, in both languages."""
    click.echo(f"{text(f'cli.{key}', 'vi', **facts)}\n{text(f'cli.{key}', 'en', **facts)}")


def understood(
    context: click.Context, parameter: click.Parameter, printers: tuple[str, ...]
) -> tuple[str, ...]:
    """The printers' addresses, once each of them has been understood."""
    if printers:
        from .labels.printers import printer_at
        from .labels.refusal import BadAddress

        for address in printers:
            try:
                printer_at(address, lambda work, *given: work(*given))
            except BadAddress as exc:
                raise click.BadParameter(str(exc)) from exc
    return printers


SERVED = (
    WHERE,
    TLS,
    click.option(
        "--printer",
        "printers",
        metavar="ADDRESS",
        multiple=True,
        callback=understood,
        help="A label printer: brother:HOST, zpl:HOST[:PORT] or cups:QUEUE; repeat for more.",
    ),
    click.option("--print-on-check-in", is_flag=True, help="A label for each first check-in."),
    click.option(
        "--backup-to",
        type=click.Path(path_type=Path, file_okay=False),
        help="A folder on another disk, for a copy every few minutes.",
    ),
    click.option("--backup-minutes", type=click.FloatRange(min=0.01), default=5, show_default=True),
    SECRET,
)


def served(command: Callable[..., None]) -> Callable[..., None]:
    """What a server can be told beside what it serves and where: by a person, or in a unit."""
    for option in reversed(SERVED):
        command = option(command)
    return command


def _leave(status: int) -> None:
    """End at once: everything is on disk, and no thread of the house has work left to do."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


@click.group(invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """Hội Trường runs the day of a conference on a closed network."""
    if context.invoked_subcommand is None:
        context.invoke(serve)


for elsewhere in (journal, backup, restore, import_, report):
    main.add_command(elsewhere)


@main.command()
@FOLDER
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 for the whole LAN.")
@PORT
@served
@click.option("--supervise", is_flag=True, help="Start again within a second after a crash.")
def serve(supervise: bool, **told: Any) -> None:
    """Serve a conference (the sample, if no FOLDER is named)."""
    if supervise:
        from .supervise import Supervisor, command

        _leave(Supervisor(command(sys.argv[1:]), partial(click.echo, err=True)).run())
    from .serving import serve as start

    _leave(start(_settings(**told)))


def _settings(*, passphrase_file: Path | None, **told: Any) -> Settings:
    """The settings that options of `served` make."""
    return Settings(backup_passphrase=passphrase_file, **told)


@main.command()
@FOLDER
@click.option("--host", default="127.0.0.1", show_default=True)
@PORT
@click.option(
    "--speed", default=60.0, show_default=True, help="How many times faster than planned."
)
def rehearse(folder: Path, host: str, port: int, speed: float) -> None:
    """Run a whole morning by itself, on a copy that is thrown away, with a watermark."""
    from .rehearsal import rehearse as run

    with tempfile.TemporaryDirectory(prefix="hall-rehearsal-") as var:
        settings = Settings(folder=folder, host=host, port=port, var=Path(var), rehearsal=True)
        status = run(settings, speed)
    _leave(status)


@main.command("systemd-unit")
@FOLDER
@click.option("--host", default="0.0.0.0", show_default=True)
@PORT
@served
def systemd_unit(**told: Any) -> None:
    """Print a systemd unit that serves FOLDER on this machine."""
    from .systemd import unit

    click.echo(unit(_settings(**told)), nl=False)


@main.command()
@FOLDER
@click.option("--host", default="127.0.0.1", show_default=True)
@PORT
@WHERE
def check(folder: Path, host: str, port: int, var: Path) -> None:
    """Look whether the day can run: files, fonts, disk, clock, port, journal."""
    from rich.console import Console

    from .preflight import examine

    sys.exit(examine(Settings(folder=folder, host=host, port=port, var=var), Console()))


@main.group()
def account() -> None:
    """People who sign in with a PIN."""


@account.command("set")
@click.argument("name")
@click.option("--role", required=True, type=click.Choice(PEOPLE))
@click.option("--pin", required=True)
@WHERE
def account_set(name: str, role: str, pin: str, var: Path) -> None:
    """Make an account, or change its role and PIN."""
    from .keeping.exports import noted
    from .web.access import Access

    if len(pin) < SHORTEST_PIN:
        fail("pin_short", least=SHORTEST_PIN)
    settings = Settings(var=var)
    try:
        name = named(name)
        with noted(settings.let_in, "account set", names=(name, role)):
            Access.at(settings.access).set_account(name, Role(role), pin)
    except Refused as refusal:
        refuse(refusal)
    except NotKept as exc:
        stop(exc.code, **exc.facts)
    say("done.account", name=name, role=role)


@main.group()
def device() -> None:
    """Paired screens, kiosks and reception desks."""


@device.command("add")
@click.argument("kind", type=click.Choice(["screen", "kiosk", "reception"]))
@click.argument("name")
@click.option("--role", type=click.Choice(["hall", "lobby", "stage", "overlay"]))
@click.option("--host", default="127.0.0.1", show_default=True)
@PORT
@WHERE
@TLS
def device_add(
    kind: str, name: str, role: str | None, host: str, port: int, var: Path, tls: bool
) -> None:
    """Pair a device: prints its token and the address to open on it."""
    from .keeping.exports import noted
    from .web.access import Access
    from .web.addresses import of_device

    role = (role or "hall") if kind == "screen" else None
    settings = Settings(var=var, tls=tls)
    try:
        name = named(name)
        with noted(settings.let_in, "device add", names=(name, kind), refusals=(Refused,)):
            token = Access.at(settings.access).add_device(kind, name, role)
    except Refused as refusal:
        refuse(refusal)
    except NotKept as exc:
        stop(exc.code, **exc.facts)
    say("done.device", name=name)
    click.echo(f"{text('cli.done.token')}: {token}")
    click.echo(of_device(f"{settings.scheme}://{host}:{port}", kind, name, role, token))


@main.command("print")
@click.argument("paper")
@FOLDER
@click.option("--format", "format_", type=click.Choice(["pdf", "png"]), default="pdf")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=None)
@click.option("--only", multiple=True, help="Badge numbers; repeat for more than one.")
@WHERE
def print_(
    paper: str, folder: Path, format_: str, out: Path | None, only: tuple[str, ...], var: Path
) -> None:
    """Print a paper for everybody, or for those named with --only."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from .papers import PAPERS
    from .printing import Unprintable, put_to_paper

    if paper not in PAPERS:
        fail("unknown_paper", paper=paper, known=", ".join(PAPERS))
    settings = Settings(folder=folder, var=var)
    target = out or var / "papers"
    with Progress(
        TextColumn(text("cli.done.printing")),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
    ) as bar:
        task = bar.add_task(paper, total=None)

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        try:
            files = put_to_paper(settings, paper, target, format_, only, advance)
        except Unprintable as exc:
            bar.stop()
            click.echo(str(exc), err=True)
            sys.exit(1)
    say("done.printed", count=len(files), out=target)
