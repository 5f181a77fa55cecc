"""The kiosk as a delegate meets it: a scanner that types, and the verdict over the whole screen."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser

from server.conference.plan import Person
from tests.e2e.device import Device

SIZE = (1280, 800)
SLOW_MS = 400
"""A kiosk waits half a second for the next key of a code; a machine slower than this is no scanner."""
TRIES = 5
FORGETS_MS = 11_000
"""For ten seconds a kiosk answers the same badge with the same verdict."""

# How far apart the keys of the last burst really came, on this machine.
LISTEN = """() => {
  window.slowest = 0;
  let last = Infinity;
  window.addEventListener('keydown', ({ timeStamp }) => {
    window.slowest = Math.max(window.slowest, timeStamp - last);
    last = timeStamp;
  }, true);
  window.fresh = () => { window.slowest = 0; last = Infinity; };
}"""
VERDICT = """() => {
  const at = document.querySelector('#verdict');
  const words = (id) => document.querySelector(id)?.innerText.replace(/\\s+/g, ' ').trim() ?? '';
  return at && [at.dataset.verdict, words('#verdict-big'), words('#verdict')];
}"""


class Kiosk(Device):
    """A paired kiosk; nothing on its page has the focus."""

    def __init__(self, browser: Browser, address: str, script: str = "") -> None:
        super().__init__(browser, address, SIZE, script)
        self.page.wait_for_selector(".invitation")
        self.page.evaluate(LISTEN)

    @property
    def state(self) -> str | None:
        """Whether it invites, reads, checks or answers."""
        return self.data("body", "data-state")

    @property
    def verdict(self) -> tuple[str, str]:
        """The verdict on the screen and its big line."""
        found = self._verdict()
        return (found[0], found[1]) if found else ("", "")

    def scan(self, code: str) -> None:
        """Hold a badge before the scanner."""
        self.burst(lambda: self.page.keyboard.type(code))

    def burst(self, type_: Callable[[], object]) -> None:
        """Let the scanner type, then end with Enter; again if this machine was too busy for it."""
        for _ in range(TRIES):
            self.page.evaluate("fresh()")
            type_()
            self.press("Enter")
            if float(self.page.evaluate("slowest")) < SLOW_MS:
                return
        raise TimeoutError("this machine is too busy to type as a scanner does")

    def greets(self, person: Person, words: str) -> None:
        """Wait until a person is greeted in these words, or by a kiosk that answered alone.

        It does so when the server takes its time, as it may on a crowded machine.
        """

        def shown() -> bool:
            verdict, big = self.verdict
            alone = verdict == "offline_ok" and person.full_name in big
            return alone or (verdict, big) == ("accepted", words)

        self.reaches(True, shown, self._verdict)
        assert f"{person.hall_seat}" in self.text("#verdict")

    def turns_away(self, code: str, verdict: str, words: str) -> None:
        """Hold a badge before the scanner until the server, not the kiosk alone, has answered."""
        for _ in range(TRIES):
            self.scan(code)
            self.reaches(True, lambda: self.verdict == (verdict, words) or self._is_alone)
            if not self._is_alone:
                return
            self.page.wait_for_timeout(FORGETS_MS)
        raise TimeoutError("this machine is too busy to answer as a server does")

    @property
    def _is_alone(self) -> bool:
        return self.verdict[0].startswith("offline")

    def answers(self, verdict: str, big: str, *further: str) -> None:
        """Wait until the verdict is shown in these words."""

        def shown() -> bool:
            found = self._verdict()
            return (
                bool(found) and found[:2] == [verdict, big] and all(w in found[2] for w in further)
            )

        self.reaches(True, shown, self._verdict)

    def _verdict(self) -> Any:
        return self.page.evaluate(VERDICT)
