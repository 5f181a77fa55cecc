"""The workplace: a private folder on the day's own disk, where bundles are made and unpacked."""

import contextlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

WORK = "backup-"
FORGOTTEN_S = 3600


@contextlib.contextmanager
def workplace(var: Path) -> Iterator[Path]:
    """A folder beside the journal, as private as it; what a crash has left there is swept away."""
    there = next(path for path in (var, *var.absolute().parents) if path.is_dir())
    sweep(there, FORGOTTEN_S)
    with tempfile.TemporaryDirectory(dir=there, prefix=WORK) as work:
        yield Path(work)


def sweep(folder: Path, older_than_s: float = 0.0) -> None:
    """Remove what a killed backup or restore has left."""
    for left in folder.glob(f"{WORK}*"):
        with contextlib.suppress(OSError):
            if left.is_dir() and time.time() - left.stat().st_mtime > older_than_s:
                shutil.rmtree(left, ignore_errors=True)
