"""Reports: what leaves the journal on paper, each a function of the day and a file to write."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from . import attendance, award_sheets, composition, minutes, sign_sheet, timing
from .source import Source

Write = Callable[[Source, Path], None]


class Report(NamedTuple):
    """A report: how it is written in each format, the first being the usual one."""

    formats: dict[str, Write]
    is_draft: bool = False  # somebody goes on writing in it

    @property
    def usual(self) -> str:
        """The format nobody asked for."""
        return next(iter(self.formats))


REPORTS: dict[str, Report] = {
    "attendance": Report({"xlsx": attendance.write}),
    "structure": Report({"docx": composition.write_letter, "xlsx": composition.write_book}),
    "sign-sheet": Report({"docx": sign_sheet.write}),
    "awards": Report({"docx": award_sheets.write}),
    "minutes": Report({"docx": minutes.write}, is_draft=True),
    "timing": Report({"xlsx": timing.write}),
}

__all__ = ["REPORTS", "Report", "Source", "Write"]
