"""The kiosks: which are held to their page by a PIN, and who has left the page with it, when.

The PIN itself is no part of the day: the edge keeps it, as a slow hash, beside the accounts.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from .commands import DOOR, Actor, Event, Role, command
from .plan import Frozen

if TYPE_CHECKING:
    from . import Day

LONGEST_AGE = timedelta(days=2)


class KioskLocked(Event, frozen=True, kw_only=True):
    """A kiosk is held to its page; whoever leaves it needs the PIN that `by` has set."""

    kiosk: str
    by: str


class KioskUnlocked(Event, frozen=True, kw_only=True):
    """A kiosk is an ordinary page again."""

    kiosk: str
    by: str


class KioskLeft(Event, frozen=True, kw_only=True):
    """Somebody has left a kiosk's page with the PIN of `pin_of`, after so many `wrong` tries.

    `left_at` is earlier than `at` where the kiosk was alone meanwhile.
    """

    kiosk: str
    left_at: datetime
    pin_of: str | None = None
    wrong: int = 0


class Guarding(StrEnum):
    """What was done last with the lock of a kiosk."""

    LOCKED = "locked"
    UNLOCKED = "unlocked"
    LEFT = "left"


class Guarded(Frozen, frozen=True, kw_only=True):
    """The lock of one kiosk: what was done last, when and by whom, and whose PIN it has."""

    what: Guarding
    at: datetime
    by: str | None
    wrong: int = 0
    pin_of: str | None = None

    def is_locked_by(self, name: str) -> bool:
        """Whether it is held to its page by a PIN of that person's."""
        return (self.what, self.pin_of) == (Guarding.LOCKED, name)


Kiosks = dict[str, Guarded]
KioskEvent = KioskLocked | KioskUnlocked | KioskLeft


def evolve(kiosks: Kiosks, event: KioskEvent) -> Kiosks:
    """The kiosks after `event`."""
    match event:
        case KioskLocked(kiosk=kiosk, by=by):
            now = Guarded(what=Guarding.LOCKED, at=event.at, by=by, pin_of=by)
        case KioskUnlocked(kiosk=kiosk, by=by):
            now = Guarded(what=Guarding.UNLOCKED, at=event.at, by=by)
        case KioskLeft(kiosk=kiosk, left_at=left_at, pin_of=pin_of, wrong=wrong):
            now = Guarded(what=Guarding.LEFT, at=left_at, by=pin_of, wrong=wrong, pin_of=pin_of)
    return kiosks | {kiosk: now}


@command(roles=DOOR, public=False)
def lock_kiosk(day: "Day", now: datetime, by: Actor, *, kiosk: str) -> list[Event]:
    """Hold a kiosk to its page: leaving it needs a PIN."""
    return [KioskLocked(at=now, kiosk=kiosk, by=by.name)]


@command(roles=DOOR, public=False)
def unlock_kiosk(day: "Day", now: datetime, by: Actor, *, kiosk: str) -> list[Event]:
    """Let a kiosk be an ordinary page again."""
    was = day.kiosks.get(kiosk)
    if was is not None and was.what is Guarding.UNLOCKED:
        return []
    return [KioskUnlocked(at=now, kiosk=kiosk, by=by.name)]


@command(roles=frozenset({Role.KIOSK}))
def leave_kiosk(
    day: "Day", now: datetime, by: Actor, *, age_s: float = 0, wrong: int = 0
) -> list[Event]:
    """A kiosk tells that its page was left with the PIN, so long ago, after so many wrong tries."""
    age = min(max(timedelta(), timedelta(seconds=min(age_s, 1e6))), LONGEST_AGE)
    was = day.kiosks.get(by.name)
    return [
        KioskLeft(
            at=now,
            kiosk=by.name,
            left_at=now - age,
            pin_of=was.pin_of if was is not None else None,
            wrong=min(max(wrong, 0), 1000),
        )
    ]
