"""A look at the house: every group's view at one instant; what several share is made once."""

from functools import cached_property
from typing import Any

from msgspec import Raw
from msgspec.structs import replace

from ..conference.console import console
from ..conference.helpdesk import reception
from ..conference.live import Live
from ..conference.prompter import mc
from ..conference.screens import Mode, Screen
from ..conference.views import hung, kiosk, picture
from . import kiosk_pin
from .fanout import Group
from .house import House
from .wire import ENCODE

LONG = frozenset({"conference", "programme", "arrivals", "seating"})
View = dict[str, Any]


class Look:
    """The house as it stands while it is looked at; kept no longer than one round of telling."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._day, self._now = house.desk.day, house.now()
        self._pictures: dict[tuple[str, ...], View] = {}

    def view(self, group: Group) -> View:
        """The view a group watches."""
        audience, name = group
        day, now = self._day, self._now
        match audience:
            case "screen":
                return self._screen(name or "", heard=True)
            case "quiet":
                return self._screen(name or "", heard=False)
            case "kiosk":
                return self._kiosk(name or "")
            case "mc":
                return mc(day, now, self._live)
            case "reception":
                return reception(day, now, self._live)
        return console(day, now, self._logged)

    def _kiosk(self, name: str) -> View:
        view = kiosk(self._day, self._now, self._live, name)
        access = self._house.access
        view["kiosk"] |= access.stand(name) | {"lock": kiosk_pin.told(access.locks.of(name))}
        return view | {"roster": self._house.door.roster(self._day).version}

    @cached_property
    def _live(self) -> Live:
        return self._house.live()

    @cached_property
    def _logged(self) -> Live:
        return replace(self._live, log=self._house.log())

    def _screen(self, name: str, *, heard: bool) -> View:
        source = self._day.screens.source(name)
        seen = _same(source)
        if seen not in self._pictures:
            self._pictures[seen] = _written(picture(self._day, self._now, self._live, source))
        return hung(self._day, self._pictures[seen], name, heard=heard)


def _same(source: Screen) -> tuple[str, ...]:
    """Sources that answer the same show the same."""
    own = () if source.mode is Mode.PROGRAMME else (source.name,)
    return (source.role.value, source.mode.value, *own)


def _written(shown: View) -> View:
    """A picture with the most of it as JSON already: it is the same on every screen."""
    return {name: Raw(ENCODE(part)) if name in LONG else part for name, part in shown.items()}
