"""Keeps two set-ups of one folder from running at once: the second waits for the first."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from server.setup.places import WORKSHOP
from server.setup.words import sentence

# What the systems answer when someone else has the lock.
HELD = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}


@contextmanager
def alone() -> Iterator[None]:
    """Hold the set-up's lock; the system lets go of it if this process is killed."""
    WORKSHOP.mkdir(exist_ok=True)
    with (WORKSHOP / "lock").open("a+") as file:
        if not lock(file, wait=False):
            print(sentence("waiting"), file=sys.stderr, flush=True)
            while not lock(file, wait=True):
                pass
        # pip and npm inherit the lock: one that outlives a killed set-up still holds it.
        os.set_inheritable(file.fileno(), True)
        yield


def lock(file: IO[str], *, wait: bool) -> bool:
    """Take the lock on `file`, or say that someone else holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in HELD:
            raise
        return False
    return True
