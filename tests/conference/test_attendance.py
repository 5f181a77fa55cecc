"""The attendance: each verdict at the door, and who is in the hall after it."""

from datetime import timedelta

import pytest
from msgspec import ValidationError

from server.conference.admission import LONGEST_OFFLINE
from server.conference.attendance import counts
from server.conference.badges import Reading, Scan
from server.conference.chronicle import history
from server.conference.honours import arrived
from server.conference.verdicts import Verdict
from tests.conference.morning import KIOSK, RECEPTION, SIDE_DOOR, Morning
from tests.conference.plans import GUESTS, OFFICIALS


@pytest.fixture(name="door")
def _door(morning: Morning) -> Morning:
    """The doors are open and nobody has come yet."""
    return morning.open()


def present(morning: Morning) -> set[str]:
    """Who is in the hall."""
    return set(morning.day.attendance.present)


class TestVerdicts:
    """One scan, one verdict."""

    def test_accepted(self, door: Morning) -> None:
        """
        A valid badge lets its owner in.
        """
        assert Verdict.ACCEPTED is door.scan("C-001")
        assert {"C-001"} == present(door)

    def test_already_in(self, door: Morning) -> None:
        """
        The same badge again, at whichever door, changes nothing and keeps the first arrival.
        """
        door.scan("C-001")
        door.wait(1)

        assert Verdict.ALREADY_IN is door.scan("C-001", at=SIDE_DOOR)
        first = door.day.attendance.first["C-001"]
        assert (door.at(0), "Cửa 1") == (first.at, first.place)

    def test_exit_recorded(self, door: Morning) -> None:
        """
        A scan on the way out takes its owner out of the hall.
        """
        door.scan("C-001")

        assert Verdict.EXIT_RECORDED is door.scan("C-001", out=True)
        assert set() == present(door)

    def test_an_exit_that_is_told_before_the_entry(self, door: Morning) -> None:
        """
        The door they came in by was cut off: they have come, and they have left.
        """
        door.wait(30)
        door.scan("C-001", at=SIDE_DOOR, out=True)
        door.wait(10)

        assert Verdict.ACCEPTED is door.scan("C-001", happened_at=door.at(5))

        attendance = door.day.attendance
        assert (set(), door.at(5)) == (present(door), attendance.first["C-001"].at)
        assert door.at(30) == attendance.left["C-001"]
        assert Verdict.RETURNED is door.scan("C-001")
        assert {"C-001"} == present(door)

    def test_a_paper_list_brings_nobody_back_who_has_left_since(self, door: Morning) -> None:
        """
        What was written down in the morning does not undo the leaving at noon.
        """
        door.wait(30)
        door.scan("C-001", out=True)
        door.wait(10)

        door.ask(
            "check_in_by_hand",
            by=RECEPTION,
            person="C-001",
            method="paper_list",
            happened_at=door.at(5),
        )

        assert (set(), {"C-001"}) == (present(door), set(door.day.attendance.first))

    def test_exit_of_somebody_who_is_not_in(self, door: Morning) -> None:
        """
        A scan sets presence: out is out, even for whoever was not in.
        """
        assert Verdict.EXIT_RECORDED is door.scan("C-001", out=True)
        assert set() == present(door)

    def test_returned(self, door: Morning) -> None:
        """
        Whoever comes back is welcomed back; the first arrival is remembered.
        """
        door.scan("C-001")
        door.scan("C-001", out=True)
        door.wait(20)

        assert Verdict.RETURNED is door.scan("C-001")
        assert {"C-001"} == present(door)
        assert door.at(0) == door.day.attendance.first["C-001"].at

    def test_replaced(self, door: Morning) -> None:
        """
        A lost badge opens no door once a new one is issued; the new one does.
        """
        door.ask("issue_badge", by=RECEPTION, person="C-001", reason="Mất thẻ")

        assert Verdict.REPLACED is door.scan("C-001", serial=1)
        assert Verdict.ACCEPTED is door.scan("C-001", serial=2)

    def test_revoked(self, door: Morning) -> None:
        """
        A badge declared void stays outside until a new one is issued.
        """
        door.ask("revoke_badge", by=RECEPTION, person="C-001", reason="Nhặt được")

        assert Verdict.REVOKED is door.scan("C-001")
        door.ask("issue_badge", by=RECEPTION, person="C-001", reason="Cấp lại")
        assert Verdict.ACCEPTED is door.scan("C-001")

    def test_wrong_conference(self, door: Morning) -> None:
        """
        A badge of another conference is told from one of nobody's.
        """
        assert Verdict.WRONG_CONFERENCE is door.read(Scan(reading=Reading.OTHER_CONFERENCE))

    def test_unknown(self, door: Morning) -> None:
        """
        A code nobody issued lets nobody in.
        """
        assert Verdict.UNKNOWN is door.read(Scan(reading=Reading.UNKNOWN))
        assert Verdict.UNKNOWN is door.read(Scan(reading=Reading.OURS, person="C-999", serial=1))

    def test_not_open(self, morning: Morning) -> None:
        """
        Before the doors open nobody is let in.
        """
        assert Verdict.NOT_OPEN is morning.scan("C-001")
        assert set() == present(morning)

    def test_closed(self, session: Morning) -> None:
        """
        After the end nobody is let in, but everybody out.
        """
        session.go("C-012")
        session.walk_to("17:seated").ask("close")

        assert Verdict.CLOSED is session.scan("C-012")
        assert Verdict.EXIT_RECORDED is session.scan("C-001", out=True)

    def test_see_desk_is_the_kiosks_own_word(self, door: Morning) -> None:
        """
        The rule of admission answers every scan with something better than "see the desk".
        """
        readings = [Scan(reading=reading) for reading in Reading]

        assert Verdict.SEE_DESK not in {door.read(scan) for scan in readings}

    def test_a_scan_is_noted_without_its_code(self, door: Morning) -> None:
        """
        The help desk sees verdict, place and person, newest last.
        """
        door.scan("C-001")
        door.read(Scan(reading=Reading.UNKNOWN), at=SIDE_DOOR)

        assert [("accepted", "Cửa 1", "C-001"), ("unknown", "Cửa 2", None)] == [
            (note.verdict.value, note.place, note.person) for note in door.day.attendance.recent
        ]

    def test_the_desk_remembers_fifty_scans(self, door: Morning) -> None:
        """
        The list of recent scans does not grow for ever.
        """
        for _ in range(60):
            door.scan("C-001")

        assert 50 == len(door.day.attendance.recent)


