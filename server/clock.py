"""The clock: the server's time, read once from the machine and then carried on monotonically."""

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Answers the time in UTC, whole milliseconds, never going back and never jumping."""

    def __init__(self, not_before: datetime | None = None) -> None:
        now = datetime.now(UTC)
        self._start = max(now, not_before) if not_before is not None else now
        self._tick = time.monotonic()

    def __call__(self) -> datetime:
        """The time now."""
        at = self._start + timedelta(seconds=time.monotonic() - self._tick)
        return at.replace(microsecond=at.microsecond // 1000 * 1000)
