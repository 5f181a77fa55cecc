"""Locks: how programs that share a folder agree on who writes a file."""

import os
from pathlib import Path


def hold(path: Path) -> int:
    """Hold the file at `path` until the handle is closed; `OSError` where another holds it."""
    handle = private(path)
    try:
        _lock(handle)
    except OSError:
        os.close(handle)
        raise
    return handle


def private(path: Path) -> int:
    """The file at `path`, made if need be, and then for nobody else to read."""
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def _lock(handle: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
