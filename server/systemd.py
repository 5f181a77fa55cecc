"""The unit: how systemd runs the server, written for this machine and these options."""

import getpass
import shlex
import sys
from collections.abc import Iterator

from .config import ROOT, Settings

UNIT = """\
[Unit]
Description=Hội Trường: {folder}
Wants=network-online.target
After=network-online.target
StartLimitIntervalSec=60
StartLimitBurst=20

[Service]
Type=exec
User={user}
WorkingDirectory={root}
ExecStart={start}
# Back within a second after a crash; a refusal to start says why and is left alone.
Restart=on-failure
RestartSec=500ms
RestartPreventExitStatus=1 2
TimeoutStopSec=10
LimitNOFILE=65536
UMask=0077
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=full
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictSUIDSGID=yes
ReadWritePaths={var}

[Install]
WantedBy=multi-user.target
"""


def unit(settings: Settings) -> str:
    """The unit that serves with these settings, from wherever it is started."""
    var = str(settings.var.resolve())
    start = [sys.executable, "-m", "server", "serve", str(settings.folder.resolve())]
    start += [*_options(settings), "--var", var]
    return UNIT.format(
        folder=_plain(settings.folder.resolve().name),
        user=getpass.getuser(),
        root=_escaped(str(ROOT)),
        start=" ".join(_escaped(shlex.quote(word)) for word in start),
        var=_escaped(shlex.quote(var)),
    )


def _options(settings: Settings) -> Iterator[str]:
    """The words of the command line that lead to these settings."""
    yield from ("--host", settings.host, "--port", str(settings.port))
    if settings.tls:
        yield "--tls"
    for printer in settings.printers:
        yield from ("--printer", printer)
    if settings.print_on_check_in:
        yield "--print-on-check-in"
    if settings.backup_to is not None:
        yield from ("--backup-to", str(settings.backup_to.absolute()))
        yield from ("--backup-minutes", f"{settings.backup_minutes:g}")
    if settings.backup_passphrase is not None:
        yield from ("--passphrase-file", str(settings.backup_passphrase.absolute()))


def _plain(words: str) -> str:
    """Words for a person, on one line."""
    return " ".join(_escaped(words).split())


def _escaped(words: str) -> str:
    """Words systemd takes as they stand."""
    return words.replace("%", "%%").replace("$", "$$")
