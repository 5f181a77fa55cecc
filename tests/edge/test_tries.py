"""Badge numbers are no secret: who types one after another at a kiosk lets nobody in for long."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from server.web.tries import AT_ONCE, Tries
from tests.edge.clients import Http, new_id
from tests.edge.house import House

NINE = datetime(2027, 3, 1, 9, tzinfo=UTC)


@pytest.fixture(name="admin")
def _admin(house: House) -> Iterator[Http]:
    with house.enter("console") as admin:
        admin.command("open_reception").raise_for_status()
        yield admin


def test_numbers_typed_one_after_another_lead_to_the_help_desk(house: House, admin: Http) -> None:
    """
    Ten come in, the others have to show a badge; the desk hears of it once, and other doors go on.
    """
    kiosk, other = (house.http(house.device("kiosk", f"Ki-ốt {n}")) for n in (1, 2))
    everybody = [person.id for person in house.plan.people]
    ids = {person: new_id() for person in everybody}

    typed = {p: kiosk.scan(p, id=ids[p]).json()["verdict"] for p in everybody}
    again = kiosk.scan(everybody[0], id=ids[everybody[0]]).json()["verdict"]
    late = everybody[AT_ONCE:]
    absent = [admin.get("/api/v1/delegates", params={"q": p}).json() for p in late]
    badge = kiosk.scan(house.code(late[0])).json()["verdict"]
    elsewhere = other.scan(late[1]).json()["verdict"]
    cases = [c for c in admin.view("reception")["cases"] if c["foreign"] == "many"]

    assert ["accepted"] * AT_ONCE + ["see_desk"] * len(late) == list(typed.values())
    assert len(late) == 2
    assert [False, False] == [found["delegates"][0]["present"] for found in absent]
    assert ["accepted"] * 3 == [again, badge, elsewhere]
    assert [("Ki-ốt 1", 1)] == [(case["kiosk"], case["times"]) for case in cases]
    for one in (kiosk, other):
        one.close()


def test_texts_nobody_knows_fill_no_journal(house: House, admin: Http) -> None:
    """
    Guesses sent with a stolen kiosk's token are answered, and a few of them are written down.
    """
    kiosk = house.http(house.device("kiosk", "Ki-ốt 1"))
    before = admin.view("hall")["version"]

    verdicts = [kiosk.scan(f"X-{n:03}").json()["verdict"] for n in range(60)]

    assert ["unknown"] * AT_ONCE == verdicts[:AT_ONCE]
    assert {"see_desk"} == set(verdicts[AT_ONCE:])
    assert admin.view("hall")["version"] - before <= AT_ONCE + 1
    kiosk.close()


def test_a_kiosk_that_was_alone_loses_nobody(house: House, admin: Http) -> None:
    """
    All who typed their numbers while it was cut off are told of in one batch, and all are in.
    """
    kiosk = house.http(house.device("kiosk", "Ki-ốt 1"))
    everybody = [person.id for person in house.plan.people]
    scans: list[dict[str, Any]] = [
        {"id": new_id(), "code": person, "age_ms": 5_000 * (len(everybody) - n)}
        for n, person in enumerate(everybody)
    ]

    answers = kiosk.post("/api/v1/check-ins/batch", json={"scans": scans}).json()["answers"]

    assert ["accepted"] * len(everybody) == [answer["verdict"] for answer in answers]
    kiosk.close()


def test_tries_count_at_their_own_time() -> None:
    """
    In whatever order a kiosk tells of them, and however long ago they were made.
    """
    tries = Tries()
    apart = [NINE - timedelta(seconds=7 * n) for n in range(200)]

    assert all(tries.may_try("Ki-ốt 1", "ours", at) for at in [NINE, *reversed(apart)])
    assert not all(tries.may_try("Ki-ốt 1", "ours", NINE) for _ in range(AT_ONCE))
    assert tries.may_try("Ki-ốt 1", "unknown", NINE)
    assert tries.may_try("Ki-ốt 2", "ours", NINE)
    assert tries.may_try("Ki-ốt 1", "ours", NINE + timedelta(seconds=40))
