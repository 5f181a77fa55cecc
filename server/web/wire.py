"""The wire: what comes in is parsed here and nowhere deeper; what goes out is JSON in UTF-8."""

import re
from datetime import datetime
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta

from ..conference import COMMANDS, Command, Day, Refused
from ..conference.admission import Direction
from ..conference.badges import Foreign
from ..texts import text

ENCODE = msgspec.json.Encoder().encode
LONGEST_ID = 100
_PLACE = re.compile(r" - at `\$\.?(?P<path>[^`]*)`$")
_FIELD = re.compile(r"field `(?P<name>[^`]+)`")

HTTP_STATUS = {
    "bad_request": 400,
    "unknown_command": 400,
    "search_too_short": 400,
    "not_signed_in": 401,
    "wrong_pin": 401,
    "wrong_key": 401,
    "not_allowed": 403,
    "foreign_origin": 403,
    "not_found": 404,
    "unknown_view": 404,
    "unknown_screen": 404,
    "unknown_pairing": 404,
    "unknown_kiosk": 404,
    "too_many_waiting": 429,
    "too_large": 413,
    "locked": 429,
    "busy": 429,
    "fault": 500,
    "journal_unwritable": 503,
}


class CommandAsked(msgspec.Struct, frozen=True):
    """A command as it arrives."""

    id: str
    command: str
    expects: int | None = None
    args: dict[str, Any] = {}


class MoveAsked(msgspec.Struct, frozen=True):
    """A command nobody gives yet: would it be refused?"""

    command: str
    args: dict[str, Any] = {}


class MovesAsked(msgspec.Struct, frozen=True):
    """The commands a page's buttons stand for."""

    asked: Annotated[list[MoveAsked], Meta(max_length=200)]


class ScanAsked(msgspec.Struct, frozen=True):
    """A scan as a kiosk sends it; the code stays in memory and goes no further than the edge.

    `age_ms` is how long ago it was made, by a kiosk whose clock nobody need trust; it goes before
    `happened_at`. `clock_age_ms` is the same by that clock, where the kiosk has both measures.
    `foreign` is the kind of a text the kiosk knows to be no code of ours; the text itself stays
    there, and `code` is empty. `journal` is the one whose day the kiosk stood in.
    """

    id: str
    code: str
    happened_at: datetime | None = None
    age_ms: float | None = None
    clock_age_ms: float | None = None
    direction: Direction = Direction.IN
    foreign: Foreign | None = None
    journal: Annotated[str, Meta(max_length=60)] | None = None


class ScansAsked(msgspec.Struct, frozen=True):
    """An offline kiosk's outbox, oldest first."""

    scans: list[ScanAsked]


CameraState = Literal["off", "insecure", "missing", "refused", "starting", "retrying", "on"]


class HealthTold(msgspec.Struct, frozen=True):
    """How a kiosk says it is; `battery` from 0 to 1, where its browser knows.

    `page` tells of a locked kiosk whether it is held, left by staff, or bare (not on full screen);
    `elsewhere` is how many scans of another day, a rehearsal's say, it keeps apart.
    """

    waiting: Annotated[int, Meta(ge=0)] = 0
    roster_version: Annotated[str, Meta(max_length=40)] | None = None
    roster_age_s: Annotated[float, Meta(ge=0, le=1e7)] | None = None
    camera: CameraState | None = None
    storage: bool = True
    battery: Annotated[float, Meta(ge=0, le=1)] | None = None
    elsewhere: Annotated[int, Meta(ge=0)] = 0
    page: Annotated[str, Meta(max_length=20)] | None = None


class SignInAsked(msgspec.Struct, frozen=True):
    """A sign-in: name and PIN, or a one-time key."""

    name: str | None = None
    pin: str | None = None
    key: str | None = None


class LabelAsked(msgspec.Struct, frozen=True):
    """A wish for a person's label; `printer` is one printer's name, any where none is given."""

    person: str
    printer: str | None = None


T = TypeVar("T")


def decoded(body: bytes, kind: type[T]) -> T:
    """A request's body as `kind`; raises `Refused` `bad_request` naming the field."""
    try:
        return _checked(msgspec.json.decode(body, type=kind))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as exc:
        raise bad_request(exc) from None


def converted(given: Any, kind: type[T]) -> T:
    """A value that is already parsed, as `kind`; raises like `decoded`, and is held as strictly.

    What Python's own JSON lets through (half a surrogate pair, numbers without end) stops here.
    """
    try:
        msgspec.convert(given, kind, strict=True)
        body = ENCODE(given)
    except (TypeError, ValueError, OverflowError, RecursionError) as exc:
        raise bad_request(exc) from None
    return decoded(body, kind)


def _checked(asked: T) -> T:
    """No id is empty or longer than an id can be, and no instant lacks its time zone."""
    for one in getattr(asked, "scans", [asked]):
        if not 0 < len(getattr(one, "id", "-")) <= LONGEST_ID:
            raise Refused("bad_request", field="id", problem=f"1–{LONGEST_ID} characters")
        at = getattr(one, "happened_at", None)
        if at is not None and at.tzinfo is None:
            raise Refused("bad_request", field="happened_at", problem="time zone missing")
    return asked


def bad_request(exc: Exception) -> Refused:
    """The refusal that names the field a message of msgspec complains of."""
    message = str(exc)
    place = _PLACE.search(message)
    problem = _PLACE.sub("", message)
    named = _FIELD.search(problem)
    parts = [place["path"] if place else "", named["name"] if named else ""]
    field = ".".join(part for part in parts if part) or "$"
    return Refused("bad_request", field=field, problem=problem)


def command_of(asked: CommandAsked) -> tuple[Command, Any]:
    """The command asked for, and its arguments as its own struct."""
    command = COMMANDS.get(asked.command)
    if command is None or not command.public:
        raise Refused("unknown_command", command=asked.command[:40])
    try:
        return command, msgspec.convert(asked.args, command.arguments, strict=True)
    except msgspec.ValidationError as exc:
        refusal = bad_request(exc)
        field = refusal.facts["field"]
        refusal.facts["field"] = "args" if field == "$" else f"args.{field}"
        raise refusal from None


def explain(refusal: Refused, day: Day | None = None) -> dict[str, Any]:
    """A refusal as its sender reads it: the code, and the sentence in both languages."""
    key = f"refusals.{refusal.code}"
    answer: dict[str, Any] = {
        "code": refusal.code,
        "message": text(key, "vi", **refusal.facts),
        "message_en": text(key, "en", **refusal.facts),
    }
    if day is not None:
        answer["agenda_version"] = day.agenda.version
    for fact in ("items", "field", "retry_after_s", "reference"):
        if fact in refusal.facts:
            answer[fact] = refusal.facts[fact]
    return answer


def status_of(refusal: Refused) -> int:
    """The status of HTTP a refusal is told with."""
    return HTTP_STATUS.get(refusal.code, 409)
