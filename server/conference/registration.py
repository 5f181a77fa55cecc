"""The registration: who joins the roster, whose entry is mended, and who comes in whose place."""

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .commands import DOOR, Actor, Event, command
from .people import PersonCorrected, PersonRegistered, PersonSubstituted, known
from .plan import DelegateClass, Person, PersonId, Side
from .refusal import Refused
from .search import folded

if TYPE_CHECKING:
    from . import Day


def _within_quotas(day: "Day", kind: DelegateClass, unit: str) -> None:
    """Refuse one more of that class from that delegation where the plan has no place left."""
    quotas, people = day.plan.quotas, day.people
    limits = {Side.GUEST: quotas.guest, Side.OFFICIAL: quotas.official}
    limit, side = limits.get(kind.side), people.invited(kind.side)
    everyone = len(people.invited(Side.GUEST)) + len(people.invited(Side.OFFICIAL))
    total = None if kind.side is Side.STAFF else quotas.total
    if (limit is not None and len(side) >= limit) or (total is not None and everyone >= total):
        raise Refused("quota_full", side=kind.side.value)
    of_class = [p for p in side if people.people[p].delegate_class == kind.id]
    if kind.quota is not None and len(of_class) >= kind.quota:
        raise Refused("class_full", name=kind.word, quota=kind.quota)
    places = people.units[unit].quota
    of_unit = [p for p in people.invited(Side.OFFICIAL) if people.people[p].unit == unit]
    if kind.side is Side.OFFICIAL and places is not None and len(of_unit) >= places:
        raise Refused("unit_full", name=people.units[unit].name, quota=places)


def _next_id(day: "Day", delegate_class: DelegateClass) -> PersonId:
    """The next free badge number of the class's letter, written like its neighbours."""
    prefix = f"{delegate_class.letter}-"
    numbers = [p.removeprefix(prefix) for p in day.people.people if p.startswith(prefix)]
    taken = [n for n in numbers if n.isdecimal()]
    digits = min(map(len, taken), default=3)
    return f"{prefix}{max(map(int, taken), default=0) + 1:0{digits}d}"


@command(roles=DOOR)
def register(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    full_name: str,
    delegate_class: str,
    unit: str,
    position: str = "",
    salutation: str = "đồng chí",
    hall_seat: str | None = None,
    reason: str | None = None,
    approved_by: str | None = None,
    force: bool = False,
) -> list[Event]:
    """Put somebody on the roster who was not expected, within the quotas.

    The organising committee may go beyond them: `force`, with the reason and who allowed it. Two
    of one name in a delegation are mostly one: `force` says that they are two.
    """
    if delegate_class not in day.people.classes:
        raise Refused("unknown_class", delegate_class=delegate_class)
    if unit not in day.people.units:
        raise Refused("unknown_unit", unit=unit)
    chosen = day.people.classes[delegate_class]
    name = _name(full_name)
    if not force and (same := _namesake(day, name, unit)) is not None:
        raise Refused("same_name", name=same.full_name, person=same.id)
    try:
        _within_quotas(day, chosen, unit)
    except Refused:
        if not (force and reason):
            raise
        if not approved_by:
            raise Refused("approver_missing") from None
    person = Person(
        id=_next_id(day, chosen),
        full_name=name,
        given_name=name.split()[-1],
        salutation=salutation,
        position=position,
        position_short=position,
        unit=unit,
        delegate_class=delegate_class,
        hall_seat=hall_seat,
    )
    return [
        PersonRegistered(at=now, person=person, reason=reason, approved_by=approved_by, by=by.name)
    ]


def _namesake(day: "Day", name: str, unit: str) -> Person | None:
    """Whoever bears the name in the delegation already, accents and letters' size apart."""
    asked = folded(name)
    for one in day.people.people.values():
        if (
            one.unit == unit
            and one.id not in day.people.withdrawn
            and folded(one.full_name) == asked
        ):
            return one
    return None


def _name(full_name: str) -> str:
    name = " ".join(full_name.split())
    if not name:
        raise Refused("name_missing")
    return name


@command(roles=DOOR)
def correct_person(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    person: str,
    full_name: str | None = None,
    salutation: str | None = None,
    position: str | None = None,
    hall_seat: str | None = None,
    unit: str | None = None,
) -> list[Event]:
    """Mend a name, a post, a seat or a delegation; screens and badges follow at once."""
    was = known(day, person)
    if unit is not None and unit not in day.people.units:
        raise Refused("unknown_unit", unit=unit)
    name = _name(full_name) if full_name is not None else was.full_name
    renamed = name != was.full_name
    is_now = replace(
        was,
        full_name=name,
        given_name=name.split()[-1] if renamed else was.given_name,
        pronunciation=None if renamed else was.pronunciation,
        salutation=was.salutation if salutation is None else salutation,
        position=was.position if position is None else position,
        position_short=was.position_short if position is None else position,
        hall_seat=was.hall_seat if hall_seat is None else hall_seat,
        unit=was.unit if unit is None else unit,
    )
    return [PersonCorrected(at=now, person=is_now, by=by.name)] if is_now != was else []


@command(roles=DOOR)
def substitute(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    person: str,
    full_name: str,
    reason: str,
    approved_by: str,
    position: str = "",
    salutation: str = "đồng chí",
) -> list[Event]:
    """Let somebody else come in a delegate's place; the old badge becomes void."""
    gone = known(day, person)
    if person in day.people.replaced_by:
        raise Refused("already_substituted", person=person)
    if person in day.people.withdrawn:
        raise Refused("registration_withdrawn", name=gone.full_name)
    if person in day.attendance.present:
        raise Refused("is_present", name=gone.full_name)
    name = _name(full_name)
    substitute_ = Person(
        id=_next_id(day, day.people.classes[gone.delegate_class]),
        full_name=name,
        given_name=name.split()[-1],
        salutation=salutation,
        position=position,
        position_short=position,
        workplace=gone.workplace,
        unit=gone.unit,
        delegate_class=gone.delegate_class,
        hall_seat=gone.hall_seat,
        protocol_bloc=gone.protocol_bloc,
        protocol_rank=gone.protocol_rank,
        replaces=person,
    )
    return [
        PersonSubstituted(
            at=now,
            person=person,
            substitute=substitute_,
            reason=reason,
            approved_by=approved_by,
            by=by.name,
        )
    ]
