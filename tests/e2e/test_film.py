"""The film on two walls: ready before it plays, together while it does, and never stopped by a fault."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Browser, Playwright, Route

from tests.e2e.console import Console
from tests.e2e.device import Device
from tests.e2e.film import FRAMES, Screen, audible, ready_for, to_the_film, with_long_film
from tests.e2e.walls import difference
from tests.edge.clients import Http
from tests.edge.house import House
from tests.sample_media import FILM, LASTS_S

TOGETHER_MS = 100  # generous, yet no permanent offset passes; tests.bench measures the rest
WINDOW = 20  # frames


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium as it stands in a hall."""
    with audible(playwright) as started:
        yield started


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A server of the sample, with a film that no test outlasts."""
    house = House(tmp_path / "var", with_long_film(tmp_path / "conference"))
    try:
        house.start()
        yield house
    finally:
        house.close()


@pytest.fixture
def console(browser: Browser, house: House) -> Iterator[Console]:
    """The operator's console."""
    with Console(browser, house.links()["console"]) as opened:
        yield opened


@pytest.fixture
def walls(browser: Browser, house: House) -> Iterator[list[Screen]]:
    """Two walls: the first gives the sound."""
    opened = [Screen(browser, house, name) for name in ("hall-1", "hall-2")]
    yield opened
    for wall in opened:
        wall.close()


@pytest.fixture
def operator(house: House) -> Http:
    """The operator's calls."""
    return house.sign_in("Điều hành", "operator")


def test_a_film_plays_together_and_outlives_the_server(
    walls: list[Screen], operator: Http, house: House
) -> None:
    """
    Two walls run in step; killed, the server stops nothing; a wall that reloads joins them.
    """
    owner, follower = walls
    to_the_film(operator)
    owner.reaches(True, lambda: ready_for(operator, walls), patience_s=60)
    operator.command("next").raise_for_status()
    for wall in walls:
        wall.plays()

    assert (False, True) == (owner.film["muted"], follower.film["muted"])
    run_in_step(owner, follower)

    house.kill9()
    run_in_step(owner, follower)

    house.start()
    follower.page.reload()
    follower.plays()
    run_in_step(owner, follower)
    assert [] == [c for c in owner.complaints if "WebSocket" not in c]


def test_of_two_pages_of_one_screen_only_one_is_heard(
    walls: list[Screen], operator: Http, house: House
) -> None:
    """
    The page that came first sounds, a second of the same name and an onlooker's play along in
    silence; when the first is shut, the second takes over by itself.
    """
    first, _ = walls
    with Twin(first) as second, onlooker(first, house) as looking_in:
        to_the_film(operator)
        first.reaches(True, lambda: ready_for(operator, walls), patience_s=60)
        operator.command("next").raise_for_status()
        for page in (first, second, looking_in):
            page.plays()
        assert [False, True, True] == [one.film["muted"] for one in (first, second, looking_in)]

        first.page.close()

        second.reaches((False, False), lambda: (second.film["muted"], second.film["paused"]))
        second.plays()
        assert looking_in.film["muted"]


class Twin(Screen):
    """The page of a screen once more, in another window of the same browser profile."""

    def __init__(self, screen: Screen) -> None:
        self.context, self.complaints = screen.context, []
        self.page = self._watched(self.context.new_page())
        self.page.goto(screen.page.url)

    def close(self) -> None:
        """Shut the window."""
        self.page.close()


class Onlooker(Screen):
    """A wall opened with an account, for instance on the operator's own laptop."""

    def __init__(self, browser: Browser, address: str) -> None:
        Device.__init__(self, browser, address, script=FRAMES)


def onlooker(screen: Screen, house: House) -> Onlooker:
    """Somebody signed in looks in on that screen."""
    browser = screen.context.browser
    assert browser is not None
    token = house.sign_in("Người xem Mẫu", "viewer").token
    return Onlooker(browser, f"{house.base}/hall?name={screen.name}#token={token}")


def run_in_step(owner: Screen, follower: Screen) -> None:
    """Wait until what both walls have shown lately differs by less than an eye notices."""
    for wall in (owner, follower):
        wall.forget_frames()
    owner.reaches(True, lambda: is_in_step(owner, follower), lambda: skew(owner, follower))


def is_in_step(owner: Screen, follower: Screen) -> bool:
    """Whether both have shown enough frames, near enough to each other."""
    apart = skew(owner, follower)
    return apart is not None and apart < TOGETHER_MS


def skew(owner: Screen, follower: Screen) -> float | None:
    """By how many milliseconds the two films differ, over their last frames."""
    origins = [origin(wall) for wall in (owner, follower)]
    return abs(origins[0] - origins[1]) if origins[0] and origins[1] else None


def origin(wall: Screen) -> float | None:
    """The machine's time at which the film was at its beginning, by the wall's last frames."""
    frames = wall.frames[-WINDOW:]
    return median(at - place for at, place in frames) if len(frames) == WINDOW else None


