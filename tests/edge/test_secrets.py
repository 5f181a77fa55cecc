"""No code, token, PIN or secret is written where somebody could read it: log, journal, accounts."""

from pathlib import Path

import pytest

from server.conference.commands import Role
from server.secret import kept_secret
from tests.edge.clients import Refusal, Socket
from tests.edge.conftest import TINY
from tests.edge.house import House
from tests.edge.test_door import foreign, forged

NAME, PIN, WRONG = "Lễ tân Mẫu", "7291846350", "5038264917"


@pytest.fixture(name="words", scope="module")
def _words(tmp_path_factory: pytest.TempPathFactory) -> tuple[House, dict[str, str]]:
    """A server through which every kind of secret has gone, well and badly; and the secrets."""
    house = House(tmp_path_factory.mktemp("secrets") / "var", TINY)
    with house:
        admin = house.enter("console")
        admin.command("open_reception").raise_for_status()
        kiosk = house.http(house.device("kiosk", "ki-ốt 1"))
        clerk = house.sign_in(NAME, Role.RECEPTION, PIN)
        words = {
            "an accepted code": house.code("D-03"),
            "a code by socket": house.code("D-04"),
            "a code with an address": house.code("D-05"),
            "a forged code": forged(house, "D-03"),
            "a foreign code": foreign("D-03"),
            "a code in the wrong field": house.code("D-06"),
            "the PIN": PIN,
            "a wrong PIN": WRONG,
            "a session's token": str(clerk.token),
            "a device's token": str(kiosk.token),
            "a wrong token": "khoa-sai-0123456789",
            "the secret": kept_secret(house.var).hex(),
        }
        code = list(words.values())
        kiosk.scan(code[0])
        kiosk.scan(code[0])
        kiosk.scan(f"https://tay-do.example/{code[2]}")
        kiosk.scan(code[3])
        kiosk.scan(code[4])
        kiosk.post("/api/v1/check-ins", data=f'{{"id": "a", "kod": "{code[5]}"')
        kiosk.post("/api/v1/check-ins", json={"id": "a", "code": [code[5]]})
        kiosk.get(f"/nothing/{code[5][:0]}")
        clerk.command("check_out", {"person": 5})
        with house.socket("kiosk", str(kiosk.token)) as socket:
            socket.scan(code[1])
            socket.call("check_in", {"code": code[5]})
        with pytest.raises(Refusal):
            Socket(house.base, {"token": words["a wrong token"], "as": "hall"})
        with house.http(words["a wrong token"]) as stranger:
            stranger.get("/api/v1/session")
            stranger.post("/api/v1/session", json={"name": NAME, "pin": WRONG})
        for one in (admin, kiosk, clerk):
            one.close()
        house.stop()
    return house, words


def test_the_log_holds_no_secret(words: tuple[House, dict[str, str]]) -> None:
    """
    What the server writes to its terminal could be shown on a wall, but for the first links.
    """
    house, secrets = words

    said = house.said()

    assert said
    assert [] == [kind for kind, word in secrets.items() if word in said]


def test_no_file_holds_a_secret(words: tuple[House, dict[str, str]]) -> None:
    """
    Journal and accounts could be lost on a train: nobody gets in with what they hold.
    """
    house, secrets = words

    kept = [path for path in house.var.rglob("*") if path.is_file() and path.name != "secret"]
    files = {path.name: path.read_bytes() for path in kept}
    held = [
        (k, name) for k, w in secrets.items() for name, raw in files.items() if w.encode() in raw
    ]

    assert {f"{TINY.name}.sqlite", "server.jsonl"} <= files.keys()
    assert [] == held


def test_every_file_is_its_owners(words: tuple[House, dict[str, str]]) -> None:
    """
    The folder and all in it are for nobody else on the machine to read.
    """
    house, _ = words

    everything = (house.var, *house.var.rglob("*"))
    open_to_others = [path.name for path in everything if path.stat().st_mode & 0o077]

    assert [] == open_to_others


def test_the_secret_outlives_the_server(tmp_path: Path) -> None:
    """
    The secret is made once: the badges printed yesterday are read today.
    """
    first = kept_secret(tmp_path / "var")

    assert first == kept_secret(tmp_path / "var")
    assert 32 == len(first)
