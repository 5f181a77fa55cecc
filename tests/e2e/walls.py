"""The walls as the audience sees them: what they really paint, in words and in pixels."""

from io import BytesIO

from PIL import Image, ImageChops
from playwright.sync_api import Browser

from tests.e2e.device import Device

# Whatever is written anywhere on the wall, seen or unseen, but for the slot that is out of sight.
WRITTEN = """() => {
  const words = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (data.trim() && getComputedStyle(parentElement).visibility !== 'hidden') words.push(data);
  }
  return words;
}"""

# The rows of the list that is seen, those on pages it has not turned to included.
ROWS = """() => [...document.querySelectorAll('#wall .slot')]
  .filter((slot) => getComputedStyle(slot).visibility !== 'hidden')
  .flatMap((slot) => [...slot.querySelectorAll('[data-row]')].map((row) => row.textContent))"""


class Wall(Device):
    """A paired wall screen."""

    def __init__(self, browser: Browser, address: str, script: str = "") -> None:
        super().__init__(browser, address, script=script)
        self.page.wait_for_selector("#wall .scene")

    @property
    def painted(self) -> str:
        """The words on the wall."""
        return self.text("#wall")

    @property
    def written(self) -> list[str]:
        """Every text there is on the page, the smallest and palest included."""
        return list(self.page.evaluate(WRITTEN))

    def picture(self) -> Image.Image:
        """The wall as a picture, once no scene dissolves into the next any more."""
        self.reaches(0, lambda: self.page.evaluate("document.getAnimations().length"))
        return Image.open(BytesIO(self.page.screenshot())).convert("RGB")

    def paints(self, *lines: str) -> None:
        """Wait until the lines stand on the wall, in this order."""
        self.reaches((), lambda: missing(lines, self.painted), lambda: self.painted)

    def paints_over_its_pages(self, *lines: str) -> None:
        """Wait until each line has stood on one of the pages that the wall turns by itself."""
        open_ = set(lines)

        def still_unseen() -> set[str]:
            open_.difference_update([line for line in open_ if line in self.painted])
            return set(open_)

        self.reaches(set(), still_unseen, lambda: self.painted)

    def has_on_its_pages(self, *lines: str) -> None:
        """Wait until each line is a row of the wall's list, on whichever of its pages."""

        def missed() -> list[str]:
            rows = ["".join(row.split()) for row in self.page.evaluate(ROWS)]
            return [line for line in lines if not any("".join(line.split()) in r for r in rows)]

        self.reaches([], missed, lambda: self.page.evaluate(ROWS))


def difference(one: Image.Image, other: Image.Image) -> int:
    """By how much the pixels of two pictures differ at most, of 255."""
    extremes = ImageChops.difference(one, other).getextrema()
    return max(highest for _, highest in extremes)  # type: ignore[misc]


def missing(lines: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The lines that do not stand in the text in their order, from the first such line on."""
    for n, line in enumerate(lines):
        _, found, text = text.partition(line)
        if not found:
            return lines[n:]
    return ()
