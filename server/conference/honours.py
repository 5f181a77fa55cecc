"""The guests of honour: who has just come, who is on the way, who is late, who is missed."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from . import cards, steps
from .agenda import ItemState
from .live import Live, View
from .people import protocol_key
from .plan import ItemKind, PersonId
from .scenes import instant, person_card

if TYPE_CHECKING:
    from . import Day

NEWS = timedelta(minutes=3)


def _card(day: "Day", person: PersonId) -> dict[str, Any]:
    seat = day.people.people[person].hall_seat
    return {"id": person, **person_card(day, person), "seat": seat}


def arrived(day: "Day", now: datetime) -> list[View]:
    """Guests of honour who came in within the last minutes, the newest first."""
    came = [
        (arrival.noted_at or arrival.at, person, arrival)
        for person, arrival in day.attendance.present.items()
        if day.people.vip(person)
    ]
    news = sorted((one for one in came if now - one[0] < NEWS), key=lambda x: x[0], reverse=True)
    return [
        {**_card(day, person), "at": instant(at), "place": arrival.place}
        for at, person, arrival in news
    ]


def expected(day: "Day") -> list[View]:
    """Guests announced as on the way, soonest first."""
    on_the_way = [
        (at, p) for p, at in day.attendance.expected_at.items() if p not in day.attendance.present
    ]
    return [{**_card(day, p), "expected_at": instant(at)} for at, p in sorted(on_the_way)]


def late(day: "Day") -> list[View]:
    """Guests of honour who came too late for the introductions."""
    items = [day.agenda.items[i] for i in day.agenda.order]
    over = [
        item
        for item in items
        if item.kind is ItemKind.INTRODUCTION and day.agenda.states[item.id] is ItemState.DONE
    ]
    if not over:
        return []
    known = {p for item in items for p in item.people}
    known |= {p for item in over for p in steps.named(day, item) | cards.roll(day, item).passed}
    missed = [
        day.people.people[p] for p in day.attendance.present if day.people.vip(p) and p not in known
    ]
    return [
        {**_card(day, w.id), "at": instant(day.attendance.present[w.id].at)}
        for w in sorted(missed, key=protocol_key)
    ]


def presenters_gone(day: "Day", live: Live) -> list[View]:
    """One alert for each person who has left and has awards still to hand over."""
    awaited: dict[PersonId, list[int]] = {}
    for order, batch in enumerate(day.awards.in_order(), start=1):
        if batch.id in day.awards.done:
            continue
        for person in batch.presenters:
            if person in day.attendance.left and person not in day.attendance.present:
                awaited.setdefault(person, []).append(order)
    return [_gone(day, live, person, orders) for person, orders in awaited.items()]


def _gone(day: "Day", live: Live, person: PersonId, orders: list[int]) -> View:
    who = day.people.people[person]
    facts = {
        "salutation": who.salutation[:1].upper() + who.salutation[1:],
        "name": who.full_name,
        "batches": ", ".join(map(str, orders)),
    }
    return {
        "code": "presenter_left",
        "text": live.say("alerts.presenter_left", "vi", **facts),
        "text_en": live.say("alerts.presenter_left", "en", **facts),
        "at": instant(day.attendance.left[person]),
        "data": {"person": person},
    }
