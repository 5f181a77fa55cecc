"""Whoever asks for what is not theirs is refused and noted, and fills neither disk nor queue."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from server import desk as desk_module
from server.conference import COMMANDS, Refused
from server.conference.commands import Actor, Role
from server.journal import Journal, read_deeds
from server.web import overreach
from server.web.guard import COOKIE
from server.web.overreach import Overreach
from tests.edge.clients import Refusal, new_id
from tests.edge.conftest import TINY
from tests.edge.house import House
from tests.edge.records import loading
from tests.edge.test_desk import desk_on

NOBODY = Actor(id="a", name="Người xem Mẫu", role=Role.VIEWER)
DESK = Actor(id="b", name="Tiếp tân Mẫu", role=Role.RECEPTION)
OPERATOR = Actor(id="c", name="Điều hành Mẫu", role=Role.OPERATOR)


def test_a_nobody_fills_no_journal(house: House) -> None:
    """
    Told each time that they may not, noted a few times; and whoever may is heard.
    """
    viewer = house.sign_in(NOBODY.name, NOBODY.role)
    asked = [{"id": new_id(), "command": "blackout", "args": {}} for _ in range(150)]

    with house.socket("hall", str(viewer.token)) as page:
        by_socket = [page.call("command", one)["code"] for one in asked]
    by_http = [viewer.command("blackout") for _ in range(50)]
    with house.enter("console") as admin:
        heard = admin.command("blackout")
    noted = [deed for deed in read_deeds(house.journal) if deed.name == "blackout"]
    viewer.close()

    assert {"not_allowed"} == set(by_socket)
    assert {(403, "not_allowed")} == {(a.status_code, a.json()["code"]) for a in by_http}
    assert 200 == heard.status_code
    assert overreach.NOTED_AT_ONCE <= len(noted) - 1 < 2 * overreach.NOTED_AT_ONCE


CALLS = [
    ("DELETE", "/api/v1/devices/Ki-ốt 1", "DELETE /api/v1/devices/<path:name>"),
    ("POST", "/api/v1/trail/exports", "POST /api/v1/trail/exports"),
    ("GET", "/api/v1/delegates?q=mau", "GET /api/v1/delegates"),
    ("GET", "/api/v1/view/console", "GET /api/v1/view/<audience>"),
]


def test_what_the_edge_refuses_stands_in_the_trail(house: House) -> None:
    """
    Who, from where, and which call, but not whom it was about; a stranger's calls are no news.
    """
    with house.http() as stranger, house.sign_in(NOBODY.name, NOBODY.role) as viewer:
        statuses = [viewer.request(method, path).status_code for method, path, _ in CALLS]
        strange = [stranger.request(method, path).status_code for method, path, _ in CALLS]
        with pytest.raises(Refusal, match="not_allowed"):
            house.socket("console", str(viewer.token))
        with house.socket("hall", str(viewer.token)) as page:
            scan = page.call("check_in", {"id": new_id(), "code": house.code("D-04")})
        cookie = {"Cookie": f"{COOKIE}={viewer.token}", "Origin": "http://xa.example"}
        foreign = stranger.delete("/api/v1/session", headers=cookie)
    with house.sign_in("Thư ký Mẫu", Role.SECRETARY) as reader:
        found = reader.get("/api/v1/trail", params={"q": NOBODY.name, "refused": "1"}).json()

    assert ([403] * 4, [401] * 4) == (statuses, strange)
    assert ("not_allowed", 403) == (scan["code"], foreign.status_code)
    entries = found["entries"][::-1]
    whats = [*(what for *_, what in CALLS), "socket: console", "socket: check_in"]
    whats.append("DELETE /api/v1/session (http://xa.example)")
    assert ["overreach"] * len(whats) == [entry["name"] for entry in entries]
    assert {"127.0.0.1"} == {entry["device"] for entry in entries}
    for what, entry in zip(whats, entries, strict=True):
        assert what in entry["why"]
    assert "Ki-ốt 1" not in str(entries)


def test_what_was_not_noted_is_told_by_number(tmp_path: Path) -> None:
    """
    Once one more may be noted, it is told how many were not.
    """
    journal = Journal(tmp_path / "day.sqlite")
    journal.append([loading(TINY)])
    desk = desk_on(journal)
    beyond = Overreach(desk)
    for _ in range(overreach.NOTED_AT_ONCE):
        beyond.look_at(COMMANDS["blackout"], NOBODY)
    for _ in range(7):
        with pytest.raises(Refused, match="not_allowed") as refused:
            beyond.look_at(COMMANDS["blackout"], NOBODY)
        beyond.refused(NOBODY, refused.value, "POST /api/v1/commands")

    beyond._notes[NOBODY.name].owe(-1)
    beyond.look_at(COMMANDS["blackout"], NOBODY)
    desk.finish()
    (deed,) = [deed for deed in journal.deeds(None) if deed.name == "overreach"]
    journal.close()

    assert NOBODY.name == deed.actor
    assert "7" in deed.answer["message"]


def test_who_may_asks_no_more_often_than_a_person_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    A desk that was taken over is slowed down; whoever runs the day never is.
    """
    monkeypatch.setattr(overreach, "COMMANDS_PER_S", 0)
    journal = Journal(tmp_path / "day.sqlite")
    journal.append([loading(TINY)])
    beyond = Overreach(desk_on(journal))
    for _ in range(overreach.COMMANDS_AT_ONCE):
        beyond.look_at(COMMANDS["hand_documents"], DESK)
        beyond.look_at(COMMANDS["hand_documents"], OPERATOR)

    with pytest.raises(Refused, match="busy"):
        beyond.look_at(COMMANDS["hand_documents"], DESK)
    beyond.look_at(COMMANDS["hand_documents"], OPERATOR)
    journal.close()


def test_a_full_queue_is_open_to_whoever_runs_the_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Others are told that too much is asked, at once, and nothing of theirs is done.
    """
    monkeypatch.setattr(desk_module, "MOST_WAITING", 3)
    journal = Journal(tmp_path / "day.sqlite")
    journal.append([loading(TINY)])
    desk = desk_on(journal)
    command = COMMANDS["expect_person"]
    given = command.arguments(person="D-04", minutes=5)
    with desk._writing, ThreadPoolExecutor(1) as others:
        waiting = [desk.accept(command, given, DESK, id=f"{n}") for n in range(3)]
        busy = others.submit(desk.transact, command, given, DESK, id="3").result(5)
        operator = desk.accept(command, given, OPERATOR, id="4")
    desk.finish()

    assert (429, True) == (busy.status, b'"busy"' in busy.body)
    assert 429 not in {answer().status for answer in [*waiting, operator]}
    journal.close()
