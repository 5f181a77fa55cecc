"""The opening of the doors: when it was planned, and what the desk may do once that has passed."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import TYPE_CHECKING

from .agenda import PRELUDE, Phase, ReceptionOpened, StepEntered
from .commands import DOOR, Actor, Event, command
from .live import Live, View
from .plan import Conference
from .refusal import Refused
from .scenes import instant

if TYPE_CHECKING:
    from . import Day


def planned(plan: Conference) -> datetime | None:
    """When the doors are to open; `None` while the day has no date."""
    if plan.starts_at is None:
        return None
    hour = time.fromisoformat(plan.reception_time)
    return plan.starts_at.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)


def overdue(day: "Day", at: datetime) -> bool:
    """Whether the hour had passed at `at` and nobody has opened the doors."""
    due = planned(day.plan)
    return due is not None and due <= at and day.agenda.phase is Phase.PREPARING


@command(roles=DOOR, undoable=True)
def open_doors(day: "Day", now: datetime, by: Actor) -> list[Event]:
    """Open the doors from the desk, once the hour has passed and the console has not done so."""
    if day.agenda.phase is not Phase.PREPARING:
        return []
    if not overdue(day, now):
        raise Refused("too_early", time=day.plan.reception_time)
    return [ReceptionOpened(at=now), StepEntered(at=now, item=None, step=PRELUDE[0])]


def warnings(day: "Day", now: datetime, live: Live) -> Iterator[View]:
    """That the hour has passed, and the kiosks can only send people to the desk."""
    due = planned(day.plan)
    if due is None or not overdue(day, now):
        return
    facts = {"time": day.plan.reception_time}
    yield {
        "code": "reception_overdue",
        "text": live.say("alerts.reception_overdue", "vi", **facts),
        "text_en": live.say("alerts.reception_overdue", "en", **facts),
        "at": instant(due),
        "data": facts,
    }
