"""The views of those who only look on: each screen of the hall, and a kiosk that waits.

Those who work have views of their own: the console, the prompter and the help desk.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from . import opening
from .batches import precall
from .live import Live, View, frame
from .lobby import greetings, seating
from .plan import Item
from .playing import as_owner, on_wall, remaining
from .progress import progress
from .scenes import instant, shown_by, transition
from .screens import Message, Screen, ScreenRole

if TYPE_CHECKING:
    from . import Day


def screen(day: "Day", now: datetime, live: Live, name: str) -> View:
    """What the screen with that name is given: for hall, lobby and overlay."""
    return hung(day, picture(day, now, live, day.screens.source(name)), name)


def hung(day: "Day", shown: View, name: str, *, heard: bool = True) -> View:
    """The picture of its source as the screen with that name is given it.

    Of the pages of one screen only one is `heard`; every other keeps and plays pictures alone.
    """
    which, own = day.screens.source(name), day.screens.screens[name]
    media = shown["media"]
    return shown | {
        "screen": {
            "name": name,
            "role": which.role.value,
            "mode": which.mode.value,
            "identify_until": instant(own.identify_until),
            "label": own.label or name,
            "overscan": own.overscan,
            "safe_area": own.safe_area,
            "reload": own.reloads,
        },
        "media": as_owner(day, media) if heard and media["owner"] == name else media,
    }


def picture(day: "Day", now: datetime, live: Live, source: Screen) -> View:
    """What every screen is given that shows what `source` shows, whichever it is."""
    scene = shown_by(day, source)
    view = frame(day, now, live, source.role.value) | {
        "scene": scene | {"transition": transition(source, scene)},
        "media": on_wall(day, source.role, live.pace),
        "edition": live.edition,
        "message": posted(day.screens.messages.get(source.role.value)),
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
        view |= {"note": view["message"], "message": None}  # it has a place of its own there
        view["precall"] = precall(day)
        view["media"] |= remaining(day, live.pace)
    return view


def _items(day: "Day") -> list[Item]:
    return [day.agenda.items[i] for i in day.agenda.order]


def posted(message: Message | None) -> View | None:
    """A text for an audience, as it stands there."""
    if message is None:
        return None
    return {"text": message.text, "at": instant(message.at), "until": instant(message.until)}


def _numbers(day: "Day") -> dict[str, list[int]]:
    """How many digits stand on badges, behind each letter there is."""
    found: dict[str, set[int]] = {}
    for person in day.people.people:
        letter, _, digits = person.rpartition("-")
        if digits.isascii() and digits.isdecimal():
            found.setdefault(letter, set()).add(len(digits))
    return {letter: sorted(found[letter]) for letter in sorted(found)}


def kiosk(day: "Day", now: datetime, live: Live, name: str) -> View:
    """What a kiosk shows while it waits."""
    return frame(day, now, live, "kiosk") | {
        "phase": day.agenda.phase.value,
        "kiosk": {"name": name},
        "numbers": _numbers(day),
        "digits": day.plan.code,
        "reception_time": day.plan.reception_time,
        "reception_at": instant(opening.planned(day.plan)),
        "help_contact": day.plan.help_contact,
        "privacy": day.plan.privacy_notice,
    }
