"""The operator's console as a person uses it: keys, buttons, and what stands beside them."""

from typing import Any

from playwright.sync_api import Browser

from tests.e2e.device import DESK, Device

TWO_PRESSES_MS = 320
"""A second press within 300 ms is the same press to the console; people are slower than that."""

ASK = """async ([command, args]) => {
  const answer = await fetch('/api/v1/commands', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: `${Math.random()}`.slice(2), command, args }),
  });
  return { status: answer.status, ...await answer.json() };
}"""


class Console(Device):
    """A console, signed in by its link or about to sign in."""

    def __init__(self, browser: Browser, address: str, waits_for: str = "#next") -> None:
        super().__init__(browser, address, DESK)
        self.page.wait_for_selector(waits_for)

    @property
    def step(self) -> str:
        """The id of the step that is on; before the first item, what stands in its place."""
        return self.data(".step[aria-current]", "data-step") or self.text(".where__item")

    def on(self, key: str = "Space") -> str:
        """Press a key for the next step, and answer the step it leads to."""
        before = self.step
        self.press(key)
        self.reaches(True, lambda: self.step != before, lambda: f"still at {before}")
        self.page.wait_for_timeout(TWO_PRESSES_MS)
        return self.step

    def undo(self) -> None:
        """Take the last step back by its key, as slowly as a person presses one."""
        self.press("u")
        self.page.wait_for_timeout(TWO_PRESSES_MS)

    def ask(self, command: str, args: dict[str, Any] | None = None) -> dict[str, Any]:
        """Give a command by the page's own session, past its buttons."""
        answer = dict(self.page.evaluate(ASK, [command, args or {}]))
        assert answer["status"] == 200, answer
        return answer

    def go(self, item: str, step: str) -> None:
        """Jump to a step."""
        self.ask("go_to", {"item": item, "step": step})
        self.reaches(step, lambda: self.step)

    def drag(self, take: str, onto: str) -> None:
        """Take something with the mouse, carry it to what is in sight beside it and let go."""
        mouse = self.page.mouse
        self.page.locator(take).first.scroll_into_view_if_needed()
        for selector, press in ((take, mouse.down), (onto, mouse.up)):
            box = self.page.locator(selector).first.bounding_box()
            assert box is not None
            x, y = box["x"] + 40, box["y"] + box["height"] / 2
            mouse.move(x, y, steps=8)
            mouse.move(x + 2, y + 1)  # only a second move over it lets a browser drop there
            press()

    def is_disabled(self, button: str) -> bool:
        """Whether a button says that it can't be pressed."""
        return self.data(button, "aria-disabled") == "true"

    def said(self) -> str:
        """The sentence beside a button, if one is shown."""
        return self.text(".tip")

    def distance(self, button: str) -> float:
        """How far the sentence stands from the button, in pixels, from edge to edge."""
        tip = self.page.locator(".tip").bounding_box()
        box = self.page.locator(button).first.bounding_box()
        assert tip
        assert box
        return max(tip["y"] - (box["y"] + box["height"]), box["y"] - (tip["y"] + tip["height"]))
