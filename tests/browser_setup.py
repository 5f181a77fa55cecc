"""Sees to it that Chromium is there, the browser that the tests drive."""

import os
import shutil
import sys
from pathlib import Path

from server.setup.children import run
from server.setup.words import Failed, label, sentence

# Debian's Chromium without a window costs a third less on each page than the one with one.
SHELL = Path("/usr/bin/chromium-headless-shell")
WITH_WINDOW = Path("/usr/bin/chromium")
CHROMIUM = WITH_WINDOW if WITH_WINDOW.exists() and not SHELL.exists() else SHELL
PACKAGE_LISTS = Path("/var/lib/apt/lists")
APT_GET = ("apt-get", "-o", "DPkg::Lock::Timeout=300")


def ensure_chromium() -> None:
    """Install Chromium where this process may; elsewhere leave with a sentence on how to."""
    if CHROMIUM.exists():
        return
    if not may_install():
        sys.exit(sentence("no_chromium"))
    print(label("chromium"), file=sys.stderr, flush=True)
    try:
        install_chromium()
    except Failed as failure:
        sys.exit(str(failure))


def may_install() -> bool:
    """Whether this is root on a Debian."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_chromium() -> None:
    """Have apt install Chromium, with fresh package lists where there are none."""
    if not any(PACKAGE_LISTS.glob("*_Packages*")):
        run([*APT_GET, "update"])
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    run([*APT_GET, "install", "-y", SHELL.name])
