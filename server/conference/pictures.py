"""The pictures: the commands that put something else on the screens than the programme."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from .commands import Actor, Event, command
from .refusal import Refused
from .scenes import scenes_on
from .screens import Mode, ScreenModeSet, chosen_screens

if TYPE_CHECKING:
    from . import Day


def _set(
    day: "Day",
    now: datetime,
    screens: list[str] | None,
    mode: Mode,
    scenes: dict[str, dict[str, Any]] | None = None,
) -> list[Event]:
    meant = chosen_screens(day, screens)
    names = tuple(n for n in meant if day.screens.screens[n].mode is not mode)
    if not names:
        return []
    kept = {n: s for n, s in (scenes or {}).items() if n in names}
    return [ScreenModeSet(at=now, screens=names, mode=mode, scenes=kept)]


@command(wheel=True)
def show_standby(
    day: "Day", now: datetime, by: Actor, *, screens: list[str] | None = None
) -> list[Event]:
    """Show the backdrop instead of the programme."""
    return _set(day, now, screens, Mode.STANDBY)


@command(wheel=True)
def blackout(
    day: "Day", now: datetime, by: Actor, *, screens: list[str] | None = None
) -> list[Event]:
    """Show black instead of the programme."""
    return _set(day, now, screens, Mode.BLACKOUT)


@command(wheel=True)
def hold(day: "Day", now: datetime, by: Actor, *, screens: list[str] | None = None) -> list[Event]:
    """Keep the picture that is on the screens now, whatever the programme does."""
    return _set(day, now, screens, Mode.HOLD, scenes_on(day))


@command(wheel=True)
def release(
    day: "Day", now: datetime, by: Actor, *, screens: list[str] | None = None
) -> list[Event]:
    """Follow the programme again, as it stands now."""
    return _set(day, now, screens, Mode.PROGRAMME)


@command(wheel=True)
def show_test_pattern(
    day: "Day", now: datetime, by: Actor, *, screens: list[str] | None = None
) -> list[Event]:
    """Show the technical test pattern; only before the conference begins."""
    if day.agenda.started_at is not None:
        raise Refused("only_before_opening")
    return _set(day, now, screens, Mode.TEST)
