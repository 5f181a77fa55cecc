"""The guesses: how often a name or an address was wrong, and for how long that locks it."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import msgspec

from ..conference import Refused

TRIES = 5
FIRST_LOCK_S = 10
LONGEST_LOCK_S = 600
MOST = 10_000  # names and addresses that are counted; beyond it those not locked are forgotten


class _Tries(msgspec.Struct):
    wrong: int = 0
    locked_until: datetime | None = None


class Guesses:
    """The wrong tries since the last right one."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._tries: dict[str, _Tries] = {}

    def __len__(self) -> int:
        return len(self._tries)

    def may_go_on(self, subjects: Sequence[str]) -> None:
        """Raises `Refused` while one of them is locked."""
        for subject in subjects:
            until = self._tries.get(subject, _Tries()).locked_until
            left = (until - self._clock()).total_seconds() if until is not None else 0
            if left > 0:
                raise Refused("locked", retry_after_s=max(1, round(left)))

    def failed(self, subjects: Sequence[str]) -> tuple[int, int]:
        """Count a wrong try; how many that makes, and for how many seconds it locks."""
        if len(self._tries) > MOST:
            now = self._clock()
            self._tries = {s: t for s, t in self._tries.items() if (t.locked_until or now) > now}
        wrong = max(self._failed(subject) for subject in subjects)
        return wrong, _lock_s(wrong)

    def _failed(self, subject: str) -> int:
        tries = self._tries.setdefault(subject, _Tries())
        tries.wrong += 1
        if lock_s := _lock_s(tries.wrong):
            tries.locked_until = self._clock() + timedelta(seconds=lock_s)
        return tries.wrong

    def forget(self, subjects: Sequence[str]) -> None:
        """A right try: what was wrong before counts no longer."""
        for subject in subjects:
            self._tries.pop(subject, None)


def _lock_s(wrong: int) -> int:
    """For how long so many wrong tries lock."""
    return 0 if wrong < TRIES else min(LONGEST_LOCK_S, FIRST_LOCK_S * 2 ** (wrong - TRIES))
