"""Who speaks for a screen: the pages of its own paired device, all of them, and nobody else."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from server.conference import Actor
from server.conference.commands import Role
from server.conference.walls import State, state
from server.config import SAMPLE
from server.web.connections import Client, Connections, PaceTold, Painted
from tests.conference.morning import WALL
from tests.conference.plans import NINE
from tests.edge.clients import Http, Socket
from tests.edge.house import House
from tests.sample_media import FILM

NAME = "hall-2"
DESK = Actor(id="desk", name="bàn điều khiển", role=Role.OPERATOR)


@pytest.fixture(name="house")
def _house(served: Callable[..., House]) -> Iterator[House]:
    """The sample, which has a film."""
    with served(SAMPLE) as house:
        yield house


def says(page: Socket, file: str, state: str) -> None:
    """Let a page say how far it is with a file."""
    reel = {"sha256": file, "state": state, "sound": True}
    page.call("reels", {"audible": True, "reels": [reel]})


def readiness(operator: Http) -> str:
    """How far the screen is with the next file, as the console shows it."""
    return ready(operator.view("console"))


def ready(console: dict[str, Any]) -> str:
    """The same, of a view of the console."""
    screens = console["media"]["ready"]["screens"]
    return next(str(one["state"]) for one in screens if one["name"] == NAME)


def screen(operator: Http) -> dict[str, object]:
    """The screen as the console lists it."""
    return next(s for s in operator.view("console")["screens"] if s["name"] == NAME)


def film_of(wall: Socket) -> str:
    """The digest of the film the wall is to keep, once the folder was looked into."""
    view = wall.wait(lambda view: any(one["file"] == FILM for one in view["media"]["wanted"]))
    return next(str(one["sha256"]) for one in view["media"]["wanted"] if one["file"] == FILM)


def test_whoever_looks_in_on_a_screen_does_not_speak_for_it(house: House) -> None:
    """
    A wall opened with an account says it is ready and has painted: the screen itself is away still.
    """
    operator = house.sign_in("bàn điều khiển", Role.OPERATOR)
    with house.socket("hall", str(operator.token), NAME) as looking_in:
        sha256 = film_of(looking_in)
        says(looking_in, sha256, "ready")
        looking_in.call("shown", {"version": looking_in.view["version"], "scene": "SC00"})

        assert "away" == readiness(operator)
        assert ("never", None) == (screen(operator)["state"], screen(operator)["shown_scene"])


def test_a_screen_is_ready_when_every_page_of_it_is(house: House) -> None:
    """
    A second page of the same device still loads: the screen waits for it, or for its leaving.
    """
    operator = house.sign_in("bàn điều khiển", Role.OPERATOR)
    token = house.device("screen", NAME, "hall")
    with house.socket("hall", token, NAME) as one:
        sha256 = film_of(one)
        says(one, sha256, "ready")
        found = [readiness(operator)]
        with house.socket("hall", token, NAME) as two:
            says(two, sha256, "loading")
            found.append(readiness(operator))
            says(two, sha256, "ready")
            found.append(readiness(operator))
            says(two, sha256, "failed")
            found.append(readiness(operator))
            two.call("reels", {"audible": True, "reels": []})
            found.append(readiness(operator))
        with house.socket("console", str(operator.token)) as console:
            console.wait(lambda view: ready(view) == "ready")

    assert ["ready", "loading", "ready", "failed", "loading"] == found


def test_a_screen_that_does_not_come_back_is_missed(house: House) -> None:
    """
    It was ready when the plug was pulled; started again, the server counts on nobody it has not
    heard, and warns of whoever was let in before and stays away.
    """
    operator = house.sign_in("bàn điều khiển", Role.OPERATOR)
    with house.socket("hall", house.device("screen", NAME, "hall"), NAME) as wall:
        says(wall, film_of(wall), "ready")
        before = readiness(operator)
        house.restart()
        after = readiness(operator)
    with house.socket("console", str(operator.token)) as console:
        console.wait(lambda view: lost(view) == {NAME})

    assert ("ready", "away") == (before, after)


def lost(console: dict[str, Any]) -> set[str]:
    """The screens that are missed."""
    alerts = console["alerts"]
    return {one["data"]["screen"] for one in alerts if one["code"] == "screen_lost"}


def test_one_page_s_painting_does_not_pay_for_another_s() -> None:
    """
    Of two pages one stays behind: the screen is late, until that page has painted or gone silent.
    """
    now = NINE
    house = Connections(lambda: now)
    page = Client(actor=WALL, token="", audience="hall", screen=NAME)
    for sid in ("one", "two"):
        house.came(sid, page)
        house.sent(sid, 5, "SC00")
    house.painted("one", Painted(version=5, scene="SC00"))
    now = NINE + timedelta(seconds=3.2)
    house.heard("one")
    house.heard("two")
    late = state(house.screens()[NAME], now)
    house.went("two")

    assert (State.LATE, State.GOOD) == (late, state(house.screens()[NAME], now))


def test_only_the_first_of_a_screens_own_pages_is_heard(house: House) -> None:
    """
    Every other is given pictures alone; when the first leaves, the next has films with their sound.
    """
    operator = house.sign_in("bàn điều khiển", Role.OPERATOR)
    operator.command("give_sound", {"screen": NAME}).raise_for_status()
    token = house.device("screen", NAME, "hall")
    with (
        house.socket("hall", str(operator.token), NAME) as looking_in,
        house.socket("hall", token, NAME) as one,
        house.socket("hall", token, NAME) as two,
    ):
        for page in (one, two, looking_in):
            film_of(page)
        before = [voice(page) for page in (one, two, looking_in)]
        one.close()
        two.wait(lambda view: view["media"].get("heard"))
        after = [voice(page) for page in (two, looking_in)]

    assert [(True, {True}), (False, {False}), (False, {False})] == before
    assert [(True, {True}), (False, {False})] == after


def voice(page: Socket) -> tuple[bool, set[bool]]:
    """Whether a page is the one that is heard, and whether its films come with their sound."""
    media = page.view["media"]
    return bool(media.get("heard")), {one["sound"] for one in media["wanted"] if one["audible"]}


def test_the_sound_is_asked_of_the_page_that_is_heard(house: House) -> None:
    """
    A second page that may not sound, and holds pictures alone, keeps the screen from nothing.
    """
    operator = house.sign_in("bàn điều khiển", Role.OPERATOR)
    operator.command("give_sound", {"screen": NAME}).raise_for_status()
    token = house.device("screen", NAME, "hall")
    with house.socket("hall", token, NAME) as one, house.socket("hall", token, NAME) as two:
        sha256 = film_of(one)
        silent = {"sha256": sha256, "state": "ready", "sound": False}
        two.call("reels", {"audible": False, "reels": [silent]})
        waits = readiness(operator)
        says(one, sha256, "ready")
        alerts = {alert["code"] for alert in operator.view("console")["alerts"]}

        assert ("loading", "ready") == (waits, readiness(operator))
        assert "sound_blocked" not in alerts


def test_looking_in_on_a_screen_asks_nothing_of_it() -> None:
    """
    The console opens a picture of the wall: the wall owes no painting for that.
    """
    now = NINE
    house = Connections(lambda: now)
    house.came("wall", Client(actor=WALL, token="", audience="hall", screen=NAME))
    house.sent("wall", 5, "SC00")
    house.painted("wall", Painted(version=5, scene="SC00"))
    house.came("look", Client(actor=DESK, token="", audience="hall", screen=NAME))
    house.sent("look", 6, "SC00")
    now = NINE + timedelta(seconds=3.2)
    house.heard("wall")

    assert State.GOOD is state(house.screens()[NAME], now)


def test_the_clock_of_the_sound_is_told_by_the_page_that_is_heard() -> None:
    """
    Neither a second page of the owner's, nor a viewer where no screen gives the sound, moves it.
    """
    house = Connections(lambda: NINE)
    page = Client(actor=WALL, token="", audience="hall", screen=NAME)
    for sid in ("one", "two"):
        house.came(sid, page)
    house.came("viewer", Client(actor=DESK, token="", audience="hall", screen=NAME))
    told = PaceTold(at="play", origin=1_000.0, heard=True)

    news = [
        house.paced("viewer", None, told),
        house.paced("viewer", NAME, told),
        house.paced("two", NAME, told),
    ]
    untouched = house.pace

    assert ([False] * 3, None) == (news, untouched)
    assert house.paced("one", NAME, told)
    assert house.pace is not None
