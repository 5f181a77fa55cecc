"""What the working pages are told: the exact figures of a morning whose every figure is known."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace

from server.conference.badges import Reading, Scan
from server.conference.check_digit import DAMM, damm
from server.conference.console import console
from server.conference.helpdesk import reception
from server.conference.prompter import mc
from server.conference.scenes import instant
from server.conference.views import kiosk, screen
from tests.conference.morning import RECEPTION, SECOND_OPERATOR, Morning
from tests.conference.plans import EVERYONE, GUESTS, NINE, OFFICIALS, plan
from tests.conference.test_laws import LIVE


def desk(morning: Morning) -> dict[str, Any]:
    """The console's view now."""
    return console(morning.day, morning.now, LIVE)


def items(morning: Morning) -> dict[str, dict[str, Any]]:
    """The console's agenda by item."""
    return {item["id"]: item for item in desk(morning)["items"]}


def test_an_item_brings_its_minutes_in_seconds(session: Morning) -> None:
    """
    Ten minutes are planned, five are the least, fifteen the most; what waits can give five.
    """
    waiting, current = items(session)["6"], items(session)["1"]

    assert (600, 300, 900, 300) == tuple(
        waiting[name] for name in ("planned_s", "minimum_s", "maximum_s", "gives_s")
    )
    assert 0 == current["gives_s"]
    assert (True, False) == (items(session)["2"]["locked"], waiting["locked"])


def test_planned_times_follow_one_another(session: Morning) -> None:
    """
    Each item is planned to begin when the one before ends.
    """
    planned = [(item["planned_start"], item["planned_end"]) for item in desk(session)["items"]]

    assert "2026-11-22T02:00:00.000Z" == planned[0][0]
    assert all(before[1] == after[0] for before, after in pairwise(planned))


def test_a_batch_says_which_of_how_many_it_is(session: Morning) -> None:
    """
    The second batch to be handed over is the second of two, whatever its name.
    """
    session.walk_to("11:batch-second")

    award = desk(session)["award"]

    assert (2, 2, True) == tuple(award["batch"][name] for name in ("order", "of", "on_stage"))
    assert [("K-002", True)] == [(p["id"], p["present"]) for p in award["presenters"]]


def test_a_batch_is_announced_before_it_is_on_stage(session: Morning) -> None:
    """
    Backstage is called while the one before is still being handed over.
    """
    session.walk_to("11:batch-second").ask("back")

    batch = desk(session)["award"]["batch"]

    assert ("second", False) == (batch["id"], batch["on_stage"])


def test_the_speeches_say_what_became_of_them(session: Morning) -> None:
    """
    Held, still to come in their order, left to the proceedings, or in reserve.
    """
    session.walk_to("8:speech-S2")
    session.ask("speech_defer", speech="S3", reason="Hết giờ")

    found = {speech["id"]: speech["status"] for speech in desk(session)["speeches"]}

    assert ("done", "proceedings", "reserve") == (found["S1"], found["S3"], found["R1"])


def test_attendance_is_told_by_class_and_delegation(morning: Morning) -> None:
    """
    Of four guests two are here, of twelve officials one.
    """
    morning.open().arrive("K-001", "K-003", "C-001")

    told = desk(morning)["attendance"]
    classes = {tally["id"]: (tally["present"], tally["expected"]) for tally in told["by_class"]}
    units = {tally["id"]: (tally["present"], tally["expected"]) for tally in told["by_unit"]}

    assert {"guest": (1, 2), "elder": (1, 2), "official": (1, 12), "staff": (0, 1)} == classes
    assert {"north": (3, 6), "south": (0, 11)} == units
    assert (len(GUESTS), len(OFFICIALS)) == (4, 12)


def test_the_last_undoable_command_is_named(session: Morning) -> None:
    """
    The button says what it would take back.
    """
    session.ask("next")

    assert {"command": "next"} == desk(session)["undo"]


def test_who_is_missing_for_an_item_is_named_with_the_duty(morning: Morning) -> None:
    """
    Presenters, recipients, speakers and the presidium, each while there is time to look for them.
    """
    morning.open().arrive(*(set(EVERYONE) - {"K-001", "C-004", "C-001"}))
    morning.ask("start")

    missing = {
        number: {(who["id"], who["duty"]) for who in item["missing"]}
        for number, item in items(morning).items()
        if item["missing"]
    }

    assert {("K-001", "presenter"), ("C-004", "recipient")} <= missing["11"]
    assert ("C-004", "speech") in missing["8"]
    assert ("C-001", "presidium") in missing["4"]


@pytest.mark.parametrize(
    ("microsecond", "told"), [(0, "000"), (999, "000"), (1_000, "001"), (987_654, "987")]
)
def test_an_instant_is_told_to_the_millisecond(microsecond: int, told: str) -> None:
    """
    Cut, never rounded up: nobody is told of what has not happened yet.
    """
    assert f"2026-11-22T02:00:00.{told}Z" == instant(NINE.replace(microsecond=microsecond))


def test_the_check_digits_square_holds_every_digit_once() -> None:
    """
    Every row and column is a permutation and the diagonal is zero (H. M. Damm, 2004).
    """
    digits = set(range(10))

    assert all(digits == set(row) for row in DAMM)
    assert all(digits == set(column) for column in zip(*DAMM, strict=True))
    assert {0} == {DAMM[digit][digit] for digit in digits}
    assert 4 == damm("572")  # the example of the thesis


