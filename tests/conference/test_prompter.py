"""The MC's page: whom to name at every step, the notes sent to it, and nothing where nothing is on."""

from typing import Any

import msgspec
import pytest

from server.conference.console import console
from server.conference.prompter import mc
from server.conference.scenes import instant
from server.conference.views import kiosk, screen
from tests.conference.morning import KIOSK, Morning
from tests.conference.plans import EVERYONE, plan
from tests.conference.test_laws import LIVE

READ_OUT = {
    "3:intro-K-001": ["K-001", "K-002"],
    "3:group-hosts": ["C-001", "C-002"],
    "4:propose": ["C-001", "C-002"],
    "4:secretaries": ["C-005"],
    "5:invite": [],
    "11:batch-first": ["C-003", "C-004", "C-005"],
    "14:A-page-1": [f"C-{number:03}" for number in range(1, 12)],
}


def page(morning: Morning) -> dict[str, Any]:
    """What the MC reads."""
    return mc(morning.day, morning.now, LIVE)


@pytest.mark.parametrize("step", READ_OUT)
def test_the_mc_names_whom_the_step_names(session: Morning, step: str) -> None:
    """
    The list is the card's, the table's, the batch's or the ballot's, in the order it is read.
    """
    session.walk_to(step)

    assert READ_OUT[step] == [one["id"] for one in page(session)["list"]]


def read_out(morning: Morning) -> list[tuple[str, str | None]]:
    """Whom the MC reads, each with the one who receives instead, in this order."""
    return [
        (one["collective"] or one["name"], one["on_behalf"])
        for one in page(morning)["list"]
        if one["read"]
    ]


def on_the_wall(morning: Morning) -> list[tuple[str, str | None]]:
    """Whom the hall sees, in the order of the stage."""
    return [
        (one["collective"] or one["name"], one["on_behalf"]) for one in morning.scene()["people"]
    ]


MARKED: dict[str, tuple[dict[str, str], ...]] = {
    "nobody": (),
    "one who is here but absent from the stage": ({"line": "L1", "mark": "absent"},),
    "one for whom somebody receives": (
        {"line": "L2", "mark": "on_behalf", "on_behalf": "Bà Mẫu Thay"},
    ),
    "a collective whose stand-in receives": (
        {"line": "L3", "mark": "on_behalf", "on_behalf": "Ông Mẫu Thay"},
    ),
    "everybody": tuple({"line": line, "mark": "absent"} for line in ("L1", "L2", "L3")),
}


@pytest.mark.parametrize("marked", MARKED)
def test_the_mc_reads_an_award_batch_as_the_wall_shows_it(session: Morning, marked: str) -> None:
    """
    The same names, collectives and stand-ins in the same order, whoever is marked or has gone home.
    """
    session.walk_to("11:batch-first")
    session.go("C-004")
    for mark in MARKED[marked]:
        session.ask("award_mark", **mark)

    assert on_the_wall(session) == read_out(session)


def test_whoever_is_not_on_stage_stands_after_the_others_not_to_be_read(session: Morning) -> None:
    """
    The absent stay in sight of the MC, behind everybody who is read.
    """
    session.walk_to("11:batch-first")
    session.ask("award_mark", line="L1", mark="absent")

    listed = [(one["id"], one["read"]) for one in page(session)["list"]]
    assert [("C-004", True), ("C-005", True), ("C-003", False)] == listed


def test_a_tribute_names_the_collective_the_wall_names() -> None:
    """
    Where a collective is honoured, the MC reads its name and not its representative's.
    """
    lines = [
        msgspec.structs.replace(line, collective="Tập thể Mẫu") if line.featured else line
        for line in plan().awards
    ]
    said = {"awards": {"tribute": "Xin giới thiệu: {salutation} {name}, {position}. {text}"}}
    session = Morning(plan(awards=tuple(lines), scripts=said)).start().walk_to("11:tribute-L4")

    assert "Xin giới thiệu: Tập thể Mẫu. Sáng kiến" == page(session)["text"]
    assert "Tập thể Mẫu" == session.scene()["collective"]


INVITING = {"speech": {"invite": "Kính mời {salutation} {name}, {position}, phát biểu {title}."}}
THANKING = {"leader_speech": {"thanks": "Cảm ơn {salutation} {name}."}}


