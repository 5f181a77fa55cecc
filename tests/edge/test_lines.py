"""The lines: what every socket the server accepts is set to."""

import socket
import ssl
import time
from collections.abc import Callable
from pathlib import Path
from select import select

from server.app import listen
from tests.bench.tools.crowd import Line
from tests.edge.clients import PATIENCE_S, Http, new_id
from tests.edge.secure import SecureHouse

BEHIND = 'hall_queue_depth{queue="slowest_socket"}'
WALLS = 'hall_sockets{audience="hall"}'
ENOUGH = 3  # pictures that wait for one the line took only a part of


def test_a_small_frame_waits_for_nothing() -> None:
    """
    What is sent after an unacknowledged frame goes out at once; held back it costs 40 ms each time.
    """
    listener = listen("127.0.0.1", 0)

    with socket.create_connection(listener.getsockname()):
        line, _ = listener.accept()

    assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    line.close()
    listener.close()


def test_a_slow_secure_screen_gets_every_picture_whole(tmp_path: Path) -> None:
    """
    What a secure line cannot take at once follows in order, between no other bytes; no other waits.
    """
    with SecureHouse(tmp_path / "var") as house, house.guest(_admin(house)) as console:
        console.command("open_reception").raise_for_status()
        quick = _walls(house, "hall-1")()
        slow = _fallen_behind(console, quick, _walls(house, "hall-2"))
        last = _flip(console)

        until(quick, last)
        version = slow.version
        until(slow, last)

    assert version < last
    versions = [version for version, _ in slow.arrived]
    assert sorted(versions) == versions
    quick.close()
    slow.close()


def _admin(house: SecureHouse) -> str:
    key = house.links()["console"].partition("#key=")[2]
    with house.guest() as stranger:
        return str(stranger.post("/api/v1/session", json={"key": key}).json()["token"])


def _walls(house: SecureHouse, name: str) -> Callable[[], Line]:
    """How a screen comes in that takes in little at a time, and reads when it is told to."""
    trust = ssl.create_default_context(cafile=str(house.root()))
    token = house.device("screen", name, "hall")
    return lambda: Line(house.port, token, name, trust, takes=4096)


def _flip(console: Http) -> int:
    """Change what every wall shows to what none has shown; the version they are to come to.

    There and back again within a moment is no news, and is not sent.
    """
    return int(console.command("message", {"text": new_id(), "audience": "hall"}).json()["version"])


def _fallen_behind(console: Http, quick: Line, come: Callable[[], Line]) -> Line:
    """A second screen, once pictures wait for it.

    A screen that answers no ping for nine seconds is cut. Where the machine is too busy to fill its
    line before that, it comes back as a real one would.
    """
    give_up = time.monotonic() + 10 * PATIENCE_S
    slow = come()
    while _figure(console, BEHIND) < ENOUGH:
        assert time.monotonic() < give_up
        _flip(console)
        quick.read()
        if _figure(console, WALLS) < 2:
            slow.close()
            slow = come()
    return slow


def until(line: Line, version: int) -> None:
    """Read until a line has come to that version."""
    give_up = time.monotonic() + PATIENCE_S
    while line.version < version:
        assert time.monotonic() < give_up
        select([line], [], [], 1)
        line.read()


def _figure(console: Http, name: str) -> float:
    """One of the server's figures."""
    told = console.get("/metrics").text.splitlines()
    return next(float(line.split()[1]) for line in told if line.startswith(name))
