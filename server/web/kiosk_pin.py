"""The PIN that leaves a locked kiosk: kept as a hash that costs time and memory to try.

The kiosk gets the hash with its view and checks a PIN by itself, so that staff can leave its page
with the server gone, also on plain HTTP; what it costs is what a weak tablet can bear.
"""

import re
from typing import Any

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from ..conference import Refused

MEMORY_KIB = 32 * 1024
ROUNDS = 3
SHORTEST, LONGEST = 6, 12
_PIN = re.compile(rf"[0-9]{{{SHORTEST},{LONGEST}}}")
# One lane: a browser has one thread for it.
_HASHER = PasswordHasher(time_cost=ROUNDS, memory_cost=MEMORY_KIB, parallelism=1)


class Lock(msgspec.Struct, frozen=True):
    """A PIN that nobody can read back: its Argon2id hash, with salt and cost as is usual.

    Empty where an earlier version made the lock in a way of its own: that one holds no longer.
    """

    hash: str = ""


class LockAsked(msgspec.Struct, frozen=True):
    """A person holds a kiosk to its page with this PIN."""

    pin: str


def locked_with(pin: str) -> Lock:
    """The lock that opens with `pin`; raises `Refused` for one that is guessed at once."""
    if not _PIN.fullmatch(pin) or len(set(pin)) == 1 or pin in "012345678901" + "109876543210":
        raise Refused("bad_kiosk_pin", least=SHORTEST, most=LONGEST)
    return Lock(hash=_HASHER.hash(pin))


def opens(lock: Lock | None, pin: str) -> bool:
    """Whether that PIN opens the lock, if there is one."""
    try:
        return lock is not None and _HASHER.verify(lock.hash, pin)
    except VerificationError:
        return False


def told(lock: Lock | None) -> dict[str, Any] | None:
    """The lock as the kiosk itself gets it."""
    return None if lock is None else msgspec.to_builtins(lock)
