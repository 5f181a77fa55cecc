"""When the disk is full the house stands still and says so; when there is room it goes on."""

import resource
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
import requests

from tests.edge.clients import Http, new_id
from tests.edge.house import House
from tests.edge.test_crowds import until

UNLIMITED = resource.RLIM_INFINITY


@contextmanager
def full_disk(house: House, longest: int | None = None) -> Iterator[None]:
    """While the server cannot make any file of its journal longer; or any longer than that."""
    assert house.process is not None
    log = house.journal.with_name(f"{house.journal.name}-wal")
    room = longest or max(log.stat().st_size, house.journal.stat().st_size)
    resource.prlimit(house.process.pid, resource.RLIMIT_FSIZE, (room, UNLIMITED))
    try:
        yield
    finally:
        resource.prlimit(house.process.pid, resource.RLIMIT_FSIZE, (UNLIMITED, UNLIMITED))


@pytest.fixture(name="admin")
def _admin(house: House) -> Iterator[Http]:
    with house.enter("console") as admin:
        admin.command("open_reception").raise_for_status()
        yield admin


def test_a_full_disk_is_refused_and_forgiven(house: House, admin: Http) -> None:
    """
    Who waits is told that nothing was done, the walls keep their picture, and then all goes on.
    """
    token = house.device("kiosk", "ki-ốt 1")
    hall = house.socket("hall", str(admin.token))
    console = house.socket("console", str(admin.token))
    kiosk = house.http(token)
    scan = {"id": new_id(), "code": house.code("D-03")}
    command: dict[str, Any] = {"id": new_id(), "command": "blackout", "args": {}}

    def ask(n: int) -> tuple[int, str]:
        with house.http(admin.token) as one:
            answer = one.command("correct_person", {"person": "D-04", "position": f"{n}" * 3000})
            return answer.status_code, answer.json()["code"]

    with full_disk(house):
        seen, before = len(hall.views), len(house.events())
        with ThreadPoolExecutor(8) as crowd:
            refused = set(crowd.map(ask, range(8)))
        by_socket = console.call("command", command)
        by_http = admin.post("/api/v1/commands", json=command)
        at_the_door = kiosk.post("/api/v1/check-ins", json=scan)
        outbox = kiosk.post("/api/v1/check-ins/batch", json={"scans": [scan, scan]})
        ready, alive = admin.get("/readyz"), admin.get("/healthz")
        view = admin.view("hall")
    after = len(house.events())
    granted = console.call("command", command)
    accepted = kiosk.post("/api/v1/check-ins", json=scan).json()
    wall = hall.wait(lambda view: view["screen"]["mode"] == "blackout")

    assert {(503, "journal_unwritable")} == refused
    assert by_socket["code"] == by_http.json()["code"] == "journal_unwritable"
    assert 503 == by_http.status_code == at_the_door.status_code == ready.status_code
    assert ["journal_unwritable"] * 2 == [answer["code"] for answer in outbox.json()["answers"]]
    assert 200 == alive.status_code
    assert before == after == view["version"]
    assert "programme" == view["screen"]["mode"]
    assert ["ScreenModeSet"] == granted["events"]
    assert "accepted" == accepted["verdict"]
    assert before + 2 == len(house.events())
    assert before < wall["version"]
    assert seen + 1 == len(hall.views)
    assert 200 == admin.get("/readyz").status_code
    for one in (hall, console, kiosk):
        one.close()


def test_readiness_returns_by_itself(house: House, admin: Http) -> None:
    """
    Once there is room again the house is ready, though nobody has asked for anything since.
    """
    with full_disk(house):
        refused = admin.command("correct_person", {"person": "D-04", "position": "x" * 9000})
        full = admin.get("/readyz")
        before = len(house.events())
    room = admin.get("/readyz")

    assert (503, 503, 200) == (refused.status_code, full.status_code, room.status_code)
    assert before == len(house.events())


def test_readiness_ends_by_itself(house: House, admin: Http) -> None:
    """
    A disk that filled up while nothing was written is found out before somebody needs it.
    """
    with full_disk(house, 1):
        full = until(lambda: admin.get("/readyz").status_code == 503)
    room = admin.get("/readyz")

    assert full
    assert 200 == room.status_code


def test_nobody_new_is_let_in_while_the_disk_is_full(house: House, admin: Http) -> None:
    """
    Letting a device in and locking one are refused with the sentence, and neither is half done.
    """
    kiosk = house.http(house.device("kiosk", "Ki-ốt 1"))
    stranger = house.http()
    waiting = stranger.post("/api/v1/pairings", json={"kind": "kiosk"}).json()
    calls: list[Callable[[], requests.Response]] = [
        lambda: admin.post("/api/v1/devices", json={"code": waiting["code"], "name": "Ki-ốt 2"}),
        lambda: admin.put("/api/v1/kiosks/Ki-ốt 1/lock", json={"pin": "246813"}),
    ]
    before = house.settings.access.read_bytes()

    with full_disk(house, 1):
        told = [call() for call in calls]

    assert [(503, "journal_unwritable")] * 2 == [(t.status_code, t.json()["code"]) for t in told]
    assert before == house.settings.access.read_bytes()
    assert 200 == kiosk.get("/api/v1/session").status_code
    assert [] == list(house.var.glob("access*.tmp"))
    assert [200] * 2 == [call().status_code for call in calls]
    kiosk.close()
    stranger.close()


