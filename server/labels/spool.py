"""The spool: each label's job in a file of its own, so that the queue survives whatever happens.

A file is written whole and renamed, and readable by nobody else. Jobs that are over stay for a
while, so that a number is never given twice and reception can see what has been printed.
"""

import logging
import os
from pathlib import Path

import msgspec

from ..lock import settle
from .job import Job

log = logging.getLogger(__name__)


class Spool:
    """The folder of jobs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def jobs(self) -> list[Job]:
        """Every job in the folder, oldest first; a file that is none is left where it is."""
        found = []
        for path in sorted(self._folder.glob("*.json")):
            try:
                found.append(msgspec.json.decode(path.read_bytes(), type=Job))
            except msgspec.DecodeError as exc:
                log.warning("labels: %s is not a job: %s", path, exc)
        return sorted(found, key=lambda job: job.number)

    def save(self, job: Job) -> None:
        """Write a job down; when this returns it is on the disk."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = self._folder / f"{job.number}.part"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.encode(job))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._path(job.number))
        settle(self._folder)

    def remove(self, number: int) -> None:
        """Forget a job."""
        self._path(number).unlink(missing_ok=True)

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:06d}.json"
