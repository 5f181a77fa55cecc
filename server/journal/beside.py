"""Beside: what needs no Python is done by a thread of the system's while this one goes on."""

import threading
from collections.abc import Callable
from typing import Any


class Beside:
    """Work that was begun through `in_thread`, and is waited for by `done`."""

    def __init__(self, in_thread: Callable[..., Any], work: Callable[..., None], *given: Any):
        self._fault: Exception | None = None
        self._thread = threading.Thread(
            target=self._run, args=(in_thread, work, *given), name="beside", daemon=True
        )
        self._thread.start()

    def _run(self, in_thread: Callable[..., Any], *work: Any) -> None:
        try:
            in_thread(*work)
        except Exception as exc:
            self._fault = exc

    def done(self) -> None:
        """Wait until the work is done; raises what it has raised."""
        self._thread.join()
        if self._fault is not None:
            raise self._fault
