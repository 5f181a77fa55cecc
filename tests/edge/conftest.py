"""One server for tests that leave no trace, and one of their own for the others."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from server.conference.commands import Role
from server.config import ROOT
from tests.edge.clients import Http
from tests.edge.house import House

TINY = ROOT / "tests" / "conferences" / "tay-do-2027"


@pytest.fixture(name="shared", scope="session")
def _shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server for many tests; who changes its day must not mind what others changed."""
    with House(tmp_path_factory.mktemp("shared") / "var") as house:
        yield house


@pytest.fixture(name="people", scope="session")
def _people(shared: House) -> Iterator[dict[Role, Http]]:
    """Somebody of every role, signed in on the shared server, whose doors are open."""
    people = {
        Role.ADMIN: shared.enter("console"),
        Role.MC: shared.enter("mc"),
        Role.RECEPTION: shared.enter("reception"),
        Role.SCREEN: shared.http(shared.device("screen", "hall-1", "hall")),
        Role.KIOSK: shared.http(shared.device("kiosk", "ki-ốt 1")),
    }
    for role in set(Role) - people.keys():
        people[role] = shared.sign_in(f"người {role}", role)
    people[Role.ADMIN].command("open_reception").raise_for_status()
    yield people
    for person in people.values():
        person.close()


@pytest.fixture(name="house")
def _house(tmp_path: Path) -> Iterator[House]:
    """A server of one's own, with a tiny conference that has not begun."""
    with House(tmp_path / "var", TINY) as house:
        yield house


@pytest.fixture(name="served")
def _served(tmp_path: Path) -> Iterator[Callable[..., House]]:
    """Makes servers, not yet started; they are gone when the test is."""
    made: list[House] = []

    def make(folder: Path = TINY, name: str = "var") -> House:
        made.append(House(tmp_path / name, folder))
        return made[-1]

    yield make
    for house in made:
        house.close()
