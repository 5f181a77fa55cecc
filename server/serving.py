"""Serving: starts the house and shows whoever started it where to go."""

import logging
import socket
import threading
from collections.abc import Callable
from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from . import memory
from .app import App, NotOurs, PortTaken, listen
from .conference.commands import Role
from .conference.screens import ScreenRole
from .config import Settings
from .files import Unreadable
from .journal import JournalError
from .logs import to_terminal
from .signals import heed
from .supervise import CRASHED
from .texts import text
from .tls import Unusable
from .web.addresses import of_page, of_screen

if TYPE_CHECKING:
    from .tls.identity import Identity

log = logging.getLogger(__name__)

FINGERPRINT_ROW = 4
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def serve(settings: Settings, meanwhile: Callable[[App], None] = lambda _: None) -> int:
    """Serve until told to stop; the exit status, after one clear sentence where it failed.

    `meanwhile` is called once the house is open, in a thread of its own.
    """
    heed()
    memory.share()
    to_terminal()
    if not settings.folder.is_dir():
        return _failed("no_folder", folder=settings.folder)
    try:
        listener = listen(settings.host, settings.port)  # before anything is read or written
        app = App(settings)

        def ready() -> None:
            welcome(app, Console())
            threading.Thread(target=meanwhile, args=(app,), daemon=True).start()

        app.run(listener, ready)
    except Unreadable as exc:
        for problem in exc.problems:
            _tell(problem.render("vi"), problem.render("en"))
        return _failed("folder", folder=settings.folder, count=len(exc.problems))
    except JournalError as exc:
        _tell(exc.render("vi"), exc.render("en"))
        return 1
    except Unusable as exc:
        _tell(*(text("setup.serve.unusable", lang, file=exc) for lang in ("vi", "en")))
        return 1
    except PortTaken as exc:
        return _failed("port_taken", address=exc)
    except NotOurs as exc:
        return _failed("not_ours", host=exc)
    except Exception:
        log.exception("the server has crashed")
        return CRASHED
    return 0


def _failed(key: str, **facts: object) -> int:
    _tell(*(text(f"cli.error.{key}", lang, **facts) for lang in ("vi", "en")))
    return 1


def _tell(*lines: str) -> None:
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for line in lines:
        console.print(line, markup=False)


def welcome(app: App, console: Console) -> None:
    """Show the pages as a table, each with a link that signs in once."""
    settings = app.settings
    place = f"{_reachable(settings.host)}:{settings.port}"
    base = f"{settings.scheme}://{place}"
    table = Table(title=app.desk.day.plan.title, title_justify="left", show_lines=False)
    table.add_column(text("cli.serve.page"))
    table.add_column(text("cli.serve.address"), no_wrap=True, overflow="ignore")
    for page, address in pages(app, base):
        name = f"{text(f'cli.serve.{page}')} · {text(f'cli.serve.{page}', 'en')}"
        table.add_row(name, f"[link={address}]{address}[/link]")
    console.print(table)
    if app.stale_files:
        console.print(text("cli.serve.files_newer"), style="yellow")
    if settings.host not in LOOPBACK:
        console.print(text("setup.serve.scan" if app.identity else "cli.serve.scan"))
        console.print(_qr(f"http://{place}/kiosk"), markup=False, highlight=False)
    if app.identity:
        _vouch(app.identity, f"http://{place}/setup", console)
    console.print(text("cli.serve.ready"), style="bold green")


def _vouch(identity: "Identity", address: str, console: Console) -> None:
    """Show what a person compares before a device is taught to trust the root."""
    groups = identity.root.fingerprint
    console.print(text("setup.serve.root", name=identity.root.name))
    for row in range(0, len(groups), FINGERPRINT_ROW):
        console.print("    " + "  ".join(groups[row : row + FINGERPRINT_ROW]), highlight=False)
    console.print(text("setup.serve.page", address=address))
    if identity.is_new:
        console.print(text("setup.serve.new_root"), style="yellow")
    if identity.left_out:
        names = ", ".join(identity.left_out)
        console.print(text("setup.serve.left_out", names=names), style="yellow")


def pages(app: App, base: str) -> list[tuple[str, str]]:
    """Every page of the house with its address."""
    key = app.access.one_time_key
    found = [
        ("console", of_page(base, "console", key("operator", Role.ADMIN))),
        ("mc", of_page(base, "mc", key("mc", Role.MC))),
    ]
    for role in ScreenRole:
        for name in app.desk.day.screens.of_role(role)[:1]:
            paired = key(name, Role.SCREEN, f"screen:{role.value}")
            found.append((role.value, f"{of_screen(base, role.value, name)}#key={paired}"))
    found.append(("kiosk", of_page(base, "kiosk", key("Ki-ốt 1", Role.KIOSK, "kiosk"))))
    found.append(("reception", of_page(base, "reception", key("reception", Role.RECEPTION))))
    # Without https: a device that does not trust the root yet begins there.
    found.append(("setup", f"{base.replace('https:', 'http:', 1)}/setup"))
    return found


def _reachable(host: str) -> str:
    """An address other machines can use, where the server listens on all of its own."""
    if host not in {"0.0.0.0", "::"}:
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a documentation address: no packet is sent
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostname()


def _qr(address: str) -> str:
    import qrcode  # takes its time to load, and a laptop that serves itself alone shows none

    code = qrcode.QRCode(border=2)
    code.add_data(address)
    drawn = StringIO()
    code.print_ascii(out=drawn, invert=True)
    return drawn.getvalue()
