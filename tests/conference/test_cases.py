"""The cases: whatever needs a person stays on the help desk's list until somebody has solved it."""

from datetime import timedelta
from typing import Any

import pytest

from server.conference.badges import Foreign, Reading, Scan
from server.conference.cases import KEPT, Case, CaseState
from server.conference.helpdesk import reception
from server.conference.verdicts import Verdict
from tests.conference.morning import KIOSK, RECEPTION, SIDE_DOOR, Morning
from tests.conference.plans import EVERYONE
from tests.conference.test_laws import LIVE

FORGED = Scan(reading=Reading.UNKNOWN)


@pytest.fixture(name="door")
def _door(morning: Morning) -> Morning:
    """The doors are open and nobody has come yet."""
    return morning.open()


def a(kind: Foreign) -> Scan:
    """A foreign code, as a kiosk tells of it."""
    return Scan(reading=Reading.UNKNOWN, foreign=kind)


def cases(morning: Morning) -> list[Case]:
    """The list, oldest first."""
    return list(morning.day.cases.all.values())


def only(morning: Morning) -> Case:
    """The one case there is."""
    [case] = cases(morning)
    return case


def test_whoever_is_sent_to_the_desk_is_a_case(door: Morning) -> None:
    """
    An unknown code, a foreign badge, a replaced and a revoked one: each waits for a person.
    """
    door.ask("issue_badge", by=RECEPTION, person="C-001", reason="Mất thẻ")
    door.ask("revoke_badge", by=RECEPTION, person="C-002", reason="Nhặt được")

    door.read(FORGED)
    door.read(Scan(reading=Reading.OTHER_CONFERENCE))
    door.scan("C-001", serial=1)
    door.scan("C-002")

    assert [
        ("unknown", None),
        ("wrong_conference", None),
        ("replaced", "C-001"),
        ("revoked", "C-002"),
    ] == [(case.kind, case.person) for case in cases(door)]
    assert {CaseState.OPEN} == {case.state for case in cases(door)}


def test_whoever_needs_nobody_is_no_case(door: Morning) -> None:
    """
    Coming, coming twice and going are everyday business.
    """
    door.scan("C-001")
    door.scan("C-001")
    door.scan("C-001", out=True)

    assert [] == cases(door)


def test_what_the_desk_scans_itself_lies_before_somebody(door: Morning) -> None:
    """
    A badge held before the desk's own scanner is answered there and opens no case.
    """
    assert Verdict.UNKNOWN is door.read(FORGED, at=RECEPTION)

    assert [] == cases(door)


def test_whoever_was_greeted_in_vain_is_a_case(morning: Morning) -> None:
    """
    A kiosk that was alone lets people in before the opening and after the close; the desk is told.
    """
    morning.wait(30)
    morning.scan("C-001", happened_at=morning.at(10))
    assert [("greeted_early", "C-001")] == [(case.kind, case.person) for case in cases(morning)]

    morning.open()
    morning.scan("C-001")
    assert CaseState.SOLVED is only(morning).state

    morning.arrive(*(person for person in EVERYONE if person not in {"C-001", "C-002"}))
    morning.ask("start")
    morning.walk_to("17:seated").ask("close")
    morning.wait(30)
    morning.scan("C-002", happened_at=morning.at(50))

    assert ("greeted_late", "C-002") == (cases(morning)[-1].kind, cases(morning)[-1].person)


def test_the_same_again_is_the_same_case(door: Morning) -> None:
    """
    A guest who tries three times waits once; at another kiosk it is somebody else, for all we know.
    """
    for _ in range(3):
        door.read(FORGED)
    door.read(FORGED, at=SIDE_DOOR)

    assert [("Cửa 1", 3), ("Cửa 2", 1)] == [(case.place, case.times) for case in cases(door)]


class TestTypedNumbers:
    """Whoever has no code to show types the short number under it."""

    def test_one_that_nobody_has_is_on_the_case(self, door: Morning) -> None:
        """
        Each number is a case of its own: it may be somebody else.
        """
        for number in ("C-173", "C-173", "C-713"):
            door.read(Scan(reading=Reading.UNKNOWN, number=number))

        assert [("C-173", 2), ("C-713", 1)] == [(case.number, case.times) for case in cases(door)]
        seen = reception(door.day, door.now, LIVE)["cases"]
        assert {"C-173", "C-713"} == {case["number"] for case in seen}

    def test_how_somebody_came_is_told(self, door: Morning) -> None:
        """
        A typed number is told from a badge that was read.
        """
        typed = Scan(reading=Reading.OURS, person="C-001", serial=1, number="C-001")
        door.read(typed)
        door.scan("C-002")

        first = door.day.attendance.first
        assert ("number", "qr") == (first["C-001"].method, first["C-002"].method)

    def test_a_known_number_is_told_by_the_person(self, door: Morning) -> None:
        """
        Of a badge that needs the desk, the case says whose it is and no number.
        """
        door.ask("revoke_badge", by=RECEPTION, person="C-001", reason="Mất thẻ")
        door.read(Scan(reading=Reading.OURS, person="C-001", serial=1, number="C-001"))

        assert ("C-001", None) == (only(door).person, only(door).number)


