"""The entrance: who signed in and out, and whose PIN was guessed at; none of it changes the day."""

from datetime import datetime
from typing import TYPE_CHECKING

from .commands import Actor, Event, Role, command
from .refusal import Refused

if TYPE_CHECKING:
    from . import Day

ANYBODY = frozenset(Role)


@command(roles=ANYBODY, public=False, ceremonial=True)
def sign_in(
    day: "Day", now: datetime, by: Actor, *, wrong: int = 0, locked_s: int = 0, unnoted: int = 0
) -> list[Event]:
    """Note a sign-in by PIN; one with a `wrong` PIN, so many by now, is noted as refused."""
    if unnoted:
        raise Refused("pin_guessed", wrong=wrong, unnoted=unnoted)
    if locked_s:
        raise Refused("pin_locked", wrong=wrong, locked_s=locked_s)
    if wrong:
        raise Refused("pin_wrong", wrong=wrong)
    return []


@command(roles=ANYBODY, public=False, ceremonial=True)
def sign_in_by_link(day: "Day", now: datetime, by: Actor, *, wrong: bool = False) -> list[Event]:
    """Note that a link which signs in once was opened; a `wrong` one is noted as refused."""
    if wrong:
        raise Refused("link_wrong")
    return []


@command(roles=ANYBODY, public=False, ceremonial=True)
def overreach(
    day: "Day", now: datetime, by: Actor, *, what: str = "", unnoted: int = 0
) -> list[Event]:
    """Note, as refused, that somebody asked for what is not theirs; or so many `unnoted` times."""
    if unnoted:
        raise Refused("overreached_often", unnoted=unnoted)
    raise Refused("overreached", what=what)


@command(roles=ANYBODY, public=False, ceremonial=True)
def sign_out(day: "Day", now: datetime, by: Actor) -> list[Event]:
    """Note that somebody signed out."""
    return []
