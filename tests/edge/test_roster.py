"""The roster a kiosk keeps: digests and what it says to people, nothing more, and only when it changed."""

import hashlib
import time
from collections.abc import Iterator
from typing import Any

import pytest

from server.conference.commands import Role
from tests.edge.clients import Http
from tests.edge.conftest import TINY
from tests.edge.house import House

SHOWN = {"name", "salutation", "class_word", "side", "unit", "seat", "vip"}
KEPT = {"digest", "number", "state"}
CHANGED = {"D-01", "D-02", "D-08", "D-09", "M-02"}
LONG_ENOUGH_S = 2.7  # since the doors opened, for a scan to be late


@pytest.fixture(name="house", scope="module")
def _house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A tiny conference whose doors are open; each test has people of its own there."""
    with House(tmp_path_factory.mktemp("roster") / "var", TINY) as house:
        with house.enter("console") as admin:
            admin.command("open_reception").raise_for_status()
        yield house


@pytest.fixture(name="kiosk", scope="module")
def _kiosk(house: House) -> Iterator[Http]:
    with house.http(house.device("kiosk", "Ki-ốt 1")) as http:
        yield http


@pytest.fixture(name="desk", scope="module")
def _desk(house: House) -> Iterator[Http]:
    with house.http(house.device("reception", "Bàn 1")) as http:
        yield http


def roster(kiosk: Http, since: str = "") -> dict[str, Any]:
    """What the server answers a kiosk that has `since`."""
    answer = kiosk.get("/api/v1/roster", params={"since": since})
    answer.raise_for_status()
    return dict(answer.json())


def digest(kept: dict[str, Any], text: str) -> str:
    """The digest by which a roster knows a code or a number."""
    return hashlib.sha256(bytes.fromhex(kept["salt"]) + text.encode()).hexdigest()[:24]


def states(kept: dict[str, Any]) -> dict[str, str]:
    """The state of each badge, by the digest of its code."""
    return {line["digest"]: line["state"] for line in [*kept["people"], *kept["void"]]}


def test_it_knows_every_badge_by_code_and_by_number(house: House, kiosk: Http) -> None:
    """
    Whoever is on the plan is on the roster, with what the kiosk says to them.
    """
    kept = roster(kiosk)

    by_code = {line["digest"]: line for line in kept["people"]}
    for person in (one for one in house.plan.people if one.id not in CHANGED):
        line = by_code[digest(kept, house.code(person.id))]
        assert digest(kept, person.id) == line["number"]
        assert (person.full_name, person.hall_seat) == (line["name"], line["seat"])
    assert house.plan.code == kept["conference"]


def test_it_carries_nothing_else(house: House, kiosk: Http) -> None:
    """
    No code, no badge number, no phone, no year of birth leaves for a kiosk's disk.
    """
    kept = roster(kiosk)

    valid = [line for line in kept["people"] if line["state"] == "valid"]
    assert {frozenset(KEPT | SHOWN)} == {frozenset(line) for line in valid}
    text = kiosk.get("/api/v1/roster").text
    for person in house.plan.people:
        assert house.code(person.id) not in text
        assert f'"{person.id}"' not in text


def test_a_scan_does_not_change_its_version(house: House, kiosk: Http) -> None:
    """
    A kiosk that has the newest is told so in a few bytes, however many have come since.
    """
    version = roster(kiosk)["version"]
    kiosk.scan(house.code("D-03")).raise_for_status()

    assert {"version": version, "unchanged": True} == roster(kiosk, since=version)


def test_a_restart_does_not_change_its_version(house: House, kiosk: Http) -> None:
    """
    The version names what is in it, not when it was made.
    """
    version = roster(kiosk)["version"]
    house.restart()

    assert roster(kiosk, since=version)["unchanged"]


@pytest.mark.parametrize(
    ("command", "args"),
    [
        ("correct_person", {"person": "D-01", "full_name": "Lê Mẫu Nhã Ca"}),
        ("issue_badge", {"person": "D-08", "reason": "Mất thẻ"}),
        ("revoke_badge", {"person": "D-09", "reason": "Nhặt được"}),
        ("ask_to_desk", {"person": "M-02", "reason": "Ký nhận"}),
    ],
)
def test_what_changes_it(kiosk: Http, desk: Http, command: str, args: dict[str, str]) -> None:
    """
    A name corrected, a badge issued or revoked: the version is another, and kiosks are told of it.
    """
    before = roster(kiosk)["version"]
    desk.command(command, args).raise_for_status()

    after = roster(kiosk, since=before)["version"]
    assert before != after
    assert after == kiosk.view("kiosk")["roster"]


def test_replaced_and_revoked_badges_are_told_apart(house: House, kiosk: Http, desk: Http) -> None:
    """
    The old badge of a new one is replaced; one that was revoked is revoked; neither carries a name.
    """
    desk.command("issue_badge", {"person": "D-01", "reason": "Mất thẻ"}).raise_for_status()
    desk.command("revoke_badge", {"person": "D-02", "reason": "Nhặt được"}).raise_for_status()

    kept = roster(kiosk)

    codes = [house.code("D-01", 1), house.code("D-01", 2), house.code("D-02", 1)]
    assert ["replaced", "valid", "revoked"] == [states(kept)[digest(kept, c)] for c in codes]
    void = [line for line in [*kept["people"], *kept["void"]] if line["state"] != "valid"]
    assert [] == [line for line in void if line.keys() & SHOWN]


def test_only_kiosks_get_it(shared: House, people: dict[Role, Http]) -> None:
    """
    Nobody but a paired kiosk has a use for it.
    """
    for role in set(Role) - {Role.KIOSK}:
        assert 403 == people[role].get("/api/v1/roster").status_code


class TestTheScansAge:
    """A kiosk says how long ago a scan was; its clock is nobody's business."""

    @pytest.mark.parametrize("age_ms", [-1e300, -60_000, 0, 1e11, 1e300])
    def test_any_age_is_answered(self, house: House, kiosk: Http, age_ms: float) -> None:
        """
        However absurd the age, the scan has its verdict.
        """
        answer = kiosk.scan(house.code("V-01"), age_ms=age_ms)

        assert answer.json()["verdict"] in {"accepted", "already_in"}

    def test_an_absurd_age_is_marked(self, house: House, kiosk: Http, desk: Http) -> None:
        """
        Reception sees which times of arrival to doubt.
        """
        kiosk.scan(house.code("D-04"), age_ms=-60_000)
        kiosk.scan(house.code("D-05"), age_ms=5)

        marks = {row["id"]: row["doubtful"] for row in desk.view("reception")["recent"]}
        assert (True, False) == (marks["D-04"], marks["D-05"])

    def test_it_goes_before_the_time_a_kiosk_claims(self, house: House, kiosk: Http) -> None:
        """
        Of the two the age is the one that no wrong clock can spoil.
        """
        answer = kiosk.scan(house.code("D-06"), age_ms=0, happened_at="2031-01-01T00:00:00Z")

        assert answer.json()["first"]["at"] < "2031"


