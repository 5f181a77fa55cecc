"""The forecast: how far the morning is from its plan, when it will end, and what can give time."""

from datetime import datetime, timedelta

from .agenda import Agenda, ItemState
from .plan import Frozen, ItemId


class Forecast(Frozen, frozen=True, kw_only=True):
    """Where the plan and the morning stand (instants are UTC, durations seconds)."""

    drift_s: float
    expected_end: datetime
    planned_end: datetime
    can_give_s: float


def planned_times(agenda: Agenda, start: datetime) -> dict[ItemId, tuple[datetime, datetime]]:
    """When each item was to begin and end had the morning begun at `start`."""
    times: dict[ItemId, tuple[datetime, datetime]] = {}
    for item in agenda.order:
        end = start + timedelta(minutes=agenda.items[item].planned)
        times[item] = (start, end)
        start = end
    return times


def forecast(agenda: Agenda, start: datetime, now: datetime) -> Forecast:
    """The drift, the expected end, and what the items still to come can give.

    `start` is when the first item was planned to begin. The current item is expected to take its
    planned minutes, or as long as it has already taken; later items their planned minutes.
    """
    planned = planned_times(agenda, start)
    planned_end = planned[agenda.order[-1]][1]
    if agenda.closed_at is not None:
        late = (agenda.closed_at - planned_end).total_seconds()
        return Forecast(
            drift_s=late, expected_end=agenda.closed_at, planned_end=planned_end, can_give_s=0.0
        )
    ahead = [agenda.items[i] for i in agenda.undone()]
    left = sum(item.planned * 60 for item in ahead) + _left_s(agenda, now)
    expected_end = max(now, start if agenda.item is None else now) + timedelta(seconds=left)
    return Forecast(
        drift_s=(expected_end - planned_end).total_seconds(),
        expected_end=expected_end,
        planned_end=planned_end,
        can_give_s=sum((item.planned - item.minimum) * 60 for item in ahead if item.gives_time),
    )


def _left_s(agenda: Agenda, now: datetime) -> float:
    """Seconds the current item is still expected to take."""
    item = agenda.current
    if item is None or agenda.states[item.id] not in {ItemState.CURRENT, ItemState.PAUSED}:
        return 0.0
    return max(0.0, item.planned * 60 - agenda.timing(item.id).elapsed_s(now))
