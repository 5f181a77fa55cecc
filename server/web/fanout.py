"""The fan-out: everybody who watches the same thing is sent the same bytes, encoded once.

A view goes out when what it shows has changed; one that only grew older does not. While many
changes come at once they are told together, so that a rush at the door never floods the walls.
"""

import logging
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any, NamedTuple

from .connections import Connections
from .lines import Frame, Lines
from .wire import ENCODE

log = logging.getLogger(__name__)

QUIET_S = 0.02
IN_A_ROW = 100  # groups told, three milliseconds of work, before others have their turn
FIRST = ("console", "mc", "screen", "quiet")
# The page of a screen that is heard, and its other pages, with whoever looks in on it.
WALLS = frozenset({"screen", "quiet"})
# Figures that grow with the time alone: every page carries them on by itself from `at`.
CARRIED_ON = ("drift_s", "expected_end")
Group = tuple[str, str | None]


class Fanout:
    """The groups of sockets, what each was sent last, and the thread that tells them."""

    def __init__(
        self,
        look: Callable[[], Callable[[Group], dict[str, Any]]],
        lines: Lines,
        connections: Connections,
    ) -> None:
        self._look = look
        self._lines = lines
        self._connections = connections
        self._groups: dict[Group, dict[str, Any]] = defaultdict(dict)  # lines by socket
        self._told: dict[Group, bytes] = {}
        self._dirty = threading.Event()

    def start(self) -> None:
        """Begin to tell."""
        threading.Thread(target=self._tell_forever, name="fanout", daemon=True).start()

    def changed(self) -> None:
        """Something may look different now."""
        self._dirty.set()

    def join(self, group: Group, sid: str) -> None:
        """Let a socket watch, and show it how things stand."""
        told = self._told_of(self._look()(group))
        self._groups[group][sid] = line = self._lines.of(sid)
        self._connections.sent(sid, told.version, told.scene)
        self._lines.send(line, told.frame())

    def leave(self, group: Group, sid: str) -> None:
        """A socket watches no longer."""
        self._groups[group].pop(sid, None)
        if not self._groups[group]:
            del self._groups[group]
            self._told.pop(group, None)

    def watched(self) -> dict[Group, int]:
        """How many sockets watch what."""
        return {group: len(lines) for group, lines in self._groups.items()}

    def _tell_forever(self) -> None:
        while True:
            self._dirty.wait()
            self._dirty.clear()
            view, due = self._look(), self._connections.due()
            # Whoever comes meanwhile is shown how things stand by then.
            watching = [(group, [*self._groups[group].values()]) for group in self._in_order()]
            for number, (group, lines) in enumerate(watching, 1):
                try:
                    self._tell(group, lines, view(group), due)
                except Exception:  # one view that cannot be made must not still every other wall
                    log.exception("view %s", group)
                if number % IN_A_ROW == 0:
                    time.sleep(0)
            time.sleep(QUIET_S)

    def _in_order(self) -> list[Group]:
        return sorted(self._groups, key=_desks_first)

    def _tell(
        self, group: Group, lines: list[Any], view: dict[str, Any], due: float | None
    ) -> None:
        told = self._told_of(view)
        if self._told.get(group) == told.shown or group not in self._groups:
            return
        self._told[group] = told.shown
        audience, name = group
        if audience == "screen" and name is not None:  # and so do its other pages, told next
            self._connections.told(name, told.version, told.scene)
        self._lines.send_all(lines, told.frame(due if audience in WALLS else None))

    def _told_of(self, view: dict[str, Any]) -> "_Told":
        scene = view.get("scene")
        version, at = view.pop("version"), view.pop("at")
        grown = {name: view.pop(name) for name in CARRIED_ON if name in view}
        return _Told(version, at, grown, scene["code"] if scene else None, ENCODE(view))


class _Told(NamedTuple):
    """A view as it goes out; `shown` is what of it counts as a change."""

    version: int
    at: str
    grown: dict[str, Any]
    scene: str | None
    shown: bytes

    def frame(self, due: float | None = None) -> Frame:
        """The view as one Socket.IO event.

        `due` is the instant (the server's ms since 1970) at which a wall shows a new picture.
        """
        head = {"version": self.version, "at": self.at, **self.grown}
        if due:
            head["paint_at"] = due
        return Frame(b'2["view",%b,%b]' % (ENCODE(head)[:-1], self.shown[1:]))


def _desks_first(group: Group) -> tuple[int, Group]:
    """Whoever runs the day is told first, then the walls, then the door."""
    audience, name = group
    return FIRST.index(audience) if audience in FIRST else len(FIRST), (audience, name or "")
