"""The unit: how systemd runs the server, written for this machine and these options."""

import getpass
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from .config import ROOT

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


def unit(folder: Path, var: Path, options: Sequence[str]) -> str:
    """The unit that serves `folder` with `options`, what happens being kept in `var`."""
    start = [sys.executable, "-m", "server", "serve", str(folder.resolve()), *options]
    start += ["--var", str(var.resolve())]
    return UNIT.format(
        folder=_plain(folder.resolve().name),
        user=getpass.getuser(),
        root=_escaped(str(ROOT)),
        start=" ".join(_escaped(shlex.quote(word)) for word in start),
        var=_escaped(shlex.quote(str(var.resolve()))),
    )


def _plain(words: str) -> str:
    """Words for a person, on one line."""
    return " ".join(_escaped(words).split())


def _escaped(words: str) -> str:
    """Words systemd takes as they stand."""
    return words.replace("%", "%%").replace("$", "$$")
