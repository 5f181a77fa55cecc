"""The awards: batches on stage, and what became of each recipient's line."""

import msgspec

from server.conference.awards import Mark
from server.conference.console import console
from server.conference.live import Live
from server.conference.prompter import mc
from server.conference.views import screen
from server.texts import text
from server.web.wire import explain
from tests.conference.morning import Morning
from tests.conference.plans import plan

LIVE = Live(journal="test", rehearsal=False, say=text, explain=explain)


def on_stage(session: Morning) -> list[tuple[int, str]]:
    """Positions and names as the hall sees them."""
    return [(shown["position"], shown["name"]) for shown in session.scene()["people"]]


def marks(session: Morning) -> dict[str, str]:
    """What became of each line."""
    return {line: made.mark for line, made in session.day.awards.marks.items()}


def test_a_batch_shows_recipients_and_presenters(session: Morning) -> None:
    """
    The recipients stand in the order of the plan, the presenters beside them.
    """
    session.walk_to("11:batch-first")

    assert [(1, "Đặng Mẫu Số 3"), (2, "Đặng Mẫu Số 4"), (3, "Đặng Mẫu Số 5")] == on_stage(session)
    assert ["Trần Văn Mẫu Bình"] == [p["name"] for p in session.scene()["presenters"]]
    assert (1, 2) == (session.scene()["order"], session.scene()["of"])


def test_the_row_closes_up_where_somebody_is_missing(session: Morning) -> None:
    """
    The absent leave no gap: those behind them move up.
    """
    session.go("C-003")

    session.walk_to("11:batch-first")

    assert [(1, "Đặng Mẫu Số 4"), (2, "Đặng Mẫu Số 5")] == on_stage(session)


def test_a_mark_decides_against_the_door(session: Morning) -> None:
    """
    Whoever is marked absent is not on stage, whatever the door says; marked received, they are.
    """
    session.go("C-004")
    session.walk_to("11:batch-first").ask("award_mark", line="L1", mark="absent")
    session.ask("award_mark", line="L2", mark="received")

    assert [(1, "Đặng Mẫu Số 4"), (2, "Đặng Mẫu Số 5")] == on_stage(session)


def headed(session: Morning) -> tuple[str | None, str]:
    """What the wall says is given, and the batch's own title."""
    return session.scene()["award"], session.scene()["title"]


def of_two_decisions() -> Morning:
    """A morning whose first batch is given by two decisions: L1 and L3 one honour, L2 another."""
    lines = [
        msgspec.structs.replace(line, decision="D2") if line.id == "L2" else line
        for line in plan().awards
    ]
    said = {"awards": {"batch": "Trao {award}: {names}"}}
    return Morning(plan(awards=tuple(lines), scripts=said)).start()


def test_a_batch_of_two_honours_is_headed_by_its_own_title() -> None:
    """
    Where not everybody on stage is given the same, no wall says that they are.
    """
    session = of_two_decisions().walk_to("11:batch-first")

    assert (None, "Đợt một") == headed(session)
    read = mc(session.day, session.now, LIVE)["text"]
    assert "Trao Bằng khen, Cờ: Đặng Mẫu Số 3; Đặng Mẫu Số 4; Tổ Mẫu" == read


def test_a_batch_is_headed_by_what_those_on_stage_are_given() -> None:
    """
    The honour of whoever is not on stage is not announced over the others.
    """
    session = of_two_decisions().walk_to("11:batch-first")
    for line in ("L1", "L3"):
        session.ask("award_mark", line=line, mark="absent")
    assert "Cờ" == headed(session)[0]

    session.ask("award_mark", line="L2", mark="absent")

    assert (None, "Đợt một") == headed(session), "nobody stands: the batch as it was planned"


def test_somebody_may_receive_on_behalf(session: Morning) -> None:
    """
    An award received for somebody who is absent names who received it.
    """
    session.go("C-003")
    session.walk_to("11:batch-first")

    session.ask("award_mark", line="L1", mark="on_behalf", on_behalf="Con trai", reason="Ốm")

    assert ("Đặng Mẫu Số 3", "Con trai") == (
        session.scene()["people"][0]["name"],
        session.scene()["people"][0]["on_behalf"],
    )
    assert (
        Mark(mark="on_behalf", on_behalf="Con trai", reason="Ốm")
        == (session.day.awards.marks["L1"])
    )


def test_a_mark_can_be_cleared(session: Morning) -> None:
    """
    A mark made by mistake goes; clearing nothing does nothing.
    """
    session.ask("award_mark", line="L1", mark="absent")

    session.ask("award_mark", line="L1", mark="clear")

    assert {} == marks(session)
    assert [] == session.ask("award_mark", line="L1", mark="clear")


def test_the_same_mark_twice_is_one(session: Morning) -> None:
    """
    A double tap marks once.
    """
    session.ask("award_mark", line="L1", mark="received")

    assert [] == session.ask("award_mark", line="L1", mark="received")


