"""Scans that come late: a kiosk that was cut off tells the server what it has seen meanwhile."""

from datetime import datetime

import pytest

from server.conference.admission import answered
from server.conference.attendance import (
    Arrival,
    BadgeShownTwice,
    DelegateCheckedIn,
    DelegateCheckedOut,
)
from server.conference.verdicts import Verdict
from tests.conference.morning import KIOSK, RECEPTION, SIDE_DOOR, Morning, names


@pytest.fixture(name="door")
def _door(morning: Morning) -> Morning:
    """The doors have been open for an hour, and nobody has come yet."""
    morning.open().wait(60)
    return morning


def first(morning: Morning) -> Arrival:
    """When and where the delegate under test came first."""
    return morning.day.attendance.first["C-001"]


class TestOneBadgeAtTwoDoors:
    """Two kiosks, both cut off, have let the same badge in."""

    @pytest.fixture(name="both")
    def _both(self, door: Morning) -> Morning:
        """One saw the badge at 9:40 and the other at 9:45; they tell at 10:00 and at 10:01."""
        door.scan("C-001", happened_at=door.at(40))
        door.wait(1)
        door.scan("C-001", at=SIDE_DOOR, happened_at=door.at(45))
        return door

    def test_both_are_recorded_and_one_is_present(self, both: Morning) -> None:
        """
        Each door has its event; the person is counted once.
        """
        assert ["DelegateCheckedIn", "BadgeShownTwice"] == names(both.events)[-2:]
        assert {"C-001"} == set(both.day.attendance.present)

    def test_the_desk_sees_both_times_and_places(self, both: Morning) -> None:
        """
        The conflict stands on the help desk's list with everything that is known of it.
        """
        (conflict,) = both.day.attendance.conflicts

        assert ("C-001", both.at(40), "Cửa 1") == (
            conflict.person,
            conflict.known.at,
            conflict.known.place,
        )
        assert (both.at(45), "Cửa 2") == (conflict.also.at, conflict.also.place)

    def test_the_first_arrival_stays_the_earlier_one(self, both: Morning) -> None:
        """
        Whoever tells later has not seen the person earlier.
        """
        assert (both.at(40), "Cửa 1") == (first(both).at, first(both).place)

    def test_the_earlier_one_becomes_the_first(self, door: Morning) -> None:
        """
        The kiosk that tells later may have seen the person earlier: then that is when they came.
        """
        door.scan("C-001", happened_at=door.at(45))
        door.scan("C-001", at=SIDE_DOOR, happened_at=door.at(40))

        assert (door.at(40), "Cửa 2") == (first(door).at, first(door).place)
        assert first(door) == door.day.attendance.present["C-001"]

    @pytest.mark.parametrize("seconds", [1, 9 * 60])
    def test_one_let_in_by_the_server_and_one_by_a_door_alone(
        self, door: Morning, seconds: float
    ) -> None:
        """
        The one badge came in at a door that was answered, then at one that was cut off.
        """
        door.scan("C-001")
        door.wait(10)

        alone = door.at(60 + seconds / 60)
        assert Verdict.ALREADY_IN is door.scan("C-001", at=SIDE_DOOR, happened_at=alone)
        (conflict,) = door.day.attendance.conflicts
        assert ("Cửa 1", "Cửa 2", alone) == (
            conflict.known.place,
            conflict.also.place,
            conflict.also.at,
        )

    @pytest.mark.parametrize("seconds", [0, 0.5, 45])
    def test_two_doors_that_know_of_each_other(self, door: Morning, seconds: float) -> None:
        """
        Within a minute nobody goes out and comes in elsewhere: two people may have the badge.
        """
        door.scan("C-001")
        door.wait(seconds / 60)

        assert Verdict.ALREADY_IN is door.scan("C-001", at=SIDE_DOOR)
        assert 1 == len(door.day.attendance.conflicts)

    def test_the_desk_has_it_once(self, both: Morning) -> None:
        """
        While the conflict is open, neither door adds another; once solved, a new one may come.
        """
        both.scan("C-001", at=SIDE_DOOR, happened_at=both.at(45.1))
        both.scan("C-001", happened_at=both.at(40.1))
        assert 1 == len(both.day.attendance.conflicts)

        [case] = both.day.cases.all
        both.ask("solve_case", by=RECEPTION, case=case)
        both.scan("C-001", at=SIDE_DOOR, happened_at=both.at(46))

        assert 2 == len(both.day.attendance.conflicts)

    def test_the_list_outlives_the_recent_scans(self, both: Morning) -> None:
        """
        However many come after them, the two doors stay on the list.
        """
        for _ in range(60):
            both.scan("C-002")

        assert 1 == len(both.day.attendance.conflicts)

    def test_undone_and_seen_again(self, both: Morning) -> None:
        """
        A check-in taken back leaves the conflict to be read.
        """
        both.ask("undo_check_in", by=RECEPTION, person="C-001", reason="Nhầm người")

        assert 1 == len(both.day.attendance.conflicts)
        assert Verdict.ACCEPTED is both.scan("C-001")