class TestForeignCodes:
    """A code that is none of ours: the kiosk tells which kind it seems to be, and no more."""

    def test_it_is_a_case_of_its_kind(self, door: Morning) -> None:
        """
        Nobody has come by it, and the desk knows what to expect.
        """
        assert Verdict.UNKNOWN is door.read(a(Foreign.ADDRESS))
        assert Verdict.UNKNOWN is door.read(a(Foreign.CITIZEN_CARD))

        assert [Foreign.ADDRESS, Foreign.CITIZEN_CARD] == [case.foreign for case in cases(door)]
        assert {} == door.day.attendance.present

    def test_whoever_plays_with_it_fills_no_list(self, door: Morning) -> None:
        """
        The same kiosk and kind within a minute is nothing new, though somebody has solved it.
        """
        door.read(a(Foreign.BARCODE))
        door.ask("solve_case", by=RECEPTION, case=only(door).id)
        before = len(door.events)

        assert {Verdict.UNKNOWN} == {door.read(a(Foreign.BARCODE)) for _ in range(20)}
        assert before == len(door.events)
        door.read(a(Foreign.BARCODE), at=SIDE_DOOR)
        door.wait(1)
        door.read(a(Foreign.BARCODE))

        assert ["Cửa 1", "Cửa 2", "Cửa 1"] == [case.place for case in cases(door)]

    def test_until_it_is_solved_it_stays_one_case(self, door: Morning) -> None:
        """
        A minute later somebody is still there; what a kiosk met alone is the same as well.
        """
        door.read(a(Foreign.WIFI))
        for minutes in (2, 1):
            door.wait(minutes)
            door.read(a(Foreign.WIFI), happened_at=door.now - timedelta(minutes=1))

        assert 3 == only(door).times
        assert door.now == only(door).at

    def test_what_a_kiosk_met_alone_keeps_its_own_time(self, door: Morning) -> None:
        """
        The desk sees that nobody is standing there any more.
        """
        door.wait(20)
        door.read(a(Foreign.ADDRESS), happened_at=door.at(5))

        assert (door.at(5), door.at(20)) == (only(door).made_at, only(door).at)


def test_a_solved_case_comes_again_as_a_new_one(door: Morning) -> None:
    """
    Whoever turns up after the first has been helped needs help as well.
    """
    door.read(FORGED)
    door.ask("solve_case", by=RECEPTION, case=only(door).id)

    door.read(FORGED)

    assert [CaseState.SOLVED, CaseState.OPEN] == [case.state for case in cases(door)]


def test_a_case_goes_from_hand_to_hand(door: Morning) -> None:
    """
    Open, looked after by whom, solved by whom and how, and open again.
    """
    door.read(FORGED)
    case = only(door).id

    def asked(command: str, **more: Any) -> tuple[CaseState, str | None, str | None]:
        door.ask(command, by=RECEPTION, case=case, **more)
        now = only(door)
        return now.state, now.by, now.note

    assert (CaseState.TAKEN, "Bàn đón tiếp", None) == asked("take_case")
    assert (CaseState.SOLVED, "Bàn đón tiếp", "Khách nhầm hội trường") == asked(
        "solve_case", note="Khách nhầm hội trường"
    )
    assert "case_solved" == door.refusal("take_case", by=RECEPTION, case=case)
    assert (CaseState.OPEN, "Bàn đón tiếp", None) == asked("reopen_case")


@pytest.mark.parametrize("command", ["take_case", "solve_case"])
def test_asking_twice_changes_nothing(door: Morning, command: str) -> None:
    """
    A double click on a case is one click.
    """
    door.read(FORGED)
    case = only(door).id
    door.ask(command, by=RECEPTION, case=case)

    assert [] == door.ask(command, by=RECEPTION, case=case)


def test_a_case_nobody_knows_is_refused(door: Morning) -> None:
    """
    A list that is out of date says so.
    """
    assert "unknown_case" == door.refusal("take_case", by=RECEPTION, case="case-1")


