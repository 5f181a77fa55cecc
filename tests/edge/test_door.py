"""The door answers every scan in words the kiosk knows, once, and lets nobody in twice."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from server.conference.badges import code_of
from server.conference.commands import Role
from server.conference.plan import Person
from server.conference.scenes import instant
from tests.edge.clients import Http, new_id
from tests.edge.house import House


@pytest.fixture(name="nobody_yet", scope="module")
def _nobody_yet(shared: House) -> Iterator[Person]:
    """People who have not come yet, one for each who asks."""
    return iter(shared.plan.people)


@pytest.fixture(name="person")
def _person(nobody_yet: Iterator[Person]) -> Person:
    return next(nobody_yet)


@pytest.fixture(name="kiosk")
def _kiosk(people: dict[Role, Http]) -> Http:
    return people[Role.KIOSK]


@pytest.fixture(name="desk")
def _desk(people: dict[Role, Http]) -> Http:
    return people[Role.RECEPTION]


def foreign(person: str) -> str:
    """A well-formed code of another conference."""
    return code_of(b"another secret", "9999", person, 1)


def forged(house: House, person: str) -> str:
    """A well-formed code of this conference, made without its secret."""
    return code_of(b"a guess", house.plan.code, person, 1)


def close(admin: Http) -> None:
    """Salute the flag, then leave out the rest of the programme."""
    admin.command("start").raise_for_status()
    for _ in range(20):
        if (admin.view("console")["item"] or {"id": "flag"})["id"] == "flag":
            admin.command("next").raise_for_status()
    admin.command("go_to", {"item": "end"}).raise_for_status()
    while admin.command("next").status_code == 200:
        pass
    admin.command("close", {"force": True, "reason": "diễn tập"}).raise_for_status()


def test_a_morning_at_the_door(house: House) -> None:
    """
    Every verdict is given where it is due, by the code on the badge.
    """
    admin, kiosk = house.enter("console"), house.http(house.device("kiosk", "ki-ốt 1"))
    code, other = house.code("D-03"), house.code("D-04")

    def verdict(text: str, **more: str) -> str:
        answer = kiosk.scan(text, **more)
        assert answer.status_code == 200
        return str(answer.json()["verdict"])

    heard = {"before the doors open": verdict(code)}
    admin.command("open_reception").raise_for_status()
    heard |= {
        "the first time": verdict(code),
        "again": verdict(code),
        "going out": verdict(code, direction="out"),
        "coming back": verdict(code),
        "another conference": verdict(foreign("D-03")),
        "forged": verdict(forged(house, "D-03")),
        "a wrong check digit": verdict(code[:-1] + str((int(code[-1]) + 1) % 10)),
        "cut short": verdict(code[:-2]),
        "nothing": verdict(""),
        "words": verdict("xin chào " * 5000),
    }
    admin.command("issue_badge", {"person": "D-03", "reason": "mất thẻ"}).raise_for_status()
    heard |= {"a lost badge": verdict(code), "its successor": verdict(house.code("D-03", 2))}
    admin.command("revoke_badge", {"person": "D-04", "reason": "mất"}).raise_for_status()
    heard |= {"a void badge": verdict(other)}
    close(admin)
    heard |= {"after the end": verdict(house.code("D-05"))}

    assert {
        "before the doors open": "not_open",
        "the first time": "accepted",
        "again": "already_in",
        "going out": "exit_recorded",
        "coming back": "returned",
        "another conference": "wrong_conference",
        "forged": "unknown",
        "a wrong check digit": "unknown",
        "cut short": "unknown",
        "nothing": "unknown",
        "words": "unknown",
        "a lost badge": "replaced",
        "its successor": "already_in",
        "a void badge": "revoked",
        "after the end": "closed",
    } == heard
    kiosk.close()
    admin.close()


@pytest.mark.parametrize(
    "written",
    ["{code}", "https://tay-do.example/the/{code}", " {code}\r\n", "{number}", " {number} "],
    ids=["code", "address", "with blanks", "number", "number with blanks"],
)
def test_a_badge_is_read_in_every_form(
    shared: House, kiosk: Http, person: Person, written: str
) -> None:
    """
    The code, an address that ends in it and the short number all name the same person.
    """
    text = written.format(code=shared.code(person.id), number=person.id.lower())

    answer = kiosk.scan(text).json()

    assert ("accepted", person.id) == (answer["verdict"], answer["delegate"]["id"])


def test_the_first_arrival_is_told(shared: House, kiosk: Http, desk: Http, person: Person) -> None:
    """
    Who is already in is told since when and by which kiosk, and the count does not move.
    """
    first = kiosk.scan(shared.code(person.id)).json()

    again = desk.scan(shared.code(person.id)).json()

    assert ("accepted", "already_in") == (first["verdict"], again["verdict"])
    assert "ki-ốt 1" == again["first"]["kiosk"]
    assert first["first"] == again["first"]
    assert not again["first"]["by_hand"]
    assert first["attendance"] == again["attendance"]


def test_the_first_arrival_is_told_with_its_gate(
    shared: House, kiosk: Http, desk: Http, person: Person
) -> None:
    """
    Where a kiosk has a gate, whoever comes again hears of it too.
    """
    shared.access.place("ki-ốt 1", "Cửa A", "in")
    try:
        kiosk.scan(shared.code(person.id)).raise_for_status()
        again = desk.scan(shared.code(person.id)).json()
    finally:
        shared.access.place("ki-ốt 1", None, "in")

    assert ("Cửa A", "ki-ốt 1") == (again["first"]["gate"], again["first"]["kiosk"])


def test_a_scan_sent_twice_is_one(shared: House, kiosk: Http, person: Person) -> None:
    """
    The same scan id gets the stored verdict before anything else is looked at.
    """
    id = new_id()

    first = kiosk.scan(shared.code(person.id), id=id)
    again = kiosk.scan("rác", id=id, direction="out")

    assert first.content == again.content
    assert "already_in" == kiosk.scan(shared.code(person.id)).json()["verdict"]


def test_one_of_twenty_at_once_is_accepted(shared: House, kiosk: Http, person: Person) -> None:
    """
    One badge before twenty kiosks at once: one is told `accepted`, the others `already_in`.
    """
    code = shared.code(person.id)

    def scan(_: int) -> str:
        with shared.http(kiosk.token) as one:
            return str(one.scan(code).json()["verdict"])

    with ThreadPoolExecutor(20) as kiosks:
        verdicts = sorted(kiosks.map(scan, range(20)))

    assert ["accepted", *["already_in"] * 19] == verdicts


def test_an_outbox_is_answered_in_order(shared: House, kiosk: Http, person: Person) -> None:
    """
    A kiosk that was offline sends its outbox and gets one answer each; sent again, the same.
    """
    code = shared.code(person.id)
    scans = [
        {"id": new_id(), "code": code},
        {"id": new_id(), "code": code},
        {"id": new_id(), "code": code, "direction": "out"},
        {"id": new_id(), "code": forged(shared, person.id)},
    ]

    first = kiosk.post("/api/v1/check-ins/batch", json={"scans": scans})
    again = kiosk.post("/api/v1/check-ins/batch", json={"scans": scans})

    verdicts = [answer["verdict"] for answer in first.json()["answers"]]
    assert ["accepted", "already_in", "exit_recorded", "unknown"] == verdicts
    assert first.content == again.content


def test_scans_of_another_day_do_not_count(shared: House, kiosk: Http, person: Person) -> None:
    """
    What a kiosk still holds of a rehearsal is told apart; what was scanned before a restore counts.
    """
    journal = kiosk.view("kiosk")["journal"]
    rehearsed = {"id": new_id(), "code": shared.code(person.id), "journal": "0123456789abcdef"}
    real = rehearsed | {"id": new_id(), "journal": f"{journal}-restored"}

    answers = kiosk.post("/api/v1/check-ins/batch", json={"scans": [rehearsed, real]}).json()

    told = [answer.get("code") or answer["verdict"] for answer in answers["answers"]]
    assert ["other_journal", "accepted"] == told


def test_an_empty_outbox_is_answered(kiosk: Http) -> None:
    """
    Nothing asked is nothing answered.
    """
    answer = kiosk.post("/api/v1/check-ins/batch", json={"scans": []})

    assert (200, {"answers": []}) == (answer.status_code, answer.json())


@pytest.mark.parametrize("hours", [-700 * 24, -1, 0, 1, 700 * 24])
def test_a_kiosks_clock_is_held_to_reason(
    shared: House, kiosk: Http, desk: Http, person: Person, hours: int
) -> None:
    """
    A scan's own time is believed between the opening of the doors and now.
    """
    claimed = datetime.now(UTC) + timedelta(hours=hours)
    opened = next(e.at for e in shared.events() if type(e).__name__ == "ReceptionOpened")

    answer = kiosk.scan(shared.code(person.id), happened_at=claimed.isoformat()).json()

    assert instant(opened) <= answer["first"]["at"] <= desk.view("hall")["at"]


@pytest.mark.parametrize(("by_clock", "doubted"), [(600_000, True), (1_400, False), (-1e300, True)])
def test_two_ages_that_differ_are_marked(
    shared: House, kiosk: Http, desk: Http, person: Person, by_clock: float, doubted: bool
) -> None:
    """
    A kiosk that slept, or whose clock was set, tells two: reception sees which time to doubt.
    """
    kiosk.scan(shared.code(person.id), age_ms=1_000, clock_age_ms=by_clock).raise_for_status()

    marks = {row["id"]: row["doubtful"] for row in desk.view("reception")["recent"]}
    assert doubted == marks[person.id]


def digest(salt: str, text: str) -> str:
    """What a kiosk makes of a code or a number before it looks for it."""
    return hashlib.sha256(bytes.fromhex(salt) + text.encode()).hexdigest()[:24]


def test_the_roster_holds_digests_only(shared: House, kiosk: Http, person: Person) -> None:
    """
    A kiosk knows a badge by its code and its number, and what it keeps tells neither.
    """
    answer = kiosk.get("/api/v1/roster")
    roster = answer.json()
    lines = {line["digest"]: line for line in roster["people"]}
    everybody = [someone.id for someone in shared.plan.people]

    line = lines[digest(roster["salt"], shared.code(person.id))]
    assert (person.full_name, "valid") == (line["name"], line["state"])
    assert digest(roster["salt"], person.id) == line["number"]
    assert [] == [p for p in everybody if shared.code(p) in answer.text or f'"{p}"' in answer.text]


def test_the_roster_is_sent_when_it_is_new(
    shared: House, kiosk: Http, desk: Http, person: Person
) -> None:
    """
    A kiosk that has the newest roster is told so; after a change it gets the whole.
    """
    first = kiosk.get("/api/v1/roster").json()

    same = kiosk.get("/api/v1/roster", params={"since": first["version"]}).json()
    desk.command("issue_badge", {"person": person.id, "reason": "mất thẻ"}).raise_for_status()
    newer = kiosk.get("/api/v1/roster", params={"since": first["version"]}).json()

    assert {"version": first["version"], "unchanged": True} == same
    assert first["version"] != newer["version"]
    lost = {"digest": digest(newer["salt"], shared.code(person.id)), "state": "replaced"}
    assert lost in newer["void"]


@pytest.mark.parametrize("query", ["mau thanh van", "VAN THANH", "văn mẫu thạnh", "c-037"])
def test_search_is_blind_to_accents_and_order(desk: Http, query: str) -> None:
    """
    Reception finds a name however it is typed.
    """
    answer = desk.get("/api/v1/delegates", params={"q": query})

    assert "C-037" in [delegate["id"] for delegate in answer.json()["delegates"]]


@pytest.mark.parametrize("query", ["", " ", "x", "  x "])
def test_a_search_needs_letters(desk: Http, query: str) -> None:
    """
    Too short a search is refused with a sentence.
    """
    answer = desk.get("/api/v1/delegates", params={"q": query})

    assert (400, "search_too_short") == (answer.status_code, answer.json()["code"])


def test_search_masks_phones(shared: House, desk: Http) -> None:
    """
    Reception sees the end of a telephone number, enough to ask for it, and nothing else private.
    """
    person = next(p for p in shared.plan.people if p.phone)

    answer = desk.get("/api/v1/delegates", params={"q": person.full_name})
    line = next(d for d in answer.json()["delegates"] if d["id"] == person.id)

    assert f"•••{str(person.phone)[-3:]}" == line["phone_masked"]
    assert str(person.phone) not in answer.text
    assert not {"birth_year", "ethnicity", "party_member", "phone"} & line.keys()