class TestNoConflict:
    """What looks like one, and is none."""

    @pytest.mark.parametrize("minutes", [1.5, 90])
    def test_back_from_a_break_by_another_door(self, door: Morning, minutes: float) -> None:
        """
        Nobody went out by a kiosk: whoever is back a while later is already in, no more.
        """
        door.scan("C-001")
        door.wait(minutes)

        assert Verdict.ALREADY_IN is door.scan("C-001", at=SIDE_DOOR)
        assert () == door.day.attendance.conflicts

    def test_back_by_a_door_that_is_cut_off(self, door: Morning) -> None:
        """
        Long after the arrival, a scan that is told late is a return from the break as well.
        """
        door.scan("C-001")
        door.wait(30)

        assert Verdict.ALREADY_IN is door.scan("C-001", at=SIDE_DOOR, happened_at=door.at(71))
        assert () == door.day.attendance.conflicts

    def test_checked_in_at_the_desk_first(self, door: Morning) -> None:
        """
        Whom the desk checked in by hand shows the badge at the door at once: there is one badge.
        """
        door.ask("check_in_by_hand", by=RECEPTION, person="C-001", method="assisted")

        assert Verdict.ALREADY_IN is door.scan("C-001")
        assert () == door.day.attendance.conflicts

    def test_scanned_again_at_the_desk(self, door: Morning) -> None:
        """
        The desk scans the badge of whoever stands before it, a moment after the door did.
        """
        door.scan("C-001")

        assert Verdict.ALREADY_IN is door.scan("C-001", at=RECEPTION)
        assert () == door.day.attendance.conflicts

    def test_the_same_kiosk_twice(self, door: Morning) -> None:
        """
        Somebody who is not sure and shows the badge again is no conflict.
        """
        door.scan("C-001", happened_at=door.at(40))

        assert Verdict.ALREADY_IN is door.scan("C-001", happened_at=door.at(41))
        assert () == door.day.attendance.conflicts


class TestOverTaken:
    """What has happened since is not undone by news of what was before."""

    def test_a_scan_from_before_they_left(self, door: Morning) -> None:
        """
        Whoever has left stays outside when a late scan tells that they had been in.
        """
        door.scan("C-001")
        door.wait(30)
        door.scan("C-001", out=True)
        door.wait(10)

        assert Verdict.ALREADY_IN is door.scan("C-001", happened_at=door.at(75))
        assert {} == door.day.attendance.present

    def test_a_scan_from_after_they_left(self, door: Morning) -> None:
        """
        Whoever came back while the kiosk was cut off is back.
        """
        door.scan("C-001")
        door.scan("C-001", out=True)
        door.wait(30)

        assert Verdict.RETURNED is door.scan("C-001", happened_at=door.at(70))
        assert door.at(70) == door.day.attendance.present["C-001"].at

    def test_an_exit_from_before_they_came_back(self, door: Morning) -> None:
        """
        A late exit does not send anybody out who has come back since.
        """
        door.scan("C-001")
        door.wait(30)
        door.scan("C-001", happened_at=door.at(62), out=True)
        door.scan("C-001")
        door.wait(10)

        assert Verdict.EXIT_RECORDED is door.scan("C-001", happened_at=door.at(80), out=True)
        assert {"C-001"} == set(door.day.attendance.present)

    def test_a_scan_from_before_the_end(self, session: Morning) -> None:
        """
        Whoever came before the close had come, even if it is told after it.
        """
        session.go("C-012")
        session.wait(1)
        back = session.now
        session.wait(1)
        session.walk_to("17:seated").ask("close")
        session.wait(5)

        assert Verdict.RETURNED is session.scan("C-012", happened_at=back)
        assert Verdict.CLOSED is session.scan("C-011", happened_at=session.now)


