"""The lines: what every socket the server accepts is set to."""

import socket
import ssl
import time
from pathlib import Path
from select import select

from server.app import listen
from tests.bench.tools.crowd import Line
from tests.edge.clients import PATIENCE_S, Http
from tests.edge.secure import SecureHouse

BEHIND = 'hall_queue_depth{queue="slowest_socket"}'
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
    What a secure line cannot take at once follows in order, between no other bytes.
    """
    with SecureHouse(tmp_path / "var") as house:
        wall = house.device("screen", "hall-1", "hall")
        trust = ssl.create_default_context(cafile=str(house.root()))
        line = Line(house.port, wall, "hall-1", trust, takes=4096)
        key = house.links()["console"].partition("#key=")[2]
        with house.guest() as stranger:
            token = stranger.post("/api/v1/session", json={"key": key}).json()["token"]
        with house.guest(token) as console:
            console.command("open_reception").raise_for_status()
            while _behind(console) < ENOUGH:
                console.command("blackout").raise_for_status()
                last = console.command("release")

        give_up = time.monotonic() + PATIENCE_S
        while line.version < last.json()["version"]:
            assert time.monotonic() < give_up
            select([line], [], [], 1)
            line.read()

    versions = [version for version, _ in line.arrived]
    assert sorted(versions) == versions
    line.close()


def _behind(console: Http) -> float:
    """How many messages wait for the slowest socket."""
    told = console.get("/metrics").text
    return next(float(line.split()[1]) for line in told.splitlines() if line.startswith(BEHIND))
