"""The introductions set by hand: passed over, grouped, moved, called late; and all of it undone."""

from typing import Any

import pytest

from server.conference import script, steps
from server.conference.honours import late as late_vips
from server.conference.introductions import CardPlaced, IntroductionPassedOver
from server.conference.plan import Quotas
from server.conference.prompter import mc
from server.conference.roll_call import roll_call
from tests.conference.morning import RECEPTION, Morning
from tests.conference.plans import EVERYONE, INTRODUCTION, NOTICE, person, plan
from tests.conference.test_laws import LIVE

GUESTS = tuple(
    person(f"K-{n:03}", f"Lê Mẫu {name}", protocol_bloc=1, protocol_rank=n)
    for n, name in enumerate(("An", "Bảo", "Chi", "Dân", "Em"), start=1)
)
OTHERS = (person("C-001", "Ngô Mẫu Tư", protocol_bloc=8), person("C-002", "Ngô Mẫu Năm"))
PLAN = plan(
    INTRODUCTION,
    NOTICE,
    people=(*GUESTS, *OTHERS),
    assignments=(),
    speeches=(),
    batches=(),
    awards=(),
    nominations=(),
    quotas=Quotas(),
)


@pytest.fixture(name="session")
def _session() -> Morning:
    """Five guests and two hosts in the hall, the first guest on screen."""
    session = Morning(PLAN).open()
    session.arrive(*(one.id for one in (*GUESTS, *OTHERS)))
    session.ask("start")
    return session.walk_to("3:intro-K-001")


def order(session: Morning) -> list[str]:
    """The cards that would be walked, in order."""
    return [
        step.removeprefix("3:intro-").removeprefix("3:group-")
        for step in session.steps("3")
        if "intro-" in step or "group-" in step
    ]


def cards(session: Morning) -> dict[str, dict[str, Any]]:
    """The console's rows by card."""
    called = roll_call(session.day)
    assert called is not None
    return {row["card"]: row for row in called["cards"]}


def shown(session: Morning) -> list[str]:
    """The names the hall reads."""
    return [one["name"] for one in session.scene()["people"]]


def read(session: Morning) -> list[str]:
    """The names the MC is given, in order."""
    return [one["id"] for one in mc(session.day, session.now, LIVE)["list"]]


class TestPassingOver:
    """A person may be passed over, though here."""

    def test_the_walk_passes_them_by(self, session: Morning) -> None:
        """
        Whoever is passed over is neither shown to the hall nor read by the MC.
        """
        session.ask("skip_introduction", item="3", card="K-002")

        assert ["K-001", "K-003", "K-004", "K-005", "hosts"] == order(session)
        assert "K-002" not in read(session)
        assert "3:intro-K-003" == session.next()

    def test_it_can_be_taken_back(self, session: Morning) -> None:
        """
        Undoing, or saying so, brings the card back in its place.
        """
        session.ask("skip_introduction", item="3", card="K-002")
        session.ask("undo")
        assert "K-002" in order(session)

        session.ask("skip_introduction", item="3", card="K-002")
        session.ask("skip_introduction", item="3", card="K-002", skip=False)

        assert "3:intro-K-002" == session.next()

    def test_the_journal_tells_who_did_it(self, session: Morning) -> None:
        """
        The fact carries the item, the person and whoever was at the wheel.
        """
        [_, event] = session.ask("skip_introduction", item="3", card="K-002")

        assert isinstance(event, IntroductionPassedOver)
        assert ("3", "K-002", "Bàn điều khiển") == (event.item, event.card, event.by)

    def test_saying_it_twice_is_once(self, session: Morning) -> None:
        """
        A state is set, never toggled.
        """
        session.ask("skip_introduction", item="3", card="K-002")

        assert [] == session.ask("skip_introduction", item="3", card="K-002")

    def test_what_the_hall_sees_or_has_seen_stays(self, session: Morning) -> None:
        """
        The card on screen is not pulled away, and a card that was shown was shown.
        """
        assert "card_on_screen" == session.refusal("skip_introduction", item="3", card="K-001")
        session.next()
        assert "card_is_past" == session.refusal("skip_introduction", item="3", card="K-001")

    def test_one_of_a_group_is_left_out_of_its_card(self, session: Morning) -> None:
        """
        The hall's card follows at once, even while it is on screen.
        """
        session.walk_to("3:group-hosts").ask("skip_introduction", item="3", card="C-002")

        assert ["Ngô Mẫu Tư"] == shown(session)
        assert ["C-001"] == read(session)
        assert [False, True] == [one["passed"] for one in cards(session)["hosts"]["people"]]

    def test_a_whole_group_is_passed_over(self, session: Morning) -> None:
        """
        The walk goes from the last guest to the figures.
        """
        session.ask("skip_introduction", item="3", card="hosts")

        assert "3:figures" == session.walk_to("3:intro-K-005").next()

    def test_nobody_passed_over_is_offered_as_late(self, session: Morning) -> None:
        """
        Whoever was left out on purpose is not missed afterwards.
        """
        session.go("K-002", "K-003")
        session.ask("skip_introduction", item="3", card="K-002")
        session.walk_to("15:notice")
        for one in ("K-002", "K-003"):
            session.scan(one)

        assert ["K-003"] == [guest["id"] for guest in late_vips(session.day)]


