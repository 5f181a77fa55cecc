"""The gate: nobody keeps it shut by asking, and whoever looks after it sends askers away."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from server.conference import Refused
from server.web.access import Access
from server.web.gate import LIFE, MOST_FROM_ONE_ADDRESS, MOST_WAITING, Pairings
from tests.edge.clients import Http
from tests.edge.house import House

CROWD = [f"10.0.0.{n}" for n in range(MOST_WAITING // MOST_FROM_ONE_ADDRESS)]


class Clock:
    """The time, as far as the test lets it come."""

    def __init__(self) -> None:
        self.now = datetime(2027, 3, 1, 7, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(name="clock")
def _clock() -> Clock:
    return Clock()


@pytest.fixture(name="gate")
def _gate(tmp_path: Path, clock: Clock) -> Pairings:
    """A gate at which five addresses have taken every place."""
    gate = Pairings(Access.at(tmp_path / "access.json"), clock)
    for address in CROWD:
        for _ in range(MOST_FROM_ONE_ADDRESS):
            gate.ask("kiosk", None, address)
    return gate


def addresses(gate: Pairings) -> list[str]:
    """From where those ask whom the desk sees."""
    return [str(one["address"]) for one in gate.waiting()]


def test_a_crowd_at_the_gate_gives_way_to_whoever_is_alone(gate: Pairings) -> None:
    """
    The crowd's oldest goes, and the crowd takes no place back.
    """
    kiosk = gate.ask("kiosk", None, "10.0.1.1")
    for address in CROWD:
        with pytest.raises(Refused, match="too_many_waiting"):
            gate.ask("kiosk", None, address)

    assert MOST_WAITING == len(addresses(gate))
    assert "waiting" == gate.pick_up(kiosk["pickup"])["state"]


def test_who_is_as_crowded_as_the_others_takes_nobodys_place(gate: Pairings) -> None:
    """
    Otherwise devices that ask again and again would take each other's digits for ever.
    """
    everybody = Pairings(gate._access, gate._clock)
    for n in range(MOST_WAITING):
        everybody.ask("kiosk", None, f"10.0.2.{n}")

    with pytest.raises(Refused, match="too_many_waiting"):
        everybody.ask("kiosk", None, "10.0.3.1")
    assert MOST_WAITING == len(addresses(everybody))


def test_an_address_that_was_sent_away_asks_no_more_for_a_while(
    gate: Pairings, clock: Clock
) -> None:
    """
    All its devices leave the list; by its digits one can still be let in; then all may ask again.
    """
    noted: list[tuple[str, str]] = []
    code = next(str(one["code"]) for one in gate.waiting() if one["address"] == CROWD[2])
    gate.dismiss(code, neighbours=True, note_first=lambda *said: noted.append(said))
    left = addresses(gate)
    with pytest.raises(Refused, match="too_many_waiting"):
        gate.ask("kiosk", None, CROWD[2])
    clock.now += LIFE + timedelta(seconds=1)
    gate.ask("kiosk", None, CROWD[2])

    assert [("kiosk", CROWD[2])] == noted
    assert CROWD[2] not in left
    assert MOST_WAITING - MOST_FROM_ONE_ADDRESS == len(left)
    assert [CROWD[2]] == addresses(gate)


def test_the_desk_dismisses_one_device(house: House) -> None:
    """
    It leaves the list and goes on showing its digits; the trail tells who dismissed it.
    """
    with house.enter("console") as admin, house.http() as stranger:
        asked = [stranger.post("/api/v1/pairings", json={"kind": "kiosk"}).json() for _ in range(2)]
        admin.delete(f"/api/v1/pairings/{asked[0]['code']}").raise_for_status()
        again = admin.delete("/api/v1/pairings/0000x")
        seen = waiting(admin)
        state = stranger.post("/api/v1/pairings/pick-up", json={"pickup": asked[0]["pickup"]})
        named = {"code": asked[0]["code"], "name": "Ki-ốt 1"}
        mistaken = admin.post("/api/v1/devices", json=named)
        (deed, *_) = [
            one
            for one in admin.get("/api/v1/trail").json()["entries"]
            if one["name"] == "turn_away"
        ]

    assert [asked[1]["code"]] == seen
    assert ("unknown_pairing", "waiting") == (again.json()["code"], state.json()["state"])
    assert 200 == mistaken.status_code
    assert {"kiosk", "127.0.0.1"} <= set(deed["about"])


def waiting(desk: Http) -> list[str]:
    """The digits the desk sees."""
    return [one["code"] for one in desk.view("reception")["waiting"]]