def test_the_operator_steers_the_film(walls: list[Screen], console: Console) -> None:
    """
    Ready on every wall, then played, paused, placed anew and stopped by the console's buttons.
    """
    console.ask("take_control")
    console.ask("start")
    console.ask("go_to", {"item": "2"})
    for _ in range(5):
        console.ask("next")
    console.go("7", "7:invite")
    for wall in walls:
        console.reaches("ready", lambda wall=wall: reel(console, wall))
    console.on()
    for wall in walls:
        wall.plays()
    console.reaches(True, lambda: 0 < int(console.data("#place", "data-left") or 0) < LASTS_S * 12)
    press(console, "#media-pause")
    for wall in walls:
        wall.reaches(True, lambda wall=wall: wall.film["paused"])
    stands = walls[0].film["place"]
    walls[1].reaches(True, lambda: abs(walls[1].film["place"] - stands) < 0.05)
    press(console, "#media-restart")
    for wall in walls:
        wall.reaches(True, lambda wall=wall: wall.film["place"] < 0.05)
    press(console, "#media-play")
    for wall in walls:
        wall.plays()
    press(console, "#media-stop")
    for wall in walls:
        wall.reaches(False, lambda wall=wall: wall.film["seen"])


def reel(console: Console, wall: Screen) -> str | None:
    """How far the console says a wall is with the film."""
    return console.data(f"[data-reel='{wall.name}']", "data-state")


def press(console: Console, button: str) -> None:
    """Press a button once it may be pressed."""
    console.reaches(False, lambda: console.is_disabled(button))
    console.page.click(button)


# Every frame on which the title card of the film can be seen: not under the film, its still, or another picture.
TITLE_SEEN = """
window.flashes = 0;
const seen = (one) => getComputedStyle(one).visibility === 'visible';
const look = () => {
  const covered = ['film', 'still'].some((id) => seen(document.getElementById(id)));
  const title = [...document.querySelectorAll('.slot')].some((one) => seen(one) && one.querySelector('.scene.film'));
  if (title && !covered) flashes += 1;
  requestAnimationFrame(look);
};
look();
"""


def test_the_films_title_never_flashes_up_behind_it(walls: list[Screen], operator: Http) -> None:
    """
    From the film to black and back, and on to the next picture, nothing comes between.
    """
    wall = walls[0]
    to_the_film(operator)
    wall.reaches(True, lambda: ready_for(operator, walls), patience_s=60)
    operator.command("next").raise_for_status()
    wall.plays()
    wall.page.evaluate(TITLE_SEEN)

    operator.command("blackout").raise_for_status()
    wall.reaches(False, lambda: wall.film["seen"])
    operator.command("release").raise_for_status()
    wall.plays()
    operator.command("next").raise_for_status()
    wall.reaches(False, lambda: wall.film["seen"] or wall.is_seen("#still"))

    assert 0 == wall.page.evaluate("flashes")


def test_a_film_that_is_held_keeps_its_frame(walls: list[Screen], operator: Http) -> None:
    """
    Held, a wall stands on the frame it showed while the film and the walk go on; released, it follows.
    """
    held, free = walls
    to_the_film(operator)
    held.reaches(True, lambda: ready_for(operator, walls), patience_s=60)
    operator.command("next").raise_for_status()
    for wall in walls:
        wall.plays()

    operator.command("hold", {"screens": [held.name]}).raise_for_status()
    held.reaches(True, lambda: held.is_seen("#still"))
    frame = held.picture()
    free.plays()
    operator.command("next").raise_for_status()
    free.reaches(False, lambda: free.film["seen"] or free.is_seen("#still"))

    assert 0 == difference(frame, held.picture())
    operator.command("release").raise_for_status()
    held.reaches(False, lambda: held.is_seen("#still"))
    held.reaches(True, lambda: difference(free.picture(), held.picture()) < 1)


def test_the_sound_moves_in_mid_film_and_no_wall_loses_its_picture(
    walls: list[Screen], operator: Http
) -> None:
    """
    Exactly one wall is heard: at first the first, then the one the operator chose; while the other
    rendition is fetched, and as it takes over, the film stays in sight on both.
    """
    to_the_film(operator)
    walls[0].reaches(True, lambda: ready_for(operator, walls), patience_s=60)
    operator.command("next").raise_for_status()
    for wall in walls:
        wall.plays()
    slow: list[Route] = []
    for wall in walls:
        wall.page.evaluate(TITLE_SEEN)
        for rendition in ("**/silent/**", "**/media/**"):
            wall.page.route(rendition, lambda route: slow.append(route))

    operator.command("give_sound", {"screen": "hall-2"}).raise_for_status()

    asked = {wall.page for wall in walls}
    walls[0].reaches(asked, lambda: {route.request.frame.page for route in slow})
    walls[0].reaches([True, True], lambda: [wall.film["muted"] for wall in walls])
    for wall in walls:
        wall.plays()
    for route in slow:
        route.continue_()
    walls[0].reaches([True, False], lambda: [wall.film["muted"] for wall in walls])
    for wall in walls:
        wall.plays()
        wall.reaches(False, lambda wall=wall: wall.is_seen("#still"))
    assert [0, 0] == [wall.page.evaluate("flashes") for wall in walls]


def test_a_film_nobody_can_open_leaves_the_title(
    walls: list[Screen], console: Console, operator: Http
) -> None:
    """
    A wall that gets nothing to play shows the title; the console names file and wall.
    """
    for wall in walls:
        wall.page.route("**/silent/**", lambda route: route.fulfill(body=b"not a film"))
        wall.page.route("**/media/**", lambda route: route.fulfill(body=b"not a film"))
        wall.page.reload()
    to_the_film(operator)
    console.sees(f"Màn hình hall-2 không mở được tệp “{FILM}”", "#alerts")

    operator.command("next").raise_for_status()

    for wall in walls:
        wall.paints("Phóng sự", "5 năm (2016-2020)")
        assert not wall.film["seen"]
    answer = operator.command("play_media")
    assert (409, "screens_not_ready") == (answer.status_code, answer.json()["code"])
