"""Makes the project's own Python environment and installs the pinned packages into it."""

import importlib.util
import re
import sys
from collections.abc import Callable
from pathlib import Path

from server.setup.children import run
from server.setup.places import PYTHON, ROOT, VENV, fingerprint, is_stamped, python_version
from server.setup.words import Failed

SERVER = ROOT / "requirements.txt"
TESTS = ROOT / "tests" / "requirements.txt"
# The lists are whole closures, so pip need not resolve and can't slip in a package of its own.
PIP_INSTALL = (
    *(PYTHON, "-m", "pip", "install", "--no-deps", "--no-user", "--no-input"),
    *("--disable-pip-version-check", "--progress-bar", "off", "--retries", "2"),
)
ENVIRONMENT = VENV / "environment.stamp"
# Stands while pip changes files: an environment found with it was torn and is made anew.
TORN = VENV / "torn"
# The end of such a name as python3.11, which is what the environment's link leads to.
VERSION = re.compile(r"3\.\d+")
COLLECTING = ("Collecting ", "Requirement already satisfied")
INSTALLING = "Installing collected packages"
SHARE_OF_COLLECTING = 0.6


def stamp(requirements: Path) -> Path:
    """Where the environment says that these requirements are in it."""
    return VENV / ("server.stamp" if requirements == SERVER else "tests.stamp")


def mark(requirements: Path) -> str:
    """What that stamp must hold."""
    return fingerprint(requirements)


def are_installed(requirements: Path) -> bool:
    """Whether the environment works and holds exactly these requirements."""
    return environment_works() and is_stamped(stamp(requirements), mark(requirements))


def environment_works() -> bool:
    """Whether a whole environment is there, its Python not replaced by another version since."""
    if TORN.exists() or not (PYTHON.exists() and ENVIRONMENT.exists()):
        return False
    real = VERSION.search(PYTHON.resolve().name)
    return real is None or is_stamped(ENVIRONMENT, real.group())


def create_environment(advance: Callable[[float], None]) -> None:
    """Make an empty environment, in place of whatever an interrupted set-up left behind."""
    if not all(importlib.util.find_spec(part) for part in ("venv", "ensurepip")):
        raise Failed("no_venv")
    run([sys.executable, "-m", "venv", "--clear", VENV])
    ENVIRONMENT.write_text(python_version(), encoding="utf-8")


def install(requirements: Path, advance: Callable[[float], None]) -> None:
    """Install what `requirements` lists, telling `advance` how far it has come, 0 to 1."""
    count = requirements.read_text(encoding="utf-8").count("==")
    collected = 0

    def follow(line: str) -> None:
        nonlocal collected
        if line.startswith(COLLECTING):
            collected += 1
            advance(SHARE_OF_COLLECTING * min(collected / count, 1))
        if line.startswith(INSTALLING):
            TORN.touch()

    run([*PIP_INSTALL, "-r", requirements], on_line=follow)
    stamp(requirements).write_text(mark(requirements), encoding="utf-8")
    TORN.unlink(missing_ok=True)