def test_the_mc_invites_nobody_who_is_not_here() -> None:
    """
    The words leave the absent speaker open, as the wall does, and a card names whom they wait for.
    """
    session = Morning(plan(scripts=INVITING)).start().walk_to("4:handover")
    assert [] == page(session)["alerts"]
    session.go("C-001")
    before = page(session)

    session.walk_to("5:invite")

    read = "Kính mời …, …, phát biểu Mục 5."
    assert (read, read) == (before["next_text"], page(session)["text"])
    assert "SC06" == session.scene()["code"]
    for alert in (*before["alerts"], *page(session)["alerts"]):
        assert ("invited_absent", "C-001") == (alert["code"], alert["data"]["person"])
        assert "Nguyễn Thị Mẫu An" in alert["text"]
    session.scan("C-001")
    assert "Kính mời đồng chí Nguyễn Thị Mẫu An, Chức vụ C-001" in page(session)["text"]
    assert [] == page(session)["alerts"]


def test_whoever_has_spoken_is_thanked_by_name_though_gone() -> None:
    """
    A guest who leaves after the speech is thanked; one who never came is not.
    """
    session = Morning(plan(scripts=THANKING)).start().walk_to("9:speak")
    session.wait(1)
    session.go("K-001")
    session.walk_to("9:thanks")
    spoke = page(session)["text"]
    absent = Morning(plan(scripts=THANKING)).start().walk_to("8:thanks")
    absent.go("K-001")
    absent.wait(1)
    absent.walk_to("9:thanks")

    assert "Cảm ơn đồng chí Trần Văn Mẫu Bình." == spoke
    assert "Cảm ơn …." == page(absent)["text"]


def test_a_presenter_who_never_came_is_told_before_the_batch(morning: Morning) -> None:
    """
    The words leave a presenter out who is not here; the MC is told who is missing, and for what.
    """
    morning.open().arrive(*(person for person in EVERYONE if person != "K-001"))
    morning.ask("start")
    morning.walk_to("11:decision-D1")

    [alert] = page(morning)["alerts"]

    assert ("invited_absent", "K-001") == (alert["code"], alert["data"]["person"])
    assert "Trần Văn Mẫu Bình (trao thưởng)" in alert["text"]
    morning.walk_to("11:batch-first")
    assert [alert] == page(morning)["alerts"]


def test_a_nominee_is_read_in_the_hall_or_not(session: Morning) -> None:
    """
    The list that is voted on is read as it stands on the wall.
    """
    session.go("C-003")
    session.walk_to("14:A-page-1")

    assert all(one["read"] for one in page(session)["list"])


def test_before_the_beginning_and_after_the_end_nobody_is_named(morning: Morning) -> None:
    """
    The page stands all the same, with no list and no text; and nothing comes after the end.
    """
    assert ([], None) == (page(morning)["list"], page(morning)["item"])

    session = morning.start().walk_to("17:seated")
    session.ask("close")

    assert ([], None) == (page(session)["list"], page(session)["next"])
    assert console(session.day, session.now, LIVE)["next"] is None


def test_a_note_reaches_its_reader_and_nobody_else(session: Morning) -> None:
    """
    What the console writes to the MC stands on the MC's page until its time is over.
    """
    session.ask("message", text="Chậm 5 phút", audience="mc", until_s=60)

    [note] = page(session)["notes"]
    assert ("Chậm 5 phút", instant(session.now), instant(session.at(1))) == (
        note["text"],
        note["at"],
        note["until"],
    )
    assert screen(session.day, session.now, LIVE, "podium")["note"] is None
    assert screen(session.day, session.now, LIVE, "left")["message"] is None


def test_the_stage_monitor_is_given_a_note_once(session: Morning) -> None:
    """
    It has a place of its own there; laid over the picture too, it would shrink the speaker's clock.
    """
    session.ask("message", text="Còn 2 phút", audience="stage")

    shown = screen(session.day, session.now, LIVE, "podium")
    assert (None, "Còn 2 phút") == (shown["message"], shown["note"]["text"])


def test_a_kiosk_that_waits_knows_its_house(morning: Morning) -> None:
    """
    Its name, the letters and digits of the badges, the hour, whom to ask, and the notice on personal data.
    """
    shown = kiosk(morning.day, morning.now, LIVE, KIOSK.name)

    assert ({"name": KIOSK.name}, {"C": [3], "K": [3], "P": [3]}, "08:00") == (
        shown["kiosk"],
        shown["numbers"],
        shown["reception_time"],
    )
    assert morning.day.plan.code == shown["digits"]
    assert ("Bàn hỗ trợ", morning.day.plan.privacy_notice) == (
        shown["help_contact"],
        shown["privacy"],
    )