class TestGroups:
    """Several people may stand on one card."""

    @pytest.fixture(name="grouped")
    def _grouped(self, session: Morning) -> Morning:
        """The second and the fourth guest together."""
        session.ask("group_introductions", item="3", people=["K-004", "K-002"], title="  Sở bạn ")
        return session

    def test_the_group_stands_where_its_first_member_stood(self, grouped: Morning) -> None:
        """
        Its members are shown and read in protocol order, under its title.
        """
        assert ["K-001", "n1", "K-003", "K-005", "hosts"] == order(grouped)

        assert "3:group-n1" == grouped.next()
        assert "Sở bạn" == grouped.scene()["title"]
        assert ["Lê Mẫu Bảo", "Lê Mẫu Dân"] == shown(grouped)
        assert ["K-002", "K-004"] == read(grouped)
        step = steps.current(grouped.day)
        assert "Lê Mẫu Dân" in script.facts(grouped.day, grouped.day.agenda.current, step)["names"]

    def test_one_more_joins_even_while_it_is_on_screen(self, grouped: Morning) -> None:
        """
        The hall reads the newcomer's name at once.
        """
        grouped.next()

        grouped.ask("join_introduction", item="3", person="K-005", group="n1")

        assert ["Lê Mẫu Bảo", "Lê Mẫu Dân", "Lê Mẫu Em"] == shown(grouped)

    def test_one_taken_out_has_a_card_again(self, grouped: Morning) -> None:
        """
        A group of one is no group: both have their own cards back.
        """
        grouped.ask("introduce_alone", item="3", person="K-004")

        assert ["K-001", "K-002", "K-003", "K-004", "K-005", "hosts"] == order(grouped)

    def test_a_pair_on_screen_stays_a_pair(self, grouped: Morning) -> None:
        """
        The card on screen never dissolves.
        """
        grouped.next()

        assert "card_on_screen" == grouped.refusal("introduce_alone", item="3", person="K-004")
        assert "card_on_screen" == grouped.refusal(
            "group_introductions", item="3", people=["K-004", "K-005"], title="Khác"
        )
        assert "card_on_screen" == grouped.refusal(
            "join_introduction", item="3", person="K-004", group="hosts"
        )

    def test_somebody_of_the_plans_group_is_taken_out(self, session: Morning) -> None:
        """
        A host may be introduced alone, in the place protocol gives.
        """
        session.ask("introduce_alone", item="3", person="C-001")

        assert ["K-005", "C-001", "hosts"] == order(session)[-3:]
        assert ["C-002"] == [one["id"] for one in cards(session)["hosts"]["people"]]

    def test_a_substitute_stands_in_the_same_group(self, grouped: Morning) -> None:
        """
        Who comes in somebody's place is named where they would have been.
        """
        grouped.go("K-004")
        grouped.ask(
            "substitute",
            by=RECEPTION,
            person="K-004",
            full_name="Lý Mẫu Thay",
            reason="Ốm",
            approved_by="Văn phòng",
        )
        grouped.arrive("K-006")
        grouped.next()

        assert ["Lê Mẫu Bảo", "Lý Mẫu Thay"] == shown(grouped)

    def test_a_group_has_two_people_and_a_title(self, session: Morning) -> None:
        """
        Less than that is refused, and so is anybody unknown or already shown.
        """
        ask = "group_introductions"
        assert "group_too_small" == session.refusal(
            ask, item="3", people=["K-002", "K-002"], title="Sở"
        )
        assert "bad_title" == session.refusal(ask, item="3", people=["K-002", "K-003"], title=" ")
        assert "unknown_person" == session.refusal(
            ask, item="3", people=["K-002", "K-999"], title="Sở"
        )
        assert "card_on_screen" == session.refusal(
            ask, item="3", people=["K-001", "K-002"], title="Sở"
        )

    def test_every_group_made_by_hand_is_one_of_its_own(self, grouped: Morning) -> None:
        """
        Two groups of one introduction are told apart, whatever they are called.
        """
        grouped.ask("group_introductions", item="3", people=["K-003", "K-005"], title="Sở bạn")

        assert ["K-001", "n1", "n2", "hosts"] == order(grouped)

    def test_whoever_was_replaced_is_grouped_with_nobody(self, session: Morning) -> None:
        """
        The substitute is the one to be introduced.
        """
        session.go("K-004")
        session.ask(
            "substitute",
            by=RECEPTION,
            person="K-004",
            full_name="Lý Mẫu Thay",
            reason="Ốm",
            approved_by="Văn phòng",
        )

        assert "already_substituted" == session.refusal(
            "group_introductions", item="3", people=["K-002", "K-004"], title="Sở bạn"
        )

    def test_a_group_that_was_shown_takes_nobody_in(self, session: Morning) -> None:
        """
        Whoever joined it now would never be named.
        """
        session.walk_to("3:figures")

        assert "card_is_past" == session.refusal(
            "join_introduction", item="3", person="K-003", group="hosts"
        )


