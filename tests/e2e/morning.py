"""Ways into the morning: everybody in, the programme walked to where a test begins."""

from collections.abc import Iterator
from pathlib import Path

from server.conference.plan import Person
from tests.e2e.console import Console
from tests.edge.clients import new_id
from tests.edge.house import House


def running(folder: Path) -> Iterator[House]:
    """A server of the sample conference on its first morning, until the test is done with it."""
    house = House(folder / "var")
    try:
        house.start()
        yield house
    finally:
        house.close()


def doors_open(folder: Path) -> Iterator[House]:
    """A server whose doors are open, for tests that bring delegates of their own."""
    for house in running(folder):
        with house.enter("console") as operator:
            operator.command("open_reception").raise_for_status()
        yield house


def everyone_in(house: House, console: Console, but: str | None = None) -> None:
    """Open reception and let every delegate in at a second door, in one go, but for one."""
    console.ask("open_reception")
    people = [person for person in house.plan.people if person.id != but]
    scans = [{"id": new_id(), "code": badge(house, person)} for person in people]
    with house.http(house.device("kiosk", "Ki-ốt 2")) as door:
        answers = door.post("/api/v1/check-ins/batch", json={"scans": scans}).json()["answers"]
    assert {"accepted"} == {answer["verdict"] for answer in answers}


def badge(house: House, person: Person) -> str:
    """The code on a person's newest badge."""
    return house.code(person.id, person.badge_serial)


def salute_the_flag(console: Console) -> None:
    """Start and walk the opening ceremony to its end: what lies behind it can be reached now."""
    console.ask("start")
    console.ask("go_to", {"item": "2"})
    for _ in range(5):
        console.ask("next")
    console.reaches("2:seated", lambda: console.step)


def to_batch(console: Console, batch: str) -> None:
    """Go to an award batch."""
    salute_the_flag(console)
    console.go("12", f"12:batch-{batch}")
