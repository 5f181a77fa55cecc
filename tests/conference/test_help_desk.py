"""The help desk's work: paper lists, papers handed out, guests announced, and who did what."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from server.conference.attendance import RECENT
from server.conference.badges import Reading, Scan
from server.conference.chronicle import history
from server.conference.helpdesk import reception
from server.conference.honours import arrived, expected, presenters_gone
from server.conference.live import Seen
from server.conference.scenes import instant
from tests.conference.morning import KIOSK, RECEPTION, SIDE_DOOR, Morning
from tests.conference.test_laws import LIVE


@pytest.fixture(name="door")
def _door(morning: Morning) -> Morning:
    """The doors are open and nobody has come yet."""
    return morning.open()


def row(morning: Morning) -> dict[str, Any]:
    """The newest line of what the desk sees."""
    return dict(reception(morning.day, morning.now, LIVE)["recent"][0])


def lines(morning: Morning, person: str) -> list[tuple[str, str | None]]:
    """What was done for a person, and by whom."""
    return [(line.what, line.by) for line in history(morning.day, person)]


class TestKiosksAfterAStart:
    """A server that has just started has seen no kiosk; the day may have heard of it."""

    def test_the_last_scan_tells_when_it_was_there(self, door: Morning) -> None:
        """
        A kiosk that died with the server was there when it last scanned; another never was.
        """
        door.wait(5)
        door.scan("C-001", at=KIOSK)
        heard = door.now
        door.wait(20)
        for _ in range(RECENT):
            door.read(Scan(reading=Reading.UNKNOWN), at=SIDE_DOOR)

        kiosks = (Seen(name=KIOSK.name), Seen(name="Cửa 9"))
        seen = reception(door.day, door.now, replace(LIVE, kiosks=kiosks))["kiosks"]

        assert [instant(heard), None] == [kiosk["last_seen"] for kiosk in seen]


class TestPaperLists:
    """Names taken down on paper are entered with their own hour."""

    def test_they_keep_their_hour_and_say_so(self, door: Morning) -> None:
        """
        The row tells when the person came, that it was paper, and who entered it.
        """
        door.wait(60)

        door.ask(
            "check_in_by_hand",
            by=RECEPTION,
            person="C-001",
            method="paper_list",
            happened_at=door.at(10),
        )

        assert door.at(10) == door.day.attendance.first["C-001"].at
        assert ("paper_list", "Bàn đón tiếp", False) == (
            row(door)["method"],
            row(door)["by"],
            row(door)["doubtful"],
        )
        assert row(door)["came_at"] is not None
        [line] = history(door.day, "C-001")
        assert (door.at(10), door.at(60)) == (line.at, line.noted_at)

    @pytest.mark.parametrize(("minutes", "taken"), [(-300, 0), (600, 60)])
    def test_an_hour_that_cannot_be_is_mended_and_flagged(
        self, door: Morning, minutes: int, taken: int
    ) -> None:
        """
        Before the doors opened, or still to come: the nearest possible hour, marked as doubtful.
        """
        door.wait(60)

        door.ask(
            "check_in_by_hand",
            by=RECEPTION,
            person="C-001",
            method="paper_list",
            happened_at=door.at(minutes),
        )

        assert door.at(taken) == door.day.attendance.first["C-001"].at
        assert row(door)["doubtful"]

    def test_they_may_be_entered_after_the_end(self, session: Morning) -> None:
        """
        Whoever was there counts, though the paper was found late; nobody comes in after the end.
        """
        session.go("C-012")
        for undo in ("undo_check_out", "undo_check_in"):
            session.ask(undo, person="C-012", reason="Nhầm")
        began = session.now
        session.wait(5)
        session.walk_to("17:seated").ask("close")
        session.wait(5)
        paper: dict[str, Any] = {"person": "C-012", "method": "paper_list"}

        assert "door_shut" == session.refusal("check_in_by_hand", by=RECEPTION, **paper)
        session.ask("check_in_by_hand", by=RECEPTION, **paper, happened_at=began)

        assert began == session.day.attendance.first["C-012"].at


class TestDocuments:
    """The conference's papers, one set for each."""

    def test_handing_out_is_noted_once(self, door: Morning) -> None:
        """
        When and by whom; the second press is none.
        """
        door.ask("hand_documents", by=RECEPTION, person="C-001")

        given = door.day.documents.handed["C-001"]
        assert (door.now, "Bàn đón tiếp") == (given.at, given.by)
        assert [] == door.ask("hand_documents", by=RECEPTION, person="C-001")
        assert 1 == reception(door.day, door.now, LIVE)["documents"]

    def test_a_mistake_is_taken_back(self, door: Morning) -> None:
        """
        The set lies on the table again.
        """
        door.ask("hand_documents", by=RECEPTION, person="C-001")
        door.ask("hand_documents", by=RECEPTION, person="C-001", handed=False)

        assert {} == door.day.documents.handed
        assert [] == door.ask("hand_documents", by=RECEPTION, person="C-001", handed=False)

    def test_a_substituted_delegate_gets_none(self, door: Morning) -> None:
        """
        The substitute takes them.
        """
        door.ask(
            "substitute", person="C-001", full_name="Lý Mẫu Thay", reason="Ốm", approved_by="BTC"
        )

        assert "already_substituted" == door.refusal("hand_documents", person="C-001")


