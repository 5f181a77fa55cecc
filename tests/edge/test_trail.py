"""The audit trail: what was asked, by whom, from where; to read, to filter and to take along."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest

from server.conference.commands import MINUTES, Role
from server.web.trail import PAGE, spreadsheet
from tests.edge.clients import Http
from tests.edge.conftest import TINY
from tests.edge.house import House


@pytest.fixture(name="house", scope="module")
def _house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server on which a few things were done and one refused."""
    house = House(tmp_path_factory.mktemp("trail") / "var", TINY)
    with house:
        with house.enter("console") as desk:
            desk.command("open_reception").raise_for_status()
            desk.command(
                "check_in_by_hand", {"person": "D-03", "method": "name"}
            ).raise_for_status()
            assert 409 == desk.command("pause").status_code
            desk.command(
                "check_in_by_hand", {"person": "D-04", "method": "name"}
            ).raise_for_status()
            desk.command("start").raise_for_status()
        yield house


@pytest.fixture(name="secretary")
def _secretary(house: House) -> Iterator[Http]:
    with house.sign_in("Thư ký Mẫu", Role.SECRETARY) as secretary:
        yield secretary


def trail(reader: Http, **asked: str) -> list[dict[str, Any]]:
    """The entries a filter lets through."""
    answer = reader.get("/api/v1/trail", params=asked)
    answer.raise_for_status()
    return list(answer.json()["entries"])


def test_each_deed_says_who_what_when_and_from_where(house: House, secretary: Http) -> None:
    """
    The newest stands first; a person is named in full, with the badge number.
    """
    by_hand = next(entry for entry in trail(secretary) if entry["name"] == "check_in_by_hand")

    name = next(p.full_name for p in house.plan.people if p.id == "D-04")
    assert [f"{name} (D-04)"] == by_hand["about"]
    assert ("127.0.0.1", 200) == (by_hand["device"], by_hand["status"])
    assert by_hand["actor"]
    assert by_hand["at"].endswith("Z")


def test_what_was_refused_is_there_with_the_reason_why(secretary: Http) -> None:
    """
    A refused command changed nothing, but it was asked for.
    """
    (refused,) = trail(secretary, refused="1")

    assert ("pause", 409) == (refused["name"], refused["status"])
    assert refused["why"]
    assert refused["why_en"]


@pytest.mark.parametrize(
    ("asked", "deed"),
    [("khai mac", "start"), ("OPENED conference", "start"), ("d-04 ban", "check_in_by_hand")],
)
def test_any_words_in_either_language_find_a_deed(secretary: Http, asked: str, deed: str) -> None:
    """
    Without accents, in any order: the deed, the person, the machine.
    """
    assert {deed} == {entry["name"] for entry in trail(secretary, q=asked)}


def test_the_scans_can_be_left_out(house: House, secretary: Http) -> None:
    """
    A hundred and forty scans would hide the three deeds somebody looks for.
    """
    with house.http(house.device("kiosk", "ki-ốt trail")) as kiosk:
        kiosk.scan(house.code("D-05"))

    assert "check_in" in {entry["name"] for entry in trail(secretary)}
    assert "check_in" not in {entry["name"] for entry in trail(secretary, door="0")}


def test_who_let_a_device_in_and_who_turned_it_out(house: House, secretary: Http) -> None:
    """
    A kiosk nobody knows of is the first thing an auditor asks about.
    """
    with house.http() as kiosk, house.sign_in("Quản trị Mẫu", Role.ADMIN) as desk:
        code = kiosk.post("/api/v1/pairings", json={"kind": "kiosk"}).json()["code"]
        asked = {"code": code, "name": "Ki-ốt cửa phụ"}
        desk.post("/api/v1/devices", json=asked).raise_for_status()
        desk.delete("/api/v1/devices/Ki-ốt cửa phụ").raise_for_status()

    out, into = trail(secretary)[:2]
    assert ("let_in", ["Ki-ốt cửa phụ", "kiosk"]) == (into["name"], into["about"])
    assert ("turn_out", ["Ki-ốt cửa phụ"]) == (out["name"], out["about"])
    assert into["actor"] == out["actor"]


def test_who_made_a_badge_anew(house: House, secretary: Http) -> None:
    """
    A label holds a valid code: whoever prints one, opens its picture or takes it back is known.
    """
    with house.sign_in("Lễ tân Mẫu", Role.RECEPTION) as desk:
        label = desk.post("/api/v1/labels", json={"person": "D-04"}).json()["label"]
        desk.get(f"/api/v1/labels/{label['number']}.png").raise_for_status()
        desk.delete(f"/api/v1/labels/{label['number']}").raise_for_status()
        refused = desk.post("/api/v1/labels", json={"person": "D-04", "printer": "zpl:x"})

    name = next(p.full_name for p in house.plan.people if p.id == "D-04")
    newest = trail(secretary)[:4]
    deeds = [(e["name"], e["about"], e["actor"]) for e in newest if e["name"].endswith("_label")]
    who = ([f"{name} (D-04)"], "Lễ tân Mẫu")
    assert [("withdraw_label", *who), ("open_label", *who), ("print_label", *who)] == deeds
    assert 404 == refused.status_code


def test_a_long_day_comes_page_by_page(house: House, secretary: Http) -> None:
    """
    No line is left out between two pages, and none comes twice.
    """
    with house.sign_in("Lễ tân Mẫu", Role.RECEPTION) as desk:
        for _ in range(PAGE):
            desk.command("check_out", {"person": "D-03"}).raise_for_status()

    first = secretary.get("/api/v1/trail").json()
    second = secretary.get("/api/v1/trail", params={"before": first["next"]}).json()

    numbers = [entry["number"] for entry in first["entries"] + second["entries"]]
    assert list(range(numbers[0], 0, -1)) == numbers
    assert second["next"] is None


def test_it_is_for_the_desk_and_the_minutes_only(shared: House, people: dict[Role, Http]) -> None:
    """
    Names stand in it: neither kiosk nor MC nor viewer may read it or take it along.
    """
    read = {role: one.get("/api/v1/trail").status_code for role, one in people.items()}
    taken = {role: one.post("/api/v1/trail/exports").status_code for role, one in people.items()}

    assert {role: 200 if role in MINUTES else 403 for role in people} == read == taken


def test_an_export_says_whose_it_is_and_is_noted_itself(house: House, secretary: Http) -> None:
    """
    Whoever carries personal data out of the house stands in the trail.
    """
    answer = secretary.post("/api/v1/trail/exports", params={"refused": "1"})

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert house.plan.title in rows[0][0]
    assert "Thư ký Mẫu" in rows[0][0]
    assert "KHÔNG CÓ THẬT" in rows[1][0]
    assert "Ai" in rows[2]
    assert 1 == len(rows[3:])
    assert "export_trail" == trail(secretary)[0]["name"]


@pytest.mark.parametrize("cell", ["=1+1", "+84", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_taken_for_a_formula(cell: str) -> None:
    """
    A name somebody typed must not run in the office's spreadsheet (CWE-1236).
    """
    (row,) = csv.reader(io.StringIO(spreadsheet([["An", cell]]).decode("utf-8-sig"), newline=""))

    assert ["An", f"'{cell}"] == row
