"""The views: everything one kind of client may see, whole; one function per audience.

A view is a function of the day, the instant and what is connected now. Hall, lobby and overlay
views never carry birth year, ethnicity, party membership, phone, code or token.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from . import cards, honours, library, script, steps
from .agenda import PRELUDE, Forecast, Phase, forecast
from .attendance import counts, here
from .batches import precall
from .copies import Copies
from .lobby import greetings, seating
from .moves import PROMPTER, moves
from .passage import upcoming
from .people import protocol_key
from .plan import Frozen, Item, ItemKind, Person, PersonId
from .playing import Pace, as_owner, on_prompter, on_wall, remaining
from .refusal import Refused
from .scenes import instant, person_card, shown_by, transition
from .screens import Message, Screen, ScreenRole
from .steps import Step
from .structure import structure

if TYPE_CHECKING:
    from . import Day

View = dict[str, Any]


class Health(Frozen, frozen=True, kw_only=True):
    """How a kiosk says it is: scans it still holds, its roster, camera, disk, battery and page."""

    waiting: int = 0
    roster_version: str | None = None
    roster_at: datetime | None = None
    camera: str | None = None
    storage: bool = True
    battery: float | None = None
    page: str | None = None


class Seen(Frozen, frozen=True, kw_only=True):
    """A screen or kiosk as it is connected now; `shown` and `scene` are what it has painted.

    A screen was `sent` that version and scene (`due`); while it has not painted what it was sent
    it owes a picture since then. `heard` is when it last said anything at all. `pages` are open
    under its name now, `edition` is the mark of the newest page's files; it is
    `incomplete` when a picture of its scene could not be had.
    """

    name: str
    connected: bool = False
    pages: int = 1
    edition: str | None = None
    incomplete: bool = False
    shown: int | None = None
    scene: str | None = None
    sent: int | None = None
    due: str | None = None
    owes_since: datetime | None = None
    heard: datetime | None = None
    last_seen: datetime | None = None
    rtt: float | None = None
    drawn_ms: float = 0.0
    width: int | None = None
    height: int | None = None
    health: Health | None = None
    gate: str | None = None
    direction: str | None = None
    locked: bool = False


class Live(Frozen, frozen=True, kw_only=True):
    """What is true of the house beside its journal: connections, texts, the log of commands."""

    journal: str
    rehearsal: bool
    say: Callable[..., str]
    explain: Callable[[Refused, "Day"], dict[str, Any]]
    screens: dict[str, Seen] = {}
    kiosks: tuple[Seen, ...] = ()
    log: tuple[dict[str, Any], ...] = ()
    waiting: tuple[dict[str, Any], ...] = ()
    alerts: tuple[dict[str, Any], ...] = ()
    copies: Copies | None = None
    pace: Pace | None = None
    edition: str = ""


def frame(day: "Day", now: datetime, live: Live, audience: str) -> View:
    """What every view carries."""
    plan = day.plan
    return {
        "version": day.version,
        "journal": live.journal,
        "audience": audience,
        "at": instant(now),
        "rehearsal": live.rehearsal,
        "conference": {
            "title": plan.title,
            "title_lines": list(plan.title_lines),
            "title_short": plan.title_short,
            "theme": plan.theme,
            "noun": plan.noun,
            "organisation": list(plan.organisation),
            "emblem": library.picture(day.library, plan.emblem),
            "place": plan.place,
            "date_line": plan.date_line,
            "time_zone": plan.time_zone,
            "start_time": plan.start_time,
            "starts_at": instant(plan.starts_at),
            "reception_time": plan.reception_time,
            "welcome": plan.welcome,
            "help_contact": plan.help_contact,
            "notices": list(plan.notices),
            "sample": plan.sample,
        },
    }


def screen(day: "Day", now: datetime, live: Live, name: str) -> View:
    """What the screen with that name is given: for hall, lobby and overlay."""
    return hung(day, picture(day, now, live, day.screens.source(name)), name)


def hung(day: "Day", shown: View, name: str) -> View:
    """The picture of its source as the screen with that name is given it."""
    which, own = day.screens.source(name), day.screens.screens[name]
    media = shown["media"]
    return shown | {
        "screen": {
            "name": name,
            "role": which.role.value,
            "mode": which.mode.value,
            "identify_until": instant(own.identify_until),
            "label": own.label or name,
            "margin": own.margin,
            "reload": own.reloads,
        },
        "media": as_owner(day, media) if media["owner"] == name else media,
    }


def picture(day: "Day", now: datetime, live: Live, source: Screen) -> View:
    """What every screen is given that shows what `source` shows, whichever it is."""
    scene = shown_by(day, source)
    view = frame(day, now, live, source.role.value) | {
        "scene": scene | {"transition": transition(source, scene)},
        "media": on_wall(day, source.role, live.pace),
        "edition": live.edition,
        "message": _message(day.screens.messages.get(source.role.value)),
    }
    if source.role is ScreenRole.LOBBY:
        view["programme"] = [
            {"number": item.number, "title": item.title, "state": day.agenda.states[item.id].value}
            for item in _items(day)
        ]
        view["arrivals"] = greetings(day, now)
        view["seating"] = seating(day)
    if source.role is ScreenRole.STAGE:
        view |= progress(day, now, live)
        view["note"] = _message(day.screens.messages.get("stage"))
        view["precall"] = precall(day)
        view["media"] |= remaining(day, live.pace)
    return view


def _items(day: "Day") -> list[Item]:
    return [day.agenda.items[i] for i in day.agenda.order]


def _message(message: Message | None) -> View | None:
    if message is None:
        return None
    return {"text": message.text, "at": instant(message.at), "until": instant(message.until)}


def outlook(day: "Day", now: datetime) -> Forecast:
    """The drift and the expected end; a plan without a date begins when it really began."""
    begun = day.agenda.timing(day.agenda.order[0]).started_at or day.agenda.started_at
    return forecast(day.agenda, day.plan.starts_at or begun or now, now)


def progress(day: "Day", now: datetime, live: Live) -> View:
    """Where the walk stands, for those who work: stage, console and MC."""
    item, step, after = day.agenda.current, steps.current(day), upcoming(day)
    ahead = outlook(day, now)
    return {
        "phase": day.agenda.phase.value,
        "agenda_version": day.agenda.version,
        "item": _item(day, item) if item is not None else None,
        "step": _step(day, item, step, live),
        "next": _before_agenda(day, live) or (_next(day, after, live) if after else None),
        "drift_s": round(ahead.drift_s),
        "planned_end": instant(ahead.planned_end),
        "expected_end": instant(ahead.expected_end),
        "can_give_s": round(ahead.can_give_s),
    }


def _item(day: "Day", item: Item) -> View:
    timing = day.agenda.timing(item.id)
    return {
        "id": item.id,
        "number": item.number,
        "title": item.title,
        "kind": item.kind.value,
        "state": day.agenda.states[item.id].value,
        "started_at": instant(timing.started_at),
        "paused_at": instant(timing.paused_at),
        "paused_s": round(timing.paused_s),
        "target_s": item.planned * 60,
        "ceremony": item.kind is ItemKind.FLAG_CEREMONY,
    }


def _step(day: "Day", item: Item | None, step: Step | None, live: Live) -> View | None:
    if item is None or step is None:
        if day.agenda.step is None:
            return None
        key = day.agenda.step.partition(":")[2]
        return {"id": day.agenda.step, "scene_code": None, "target_s": None} | _dated(
            day, titles(live, f"prelude_{key}")
        )
    return _dated(day, step_card(day, item, step, live)) | {"target_s": _target(day, step)}


def _dated(day: "Day", card: View) -> View:
    entered, until = day.agenda.entered_at, day.agenda.until
    return card | {"started_at": instant(entered), "until": instant(until)}


def _target(day: "Day", step: Step) -> int | None:
    """How long a step may take, where it has a clock of its own."""
    if step.key == "speech" and step.ref in day.speeches.all:
        return day.speeches.all[step.ref].minutes * 60
    return None


def _before_agenda(day: "Day", live: Live) -> View | None:
    """What comes next before the first item: the doors open, then everybody is seated."""
    if day.agenda.phase is Phase.PREPARING:
        key, code = "welcome", "SC00"
    elif day.agenda.step == PRELUDE[0]:
        key, code = "settle", "SC02"
    else:
        return None
    step = titles(live, f"prelude_{key}") | {"id": f"0:{key}", "scene_code": code}
    return {"item": None, "step": step}


def _next(day: "Day", after: tuple[Item, Step], live: Live) -> View:
    item, step = after
    return {
        "item": {"id": item.id, "number": item.number, "title": item.title},
        "step": step_card(day, item, step, live),
    }


def step_card(day: "Day", item: Item, step: Step, live: Live) -> View:
    """A step as the working pages list it, named in both languages."""
    facts = script.facts(day, item, step)
    named = {k: facts.get(k, "") for k in ("name", "title", "order", "award", "list", "text")}
    label = "slide" if step.scene == "SC10" and step.page else step.key
    return titles(live, label, **(named | {"page": step.page})) | {
        "id": step.id,
        "key": step.key,
        "scene_code": step.scene,
        "absent": step.absent,
        "passed": step.passed,
    }


def titles(live: Live, key: str, **facts: object) -> View:
    """The name of a step in Vietnamese and in English."""
    return {
        "title": live.say(f"steps.{key}", "vi", **facts),
        "title_en": live.say(f"steps.{key}", "en", **facts),
    }


def mc(day: "Day", now: datetime, live: Live) -> View:
    """The MC's page: what to read now, what comes next, and the list to read from."""
    item, step, after = day.agenda.current, steps.current(day), upcoming(day)
    note = day.screens.messages.get("mc")
    return (
        frame(day, now, live, "mc")
        | progress(day, now, live)
        | {
            "text": script.text(day, item, step),
            "next_text": script.text(day, *after) if after is not None else "",
            "list": _list(day, item, step),
            "notes": [_message(note)] if note is not None else [],
            "figures": script.figures(day),
            "arrived": honours.arrived(day, now),
            "expected": honours.expected(day),
            "late_vips": honours.late(day),
            "alerts": honours.presenters_gone(day, live),
            "control": control(day),
            "a_cappella": day.media.a_cappella,
            "moves": moves(day, now, live, PROMPTER),
            "media": on_prompter(day, now, live.pace),
        }
    )


