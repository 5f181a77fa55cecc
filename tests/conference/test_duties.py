"""After a substitution every duty of the person who does not come is asked about, until answered."""

from typing import Any

import pytest

from server.conference.console import console
from server.conference.duties import REPLIES, Kind, unanswered
from server.conference.helpdesk import reception
from tests.conference.morning import RECEPTION, Morning
from tests.conference.test_laws import LIVE


def substituted(morning: Morning, *people: str) -> list[str]:
    """Somebody else comes for each; their badge numbers."""
    new = []
    for person in people:
        given = {"full_name": f"Người Mẫu Thay {person}", "reason": "Ốm", "approved_by": "Ban"}
        [event] = morning.ask("substitute", by=RECEPTION, person=person, **given)
        new.append(event.substitute.id)
    return new


def waiting(morning: Morning) -> list[tuple[str, str, str]]:
    """The open questions."""
    return [(duty.person, duty.kind.value, duty.ref) for duty in unanswered(morning.day)]


def answer(morning: Morning, person: str, duty: str, ref: str, reply: str, **more: Any) -> None:
    """Reception says who does it."""
    given = {"person": person, "duty": duty, "ref": ref, "reply": reply, **more}
    morning.ask("answer_duty", by=RECEPTION, **given)


def test_every_duty_is_asked_about(morning: Morning) -> None:
    """
    The place on stage, the awards handed over, the words to be said, the award to be received.
    """
    substituted(morning, "K-001", "C-003", "C-005")

    assert [
        ("K-001", "presenter", "first"),
        ("K-001", "speaker", "9"),
        ("C-003", "speaker", "13"),
        ("C-003", "speech", "S1"),
        ("C-003", "award", "L1"),
        ("C-005", "secretary", "secretary"),
        ("C-005", "speech", "S3"),
        ("C-005", "award", "L3"),
    ] == waiting(morning)


def test_nothing_is_asked_where_there_is_no_duty(morning: Morning) -> None:
    """
    A delegate who only listens leaves no question behind.
    """
    substituted(morning, "C-012")

    assert [] == waiting(morning)


def test_the_substitute_takes_everything_over(morning: Morning) -> None:
    """
    One reply after the other, until nothing is open; screens and MC follow the new names.
    """
    [guest, delegate, secretary] = substituted(morning, "K-001", "C-003", "C-005")

    while open_ := waiting(morning):
        answer(morning, *open_[0], "substitute")

    day = morning.day
    assert guest == day.agenda.items["9"].speaker
    assert (guest,) == day.awards.batches["first"].presenters
    assert (delegate, "C-004") == day.agenda.items["13"].speakers
    assert (delegate, secretary) == (day.speeches.all["S1"].person, day.speeches.all["S3"].person)
    assert [secretary] == [place.person for place in day.people.duty("secretary")]
    marks = {line: (mark.mark, mark.on_behalf) for line, mark in day.awards.marks.items()}
    assert {
        "L1": ("on_behalf", "Người Mẫu Thay C-003"),
        "L3": ("on_behalf", "Người Mẫu Thay C-005"),
    } == marks


def test_an_award_is_given_later_and_a_speech_printed(morning: Morning) -> None:
    """
    With the reason; neither is asked about again.
    """
    substituted(morning, "C-003")
    answer(morning, "C-003", "award", "L1", "later", reason="Trao sau")
    answer(morning, "C-003", "speech", "S1", "proceedings", reason="Kỷ yếu")

    assert [("C-003", "speaker", "13")] == waiting(morning)
    mark = morning.day.awards.marks["L1"]
    assert ("absent", "Trao sau") == (mark.mark, mark.reason)
    assert {"S1": "Kỷ yếu"} == morning.day.speeches.deferred


def test_somebody_else_takes_a_duty_over(morning: Morning) -> None:
    """
    Whoever is named by badge number speaks, and hands over beside those who do already.
    """
    substituted(morning, "K-001")
    answer(morning, "K-001", "speaker", "9", "other", other="K-002")
    answer(morning, "K-001", "presenter", "first", "other", other="K-002")

    assert "K-002" == morning.day.agenda.items["9"].speaker
    assert ("K-002",) == morning.day.awards.batches["first"].presenters
    assert [] == waiting(morning)


def test_a_place_at_the_table_keeps_its_order_or_stays_empty(morning: Morning) -> None:
    """
    The substitute sits where the other would have; the chair is for the console to decide.
    """
    [new] = substituted(morning, "C-001")
    answer(morning, "C-001", "presidium", "presidium", "substitute")
    substituted(morning, "C-002")
    answer(morning, "C-002", "presidium", "presidium", "nobody", reason="Để trống")

    assert [(new, 1)] == [(p.person, p.order) for p in morning.day.people.duty("presidium")]
    assert morning.day.people.presiding is None


