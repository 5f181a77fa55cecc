"""The storage: how much room the disk of the day has left, and from when on the desk is warned."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

GB = 10**9
# Below the first there is time to make room; below the second there is not.
LEAST = GB // 2
LEVELS = ((LEAST, "disk_nearly_full"), (2 * GB, "disk_low"))


def free_bytes(folder: Path) -> int:
    """How much room is left on the disk that holds `folder`, made already or not."""
    there = next(path for path in (folder, *folder.resolve().parents) if path.exists())
    return shutil.disk_usage(there).free


def level(free: int) -> str | None:
    """The code of the warning that so little room is worth; `None` while there is enough."""
    return next((code for least, code in LEVELS if free < least), None)


def size(free: int) -> dict[str, str]:
    """An amount of room as people read it, in Vietnamese and in English."""
    amount, unit = (free / GB, "GB") if free >= GB else (free / 10**6, "MB")
    english = f"{amount:.1f} {unit}" if unit == "GB" else f"{amount:.0f} {unit}"
    return {"vi": english.replace(".", ","), "en": english}


class Storage:
    """The room on the disk as it was when last looked at."""

    def __init__(self, look: Callable[[], int], clock: Callable[[], datetime]) -> None:
        self._look = look
        self._clock = clock
        self.free = look()
        self.level = level(self.free)
        self.since = clock()

    def look(self) -> None:
        """Look again how much room there is."""
        self.free = self._look()
        if self.level != (now := level(self.free)):
            self.level, self.since = now, self._clock()