def test_a_stolen_device_is_out_while_the_disk_is_full(house: House, admin: Http) -> None:
    """
    Its line is cut and its token void at once; once there is room that is kept for good.
    """
    token = house.device("kiosk", "Ki-ốt 1")
    line, kiosk = house.socket("kiosk", token), house.http(token)

    with full_disk(house, 1):
        revoked = admin.delete("/api/v1/devices/Ki-ốt 1")
        cut = until(lambda: not line.connected)
        void = kiosk.get("/api/v1/session")
        still_kept = "Ki-ốt 1" in house.settings.access.read_text("utf-8")
    kept = until(lambda: "Ki-ốt 1" not in house.settings.access.read_text("utf-8"))
    house.restart()

    assert (200, 401) == (revoked.status_code, void.status_code)
    assert cut
    assert still_kept
    assert kept
    assert 401 == kiosk.get("/api/v1/session").status_code
    kiosk.close()


def test_people_sign_in_and_out_while_the_disk_is_full(house: House, admin: Http) -> None:
    """
    Whoever is to make room can come in, by PIN or by link, and stays in; whoever went is out.
    """
    house.account("Lan Mẫu", "reception", "24680135")
    by_pin = {"name": "Lan Mẫu", "pin": "24680135"}
    by_link = {"key": house.links()["mc"].partition("#key=")[2]}

    with full_disk(house, 1):
        came = [house.http().post("/api/v1/session", json=how) for how in (by_pin, by_link)]
        lan, mc = (house.http(answer.json()["token"]) for answer in came)
        here = [one.get("/api/v1/session").status_code for one in (lan, mc)]
        went = [one.delete("/api/v1/session").status_code for one in (mc, admin)]
        gone = [one.get("/api/v1/session").status_code for one in (mc, admin)]
    kept = until(lambda: '"name": "Lan Mẫu"' in house.settings.access.read_text("utf-8"))
    house.restart()

    assert [200] * 4 == [*here, *went]
    assert [401] * 2 == gone
    assert kept
    assert [200, 401, 401] == [one.get("/api/v1/session").status_code for one in (lan, mc, admin)]
    for one in (lan, mc):
        one.close()


def test_who_is_here_already_stays_when_a_device_cannot_be_let_in(
    house: House, admin: Http
) -> None:
    """
    What cannot be noted is not done: the kiosk that has the name keeps its token, and no label with
    a valid code is given out without a trace.
    """
    kiosk = house.http(house.device("kiosk", "Ki-ốt 1"))
    label = admin.post("/api/v1/labels", json={"person": "D-04"}).json()["label"]
    with house.http() as stranger:
        waiting = stranger.post("/api/v1/pairings", json={"kind": "kiosk"}).json()
    asked = {"code": waiting["code"], "name": "Ki-ốt 1"}

    with full_disk(house):
        admin.command("correct_person", {"person": "D-04", "position": "x" * 9000})
        let_in = admin.post("/api/v1/devices", json=asked | {"gate": "x" * 60})
        printed = admin.post("/api/v1/labels", json={"person": "D-04"})
        opened = admin.get(f"/api/v1/labels/{label['number']}.png")
        still = kiosk.get("/api/v1/session")
    again = admin.post("/api/v1/devices", json=asked)

    assert 200 == still.status_code
    assert [503] * 3 == [one.status_code for one in (let_in, printed, opened)]
    assert 200 == again.status_code
    kiosk.close()


def test_a_lock_that_cannot_be_noted_is_no_lock(house: House, admin: Http) -> None:
    """
    Nobody is held to a page, or let off it, without a trace; whoever tried is told why.
    """
    kiosks = [house.http(house.device("kiosk", f"Ki-ốt {n}")) for n in (1, 2)]
    admin.put("/api/v1/kiosks/Ki-ốt 2/lock", json={"pin": "246813"}).raise_for_status()
    before = [kiosk.view("kiosk")["kiosk"]["lock"] for kiosk in kiosks]

    with full_disk(house):
        admin.command("correct_person", {"person": "D-04", "position": "x" * 9000})
        locked = admin.put("/api/v1/kiosks/Ki-ốt 1/lock", json={"pin": "135791"})
        other_pin = admin.put("/api/v1/kiosks/Ki-ốt 2/lock", json={"pin": "135791"})
        unlocked = admin.delete("/api/v1/kiosks/Ki-ốt 2/lock")
        after = [kiosk.view("kiosk")["kiosk"]["lock"] for kiosk in kiosks]

    assert [503] * 3 == [one.status_code for one in (locked, other_pin, unlocked)]
    assert before == after
    assert before[0] is None
    for kiosk in kiosks:
        kiosk.close()


def test_what_was_refused_does_not_come_back(house: House, admin: Http) -> None:
    """
    What was refused for want of room is not there after a restart; what was granted is.
    """
    with full_disk(house):
        refused = admin.command("correct_person", {"person": "D-04", "position": "x" * 9000})
        house.kill9()
        house.start()

    people = {type(event).__name__ for event in house.events()}
    assert 503 == refused.status_code
    assert "PersonCorrected" not in people
    assert len(house.events()) == admin.view("hall")["version"]
