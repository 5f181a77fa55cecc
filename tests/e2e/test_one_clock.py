"""One clock: every screen counts down to the same second, whatever its own clock says."""

from collections.abc import Iterator
from datetime import datetime
from statistics import median

import pytest
from playwright.sync_api import Browser

from tests.e2e.console import Console
from tests.e2e.morning import everyone_in, running, salute_the_flag
from tests.e2e.walls import Wall
from tests.edge.house import House

HOURS = 3_600_000
# What a screen's own clock is wrong by, in milliseconds: years ahead, years behind, some minutes.
WRONG = {"hall-1": 5 * 365 * 24 * HOURS, "hall-2": -30 * 365 * 24 * HOURS, "stage": 7 * 60_000}
CHANGES = 6
SAME_SECOND_MS = 500
# Every digit a wall paints, and when, on the machine's one clock that no page can set.
DIGITS = """
  const right = Date.now, started = performance.timeOrigin;
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() + %d); }
    static now() { return right() + %d; }
  };
  window.digits_ = [];
  const look = () => {
    const at = document.querySelector('.slot .countdown, .slot .digits');
    const text = at && getComputedStyle(at).visibility === 'visible' ? at.textContent : null;
    if (text && text !== window.digits_.at(-1)?.[1]) window.digits_.push([started + performance.now(), text]);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server whose hall has a break."""
    yield from running(tmp_path_factory.mktemp("clock"))


@pytest.fixture(scope="module")
def walls(browser: Browser, house: House) -> Iterator[dict[str, Wall]]:
    """Three screens, each with a clock of its own, during the break."""
    roles = {name: "stage" if name == "stage" else "hall" for name in WRONG}
    with Console(browser, house.links()["console"]) as console:
        everyone_in(house, console)
        salute_the_flag(console)
        console.go("11", "11:break")
        opened = {
            name: Wall(
                browser,
                house.address("screen", name, role, house.device("screen", name, role)),
                DIGITS % (WRONG[name], WRONG[name]),
            )
            for name, role in roles.items()
        }
        yield opened
        for wall in opened.values():
            wall.close()


def painted(wall: Wall) -> dict[str, float]:
    """When each figure came first, in milliseconds of the machine."""
    found: list[tuple[float, str]] = wall.page.evaluate("digits_")
    return {text: at for at, text in reversed(found)}


def test_every_countdown_shows_the_same_second(walls: dict[str, Wall], house: House) -> None:
    """
    Two walls and the stage monitor turn each figure together, and by the server's time.
    """
    for wall in walls.values():
        wall.reaches(True, lambda wall=wall: len(painted(wall)) > CHANGES)
    one, *others = (painted(wall) for wall in walls.values())

    for other in others:
        both = one.keys() & other.keys()
        assert len(both) >= CHANGES - 1
        assert median(abs(one[text] - other[text]) for text in both) < SAME_SECOND_MS


def test_a_wrong_clock_shows_no_wrong_figure_at_all(walls: dict[str, Wall], house: House) -> None:
    """
    From its first picture after a reload a screen counts to the end the server has set.
    """
    with house.sign_in("Người xem Mẫu", "viewer") as viewer:
        until = datetime.fromisoformat(viewer.view("hall")["scene"]["until"]).timestamp() * 1000
    for name, wall in walls.items():
        wall.page.reload()
        wall.reaches(True, lambda wall=wall: len(painted(wall)) > 1)
        for text, at in painted(wall).items():
            minutes, seconds = (int(part) for part in text.split(":"))
            off = (until - at) / 1000 - (minutes * 60 + seconds)
            assert abs(off) < 5, f"{name} painted {text}"
