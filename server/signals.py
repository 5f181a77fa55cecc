"""The word to end: heard from the first moment of a start, obeyed where nothing is half done."""

import signal

told: list[int] = []


def heed() -> None:
    """Hear it from now on."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _: told.append(number))
