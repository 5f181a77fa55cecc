"""A kiosk that goes on without its server: what it holds, what its browser has kept, a rush at it."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Playwright

from server.conference.attendance import BadgeShownTwice, DelegateCheckedIn, ScanNoted
from server.conference.plan import Person
from tests.browser_setup import CHROMIUM
from tests.e2e.device import FLAGS
from tests.e2e.kiosk import LISTEN, SIZE, Kiosk
from tests.e2e.morning import badge
from tests.edge.house import House

LONG_S = 60

ROSTER = """async () => {
  const name = `hall.kiosk ${location.pathname}${location.search}`;
  const opening = indexedDB.open(name);
  await new Promise((done) => (opening.onsuccess = done));
  const reading = opening.result.transaction('facts').objectStore('facts').get('roster');
  await new Promise((done) => (reading.onsuccess = done));
  opening.result.close();
  return reading.result?.copy.version ?? null;
}"""
HAS_WORKER = "() => Boolean(navigator.serviceWorker?.controller)"
WAITING = "() => Number(document.querySelector('#waiting')?.dataset.waiting ?? 0)"


class Standalone(Kiosk):
    """A kiosk that may lose its server."""

    @property
    def waiting(self) -> int:
        """How many scans it says it holds."""
        return int(self.page.evaluate(WAITING))

    @property
    def roster(self) -> str | None:
        """The version of the roster on its disk."""
        return self.page.evaluate(ROSTER)

    def knows(self, roster: str) -> None:
        """Wait until that roster is on its disk."""
        self.reaches(roster, lambda: self.roster, patience_s=LONG_S)

    def is_kept(self) -> None:
        """Wait until the browser can open the page without the server."""
        self.reaches(True, lambda: self.page.evaluate(HAS_WORKER))

    def holds(self, scans: int) -> None:
        """Wait until it says that it holds so many."""
        self.reaches(scans, lambda: self.waiting, patience_s=LONG_S)

    def reopen(self) -> None:
        """Load the page again."""
        self.page.reload()
        self.page.wait_for_selector(".invitation")
        self.page.evaluate(LISTEN)

    def greets_alone(self, house: House, person: Person) -> None:
        """Scan a badge, and be greeted without the server."""
        self.scan(badge(house, person))
        big = f"Đã ghi nhận. Kính chào {person.salutation} {person.full_name}"
        self.answers("offline_ok", big, person.hall_seat or "")


class Profile:
    """A browser whose one profile outlives it, in place of one that forgets."""

    def __init__(self, playwright: Playwright, folder: Path) -> None:
        self._context = playwright.chromium.launch_persistent_context(
            folder,
            executable_path=str(CHROMIUM),
            args=[*FLAGS],
            viewport={"width": SIZE[0], "height": SIZE[1]},
        )

    def new_context(self, **_: Any) -> BrowserContext:
        """The profile."""
        return self._context


def pair(browser: Browser | Profile, house: House, name: str, script: str = "") -> Standalone:
    """A paired kiosk whose browser has kept page and roster."""
    address = house.address("kiosk", name, None, house.device("kiosk", name))
    kiosk = Standalone(browser, address, script)  # type: ignore[arg-type]
    kiosk.knows(roster_of(house, name))
    kiosk.is_kept()
    return kiosk


def roster_of(house: House, name: str) -> str:
    """The roster's version at the server; `name` is paired for it, and gone again."""
    with house.http(house.device("kiosk", f"{name}, xem")) as http:
        return str(http.get("/api/v1/roster").json()["version"])


class Ledger:
    """What the journal says of the scans of some people; with nobody named, of unknown ones."""

    def __init__(self, house: House, *people: Person) -> None:
        them: set[str | None] = {person.id for person in people} or {None}
        events = [event for event in house.events() if getattr(event, "person", None) in them]
        self.arrivals = [e for e in events if isinstance(e, DelegateCheckedIn)]
        self.conflicts = [e for e in events if isinstance(e, BadgeShownTwice)]
        self.notes = [e for e in events if isinstance(e, ScanNoted)]

    @property
    def people(self) -> list[str]:
        """Who has come, once for each time."""
        return [event.person for event in self.arrivals]

    @property
    def others(self) -> list[ScanNoted | BadgeShownTwice]:
        """Every scan that was answered otherwise."""
        return [*self.notes, *self.conflicts]


@contextmanager
def disturbed(house: House, kiosk: Kiosk, chance: random.Random) -> Iterator[None]:
    """Kill the server or cut the network at a random instant, and mend it at another."""
    if chance.random() < 0.3:
        with _cut(kiosk, chance):
            yield
        return
    killer = threading.Thread(
        target=_killed_and_back, args=(house, chance.random(), chance.random())
    )
    killer.start()
    yield
    killer.join()


def _killed_and_back(house: House, before_s: float, between_s: float) -> None:
    time.sleep(before_s)
    house.kill9()
    time.sleep(between_s)
    house.start()


@contextmanager
def _cut(kiosk: Kiosk, chance: random.Random) -> Iterator[None]:
    kiosk.context.set_offline(True)
    yield
    kiosk.page.wait_for_timeout(chance.random() * 500)
    kiosk.context.set_offline(False)


def rush(house: House, kiosk: Standalone, queue: list[Person], chance: random.Random) -> None:
    """Let the queue scan their badges while server or network fails; wait until all is told."""
    with disturbed(house, kiosk, chance):
        for person in queue:
            kiosk.scan(badge(house, person))
            kiosk.page.wait_for_timeout(chance.random() * 100)
    kiosk.holds(0)
