"""The help desk over the wire: cases at once and for good, gates by name, and who did what."""

from collections.abc import Iterator
from typing import Any

import pytest

from server.conference.custody import KioskPlaced
from tests.edge.clients import Http, new_id
from tests.edge.conftest import TINY
from tests.edge.house import House


@pytest.fixture(name="house", scope="module")
def _house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A tiny conference whose doors are open; each test has people of its own there."""
    with House(tmp_path_factory.mktemp("help") / "var", TINY) as house:
        with house.enter("console") as admin:
            admin.command("open_reception").raise_for_status()
        yield house


@pytest.fixture(name="desk", scope="module")
def _desk(house: House) -> Iterator[Http]:
    with house.sign_in("Lan Mẫu", "reception") as http:
        yield http


@pytest.fixture(name="kiosk", scope="module")
def _kiosk(house: House) -> Iterator[Http]:
    with house.http(house.device("kiosk", "Ki-ốt 1")) as http:
        yield http


def paired(house: House, desk: Http, **told: str) -> dict[str, str]:
    """A kiosk asks, the desk lets it in; what it picks up, or why not."""
    with house.http() as stranger:
        asked = stranger.post("/api/v1/pairings", json={"kind": "kiosk"}).json()
        let_in = desk.post("/api/v1/devices", json={"code": asked["code"], **told})
        if not let_in.ok:
            return dict(let_in.json())
        taken = stranger.post("/api/v1/pairings/pick-up", json={"pickup": asked["pickup"]})
        return dict(taken.json())


@pytest.mark.parametrize("pickup", ["é", "", "đợi" * 500])
def test_a_wrong_pick_up_is_refused_while_somebody_waits(house: House, pickup: str) -> None:
    """
    Whatever a stranger sends in the place of the secret, it is nobody's, and no fault.
    """
    with house.http() as stranger:
        stranger.post("/api/v1/pairings", json={"kind": "kiosk"}).raise_for_status()
        answer = stranger.post("/api/v1/pairings/pick-up", json={"pickup": pickup})

    assert "unknown_pairing" == answer.json()["code"]
    assert answer.status_code < 500


def test_a_case_is_on_every_desk_at_once_and_outlives_the_server(house: House, kiosk: Http) -> None:
    """
    One desk takes it, the other sees by whom; after a pulled plug it is as it was.
    """
    one, other = (house.device("reception", name) for name in ("Bàn 1", "Bàn 2"))
    with house.socket("reception", one) as first, house.socket("reception", other) as second:
        kiosk.scan("không phải mã").raise_for_status()
        view = second.wait(lambda seen: seen["cases"])
        case = view["cases"][0]
        first.command("take_case", {"case": case["case"]})
        view = second.wait(lambda seen: [one["state"] for one in seen["cases"]] == ["taken"])
        assert "Bàn 1" == view["cases"][0]["by"]

    house.restart()

    with house.http(one) as desk:
        [again] = desk.view("reception")["cases"]
    assert ("taken", "Bàn 1", "unknown") == (again["state"], again["by"], again["verdict"])


def test_a_foreign_code_tells_its_kind_alone(house: House, desk: Http, kiosk: Http) -> None:
    """
    A code of ours beside it is read all the same; a kind nobody knows is named as the bad field.
    """

    def told(code: str, kind: str) -> dict[str, Any]:
        scan = {"id": new_id(), "code": code, "foreign": kind}
        return dict(kiosk.post("/api/v1/check-ins", json=scan).json())

    assert "unknown" == told("", "payment")["verdict"]
    assert "accepted" == told(house.code("D-05"), "payment")["verdict"]
    refused = told("", "một chuỗi lạ")

    assert ("bad_request", "foreign") == (refused["code"], refused["field"])
    kinds = [case["foreign"] for case in desk.view("reception")["cases"]]
    assert 1 == kinds.count("payment")


def test_whom_the_desk_wants_to_see_is_sent_there(house: House, desk: Http, kiosk: Http) -> None:
    """
    The kiosk answers `see_desk` and is told no reason; the desk is.
    """
    wanted = {"person": "D-03", "reason": "Ký nhận thay"}
    desk.command("ask_to_desk", wanted).raise_for_status()

    answer = kiosk.scan(house.code("D-03"))

    assert "see_desk" == answer.json()["verdict"]
    assert "Ký nhận" not in answer.text
    case = next(one for one in desk.view("reception")["cases"] if one["id"] == "D-03")
    assert ("see_desk", "Ký nhận thay") == (case["verdict"], case["reason"])


def test_the_search_tells_who_did_what(desk: Http) -> None:
    """
    A person's lines name everybody who had a hand in them.
    """
    desk.command("issue_badge", {"person": "D-04", "reason": "Mất thẻ"}).raise_for_status()
    desk.command("hand_documents", {"person": "D-04"}).raise_for_status()

    [found] = desk.get("/api/v1/delegates", params={"q": "D-04"}).json()["delegates"]

    assert [("badge_issued", "Lan Mẫu"), ("documents", "Lan Mẫu")] == [
        (line["what"], line["by"]) for line in found["history"]
    ]
    assert "Lan Mẫu" == found["documents"]["by"]


def test_who_has_just_joined_is_told_by_number(desk: Http) -> None:
    """
    The answer to a late registration and to a substitution names the new badge.
    """
    new = {"full_name": "Đinh Mẫu Mới", "delegate_class": "DAIBIEU", "unit": "CT", "reason": "Muộn"}
    forced = new | {"force": True, "approved_by": "Trưởng ban Mẫu"}

    answer = desk.command("register", forced).json()

    [found] = desk.get("/api/v1/delegates", params={"q": answer["person"]}).json()["delegates"]
    assert "Đinh Mẫu Mới" == found["name"]


def test_a_substitution_undone_is_told_with_what_is_still_elsewhere(
    house: House, desk: Http
) -> None:
    """
    The answer names the substitute and each duty that has gone to others; the search, the state.
    """
    given = {"full_name": "Tạ Mẫu Thay", "reason": "Ốm", "approved_by": "Ban Tổ chức"}
    new = desk.command("substitute", {"person": "D-06", **given}).json()["person"]

    answer = desk.command("undo_substitution", {"person": "D-06", "reason": "Vẫn đến"}).json()

    assert (new, []) == (answer["substitute"], answer["not_given_back"])
    [found] = desk.get("/api/v1/delegates", params={"q": new}).json()["delegates"]
    assert ("D-06", True) == (found["substituted_by"], found["substitution_undone"])
    [back] = desk.get("/api/v1/delegates", params={"q": "D-06"}).json()["delegates"]
    assert (None, False) == (back["substituted_by"], back["substitution_undone"])


def test_a_kiosk_stands_at_a_gate_and_counts_one_way(house: House, desk: Http) -> None:
    """
    What the desk says when it lets a kiosk in, the kiosk knows.
    """
    token = paired(house, desk, name="Ki-ốt ra", gate="  Cửa   sau ", direction="out")["token"]

    with house.http(token) as kiosk:
        stands = kiosk.view("kiosk")["kiosk"]

    assert {"name": "Ki-ốt ra", "gate": "Cửa sau", "direction": "out", "lock": None} == stands


def test_a_kiosk_is_moved_without_being_turned_out(house: House, desk: Http) -> None:
    """
    Gate and direction change on the same token, at once; who changed them stands in the trail.
    """
    token = paired(house, desk, name="Ki-ốt đổi cửa")["token"]
    address = "/api/v1/kiosks/Ki-ốt đổi cửa/place"
    with house.socket("kiosk", token) as kiosk:
        moved = desk.put(address, json={"gate": " Cửa  Đông ", "direction": "both"})
        moved.raise_for_status()
        stands = kiosk.wait(lambda view: view["kiosk"]["direction"] == "both")["kiosk"]

    assert ("Cửa Đông", "both") == (stands["gate"], stands["direction"])
    assert "bad_request" == desk.put(address, json={"direction": "up"}).json()["code"]
    nowhere = desk.put("/api/v1/kiosks/Không có/place", json={"direction": "in"})
    assert "unknown_kiosk" == nowhere.json()["code"]
    with house.http(token) as itself:
        assert 403 == itself.put(address, json={"direction": "in"}).status_code
    placed = [event for event in house.events() if isinstance(event, KioskPlaced)]
    assert [("Ki-ốt đổi cửa", "Cửa Đông", "both", "Lan Mẫu")] == [
        (event.kiosk, event.gate, event.direction, event.by) for event in placed
    ]


def test_a_direction_nobody_knows_is_refused(house: House, desk: Http) -> None:
    """
    The mistake names its field, and the kiosk still waits.
    """
    assert "bad_request" == paired(house, desk, name="Ki-ốt x", direction="up")["code"]


@pytest.mark.parametrize("kind", ["screen", "reception"])
def test_a_kiosk_turns_no_other_device_out(house: House, desk: Http, kind: str) -> None:
    """
    A name that belongs to a device of another kind is refused, and that device goes on.
    """
    name = f"Lối vào {kind}"
    token = house.device(kind, name, "hall" if kind == "screen" else None)

    answer = paired(house, desk, name=name)

    assert "device_name_taken" == answer["code"]
    assert name in answer["message"]
    with house.http(token) as other:
        assert other.get("/api/v1/session").ok
