"""Values that are of the right type and of no sense: refused or borne, never a fault."""

from collections.abc import Iterator
from typing import Any

import pytest

from server.conference.commands import Role
from tests.edge.clients import Http
from tests.edge.conftest import TINY
from tests.edge.house import House
from tests.edge.test_bad_input import ARGUMENTS, bare, fitting_arguments

AUDIENCES = ["hall", "stage", "console", "mc", "reception", "kiosk"]
FAR = ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59-14:00"]
WORDS = [
    "",
    " ",
    "\x00",
    "\u202e\u200b\ufeff",
    "<script>alert(1)</script>",
    "{0} {person} %s $x",
    "'; drop table event; --",
    "n" * 30_000,
    "🏳️‍🌈é" * 50,
]
NUMBERS = [0, -1, 10**6, 2**31, 2**62, -(2**62), 2**64, 10**30]
EXTREMES: dict[Any, list[Any]] = {
    str: WORDS,
    int: NUMBERS,
    bool: [True, False],
    list: [[], ["", "x"], ["D-03"] * 300],
    dict: [{}, {"": ""}, {"thanks": "n" * 30_000}],
}


def extremes(kind: Any) -> list[Any]:
    """Values of a type that nobody means."""
    return EXTREMES.get(bare(kind), FAR if bare(kind).__name__ == "datetime" else [])


@pytest.fixture(name="begun", scope="module")
def _begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Http]]:
    """A conference in its opening speech, with somebody at the wheel."""
    var = tmp_path_factory.mktemp("extremes") / "var"
    with House(var, TINY) as house, house.enter("console") as admin:
        admin.command("open_reception").raise_for_status()
        admin.scan(house.code("D-03")).raise_for_status()
        admin.command("start").raise_for_status()
        while (admin.view("console")["item"] or {"id": "flag"})["id"] == "flag":
            admin.command("next").raise_for_status()
        yield house, admin


def all_views(admin: Http) -> list[int]:
    """How every view is answered."""
    return [admin.get(f"/api/v1/view/{audience}").status_code for audience in AUDIENCES]


@pytest.mark.parametrize(
    ("name", "field"),
    [(name, field) for name, field in ARGUMENTS if extremes(field.type) and name != "close"],
    ids=lambda x: getattr(x, "name", x),
)
def test_a_senseless_value_is_borne(begun: tuple[House, Http], name: str, field: Any) -> None:
    """
    Whatever an argument is, the answer is no fault, and every view can be shown after it.
    """
    _, admin = begun
    known = {"person": "D-03", "item": "medals", "list": "BCH", "screen": "wall", "speech": "x"}
    args = {n: known.get(n, v) for n, v in fitting_arguments(name).items()}

    statuses = {
        repr(value)[:40]: admin.command(name, args | {field.name: value}).status_code
        for value in extremes(field.type)
    }

    assert {} == {value: status for value, status in statuses.items() if status >= 500}
    assert [200] * len(AUDIENCES) == all_views(admin)


@pytest.mark.parametrize("value", FAR)
def test_a_senseless_instant_is_borne(begun: tuple[House, Http], value: str) -> None:
    """
    A scan from the year 1 or 9999 is answered like any other.
    """
    house, admin = begun

    assert admin.scan(house.code("D-05"), happened_at=value).status_code in {200, 400}
    assert [200] * len(AUDIENCES) == all_views(admin)


@pytest.mark.parametrize("value", [-1, 0, 1e300, -1e300, 1e12, 5e-324])
def test_a_senseless_age_is_borne(begun: tuple[House, Http], value: float) -> None:
    """
    A scan of any age is answered like any other.
    """
    house, admin = begun

    assert admin.scan(house.code("D-06"), age_ms=value).status_code in {200, 400}
    assert [200] * len(AUDIENCES) == all_views(admin)


def test_the_house_still_stands(begun: tuple[House, Http]) -> None:
    """
    After all of it the screens still follow, and a restart tells the same day.
    """
    house, admin = begun
    token = house.device("screen", "wall", "hall")

    with house.socket("hall", token) as wall:
        admin.command("take_control")
        admin.command("release")
        admin.command("blackout").raise_for_status()
        wall.wait(lambda view: view["screen"]["mode"] == "blackout")
    before = admin.view("console")
    house.restart()
    after = admin.view("console")

    assert Role.ADMIN == admin.get("/api/v1/session").json()["role"]
    still = ("version", "phase", "item", "step", "attendance", "speeches", "presidium")
    assert {name: before[name] for name in still} == {name: after[name] for name in still}