def test_the_new_badge_solves_the_old_one(door: Morning) -> None:
    """
    Once the owner has come in, nobody need look for them.
    """
    door.ask("issue_badge", by=RECEPTION, person="C-001", reason="Mất thẻ")
    door.scan("C-001", serial=1)

    door.scan("C-001")

    assert (CaseState.SOLVED, "Cửa 1") == (only(door).state, only(door).by)


def test_a_substitute_settles_the_case_of_whom_they_stand_in_for(door: Morning) -> None:
    """
    Who brings the old invitation and then the new badge has come; so for a place passed on twice.
    """
    given = {"reason": "Ốm", "approved_by": "Ban Tổ chức"}
    for person, name in (("C-001", "Tạ Mẫu Một"), ("C-013", "Tạ Mẫu Hai")):
        door.ask("substitute", by=RECEPTION, person=person, full_name=name, **given)
    door.scan("C-001")
    door.scan("C-013")
    door.ask("revoke_badge", by=RECEPTION, person="C-012", reason="Nhặt được")
    door.scan("C-012")

    door.scan("C-014")

    assert [("C-001", "solved"), ("C-013", "solved"), ("C-012", "open")] == [
        (case.person, case.state) for case in cases(door)
    ]


def test_a_badge_at_two_doors_is_solved_by_a_person_alone(door: Morning) -> None:
    """
    Coming and going does not tell whether a badge was shared.
    """
    door.wait(10)
    door.scan("C-001")
    door.wait(5)
    door.scan("C-001", at=SIDE_DOOR, happened_at=door.at(8))
    door.scan("C-001", out=True)
    door.scan("C-001")

    assert ("conflict", CaseState.OPEN) == (only(door).kind, only(door).state)
    assert [door.at(10), door.at(8)] == [arrival.at for arrival in only(door).arrivals]


def test_what_a_kiosk_met_alone_keeps_its_own_time(door: Morning) -> None:
    """
    "Noted for the time being" comes to the desk as that, once for each scan.
    """
    door.wait(20)
    for minute in (5, 6):
        door.read(FORGED, happened_at=door.at(minute))

    assert [door.at(5), door.at(6)] == [case.made_at for case in cases(door)]


def test_a_long_day_does_not_grow_for_ever(door: Morning) -> None:
    """
    Of very many cases the oldest are forgotten.
    """
    for n in range(KEPT + 5):
        door.read(FORGED, at=KIOSK.__class__(id=f"k{n}", name=f"Cửa {n}", role=KIOSK.role))

    assert KEPT == len(cases(door))
    assert "Cửa 5" == cases(door)[0].place


class TestWanted:
    """The desk may want to see a person before they go in."""

    def test_the_kiosk_sends_them_there(self, door: Morning) -> None:
        """
        The kiosk invites them to the desk, which finds the case with its reason.
        """
        door.ask("ask_to_desk", by=RECEPTION, person="C-001", reason="Ký nhận thay")

        assert Verdict.SEE_DESK is door.scan("C-001")
        assert "C-001" not in door.day.attendance.present
        assert ("see_desk", "C-001") == (only(door).kind, only(door).person)

    def test_by_hand_they_come_in_and_all_is_well(self, door: Morning) -> None:
        """
        The desk lets them in, and the kiosks know them again.
        """
        door.ask("ask_to_desk", by=RECEPTION, person="C-001", reason="Ký nhận thay")
        door.scan("C-001")

        door.ask("check_in_by_hand", by=RECEPTION, person="C-001", method="assisted")
        door.scan("C-001", out=True)

        assert CaseState.SOLVED is only(door).state
        assert Verdict.RETURNED is door.scan("C-001")

    def test_the_desk_may_think_better_of_it(self, door: Morning) -> None:
        """
        Without the mark the kiosk receives them as anybody else.
        """
        door.ask("ask_to_desk", by=RECEPTION, person="C-001", reason="Ký nhận thay")
        door.ask("let_pass", by=RECEPTION, person="C-001")

        assert Verdict.ACCEPTED is door.scan("C-001")
        assert [] == door.ask("let_pass", by=RECEPTION, person="C-001")

    def test_nobody_is_kept_from_leaving(self, door: Morning) -> None:
        """
        Out is out, and whoever is in is in.
        """
        door.scan("C-001")
        door.ask("ask_to_desk", by=RECEPTION, person="C-001", reason="Ký nhận thay")

        assert Verdict.ALREADY_IN is door.scan("C-001")
        assert Verdict.EXIT_RECORDED is door.scan("C-001", out=True)

    def test_it_takes_a_reason(self, door: Morning) -> None:
        """
        The desk must know why it wanted to see somebody.
        """
        assert "reason_missing" == door.refusal(
            "ask_to_desk", by=RECEPTION, person="C-001", reason=" "
        )
