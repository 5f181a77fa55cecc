"""Locks and names: how programs agree on who writes a file, and when a folder is on the disk."""

import os
from pathlib import Path


def hold(path: Path) -> int:
    """Hold the file at `path` until the handle is closed; `OSError` where another holds it."""
    return _held(path, alone=True)


def share(path: Path) -> int:
    """Hold the file together with others who share it; on Windows one alone can."""
    return _held(path, alone=False)


def _held(path: Path, *, alone: bool) -> int:
    handle = private(path)
    try:
        _lock(handle, alone=alone)
    except OSError:
        os.close(handle)
        raise
    return handle


def is_held(path: Path) -> bool:
    """Whether somebody holds the file at `path`, which is there."""
    handle = os.open(path, os.O_RDWR)
    try:
        _lock(handle)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


def private(path: Path) -> int:
    """The file at `path`, made if need be, and then for nobody else to read."""
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def settle(folder: Path) -> None:
    """Wait until the disk has the folder's names: which files are there, and which are gone."""
    if os.name == "nt":
        return  # Windows keeps names with the files
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _lock(handle: int, *, alone: bool = True) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
