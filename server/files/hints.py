"""Hints: what doesn't keep the day from running, and what the office should still look at."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from server.conference.plan import Quotas, Side

from .draft import Draft, Entry
from .problems import Report, Where

SHORT_POSITION = 60


def hint(draft: Draft, report: Report) -> None:
    """Everything worth a look that is no error."""
    for where, person in draft.placed("people"):
        _gaps(where, person, report)
    _same_names(draft, report)
    _same_people(draft, report)
    _same_seats(draft, report)
    _quotas(draft, report)
    _unit_quotas(draft, report)


def _gaps(where: Where, person: Any, report: Report) -> None:
    for field in ("birth_year", "sex"):
        if getattr(person, field) is None:
            report.warn(where.at(field), f"no_{field}", name=person.full_name)
    if not person.invitation:
        report.warn(where.at("invitation"), "no_invitation", name=person.full_name)
    if len(person.position_short or person.position) > SHORT_POSITION:
        report.warn(where.at("position_short"), "long_position", limit=SHORT_POSITION)


def _same_names(draft: Draft, report: Report) -> None:
    """Two people of one name in one unit can't be told apart by name and unit."""
    for twins in _alike(draft.placed("people"), ("full_name", "unit")):
        for where, person in twins[1:]:
            first = report.number(twins[0][0])
            report.warn(where.at("full_name"), "same_name", name=person.full_name, first=first)


def _same_people(draft: Draft, report: Report) -> None:
    """The same name and year of birth in two units may be one person entered twice."""
    for twins in _alike(draft.placed("people"), ("full_name", "birth_year")):
        for where, person in twins[1:]:
            if person.unit != twins[0][1].unit and person.birth_year is not None:
                place, first = where.at("full_name"), report.number(twins[0][0])
                report.warn(place, "same_person", name=person.full_name, first=first)


def _same_seats(draft: Draft, report: Report) -> None:
    for seat in ("hall_seat", "stage_seat"):
        for twins in _alike(draft.placed("people"), (seat,)):
            for where, person in twins[1:]:
                if value := getattr(person, seat):
                    first = report.number(twins[0][0])
                    report.warn(where.at(seat), "same_seat", seat=value, first=first)


def _alike(entries: Iterable[Entry], fields: tuple[str, ...]) -> list[list[Entry]]:
    """The entries that agree in all the fields, each such set in the order of the file."""
    groups: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for where, record in entries:
        groups[tuple(getattr(record, field) for field in fields)].append((where, record))
    return [group for group in groups.values() if len(group) > 1]


def _quotas(draft: Draft, report: Report) -> None:
    sides = {chosen.id: chosen.side for chosen in draft.all("classes")}
    counts = Counter(sides.get(person.delegate_class) for person in draft.all("people"))
    quotas = draft.values.get("quotas", Quotas())
    invited = {
        "guest": counts[Side.GUEST],
        "official": counts[Side.OFFICIAL],
        "total": counts[Side.GUEST] + counts[Side.OFFICIAL],
    }
    for name, count in invited.items():
        quota = getattr(quotas, name)
        if quota is not None and count > quota:
            where = Where(draft.sources["classes"], ("quotas", name))
            report.warn(where, "over_quota", count=count, quota=quota)


def _unit_quotas(draft: Draft, report: Report) -> None:
    official = {chosen.id for chosen in draft.all("classes") if chosen.side is Side.OFFICIAL}
    sent = Counter(p.unit for p in draft.all("people") if p.delegate_class in official)
    for where, unit in draft.placed("units"):
        if unit.quota is not None and sent[unit.id] > unit.quota:
            report.warn(where.at("quota"), "over_quota", count=sent[unit.id], quota=unit.quota)