class TestGuestsOfHonour:
    """Whoever is received by name."""

    def test_coming_is_news_with_salutation_and_seat(self, door: Morning) -> None:
        """
        MC, console and desk learn who has come and where they sit, for a few minutes.
        """
        door.scan("K-001")
        [guest] = arrived(door.day, door.now)

        assert ("K-001", "đồng chí", "Cửa 1") == (
            guest["id"],
            guest["salutation"],
            guest["place"],
        )
        assert "seat" in guest
        assert [] == arrived(door.day, door.now + timedelta(minutes=5))

    def test_others_are_no_news(self, door: Morning) -> None:
        """
        A hundred delegates would hide the guest.
        """
        door.scan("C-001")

        assert [] == arrived(door.day, door.now)

    def test_whoever_has_come_is_expected_no_more(self, door: Morning) -> None:
        """
        Arriving clears the announcement for good: leaving later does not bring it back.
        """
        door.ask("expect_person", by=RECEPTION, person="K-001", minutes=5)
        assert ["K-001"] == [guest["id"] for guest in expected(door.day)]

        door.scan("K-001")
        door.scan("K-001", out=True)

        assert [] == expected(door.day)
        assert {} == door.day.attendance.expected_at

    def test_an_announcement_can_be_withdrawn(self, door: Morning) -> None:
        """
        The car has turned round.
        """
        door.ask("expect_person", by=RECEPTION, person="K-001", minutes=5)
        door.ask("expect_person", by=RECEPTION, person="K-001")

        assert [] == expected(door.day)
        assert [] == door.ask("expect_person", by=RECEPTION, person="K-001")

    def test_whoever_is_here_is_not_announced(self, door: Morning) -> None:
        """
        The MC would wait for somebody who sits in the first row.
        """
        door.scan("K-001")

        assert "is_here" == door.refusal("expect_person", by=RECEPTION, person="K-001", minutes=5)

    def test_a_presenter_who_has_left_is_missed_in_time(self, session: Morning) -> None:
        """
        The console is warned for as long as their batches are to come, and they are away.
        """
        session.go("K-001")

        def warned() -> list[str]:
            return [one["data"]["person"] for one in presenters_gone(session.day, LIVE)]

        assert ["K-001"] == warned()
        session.ask("award_presenter", batch="first", presenters=["K-002"])
        assert [] == warned()
        session.go("K-002")
        assert ["K-002"] == warned()
        session.scan("K-002")
        assert [] == warned()

    def test_one_who_never_came_is_no_news(self, door: Morning) -> None:
        """
        Before the conference, nobody has left.
        """
        assert [] == presenters_gone(door.day, LIVE)


def test_who_did_what_stands_in_a_persons_lines(door: Morning) -> None:
    """
    Kiosks by their name as a place, people by theirs.
    """
    by: dict[str, Any] = {"by": RECEPTION}
    door.ask("correct_person", **by, person="C-001", position="Chủ tịch")
    door.ask("issue_badge", **by, person="C-001", reason="Mất thẻ")
    door.scan("C-001")
    door.ask("hand_documents", **by, person="C-001")
    door.scan("C-001", out=True)
    door.ask("undo_check_out", **by, person="C-001", reason="Nhầm người")
    door.ask("revoke_badge", **by, person="C-001", reason="Nhặt được")

    desk = "Bàn đón tiếp"
    assert [
        ("corrected", desk),
        ("badge_issued", desk),
        ("checked_in", None),
        ("documents", desk),
        ("left", None),
        ("not_left", desk),
        ("badge_revoked", desk),
    ] == lines(door, "C-001")
    assert "Cửa 1" == history(door.day, "C-001")[2].place


def test_a_substitution_stands_with_both(door: Morning) -> None:
    """
    Whichever of the two is looked up, the desk sees who approved it.
    """
    door.ask(
        "substitute",
        by=RECEPTION,
        person="C-001",
        full_name="Lý Mẫu Thay",
        reason="Ốm",
        approved_by="Trưởng ban",
    )

    for person in ("C-001", "C-013"):
        [line] = history(door.day, person)
        assert ("substituted", "Bàn đón tiếp", "Trưởng ban") == (
            line.what,
            line.by,
            line.approved_by,
        )
