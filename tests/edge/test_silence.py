"""Lines that say nothing, more than the system has room for: the server goes on hearing the desk."""

import resource
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from server.supervise import CRASHED
from server.web import guests
from tests.edge.clients import PATIENCE_S
from tests.edge.conftest import TINY
from tests.edge.house import House
from tests.edge.test_crowds import plain, until

FEW = 256


class Deafened(House):
    """A server that can be made deaf."""

    def command(self) -> list[str]:
        """What starts it."""
        return [sys.executable, "-m", "tests.deafened", "serve"]


class Cramped(House):
    """A server that may have few files open: `limit` now, and never more than `at_most`."""

    limit, at_most = FEW, FEW

    def command(self) -> list[str]:
        """What starts it."""
        limits = f"ulimit -Sn {self.limit} && ulimit -Hn {self.at_most}"
        return ["sh", "-c", f'{limits} && exec "$@"', "sh", *super().command()]


@contextmanager
def silent(house: House, most: int) -> Iterator[list[socket.socket]]:
    """While so many lines from many machines say nothing."""
    with ExitStack() as stack:
        at_each = guests.MOST_FROM_ONE_ADDRESS
        addresses = [f"127.0.0.{2 + number // at_each}" for number in range(most)]
        yield [stack.enter_context(plain(house, (address, 0))) for address in addresses]


def files_of(house: House) -> int:
    """How many files the server may have open."""
    assert house.process is not None
    return resource.prlimit(house.process.pid, resource.RLIMIT_NOFILE)[0]


def test_two_thousand_silent_lines_keep_nobody_waiting(house: House) -> None:
    """
    Where the system allows as many as it does everywhere, the desk is served beside all of them.
    """
    with house.enter("console") as admin, silent(house, 2_000):
        answers = [admin.command("open_reception"), admin.command("blackout")]

        assert [200, 200] == [answer.status_code for answer in answers]


def test_all_the_files_the_system_gives_are_asked_for(tmp_path: Path) -> None:
    """
    A shell that allows few open files is no reason to hear few.
    """
    cramped = Cramped(tmp_path / "var", TINY)
    cramped.limit, cramped.at_most = FEW, 4 * FEW

    with cramped as house:
        assert 4 * FEW == files_of(house)


def test_more_lines_than_files_are_heard_in_turn(tmp_path: Path) -> None:
    """
    Where there is no room for them all, some wait; pages, the journal and the desk are served.
    """
    with Cramped(tmp_path / "var", TINY) as house:
        assert FEW == files_of(house)
        with silent(house, FEW + 44), house.enter("console") as admin:
            assert 200 == admin.command("open_reception").status_code
            assert 200 == admin.get("/display/console.html").status_code
            assert 200 == admin.get("/api/v1/trail").status_code
        assert "fault" not in house.said()


def test_a_system_without_room_is_waited_for(house: House) -> None:
    """
    When the system itself has no file left for a line, the server hears again once it has.
    """
    assert house.process is not None
    _, hard = resource.prlimit(house.process.pid, resource.RLIMIT_NOFILE)
    opened = len(list(Path(f"/proc/{house.process.pid}/fd").iterdir()))
    resource.prlimit(house.process.pid, resource.RLIMIT_NOFILE, (opened + 5, hard))

    with silent(house, 50):
        waited = until(lambda: "could not be let in" in house.said())
        resource.prlimit(house.process.pid, resource.RLIMIT_NOFILE, (hard, hard))

        with house.http() as anybody:
            assert 200 == anybody.get("/readyz").status_code
    assert waited


def test_a_deaf_server_has_crashed(tmp_path: Path) -> None:
    """
    A server that can hear nobody any more ends as after a crash, so that it is started again.
    """
    with Deafened(tmp_path / "var", TINY) as house:
        assert house.process is not None
        token = house.device("screen", "hall-1", "hall")
        with house.socket("hall", token):
            house.process.send_signal(signal.SIGUSR1)

            assert CRASHED == house.process.wait(PATIENCE_S)
        house.process = None