def _list(day: "Day", item: Item | None, step: Step | None) -> list[View]:
    """The people the MC names at this step, in the order they are read."""
    if item is None or step is None:
        return []
    return [_read_out(day, person) for person in _named(day, item, step)]


def _named(day: "Day", item: Item, step: Step) -> list[PersonId]:
    match step.scene:
        case "SC07":
            return _introduced(day, item, step)
        case "SC08":
            role = "secretary" if step.key == "secretaries" else "presidium"
            return [a.person for a in day.people.duty(role)]
        case "SC15":
            return [line.person for line in day.awards.of_batch(step.ref or "")]
        case "SC19":
            return list(day.votes[step.ref or ""].people)
    return []


def _introduced(day: "Day", item: Item, step: Step) -> list[PersonId]:
    """Whoever is on the card; one by one, everybody still to be named, in the same order."""
    card = cards.find(day, item, step.ref)
    if card.title is not None:
        return list(card.people) if card.listed else []
    alone = [one.ref for one in cards.of(day, item) if one.title is None and not one.passed]
    return alone[alone.index(card.ref) :] if card.ref in alone else [card.ref]


def _read_out(day: "Day", person: PersonId) -> View:
    who = day.people.people[person]
    return {
        "id": person,
        "name": who.full_name,
        "salutation": who.salutation,
        "position": who.position,
        "unit": who.workplace or day.people.units[who.unit].name,
        "pronunciation": who.pronunciation,
        "present": here(day, person),
    }


