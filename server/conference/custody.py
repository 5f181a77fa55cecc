"""The custody: who was let in, what personal data left the house, whether it is gone."""

from datetime import datetime
from typing import TYPE_CHECKING

from .commands import DOOR, Actor, Event, command
from .plan import Frozen, PersonId

if TYPE_CHECKING:
    from . import Day


class PersonalDataTakenOut(Event, frozen=True, kw_only=True):
    """Somebody asked, at the machine itself, for something personal; `people` are those chosen."""

    what: str
    people: tuple[PersonId, ...] = ()
    taken_at: datetime


class PersonalDataErased(Event, frozen=True, kw_only=True):
    """So many personal values were emptied for good."""

    values: int


class DeviceLetIn(Event, frozen=True, kw_only=True):
    """A screen or a kiosk was given a token of its own; `what` it is."""

    device: str
    what: str
    by: str


class DeviceTurnedAway(Event, frozen=True, kw_only=True):
    """A device that asked to be let in is not looked at any more; `what` it is, and its address."""

    device: str
    what: str
    by: str


class DeviceTurnedOut(Event, frozen=True, kw_only=True):
    """A device's token was taken back."""

    device: str
    by: str


class KioskPlaced(Event, frozen=True, kw_only=True):
    """A kiosk stands at another gate from now on, or counts another way."""

    kiosk: str
    gate: str | None
    direction: str
    by: str


class LetInAtTheMachine(Event, frozen=True, kw_only=True):
    """Somebody made a sign-in or paired a device at the machine itself; `names` tell whose."""

    what: str
    names: tuple[str, ...]
    typed_at: datetime


class LabelTaken(Event, frozen=True, kw_only=True):
    """Somebody had a person's label printed, or its picture shown: a valid badge."""

    person: PersonId


class LabelWithdrawn(Event, frozen=True, kw_only=True):
    """Somebody took a person's label off the queue."""

    person: PersonId


class Custody(Frozen, frozen=True, kw_only=True):
    """Whether anything personal is kept that is to be erased one day."""

    kept: bool = True


CustodyEvent = (
    PersonalDataTakenOut
    | PersonalDataErased
    | DeviceLetIn
    | DeviceTurnedAway
    | DeviceTurnedOut
    | KioskPlaced
    | LetInAtTheMachine
    | LabelTaken
    | LabelWithdrawn
)


def evolve(custody: Custody, event: CustodyEvent) -> Custody:
    """The custody after `event`."""
    return Custody(kept=False) if isinstance(event, PersonalDataErased) else custody


@command(public=False, ceremonial=True)
def note_taking(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    what: str,
    people: tuple[str, ...] = (),
    taken_at: datetime,
) -> list[Event]:
    """Note what somebody took out of the house at the machine itself, and when."""
    return [PersonalDataTakenOut(at=now, what=what, people=people, taken_at=taken_at)]


@command(public=False, ceremonial=True)
def note_erasure(day: "Day", now: datetime, by: Actor, *, values: int) -> list[Event]:
    """Note that personal values were emptied."""
    return [PersonalDataErased(at=now, values=values)]


@command(public=False, ceremonial=True)
def note_letting_in(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    what: str,
    names: tuple[str, ...],
    typed_at: datetime,
) -> list[Event]:
    """Note whom somebody let in at the machine itself, and when."""
    return [LetInAtTheMachine(at=now, what=what, names=names, typed_at=typed_at)]


@command(roles=DOOR, public=False)
def let_in(day: "Day", now: datetime, by: Actor, *, device: str, what: str) -> list[Event]:
    """Note that somebody let a device in under a name."""
    return [DeviceLetIn(at=now, device=device, what=what, by=by.name)]


@command(roles=DOOR, public=False, ceremonial=True)
def turn_away(day: "Day", now: datetime, by: Actor, *, device: str, what: str) -> list[Event]:
    """Note that a device which asked to be let in is not looked at any more."""
    return [DeviceTurnedAway(at=now, device=device, what=what, by=by.name)]


@command(public=False, ceremonial=True)
def turn_out(day: "Day", now: datetime, by: Actor, *, device: str) -> list[Event]:
    """Note that somebody took a device's token back."""
    return [DeviceTurnedOut(at=now, device=device, by=by.name)]


@command(roles=DOOR, public=False)
def place_kiosk(
    day: "Day", now: datetime, by: Actor, *, kiosk: str, gate: str | None, direction: str
) -> list[Event]:
    """Note where a kiosk stands from now on, and which way it counts."""
    return [KioskPlaced(at=now, kiosk=kiosk, gate=gate, direction=direction, by=by.name)]


@command(roles=DOOR, public=False, ceremonial=True)
def print_label(day: "Day", now: datetime, by: Actor, *, person: str) -> list[Event]:
    """Note that somebody has a person's label printed."""
    return [LabelTaken(at=now, person=person)]


@command(roles=DOOR, public=False, ceremonial=True)
def open_label(day: "Day", now: datetime, by: Actor, *, person: str) -> list[Event]:
    """Note that somebody opens the picture of a person's label, to print it themselves."""
    return [LabelTaken(at=now, person=person)]


@command(roles=DOOR, public=False, ceremonial=True)
def withdraw_label(day: "Day", now: datetime, by: Actor, *, person: str) -> list[Event]:
    """Note that somebody takes a person's label off the queue."""
    return [LabelWithdrawn(at=now, person=person)]