class TestTwoScansAtOnce:
    """A badge shown at two kiosks lets one person in."""

    def test_exactly_one_is_accepted(self, door: Morning) -> None:
        """
        The second kiosk is told where and when the first one saw it.
        """
        verdicts = [door.scan("C-001", at=kiosk) for kiosk in (KIOSK, SIDE_DOOR)]

        assert [Verdict.ACCEPTED, Verdict.ALREADY_IN] == verdicts


class TestCutOffDoors:
    """A door without the server lets people in by itself; what it did is sorted out afterwards."""

    @pytest.fixture(name="twice")
    def _twice(self, door: Morning) -> Morning:
        """One door let a badge in that another, cut off, had let in two minutes before."""
        door.wait(10)
        door.scan("C-001")
        door.wait(5)
        assert Verdict.ALREADY_IN is door.scan("C-001", at=SIDE_DOOR, happened_at=door.at(8))
        return door

    def test_a_badge_let_in_twice_is_shown_to_the_desk(self, twice: Morning) -> None:
        """
        Both arrivals are kept for the help desk.
        """
        conflicts = twice.day.attendance.conflicts

        assert [("C-001", "Cửa 1", "Cửa 2")] == [
            (c.person, c.known.place, c.also.place) for c in conflicts
        ]

    def test_the_earlier_arrival_is_the_first(self, twice: Morning) -> None:
        """
        Whoever asks when the delegate came is told the earlier time.
        """
        first = twice.day.attendance.first["C-001"]

        assert (twice.at(8), "Cửa 2") == (first.at, first.place)

    def test_a_badge_shown_again_is_no_conflict(self, door: Morning) -> None:
        """
        A second scan while the doors know of each other is an ordinary one.
        """
        door.scan("C-001")
        door.wait(5)
        door.scan("C-001", at=SIDE_DOOR)
        door.scan("C-001", happened_at=door.at(2))

        assert () == door.day.attendance.conflicts

    def test_an_arrival_from_before_the_leaving_brings_nobody_back(self, door: Morning) -> None:
        """
        A scan that reaches the server late does not undo a later exit.
        """
        door.scan("C-001")
        door.wait(10)
        door.scan("C-001", out=True)
        door.wait(10)

        verdict = door.scan("C-001", at=SIDE_DOOR, happened_at=door.at(5))

        assert (Verdict.ALREADY_IN, set()) == (verdict, present(door))

    def test_an_exit_from_before_the_arrival_takes_nobody_out(self, door: Morning) -> None:
        """
        Nor does a late exit undo a later arrival.
        """
        door.scan("C-001")
        door.scan("C-001", out=True)
        door.wait(10)
        door.scan("C-001")
        door.wait(5)

        door.scan("C-001", at=SIDE_DOOR, out=True, happened_at=door.at(5))

        assert {"C-001"} == present(door)

    def test_a_check_in_taken_back_leaves_nothing(self, door: Morning) -> None:
        """
        After a mistake was taken back, an earlier arrival is the first again.
        """
        door.wait(5)
        door.scan("C-001")
        door.wait(5)
        door.scan("C-001", out=True)
        for undo in ("undo_check_out", "undo_check_in"):
            door.ask(undo, by=RECEPTION, person="C-001", reason="Nhầm người")

        assert Verdict.ACCEPTED is door.scan("C-001", at=SIDE_DOOR, happened_at=door.at(7))