def control(day: "Day") -> View | None:
    """Who holds the wheel; `id` is the public mark of a console, not its token."""
    holder = day.control.holder
    if holder is None:
        return None
    return {"holder": holder.id, "name": holder.name, "since": instant(day.control.since)}


def kiosk(day: "Day", now: datetime, live: Live, name: str) -> View:
    """What a kiosk shows while it waits."""
    letters = sorted({person.partition("-")[0] for person in day.people.people if "-" in person})
    return frame(day, now, live, "kiosk") | {
        "phase": day.agenda.phase.value,
        "kiosk": {"name": name},
        "letters": letters,
        "reception_time": day.plan.reception_time,
        "help_contact": day.plan.help_contact,
        "privacy": day.plan.privacy_notice,
    }


def attendance(day: "Day") -> View:
    """Who is here, by side, class and delegation; the guests of honour by name."""
    now = counts(day.people, day.attendance)
    present = day.attendance.present
    invited = [p for p in day.people.people.values() if p.id not in day.people.replaced_by]
    return {name: getattr(now, name) for name in now.__struct_fields__} | {
        "by_class": _tally(
            invited, present, lambda p: p.delegate_class, day.people.classes, lambda c: c.word
        ),
        "by_unit": _tally(invited, present, lambda p: p.unit, day.people.units, lambda u: u.name),
        "vips": [
            {
                "id": p.id,
                **person_card(day, p.id),
                "present": p.id in present,
                "at": instant(present[p.id].at) if p.id in present else None,
            }
            for p in sorted(invited, key=protocol_key)
            if day.people.vip(p.id)
        ],
        "snapshot": day.attendance.snapshot is not None,
    }


