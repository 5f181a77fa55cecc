"""The connections: which screens, consoles and kiosks are here now, and what they have painted."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from ..conference.commands import Actor, Role
from ..conference.live import Health, Seen
from ..conference.playing import SOUND_WITHIN, Pace
from ..conference.walls import SILENT

SETTLED = SILENT + timedelta(seconds=0.5)  # a page that takes over from another is alone by then

SAME_PACE_MS = 3.0
SPARE_MS = 17.0  # a frame
LONGEST_LEAD_MS = 150.0


class Client(msgspec.Struct, frozen=True):
    """One socket: who is on it, what it watches, and the token it came in with."""

    actor: Actor
    token: str
    audience: str
    screen: str | None = None

    @property
    def wall(self) -> str | None:
        """The screen this is the page of; whoever only looks in on a screen speaks for none."""
        return self.screen if self.actor.role is Role.SCREEN else None


class Painted(msgspec.Struct, frozen=True):
    """What a screen says it has painted, its size, and how long a question to the server takes.

    `drawn_ms` is the longest that one of its last pictures took from the news to being ready.
    """

    version: int
    scene: Annotated[str, Meta(max_length=8)] | None = None
    rtt: Annotated[float, Meta(ge=0)] | None = None
    drawn_ms: Annotated[float, Meta(ge=0, le=60_000)] = 0.0
    width: Annotated[int, Meta(ge=0, le=100_000)] | None = None
    height: Annotated[int, Meta(ge=0, le=100_000)] | None = None
    edition: Annotated[str, Meta(max_length=16)] | None = None
    incomplete: bool = False


class Line(msgspec.Struct):
    """A page of a screen: since when it is connected, when it last spoke, and what it owes.

    It was `sent` that version, and owes its picture since then.
    """

    screen: str
    since: datetime
    heard: datetime
    sent: int = 0
    owes_since: datetime | None = None


class PaceTold(msgspec.Struct, frozen=True):
    """The owner of the sound on its own clock: `origin` in the server's milliseconds since 1970.

    `at` names the play it speaks of, as its view does; `heard` is whether sound comes out of it.
    """

    at: Annotated[str, Meta(max_length=40)]
    origin: Annotated[float, Meta(ge=0, le=1e14)]
    heard: bool = False


class Connections:
    """Every socket that is connected, and every screen and kiosk that ever was."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._clients: dict[str, Client] = {}
        self._screens: dict[str, Seen] = {}
        self._kiosks: dict[str, Seen] = {}
        self.pace: Pace | None = None
        self.since: datetime | None = None
        self._lines: dict[str, dict[str, Line]] = {}  # by screen, by socket

    def begin(self, awaited: Collection[str]) -> None:
        """From now on pages are heard; the screens let in before are to come back by themselves."""
        self.since = self._clock()
        for name in awaited:
            self._screens.setdefault(name, Seen(name=name, awaited_since=self.since))

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
        if client.wall is not None:
            now = self._clock()
            line = Line(client.wall, since=now, heard=now)
            self._lines.setdefault(client.wall, {})[sid] = line
            self._keep(line, heard=now, owes_since=None)

    def went(self, sid: str) -> Client | None:
        """A socket is gone."""
        client = self._clients.pop(sid, None)
        if client is not None:
            rest = self._lines.get(client.wall or "", {})
            rest.pop(sid, None)
            for line in rest.values():
                self._keep(line, owes_since=line.owes_since)
            others = any(self._same(client, other) for other in self._clients.values())
            self._note(client, connected=others)
        return client

    def voice(self, screen: str) -> str | None:
        """The one page of a screen that may be heard: of its own, the one that came first."""
        return next(iter(self._lines.get(screen, {})), None)

    def due(self) -> float | None:
        """When walls that change together do so, in ms since 1970; a wall alone waits for nobody.

        Long enough for the news to reach the slowest and be drawn out of sight, and never long.
        """
        needed = [s.rtt / 2 + s.drawn_ms for s in self._screens.values() if s.connected and s.rtt]
        if len(needed) < 2:
            return None
        return self._clock().timestamp() * 1000 + min(LONGEST_LEAD_MS, max(needed) + SPARE_MS)

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

    def _note(self, client: Client, *, connected: bool) -> None:
        if client.wall is not None:
            self._screens[client.wall] = self._seen(
                self._screens.get(client.wall), client.wall, connected
            )
        elif client.actor.role is Role.KIOSK:
            name = client.actor.name
            self._kiosks[name] = self._seen(self._kiosks.get(name), name, connected)

    def _seen(self, was: Seen | None, name: str, connected: bool) -> Seen:
        before = was if was is not None else Seen(name=name)
        return replace(before, connected=connected, last_seen=self._clock())

    def heard(self, sid: str) -> None:
        """A screen has said something, whatever it was."""
        line = self._line(sid)
        if line is not None:
            line.heard = self._clock()
            self._keep(line, heard=line.heard)

    def sent(self, sid: str, version: int, scene: str | None) -> None:
        """A page is shown a new view; if it is a screen's own, it owes its painting."""
        line = self._line(sid)
        self._owe([line] if line is not None else [], version, scene)

    def told(self, screen: str, version: int, scene: str | None) -> None:
        """All pages of a screen are shown a new view."""
        self._owe(self._lines.get(screen, {}).values(), version, scene)

    def _owe(self, lines: Collection[Line], version: int, scene: str | None) -> None:
        now = self._clock()
        for line in lines:
            line.sent, line.owes_since = version, line.owes_since or now
        if lines:
            self._keep(line, sent=version, due=scene, owes_since=line.owes_since)

    def painted(self, sid: str, told: Painted) -> None:
        """A screen has painted a version of its view."""
        line = self._line(sid)
        if line is None:
            return
        line.owes_since = self._clock() if told.version < line.sent else None
        self._note(self._clients[sid], connected=True)
        self._keep(
            line,
            owes_since=line.owes_since,
            shown=told.version,
            scene=told.scene,
            rtt=told.rtt,
            drawn_ms=told.drawn_ms,
            width=told.width,
            height=told.height,
            edition=told.edition,
            incomplete=told.incomplete,
        )

    def _keep(self, line: Line, **facts: Any) -> None:
        seen = self._screens.get(line.screen)
        if seen is not None:
            self._screens[line.screen] = replace(seen, **facts)

    def _line(self, sid: str) -> Line | None:
        """The line of a screen's own page."""
        client = self._clients.get(sid)
        return self._lines.get(client.wall or "", {}).get(sid) if client is not None else None

    def paced(self, sid: str, owner: str | None, told: PaceTold) -> bool:
        """The heard page of the sound's owner tells its clock; answer whether that is any news."""
        if owner is None or self.voice(owner) != sid:
            return False
        known = self.pace if self.pace is not None and self.pace.at == told.at else None
        heard_before = known.heard_at if known is not None else None
        steady = known is not None and abs(known.origin - told.origin) < SAME_PACE_MS
        now = self._clock()
        self.pace = Pace(
            at=told.at,
            origin=known.origin if known is not None and steady else told.origin,
            heard_at=now if told.heard else heard_before,
        )
        late = heard_before is None or now - heard_before > SOUND_WITHIN
        return not steady or (told.heard and late)

    def forget(self, name: str) -> None:
        """A device is let in no longer: nobody waits for it."""
        self._screens.pop(name, None)
        self._kiosks.pop(name, None)

    def screens(self) -> dict[str, Seen]:
        """Every screen that was ever connected or is awaited, by name."""
        now = self._clock()
        return self._screens | {
            name: replace(self._screens[name], **_together(lines.values(), now))
            for name, lines in self._lines.items()
            if len(lines) > 1 and name in self._screens
        }

    def kiosks(self) -> tuple[Seen, ...]:
        """Every kiosk that was ever connected."""
        return tuple(self._kiosks.values())


def _together(lines: Collection[Line], now: datetime) -> dict[str, Any]:
    """How many pages of one screen are there, and since when the farthest behind owes a picture.

    A page that has just come does not count yet, and a silent one is a lost line.
    """
    alive = [line for line in lines if line.heard >= now - SILENT]
    settled = sum(line.since <= now - SETTLED for line in alive)
    owing = [line.owes_since for line in alive if line.owes_since is not None]
    return {"pages": max(1, settled), "owes_since": min(owing, default=None)}
