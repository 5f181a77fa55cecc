"""Where the set-up puts things, and how it knows that they are there already."""

import hashlib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
VENDOR = ROOT / ".vendor"
WORKSHOP = ROOT / ".setup"
LOG = WORKSHOP / "log.txt"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint(*parts: Path | str) -> str:
    """One hash of files' contents and of words; it changes when any of them does."""
    whole = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else part.encode()
        whole.update(hashlib.sha256(content).digest())
    return whole.hexdigest()


def python_version() -> str:
    """The Python that an environment belongs to, such as 3.11."""
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def is_stamped(stamp: Path, mark: str) -> bool:
    """Whether the work that `stamp` stands for was finished, for this very `mark`."""
    try:
        return stamp.read_text(encoding="utf-8") == mark
    except FileNotFoundError:
        return False