def test_more_hands_than_heads_are_refused_however_they_are_split(session: Morning) -> None:
    """
    Agreed, disagreed and otherwise are added up, none is multiplied away.
    """
    session.walk_to("14:A-vote")

    assert "too_many_votes" == session.refusal(
        "record_vote", list="A", agree=10, disagree=2, other=1
    )
    session.ask("record_vote", list="A", agree=9, disagree=2, other=1)


def test_the_wheel_is_asked_for_by_everything_that_changes_the_hall(session: Morning) -> None:
    """
    Whoever does not hold it can read and help at the door, and neither walk, show nor sound.
    """
    session.ask("take_control")

    refused = {
        session.refusal("show_standby", by=SECOND_OPERATOR),
        session.refusal("blackout", by=SECOND_OPERATOR),
        session.refusal("hold", by=SECOND_OPERATOR),
        session.refusal("release", by=SECOND_OPERATOR),
        session.refusal("next", by=SECOND_OPERATOR),
        session.refusal("stop_media", by=SECOND_OPERATOR),
        session.refusal("play_media", by=SECOND_OPERATOR),
    }

    assert {"not_in_control"} == refused


def test_whoever_comes_late_is_called_by_the_last_word_of_the_name(session: Morning) -> None:
    """
    Vietnamese lists are sorted by the given name, which stands last.
    """
    session.ask(
        "register",
        by=RECEPTION,
        full_name="Trần Thị Mẫu  Yến ",
        unit="north",
        delegate_class="official",
        position="Chủ tịch",
    )

    newest = list(session.day.people.people.values())[-1]
    assert ("Trần Thị Mẫu Yến", "Yến") == (newest.full_name, newest.given_name)


def test_a_further_place_at_the_table_is_the_next(session: Morning) -> None:
    """
    Whoever joins the presidium sits after the last, whose place is the highest number.
    """
    session.ask("assign", role="presidium", person="C-007")

    assert 3 == next(a.order for a in session.day.people.duty("presidium") if a.person == "C-007")
    assert [] == session.ask("assign", role="presidium", person="C-007", order=3)


@pytest.mark.parametrize(
    ("minutes", "granted"), [(0, True), (240, True), (241, False), (-1, False)]
)
def test_a_guest_is_announced_for_the_same_morning(
    session: Morning, minutes: int, granted: bool
) -> None:
    """
    Four hours ahead at most.
    """
    session.go("K-001")
    given = {"person": "K-001", "minutes": minutes}

    if granted:
        assert session.ask("expect_person", by=RECEPTION, **given)
    else:
        assert session.refusal("expect_person", by=RECEPTION, **given)


def test_targets_pledges_and_tributes_are_read_in_their_order() -> None:
    """
    The first target at the first step, the second at the second; a tribute says what was achieved.
    """
    scripts = {
        "launch": {"target": "{order}. {text}"},
        "response": {"pledge": "Cam kết: {names}"},
        "awards": {"tribute": "{name}: {text}"},
    }
    session = Morning(plan(scripts=scripts)).start().walk_to_item("11")
    read = {}
    while session.day.agenda.item != "14":
        read[session.step] = mc(session.day, session.now, LIVE)["text"]
        session.ask("next")

    assert ("1. Một", "2. Hai") == (read["12:target-1"], read["12:target-2"])
    assert "Cam kết: Bắc; Nam" == read["13:pledge-1"]
    assert "Đặng Mẫu Số 6: Sáng kiến" == read["11:tribute-L4"]


def test_the_help_desk_sees_the_seat_of_whoever_was_scanned() -> None:
    """
    Known people are led to it; an unknown code has none.
    """
    people = tuple(replace(p, hall_seat="H-12" if p.id == "C-001" else None) for p in plan().people)
    morning = Morning(plan(people=people)).open()
    morning.arrive("C-001")
    morning.read(Scan(reading=Reading.UNKNOWN))

    recent = reception(morning.day, morning.now, LIVE)["recent"]

    assert {("accepted", "H-12"), ("unknown", None)} == {(n["verdict"], n["seat"]) for n in recent}


@pytest.mark.parametrize("dated", [True, False], ids=["on a day", "without a date"])
def test_time_alone_is_no_news(dated: bool) -> None:
    """
    However far an item runs over, a second later every view is the same but for its own instant
    and the figures every page carries on by itself; an undated plan begins with a full minute.
    Only the console's foresight of a countdown moves: it would begin now.
    """
    whole = plan()
    morning = Morning(whole if dated else replace(whole, starts_at=None))
    older = []
    for _ in range(60):
        now = morning.now.replace(second=20)
        older += [
            (morning.step, audience, name)
            for audience, view in views_of(morning).items()
            for name, part in view(now).items()
            if name not in {"at", "drift_s", "expected_end"}
            and not (name == "next" and "until" in str(part))
            and part != view(now + timedelta(seconds=1)).get(name)
        ]
        morning.answer_votes()
        morning.ask("next")
        morning.wait(20)

    assert [] == older


def views_of(morning: Morning) -> dict[str, Callable[[datetime], dict[str, Any]]]:
    """Every view of the day as it stands, at an instant."""
    day = morning.day
    walls = {
        f"wall {name}": partial(lambda name, now: screen(day, now, LIVE, name), name)
        for name in day.screens.screens
    }
    return walls | {
        "console": lambda now: console(day, now, LIVE),
        "mc": lambda now: mc(day, now, LIVE),
        "reception": lambda now: reception(day, now, LIVE),
        "kiosk": lambda now: kiosk(day, now, LIVE, "Cửa 1"),
    }
