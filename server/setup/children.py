"""Runs pip, npm and the like: every line goes to the log, a failure becomes one sentence."""

import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from server.setup.places import LOG, ROOT
from server.setup.words import Failed

# The first line of this table found in the output says why; pip and npm name the same
# trouble differently, and print "no such version" after every lost connection.
REASONS = {
    "disk_full": r"No space left on device|ENOSPC|Disk quota exceeded|EDQUOT",
    "no_venv": r"ensurepip is not available|No module named '?ensurepip",
    "no_permission": r"Permission denied|Read-only file system|EACCES|EPERM|EROFS",
    "no_trust": r"CERTIFICATE_VERIFY_FAILED|SSLError|UNABLE_TO_\w*CERT|SELF_SIGNED_CERT"
    r"|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID",
    "no_network": r"NewConnectionError|ConnectTimeout|ReadTimeout|ProtocolError|ProxyError"
    r"|NameResolutionError|Connection refused|Temporary failure in name resolution"
    r"|ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH"
    r"|ERR_SOCKET_TIMEOUT|Could not resolve|Could not connect",
    "no_build": r"Failed building wheel|failed-wheel-build|metadata-generation-failed"
    r"|subprocess-exited-with-error",
    "refused": r"HTTP error \d|No matching distribution|Client Error|Server Error"
    r"|E40\d|E5\d\d|ETARGET|EINTEGRITY|THESE PACKAGES DO NOT MATCH",
}


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path = ROOT,
    on_line: Callable[[str], None] = lambda line: None,
) -> None:
    """Run `command` to its end, showing `on_line` each line it prints."""
    output = []
    with LOG.open("a", encoding="utf-8") as log, start(command, cwd) as child:
        for line in child.stdout or ():
            log.write(line)
            output.append(line)
            on_line(line)
    if child.returncode:
        raise Failed(reason("".join(output)), log=LOG.relative_to(ROOT), place=ROOT)


def start(command: Sequence[str | Path], cwd: Path) -> subprocess.Popen[str]:
    """Start `command` with both its outputs in one pipe and nobody at its keyboard."""
    return subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        close_fds=False,
    )


def reason(output: str) -> str:
    """Why a command failed, judged by what it printed."""
    found = (code for code, pattern in REASONS.items() if re.search(pattern, output))
    return next(found, "failed")
