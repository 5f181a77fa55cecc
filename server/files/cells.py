"""Cells: what an office types into a table becomes the value a field expects."""

import re
from typing import Any, get_origin

from server.texts import text

from . import clean
from .records import plain

YES = {"có", "x", "yes", "true", "đúng", "1"}
NO = {"không", "no", "false", "sai", "0"}
DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
DATES = {"appointed_on"}
# Columns whose cells hold one of a few words, said in either language.
WORDS = {
    "sex": ("nam", "nữ"),
    "role": ("presidium", "secretary"),
    "status": ("approved", "reserve"),
    "kind": ("award", "honour"),
}


def value(field: str, kind: Any, cell: str) -> object:
    """The value a cell stands for; a cell that makes no sense comes back as it is."""
    kind, tidied = plain(kind), clean.tidy(cell)
    if get_origin(kind) is tuple:
        return split(tidied)
    if kind is bool:
        return yes_no(tidied)
    if kind is int:
        return whole(tidied)
    if field in DATES:
        return iso_date(tidied)
    # Legacy encodings hide in marks that tidying takes away: plain text stays as it came.
    return word(field, tidied) if field in WORDS else cell


def split(cell: str) -> list[str]:
    """The ids in a cell, separated by semicolons, commas or spaces."""
    return [part for part in re.split(r"[;,\s]+", cell) if part]


def whole(cell: str) -> int | str:
    """A whole number; anything else as it is."""
    return int(cell) if re.fullmatch(r"[+-]?[0-9]{1,9}", cell) else cell


def yes_no(cell: str) -> bool | str:
    """True or false as people tick it; anything else as it is."""
    said = cell.casefold()
    if said in YES | NO:
        return said in YES
    return cell


def iso_date(cell: str) -> str:
    """A date as it sorts: `2016-07-01` for `1/7/2016`; other forms as they are."""
    if found := DATE.fullmatch(cell):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    return cell


def word(field: str, cell: str) -> str:
    """The identifier a word stands for; an unknown word as it is."""
    said = cell.casefold()
    for name in WORDS[field]:
        known = {name} | {text(f"files.words.{name}", lang).casefold() for lang in ("vi", "en")}
        if said in known:
            return name
    return cell
