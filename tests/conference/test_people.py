"""The people: duties on stage, newcomers within the quotas, substitutes, corrections."""

from typing import Any

import pytest
from msgspec.structs import replace

from server.conference.chronicle import history
from server.conference.plan import Quotas
from server.conference.search import folded
from tests.conference.morning import RECEPTION, Morning
from tests.conference.plans import PEOPLE, SPEECH, plan

NEWCOMER: dict[str, Any] = {
    "full_name": "Đinh Mẫu Mới",
    "delegate_class": "official",
    "unit": "north",
}
SUBSTITUTE: dict[str, Any] = {
    "person": "C-012",
    "full_name": "Lý Mẫu Thay",
    "reason": "Đi công tác",
    "approved_by": "Ban Tổ chức",
}


def table(session: Morning) -> list[str]:
    """The names the hall sees at the presidium's or the secretaries' table."""
    return [shown["name"] for shown in session.scene()["people"]]


class TestPresidium:
    """Who sits on stage, who is there, and who presides."""

    def test_the_table_shows_those_who_are_here(self, session: Morning) -> None:
        """
        A member who is absent is not shown on stage.
        """
        session.walk_to("4:propose").go("C-001")

        assert ["Hoàng Mẫu Phúc"] == table(session)

    def test_secretaries_have_a_page_of_their_own(self, session: Morning) -> None:
        """
        The secretaries are shown when they are called.
        """
        session.walk_to("4:secretaries")

        assert ("secretary", ["Đặng Mẫu Số 5"]) == (session.scene()["role"], table(session))

    def test_a_new_member_sits_last(self, session: Morning) -> None:
        """
        Without a place, a person is seated behind those who are there.
        """
        session.walk_to("4:propose").ask("assign", role="presidium", person="C-003")

        assert ["Nguyễn Thị Mẫu An", "Hoàng Mẫu Phúc", "Đặng Mẫu Số 3"] == table(session)

    def test_a_member_keeps_the_place(self, session: Morning) -> None:
        """
        Giving a place to somebody who has one does nothing; naming another moves them.
        """
        assert [] == session.ask("assign", role="presidium", person="C-001")

        session.walk_to("4:propose").ask("assign", role="presidium", person="C-001", order=3)

        assert ["Hoàng Mẫu Phúc", "Nguyễn Thị Mẫu An"] == table(session)

    def test_a_place_can_be_taken_away(self, session: Morning) -> None:
        """
        Whoever has no place any more neither sits nor presides.
        """
        session.walk_to("4:propose").ask("mark_present_on_stage", person="C-001")

        session.ask("unassign", role="presidium", person="C-001")

        assert ["Hoàng Mẫu Phúc"] == table(session)
        assert (None, frozenset()) == (session.day.people.presiding, session.day.people.on_stage)

    def test_losing_one_duty_keeps_the_other(self, session: Morning) -> None:
        """
        Whoever stops being secretary may still sit in the presidium, and preside.
        """
        session.ask("assign", role="secretary", person="C-001")
        session.ask("mark_present_on_stage", person="C-001")

        session.ask("unassign", role="secretary", person="C-001")

        assert "C-001" == session.day.people.presiding
        assert {"C-001"} == session.day.people.on_stage

    def test_places_on_stage_are_ticked(self, session: Morning) -> None:
        """
        A member is marked as seated, once, and unmarked again.
        """
        session.ask("mark_present_on_stage", person="C-001")
        assert {"C-001"} == session.day.people.on_stage
        assert [] == session.ask("mark_present_on_stage", person="C-001")

        session.ask("mark_present_on_stage", person="C-001", present=False)

        assert frozenset() == session.day.people.on_stage

    def test_another_member_may_preside(self, session: Morning) -> None:
        """
        Whoever presides sits in the presidium.
        """
        session.ask("set_presiding", person="C-002")

        assert "C-002" == session.day.people.presiding
        assert [] == session.ask("set_presiding", person="C-002")
        assert "not_in_presidium" == session.refusal("set_presiding", person="C-005")

    def test_nobody_gets_a_duty_that_does_not_exist(self, session: Morning) -> None:
        """
        Duties, and people, are those there are.
        """
        assert "unknown_duty" == session.refusal("assign", role="chair", person="C-003")
        assert "unknown_person" == session.refusal("assign", role="presidium", person="C-999")
        assert "no_duty" == session.refusal("mark_present_on_stage", person="C-003")
        assert [] == session.ask("unassign", role="presidium", person="C-003")


