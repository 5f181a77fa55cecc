"""The screens: what each one is for, and whether it follows the programme."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta
from msgspec.structs import replace

from .commands import Actor, Event, command
from .plan import Conference, Frozen
from .refusal import Refused
from .wording import LONGEST_NAME, in_one_line, named

if TYPE_CHECKING:
    from . import Day

IDENTIFY = timedelta(seconds=8)
WIDEST_EDGE = 15
Edge = Annotated[int, Meta(ge=0, le=WIDEST_EDGE)]


class ScreenRole(StrEnum):
    """What a screen is for."""

    HALL = "hall"
    LOBBY = "lobby"
    STAGE = "stage"
    OVERLAY = "overlay"


class Mode(StrEnum):
    """Whether a screen follows the programme, or which picture it keeps instead."""

    PROGRAMME = "programme"
    STANDBY = "standby"
    BLACKOUT = "blackout"
    HOLD = "hold"
    TEST = "test"


class ScreenModeSet(Event, frozen=True, kw_only=True):
    """Screens show something else than the programme, or follow it again."""

    screens: tuple[str, ...]
    mode: Mode
    scenes: dict[str, dict[str, Any]] = {}


class ScreensIdentified(Event, frozen=True, kw_only=True):
    """Screens show their own name until then."""

    screens: tuple[str, ...]
    until: datetime


class ScreenAssigned(Event, frozen=True, kw_only=True):
    """A screen has that role from now on."""

    screen: str
    role: ScreenRole


class ScreenRenamed(Event, frozen=True, kw_only=True):
    """People call a screen that from now on; its name stays what its device was let in by."""

    screen: str
    label: str


class ScreensReloaded(Event, frozen=True, kw_only=True):
    """The pages of screens are to be loaded once more."""

    screens: tuple[str, ...]


class ScreenTuned(Event, frozen=True, kw_only=True):
    """How a screen is hung: what its device cuts off, where text stays away, whose picture it has.

    Both are per cent of the picture, the same on every side. `margin` is what older journals call
    the overscan.
    """

    screen: str
    mirror_of: str | None
    overscan: int = 0
    safe_area: int = 0
    margin: int = 0


class MessageShown(Event, frozen=True, kw_only=True):
    """A text stands on the screens of an audience."""

    audience: str
    text: str
    until: datetime | None = None


class MessageCleared(Event, frozen=True, kw_only=True):
    """The text is gone."""

    audience: str


class Screen(Frozen, frozen=True, kw_only=True):
    """One screen; `held` is the picture it keeps while it holds."""

    name: str
    role: ScreenRole
    mode: Mode = Mode.PROGRAMME
    held: dict[str, Any] | None = None
    identify_until: datetime | None = None
    label: str = ""
    overscan: int = 0
    safe_area: int = 0
    mirror_of: str | None = None
    reloads: int = 0


class Message(Frozen, frozen=True, kw_only=True):
    """A text for an audience."""

    text: str
    at: datetime
    until: datetime | None = None


class Screens(Frozen, frozen=True, kw_only=True):
    """Every screen by its name, and the messages on them."""

    screens: dict[str, Screen]
    messages: dict[str, Message] = {}

    def of_role(self, role: ScreenRole) -> tuple[str, ...]:
        """The names of the screens with that role."""
        return tuple(name for name, screen in self.screens.items() if screen.role is role)

    def source(self, name: str) -> Screen:
        """The screen whose picture that screen shows: its own, or the one it mirrors."""
        own = self.screens[name]
        mirrored = own.mirror_of is not None and own.mode is Mode.PROGRAMME
        return self.screens[own.mirror_of or name] if mirrored else own


def initial(plan: Conference) -> Screens:
    """The screens the plan names."""
    return Screens(
        screens={s.name: Screen(name=s.name, role=ScreenRole(s.role)) for s in plan.screens}
    )


ScreenEvent = (
    ScreenModeSet
    | ScreensIdentified
    | ScreenAssigned
    | ScreenRenamed
    | ScreensReloaded
    | ScreenTuned
    | MessageShown
    | MessageCleared
)


def evolve(state: Screens, event: ScreenEvent) -> Screens:
    """The screens after `event`."""
    match event:
        case ScreenModeSet(screens=names, mode=mode, scenes=scenes):
            changed = {
                name: replace(state.screens[name], mode=mode, held=scenes.get(name))
                for name in names
            }
            return replace(state, screens=state.screens | changed)
        case ScreensIdentified(screens=names, until=until):
            changed = {name: replace(state.screens[name], identify_until=until) for name in names}
            return replace(state, screens=state.screens | changed)
        case ScreenAssigned(screen=name, role=role):
            known = state.screens.get(name, Screen(name=name, role=role))
            screen = replace(known, role=role, mode=Mode.PROGRAMME, held=None)
            return replace(state, screens=state.screens | {name: screen})
        case ScreenRenamed(screen=name, label=label):
            screen = replace(state.screens[name], label=label)
            return replace(state, screens=state.screens | {name: screen})
        case ScreensReloaded(screens=names):
            changed = {
                name: replace(state.screens[name], reloads=state.screens[name].reloads + 1)
                for name in names
            }
            return replace(state, screens=state.screens | changed)
        case ScreenTuned(screen=name, overscan=overscan, safe_area=safe_area, mirror_of=mirrored):
            screen = replace(
                state.screens[name],
                overscan=overscan or event.margin,
                safe_area=safe_area,
                mirror_of=mirrored,
            )
            return replace(state, screens=state.screens | {name: screen})
        case MessageShown(audience=audience, text=text, until=until):
            message = Message(text=text, at=event.at, until=until)
            return replace(state, messages=state.messages | {audience: message})
        case MessageCleared(audience=audience):
            rest = {a: m for a, m in state.messages.items() if a != audience}
            return replace(state, messages=rest)


def chosen_screens(day: "Day", screens: list[str] | None) -> tuple[str, ...]:
    """The screens meant: those named, or all that the audience sees."""
    if screens is None:
        public = {ScreenRole.HALL, ScreenRole.LOBBY, ScreenRole.OVERLAY}
        return tuple(n for n, s in day.screens.screens.items() if s.role in public)
    for name in screens:
        if name not in day.screens.screens:
            raise Refused("unknown_screen", screen=name)
    return tuple(screens)


@command(wheel=True)
def identify(
    day: "Day", now: datetime, by: Actor, *, screens: list[str] | None = None
) -> list[Event]:
    """Let screens show their own name for some seconds."""
    return [ScreensIdentified(at=now, screens=chosen_screens(day, screens), until=now + IDENTIFY)]


@command()
def assign_screen(
    day: "Day", now: datetime, by: Actor, *, screen: str, role: ScreenRole
) -> list[Event]:
    """Give a screen a role; a name nobody has is a new screen."""
    name = named(screen)
    known = day.screens.screens.get(name)
    if known is not None and known.role is role:
        return []
    return [ScreenAssigned(at=now, screen=name, role=role)]


@command(public=False, ceremonial=True)
def hang_screen(
    day: "Day", now: datetime, by: Actor, *, screen: str, role: ScreenRole
) -> list[Event]:
    """Take in a screen nobody knew: it shows what its role shows, and no other changes."""
    name = named(screen)
    return [] if name in day.screens.screens else [ScreenAssigned(at=now, screen=name, role=role)]


@command()
def rename_screen(day: "Day", now: datetime, by: Actor, *, screen: str, name: str) -> list[Event]:
    """Call a screen something people understand; an empty name gives it its own back."""
    (chosen,) = chosen_screens(day, [screen])
    label = in_one_line(name)
    if len(label) > LONGEST_NAME:
        raise Refused("bad_screen_name")
    others = [s for s in day.screens.screens.values() if s.name != chosen]
    if label and any(label in {s.name, s.label} for s in others):
        raise Refused("screen_name_taken", screen=label)
    label = "" if label == chosen else label
    if label == day.screens.screens[chosen].label:
        return []
    return [ScreenRenamed(at=now, screen=chosen, label=label)]


@command()
def reload_screens(
    day: "Day", now: datetime, by: Actor, *, screens: list[str] | None = None
) -> list[Event]:
    """Load the pages of screens once more, as after an upgrade; never while they show the flag."""
    names = chosen_screens(day, screens)
    return [ScreensReloaded(at=now, screens=names)] if names else []


@command()
def tune_screen(
    day: "Day",
    now: datetime,
    by: Actor,
    *,
    screen: str,
    overscan: Edge | None = None,
    safe_area: Edge | None = None,
    mirror_of: str | None = None,
) -> list[Event]:
    """Make up for what a screen cuts off, keep text from its edge, or mirror another ("": none)."""
    (chosen,) = chosen_screens(day, [screen])
    known = day.screens.screens[chosen]
    tuned = replace(
        known,
        overscan=known.overscan if overscan is None else overscan,
        safe_area=known.safe_area if safe_area is None else safe_area,
        mirror_of=known.mirror_of if mirror_of is None else _mirrored(day, chosen, mirror_of),
    )
    if tuned == known:
        return []
    return [
        ScreenTuned(
            at=now,
            screen=chosen,
            overscan=tuned.overscan,
            safe_area=tuned.safe_area,
            mirror_of=tuned.mirror_of,
        )
    ]


def _mirrored(day: "Day", screen: str, other: str) -> str | None:
    """The screen to mirror, which must show a picture of its own."""
    if not other:
        return None
    (source,) = chosen_screens(day, [other])
    mirrors = {s.mirror_of for s in day.screens.screens.values()}
    if source == screen or screen in mirrors or day.screens.screens[source].mirror_of is not None:
        raise Refused("bad_mirror", screen=other)
    return source


def back_to_programme(day: "Day", now: datetime, *modes: Mode) -> list[Event]:
    """The events that let every screen in one of `modes` follow the programme again."""
    names = tuple(n for n, s in day.screens.screens.items() if s.mode in modes)
    return [ScreenModeSet(at=now, screens=names, mode=Mode.PROGRAMME)] if names else []