class TestPlausibleTimes:
    """An offline kiosk says when it was; the server believes what is possible."""

    @pytest.fixture(name="late")
    def _late(self, door: Morning) -> Morning:
        """Twenty minutes after the doors opened."""
        door.wait(20)
        return door

    @pytest.mark.parametrize(
        ("said", "noted"), [(5, 5), (-30, 0), (90, 20)], ids=["then", "too early", "too late"]
    )
    def test_a_time_is_held_between_the_opening_and_now(
        self, late: Morning, said: int, noted: int
    ) -> None:
        """
        Nobody came before the doors opened, and nobody will have come later than now.
        """
        late.scan("C-001", happened_at=late.at(said))

        assert late.at(noted) == late.day.attendance.present["C-001"].at

    def test_without_a_time_it_is_now(self, late: Morning) -> None:
        """
        A kiosk that is connected need not say when.
        """
        late.scan("C-001")

        assert late.at(20) == late.day.attendance.present["C-001"].at

    def test_half_a_day_is_the_longest_a_kiosk_was_offline(self, door: Morning) -> None:
        """
        A clock that is a day behind is not believed.
        """
        door.wait(60 * 24)

        door.scan("C-001", happened_at=door.at(5))

        assert door.now - LONGEST_OFFLINE == door.day.attendance.present["C-001"].at

    def test_a_time_without_a_zone_is_not_understood(self, door: Morning) -> None:
        """
        An instant that leaves open when it was is turned away at the edge.
        """
        bare = door.now.replace(tzinfo=None)

        with pytest.raises(ValidationError):
            door.ask("check_in_by_hand", person="C-001", method="name", happened_at=bare)


