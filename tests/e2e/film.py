"""Walls that play: Chromium as it stands in a hall, and what a film on it says of its own clock."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Playwright

from server.config import SAMPLE
from tests.e2e.device import chromium
from tests.e2e.walls import Wall
from tests.edge.clients import Http
from tests.edge.house import House
from tests.sample_media import FILM, TONE, repeat

AUDIBLE = "--autoplay-policy=no-user-gesture-required"
ANTHEM = "quoc-ca-khai-mac.ogg"

# Every frame the page presents: when, on the machine's one clock, and which place of the film.
FRAMES = """
window.frames_ = [];
addEventListener('DOMContentLoaded', () => {
  const film = document.getElementById('film');
  const note = () => film.requestVideoFrameCallback((_, { presentationTime, mediaTime }) => {
    if (!film.paused) frames_.push([performance.timeOrigin + presentationTime, mediaTime * 1000]);
    note();
  });
  note();
});
"""
STATE = """() => {
  const film = document.getElementById('film');
  const { paused, muted, currentTime: place, ended, readyState, videoWidth: width } = film;
  const seen = getComputedStyle(film).visibility === 'visible';
  return { paused, muted, place, ended, readyState, width, seen };
}"""


class Screen(Wall):
    """A paired wall that may play."""

    def __init__(self, browser: Browser, house: House, name: str, role: str = "hall") -> None:
        self.name = name
        address = house.address("screen", name, role, house.device("screen", name, role))
        super().__init__(browser, address, FRAMES)

    @property
    def film(self) -> dict[str, Any]:
        """The film's element as it stands."""
        return dict(self.page.evaluate(STATE))

    def is_seen(self, selector: str) -> bool:
        """Whether an element is in sight."""
        return self.page.locator(selector).is_visible()

    @property
    def frames(self) -> list[tuple[float, float]]:
        """Every frame so far: the machine's milliseconds, and the film's."""
        return [(at, place) for at, place in self.page.evaluate("frames_")]

    def forget_frames(self) -> None:
        """Begin to note frames anew."""
        self.page.evaluate("frames_.length = 0")

    def plays(self) -> None:
        """Wait until the film moves, and is seen."""
        self.reaches((False, True), lambda: (self.film["paused"], self.film["seen"]))
        place = self.film["place"]
        self.reaches(True, lambda: self.film["place"] > place)


@contextmanager
def audible(playwright: Playwright) -> Iterator[Browser]:
    """Chromium with the switch that lets walls be heard."""
    with chromium(playwright, AUDIBLE) as browser:
        yield browser


def with_anthem(folder: Path, sound: bytes | None = None) -> Path:
    """The sample in `folder`, with the tone (or those bytes) in the anthem's place."""
    copied = Path(shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("var")))
    agenda = copied / "agenda.toml"
    words = agenda.read_text(encoding="utf-8")
    agenda.write_text(words.replace("quoc-ca-khai-mac.mp3", ANTHEM), encoding="utf-8")
    tone = (copied / "media" / TONE).read_bytes()
    (copied / "media" / ANTHEM).write_bytes(tone if sound is None else sound)
    return copied


def with_long_film(folder: Path, times: int = 12) -> Path:
    """The sample in `folder`, with its film many times over: it lasts as long as any test."""
    copied = Path(shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("var")))
    repeat(SAMPLE / "media" / FILM, copied / "media" / FILM, times)
    return copied


def ready_for(operator: Http, screens: Iterator[Screen] | list[Screen], file: str = FILM) -> bool:
    """Whether those screens hold the file of the next item ready."""
    ready = operator.view("console")["media"]["ready"]
    states = {one["name"]: one["state"] for one in ready["screens"]}
    return ready["file"] == file and {states.get(s.name) for s in screens} == {"ready"}


def to_the_film(operator: Http) -> None:
    """Start, hold the opening ceremony and invite the hall to watch the film."""
    operator.command("start")
    operator.command("go_to", {"item": "2"})
    for _ in range(5):
        operator.command("next").raise_for_status()
    operator.command("go_to", {"item": "7"}).raise_for_status()
