"""The moves: what may be asked of the day now, and for what may not, the core's own refusal."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from .commands import COMMANDS, Actor, Role
from .live import Live, View
from .refusal import Refused

if TYPE_CHECKING:
    from . import Day, Event

# What the console's keys and buttons ask, as they would be asked now.
ASKED: dict[str, dict[str, Any]] = {
    "open_reception": {},
    "start": {},
    "next": {},
    "back": {},
    "pause": {},
    "resume": {},
    "undo": {},
    "close": {},
    "skip": {"reason": "?"},
    "insert": {"kind": "notice", "title": "?"},
    "show_standby": {},
    "blackout": {},
    "hold": {},
    "release": {},
    "show_test_pattern": {},
    "check_sound": {},
    "identify": {},
    "reload_screens": {},
    "message": {"text": "?", "audience": "hall"},
    "arm_media": {},
    "play_media": {},
    "pause_media": {},
    "seek_media": {"to_s": 0},
    "stop_media": {},
    "stop_all_sound": {},
    "a_cappella": {},
    "snapshot_attendance": {},
    "speech_next": {},
}
PROMPTER = ("next", "back")
FORCED = {"force": True, "reason": "?"}


def moves(
    day: "Day", now: datetime, live: Live, names: tuple[str, ...] = tuple(ASKED)
) -> dict[str, View | None]:
    """For each button: nothing, or the sentence that says why it would be refused."""
    return {name: why_not(day, now, live, name, ASKED[name]) for name in names}


def why_not(day: "Day", now: datetime, live: Live, name: str, given: dict[str, Any]) -> View | None:
    """Why the desk would refuse a command now, or `None`; who holds the wheel is not asked here.

    A refusal that `force` with a reason would lift says so: `lifted_by` is `reason`.
    """
    try:
        foretold(day, now, name, given)
    except Refused as refusal:
        lifted = {"lifted_by": "reason"} if _lifted(day, now, name, given) else {}
        return live.explain(refusal, day) | lifted
    return None


def foretold(day: "Day", now: datetime, name: str, given: dict[str, Any]) -> "list[Event]":
    """The events the desk would be granted for a command now; raises `Refused`."""
    from . import decide  # the package's own front door, known only once it is loaded

    command = COMMANDS[name]
    return decide(day, command, msgspec.convert(given, command.arguments), _hand(day), now)


def _lifted(day: "Day", now: datetime, name: str, given: dict[str, Any]) -> bool:
    if "force" not in COMMANDS[name].arguments.__struct_fields__:
        return False
    try:
        foretold(day, now, name, given | FORCED)
    except Refused:
        return False
    return True


def _hand(day: "Day") -> Actor:
    """An operator with the wheel in hand."""
    holder = day.control.holder
    by = holder if holder is not None else Actor(id="", name="", role=Role.OPERATOR)
    return by if by.role is Role.ADMIN else msgspec.structs.replace(by, role=Role.OPERATOR)
