"""A budget: so much at once, and so much each second from then on."""

import time


class Budget:
    """What somebody may still spend; it fills again with time, up to `at_once`."""

    def __init__(self, per_s: float, at_once: float) -> None:
        self._per_s = per_s
        self._at_once = at_once
        self._left = at_once
        self._since = time.monotonic()

    def spend(self, cost: float) -> bool:
        """Spend so much, if there is so much left."""
        self._fill()
        if self._left < cost:
            return False
        self._left -= cost
        return True

    def owe(self, cost: float) -> None:
        """Spend so much after the event, whether there was so much left or not."""
        self._fill()
        self._left -= cost

    def _fill(self) -> None:
        now = time.monotonic()
        self._left = min(self._at_once, self._left + (now - self._since) * self._per_s)
        self._since = now
