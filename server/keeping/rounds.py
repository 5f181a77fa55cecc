"""The rounds: every few minutes a copy of the day goes to another disk, and the oldest go."""

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from ..conference.live import Copies, Trouble
from ..config import ROOT, Settings

log = logging.getLogger(__name__)

KEPT = 6
LOOKS_EVERY_S = 1.0
TRIES_AGAIN = timedelta(seconds=30)
SUFFIX = ".hall"


class Rounds:
    """A thread that has copies made by a process of their own, which never holds up the hall."""

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        now: Callable[[], datetime],
        told: Callable[[], None],
        in_thread: Callable[..., Any],
    ) -> None:
        self._settings = settings
        self._folder = folder
        self._now = now
        self._told = told
        self._in_thread = in_thread  # whatever touches the disk: a bad stick may take minutes
        self._due = now()
        self._device: int | None = None
        self.copies = Copies(since=now())

    def start(self) -> None:
        """Begin with a copy at once."""
        threading.Thread(target=self._go_round, name="backup", daemon=True).start()

    def _go_round(self) -> None:
        while True:
            try:
                self._look()
            except Exception:
                log.exception("backup: one round failed")
                self._tell(replace(self.copies, trouble=Trouble.FAILED))
            time.sleep(LOOKS_EVERY_S)

    def _look(self) -> None:
        if not self._in_thread(self._there):
            self._due = self._now()  # the moment it is back
            self._tell(replace(self.copies, trouble=Trouble.GONE))
        elif self._now() >= self._due:
            self._copy()

    def _there(self) -> bool:
        """Whether the disk is in its place, and not just the empty folder it was mounted on."""
        if not self._folder.is_dir():
            return False
        device = self._folder.stat().st_dev
        return self._device in {None, device} or device != self._settings.var.stat().st_dev

    def _is_ours(self) -> bool:
        """Whether the copies share a disk, and its end, with the day itself."""
        return self._folder.stat().st_dev == self._settings.var.stat().st_dev

    def _copy(self) -> None:
        begun = self._now()
        name = f"{self._settings.journal.stem}-{begun:%Y%m%d-%H%M%S}{SUFFIX}"
        done = subprocess.run(
            self._command(self._folder / name), cwd=ROOT, capture_output=True, check=False
        )
        if done.returncode:
            log.error("backup: %s", done.stderr.decode(errors="replace").strip())
            self._due = begun + TRIES_AGAIN
            self._tell(replace(self.copies, trouble=Trouble.FAILED))
            return
        self._due = begun + timedelta(minutes=self._settings.backup_minutes)
        self._in_thread(self._done)
        trouble = Trouble.SAME_DISK if self._in_thread(self._is_ours) else None
        self._tell(replace(self.copies, at=begun, trouble=trouble))

    def _command(self, file: Path) -> list[str]:
        settings = self._settings
        secret = settings.backup_passphrase
        where = [str(file.absolute()), str(settings.folder.absolute())]
        return [
            *(sys.executable, "-m", "server", "backup", *where),
            *("--automatic", "--no-media", "--var", str(settings.var.absolute())),
            *(("--passphrase-file", str(secret.absolute())) if secret is not None else ()),
        ]

    def _done(self) -> None:
        """Remember which disk it is; remove all copies of this conference but the newest few."""
        self._device = self._folder.stat().st_dev
        for old in sorted(self._folder.glob(f"{self._settings.journal.stem}-*{SUFFIX}"))[:-KEPT]:
            old.unlink(missing_ok=True)

    def _tell(self, copies: Copies) -> None:
        if copies != self.copies:
            self.copies = copies
            self._told()
