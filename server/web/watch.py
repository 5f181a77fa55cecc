"""The watch: looks each second whether every screen does as it should, and who may no longer."""

import logging
import threading
import time

from .fanout import Fanout
from .guests import Guests
from .house import House
from .lines import Lines

log = logging.getLogger(__name__)

EVERY_S = 1.0
OVERSLEPT_S = 2.0


class Watch:
    """A thread that tells the desks when what they are warned of changes."""

    def __init__(self, house: House, fanout: Fanout, lines: Lines, guests: Guests) -> None:
        self._house = house
        self._fanout = fanout
        self._lines = lines
        self._guests = guests
        self._told: tuple[list[tuple[str, str]], bool] = ([], False)

    def start(self) -> None:
        """Begin to look."""
        threading.Thread(target=self._look_forever, name="watch", daemon=True).start()

    def _look_forever(self) -> None:
        while True:
            before = time.monotonic()
            time.sleep(EVERY_S)
            # A server that was kept from working has heard from nobody: that is no silence.
            if time.monotonic() - before < OVERSLEPT_S:
                self._look_once()

    def _look_once(self) -> None:
        try:
            self.look()
        except Exception:
            log.exception("the watch failed to look once")

    def look(self) -> None:
        """Cut whoever is let in no longer or takes too long; tell the desks what is new."""
        self.cut_off()
        self._lines.cut_strangers()
        self._guests.look()
        self._house.storage.look()
        warned = [(one["code"], str(one["data"])) for one in self._house.warnings()]
        told = (warned, self._house.anthem_sounds_on())
        if told != self._told:
            self._told = told
            self._fanout.changed()

    def cut_off(self) -> None:
        """Cut the lines of whoever is let in no longer."""
        here = self._house.connections.items()
        tokens = {client.token for _, client in here}
        gone = {token for token in tokens if self._house.access.whose(token) is None}
        for sid in [sid for sid, client in here if client.token in gone] if gone else ():
            self._lines.cut(sid)
