"""Live: what is true of the house beside its journal, and the frame it gives every view.

A view is everything one kind of client may see, whole: a function of the day, the instant and what
is connected now. Hall, lobby and overlay views never carry birth year, ethnicity, party membership,
phone, code or token.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from . import library
from .plan import Frozen
from .playing import Pace
from .refusal import Refused
from .scenes import instant

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
    elsewhere: int = 0  # scans of another day, kept apart
    page: str | None = None


class Seen(Frozen, frozen=True, kw_only=True):
    """A screen or kiosk as it is connected now; `shown` and `scene` are what it has painted.

    A screen was `sent` that version and scene (`due`); while it has not painted what it was sent
    it owes a picture since then. `heard` is when it last said anything at all. One that was let in
    before the server began is `awaited_since` then. `pages` are open
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
    awaited_since: datetime | None = None
    rtt: float | None = None
    drawn_ms: float = 0.0
    width: int | None = None
    height: int | None = None
    health: Health | None = None
    gate: str | None = None
    direction: str | None = None
    locked: bool = False


class Trouble(StrEnum):
    """Why there is no newer copy, or why the newest would be lost with the day itself."""

    GONE = "gone"
    FAILED = "failed"
    SAME_DISK = "same_disk"


class Copies(Frozen, frozen=True, kw_only=True):
    """When the newest copy was made (`since` the server began to make them), and what hinders."""

    since: datetime
    at: datetime | None = None
    trouble: Trouble | None = None


class Live(Frozen, frozen=True, kw_only=True):
    """What is true of the house beside its journal: connections, texts, the log of commands.

    The server hears the pages `since` then.
    """

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
    since: datetime | None = None
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
