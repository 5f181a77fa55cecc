"""The connections: which screens, consoles and kiosks are here now, and what they have painted."""

from collections.abc import Callable
from datetime import datetime

import msgspec
from msgspec.structs import replace

from ..conference.commands import Actor, Role
from ..conference.views import Health, Seen


class Client(msgspec.Struct, frozen=True):
    """One socket: who is on it, what it watches, and the token it came in with."""

    actor: Actor
    token: str
    audience: str
    screen: str | None = None


class Connections:
    """Every socket that is connected, and every screen and kiosk that ever was."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._clients: dict[str, Client] = {}
        self._screens: dict[str, Seen] = {}
        self._kiosks: dict[str, Seen] = {}

    def __getitem__(self, sid: str) -> Client:
        return self._clients[sid]

    def get(self, sid: str) -> Client | None:
        """The client on a socket, unless it was refused or is gone."""
        return self._clients.get(sid)

    def items(self) -> list[tuple[str, Client]]:
        """Every socket with its client."""
        return list(self._clients.items())

    def came(self, sid: str, client: Client) -> None:
        """A socket was let in."""
        self._clients[sid] = client
        self._note(client, connected=True)

    def went(self, sid: str) -> Client | None:
        """A socket is gone."""
        client = self._clients.pop(sid, None)
        if client is not None:
            others = any(self._same(client, other) for other in self._clients.values())
            self._note(client, connected=others)
        return client

    def _same(self, one: Client, other: Client) -> bool:
        return (one.audience, one.screen, one.actor.name) == (
            other.audience,
            other.screen,
            other.actor.name,
        )

    def feels(self, sid: str, health: Health) -> None:
        """A kiosk says how it is; what it said last is kept when it has gone."""
        client = self._clients.get(sid)
        if client is not None and client.actor.role is Role.KIOSK:
            self._note(client, connected=True)
            name = client.actor.name
            self._kiosks[name] = replace(self._kiosks[name], health=health)

    def _note(self, client: Client, *, connected: bool, shown: int | None = None) -> None:
        if client.screen is not None:
            self._screens[client.screen] = self._seen(
                self._screens.get(client.screen), client.screen, connected, shown
            )
        elif client.actor.role is Role.KIOSK:
            name = client.actor.name
            self._kiosks[name] = self._seen(self._kiosks.get(name), name, connected, shown)

    def _seen(self, was: Seen | None, name: str, connected: bool, shown: int | None) -> Seen:
        before = was if was is not None else Seen(name=name)
        return replace(
            before,
            connected=connected,
            last_seen=self._clock(),
            shown=before.shown if shown is None else shown,
        )

    def painted(self, sid: str, version: int) -> None:
        """A screen has painted that version of its view."""
        client = self._clients.get(sid)
        if client is not None:
            self._note(client, connected=True, shown=version)

    def screens(self) -> dict[str, Seen]:
        """Every screen that was ever connected, by name."""
        return dict(self._screens)

    def kiosks(self) -> tuple[Seen, ...]:
        """Every kiosk that was ever connected."""
        return tuple(self._kiosks.values())
