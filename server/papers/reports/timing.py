"""The timing: what each item was to take, and what it took."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from server.conference import agenda
from server.conference.agenda import ItemState
from server.conference.forecast import planned_times
from server.conference.plan import Item
from server.texts import text

from .book import Book
from .source import Source, minutes

COLUMNS = (
    *("number", "item", "planned_start", "planned_end", "planned_minutes", "began", "ended"),
    *("took", "paused", "difference", "late", "state"),
)
WIDTHS = (6, 58, 10, 10, 10, 10, 10, 10, 10, 11, 11, 30)


def write(source: Source, file: Path) -> None:
    """Write the workbook: the items in the order they were held, and the sum."""
    book, day = Book(source), source.day.agenda
    planned = _planned(source)
    rows = [_row(source, day.items[id], planned.get(id)) for id in _as_held(day)]
    took = [row[7] for row in rows if isinstance(row[7], int)]
    whole = sum(item.planned for item in source.day.plan.items)
    end = source.hour(day.closed_at)
    began = source.hour(day.started_at)
    rows.append(
        (None, text("reports.timing.sum"), None, None, whole, began, end, sum(took), *([None] * 4))
    )
    titles = [text(f"reports.column.{name}") for name in COLUMNS]
    name, title = text("reports.timing.sheet"), text("reports.timing.title")
    book.sheet(name, title, titles, rows, WIDTHS, bold=[len(rows) - 1])
    book.save(file)


def _planned(source: Source) -> dict[str, tuple[datetime, datetime]]:
    """When each item of the plan was to begin and end."""
    if source.start is None:
        return {}
    return planned_times(agenda.initial(source.day.plan.items), source.start)


def _as_held(day: agenda.Agenda) -> list[str]:
    """Those that began in the order they did; the others where the agenda has them."""
    begun = {id: at for id in day.order if (at := day.timing(id).started_at) is not None}
    held = sorted(begun, key=lambda id: begun[id])
    return [*held, *(id for id in day.order if id not in begun)]


def _row(source: Source, item: Item, planned: tuple[datetime, datetime] | None) -> Sequence[object]:
    day = source.day.agenda
    timing, state = day.timing(item.id), day.states[item.id]
    ran = timing.started_at is not None
    took = minutes(timedelta(seconds=timing.elapsed_s(source.now))) if ran else None
    was = next((i.planned for i in source.day.plan.items if i.id == item.id), item.planned)
    late = timing.started_at - planned[0] if ran and planned and timing.started_at else None
    return (
        item.number,
        item.title,
        source.hour(planned[0]) if planned else "",
        source.hour(planned[1]) if planned else "",
        was,
        source.hour(timing.started_at),
        source.hour(timing.ended_at) if ran else "",
        took,
        minutes(timedelta(seconds=timing.paused_s)) if ran else None,
        took - was if took is not None else None,
        minutes(late) if late is not None else None,
        _state(source, item, state),
    )


def _state(source: Source, item: Item, state: ItemState) -> str:
    said = text(f"console.state.{state.value}")
    if source.day.plan.items and item.id not in {one.id for one in source.day.plan.items}:
        said = f"{said}; {text('reports.timing.inserted')}"
    reason = source.day.agenda.reasons.get(item.id)
    return f"{said}: {reason}" if reason else said