def test_the_console_may_answer_in_its_own_way(morning: Morning) -> None:
    """
    A line marked at the console, or a speech deferred there, is not asked about any more.
    """
    substituted(morning, "C-003")
    morning.ask("award_mark", line="L1", mark="absent")
    morning.ask("speech_defer", speech="S1", reason="Hết giờ")

    assert [("C-003", "speaker", "13")] == waiting(morning)


def test_what_is_over_is_not_asked_about(session: Morning) -> None:
    """
    Nobody is asked who reads a speech that has been held, or hands over a finished batch.
    """
    session.walk_to(session.steps("12")[0])
    session.go("C-003", "K-001")
    substituted(session, "C-003", "K-001")

    assert [("C-003", "speaker", "13")] == waiting(session)


def test_desk_and_console_see_what_is_open(morning: Morning) -> None:
    """
    The desk gets each question with its possible answers; the console a warning, until answered.
    """
    substituted(morning, "C-005")

    asked = reception(morning.day, morning.now, LIVE)["duties"]
    assert [[r.value for r in REPLIES[Kind(q["duty"])]] for q in asked] == [
        q["replies"] for q in asked
    ]
    assert {"Người Mẫu Thay C-005"} == {q["substitute"] for q in asked}
    assert "duties_open" in codes(morning)
    while open_ := waiting(morning):
        answer(morning, *open_[0], "substitute")
    assert "duties_open" not in codes(morning)


def codes(morning: Morning) -> set[str]:
    """What the console is warned of."""
    return {alert["code"] for alert in console(morning.day, morning.now, LIVE)["alerts"]}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"ref": "L2"}, "duty_answered"),
        ({"person": "C-900"}, "unknown_person"),
        ({"reply": "proceedings"}, "unknown_reply"),
        ({"reply": "later"}, "reason_missing"),
        ({"duty": "speech", "ref": "S1", "reply": "other"}, "other_missing"),
        (
            {"duty": "speech", "ref": "S1", "reply": "other", "other": "C-003"},
            "already_substituted",
        ),
    ],
)
def test_an_answer_that_makes_no_sense_is_refused(
    morning: Morning, given: dict[str, Any], code: str
) -> None:
    """
    Another's line, nobody we know, no such answer, no reason, nobody named, the one who is away.
    """
    substituted(morning, "C-003")
    asked = {"person": "C-003", "duty": "award", "ref": "L1", "reply": "substitute"} | given

    assert code == morning.refusal("answer_duty", by=RECEPTION, **asked)


@pytest.mark.parametrize(
    ("person", "duty", "ref", "given"),
    [
        ("C-003", "award", "L1", {"reply": "substitute"}),
        ("C-003", "award", "L1", {"reply": "later", "reason": "Trao sau"}),
        ("C-003", "speech", "S1", {"reply": "other", "other": "C-012"}),
        ("C-003", "speech", "S1", {"reply": "proceedings", "reason": "In kỷ yếu"}),
        ("C-003", "speaker", "13", {"reply": "substitute"}),
        ("K-001", "presenter", "first", {"reply": "other", "other": "K-002"}),
        ("C-005", "secretary", "secretary", {"reply": "substitute"}),
        ("C-005", "secretary", "secretary", {"reply": "nobody", "reason": "Đủ người"}),
    ],
)
def test_the_same_answer_again_is_no_second_one(
    morning: Morning, person: str, duty: str, ref: str, given: dict[str, str]
) -> None:
    """
    A key pressed twice changes nothing and complains of nothing.
    """
    substituted(morning, "K-001", "C-003", "C-005")
    answer(morning, person, duty, ref, **given)
    asked = {"person": person, "duty": duty, "ref": ref, **given}

    assert [] == morning.ask("answer_duty", by=RECEPTION, **asked)


@pytest.mark.parametrize(
    "given",
    [
        {"person": "C-012", "duty": "award", "ref": "L1"},
        {"person": "C-003", "duty": "cook", "ref": "L1"},
        {"person": "C-003", "duty": "speech", "ref": "S9"},
        {"person": "C-003", "duty": "speaker", "ref": "99"},
        {"person": "C-003", "duty": "presenter", "ref": "ninth"},
    ],
)
def test_what_nobody_was_asked_is_not_answered(morning: Morning, given: dict[str, str]) -> None:
    """
    Whoever comes themselves, no such duty, nothing of that name: there is no question.
    """
    substituted(morning, "C-003")

    assert "duty_answered" == morning.refusal(
        "answer_duty", by=RECEPTION, reply="substitute", **given
    )


def test_a_duty_is_answered_once(morning: Morning) -> None:
    """
    The second desk that answers is told that there is an answer.
    """
    substituted(morning, "C-003")
    answer(morning, "C-003", "award", "L1", "substitute")
    asked = {"person": "C-003", "duty": "award", "ref": "L1", "reply": "nobody", "reason": "x"}

    assert "duty_answered" == morning.refusal("answer_duty", by=RECEPTION, **asked)
