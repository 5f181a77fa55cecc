"""The sign sheet: danh sách ký nhận, delegation by delegation, to be signed with a pen.

A scan at the door does not settle accounts: the accountant wants a hand on paper.
"""

from pathlib import Path

from server.conference.collation import by_given_name
from server.texts import text

from .letter import CENTRE, Letter
from .source import Source

COLUMNS = ("order", "name", "post", "badge", "amount", "signed", "note")
WIDTHS = (13, 42, 41, 17, 20, 20, 12)
ROOM_MM = 11  # for a hand


def write(source: Source, file: Path) -> None:
    """Write the sheet: a table for each delegation, in its order of given names."""
    letter, invited = Letter(source), source.invited()
    letter.title(text("reports.signing.title"), source.day.plan.title)
    letter.line(text("reports.signing.purpose"), align=CENTRE, italic=True, after=6)
    titles = [text(f"reports.column.{name}") for name in COLUMNS]
    for unit in source.day.people.units.values():
        people = sorted((p for p in invited if p.unit == unit.id), key=by_given_name)
        if not people:
            continue
        letter.heading(text("reports.signing.unit", unit=unit.name, count=len(people)))
        rows = [
            (n, p.full_name, p.position or p.workplace, p.id, "", "", "")
            for n, p in enumerate(people, start=1)
        ]
        letter.table(titles, rows, WIDTHS, height=ROOM_MM)
    letter.line(text("reports.signing.sum", count=len(invited)), before=8, after=8)
    posts = ("maker", "accountant", "head")
    letter.signatures(*(((text(f"reports.signing.{post}"),), "") for post in posts))
    letter.save(file)