class TestRegister:
    """Newcomers join the roster within the quotas."""

    def test_a_newcomer_gets_the_next_number(self, session: Morning) -> None:
        """
        The badge number follows the class's letter, and the badge opens the door.
        """
        session.ask("register", by=RECEPTION, **NEWCOMER)

        assert "Đinh Mẫu Mới" == session.day.people.people["C-013"].full_name
        assert "accepted" == session.scan("C-013")

    @pytest.mark.parametrize(("last", "next_one"), [("C-03", "C-04"), ("C-1000", "C-1001")])
    def test_a_newcomers_number_is_written_like_its_neighbours(
        self, last: str, next_one: str
    ) -> None:
        """
        Where the office counts with two digits, or beyond three, so does the late registration.
        """
        one = replace(PEOPLE[4], id=last)
        session = Morning(
            plan(
                SPEECH,
                people=(one,),
                assignments=(),
                speeches=(),
                batches=(),
                awards=(),
                nominations=(),
                lists=(),
            )
        )

        session.ask("register", by=RECEPTION, **NEWCOMER)

        assert next_one in session.day.people.people

    def test_a_full_side_needs_force_and_reason(self, session: Morning) -> None:
        """
        Beyond the quota, only the committee's decision brings anybody in.
        """
        session.ask("register", **NEWCOMER)

        another = NEWCOMER | {"full_name": "Đinh Mẫu Khác"}
        assert "quota_full" == session.refusal("register", **another)
        assert "quota_full" == session.refusal("register", **another, force=True)
        beyond = another | {"force": True, "reason": "Đại biểu dự khuyết"}
        assert "approver_missing" == session.refusal("register", **beyond)
        assert "approver_missing" == session.refusal("register", **beyond, approved_by="  ")
        session.ask("register", **beyond, approved_by="Trưởng Ban Tổ chức")
        assert "C-014" in session.day.people.people

    def test_all_together_have_a_ceiling_too(self, session: Morning) -> None:
        """
        A free place on one side is of no use once the total is reached.
        """
        session.ask("register", **NEWCOMER)

        guest = NEWCOMER | {"delegate_class": "elder", "full_name": "Đinh Mẫu Khác"}

        assert "quota_full" == session.refusal("register", **guest)

    def test_a_delegation_has_its_own_ceiling(self) -> None:
        """
        The places given to a delegation are for its official delegates; guests take none of them.
        """
        north, south = plan().units
        session = Morning(plan(units=(north, replace(south, quota=11)), quotas=Quotas()))

        assert "unit_full" == session.refusal("register", **NEWCOMER | {"unit": "south"})
        session.ask("register", **NEWCOMER | {"unit": "north"})
        session.ask("register", **NEWCOMER | {"unit": "south", "delegate_class": "elder"})
        beyond = {"force": True, "reason": "Dự khuyết", "approved_by": "Trưởng Ban Tổ chức"}
        session.ask("register", **NEWCOMER | {"unit": "south"} | beyond)

    def test_a_class_has_its_own_ceiling(self) -> None:
        """
        A class of the plan may be full while its side is not.
        """
        classes = tuple(replace(c, quota=2 if c.id == "elder" else None) for c in plan().classes)
        session = Morning(plan(classes=classes, quotas=Quotas()))

        assert "class_full" == session.refusal("register", **NEWCOMER | {"delegate_class": "elder"})
        session.ask("register", **NEWCOMER | {"delegate_class": "guest"})

    def test_who_allowed_it_is_kept(self, session: Morning) -> None:
        """
        Beyond the quota, the reason and whoever approved stand in the person's own lines.
        """
        session.ask("register", **NEWCOMER)

        session.ask(
            "register",
            by=RECEPTION,
            **NEWCOMER,
            force=True,
            reason="Trưởng đoàn đề nghị",
            approved_by="Trưởng ban Tổ chức",
        )

        [line] = history(session.day, "C-014")
        assert ("registered", "Bàn đón tiếp") == (line.what, line.by)
        assert ("Trưởng đoàn đề nghị", "Trưởng ban Tổ chức") == (line.reason, line.approved_by)

    def test_a_namesake_in_the_delegation_is_asked_about(self, session: Morning) -> None:
        """
        Mostly it is the same person, spelt without accents; if not, the desk says so.
        """
        who = session.day.people.people["C-012"]
        again = NEWCOMER | {"full_name": folded(who.full_name), "unit": who.unit}

        assert "same_name" == session.refusal("register", by=RECEPTION, **again)
        session.ask("register", by=RECEPTION, **again, force=True)
        elsewhere = {"north": "south", "south": "north"}[who.unit]
        assert "quota_full" == session.refusal("register", **again | {"unit": elsewhere})

    def test_staff_fill_no_quota(self) -> None:
        """
        Performers and servers are no delegates.
        """
        session = Morning(plan(quotas=Quotas(guest=0, official=0, total=0)))

        session.ask("register", **NEWCOMER | {"delegate_class": "staff"})

        assert "P-002" in session.day.people.people
        assert 16 == len([p for p in session.day.people.people if not p.startswith("P")])

    def test_without_quotas_everybody_may_come(self) -> None:
        """
        A plan that sets no ceiling has none.
        """
        session = Morning(plan(quotas=Quotas()))

        for n in range(30):
            session.ask("register", **NEWCOMER | {"full_name": f"Đinh Mẫu {n}"})

        assert "C-042" in session.day.people.people

    def test_bad_particulars_are_refused(self, morning: Morning) -> None:
        """
        Name, class and delegation are looked at first.
        """
        wrong = {
            "name_missing": {"full_name": "  "},
            "unknown_class": {"delegate_class": "press"},
            "unknown_unit": {"unit": "west"},
        }

        assert list(wrong) == [
            morning.refusal("register", **NEWCOMER | given) for given in wrong.values()
        ]