class TestPlaces:
    """A card may be moved by hand, and stays where it was put."""

    def test_a_card_moves_and_is_locked(self, session: Morning) -> None:
        """
        The lock shows who put it there and when; protocol's order comes back when it is released.
        """
        session.ask("place_introduction", item="3", card="K-004", after="K-001")

        assert ["K-001", "K-004", "K-002"] == order(session)[:3]
        assert {"by": "Bàn điều khiển", "at": "2026-11-22T02:00:00.000Z"} == cards(session)[
            "K-004"
        ]["lock"]
        assert None is cards(session)["K-002"]["lock"]
        session.ask("release_introduction", item="3", card="K-004")
        assert ["K-001", "K-002", "K-003", "K-004"] == order(session)[:4]

    def test_the_mc_reads_in_the_new_order(self, session: Morning) -> None:
        """
        From the card on screen on, everybody still to be named.
        """
        session.ask("place_introduction", item="3", card="K-004", after="K-001")

        assert ["K-001", "K-004", "K-002", "K-003", "K-005"] == read(session)
        assert "3:intro-K-004" == session.next()

    def test_it_stays_whoever_comes_and_goes(self, session: Morning) -> None:
        """
        Neither absence nor a newcomer moves it among the others.
        """
        session.ask("place_introduction", item="3", card="K-002", after="K-004")
        session.go("K-004", "K-003")
        session.ask(
            "register", by=RECEPTION, full_name="Mai Mẫu", delegate_class="guest", unit="north"
        )
        session.arrive("K-006")
        session.scan("K-003")

        assert ["K-001", "K-003", "K-002", "K-005", "K-006", "hosts"] == order(session)

    def test_it_stays_when_its_neighbour_is_moved_away(self, session: Morning) -> None:
        """
        The neighbour it was put behind does not pull it along.
        """
        session.ask("place_introduction", item="3", card="K-002", after="K-004")
        session.ask("place_introduction", item="3", card="K-004", after="hosts")

        assert ["K-001", "K-003", "K-002", "K-005", "hosts", "K-004"] == order(session)

    def test_two_cards_may_be_put_behind_each_other(self, session: Morning) -> None:
        """
        What was said last holds.
        """
        session.ask("place_introduction", item="3", card="K-002", after="K-003")
        session.ask("place_introduction", item="3", card="K-003", after="K-002")

        assert ["K-001", "K-002", "K-003", "K-004"] == order(session)[:4]

    def test_a_substitute_keeps_the_place(self, session: Morning) -> None:
        """
        A place belongs to whoever comes for it.
        """
        session.ask("place_introduction", item="3", card="K-005", after="K-001")
        session.go("K-005")
        session.ask(
            "substitute",
            by=RECEPTION,
            person="K-005",
            full_name="Lý Mẫu Thay",
            reason="Ốm",
            approved_by="Văn phòng",
        )
        session.arrive("K-006")

        assert ["K-001", "K-006", "K-002"] == order(session)[:3]

    def test_a_place_that_is_past_is_refused(self, session: Morning) -> None:
        """
        Nobody is put where the walk would never stop.
        """
        session.next()

        assert "place_is_past" == session.refusal("place_introduction", item="3", card="K-005")
        assert "place_is_past" == session.refusal(
            "place_introduction", item="3", card="K-005", after="K-001"
        )
        assert "unknown_card" == session.refusal(
            "place_introduction", item="3", card="K-005", after="K-999"
        )
        assert [] == session.ask("place_introduction", item="3", card="K-003", after="K-002")

    def test_a_move_is_taken_back(self, session: Morning) -> None:
        """
        Undo brings the order of before.
        """
        was = order(session)
        session.ask("place_introduction", item="3", card="K-005", after="K-001")

        session.ask("undo")

        assert was == order(session)