def test_going_on_closes_the_batch(session: Morning) -> None:
    """
    Whoever was not marked has received, or was absent, the moment the next batch is called.
    """
    session.go("C-004")
    session.walk_to("11:batch-first").ask(
        "award_mark", line="L3", mark="on_behalf", on_behalf="Tổ phó"
    )

    session.next()

    assert {"L1": "received", "L2": "absent", "L3": "on_behalf"} == marks(session)
    assert {"first"} == session.day.awards.done


def test_a_batch_closed_by_hand_is_not_closed_again(session: Morning) -> None:
    """
    Closing a batch twice closes it once, and going on adds nothing.
    """
    session.walk_to("11:batch-first").ask("award_batch_done", batch="first")
    before = session.day.awards

    assert [] == session.ask("award_batch_done", batch="first")
    session.next()
    assert before == session.day.awards


def test_a_mark_may_still_be_mended_afterwards(session: Morning) -> None:
    """
    The minutes can be set right after the batch has left the stage.
    """
    session.walk_to("11:batch-first").next()

    session.ask("award_mark", line="L1", mark="absent", reason="Đã về")

    assert "absent" == marks(session)["L1"]


def test_another_presenter_takes_over(session: Morning) -> None:
    """
    Where a presenter has left, another hands over the awards.
    """
    session.walk_to("11:batch-first").ask(
        "award_presenter", batch="first", presenters=["K-002", "C-001"]
    )

    assert ["Lê Thị Mẫu Cúc", "Nguyễn Thị Mẫu An"] == [
        p["name"] for p in session.scene()["presenters"]
    ]
    assert [] == session.ask("award_presenter", batch="first", presenters=["K-002", "C-001"])


def test_each_decision_is_announced_once(session: Morning) -> None:
    """
    A decision is read before the first batch it awards, and not again.
    """
    assert [
        "11:decision-D1",
        "11:batch-first",
        "11:decision-D2",
        "11:batch-second",
        "11:tribute-L4",
        "11:end",
    ] == session.steps("11")


def test_nobody_is_portrayed_who_is_absent(session: Morning) -> None:
    """
    The portrait of somebody who did not come is passed over.
    """
    session.go("C-006")

    assert "11:tribute-L4" not in session.steps("11")


def test_bad_particulars_are_refused(session: Morning) -> None:
    """
    Line, mark, batch and people are looked at first.
    """
    assert [
        "unknown_line",
        "unknown_mark",
        "on_behalf_by_whom",
        "unknown_batch",
        "unknown_batch",
        "presenter_missing",
        "unknown_person",
    ] == [
        session.refusal("award_mark", line="L9", mark="received"),
        session.refusal("award_mark", line="L1", mark="lost"),
        session.refusal("award_mark", line="L1", mark="on_behalf"),
        session.refusal("award_batch_done", batch="third"),
        session.refusal("award_presenter", batch="third", presenters=["K-001"]),
        session.refusal("award_presenter", batch="first", presenters=[]),
        session.refusal("award_presenter", batch="first", presenters=["K-999"]),
    ]


def test_the_next_batch_is_called_behind_the_stage_only(session: Morning) -> None:
    """
    While a batch is on stage, console and stage monitor name the next; no wall of the house does.
    """
    session.walk_to("11:batch-first")

    coming = console(session.day, session.now, LIVE)["precall"]
    seen = {n: screen(session.day, session.now, LIVE, n) for n in session.day.screens.screens}

    assert ("second", 2, 2) == (coming["id"], coming["order"], coming["of"])
    stages = [view for view in seen.values() if view["screen"]["role"] == "stage"]
    assert stages
    assert all(coming == view["precall"] for view in stages)
    walls = [view for view in seen.values() if view["screen"]["role"] != "stage"]
    names = [one["name"] for one in coming["people"]]
    assert walls
    assert names
    for view in walls:
        assert "precall" not in view
        assert not any(name in f"{view}" for name in names)


def test_the_first_batch_lines_up_before_the_awards_begin(session: Morning) -> None:
    """
    It is called during the item before, and the last batch has nobody after it.
    """
    session.walk_to("10:break")
    assert "first" == console(session.day, session.now, LIVE)["precall"]["id"]

    session.ask("go_to", item="11", step="11:batch-second")

    assert console(session.day, session.now, LIVE)["precall"] is None


def test_places_close_up_on_the_console_as_on_the_wall(session: Morning) -> None:
    """
    The operator reads each place as the hall sees it; who is missing has none.
    """
    session.go("C-003")
    session.walk_to("11:batch-first")

    lines = console(session.day, session.now, LIVE)["award"]["lines"]

    assert [(1, None), (2, 1), (3, 2)] == [(line["position"], line["place"]) for line in lines]


def test_guests_in_the_house_are_suggested_as_presenters(session: Morning) -> None:
    """
    Beside the reserves, guests of honour who are here, in the order of protocol.
    """
    session.walk_to("11:batch-second")
    suggested = console(session.day, session.now, LIVE)["award"]["suggested"]
    assert ["K-001"] == [guest["id"] for guest in suggested]

    session.go("K-001")

    assert [] == console(session.day, session.now, LIVE)["award"]["suggested"]
