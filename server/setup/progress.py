"""Shows how far the set-up has come: one calm bar on a terminal, plain lines elsewhere."""

import shutil
import sys
from collections.abc import Callable

from server.setup.words import label

BAR = 24


class Progress:
    """One bar over several steps, each with its share of the whole."""

    def __init__(self, total: float) -> None:
        self.total = total
        self.finished = 0.0
        self.shown = ""
        self.is_terminal = sys.stderr.isatty()

    def begin(self, code: str, weight: float) -> Callable[[float], None]:
        """Name the next step; the answer tells the bar how much of it is done, 0 to 1."""
        before = self.finished
        self.finished += weight
        if not self.is_terminal:
            print(label(code), file=sys.stderr, flush=True)
        self.draw(code, before)
        return lambda fraction: self.draw(code, before + weight * fraction)

    def end(self) -> None:
        """Say that all is done and leave the line."""
        if self.is_terminal:
            self.draw("finished", self.total)
            self.leave()
        else:
            print(label("finished"), file=sys.stderr, flush=True)

    def leave(self) -> None:
        """Put what comes next on a line of its own."""
        if self.shown:
            print(file=sys.stderr, flush=True)
            self.shown = ""

    def draw(self, code: str, done: float) -> None:
        """Paint the bar, if it looks different now."""
        line = self.line(code, done / self.total)
        if self.is_terminal and line != self.shown:
            print(f"\r\x1b[2K{line}", end="", file=sys.stderr, flush=True)
            self.shown = line

    def line(self, code: str, fraction: float) -> str:
        """The bar, its percentage and the step's name, cut to the terminal's width."""
        filled = round(BAR * fraction)
        bar = "█" * filled + "░" * (BAR - filled)
        width = shutil.get_terminal_size().columns - 1
        return f"{bar} {fraction:4.0%}  {label(code)}"[:width]
