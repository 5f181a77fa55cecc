"""What the desk noted by mistake is taken back: a substitution, a late registration."""

from typing import Any, ClassVar

import pytest

from server.conference import cards
from server.conference.attendance import counts, here
from server.conference.chronicle import history
from server.conference.taking_back import not_given_back
from tests.conference.morning import RECEPTION, SIDE_DOOR, Morning
from tests.conference.test_duties import answer, substituted, waiting


def undo(morning: Morning, person: str) -> None:
    """The desk takes the substitution of a person back."""
    morning.ask("undo_substitution", by=RECEPTION, person=person, reason="Vẫn đến")


def lost(morning: Morning, person: str, substitute: str) -> list[tuple[str, str]]:
    """The duties a person has not got back."""
    return [(d.kind.value, d.ref) for d in not_given_back(morning.day, person, substitute)]


class TestTheDoor:
    """Whose badge is good, and who is expected."""

    def test_a_person_in_the_hall_can_be_let_in_again(self, morning: Morning) -> None:
        """
        A cut-off kiosk let them in, the desk knew nothing and substituted; all of it is mended.
        """
        morning.open()
        came = morning.at(10)
        morning.wait(20)
        [new] = substituted(morning, "C-012")
        morning.wait(10)
        assert "replaced" == morning.scan("C-012", at=SIDE_DOOR, happened_at=came)

        undo(morning, "C-012")
        morning.ask("check_in_by_hand", by=RECEPTION, person="C-012", method="assisted")

        assert {"C-012"} == set(morning.day.attendance.present)
        assert "replaced" == morning.scan(new)
        morning.ask("issue_badge", by=RECEPTION, person="C-012", reason="Mất thẻ")

    def test_the_old_badge_is_good_again(self, morning: Morning) -> None:
        """
        The person is expected, the substitute is not, and the card is the person's.
        """
        before = morning.day.people.expected
        morning.open()
        [new] = substituted(morning, "C-012")

        undo(morning, "C-012")

        assert before == morning.day.people.expected
        assert "C-012" == cards.now(morning.day, new) == cards.now(morning.day, "C-012")
        assert "accepted" == morning.scan("C-012")

    def test_the_number_is_not_given_again(self, morning: Morning) -> None:
        """
        A badge with the substitute's code may be about: the next one has a number of its own.
        """
        [new] = substituted(morning, "C-012")
        undo(morning, "C-012")

        assert [new] != substituted(morning, "C-012")

    def test_both_read_who_did_it_and_why(self, morning: Morning) -> None:
        """
        It stands in the lines of the person and of the substitute.
        """
        [new] = substituted(morning, "C-012")

        undo(morning, "C-012")

        for person in ("C-012", new):
            line = history(morning.day, person)[-1]
            assert ("substitution_undone", "Bàn đón tiếp", "Vẫn đến") == (
                line.what,
                line.by,
                line.reason,
            )


class TestDuties:
    """What the substitute had taken over goes back, or is asked about, or is named."""

    def test_what_the_substitute_took_over_is_asked_about(self, morning: Morning) -> None:
        """
        One key for each brings it back to the person; an award needs none.
        """
        substitutes = substituted(morning, "C-003")
        planned = waiting(morning)
        for duty in planned:
            answer(morning, *duty, "substitute")

        undo(morning, "C-003")

        asked = waiting(morning)
        assert [(substitutes[0], "speaker", "13"), (substitutes[0], "speech", "S1")] == asked
        for duty in asked:
            answer(morning, *duty, "substitute")
        assert "C-003" == morning.day.speeches.all["S1"].person
        assert ([], []) == (waiting(morning), lost(morning, "C-003", substitutes[0]))

    @pytest.mark.parametrize(
        "reply", [{"reply": "substitute"}, {"reply": "later", "reason": "Trao sau"}]
    )
    def test_an_award_is_theirs_again(self, morning: Morning, reply: dict[str, str]) -> None:
        """
        Neither somebody on their behalf nor absent: the person comes.
        """
        substituted(morning, "C-003")
        answer(morning, "C-003", "award", "L1", **reply)

        undo(morning, "C-003")

        assert "L1" not in morning.day.awards.marks

    def test_an_award_handed_over_stays_as_it_was(self, morning: Morning) -> None:
        """
        What has happened on stage has happened.
        """
        substituted(morning, "C-003")
        answer(morning, "C-003", "award", "L1", "later", reason="Trao sau")
        morning.ask("award_batch_done", batch=morning.day.awards.lines["L1"].batch)

        undo(morning, "C-003")

        assert "absent" == morning.day.awards.marks["L1"].mark

    @pytest.mark.parametrize(
        ("person", "duty", "ref", "given"),
        [
            ("C-005", "secretary", "secretary", {"reply": "nobody", "reason": "Đủ người"}),
            ("C-003", "speech", "S1", {"reply": "proceedings", "reason": "In kỷ yếu"}),
            ("C-003", "speech", "S1", {"reply": "other", "other": "C-012"}),
            ("C-003", "speaker", "13", {"reply": "other", "other": "C-012"}),
            ("K-001", "presenter", "first", {"reply": "other", "other": "K-002"}),
        ],
    )
    def test_what_went_to_others_is_named(
        self, morning: Morning, person: str, duty: str, ref: str, given: dict[str, Any]
    ) -> None:
        """
        Somebody may have been told already: it is not taken from them, but said.
        """
        [new] = substituted(morning, person)
        answer(morning, person, duty, ref, **given)

        undo(morning, person)

        assert [(duty, ref)] == lost(morning, person, new)


