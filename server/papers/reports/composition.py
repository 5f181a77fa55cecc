"""The composition: báo cáo tình hình đại biểu, expected and present, in totals and nothing else."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from server.conference.plan import Person, Side
from server.conference.structure import Row, structure
from server.texts import catalogue, text

from .attendance import percent
from .book import Book
from .letter import Letter
from .source import COUNTED, Source

COLUMNS = ("group", "expected", "share", "present", "share")


class Block(NamedTuple):
    """A table of the report."""

    title: str
    rows: list[Sequence[object]]


def write_letter(source: Source, file: Path) -> None:
    """Write the report as a document."""
    letter = Letter(source)
    letter.title(text("reports.structure.title"), source.day.plan.title)
    for sentence in _sentences(source):
        letter.text(sentence)
    titles = [text(f"reports.column.{name}") for name in COLUMNS]
    for number, block in enumerate(_blocks(source), start=1):
        letter.heading(f"{number}. {block.title}")
        letter.table(titles, block.rows, (75, 22, 22, 22, 22))
    letter.line("", after=6)
    letter.signatures(((), ""), ((text("reports.structure.signs"),), ""))
    letter.save(file)


def write_book(source: Source, file: Path) -> None:
    """Write the report as a workbook."""
    book = Book(source)
    rows: list[Sequence[object]] = [(one, None, None, None, None) for one in _sentences(source)]
    bold: list[int] = []
    for block in _blocks(source):
        bold.append(len(rows))
        rows += [(block.title, None, None, None, None), *block.rows]
    titles = [text(f"reports.column.{name}") for name in COLUMNS]
    name = text("reports.structure.sheet")
    title = text("reports.structure.title")
    book.sheet(name, title, titles, rows, (70, 14, 14, 14, 14), bold=bold)
    book.save(file)


def _sentences(source: Source) -> list[str]:
    """The totals in sentences, and what can no longer be told."""
    people, day = source.invited(), source.day
    here = day.attendance.present
    facts = {"expected": len(people), "present": sum(p.id in here for p in people)}
    for side in COUNTED:
        those = [p for p in people if day.people.side(p.id) is side]
        facts[side.value] = len(those)
        facts[f"{side.value}_present"] = sum(p.id in here for p in those)
    at = f"{source.said(source.now)} {source.local(source.now):%d/%m/%Y}"
    said = [text("reports.structure.totals", "vi", at=at, **facts)]
    if not day.custody.kept:
        return [*said, text("reports.structure.erased")]
    ages = sorted(_year(source) - p.birth_year for p in people if p.birth_year is not None)
    if ages:
        told: dict[str, object] = {
            "average": f"{sum(ages) / len(ages):.1f}".replace(".", ","),
            "oldest": ages[-1],
            "oldest_count": ages.count(ages[-1]),
            "youngest": ages[0],
            "youngest_count": ages.count(ages[0]),
        }
        said.append(text("reports.structure.ages", "vi", **told))
    return said


def _year(source: Source) -> int:
    return (source.day.plan.starts_at or source.now).year


def _blocks(source: Source) -> list[Block]:
    """Classes and delegations, then what the structure counts."""
    day, invited = source.day, source.invited()
    officials = len(day.people.invited(Side.OFFICIAL))
    officials_here = sum(p in day.attendance.present for p in day.people.invited(Side.OFFICIAL))
    whole = len(invited), sum(p.id in day.attendance.present for p in invited)
    classes, units = day.people.classes, day.people.units
    blocks = [
        Block(text("reports.by.class"), _by(source, lambda p: classes[p.delegate_class].word)),
        Block(text("reports.by.unit"), _by(source, lambda p: units[p.unit].name)),
    ]
    for name, rows in structure(day, source.now).tables.items():
        of = (officials, officials_here) if name == "priority" else whole
        said = [_row(_label(source, name, row), row.expected, row.present, of) for row in rows]
        if said:
            blocks.append(Block(text(f"structure.{name}.title"), said))
    return blocks


def _by(source: Source, word: Callable[[Person], str]) -> list[Sequence[object]]:
    """A row for each word there is, in the order the office listed them."""
    invited = source.invited()
    groups: dict[str, list[Person]] = {}
    listed = [*source.day.plan.people, *invited]
    for person in listed:
        groups.setdefault(word(person), [])
    for person in invited:
        groups[word(person)].append(person)
    here = source.day.attendance.present
    whole = len(invited), sum(p.id in here for p in invited)
    return [
        _row(name, len(those), sum(p.id in here for p in those), whole)
        for name, those in groups.items()
        if those
    ]


def _row(name: str, expected: int, present: int, of: tuple[int, int]) -> Sequence[object]:
    return name, expected, percent(expected, of[0]), present, percent(present, of[1])


def _label(source: Source, table: str, row: Row) -> str:
    """What a group is called: the office's own word, or the catalogue's."""
    words, young = catalogue("vi"), source.day.plan.young_max_age
    if row.named:
        return words.get(f"files.words.{row.key}", row.key)
    low, dash, high = row.key.partition("-")
    if table == "age" and dash:
        return text("structure.age.band", low=low, high=high)
    return text(f"structure.{table}.{row.key}", young=young)
