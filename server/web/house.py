"""The house: the parts the edge works with, and who may watch what of it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import msgspec
from flask import request
from msgspec.structs import replace

from ..conference import COMMANDS, Actor, Refused, copies
from ..conference.commands import DESK, DOOR, MINUTES, STAGE, Role
from ..conference.console import every_warning
from ..conference.live import Copies, Live, Seen
from ..conference.playing import sounds_on
from ..conference.scenes import instant
from ..conference.screens import ScreenRole
from ..config import Settings
from ..desk import Desk
from ..journal import Journal
from ..storage import Storage, size
from ..texts import text
from . import shelf
from .access import Access
from .access_file import SignedIn
from .connections import Connections
from .door import Door
from .fanout import Group
from .gate import Pairings
from .overreach import Overreach
from .tally import Tally
from .wire import explain

WALLS = frozenset(role.value for role in ScreenRole)
EVERYONE = frozenset(Role) - {Role.KIOSK, Role.SCREEN}
# Who may see what; a paired screen sees its own wall, a paired kiosk its own page.
AUDIENCES: dict[str, frozenset[Role]] = {
    **dict.fromkeys(WALLS, EVERYONE),
    "stage": STAGE | {Role.SECRETARY},
    "console": DESK,
    "mc": STAGE,
    "reception": DOOR,
    "kiosk": DOOR | {Role.KIOSK},
}
LOG_LINES = 20
LOGGED = tuple(
    name for name, command in COMMANDS.items() if command.public and command.roles <= MINUTES
)


class House(msgspec.Struct, frozen=True, kw_only=True):
    """What the composition root chose, in the hands of the edge."""

    settings: Settings
    journal: Journal
    desk: Desk
    access: Access
    door: Door
    connections: Connections
    pairings: Pairings
    overreach: Overreach
    tally: Tally
    storage: Storage
    in_thread: Callable[..., Any]
    copies: Callable[[], Copies | None] = lambda: None

    def now(self) -> datetime:
        """The server's time."""
        return self.desk.now()

    def live(self) -> Live:
        """What is true of the house beside its journal; without the log of commands."""
        return Live(
            journal=self.journal.id,
            rehearsal=self.settings.rehearsal,
            say=text,
            explain=explain,
            screens=self.connections.screens(),
            kiosks=self._kiosks(),
            waiting=tuple(self.pairings.waiting()),
            copies=self.copies(),
            pace=self.connections.pace,
            since=self.connections.since,
            edition=shelf.edition(),
            alerts=tuple(self._of_the_machine()),
        )

    def log(self) -> tuple[dict[str, Any], ...]:
        """The newest commands people gave, newest first."""
        return tuple(self.journal.recent(LOGGED, LOG_LINES))

    def warnings(self) -> list[dict[str, Any]]:
        """What the operator is warned of now."""
        return every_warning(self.desk.day, self.now(), self.live())

    def anthem_sounds_on(self) -> bool:
        """Is an anthem sounding that is not to be cut off by a step on?"""
        return sounds_on(self.desk.day, self.now())

    def _kiosks(self) -> tuple[Seen, ...]:
        """Every kiosk that was ever here, or is let in and has not come yet."""
        known = {seen.name: seen for seen in self.connections.kiosks()}
        paired = (str(one["name"]) for one in self.access.devices() if one["kind"] == "kiosk")
        for name in paired:
            known.setdefault(name, Seen(name=name))
        return tuple(
            msgspec.structs.replace(
                seen, locked=self.access.locks.of(name) is not None, **self.access.stand(name)
            )
            for name, seen in known.items()
        )

    def may_watch(self, who: SignedIn, audience: str, name: str | None) -> Group:
        """The group that watches `audience` (on screen `name`), if `who` may; else `Refused`."""
        if audience not in AUDIENCES:
            raise Refused("unknown_view", audience=audience[:40])
        if who.actor.role is Role.SCREEN:
            if audience not in WALLS:
                raise Refused("not_allowed", command=audience)
            return self._wall(who.actor.name, tuple(self.desk.day.screens.screens))
        if who.actor.role not in AUDIENCES[audience]:
            raise Refused("not_allowed", command=audience)
        if audience in WALLS:
            screens = self.desk.day.screens.of_role(ScreenRole(audience))
            return self._wall(next(iter(screens), audience) if name is None else name, screens)
        return (audience, who.actor.name if audience == "kiosk" else None)

    def _wall(self, name: str, screens: tuple[str, ...]) -> Group:
        if name not in screens:
            raise Refused("unknown_screen", screen=name[:40])
        return ("screen", name)

    def _of_the_machine(self) -> Iterator[dict[str, Any]]:
        """What is wrong with the machine the house runs on, and with the copies beside it."""
        yield from copies.warnings(self.copies(), self.now(), text)
        code = self.storage.level
        if code is not None:
            room = size(self.storage.free)
            yield {
                "code": code,
                "text": text(f"alerts.{code}", "vi", free=room["vi"]),
                "text_en": text(f"alerts.{code}", "en", free=room["en"]),
                "at": instant(self.storage.since),
                "data": {},
            }


def from_here(who: SignedIn) -> SignedIn:
    """Whoever is signed in, with the address this request came from."""
    return replace(who, actor=replace(who.actor, device=request.remote_addr or ""))


def visible(actor: Actor) -> dict[str, str]:
    """What a page may know of whoever is signed in on it."""
    return {"id": actor.id, "name": actor.name, "role": actor.role.value}