def _tally(
    invited: list[Person],
    present: dict[PersonId, Any],
    kind: Callable[[Person], str],
    named: dict[str, Any],
    name: Callable[[Any], str],
) -> list[View]:
    totals: dict[str, list[int]] = {}
    for person in invited:
        tally = totals.setdefault(kind(person), [0, 0])
        tally[0] += 1
        tally[1] += person.id in present
    return [
        {"id": key, "name": name(named[key]), "expected": totals[key][0], "present": totals[key][1]}
        for key in named
        if key in totals
    ]


def structured(day: "Day", now: datetime) -> View:
    """The composition of the conference as the desks' panels draw it."""
    found = structure(day, now)
    return {
        "young": day.plan.young_max_age,
        "tables": {
            name: [
                {"key": r.key, "named": r.named, "expected": r.expected, "present": r.present}
                for r in rows
            ]
            for name, rows in found.tables.items()
        },
        "arrivals": [{"at": instant(point.at), "come": point.come} for point in found.arrivals],
    }


def kiosk_seen(day: "Day", seen: Seen) -> View:
    """A kiosk as the desks see it: whether it is here, how it says it is, and its lock."""
    health, guarded = seen.health, day.kiosks.get(seen.name)
    return {
        "name": seen.name,
        "gate": seen.gate,
        "direction": seen.direction,
        "connected": seen.connected,
        "last_seen": instant(seen.last_seen),
        "health": None
        if health is None
        else {
            "waiting": health.waiting,
            "roster_version": health.roster_version,
            "roster_at": instant(health.roster_at),
            "camera": health.camera,
            "storage": health.storage,
            "battery": health.battery,
            "page": health.page,
        },
        "locked": seen.locked,
        "guarded": None
        if guarded is None
        else {
            "what": guarded.what.value,
            "at": instant(guarded.at),
            "by": guarded.by,
            "wrong": guarded.wrong,
        },
    }