class TestRefused:
    """What cannot be taken back, and why."""

    def test_nobody_was_substituted(self, morning: Morning) -> None:
        """
        Neither whoever comes themselves nor a substitute whose own place was given back.
        """
        [new] = substituted(morning, "C-012")
        undo(morning, "C-012")
        given = {"person": "C-012", "reason": "Vẫn đến"}

        assert [] == morning.ask("undo_substitution", by=RECEPTION, **given)
        for person in ("C-001", new):
            assert "not_substituted" == morning.refusal(
                "undo_substitution", by=RECEPTION, person=person, reason="Nhầm"
            )

    def test_the_substitute_has_come(self, morning: Morning) -> None:
        """
        First the check-in is undone, also where the substitute has left again.
        """
        morning.open()
        [new] = substituted(morning, "C-012")
        morning.arrive(new)
        morning.go(new)
        given = {"person": "C-012", "reason": "Nhầm"}

        assert "substitute_arrived" == morning.refusal("undo_substitution", by=RECEPTION, **given)

    def test_the_substitute_was_substituted(self, morning: Morning) -> None:
        """
        The place goes back by the way it came.
        """
        [first] = substituted(morning, "C-012")
        substituted(morning, first)
        given = {"person": "C-012", "reason": "Nhầm"}

        assert "substitute_replaced" == morning.refusal("undo_substitution", by=RECEPTION, **given)

        undo(morning, first)
        undo(morning, "C-012")
        assert "C-012" == cards.now(morning.day, first)


class TestALateRegistration:
    """Somebody registered by mistake is taken off the roster again."""

    NEW: ClassVar[dict[str, str]] = {
        "full_name": "Đinh Mẫu Mới",
        "delegate_class": "official",
        "unit": "north",
    }

    @pytest.fixture(name="before")
    def _before(self, morning: Morning) -> Any:
        """The counts before the newcomer, C-013, was registered; the doors are open."""
        before = counts(morning.open().day.people, morning.day.attendance)
        morning.ask("register", by=RECEPTION, **self.NEW)
        return before

    def test_it_counts_no_more(self, morning: Morning, before: Any) -> None:
        """
        Not expected, not in the hall, not on a card; the badge is void, and made void for good.
        """
        given = {"person": "C-013", "reason": "Đăng ký hai lần"}
        morning.ask("withdraw_registration", by=RECEPTION, **given)

        assert before == counts(morning.day.people, morning.day.attendance)
        assert not here(morning.day, "C-013")
        assert "revoked" == morning.scan("C-013")
        assert {"registration_withdrawn"} == {
            morning.refusal("issue_badge", by=RECEPTION, person="C-013", reason="Mất"),
            morning.refusal("check_in_by_hand", by=RECEPTION, person="C-013", method="assisted"),
            morning.refusal(
                "substitute",
                by=RECEPTION,
                person="C-013",
                full_name="Người Mẫu Thay",
                reason="Ốm",
                approved_by="Ban Tổ chức",
            ),
        }
        assert [] == morning.ask("withdraw_registration", by=RECEPTION, **given)

    def test_the_way_back_is_a_new_registration(self, morning: Morning, before: Any) -> None:
        """
        Under a number of its own; the one withdrawn is no namesake.
        """
        assert before is not None
        morning.ask("withdraw_registration", by=RECEPTION, person="C-013", reason="Nhầm")

        morning.ask("register", by=RECEPTION, **self.NEW)

        assert "accepted" == morning.scan("C-014")

    def test_a_late_scan_brings_nobody_back(self, morning: Morning, before: Any) -> None:
        """
        What a cut-off kiosk let in before is a case for the desk.
        """
        assert before is not None
        morning.wait(20)
        morning.ask("withdraw_registration", by=RECEPTION, person="C-013", reason="Nhầm")
        morning.wait(10)

        assert "revoked" == morning.scan("C-013", happened_at=morning.at(10))
        assert {} == morning.day.attendance.present

    def test_only_what_the_desk_registered(self, morning: Morning, before: Any) -> None:
        """
        The office's roster stays; whoever has come, or was substituted, goes by another way.
        """
        assert before is not None
        given = {"by": RECEPTION, "reason": "Nhầm"}
        refusal = morning.refusal
        assert "not_registered_here" == refusal("withdraw_registration", person="C-001", **given)
        morning.scan("C-013")
        assert "has_come" == refusal("withdraw_registration", person="C-013", **given)
        morning.ask("undo_check_in", person="C-013", **given)
        substituted(morning, "C-013")
        assert "already_substituted" == refusal("withdraw_registration", person="C-013", **given)
