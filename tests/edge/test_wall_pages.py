"""A wall's page on the server: opened twice under one name, or older than the server's own files."""

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from server.conference.commands import Role
from server.web.connections import Client, Connections
from tests.conference.morning import WALL
from tests.conference.plans import NINE
from tests.edge.clients import Http, Socket
from tests.edge.house import House

REPORTED_WITHIN_S = 8
ITS_NAME = "hall-2"


@contextmanager
def open_page(house: House, token: str, edition: str | None = None) -> Iterator[Socket]:
    """A page that shows what it is sent, and asks for the time as pages do."""
    gone = threading.Event()
    with house.socket("hall", token, ITS_NAME) as page:

        def live() -> None:
            while not gone.wait(0.5):
                page.call("clock")

        view = page.view
        told = {"version": view["version"], "scene": view["scene"]["code"]}
        page.call("shown", told | ({"edition": edition} if edition is not None else {}))
        alive = threading.Thread(target=live, daemon=True)
        alive.start()
        yield page
        gone.set()
        alive.join()


def alerts(operator: Http) -> dict[str, str]:
    """What the console is warned of about that screen."""
    told = operator.view("console")["alerts"]
    return {one["code"]: one["text"] for one in told if one["data"].get("screen") == ITS_NAME}


def within(seconds: float, code: str, operator: Http, *, is_there: bool = True) -> bool:
    """Does the console warn (or stop warning) of that in time?"""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if (code in alerts(operator)) is is_there:
            return True
        time.sleep(0.1)
    return False


def test_a_new_screen_comes_in_under_the_flag(house: House) -> None:
    """
    A wall that is let in while the flag is up hangs there at once, and nothing else changes.
    """
    with house.enter("console") as admin:
        for _ in range(5):
            admin.command("next").raise_for_status()
        assert "SC05" == admin.view("hall")["scene"]["code"]
        before = admin.view("console")["screens"]

        token = house.device("screen", "cứu viện", "hall")
        with house.socket("hall", token, "cứu viện") as page:
            assert ("SC05", "cứu viện") == (page.view["scene"]["code"], page.view["screen"]["name"])

        after = admin.view("console")["screens"]
        roles = {one["name"]: one["role"] for one in after}
        assert roles == {one["name"]: one["role"] for one in before} | {"cứu viện": "hall"}
        moved = admin.command("assign_screen", {"screen": "cứu viện", "role": "lobby"})
        assert "flag_up" == moved.json()["code"]


def test_two_pages_under_one_name_are_an_alert(house: House) -> None:
    """
    Both go on being shown the picture; the alert names the screen, and goes with the second page.
    """
    token = house.device("screen", ITS_NAME, "hall")
    with house.sign_in("bàn điều khiển", Role.OPERATOR) as operator, open_page(house, token) as one:
        with open_page(house, token) as two:
            assert within(REPORTED_WITHIN_S, "screen_twice", operator)
            assert ITS_NAME in alerts(operator)["screen_twice"]
            operator.command("take_control").raise_for_status()
            operator.command("show_standby").raise_for_status()
            assert one.wait(lambda view: view["screen"]["mode"] == "standby")
            assert two.wait(lambda view: view["screen"]["mode"] == "standby")

        assert within(REPORTED_WITHIN_S, "screen_twice", operator, is_there=False)


def test_a_page_that_takes_over_is_no_second_one() -> None:
    """
    A page that comes back is alone as soon as its old line is known to be dead; a second stays two.
    """
    now = NINE
    house = Connections(lambda: now)
    page = Client(actor=WALL, token="", audience="hall", screen=ITS_NAME)
    counted = []
    house.came("dead", page)
    house.came("back", page)
    for second in range(8):
        now = NINE + timedelta(seconds=second)
        house.heard("back")
        counted.append(house.screens()[ITS_NAME].pages)
    house.heard("dead")
    counted.append(house.screens()[ITS_NAME].pages)
    house.went("dead")

    assert 2 not in counted[:-1]
    assert (2, 1) == (counted[-1], house.screens()[ITS_NAME].pages)


def test_a_page_from_before_an_upgrade_is_an_alert(house: House) -> None:
    """
    The server marks its pages by what they are made of, and knows one made of something else.
    """
    token = house.device("screen", ITS_NAME, "hall")
    with house.sign_in("bàn điều khiển", Role.OPERATOR) as operator:
        with open_page(house, token, edition="before"):
            assert within(REPORTED_WITHIN_S, "screen_stale", operator)
        page = operator.get("/display/screen.html").text
        found = re.search(r'data-edition="([0-9a-f]{16})"', page)
        assert found is not None
        with open_page(house, token, edition=found[1]) as wall:
            assert found[1] == wall.view["edition"]
            assert within(REPORTED_WITHIN_S, "screen_stale", operator, is_there=False)
