"""The camera: our badges under fifteen bad conditions, and how soon and how lightly one is read.

The conditions are fed to the kiosk's own worker, picture by picture; the times are taken on the
kiosk's own page, before Chromium's fake camera.
"""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Playwright, sync_playwright

from server.config import SAMPLE
from server.files import load
from tests.bench.tools.houses import running
from tests.bench.tools.rows import Figure, Row, at_most
from tests.bench.tools.rows import spread as quantiles
from tests.camera import film
from tests.camera.conditions import BAD, shot
from tests.camera.printed import Printed, printed, spread
from tests.camera.reader import reading
from tests.camera.shot import pictures
from tests.camera.showing import PICTURES, Showing, all_shown, rate
from tests.e2e.device import chromium
from tests.e2e.kiosk import Kiosk
from tests.edge.house import House

BADGES = 24
WANTED_PER_CENT = 90
STARTS = 9
WATCHED_MS = 5_000
SMOOTH_PER_S = 58
"""What sixty a second come to when a frame or two of the watch are cut off at its ends."""
# When the camera's first picture was there to be seen, and when a code had been read.
STOPWATCH = """
  const play = HTMLVideoElement.prototype.play;
  const seen = (at) => (window.firstPicture = Math.min(window.firstPicture ?? Infinity, at));
  HTMLVideoElement.prototype.play = function () {
    this.requestVideoFrameCallback((now, { presentationTime }) => seen(Math.min(now, presentationTime)));
    return play.call(this).then(() => seen(performance.now()));
  };
  const Plain = Worker;
  window.looks = 0;
  window.Worker = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data }) => {
        window.looks += 1;
        if (data.code) window.decoded ??= performance.now();
      });
    }
  };
"""
FRAMES = """(ms) => new Promise((done) => {
  const times = [], looks = window.looks;
  const begun = performance.now();
  const tick = (now) => {
    times.push(now);
    if (now - begun < ms) return requestAnimationFrame(tick);
    const gaps = times.slice(1).map((time, n) => time - times[n]);
    done({
      perS: gaps.length / ((times.at(-1) - times[0]) / 1000),
      longest: Math.max(...gaps),
      looks: (window.looks - looks) / (ms / 1000),
    });
  };
  requestAnimationFrame(tick);
})"""


def rows() -> Iterator[Row]:
    """The theme's numbers."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        conference = load(SAMPLE)
        badges = printed(conference, spread(conference, BADGES), Path(place))
        yield from _conditions(playwright, badges)
        with running() as house:
            yield _first_read(playwright, house, _camera(badges[0], "clean", Path(place)))
            yield from _smoothness(playwright, house, _camera(badges[0], "glare", Path(place)))


def _conditions(playwright: Playwright, badges: list[Printed]) -> Iterator[Row]:
    whole: list[Showing] = []
    with chromium(playwright) as browser, reading(browser) as reader:
        for condition in BAD:
            found = list(all_shown(reader, badges, [condition]))
            whole += found
            yield _read(condition, found)
    yield _read("fifteen conditions", whole, WANTED_PER_CENT)
    yield at_most("wrong texts", sum(len(each.wrong) for each in whole), 0)
    yield quantiles("a picture with a code, ms", [each.hit_ms for each in whole if each.hit_ms])
    yield quantiles("a picture without one, ms", [ms for each in whole for ms in each.miss_ms])


def _read(name: str, found: list[Showing], wanted: float | None = None) -> Row:
    return Row(
        f"{name}: badges read, %",
        (
            Figure("first picture", rate(found, 1)),
            Figure(f"within {PICTURES}", rate(found), wanted, at_least=True),
        ),
        f"{len(found)} showings",
    )


def _camera(badge: Printed, condition: str, folder: Path) -> Path:
    """A film of the badge under that condition."""
    jpeg = next(pictures(badge, shot(condition, badge.person), 1))
    return film.filmed(Image.open(io.BytesIO(jpeg)), folder / f"{condition}.y4m")


def _first_read(playwright: Playwright, house: House, played: Path) -> Row:
    took = []
    address = house.address("kiosk", "Ki-ốt 1", None, house.device("kiosk", "Ki-ốt 1"))
    with chromium(playwright, *film.switches(played)) as browser:
        for _ in range(STARTS):
            with Kiosk(browser, address, STOPWATCH) as kiosk:
                kiosk.reaches(True, lambda: kiosk.page.evaluate("'decoded' in window"))
                took.append(float(kiosk.page.evaluate("decoded - firstPicture")))
    return quantiles(
        "a kiosk's first picture to its code, ms", took, p50=150, note=f"{STARTS} starts"
    )


def _smoothness(playwright: Playwright, house: House, played: Path) -> Iterator[Row]:
    """The page's frames while the worker looks at picture after picture and finds nothing."""
    address = house.address("kiosk", "Ki-ốt 2", None, house.device("kiosk", "Ki-ốt 2"))
    with (
        chromium(playwright, *film.switches(played)) as browser,
        Kiosk(browser, address, STOPWATCH) as kiosk,
    ):
        kiosk.reaches(True, lambda: kiosk.page.evaluate("looks > 10"))
        seen = kiosk.page.evaluate(FRAMES, WATCHED_MS)
    yield Row("the page while scanning, frames/s", (Figure("", seen["perS"], SMOOTH_PER_S, True),))
    yield at_most("the longest pause between two frames, ms", seen["longest"])
    yield at_most("pictures looked at, per second", seen["looks"])
