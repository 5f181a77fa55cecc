"""A fault of the server's own is told to its sender alone, with a number that leads to the log."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.edge.clients import Refusal
from tests.edge.house import House


@contextmanager
def broken(house: House) -> Iterator[None]:
    """While a folder stands where the server's file of accounts should."""
    file = house.settings.access
    aside = file.rename(file.with_suffix(".aside"))
    file.mkdir()
    try:
        yield
    finally:
        file.rmdir()
        aside.rename(file)


def test_a_fault_has_a_number(house: House) -> None:
    """
    Whoever meets a fault is given a number, by HTTP and by socket; the log tells what it was.
    """
    admin = house.enter("console")
    with house.socket("console", str(admin.token)) as console:
        before = len(house.events())
        with broken(house):
            by_http = admin.command("blackout")
            by_socket = console.command("blackout")
            scanned = console.scan("0")
            with pytest.raises(Refusal) as refused:
                house.socket("hall", str(admin.token))
        after = len(house.events())
        mended = console.command("blackout")

    told = [by_http.json(), by_socket, scanned, refused.value.told]
    assert 500 == by_http.status_code
    assert [{"code", "message", "message_en", "reference"}] * 4 == [set(one) for one in told]
    assert {"fault"} == {one["code"] for one in told}
    assert 4 == len({one["reference"] for one in told})
    assert [] == [one["reference"] for one in told if one["reference"] not in house.said()]
    assert [] == [one for one in told if "directory" in str(one)]
    assert before == after
    assert "ScreenModeSet" in mended["events"]
    admin.close()


def test_a_fault_does_not_quote_what_was_asked_for(house: House) -> None:
    """
    The log and the terminal name the rule of the call that met a fault, never its path.
    """
    with house.enter("console") as admin, broken(house):
        answer = admin.delete("/api/v1/devices/Mẫu")

    assert 500 == answer.status_code
    assert answer.json()["reference"] in house.said()
    assert "/api/v1/devices/<path:name>" in house.said()
    assert not any(word in house.said() for word in ("Mẫu", "M%E1"))