class TestByHand:
    """The desk helps where a badge cannot."""

    def test_a_delegate_without_a_badge_comes_in(self, door: Morning) -> None:
        """
        The desk notes who came, how they were recognised and who let them in.
        """
        door.ask("check_in_by_hand", by=RECEPTION, person="C-001", method="name", reason="Quên thẻ")

        arrival = door.day.attendance.present["C-001"]
        assert ("name", "Bàn đón tiếp") == (arrival.method, arrival.by)
        assert [] == door.ask("check_in_by_hand", by=RECEPTION, person="C-001", method="name")

    def test_the_door_must_be_open(self, morning: Morning) -> None:
        """
        Before the opening and after the end nobody comes in by hand either.
        """
        assert "door_shut" == morning.refusal("check_in_by_hand", person="C-001", method="name")

        morning.start().walk_to("17:seated").ask("close")

        assert "door_shut" == morning.refusal("check_in_by_hand", person="C-001", method="name")

    def test_only_the_last_arrival_is_taken_back(self, door: Morning) -> None:
        """
        Somebody who came and left, and was then checked in by mistake, has still come and left.
        """
        door.scan("C-001")
        door.wait(30)
        door.scan("C-001", out=True)
        door.wait(30)
        door.ask("check_in_by_hand", by=RECEPTION, person="C-001", method="name")

        for _ in range(2):
            door.ask("undo_check_in", by=RECEPTION, person="C-001", reason="Nhầm người")

        attendance = door.day.attendance
        assert ({}, door.at(0)) == (attendance.present, attendance.first["C-001"].at)
        assert door.at(30) == attendance.left["C-001"]

    def test_the_desks_line_of_it_is_struck_out(self, door: Morning) -> None:
        """
        Whoever looks at the list sees that it was taken back, and by whom.
        """
        door.scan("C-001")
        door.scan("C-002")

        door.ask("undo_check_in", by=RECEPTION, person="C-001", reason="Nhầm người")

        assert [RECEPTION.name, None] == [line.undone_by for line in door.day.attendance.recent]

    def test_a_mistake_is_taken_back(self, door: Morning) -> None:
        """
        A check-in taken back leaves no trace of presence: the next one is the first.
        """
        door.scan("C-001")

        door.ask("undo_check_in", by=RECEPTION, person="C-001", reason="Nhầm người")

        assert ({}, {}) == (door.day.attendance.present, door.day.attendance.first)
        assert [] == door.ask("undo_check_in", by=RECEPTION, person="C-001", reason="Nhầm người")
        assert Verdict.ACCEPTED is door.scan("C-001")

    def test_a_check_out_by_mistake_is_taken_back(self, door: Morning) -> None:
        """
        The person has been in since the true arrival, and nobody has just arrived.
        """
        door.scan("K-001")
        came = door.day.attendance.present["K-001"]
        door.wait(10)
        door.go("K-001")
        again = {"person": "K-001", "reason": "Nhầm"}
        assert "has_left" == door.refusal("undo_check_in", by=RECEPTION, **again)

        door.ask("undo_check_out", by=RECEPTION, person="K-001", reason="Nhầm người")

        attendance = door.day.attendance
        assert ({"K-001": came}, {"K-001": came}) == (attendance.present, attendance.first)
        assert ({}, []) == (attendance.left, arrived(door.day, door.now))
        assert [None, RECEPTION.name] == [line.undone_by for line in attendance.recent]
        assert "not_left" == history(door.day, "K-001")[-1].what
        assert [] == door.ask("undo_check_out", by=RECEPTION, **again)

    def test_then_the_check_in_is_taken_back(self, door: Morning) -> None:
        """
        Each undo takes back its own move; another one finds nothing.
        """
        door.scan("C-001")
        door.go("C-001")
        for undo in ("undo_check_out", "undo_check_in", "undo_check_in"):
            door.ask(undo, by=RECEPTION, person="C-001", reason="Nhầm người")

        assert ({}, {}) == (door.day.attendance.present, door.day.attendance.first)

    def test_an_exit_of_somebody_whose_check_in_was_undone(self, door: Morning) -> None:
        """
        Whoever had been in before has been in since then.
        """
        door.scan("C-001")
        came = door.day.attendance.first["C-001"]
        door.wait(10)
        door.go("C-001")
        door.wait(10)
        door.scan("C-001")
        for _ in range(2):
            door.ask("undo_check_in", by=RECEPTION, person="C-001", reason="Nhầm người")
        door.wait(10)
        door.scan("C-001", out=True)

        door.ask("undo_check_out", by=RECEPTION, person="C-001", reason="Nhầm người")

        assert came == door.day.attendance.present["C-001"]

    def test_an_exit_is_not_taken_back_once_another_has_the_place(self, door: Morning) -> None:
        """
        First the substitution is undone.
        """
        door.scan("C-001")
        door.go("C-001")
        given = {"full_name": "Tạ Mẫu Thay", "reason": "Ốm", "approved_by": "Ban"}
        door.ask("substitute", by=RECEPTION, person="C-001", **given)

        assert "already_substituted" == door.refusal(
            "undo_check_out", by=RECEPTION, person="C-001", reason="Nhầm"
        )

    def test_leaving_twice_is_leaving_once(self, door: Morning) -> None:
        """
        Whoever is out is out.
        """
        door.scan("C-001")
        door.ask("check_out", by=RECEPTION, person="C-001")

        assert [] == door.ask("check_out", by=RECEPTION, person="C-001")

    def test_a_guest_on_the_way_is_announced(self, door: Morning) -> None:
        """
        Console and MC know when to expect a guest.
        """
        door.ask("expect_person", by=RECEPTION, person="K-001", minutes=5)

        assert {"K-001": door.now + timedelta(minutes=5)} == door.day.attendance.expected_at
        assert "minutes_out_of_range" == door.refusal("expect_person", person="K-001", minutes=241)

    def test_nobody_unknown_comes_or_goes(self, door: Morning) -> None:
        """
        The desk, too, only knows whom the roster knows.
        """
        assert {"unknown_person"} == {
            door.refusal("check_in_by_hand", person="C-999", method="name"),
            door.refusal("check_out", person="C-999"),
            door.refusal("undo_check_in", person="C-999", reason="Nhầm"),
            door.refusal("expect_person", person="C-999", minutes=5),
            door.refusal("issue_badge", person="C-999", reason="Mất"),
            door.refusal("revoke_badge", person="C-999", reason="Mất"),
        }


def test_counts_are_by_side(door: Morning) -> None:
    """
    Guests and official delegates are counted; staff are not.
    """
    door.arrive(*GUESTS[:3], *OFFICIALS[:5], "P-001")

    now = counts(door.day.people, door.day.attendance)

    assert (8, 16, 3, 4, 5, 12) == (
        now.present,
        now.expected,
        now.guests,
        now.guests_expected,
        now.officials,
        now.officials_expected,
    )
