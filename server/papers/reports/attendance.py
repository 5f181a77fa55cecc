"""The attendance: who came when and by which door, delegation by delegation, with totals."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from server.conference.collation import by_given_name
from server.conference.plan import Person, Side
from server.texts import catalogue, text

from .book import Book
from .source import COUNTED, Source

COLUMNS = ("order", "badge", "name", "post", "class", "seat", "came", "door", "how", "left", "note")
WIDTHS = (6, 10, 28, 40, 24, 9, 9, 16, 22, 9, 36)
TOTALS = ("group", "expected", "came_count", "absent", "share", "inside")


def write(source: Source, file: Path) -> None:
    """Write the workbook: everybody by delegation, then the totals."""
    book = Book(source)
    rows, bold = _everybody(source)
    titles = [text(f"reports.column.{name}") for name in COLUMNS]
    name = text("reports.attendance.sheet")
    book.sheet(name, text("reports.attendance.title"), titles, rows, WIDTHS, bold=bold)
    counted, bold = _totals(source)
    titles = [text(f"reports.column.{name}") for name in TOTALS]
    title = text("reports.attendance.totals")
    book.sheet(title, title, titles, counted, (52, 12, 12, 12, 12, 16), bold=bold)
    book.save(file)


def _everybody(source: Source) -> tuple[list[Sequence[object]], list[int]]:
    """The rows, and which of them name a delegation or count it."""
    rows: list[Sequence[object]] = []
    bold: list[int] = []
    invited = source.invited()
    for unit in source.day.people.units.values():
        people = sorted((p for p in invited if p.unit == unit.id), key=by_given_name)
        if people:
            bold.append(len(rows))
            rows.append(_wide(unit.name))
            rows += [_row(source, n, person) for n, person in enumerate(people, start=1)]
            bold.append(len(rows))
            rows.append(_wide(_sum(source, people)))
    staff = [source.day.people.people[p] for p in source.day.people.invited(Side.STAFF)]
    if staff:
        bold.append(len(rows))
        rows.append(_wide(text("reports.attendance.staff")))
        ordered = sorted(staff, key=by_given_name)
        rows += [_row(source, n, person) for n, person in enumerate(ordered, start=1)]
    return rows, bold


def _wide(words: str) -> Sequence[object]:
    return (None, None, words, *([None] * (len(COLUMNS) - 3)))


def _row(source: Source, number: int, person: Person) -> Sequence[object]:
    day, first = source.day, source.day.attendance.first.get(person.id)
    left = day.attendance.left.get(person.id)
    gone = person.id not in day.attendance.present
    return (
        number,
        person.id,
        person.full_name,
        person.position or person.workplace,
        day.people.classes[person.delegate_class].badge,
        person.hall_seat,
        source.hour(first.at) if first else "",
        first.place if first else "",
        _how(first.method) if first else "",
        source.hour(left) if left is not None and gone else "",
        "; ".join(_notes(source, person)),
    )


def _how(method: str) -> str:
    """How somebody was recognised, in words."""
    words = catalogue("vi")
    return words.get(f"reports.method.{method}") or words.get(f"reception.method.{method}", method)


def _notes(source: Source, person: Person) -> Iterable[str]:
    if not source.came(person.id):
        yield text("reports.attendance.absent")
    people = source.day.people
    if person.replaces is not None and people.replaced_by.get(person.replaces) == person.id:
        name = people.people[person.replaces].full_name
        yield text("reports.attendance.stands_in", name=name)
    if any(conflict.person == person.id for conflict in source.day.attendance.conflicts):
        yield text("reports.attendance.twice")


def _sum(source: Source, people: list[Person]) -> str:
    came = sum(source.came(person.id) for person in people)
    facts = {"expected": len(people), "came": came, "absent": len(people) - came}
    return text("reports.attendance.sum", "vi", **facts)


def _totals(source: Source) -> tuple[list[Sequence[object]], list[int]]:
    people, invited = source.day.people, source.invited()
    rows: list[Sequence[object]] = [_total(source, text("reports.attendance.all"), invited)]
    for side in COUNTED:
        of_side = [p for p in invited if people.side(p.id) is side]
        rows.append(_total(source, text(f"reports.side.{side.value}"), of_side))
    bold = [0]
    classes, units = people.classes.values(), people.units.values()
    for title, groups in (
        ("class", {c.word: [p for p in invited if p.delegate_class == c.id] for c in classes}),
        ("unit", {u.name: [p for p in invited if p.unit == u.id] for u in units}),
    ):
        bold.append(len(rows))
        rows.append((text(f"reports.by.{title}"), None, None, None, None, None))
        rows += [_total(source, name, those) for name, those in groups.items() if those]
    return rows, bold


def _total(source: Source, name: str, people: list[Person]) -> Sequence[object]:
    came = sum(source.came(person.id) for person in people)
    inside = sum(person.id in source.day.attendance.present for person in people)
    return name, len(people), came, len(people) - came, percent(came, len(people)), inside


def percent(part: int, whole: int) -> str:
    """A share as it is written in Vietnamese: `95,7 %`."""
    if not whole:
        return ""
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10},{tenths % 10} %"
