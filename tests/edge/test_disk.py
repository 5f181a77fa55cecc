"""The disk, slow or nearly full: the screens never wait for it, and the desk is warned in time."""

import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from requests import Response

from server import preflight
from server.app import App
from server.config import Settings
from server.storage import GB, Storage, level
from server.web.look import Look
from tests.edge.clients import PATIENCE_S
from tests.edge.conftest import TINY
from tests.edge.house import House
from tests.slow_disk import STANDS_STILL_S

PIN = "86420975"


class SlowHouse(House):
    """A server whose disk takes seconds for every write."""

    def command(self) -> list[str]:
        """What starts it."""
        return [sys.executable, "-m", "tests.slow_disk", "serve"]


def while_asked(
    house: House, reads: Sequence[Callable[[], Response]]
) -> tuple[list[int], list[float]]:
    """How those calls end, all at once, and how long a screen waits for its answers meanwhile."""
    token = house.device("screen", "hall-1", "hall")
    with house.socket("hall", token) as wall, ThreadPoolExecutor(len(reads)) as crowd:
        asked = [crowd.submit(read) for read in reads]
        waits = []
        while not all(one.done() for one in asked):
            before = time.monotonic()
            wall.call("clock", None)
            waits.append(time.monotonic() - before)
            time.sleep(0.02)  # who asks without a pause is cut as a loud client
        return [one.result().status_code for one in asked], waits


def test_nobody_waits_for_a_slow_disk_but_who_asked_it(tmp_path: Path) -> None:
    """
    While commands, a scan and a sign-in are written for seconds, and PINs hashed for as long, every
    screen is answered at once.
    """
    with SlowHouse(tmp_path / "var", TINY) as house:
        house.account("Lễ tân Mẫu", "reception", PIN)
        kiosk = house.http(house.device("kiosk", "ki-ốt 1"))
        console = house.http(house.device("reception", "bàn 1"))
        sign_in = {"name": "Lễ tân Mẫu", "pin": PIN}
        asked: list[Callable[[], Response]] = [
            lambda: kiosk.scan(house.code("D-03")),
            lambda: console.command("snapshot_attendance"),
            lambda: house.http().post("/api/v1/session", json=sign_in),
            lambda: console.put("/api/v1/kiosks/ki-ốt 1/lock", json={"pin": PIN}),
        ]
        told, waits = while_asked(house, asked)

        assert [200, 403, 200, 200] == told
        assert len(waits) > 3
        assert max(waits) < STANDS_STILL_S


def test_nobody_waits_for_a_bad_stick(tmp_path: Path) -> None:
    """
    The copies, the media folder and what was typed at the machine may each stand on a disk that
    takes seconds to say anything: every screen is answered at once.
    """
    stick = tmp_path / "stick"
    stick.mkdir()
    house = SlowHouse(tmp_path / "var", TINY, "--backup-to", stick)
    with house, house.socket("hall", house.device("screen", "hall-1", "hall")) as wall:
        waits = []
        give_up = time.monotonic() + 3 * PATIENCE_S
        while not list(stick.glob("*.hall")) and time.monotonic() < give_up:
            before = time.monotonic()
            wall.call("clock", None)
            waits.append(time.monotonic() - before)
            time.sleep(0.02)

        assert list(stick.glob("*.hall"))
        assert max(waits) < STANDS_STILL_S


def test_nobody_waits_for_who_reads_the_trail(tmp_path: Path) -> None:
    """
    While the trail is read, searched and taken along, every screen is answered at once.
    """
    with SlowHouse(tmp_path / "var", TINY) as house:
        reader = house.sign_in("Thư ký Mẫu", "secretary")
        reads: list[Callable[[], Response]] = [
            lambda: reader.get("/api/v1/trail"),
            lambda: reader.get("/api/v1/trail?q=không+có"),
            lambda: reader.post("/api/v1/trail/exports"),
        ]
        told, waits = while_asked(house, reads)

    assert [200, 200, 200] == told
    assert len(waits) > 3
    assert max(waits) < STANDS_STILL_S


@pytest.mark.parametrize(
    ("free", "code"),
    [(3 * GB, None), (1_400_000_000, "disk_low"), (499_999_999, "disk_nearly_full")],
)
def test_the_desk_is_warned_before_the_disk_is_full(
    tmp_path: Path, free: int, code: str | None
) -> None:
    """
    With less than 2 GB, and again with less than 500 MB, the console says how much is left.
    """
    app = App(Settings(folder=TINY, var=tmp_path / "var"))
    storage = Storage(lambda: free, lambda: datetime.now(UTC))
    house = msgspec.structs.replace(app.house, storage=storage)

    alerts: list[dict[str, Any]] = Look(house).view(("console", None))["alerts"]

    assert [code] * bool(code) == [alert["code"] for alert in alerts]
    amounts = {"disk_low": ("1,4 GB", "1.4 GB"), "disk_nearly_full": ("500 MB", "500 MB")}
    for alert in alerts:
        vi, en = amounts[alert["code"]]
        assert vi in alert["text"]
        assert en in alert["text_en"]


@pytest.mark.parametrize(
    ("free", "code"),
    [
        (2 * GB, None),
        (2 * GB - 1, "disk_low"),
        (GB // 2, "disk_low"),
        (GB // 2 - 1, "disk_nearly_full"),
        (0, "disk_nearly_full"),
    ],
)
def test_the_warnings_begin_at_a_byte_below_two_gigabytes_and_half_a_one(
    free: int, code: str | None
) -> None:
    """
    At 2 GB and at 500 MB there is still as much as is wanted; a byte less is a warning.
    """
    assert code == level(free)


@pytest.mark.parametrize("free", [1_400_000_000, 499_999_999])
def test_the_pre_flight_warns_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int
) -> None:
    """
    A disk with too little room fails the check before the day, with the amount in its sentence.
    """
    monkeypatch.setattr(preflight, "free_bytes", lambda _: free)

    findings = preflight.look(Settings(folder=TINY, var=tmp_path / "var"))
    disk = next(finding for finding in findings if "disk" in finding.en)

    assert "bad" == disk.state
    assert ("1,4 GB" if free > GB else "500 MB") in disk.vi


def test_a_warning_ends_when_there_is_room_again() -> None:
    """
    What was a warning is none once files have been moved away; its time is when it began.
    """
    room = [GB, GB, 3 * GB]
    times = iter(datetime(2027, 5, 15, 8, minute, tzinfo=UTC) for minute in range(3))
    storage = Storage(lambda: room.pop(0), lambda: next(times))

    storage.look()
    warned = storage.level, storage.since.minute
    storage.look()

    assert ("disk_low", 0) == warned
    assert storage.level is None
