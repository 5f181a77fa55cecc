"""The template: an empty workbook with a sheet for each table, its titles, and lists of choices.

What it holds is what is read back, so that a filled template is never misunderstood.
"""

from pathlib import Path

import msgspec
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from server.texts import text

from .. import tables
from ..cells import WORDS
from ..draft import Draft
from ..folder import SOURCES, drafted
from ..problems import Report
from ..records import plain
from .headings import TABLES

ROWS = 1000  # how far down the choices reach
DARK, LIGHT = PatternFill("solid", fgColor="1D4F91"), PatternFill("solid", fgColor="DCE6F2")
WIDE = {
    "full_name": 28,
    "name": 42,
    "title": 48,
    "position": 42,
    "workplace": 30,
    "achievement": 48,
}
# What is not the office's to fill in: the program gives it.
OWN = {"badge_serial", "replaces"}
OPTIONAL = {"id", "order", "position", "given_name", "short"}
GUIDE = ("fill", "badges", "names", "ticks", "dates", "sensitive", "command")


def write_template(file: Path, folder: Path) -> None:
    """Write the empty workbook; the classes and delegations of `folder` are there to choose."""
    book = Workbook()
    guide = book.active
    assert isinstance(guide, Worksheet)
    guide.title = text("files.sheets.guide")
    guide.append([text("intake.guide.title")])
    guide.append([text("intake.guide.title", "en")])
    for key in GUIDE:
        guide.append([text(f"intake.guide.{key}")])
        guide.append([text(f"intake.guide.{key}", "en")])
    guide.column_dimensions["A"].width = 110
    for (cell,) in guide.iter_rows(max_col=1):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    guide["A1"].font = Font(bold=True, size=14)
    choices = _choices(drafted(folder, Report()))
    for table in TABLES:
        _sheet(book.create_sheet(text(f"files.sheets.{table}")), table, choices)
    listed = book.create_sheet(text("files.sheets.choices"))
    for number, (title, words) in enumerate(choices.values(), start=1):
        for row, word in enumerate((title, *words), start=1):
            listed.cell(row, number, word)
        listed.column_dimensions[get_column_letter(number)].width = 44
    book.save(file)


def _choices(draft: Draft) -> dict[str, tuple[str, list[str]]]:
    """The words to choose from, by field: the title of their list, and the list."""
    said = {
        "delegate_class": ("delegates", [chosen.word for chosen in draft.all("classes")]),
        "unit": ("delegates", [unit.name for unit in draft.all("units")]),
        "list": ("nominations", [chosen.id for chosen in draft.all("lists")]),
        "sex": ("delegates", [text(f"files.words.{word}") for word in WORDS["sex"]]),
        "role": ("assignments", [text(f"files.words.{word}") for word in WORDS["role"]]),
        "status": ("speeches", [text(f"files.words.{word}") for word in WORDS["status"]]),
        "kind": ("awards", [text(f"files.words.{word}") for word in WORDS["kind"]]),
        "yes": ("", ["có", "không"]),
    }
    return {
        field: (tables.label(table, field, "vi") if table else "có/không", words)
        for field, (table, words) in said.items()
        if words
    }


def _sheet(sheet: Worksheet, table: str, choices: dict[str, tuple[str, list[str]]]) -> None:
    source = SOURCES[table]
    fields = [f for f in msgspec.structs.fields(source.struct) if f.name not in OWN]
    for number, field in enumerate(fields, start=1):
        required = field.required and field.name not in OPTIONAL
        letter = get_column_letter(number)
        head = sheet.cell(1, number, tables.label(source.file, field.name, "vi"))
        head.font = Font(bold=True, color="FFFFFF" if required else "000000")
        head.fill = DARK if required else LIGHT
        head.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[letter].width = WIDE.get(field.name, 16)
        kind = plain(field.type)
        chosen = "yes" if kind is bool else field.name
        if chosen in choices:
            _offered(sheet, letter, list(choices).index(chosen) + 1, len(choices[chosen][1]))
        if kind is not int:
            sheet.column_dimensions[letter].number_format = "@"  # `037`, `3/6` stay as typed
    sheet.freeze_panes = "A2"


def _offered(sheet: Worksheet, letter: str, column: int, count: int) -> None:
    """A list to choose from; what is not in it is warned of, and may stand all the same."""
    of = get_column_letter(column)
    listed = f"'{text('files.sheets.choices')}'!${of}$2:${of}${count + 1}"
    offer = DataValidation(type="list", formula1=listed, allow_blank=True, errorStyle="warning")
    offer.add(f"{letter}2:{letter}{ROWS}")
    sheet.add_data_validation(offer)
