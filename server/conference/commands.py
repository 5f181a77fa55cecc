"""Commands: what people may want, as functions whose signature is the schema of their arguments."""

import inspect
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec

from .plan import Frozen
from .refusal import Refused
from .wording import unscanned, visible

if TYPE_CHECKING:
    from . import Day


class Role(StrEnum):
    """What a signed-in person or a paired device is allowed to be."""

    ADMIN = "admin"
    OPERATOR = "operator"
    MC = "mc"
    RECEPTION = "reception"
    SECRETARY = "secretary"
    VIEWER = "viewer"
    KIOSK = "kiosk"
    SCREEN = "screen"


DESK = frozenset({Role.ADMIN, Role.OPERATOR})
STAGE = DESK | {Role.MC}
MINUTES = DESK | {Role.SECRETARY}
DOOR = DESK | {Role.RECEPTION}
SCANNERS = DOOR | {Role.KIOSK}


class Actor(Frozen, frozen=True, kw_only=True):
    """Who asks: one signed-in console or one paired device; `id` never leaves the server.

    `device` is the address the call came from; empty for the house itself.
    """

    id: str
    name: str
    role: Role
    device: str = ""


class Event(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A fact, past tense, stored for good: the class name is a format, change it with care."""

    at: datetime


class Command(Frozen, frozen=True, kw_only=True):
    """A command as the edge, the desk and the OpenAPI document see it."""

    name: str
    run: Callable[..., list[Any]]
    arguments: type[msgspec.Struct]
    roles: frozenset[Role]
    agenda: bool
    wheel: bool
    undoable: bool
    ceremonial: bool
    public: bool
    summary: str


COMMANDS: dict[str, Command] = {}


def command(
    *,
    roles: frozenset[Role] = DESK,
    agenda: bool = False,
    wheel: bool = False,
    undoable: bool = False,
    ceremonial: bool = False,
    public: bool = True,
) -> Callable[[Callable[..., list[Any]]], Callable[..., list[Any]]]:
    """Register a function as a command; its keyword-only parameters become the arguments.

    `wheel` commands are for the console that holds control; `agenda` ones need the agenda version
    their sender saw as well. `undoable` ones can be taken back; of the wheel's, only `ceremonial`
    ones are accepted while the national flag is up. Those not `public` have a door of their own.
    """

    def register(run: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
        name = run.__name__.rstrip("_")
        COMMANDS[name] = Command(
            name=name,
            run=run,
            arguments=_arguments(name, run),
            roles=roles,
            agenda=agenda,
            wheel=agenda or wheel,
            undoable=undoable,
            ceremonial=ceremonial,
            public=public,
            summary=(inspect.getdoc(run) or "").split("\n")[0],
        )
        return run

    return register


def _arguments(name: str, run: Callable[..., list[Any]]) -> type[msgspec.Struct]:
    fields: list[Any] = [
        (parameter.name, parameter.annotation)
        if parameter.default is parameter.empty
        else (parameter.name, parameter.annotation, parameter.default)
        for parameter in inspect.signature(run).parameters.values()
        if parameter.kind is parameter.KEYWORD_ONLY
    ]
    title = "".join(part.capitalize() for part in name.split("_"))
    return msgspec.defstruct(title, fields, frozen=True, kw_only=True, forbid_unknown_fields=True)


def carry_out(command: Command, day: "Day", now: datetime, by: Actor, given: Any) -> list[Any]:
    """The events `command` grants with the arguments `given`; raises `Refused`."""
    arguments = {f: unscanned(visible(getattr(given, f))) for f in given.__struct_fields__}
    if "reason" in arguments:
        arguments["reason"] = _reason(command, arguments["reason"])
    if "approved_by" in arguments:
        arguments["approved_by"] = _approver(command, arguments["approved_by"])
    return command.run(day, now, by, **arguments)


def _reason(command: Command, reason: str | None) -> str | None:
    """The reason in words, `None` where there are none; a command that demands one is refused."""
    words = _words(reason)
    if words is None and _demands(command, "reason"):
        raise Refused("reason_missing")
    return words


def _approver(command: Command, approved_by: str | None) -> str | None:
    """Who allowed it, in the same way."""
    words = _words(approved_by)
    if words is None and _demands(command, "approved_by"):
        raise Refused("approved_by_missing")
    return words


def _words(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


def _demands(command: Command, argument: str) -> bool:
    fields = msgspec.structs.fields(command.arguments)
    return any(field.name == argument and field.required for field in fields)
