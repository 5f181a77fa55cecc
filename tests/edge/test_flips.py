"""The flip: walls that change together are given an instant, a wall alone changes at once."""

from typing import Any

from tests.edge.clients import Socket
from tests.edge.house import House

PAINTED = {"scene": "SC00", "rtt": 8.0, "drawn_ms": 20.0, "width": 1280, "height": 720}
LONGEST_MS = 150


def test_a_wall_alone_waits_for_nobody(house: House) -> None:
    """
    With one wall there is nothing to wait for: the view names no instant.
    """
    operator = house.enter("console")
    with house.socket("hall", house.device("screen", "hall-1", "hall")) as wall:
        wall.call("shown", {"version": wall.view["version"], **PAINTED})
        operator.command("start")

        assert "paint_at" not in first_of_the_day(wall)


def first_of_the_day(wall: Socket) -> dict[str, Any]:
    """The first view with the first item's picture."""
    wall.wait(is_first)
    return next(view for view in wall.views if is_first(view))


def is_first(view: dict[str, Any]) -> bool:
    """Whether a view shows anything but the backdrop."""
    return bool(view["scene"]["code"] != "SC00")


def test_walls_that_change_together_are_told_when(house: House) -> None:
    """
    Two walls get the same instant: soon, yet long enough for the slower of them to be ready.
    """
    operator = house.enter("console")
    slow = PAINTED | {"drawn_ms": 60.0}
    with (
        house.socket("hall", house.device("screen", "hall-1", "hall")) as one,
        house.socket("hall", house.device("screen", "hall-2", "hall")) as other,
    ):
        one.call("shown", {"version": one.view["version"], **PAINTED})
        other.call("shown", {"version": other.view["version"], **slow})
        before = one.call("clock")
        operator.command("start")
        told = {first_of_the_day(wall)["paint_at"] for wall in (one, other)}
        after = one.call("clock")

    (instant,) = told
    assert before + 60 < instant <= after + LONGEST_MS
