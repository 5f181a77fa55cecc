"""Where a limit lies: what stands just within it counts, and what stands just beyond does not."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import fields, replace

from server.conference import ConferenceLoaded, Refused, evolve, fold
from server.conference.admission import answered
from server.conference.agenda import Timing
from server.conference.attendance import DelegateCheckedIn
from server.conference.badges import Foreign, Reading, Scan
from server.conference.cases import Cases, CaseTaken
from server.conference.cases import evolve as after_case
from server.conference.console import console
from server.conference.live import Live, Seen
from server.conference.people import protocol_key
from server.conference.plan import Conference, Pair
from server.conference.playing import Pace, position
from server.conference.scenes import instant
from server.conference.script import facts
from server.conference.steps import current, of
from server.conference.structure import structure
from server.conference.verdicts import Verdict
from server.conference.views import screen
from server.conference.walls import warnings
from server.texts import text
from server.web.wire import explain
from tests.conference.morning import KIOSK, SECOND_OPERATOR, SIDE_DOOR, Morning, names
from tests.conference.plans import NINE, NOTICE, REPORT, RESPONSE, VOTE, person, plan

LIVE = Live(journal="test", rehearsal=False, say=text, explain=explain)
THE_DESKS_OWN: tuple[tuple[str, dict[str, Any]], ...] = (
    ("show_standby", {}),
    ("blackout", {}),
    ("hold", {}),
    ("release", {}),
    ("show_test_pattern", {}),
    ("identify", {}),
    ("message", {"text": "Chờ", "audience": "hall"}),
    ("clear_message", {"audience": "hall"}),
)


def test_a_plan_taken_in_again_goes_on_counting(morning: Morning) -> None:
    """
    Screens keep the newest version they have seen: a day that began at 1 again would be ignored.
    """
    again = ConferenceLoaded(at=morning.now, conference=morning.day.plan, digest="2")

    assert morning.day.version + 1 == evolve(morning.day, again).version


@pytest.mark.parametrize(("seconds", "noted"), [(5, False), (6, True)])
def test_a_kiosks_clock_may_be_off_by_five_seconds(
    morning: Morning, seconds: int, noted: bool
) -> None:
    """
    Beyond that the desk keeps what the kiosk's clock said, beside the hour it was given.
    """
    morning.open()
    said = morning.now + timedelta(seconds=seconds)

    morning.scan("C-001", happened_at=said)

    arrival = morning.events[-1]
    assert isinstance(arrival, DelegateCheckedIn)
    assert (morning.now, said if noted else None) == (arrival.at, arrival.claimed)


def test_the_console_lists_the_introductions_under_way_or_still_to_come(session: Morning) -> None:
    """
    The guests, one card each, while the item is on; when it is over nobody, until one is inserted.
    """
    there = session.walk_to_item("3").day
    listed = console(there, session.now, LIVE)["introductions"]
    over = console(session.walk_to_item("5").day, session.now, LIVE)["introductions"]
    session.ask("insert", kind="introduction", title="Bổ sung", people=["K-001"])
    ahead = console(session.day, session.now, LIVE)["introductions"]

    assert ["3:intro-K-001", "3:intro-K-002"] == [c["step"] for c in listed["cards"][:2]]
    assert over is None
    assert ("x1", ["K-001"]) == (ahead["item"], [card["card"] for card in ahead["cards"]])


def test_whoever_has_no_place_in_the_protocol_comes_after_all_who_do() -> None:
    """
    Nobody is called before the last bloc of the plan for having a name early in the alphabet.
    """
    last, none = person("C-009", "Vũ Mẫu Yên", protocol_bloc=8), person("C-001", "Lê Mẫu An")

    assert [last, none] == sorted([none, last], key=protocol_key)


@pytest.mark.parametrize(("age", "key"), [(35, "young"), (36, "36-45")])
def test_who_is_35_this_year_counts_among_the_young(age: int, key: str) -> None:
    """
    Unless the plan says otherwise.
    """
    one = person("C-001", "Lê Mẫu An", birth_year=NINE.year - age)
    morning = Morning(plan(NOTICE, people=(one,), assignments=()))

    ages = structure(morning.day, NINE).tables["age"]

    assert [key] == [row.key for row in ages]


def test_a_message_may_stand_for_a_whole_day(session: Morning) -> None:
    """
    To the second.
    """
    session.ask("message", text="Chờ", audience="mc", until_s=24 * 60 * 60)

    assert session.now + timedelta(days=1) == session.day.screens.messages["mc"].until


@pytest.mark.parametrize(("command", "given"), THE_DESKS_OWN, ids=[c for c, _ in THE_DESKS_OWN])
def test_screens_obey_the_console_that_holds_the_wheel(
    morning: Morning, command: str, given: dict[str, Any]
) -> None:
    """
    Two consoles that hang and darken screens at once would undo each other's work.
    """
    morning.ask("take_control")

    assert "not_in_control" == morning.refusal(command, by=SECOND_OPERATOR, **given)


def test_the_mc_reads_each_pair_of_the_pledge_in_its_turn() -> None:
    """
    The second pair is not called by the names of the first.
    """
    pairs = (Pair(first="Bắc", second="Nam"), Pair(first="Đông", second="Tây"))
    morning = Morning(plan(replace(RESPONSE, pairs=pairs), NOTICE)).start()

    told = []
    for page in (1, 2):
        morning.walk_to(f"13:pledge-{page}")
        told.append(facts(morning.day, morning.day.agenda.items["13"], current(morning.day)))

    assert ["Bắc; Nam", "Đông; Tây"] == [one["names"] for one in told]


def test_a_groups_title_goes_on_inside_the_mcs_sentence(session: Morning) -> None:
    """
    Its first letter is small there; the others are all said.
    """
    session.walk_to("3:group-elders")

    told = facts(session.day, session.day.agenda.items["3"], current(session.day))

    assert "các bậc lão thành" == told["name"]


def test_twelve_names_are_read_on_two_pages() -> None:
    """
    No page is turned that nobody stands on.
    """
    morning = Morning(plan(VOTE, NOTICE)).start()

    ids = [step.id for step in of(morning.day, VOTE)]
    assert ["14:A-page-1", "14:A-page-2", "14:A-ask"] == ids[:3]


def test_a_report_without_slides_has_no_page_to_turn() -> None:
    """
    Not even one that is passed over.
    """
    bare = replace(REPORT, file=None)
    morning = Morning(plan(bare, NOTICE)).start()

    assert ["6:invite", "6:slides", "6:end"] == [step.id for step in of(morning.day, bare)]


def test_too_many_hands_are_told_by_their_number(session: Morning) -> None:
    """
    Whoever counted sees what was added up.
    """
    session.walk_to("14:A-vote")

    with pytest.raises(Refused) as refused:
        session.ask("record_vote", list="A", agree=10, disagree=3, other=4)

    assert 17 == refused.value.facts["total"]


@pytest.mark.parametrize("command", ["insert", "edit_item"])
def test_a_title_may_have_three_hundred_letters(session: Morning, command: str) -> None:
    """
    One more is refused.
    """
    given: dict[str, Any] = {"kind": "notice"} if command == "insert" else {"item": "16"}

    assert "bad_title" == session.refusal(command, title="M" * 301, **given)
    assert session.ask(command, title="M" * 300, **given)


def test_an_item_that_has_not_begun_has_run_no_time(morning: Morning) -> None:
    """
    Its clock stands at nothing.
    """
    assert 0.0 == Timing().elapsed_s(morning.now)


def test_every_way_a_scan_can_end_has_an_answer(morning: Morning) -> None:
    """
    The kiosk's verdict is read from what happened: in, in again, out, shown twice.
    """
    morning.open()
    told = []
    for direction in ("in", "out", "in"):
        before, seen = morning.day, len(morning.events)
        morning.scan("C-001", out=direction == "out")
        told.append(answered(before, morning.events[seen:]))
        morning.wait(1)
    morning.wait(10)
    morning.scan("C-002")
    before, seen = morning.day, len(morning.events)
    morning.scan("C-002", at=SIDE_DOOR)
    told.append(answered(before, morning.events[seen:]))

    expected = [Verdict.ACCEPTED, Verdict.EXIT_RECORDED, Verdict.RETURNED, Verdict.ALREADY_IN]
    assert expected == told


def test_a_badge_that_came_in_at_two_doors_is_welcomed_at_both(morning: Morning) -> None:
    """
    A kiosk that was alone could not know: whoever stands before it has come, whatever is noted.
    """
    morning.open().wait(5)
    morning.arrive("C-001")
    morning.wait(10)
    before, seen = morning.day, len(morning.events)

    morning.scan("C-001", at=SIDE_DOOR, happened_at=morning.at(2))

    assert ["BadgeShownTwice"] == names(morning.events[seen:])
    assert Verdict.ALREADY_IN is answered(before, morning.events[seen:])


def test_a_day_is_the_fold_of_its_events(session: Morning) -> None:
    """
    Whoever reads the journal from its first event comes to the same day.
    """
    session.walk_to("4:propose").go("C-001")

    assert session.day == fold(None, session.events)


def test_a_foreign_code_just_met_is_still_answered(morning: Morning) -> None:
    """
    Of whoever plays with one nothing is noted again, and the kiosk has its answer all the same.
    """
    morning.open()
    foreign = Scan(reading=Reading.UNKNOWN, foreign=Foreign.WIFI)
    morning.read(foreign)

    assert [] == morning.ask("check_in", by=KIOSK, scan=foreign)
    assert Verdict.UNKNOWN is answered(morning.day, [])


def test_a_case_long_forgotten_cannot_be_taken() -> None:
    """
    Of very many the oldest go; who still has one open on the screen changes nothing.
    """
    cases = Cases()

    assert cases == after_case(cases, CaseTaken(at=NINE, case="1", by="Lễ tân Mẫu"))


def test_nothing_happens_before_the_plan_is_there() -> None:
    """
    A journal that begins with anything else is no journal of a day.
    """
    with pytest.raises(ValueError, match="loading"):
        evolve(None, CaseTaken(at=NINE, case="1", by="Lễ tân Mẫu"))


def test_asking_somebody_to_the_desk_again_changes_nothing(morning: Morning) -> None:
    """
    The same reason twice is one request.
    """
    asked: dict[str, Any] = {"person": "K-002", "reason": "Ký nhận quà"}
    morning.ask("ask_to_desk", **asked)

    assert [] == morning.ask("ask_to_desk", **asked)


def test_somebody_who_was_replaced_is_not_on_the_way(morning: Morning) -> None:
    """
    Their substitute may be.
    """
    who: dict[str, Any] = {"full_name": "Lý Mẫu Thay", "reason": "Ốm", "approved_by": "Ban Tổ chức"}
    morning.ask("substitute", person="K-004", **who)

    assert "already_substituted" == morning.refusal("expect_person", person="K-004", minutes=5)


def test_a_guest_who_comes_later_is_not_greeted_before_those_who_are_there(
    morning: Morning,
) -> None:
    """
    Guests of honour go first among those who wait, not among those who will.
    """
    morning.open().arrive("C-003")
    morning.now += timedelta(seconds=5)
    morning.arrive("K-001")

    arrivals = screen(morning.day, morning.now, LIVE, "foyer")["arrivals"]

    people = morning.day.people.people
    assert [people[p].full_name for p in ("C-003", "K-001")] == [one["name"] for one in arrivals]


def test_a_late_screen_is_late_since_it_owes_its_picture(morning: Morning) -> None:
    """
    The desk reads how long the hall has looked at the old one.
    """
    owes = morning.now - timedelta(seconds=9)
    late = Seen(name="left", connected=True, heard=morning.now, owes_since=owes)

    (alert,) = warnings(morning.day, morning.now, replace(LIVE, screens={"left": late}))

    assert ("screen_late", instant(owes)) == (alert["code"], alert["at"])


def test_how_far_a_film_is_is_told_by_the_screen_that_sounds(session: Morning) -> None:
    """
    Its own clock counts: it may have begun late, or have waited for its file.
    """
    session.walk_to("7:play")
    began, session.now = session.now, session.now + timedelta(seconds=10)
    late = Pace(at=instant(began), origin=(began + timedelta(seconds=4)).timestamp() * 1000)

    assert (10.0, 6.0) == tuple(position(session.day, session.now, pace) for pace in (None, late))


def test_the_first_batch_is_number_one(session: Morning) -> None:
    """
    On the wall, in the MC's text and on the console alike.
    """
    session.walk_to("11:batch-first")
    item, step = session.day.agenda.items["11"], current(session.day)

    told = console(session.day, session.now, LIVE)["award"]["batch"]

    expected = session.scene()["order"], facts(session.day, item, step)["order"], told["order"]
    assert (1, 1, 1) == expected


@pytest.mark.parametrize(("seconds", "is_news"), [(179, True), (180, False)])
def test_an_arrival_is_news_for_three_minutes(
    morning: Morning, seconds: int, is_news: bool
) -> None:
    """
    Then the card leaves console, prompter and desk.
    """
    morning.open().arrive("K-001")
    later = morning.now + timedelta(seconds=seconds)

    assert is_news == bool(console(morning.day, later, LIVE)["arrived"])


def test_one_step_of_the_item_is_the_current_one(session: Morning) -> None:
    """
    The console marks where the cursor stands, and no step before or behind it.
    """
    session.walk_to("11:batch-first")

    steps = console(session.day, session.now, LIVE)["steps"]

    assert ["11:batch-first"] == [step["id"] for step in steps if step["current"]]


def test_personal_data_go_after_thirty_days_where_the_office_says_nothing() -> None:
    """
    The conference's own setting is taken before that.
    """
    (field,) = [one for one in fields(Conference) if one.name == "erase_after_days"]

    assert 30 == field.default
