"""Access: who may come in, and as what: by a PIN, by a device's token, or by a key used once."""

import secrets
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from msgspec.structs import replace

from ..conference.commands import Actor, Role
from ..conference.refusal import Refused
from ..conference.wording import in_one_line
from .access_file import AccessFile, Account, Device, Kept, Session, SignedIn, hashed
from .guesses import Guesses
from .locks import Locks, kiosk_of

SESSION_LIFE = timedelta(hours=18)
KEY_LIFE = timedelta(hours=2)


class _Key(msgspec.Struct, frozen=True):
    actor: Actor
    device: str | None
    until: datetime


@cache
def _nobody() -> str:
    """The PIN of an account that does not exist."""
    return PasswordHasher().hash(secrets.token_hex(8))


class Access:
    """Who may come in, and as what."""

    def __init__(
        self,
        path: Path,
        clock: Callable[[], datetime],
        in_thread: Callable[..., Any] = lambda work, *given: work(*given),
    ) -> None:
        self._file = AccessFile(path, in_thread)
        self.locks = Locks(self._file, in_thread)
        self._clock = clock
        self._in_thread = in_thread
        self._one_guess = threading.Lock()
        self._keys: dict[str, _Key] = {}
        self._guesses = Guesses(clock)
        self._hasher = PasswordHasher()

    @classmethod
    def at(cls, path: Path) -> "Access":
        """The access file as the command line works on it."""
        return cls(path, lambda: datetime.now(UTC))

    def set_account(self, name: str, role: Role, pin: str) -> None:
        """Make an account, or change its role and PIN; its sessions end."""
        account = Account(role=role, pin=self._hasher.hash(pin))

        def change(kept: Kept) -> Kept:
            sessions = {t: s for t, s in kept.sessions.items() if s.name != name}
            return replace(kept, accounts=kept.accounts | {name: account}, sessions=sessions)

        self._file.change(change)

    def add_device(
        self,
        kind: str,
        name: str,
        role: str | None = None,
        *,
        gate: str | None = None,
        direction: str | None = None,
    ) -> str:
        """Pair a device and answer its token, which is kept nowhere; a former token is void.

        Raises `Refused` where a device of another kind has the name: it would be turned out.
        """
        token = secrets.token_urlsafe(24)
        device = Device(kind=kind, token=hashed(token), role=role, gate=gate, direction=direction)

        def change(kept: Kept) -> Kept:
            _free(kept, kind, name)
            return replace(kept, devices=kept.devices | {name: device})

        self._file.change(change)
        return token

    def look_up_name(self, kind: str, name: str) -> None:
        """Raise `Refused` where a device of another kind has the name."""
        self._file.refresh()
        _free(self._file.kept, kind, name)

    def devices(self) -> list[dict[str, str | None]]:
        """Every paired device: kind, name, a screen's role, a kiosk's gate and direction."""
        self._file.refresh()
        return [
            {"kind": device.kind, "name": name, "role": device.role}
            | ({} if device.kind != "kiosk" else _stand(device))
            for name, device in self._file.kept.devices.items()
        ]

    def screens(self) -> list[str]:
        """The names of the paired screens."""
        return [str(one["name"]) for one in self.devices() if one["kind"] == "screen"]

    def stand(self, kiosk: str) -> dict[str, str | None]:
        """Where a kiosk stands and which way it counts."""
        self._file.refresh()
        return _stand(self._file.kept.devices.get(kiosk, Device(kind="kiosk", token="")))

    def place(self, kiosk: str, gate: str | None, direction: str) -> None:
        """Let a kiosk stand elsewhere or count another way; raises `Refused` for an unknown one."""

        def change(kept: Kept) -> Kept:
            was = kiosk_of(kept, kiosk)
            now = replace(was, gate=gate, direction=direction)
            return replace(kept, devices=kept.devices | {kiosk: now})

        self._file.change(change)

    def revoke_device(self, name: str) -> None:
        """Let a device in no longer, at once, even where the disk takes nothing."""
        self._file.refresh()
        device = self._file.kept.devices.get(name)
        if device is None:
            return
        gone = device.token

        def change(kept: Kept) -> Kept:
            return replace(kept, devices={n: d for n, d in kept.devices.items() if d.token != gone})

        self._file.change_at_once(change)

    def one_time_key(self, name: str, role: Role, device: str | None = None) -> str:
        """A key that signs in once; with `device` it pairs a device of that kind (`kind:role`)."""
        key = secrets.token_urlsafe(12)
        actor = Actor(id=secrets.token_hex(4), name=name, role=role)
        self._keys[hashed(key)] = _Key(actor, device, self._clock() + KEY_LIFE)
        return key

    def redeem(self, key: str) -> tuple[str, Actor]:
        """The token and actor a one-time key stands for; raises `Refused` for a used one."""
        found = self._keys.pop(hashed(key), None)
        if found is None or found.until < self._clock():
            raise Refused("wrong_key")
        try:
            if found.device is None:
                return self._session(found.actor.name, found.actor.role)
            kind, _, role = found.device.partition(":")
            token = self.add_device(kind, found.actor.name, role or None)
        except Refused:  # it has let nobody in: it is as good as before
            self._keys[hashed(key)] = found
            raise
        return token, self.whose(token).actor  # type: ignore[union-attr]

    def sign_in(self, name: str, pin: str, address: str) -> tuple[str, Actor]:
        """A session's token for a name and PIN; raises `Refused` `wrong_pin` or `locked`."""
        self._file.refresh()
        name = in_one_line(name)
        subjects = (f"name:{hashed(name)}", f"address:{address}")
        with self._one_guess:  # guesses sent all at once are counted one by one
            self._guesses.may_go_on(subjects)
            account = self._file.kept.accounts.get(name)
            if not self._in_thread(self._verified, account, pin) or account is None:
                wrong, locked_s = self._guesses.failed(subjects)
                known = name if account is not None else None
                raise Refused("wrong_pin", account=known, wrong=wrong, locked_s=locked_s)
            self._guesses.forget(subjects)
        return self._session(name, account.role)

    def _verified(self, account: Account | None, pin: str) -> bool:
        """Slow on purpose (memory-hard); an unknown name takes as long as a wrong PIN."""
        try:
            return self._hasher.verify(account.pin if account else _nobody(), pin)
        except VerificationError:
            return False

    def _session(self, name: str, role: Role) -> tuple[str, Actor]:
        token = secrets.token_urlsafe(24)
        now, account = self._clock(), self._file.kept.accounts.get(name)
        session = Session(mark=secrets.token_hex(4), name=name, role=role, until=now + SESSION_LIFE)

        def change(kept: Kept) -> Kept:
            if kept.accounts.get(name) != account:
                return kept  # the PIN was changed meanwhile, and with that every session ends
            alive = {t: s for t, s in kept.sessions.items() if s.until > now}
            return replace(kept, sessions=alive | {hashed(token): session})

        self._file.change_at_once(change)
        return token, Actor(id=session.mark, name=name, role=role)

    def sign_out(self, token: str) -> None:
        """End a session, at once, even where the disk takes nothing."""
        gone = hashed(token)
        self._file.change_at_once(
            lambda kept: replace(
                kept, sessions={t: s for t, s in kept.sessions.items() if t != gone}
            )
        )

    def whose(self, token: str) -> SignedIn | None:
        """Whoever the token names now; `None` for an unknown, ended or revoked one."""
        self._file.refresh()
        mark = hashed(token)
        session = self._file.kept.sessions.get(mark)
        if session is not None and session.until < self._clock():
            return None
        return self._file.named.get(mark)


def _free(kept: Kept, kind: str, name: str) -> None:
    was = kept.devices.get(name)
    if was is not None and was.kind != kind:
        raise Refused("device_name_taken", name=name)


def _stand(device: Device) -> dict[str, str | None]:
    return {"gate": device.gate, "direction": device.direction or "in"}
