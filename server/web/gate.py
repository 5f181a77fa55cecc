"""The gate: a new screen or kiosk shows four digits; a person at the desk lets it in by them.

Nothing here outlives the process: a device that was not let in yet simply asks again.
"""

import secrets
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any

import msgspec

from ..conference import Refused
from ..conference.scenes import instant
from ..conference.wording import LONGEST_NAME, in_one_line, named
from .access import Access

LIFE = timedelta(minutes=30)
MOST_WAITING = 40
MOST_FROM_ONE_ADDRESS = 8
SCREEN_ROLES = frozenset({"hall", "lobby", "stage", "overlay"})
KINDS = frozenset({"screen", "kiosk"})
DIRECTIONS = frozenset({"in", "out", "both"})


class Waiting(msgspec.Struct):
    """A device that asked to be let in; once it is, its token waits here to be picked up."""

    kind: str
    role: str | None
    address: str
    asked_at: datetime
    pickup: str
    holds: int = 0
    token: str | None = None
    name: str | None = None
    dismissed: bool = False


class PairingAsked(msgspec.Struct, frozen=True):
    """A device asks to be let in; `holds` counts the scans a kiosk has kept from before."""

    kind: str
    role: str | None = None
    holds: int = 0


class PickUpAsked(msgspec.Struct, frozen=True):
    """A device asks whether it has been let in."""

    pickup: str


class ApprovalAsked(msgspec.Struct, frozen=True):
    """A person lets a device in, under a name; `role` is what a screen is for.

    A kiosk is told its `gate` and whether it counts people `in`, `out` or `both`.
    """

    code: str
    name: str
    role: str | None = None
    gate: str | None = None
    direction: str | None = None


class PlaceAsked(msgspec.Struct, frozen=True):
    """A person tells where a kiosk stands from now on, and which way it counts."""

    direction: str
    gate: str | None = None


class Pairings:
    """The devices that wait at the gate."""

    def __init__(self, access: Access, clock: Callable[[], datetime]) -> None:
        self._access = access
        self._clock = clock
        self._waiting: dict[str, Waiting] = {}
        self._shut: dict[str, datetime] = {}

    def ask(self, kind: str, role: str | None, address: str, holds: int = 0) -> dict[str, str]:
        """A code to show and a secret to pick the token up with."""
        self._forget_old()
        if kind not in KINDS or (role is not None and role not in SCREEN_ROLES):
            raise Refused("bad_request", field="kind", problem="screen, kiosk")
        from_here = sum(waiting.address == address for waiting in self._waiting.values())
        if address in self._shut or from_here >= MOST_FROM_ONE_ADDRESS:
            raise Refused("too_many_waiting")
        if len(self._waiting) >= MOST_WAITING:
            self._make_room(from_here)
        pickup = secrets.token_urlsafe(18)
        code = self._free_code()
        self._waiting[code] = Waiting(kind, role, address, self._clock(), pickup, holds)
        return {"code": code, "pickup": pickup}

    def _make_room(self, from_here: int) -> None:
        """Let the oldest of the most crowded address go, if that is more crowded than the asker's.

        Whoever has a place has asked; a device whose digits are no longer good asks again.
        """
        undecided = {c: w for c, w in self._waiting.items() if w.token is None}
        crowd = Counter(waiting.address for waiting in undecided.values())
        address, most = max(crowd.items(), key=itemgetter(1), default=("", 0))
        if most <= from_here + 1:
            raise Refused("too_many_waiting")
        del self._waiting[next(c for c, w in undecided.items() if w.address == address)]

    def _free_code(self) -> str:
        while (code := f"{secrets.randbelow(10_000):04d}") in self._waiting:
            pass
        return code

    def _forget_old(self) -> None:
        oldest = self._clock() - LIFE
        self._waiting = {c: w for c, w in self._waiting.items() if w.asked_at > oldest}
        self._shut = {address: at for address, at in self._shut.items() if at > oldest}

    def pick_up(self, pickup: str) -> dict[str, Any]:
        """The token, once; until a person has decided, that it still waits."""
        self._forget_old()
        for code, waiting in self._waiting.items():
            if secrets.compare_digest(waiting.pickup.encode(), pickup.encode()):
                if waiting.token is None:
                    return {"state": "waiting", "code": code}
                del self._waiting[code]
                return {
                    "state": "paired",
                    "token": waiting.token,
                    "name": waiting.name,
                    "role": waiting.role,
                    "kind": waiting.kind,
                }
        raise Refused("unknown_pairing")

    def approve(
        self,
        asked: ApprovalAsked,
        kinds: frozenset[str],
        note_first: Callable[[str, str], None],
    ) -> dict[str, Any]:
        """Let the device that shows `code` in; only one of `kinds`, and noted by name and kind."""
        self._forget_old()
        waiting = self._waiting.get(asked.code)
        if waiting is None or waiting.token is not None:
            raise Refused("unknown_pairing")
        if waiting.kind not in kinds:
            raise Refused("not_allowed", command=waiting.kind)
        name = named(asked.name)
        if asked.role is not None and asked.role not in SCREEN_ROLES:
            raise Refused("bad_request", field="role", problem=", ".join(sorted(SCREEN_ROLES)))
        if asked.direction is not None:
            known_direction(asked.direction)
        role = (asked.role or waiting.role or "hall") if waiting.kind == "screen" else None
        is_kiosk = waiting.kind == "kiosk"
        self._access.look_up_name(waiting.kind, name)
        note_first(name, waiting.kind)
        token = self._access.add_device(
            waiting.kind,
            name,
            role,
            gate=gate_of(asked.gate) if is_kiosk else None,
            direction=asked.direction if is_kiosk else None,
        )
        waiting.name, waiting.role, waiting.token = name, role, token
        self._shut.pop(waiting.address, None)
        return {"name": name, "kind": waiting.kind, "role": role}

    def dismiss(
        self, code: str, *, neighbours: bool, note_first: Callable[[str, str], None]
    ) -> None:
        """Ask nobody about the device that shows `code` any more, nor about its `neighbours`.

        It goes on showing its digits, by which it can still be let in. Where the neighbours are
        meant, those who ask from its address, no other may ask from there for as long.
        """
        self._forget_old()
        waiting = self._waiting.get(code)
        if waiting is None or waiting.token is not None:
            raise Refused("unknown_pairing")
        note_first(waiting.kind, waiting.address)
        waiting.dismissed = True
        if neighbours:
            self._shut[waiting.address] = self._clock()
            for other in self._waiting.values():
                other.dismissed |= other.address == waiting.address

    def waiting(self) -> list[dict[str, Any]]:
        """The devices at the gate, for the desk to see."""
        self._forget_old()
        return [
            {
                "code": code,
                "kind": waiting.kind,
                "role": waiting.role,
                "address": waiting.address,
                "holds": waiting.holds,
                "at": instant(waiting.asked_at),
            }
            for code, waiting in self._waiting.items()
            if waiting.token is None and not waiting.dismissed
        ]


def gate_of(said: str | None) -> str | None:
    """The gate in one line, cut to what fits a list."""
    return in_one_line(said or "")[:LONGEST_NAME] or None


def known_direction(said: str) -> str:
    """Which way a kiosk counts; raises `Refused` for what is no way."""
    if said not in DIRECTIONS:
        raise Refused("bad_request", field="direction", problem=", ".join(sorted(DIRECTIONS)))
    return said
