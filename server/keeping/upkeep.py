"""The upkeep: what is due by itself while the house is open, looked for every second."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from ..conference import Actor
from ..conference.commands import Role
from ..conference.personal import erasure_is_due
from ..config import Settings
from ..desk import Desk
from ..journal import JournalError
from .erasing import noted, swept
from .exports import take_in

log = logging.getLogger(__name__)

BY = Actor(id="server", name="server", role=Role.ADMIN)
EVERY_S = 1.0


class Upkeep:
    """Takes in what the command line noted, and erases what is personal when its day comes."""

    def __init__(self, desk: Desk, in_thread: Callable[..., Any], settings: Settings) -> None:
        self._desk = desk
        self._settings = settings
        self._in_thread = in_thread
        self._notes = (settings.exports, settings.let_in)
        self._forgotten = False
        self._said = ""

    def start(self) -> None:
        """See to it before anybody comes in, and then for as long as the server runs."""
        self._look()
        threading.Thread(target=self._look_forever, name="upkeep", daemon=True).start()

    def _look_forever(self) -> None:
        while True:
            time.sleep(EVERY_S)
            self._look()

    def _look(self) -> None:
        """Do what is due; what fails is due again the next time."""
        try:
            for folder in self._notes:
                take_in(folder, self._desk, self._in_thread)
            self._erase()
        except (JournalError, OSError) as exc:
            if str(exc) != self._said:
                log.warning("upkeep: %s", exc)
            self._said = str(exc)
        except Exception:
            log.exception("upkeep failed once")

    def _erase(self) -> None:
        day, now = self._desk.day, self._desk.now()
        if erasure_is_due(day, now):
            count = self._desk.erase(noted(day, BY, now))
            self._forgotten = False
            log.info("erased %d personal values", count)
        if not self._desk.day.custody.kept and not self._forgotten:
            self._in_thread(swept, self._settings.journal, self._settings.folder)
            self._forgotten = self._desk.forget_log()
