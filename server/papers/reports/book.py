"""The book: a workbook of tables that prints on A4, in which Excel calculates nothing."""

from collections.abc import Iterable, Sequence
from math import ceil
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from .letter import DECREE_30, plain
from .source import Source

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
THIN = Side(style="thin", color="808080")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
SHADED = PatternFill("solid", fgColor="DCE6F2")
LINE_PT, LETTERS = 15.5, 1.1  # the height of a line; letters in a unit of width
LONGEST_NAME = 31  # letters Excel has for the name of a sheet


class Book:
    """A workbook being written."""

    def __init__(self, source: Source) -> None:
        self.source, self.book = source, Workbook()
        first = self.book.active
        if first is not None:
            self.book.remove(first)

    def sheet(
        self,
        name: str,
        title: str,
        titles: Sequence[str],
        rows: Iterable[Sequence[object]],
        widths: Sequence[float],
        *,
        bold: Iterable[int] = (),
    ) -> Worksheet:
        """A table on a sheet of its own; the rows numbered in `bold` are headings or sums."""
        sheet: Worksheet = self.book.create_sheet(plain(name)[:LONGEST_NAME])
        lines = (self.source.sample, title, self.source.day.plan.title, self.source.exported)
        for line in filter(None, lines):
            sheet.append([None])
            _write(sheet, sheet.max_row, 1, line)
            sheet.cell(sheet.max_row, 1).font = Font(
                name=DECREE_30.face,
                bold=line in (self.source.sample, title),
                italic=line == self.source.exported,
                size=14 if line == title else 11,
                color="B00000" if line == self.source.sample else "000000",
            )
        head = sheet.max_row + 1
        emphasised = {*bold}
        for number, row in enumerate((titles, *rows)):
            self._row(
                sheet, head + number, row, widths, bold=not number or number - 1 in emphasised
            )
        for column, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.freeze_panes = f"A{head + 1}"
        self._paper(sheet, head)
        return sheet

    def _row(
        self,
        sheet: Worksheet,
        at: int,
        row: Sequence[object],
        widths: Sequence[float],
        *,
        bold: bool,
    ) -> None:
        """A row of a table; a heading that is all there is in it runs across."""
        told = [said for said in row if said is not None]
        across = bold and len(told) == 1
        sheet.row_dimensions[at].height = LINE_PT if across else _height(row, widths)
        for column, said in enumerate(told if across else row, start=1):
            cell = _write(sheet, at, column, said)
            cell.font = Font(name=DECREE_30.face, size=11, bold=bold)
            cell.border = GRID
            aside = isinstance(said, int | float)
            cell.alignment = Alignment(
                wrap_text=True, vertical="center", horizontal="center" if aside else "left"
            )
            if bold:
                cell.fill = SHADED
        if across:
            sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(row))

    def save(self, file: Path) -> None:
        """Write the workbook."""
        self.book.save(file)

    def _paper(self, sheet: Worksheet, head: int) -> None:
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_title_rows = f"{head}:{head}"
        above, below = sheet.oddHeader, sheet.oddFooter
        assert above is not None
        assert below is not None
        if self.source.sample:
            above.center.text = self.source.sample
        below.left.text = self.source.exported.replace("&", "&&")
        below.right.text = "&P/&N"


def _height(row: Sequence[object], widths: Sequence[float]) -> float:
    """How tall a row must be for its longest cell, in points."""
    told = zip(row, widths, strict=True)
    lines = [ceil(len(str(said)) / (LETTERS * width)) for said, width in told if said is not None]
    return LINE_PT * max(lines, default=1)


def _write(sheet: Worksheet, row: int, column: int, said: object) -> Any:
    """A cell; a text stays text, whatever sign it begins with."""
    cell: Any = sheet.cell(row, column)
    if isinstance(said, str):
        words = plain(said)
        cell.value = words
        cell.data_type = "s"
        cell.quotePrefix = words.startswith(FORMULA)
    else:
        cell.value = said
    return cell
