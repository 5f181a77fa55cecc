"""The PIN that leaves a locked kiosk: kept as a slow salted hash, which the kiosk checks by itself.

The kiosk gets salt and hash with its view, so that staff can leave its page with the server gone.
PBKDF2 is what browsers have, and what a page without their help can still compute.
"""

import hashlib
import re
import secrets
from typing import Any

import msgspec

from ..conference import Refused

ROUNDS = 100_000
SALT_BYTES = 16
SHORTEST, LONGEST = 6, 12
_PIN = re.compile(rf"[0-9]{{{SHORTEST},{LONGEST}}}")


class Lock(msgspec.Struct, frozen=True):
    """A PIN that nobody can read back: PBKDF2-HMAC-SHA256 of it, in hexadecimal digits."""

    salt: str
    rounds: int
    digest: str


class LockAsked(msgspec.Struct, frozen=True):
    """A person holds a kiosk to its page with this PIN."""

    pin: str


def locked_with(pin: str) -> Lock:
    """The lock that opens with `pin`; raises `Refused` for one that is guessed at once."""
    if not _PIN.fullmatch(pin) or len(set(pin)) == 1 or pin in "012345678901" + "109876543210":
        raise Refused("bad_kiosk_pin", least=SHORTEST, most=LONGEST)
    salt = secrets.token_bytes(SALT_BYTES)
    digest = hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, ROUNDS)
    return Lock(salt=salt.hex(), rounds=ROUNDS, digest=digest.hex())


def opens(lock: Lock | None, pin: str) -> bool:
    """Whether that PIN opens the lock, if there is one."""
    if lock is None:
        return False
    salt = bytes.fromhex(lock.salt)
    digest = hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, lock.rounds)
    return secrets.compare_digest(digest.hex(), lock.digest)


def told(lock: Lock | None) -> dict[str, Any] | None:
    """The lock as the kiosk itself gets it."""
    return None if lock is None else msgspec.to_builtins(lock)