class TestLateGuests:
    """Whoever comes when their place is past can be called next."""

    def test_a_missed_guest_is_told_and_called_next(self, session: Morning) -> None:
        """
        The console marks the missed card; one command has it shown straight after.
        """
        session.go("K-002")
        session.walk_to("3:intro-K-004")
        session.scan("K-002")
        assert "missed" == cards(session)["K-002"]["turn"]
        assert "shown" == cards(session)["K-003"]["turn"]

        granted = session.ask("introduce_next", person="K-002")

        assert isinstance(granted[-1], CardPlaced)
        assert "waiting" == cards(session)["K-002"]["turn"]
        assert ["3:intro-K-002", "3:intro-K-005"] == [session.next(), session.next()]

    def test_somebody_nobody_planned_is_called_next(self, session: Morning) -> None:
        """
        A person without a card, and one of a group, get one.
        """
        session.ask("introduce_next", person="C-002")

        assert ["3:intro-C-002", "3:intro-K-002"] == [session.next(), session.next()]
        assert ["C-001"] == [one["id"] for one in cards(session)["hosts"]["people"]]

    def test_somebody_passed_over_is_called_after_all(self, session: Morning) -> None:
        """
        Calling a person next takes it back that they were to be left out.
        """
        session.ask("skip_introduction", item="3", card="K-005")

        session.ask("introduce_next", person="K-005")

        assert [] == session.ask("introduce_next", person="K-005")
        assert "3:intro-K-005" == session.next()

    def test_there_is_a_time_for_it(self, session: Morning) -> None:
        """
        Only while cards are shown, and nobody twice.
        """
        assert "card_on_screen" == session.refusal("introduce_next", person="K-001")
        session.next()
        assert "card_is_past" == session.refusal("introduce_next", person="K-001")
        session.walk_to("3:figures")
        assert "cards_are_over" == session.refusal("introduce_next", person="C-002")
        session.walk_to("15:notice")
        assert "not_introducing" == session.refusal("introduce_next", person="C-002")
        assert "item_done" == session.refusal("skip_introduction", item="3", card="K-001")


def test_the_order_is_prepared_before_the_conference_begins() -> None:
    """
    All but calling next can be done while the doors are open.
    """
    session = Morning(PLAN).open()
    session.arrive(*(one.id for one in (*GUESTS, *OTHERS)))

    session.ask("place_introduction", item="3", card="K-005")
    session.ask("skip_introduction", item="3", card="K-002")
    session.ask("group_introductions", item="3", people=["K-003", "K-004"], title="Sở bạn")

    assert ["K-005", "K-001", "n1", "hosts"] == order(session)
    assert {"waiting"} == {row["turn"] for row in cards(session).values()}
    session.ask("start")
    assert "3:intro-K-005" == session.next()


def test_going_back_lets_a_shown_card_be_passed_over(session: Morning) -> None:
    """
    Whatever lies ahead of the cursor can still be changed, seen or not.
    """
    session.next()
    session.next()
    session.ask("back")
    session.ask("back")

    session.ask("skip_introduction", item="3", card="K-002")

    assert "3:intro-K-003" == session.next()


def test_other_items_have_no_cards() -> None:
    """
    A command for the introductions is refused elsewhere, and for what is not there.
    """
    session = Morning(plan()).open()
    session.arrive(*EVERYONE)

    assert "not_introducing" == session.refusal("skip_introduction", item="5", card="K-001")
    assert "unknown_item" == session.refusal("skip_introduction", item="99", card="K-001")
    assert "unknown_card" == session.refusal("skip_introduction", item="3", card="K-999")
    assert "unknown_card" == session.refusal(
        "join_introduction", item="3", person="K-001", group="K-002"
    )


def test_when_the_conference_is_over_so_are_its_introductions(session: Morning) -> None:
    """
    Nobody is called once everybody has gone home.
    """
    session.walk_to_item(NOTICE.id).ask("close")

    assert "conference_closed" == session.refusal("skip_introduction", item="3", card="K-001")


def test_a_late_introduction_is_set_by_hand_too(session: Morning) -> None:
    """
    The people of an inserted introduction come in its own order, and can be passed over.
    """
    session.ask("insert", kind="introduction", title="Bổ sung", people=["C-002", "C-001"])
    session.walk_to("3:press").ask("skip_introduction", item="x1", card="C-002")

    assert "x1:intro-C-001" == session.next()
