"""The award sheets: a page for each batch, for the MC, the tray and the marshal of the stage.

Places close up when somebody is missing, on the stage and on the tray alike; a certificate's number
stays with the person it was made out for.
"""

from collections.abc import Iterator
from pathlib import Path

from server.conference.awards import Mark, on_stage
from server.conference.plan import AwardLine, Batch
from server.texts import text

from .letter import CENTRE, Letter
from .source import Source

COLUMNS = ("place", "name", "from", "badge", "certificate", "result")
WIDTHS = (16, 60, 76, 22, 34, 49)


def write(source: Source, file: Path) -> None:
    """Write the sheets, in the order the batches are called."""
    letter = Letter(source, landscape=True)
    letter.title(text("reports.awards.title"), source.day.plan.title)
    batches = source.day.awards.in_order()
    for number, batch in enumerate(batches, start=1):
        _batch(source, letter, batch, number, len(batches))
    letter.save(file)


def _batch(source: Source, letter: Letter, batch: Batch, number: int, of: int) -> None:
    lines = source.day.awards.of_batch(batch.id)
    facts = {"number": number, "of": of, "title": batch.title, "count": len(lines)}
    letter.heading(text("reports.awards.batch", "vi", **facts), page=number > 1)
    for decision in dict.fromkeys(line.decision for line in lines):
        letter.line(decided(source, decision))
    for key, people in (("presenters", batch.presenters), ("reserves", batch.reserves)):
        if people:
            letter.line(text(f"reports.awards.{key}", people=source.comrades(people)))
    standing = on_stage(source.day, batch.id)
    places = {line.id: place for place, (line, _) in enumerate(standing, start=1)}
    tray = [line.certificate or "?" for line, _ in standing]
    letter.line(text("reports.awards.left_to_right"), italic=True, before=4, after=2)
    titles = [text(f"reports.column.{name}") for name in COLUMNS]
    absent = [line for line in lines if line.id not in places]
    ordered = [line for line, _ in standing] + absent
    rows = [_row(source, line, places.get(line.id)) for line in ordered]
    letter.table(titles, rows, WIDTHS)
    for key, order in (("tray", tray), ("tray_back", tray[::-1])):
        letter.line(text(f"reports.awards.{key}", order=" – ".join(order)), before=4)
    if batch.id in source.day.awards.done:
        letter.line(text("reports.awards.done"), align=CENTRE, italic=True, before=4)


def _row(source: Source, line: AwardLine, place: int | None) -> tuple[object, ...]:
    who = source.day.people.people[line.person]
    unit = source.day.people.units[who.unit].name
    return (
        place if place is not None else "–",
        who.full_name,
        line.collective or who.workplace or unit,
        line.person,
        line.certificate or "",
        "; ".join(_results(source, line)),
    )


def _results(source: Source, line: AwardLine) -> Iterator[str]:
    """What has become of a line; a substitute and the honouring without an award are told too."""
    mark = source.day.awards.marks.get(line.id)
    if line.kind == "honour":
        yield text("reports.awards.honour")
    if mark is not None:
        yield marked(mark)
    if (by := source.day.people.replaced_by.get(line.person)) is not None:
        yield text("reports.awards.replaced", name=source.day.people.people[by].full_name)


def marked(mark: Mark) -> str:
    """A mark in words, with its reason."""
    said = text(f"reports.mark.{mark.mark}", name=mark.on_behalf or "")
    return f"{said} ({mark.reason})" if mark.reason else said


def decided(source: Source, id: str) -> str:
    """A decision to award, as it is read out."""
    decision = source.day.awards.decisions[id]
    facts = {"number": decision.number, "date": decision.date, "issuer": decision.issuer}
    return text("reports.awards.decision", award=decision.award, **facts)
