"""Checks across the files: what one file says must agree with what the others say."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from server.conference.plan import Batch, ItemKind

from . import forms, mc_texts, ready
from .draft import Draft
from .hints import hint
from .problems import Report, Step, Where

MAX_ON_STAGE = 10

# Which fields name an entry of another list: list, path of the field, list it points into.
REFERENCES = (
    ("people", "unit", "units"),
    ("people", "delegate_class", "classes"),
    ("people", "replaces", "people"),
    ("assignments", "person", "people"),
    ("speeches", "person", "people"),
    ("batches", "presenters", "people"),
    ("batches", "reserves", "people"),
    ("awards", "batch", "batches"),
    ("awards", "person", "people"),
    ("awards", "decision", "decisions"),
    ("nominations", "list", "lists"),
    ("nominations", "person", "people"),
    ("items", "speaker", "people"),
    ("items", "speakers", "people"),
    ("items", "people", "people"),
    ("items", "introduce", "classes"),
    ("items", "groups.people", "people"),
    ("items", "groups.classes", "classes"),
    ("items", "lists", "lists"),
)

# Which fields, taken together, no two entries of a list may share.
UNIQUE = (
    ("classes", ("id",)),
    ("screens", ("name",)),
    ("lists", ("id",)),
    ("items", ("id",)),
    ("items", ("number",)),
    ("units", ("id",)),
    ("people", ("id",)),
    ("assignments", ("role", "order")),
    ("assignments", ("role", "person")),
    ("speeches", ("id",)),
    ("speeches", ("status", "order")),
    ("decisions", ("id",)),
    ("batches", ("id",)),
    ("batches", ("order",)),
    ("awards", ("id",)),
    ("awards", ("batch", "position")),
    ("nominations", ("list", "order")),
    ("nominations", ("list", "person")),
)

# What an item of a kind can't do without; one of the fields in a group is enough.
NEEDS: dict[ItemKind, tuple[tuple[str, ...], ...]] = {
    ItemKind.PERFORMANCE: (("acts",),),
    ItemKind.FLAG_CEREMONY: (("ceremony",),),
    ItemKind.INTRODUCTION: (("introduce", "groups"),),
    ItemKind.SPEECH: (("speaker",),),
    ItemKind.REPORT: (("speaker",),),
    ItemKind.VIDEO: (("file",),),
    ItemKind.LEADER_SPEECH: (("speaker",),),
    ItemKind.LAUNCH: (("speaker",), ("slogan",)),
    ItemKind.RESPONSE: (("speakers",),),
    ItemKind.VOTE: (("lists",),),
    ItemKind.CLOSING: (("speaker",),),
    ItemKind.NOTICE: (("text",),),
}


def run(draft: Draft, report: Report) -> None:
    """Every check, on whatever could be read."""
    for check in (
        forms.check,
        _unique,
        _references,
        _times,
        _titles,
        _needs,
        mc_texts.check,
        ready.check,
        _presidium,
        _speeches,
        _batches,
        _lists,
        _media,
        hint,
    ):
        check(draft, report)


def _unique(draft: Draft, report: Report) -> None:
    for name, fields in UNIQUE:
        seen: dict[tuple[object, ...], Where] = {}
        for where, record in draft.placed(name):
            key = tuple(getattr(record, field) for field in fields)
            if None in key:
                continue
            if key in seen:
                said = ", ".join(map(str, key))
                first = report.number(seen[key])
                report.error(where.at(fields[-1]), "duplicate", value=said, first=first)
            seen.setdefault(key, where)


def _references(draft: Draft, report: Report) -> None:
    for name, path, target in REFERENCES:
        if target in draft.unread:
            continue
        known = sorted(draft.ids.get(target, ()))
        for where, record in draft.placed(name):
            for steps, value in _found(record, path.split(".")):
                if value not in known:
                    place, file = where.at(*steps), draft.sources[target]
                    report.dangling(place, str(value), known, file)


def _found(record: Any, path: list[str]) -> Iterator[tuple[tuple[Step, ...], object]]:
    """Every value a path leads to, with the steps that lead there."""
    value = getattr(record, path[0])
    if len(path) > 1:
        for number, entry in enumerate(value):
            for steps, found in _found(entry, path[1:]):
                yield (path[0], number, *steps), found
    elif isinstance(value, tuple):
        yield from (((path[0],), entry) for entry in value)
    elif value is not None:
        yield (path[0],), value


def _times(draft: Draft, report: Report) -> None:
    for where, item in draft.placed("items"):
        if not 0 < item.minimum <= item.planned <= item.maximum:
            report.error(
                where.at("planned"),
                "minutes_order",
                minimum=item.minimum,
                planned=item.planned,
                maximum=item.maximum,
            )


def _titles(draft: Draft, report: Report) -> None:
    """Lines broken by hand must still say the whole title."""
    for where, item in draft.placed("items"):
        if item.title_lines and " ".join(item.title_lines) != item.title:
            report.error(where.at("title_lines"), "title_lines", title=item.title)
    title, broken = draft.values.get("title"), draft.values.get("title_lines")
    if title and broken and " ".join(broken) != title:
        report.error(Where(draft.sources["classes"], ("title_lines",)), "title_lines", title=title)


def _needs(draft: Draft, report: Report) -> None:
    for where, item in draft.placed("items"):
        for fields in NEEDS.get(item.kind, ()):
            if not any(getattr(item, field) for field in fields):
                report.error(where.at(fields[0]), "kind_needs", kind=item.kind.value)


def _presidium(draft: Draft, report: Report) -> None:
    placed = [(w, a) for w, a in draft.placed("assignments") if a.role == "presidium"]
    presiding = [(w, a) for w, a in draft.placed("assignments") if a.presiding]
    for where, assignment in presiding:
        if assignment.role != "presidium":
            report.error(where.at("presiding"), "presiding_outside")
    for where, _ in presiding[1:]:
        report.error(where.at("presiding"), "presiding_twice", first=report.number(presiding[0][0]))
    if placed and not presiding:
        report.error(placed[0][0].at("presiding"), "presiding_missing")
    if not placed:
        _empty(draft, report, ItemKind.PRESIDIUM, "assignments")


def _speeches(draft: Draft, report: Report) -> None:
    if not any(speech.status == "approved" for speech in draft.all("speeches")):
        _empty(draft, report, ItemKind.SPEECH_SERIES, "speeches")


def _batches(draft: Draft, report: Report) -> None:
    lines = defaultdict(list)
    for where, line in draft.placed("awards"):
        lines[line.batch].append((where, line.position))
    for where, batch in draft.placed("batches"):
        _batch(batch, lines[batch.id], where.at("id"), report)
    if not draft.all("batches"):
        _empty(draft, report, ItemKind.AWARDS, "batches")


def _batch(batch: Batch, lines: list[tuple[Where, int]], where: Where, report: Report) -> None:
    count = len(lines)
    if not count:
        report.error(where, "batch_empty", batch=batch.id)
    elif count > MAX_ON_STAGE:
        report.error(where, "batch_full", batch=batch.id, n=count, limit=MAX_ON_STAGE)
    for place, position in lines:
        if position > count:
            report.error(place.at("position"), "batch_gap", batch=batch.id, value=position, n=count)


def _lists(draft: Draft, report: Report) -> None:
    named = Counter(nomination.list for nomination in draft.all("nominations"))
    for where, chosen in draft.placed("lists"):
        if not named[chosen.id]:
            report.error(where.at("id"), "list_empty", list=chosen.id)


def _empty(draft: Draft, report: Report, kind: ItemKind, name: str) -> None:
    """An item of this kind has nothing to show: its list is empty."""
    for where, item in draft.placed("items"):
        if item.kind is kind:
            report.error(where.at("kind"), "kind_empty", kind=kind.value, file=draft.sources[name])


def _media(draft: Draft, report: Report) -> None:
    for where, file, missing in _files(draft):
        if file in {".", ".."} or set(file) & set("/\\:"):
            report.error(where, "file_outside", name=file)
        elif not (draft.media / file).is_file():
            report.warn(where, missing, name=file, folder=str(draft.media))
    for where, line in draft.placed("awards"):
        if line.portrait and not line.featured:
            report.warn(where.at("portrait"), "portrait_unshown", name=line.portrait)


def _files(draft: Draft) -> Iterator[tuple[Where, str, str]]:
    """Every media file the plan names, and what is said where it is not there."""
    emblem = draft.values.get("emblem")
    if emblem:
        yield Where(draft.sources["classes"], ("emblem",)), emblem, "emblem_missing"
    for where, record in (*draft.placed("items"), *draft.placed("speeches")):
        if record.file:
            is_film = getattr(record, "kind", None) is ItemKind.VIDEO
            yield where.at("file"), record.file, "film_missing" if is_film else "slides_missing"
    for where, line in draft.placed("awards"):
        if line.portrait:
            yield where.at("portrait"), line.portrait, "portrait_missing"
    for where, item in draft.placed("items"):
        if item.ceremony and item.ceremony.anthem_file:
            yield where.at("ceremony", "anthem_file"), item.ceremony.anthem_file, "anthem_missing"