class TestWhatTheDeskDidSince:
    """A badge is judged as it was when it was scanned; what the desk did later is a case."""

    @pytest.fixture(name="late")
    def _late(self, door: Morning) -> datetime:
        """A kiosk that is cut off has let the badge in; the desk knows nothing of it."""
        door.wait(20)
        return door.at(70)

    @pytest.mark.parametrize(
        ("asked", "verdict"),
        [("issue_badge", "replaced"), ("revoke_badge", "revoked"), ("ask_to_desk", "see_desk")],
    )
    def test_who_was_in_before_is_in(
        self, door: Morning, late: datetime, asked: str, verdict: str
    ) -> None:
        """
        The person counts from their own time on, and the desk is told what it did meanwhile.
        """
        door.ask(asked, by=RECEPTION, person="C-001", reason="Mẫu")
        door.wait(10)
        before, seen = door.day, len(door.events)

        door.scan("C-001", serial=1, happened_at=late)

        assert Verdict.ACCEPTED is answered(before, door.events[seen:])
        assert late == door.day.attendance.present["C-001"].at
        assert [(verdict, "open")] == [(c.kind, c.state) for c in door.day.cases.all.values()]

    @pytest.mark.parametrize(
        ("asked", "verdict"),
        [("issue_badge", "replaced"), ("revoke_badge", "revoked"), ("ask_to_desk", "see_desk")],
    )
    def test_who_came_after_it_is_not(self, door: Morning, asked: str, verdict: str) -> None:
        """
        The same badge a minute after the desk had spoken is not let in.
        """
        door.ask(asked, by=RECEPTION, person="C-001", reason="Mẫu")
        door.wait(10)

        assert verdict == door.scan("C-001", serial=1, happened_at=door.at(61))
        assert {} == door.day.attendance.present

    def test_a_badge_that_was_void_before_the_new_one_was_made(self, door: Morning) -> None:
        """
        Between the two the old badge was void, and stays so for that time.
        """
        door.ask("revoke_badge", by=RECEPTION, person="C-001", reason="Mất thẻ")
        door.wait(10)
        door.ask("issue_badge", by=RECEPTION, person="C-001", reason="Mất thẻ")
        door.wait(10)

        assert "revoked" == door.scan("C-001", serial=1, happened_at=door.at(65))
        assert "replaced" == door.scan("C-001", serial=1, happened_at=door.at(75))
        assert "accepted" == door.scan("C-001", happened_at=door.at(75))

    def test_whom_the_desk_wants_to_see_it_wants_still(self, door: Morning, late: datetime) -> None:
        """
        An arrival from before the wish does not fulfil it; one at the desk does.
        """
        door.ask("ask_to_desk", by=RECEPTION, person="C-001", reason="Ký nhận")
        door.scan("C-001", happened_at=late)
        assert {"C-001": "Ký nhận"} == door.day.cases.wanted

        door.go("C-001")
        door.ask("check_in_by_hand", by=RECEPTION, person="C-001", method="assisted")
        assert ({}, {}) == (door.day.cases.wanted, door.day.cases.wanted_at)


class TestImplausibleTimes:
    """A time that cannot be is held to what can, and marked."""

    @pytest.mark.parametrize(
        ("said", "is_marked"),
        [(30, False), (60.05, False), (90, True), (-30, True)],
        ids=["while cut off", "a clock a little fast", "the future", "before the doors opened"],
    )
    def test_a_time_that_cannot_be_is_marked(
        self, door: Morning, said: float, is_marked: bool
    ) -> None:
        """
        The desk is told which times of arrival to doubt; what the kiosk said is kept.
        """
        door.scan("C-001", happened_at=door.at(said))

        event = door.events[-1]
        assert isinstance(event, DelegateCheckedIn)
        assert (door.at(said) if is_marked else None) == event.claimed
        assert is_marked is door.day.attendance.recent[-1].doubtful

    def test_so_is_a_time_of_leaving(self, door: Morning) -> None:
        """
        An exit from the future is held to now, and the desk is told to doubt it.
        """
        door.scan("C-001")
        door.scan("C-001", out=True, happened_at=door.at(90))

        event = door.events[-1]
        assert isinstance(event, DelegateCheckedOut)
        assert (door.now, door.at(90)) == (event.at, event.claimed)
        assert door.day.attendance.recent[-1].doubtful

    def test_and_one_at_a_second_door(self, door: Morning) -> None:
        """
        A badge that came in at two doors keeps what the second of them claimed.
        """
        door.scan("C-001", happened_at=door.at(50))
        door.scan("C-001", at=SIDE_DOOR, happened_at=door.at(-30))

        event = door.events[-1]
        assert isinstance(event, BadgeShownTwice)
        assert (door.at(0), door.at(-30)) == (event.at, event.claimed)
        assert door.day.attendance.recent[-1].doubtful


def test_a_late_scan_at_the_second_door_tells_its_own_time(door: Morning) -> None:
    """
    The event carries when the door let the badge in and when the server heard of it.
    """
    door.scan("C-001", happened_at=door.at(50))
    door.scan("C-001", at=SIDE_DOOR, happened_at=door.at(45))

    event = door.events[-1]
    assert isinstance(event, BadgeShownTwice)
    assert (door.at(45), door.now, SIDE_DOOR.name) == (event.at, event.noted_at, event.place)
    assert KIOSK.name != event.place


def test_a_scan_of_which_nothing_is_noted_again_is_unknown(door: Morning) -> None:
    """
    The desk has the foreign code from just before: nothing more happens, and it is no badge.
    """
    assert Verdict.UNKNOWN is answered(door.day, [])


def test_a_scan_that_lets_nobody_in_is_answered_as_it_was_noted(door: Morning) -> None:
    """
    What the kiosk shows is what the desk has.
    """
    before = door.day

    events = door.ask("check_in", by=KIOSK, scan={"reading": "other_conference"})

    assert events[0].verdict is answered(before, events)  # type: ignore[attr-defined]