class TestSubstitute:
    """Somebody else may come in a delegate's place."""

    def test_the_substitute_takes_class_delegation_and_seat(self, morning: Morning) -> None:
        """
        The substitute is expected instead, with a number of their own.
        """
        morning.ask("correct_person", person="C-012", hall_seat="B12")

        morning.ask("substitute", by=RECEPTION, **SUBSTITUTE)

        new = morning.day.people.people["C-013"]
        assert ("official", "south", "B12", "C-012") == (
            new.delegate_class,
            new.unit,
            new.hall_seat,
            new.replaces,
        )

    def test_the_quota_is_unchanged(self, morning: Morning) -> None:
        """
        One goes, one comes.
        """
        before = len(morning.day.people.invited(morning.day.people.side("C-012")))

        morning.ask("substitute", **SUBSTITUTE)

        assert before == len(morning.day.people.invited(morning.day.people.side("C-013")))

    def test_the_old_badge_is_void(self, session: Morning) -> None:
        """
        Whoever was substituted is shown to the desk; the substitute is welcome.
        """
        session.go("C-012")
        session.ask("substitute", **SUBSTITUTE)

        assert ("replaced", "accepted") == (session.scan("C-012"), session.scan("C-013"))

    def test_somebody_has_agreed(self, morning: Morning) -> None:
        """
        Who it was is asked for in words; blanks are nobody.
        """
        nobody = SUBSTITUTE | {"approved_by": " \u3000 "}
        assert "approved_by_missing" == morning.refusal("substitute", **nobody)

        [event] = morning.ask("substitute", **SUBSTITUTE | {"approved_by": " Ban  Tổ chức "})

        assert "Ban Tổ chức" == event.approved_by

    def test_whoever_is_here_is_not_substituted(self, session: Morning) -> None:
        """
        A delegate in the hall keeps the place.
        """
        assert "is_present" == session.refusal("substitute", **SUBSTITUTE)

    def test_a_place_is_given_away_once(self, morning: Morning) -> None:
        """
        A substituted delegate has no place left, no new badge and no way in by hand.
        """
        morning.open().ask("substitute", **SUBSTITUTE)

        assert {"already_substituted"} == {
            morning.refusal("substitute", **SUBSTITUTE),
            morning.refusal("issue_badge", person="C-012", reason="Mất thẻ"),
            morning.refusal("check_in_by_hand", person="C-012", method="name"),
        }

    def test_a_substitute_may_be_substituted(self, morning: Morning) -> None:
        """
        The place may pass on again.
        """
        morning.ask("substitute", **SUBSTITUTE)

        morning.ask("substitute", **SUBSTITUTE | {"person": "C-013"})

        assert {"C-012": "C-013", "C-013": "C-014"} == morning.day.people.replaced_by


class TestCorrect:
    """A mistake in the roster is mended while the hall looks on."""

    def test_screens_follow_at_once(self, session: Morning) -> None:
        """
        A mended name and post stand on the wall at the next picture.
        """
        session.walk_to("5:invite")

        session.ask(
            "correct_person",
            by=RECEPTION,
            person="C-001",
            full_name=" Nguyễn  Thị Mẫu Ân ",
            position="Chủ tịch",
        )

        assert ("Nguyễn Thị Mẫu Ân", "Chủ tịch") == (
            session.scene()["person"]["name"],
            session.scene()["person"]["position"],
        )

    def test_a_new_name_forgets_how_the_old_one_was_read(self, morning: Morning) -> None:
        """
        The note on pronunciation was for the old name.
        """
        morning.ask("correct_person", person="C-001", full_name="Nguyễn Thị Mẫu Ân")

        mended = morning.day.people.people["C-001"]
        assert ("Ân", None) == (mended.given_name, mended.pronunciation)

    def test_what_is_right_already_changes_nothing(self, morning: Morning) -> None:
        """
        Correcting twice corrects once.
        """
        morning.ask("correct_person", person="C-001", unit="south")

        assert [] == morning.ask("correct_person", person="C-001", unit="south")

    @pytest.mark.parametrize(
        ("given", "code"),
        [
            ({"person": "C-999"}, "unknown_person"),
            ({"unit": "west"}, "unknown_unit"),
            ({"full_name": ""}, "name_missing"),
        ],
        ids=["person", "unit", "name"],
    )
    def test_bad_particulars_are_refused(
        self, morning: Morning, given: dict[str, Any], code: str
    ) -> None:
        """
        Person, delegation and name are looked at first.
        """
        assert code == morning.refusal("correct_person", **{"person": "C-001"} | given)
