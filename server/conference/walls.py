"""The walls: how each screen is doing, and what of it the operator must know."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from .agenda import Phase
from .live import Live, Seen, View
from .scenes import instant, scenes_on

if TYPE_CHECKING:
    from . import Day

COMES_WITHIN = timedelta(seconds=5)  # pages find a server that was started again in less
SILENT = timedelta(seconds=3.5)
LATE = timedelta(seconds=3)


class State(StrEnum):
    """How a screen is doing; all but the first two are alerts."""

    NEVER = "never"
    GOOD = "connected"
    LOST = "lost"
    LATE = "late"
    WRONG = "wrong"


ALERTS = {State.LOST: "screen_lost", State.LATE: "screen_late", State.WRONG: "screen_wrong"}


def state(seen: Seen | None, now: datetime) -> State:
    """How a screen is doing: gone or silent, behind with painting, or painting something else."""
    if seen is None or (not seen.connected and seen.last_seen is None):
        since = seen.awaited_since if seen is not None else None
        return State.LOST if since is not None and now - since > COMES_WITHIN else State.NEVER
    if not seen.connected or (seen.heard is not None and now - seen.heard > SILENT):
        return State.LOST
    if seen.owes_since is not None and now - seen.owes_since > LATE:
        return State.LATE
    paid = seen.owes_since is None and seen.scene is not None and seen.due is not None
    return State.WRONG if paid and seen.scene != seen.due else State.GOOD


def _since(seen: Seen, how: State) -> datetime | None:
    match how:
        case State.LATE:
            return seen.owes_since
        case State.LOST:
            return seen.heard or seen.last_seen or seen.awaited_since
    return seen.last_seen


def screens(day: "Day", now: datetime, live: Live) -> list[View]:
    """Every screen: what it is for, what it should show, and what it says it shows."""
    scenes = scenes_on(day)
    return [
        {
            "name": name,
            "label": screen.label or name,
            "overscan": screen.overscan,
            "safe_area": screen.safe_area,
            "mirror_of": screen.mirror_of,
            "role": screen.role.value,
            "mode": screen.mode.value,
            "identify_until": instant(screen.identify_until),
            "scene": scenes[name],
            **_seen(live.screens.get(name), now),
        }
        for name, screen in day.screens.screens.items()
    ]


def _seen(seen: Seen | None, now: datetime) -> View:
    how = state(seen, now)
    known = seen if seen is not None else Seen(name="")
    return {
        "state": how.value,
        "connected": known.connected,
        "pages": known.pages,
        "shown_version": known.shown,
        "shown_scene": known.scene,
        "sent_version": known.sent,
        "rtt": known.rtt,
        "width": known.width,
        "height": known.height,
        "last_seen": instant(_since(known, how)),
    }


def warnings(day: "Day", now: datetime, live: Live) -> list[View]:
    """One alert for each screen that does not do what it should, one for all that never came."""
    hung = [seen for seen in live.screens.values() if seen.name in day.screens.screens]
    found = [(one, code) for one in hung for code in _troubles(one, now, live)]
    told = [_warning(day, one, code, live, now) for one, code in found]
    return [*told, *_never_came(day, now, live)]


def _never_came(day: "Day", now: datetime, live: Live) -> Iterator[View]:
    """The screens that the plan counts on, once the conference has begun without them."""
    planned = [day.screens.screens[one.name] for one in day.plan.screens]
    away = [s for s in planned if state(live.screens.get(s.name), now) is State.NEVER]
    if away and day.agenda.phase in {Phase.IN_SESSION, Phase.RECESS}:
        facts = {"screens": ", ".join(screen.label or screen.name for screen in away)}
        yield _alert(live, "screens_never", day.agenda.started_at, facts, facts)


def _troubles(seen: Seen, now: datetime, live: Live) -> Iterator[str]:
    how = state(seen, now)
    if how in ALERTS:
        yield ALERTS[how]
    if seen.pages > 1:
        yield "screen_twice"
    if _is_stale(seen, live):
        yield "screen_stale"
    if seen.connected and seen.incomplete:
        yield "screen_incomplete"


def _is_stale(seen: Seen, live: Live) -> bool:
    """Does the screen run a page from before the server's upgrade?"""
    return seen.connected and seen.edition is not None and seen.edition != live.edition


def _warning(day: "Day", seen: Seen, code: str, live: Live, now: datetime) -> View:
    facts = {"screen": day.screens.screens[seen.name].label or seen.name}
    return _alert(live, code, _since(seen, state(seen, now)), facts, {"screen": seen.name})


def _alert(
    live: Live, code: str, at: datetime | None, facts: dict[str, str], data: dict[str, str]
) -> View:
    return {
        "code": code,
        "text": live.say(f"alerts.{code}", "vi", **facts),
        "text_en": live.say(f"alerts.{code}", "en", **facts),
        "at": instant(at),
        "data": data,
    }
