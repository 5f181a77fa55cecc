"""The awards: batches handed over on stage, and what became of each recipient's line."""

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .attendance import here
from .commands import Actor, Event, command
from .people import known
from .plan import AwardLine, Batch, Conference, Decision, Frozen, PersonId
from .refusal import Refused

if TYPE_CHECKING:
    from . import Day

MARKS = frozenset({"received", "on_behalf", "absent"})


class AwardMarked(Event, frozen=True, kw_only=True):
    """A line is marked: received, on behalf (by whom and why), absent, or unmarked again."""

    line: str
    mark: str | None
    on_behalf: str | None = None
    reason: str | None = None


class PresentersSet(Event, frozen=True, kw_only=True):
    """Other people hand over the awards of a batch."""

    batch: str
    presenters: tuple[PersonId, ...]


class BatchFinished(Event, frozen=True, kw_only=True):
    """A batch has been handed over; whoever was not marked has received."""

    batch: str


class Mark(Frozen, frozen=True, kw_only=True):
    """What became of a line."""

    mark: str
    on_behalf: str | None = None
    reason: str | None = None


class Awards(Frozen, frozen=True, kw_only=True):
    """The batches in the order of the stage, with the marks made so far."""

    batches: dict[str, Batch] = {}
    lines: dict[str, AwardLine] = {}
    decisions: dict[str, Decision] = {}
    marks: dict[str, Mark] = {}
    done: frozenset[str] = frozenset()

    def of_batch(self, batch: str) -> list[AwardLine]:
        """The lines of a batch, in the order of the stage."""
        return sorted(
            (line for line in self.lines.values() if line.batch == batch),
            key=lambda line: line.position,
        )

    def in_order(self) -> list[Batch]:
        """The batches, in the order they are called."""
        return sorted(self.batches.values(), key=lambda batch: batch.order)


def initial(plan: Conference) -> Awards:
    """The awards before anybody is on stage."""
    return Awards(
        batches={batch.id: batch for batch in plan.batches},
        lines={line.id: line for line in plan.awards},
        decisions={decision.id: decision for decision in plan.decisions},
    )


AwardEvent = AwardMarked | PresentersSet | BatchFinished


def evolve(awards: Awards, event: AwardEvent) -> Awards:
    """The awards after `event`."""
    match event:
        case AwardMarked(line=line, mark=mark, on_behalf=on_behalf, reason=reason):
            others = {k: v for k, v in awards.marks.items() if k != line}
            made = {line: Mark(mark=mark, on_behalf=on_behalf, reason=reason)} if mark else {}
            return replace(awards, marks=others | made)
        case PresentersSet(batch=batch, presenters=presenters):
            changed = replace(awards.batches[batch], presenters=presenters)
            return replace(awards, batches=awards.batches | {batch: changed})
        case BatchFinished(batch=batch):
            return replace(awards, done=awards.done | {batch})


def portraits(awards: "Awards") -> list[AwardLine]:
    """The lines whose people are shown with a portrait."""
    return [line for line in awards.lines.values() if line.featured and line.portrait is not None]


def on_stage(day: "Day", batch: str) -> list[tuple[AwardLine, Mark | None]]:
    """Who stands on stage for a batch: those here, and those for whom somebody receives."""
    lines = [(line, day.awards.marks.get(line.id)) for line in day.awards.of_batch(batch)]
    return [(line, mark) for line, mark in lines if _stands(day, line, mark)]


def given(day: "Day", batch: str) -> list[str]:
    """What those on stage for a batch are given; while nobody is, what was planned for it."""
    standing = [line for line, _ in on_stage(day, batch)] or day.awards.of_batch(batch)
    return list(dict.fromkeys(day.awards.decisions[line.decision].award for line in standing))


def _stands(day: "Day", line: AwardLine, mark: Mark | None) -> bool:
    if mark is not None:
        return mark.mark != "absent"
    return here(day, line.person)


def _batch(day: "Day", batch: str) -> Batch:
    try:
        return day.awards.batches[batch]
    except KeyError:
        raise Refused("unknown_batch", batch=batch) from None


@command()
def award_mark(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    line: str,
    mark: str,
    on_behalf: str | None = None,
    reason: str | None = None,
) -> list[Event]:
    """Mark a recipient as received, on behalf (by whom), absent, or `clear` the mark."""
    if line not in day.awards.lines:
        raise Refused("unknown_line", line=line)
    if mark not in MARKS | {"clear"}:
        raise Refused("unknown_mark", mark=mark)
    on_behalf = (on_behalf or "").strip() or None
    if mark == "on_behalf" and on_behalf is None:
        raise Refused("on_behalf_by_whom")
    was = day.awards.marks.get(line)
    if mark == "clear":
        return [AwardMarked(at=now, line=line, mark=None)] if was else []
    made = Mark(mark=mark, on_behalf=on_behalf, reason=reason)
    if was == made:
        return []
    return [AwardMarked(at=now, line=line, mark=mark, on_behalf=on_behalf, reason=reason)]


@command()
def award_presenter(
    day: "Day", now: datetime, by: Actor, *, batch: str, presenters: list[str]
) -> list[Event]:
    """Let other people hand over the awards of a batch."""
    for person in presenters:
        known(day, person)
    if not presenters:
        raise Refused("presenter_missing")
    if _batch(day, batch).presenters == tuple(presenters):
        return []
    return [PresentersSet(at=now, batch=batch, presenters=tuple(presenters))]


@command()
def award_batch_done(day: "Day", now: datetime, by: Actor, *, batch: str) -> list[Event]:
    """Close a batch: everyone on stage without a mark has received, the others are absent."""
    return [] if _batch(day, batch).id in day.awards.done else finished(day, batch, now)


def finished(day: "Day", batch: str, now: datetime) -> list[Event]:
    """The events that close a batch."""
    unmarked = [x for x in day.awards.of_batch(batch) if x.id not in day.awards.marks]
    marks: list[Event] = [
        AwardMarked(at=now, line=line.id, mark="received" if here(day, line.person) else "absent")
        for line in unmarked
    ]
    return [*marks, BatchFinished(at=now, batch=batch)]
