"""The opening of the doors: when it was planned, and that people stand before them since."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import TYPE_CHECKING

from .agenda import Phase
from .live import Live, View
from .plan import Conference
from .scenes import instant

if TYPE_CHECKING:
    from . import Day


def planned(plan: Conference) -> datetime | None:
    """When the doors are to open; `None` while the day has no date."""
    if plan.starts_at is None:
        return None
    hour = time.fromisoformat(plan.reception_time)
    return plan.starts_at.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)


def warnings(day: "Day", now: datetime, live: Live) -> Iterator[View]:
    """That the hour has passed, and the kiosks can only send people to the desk."""
    due = planned(day.plan)
    if due is None or now < due or day.agenda.phase is not Phase.PREPARING:
        return
    facts = {"time": day.plan.reception_time}
    yield {
        "code": "reception_overdue",
        "text": live.say("alerts.reception_overdue", "vi", **facts),
        "text_en": live.say("alerts.reception_overdue", "en", **facts),
        "at": instant(due),
        "data": facts,
    }
