"""A server on a disk that keeps only what was synced: `python3 -m tests.losing_disk serve …`.

SQLite's own file layer is wrapped: whenever a file has been synced, and only then, its content as of
that moment is copied whole into the folder LOSING_DISK_KEEPS. What that folder holds when the
process is killed is what a power cut leaves of the journal if nothing unsynced ever reaches the disk. What Python
itself writes into the server's folder is kept the same way: a file's content as of its own sync, under
the name it has when its folder is synced.
LOSING_DISK_SYNC sets SQLite's `synchronous`, to show what less than `full` would lose.

It proves that the journal asks for every sync it needs before an answer is given. It does not prove
that a drive obeys a sync, nor does it reorder or tear single writes; a file's name counts as kept
once its content has been synced, and as gone once its folder has been.
"""

import ctypes
import os
import shutil
import stat
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

KEEPS = "LOSING_DISK_KEEPS"
SYNC = "LOSING_DISK_SYNC"
OK, IOERR = 0, 10
HELD: list[Any] = []  # what C points to must never be collected

ADDRESS = ctypes.c_void_p
OPEN = ctypes.CFUNCTYPE(ctypes.c_int, ADDRESS, ADDRESS, ADDRESS, ctypes.c_int, ADDRESS)
FSYNC = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)


class Vfs(ctypes.Structure):
    """The head of `sqlite3_vfs`."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("longest_name", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        ("open", ctypes.c_void_p),
    )


class Methods(ctypes.Structure):
    """`sqlite3_io_methods`: what can be done with an open file."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("before", ctypes.c_void_p * 4),
        ("sync", ctypes.c_void_p),
        ("after", ctypes.c_void_p * 13),
    )


class Disk:
    """SQLite's files, each copied as of its last sync."""

    def __init__(self, keeps: Path, var: Path) -> None:
        self._keeps = keeps
        self._var = var
        self._contents: dict[tuple[int, int], bytes] = {}
        self._names: dict[int, Path] = {}
        self._wrapped: dict[int, Methods] = {}

    def wrap(self) -> None:
        """Stand between SQLite and its files from now on."""
        import _sqlite3

        library = ctypes.CDLL(_sqlite3.__file__)
        library.sqlite3_vfs_find.restype = ctypes.POINTER(Vfs)
        library.sqlite3_initialize()
        vfs = library.sqlite3_vfs_find(None).contents
        opened = OPEN(vfs.open)

        def open_(of: int, name: int | None, file: int, flags: int, out: int | None) -> int:
            status = opened(of, name, file, flags, out)
            methods = ADDRESS.from_address(file)
            if status == OK and name and methods.value:
                self._names[file] = Path(os.fsdecode(ctypes.string_at(name)))
                methods.value = ctypes.addressof(self._methods(methods.value))
            return int(status)

        vfs.open = held(OPEN(open_))

    def _methods(self, address: int) -> Methods:
        """The methods at that address, with ours in the place of `sync`."""
        if address not in self._wrapped:
            methods = Methods.from_buffer_copy(ctypes.string_at(address, ctypes.sizeof(Methods)))
            HELD.append(methods)
            methods.sync = held(FSYNC(self._syncs(FSYNC(methods.sync))))
            self._wrapped[address] = methods
        return self._wrapped[address]

    def _syncs(self, synced: Callable[[int, int], int]) -> Callable[[int, int], int]:
        def sync(file: int, flags: int) -> int:
            status = synced(file, flags)
            try:
                if status == OK:
                    self._keep(self._names[file])
            except OSError:
                return IOERR
            return status

        return sync

    def folder_synced(self) -> None:
        """Let go of the files that are no longer there."""
        for file in set(self._names.values()):
            if not file.exists():
                (self._keeps / file.name).unlink(missing_ok=True)

    def file_synced(self, handle: int) -> None:
        """Know a file's content, which has no name on the disk yet."""
        seen = os.fstat(handle)
        self._contents[seen.st_dev, seen.st_ino] = Path(f"/proc/self/fd/{handle}").read_bytes()

    def names_synced(self, folder: Path) -> None:
        """Keep the files of the folder that were synced under their names, and only those."""
        room = self._keeps / folder.relative_to(self._var)
        room.mkdir(parents=True, exist_ok=True)
        there = {path.name: path.stat() for path in folder.iterdir() if path.is_file()}
        for name, seen in there.items():
            content = self._contents.get((seen.st_dev, seen.st_ino))
            if content is not None:
                (room / name).write_bytes(content)
        for path in room.iterdir():
            if path.is_file() and path.name not in there and not path.name.startswith("."):
                path.unlink()

    def _keep(self, file: Path) -> None:
        draft = self._keeps / f".{file.name}"
        shutil.copyfile(file, draft)
        draft.replace(self._keeps / file.name)


def held(function: Any) -> int | None:
    """The address of a function that C may call from now on."""
    HELD.append(function)
    return ctypes.cast(function, ADDRESS).value


def watched(fsync: Callable[[int], None], disk: Disk, var: Path) -> Callable[[int], None]:
    """Python's own sync, of which the disk learns when it was of the server's folder."""

    def synced(handle: int) -> None:
        fsync(handle)
        path = Path(f"/proc/self/fd/{handle}").readlink()
        if not path.is_relative_to(var):
            return
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            disk.folder_synced()
            disk.names_synced(path)
        else:
            disk.file_synced(handle)

    return synced


def main() -> None:
    """Start the server on the disk."""
    with warnings.catch_warnings(action="ignore"):
        import eventlet

    eventlet.monkey_patch()
    var = Path(sys.argv[sys.argv.index("--var") + 1]).resolve()
    disk = Disk(Path(os.environ[KEEPS]), var)
    disk.wrap()
    os.fsync = watched(os.fsync, disk, var)  # type: ignore[assignment]
    from server.cli import main as command_line
    from server.journal import tables

    level = os.environ.get(SYNC, "full")
    weaker = f"pragma synchronous = {level}"
    tables.PRAGMAS = (*tables.PRAGMAS, weaker)  # type: ignore[assignment]  # one more of them
    command_line()


if __name__ == "__main__":
    main()