class TestHealth:
    """A kiosk tells how it is, and reception sees it."""

    def test_reception_sees_what_a_kiosk_tells(self, house: House, desk: Http) -> None:
        """
        Scans held, roster, camera and battery, also after the kiosk has gone.
        """
        token = house.device("kiosk", "Ki-ốt 2")
        with house.socket("kiosk", token) as kiosk:
            told = {"waiting": 3, "roster_version": "v", "roster_age_s": 60, "camera": "on"}
            assert {} == kiosk.call("health", {**told, "battery": 0.5})

        seen = next(k for k in desk.view("reception")["kiosks"] if k["name"] == "Ki-ốt 2")
        health = seen["health"]
        assert (3, "v", "on", True, 0.5) == (
            health["waiting"],
            health["roster_version"],
            health["camera"],
            health["storage"],
            health["battery"],
        )
        assert health["roster_at"] < seen["last_seen"]

    @pytest.mark.parametrize("wrong", [{"waiting": -1}, {"camera": "x" * 99}, {"battery": 7}, 7])
    def test_nonsense_is_refused(self, house: House, wrong: Any) -> None:
        """
        What is no health is a bad request, and changes nothing.
        """
        with house.socket("kiosk", house.device("kiosk", "Ki-ốt 3")) as kiosk:
            assert "bad_request" == kiosk.call("health", wrong)["code"]


def test_a_kiosk_at_the_gate_tells_how_many_scans_it_holds(house: House, desk: Http) -> None:
    """
    Whoever lets a kiosk in again knows that there is something to be told.
    """
    with house.http() as stranger:
        body = b'{"kind": "kiosk", "holds": 4}'
        code = stranger.post("/api/v1/pairings", data=body).json()["code"]

    (waiting,) = desk.view("reception")["waiting"]
    assert (code, 4) == (waiting["code"], waiting["holds"])


def test_the_worker_names_the_files_of_the_page_and_their_version(house: House) -> None:
    """
    The service worker is served with its list, for the kiosk's pages, and always checked anew.
    """
    with house.http() as browser:
        answer = browser.get("/kiosk/worker.js")
        listed = {
            part.strip('"')
            for part in answer.text.split("JSON.parse('[")[1].split("]')")[0].split(", ")
        }

        assert ("/kiosk", "no-cache") == (
            answer.headers["Service-Worker-Allowed"],
            answer.headers["Cache-Control"],
        )
        assert "{{" not in answer.text
        assert {"/kiosk/kiosk.html", "/kiosk/camera-worker.js", "/texts/vi.json"} <= listed
        assert not {url for url in listed if "reception" in url or "console" in url}
        for url in listed:
            assert 200 == browser.get(url).status_code


def test_two_conflicting_outboxes_reach_the_desk(house: House, kiosk: Http, desk: Http) -> None:
    """
    Both kiosks' times and places stand on the desk's list of cases, the earlier one first.
    """
    code = house.code("D-07")
    time.sleep(LONG_ENOUGH_S)
    with house.http(house.device("kiosk", "Ki-ốt 4")) as other:
        later, earlier = kiosk.scan(code, age_ms=2_100), other.scan(code, age_ms=2_600)

    assert ["accepted", "already_in"] == [a.json()["verdict"] for a in (later, earlier)]
    view = desk.view("reception")
    case = next(case for case in view["cases"] if case["id"] == "D-07")
    assert "conflict" == case["verdict"]
    assert ["Ki-ốt 4", "Ki-ốt 1"] == [arrival["kiosk"] for arrival in case["arrivals"]]
    assert case["arrivals"][0]["at"] < case["arrivals"][1]["at"]
    first = earlier.json()["first"]
    assert case["arrivals"][0] == {"at": first["at"], "kiosk": first["kiosk"]}
