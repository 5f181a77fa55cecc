"""Foresight: the next picture as it will be, any other looked at, and why a move would be refused."""

import pytest
from msgspec import convert

from server.conference import COMMANDS, Refused
from server.conference.console import console
from server.conference.live import Live
from server.conference.moves import ASKED, why_not
from server.conference.preview import preview
from server.conference.prompter import mc
from server.texts import text
from server.web.wire import explain
from tests.conference.morning import RECEPTION, Morning

LIVE = Live(journal="test", rehearsal=False, say=text, explain=explain)
BLANK = ("", "   ", "\t\n")
DEMANDED = {
    "skip": {"item": "3"},
    "void_vote": {"list": "A"},
    "speech_defer": {"speech": "S1"},
    "revoke_badge": {"person": "C-001"},
    "issue_badge": {"person": "C-001"},
    "undo_check_in": {"person": "C-001"},
}


@pytest.fixture
def begun() -> Morning:
    """The whole day, at its first step."""
    return Morning().start()


def foreseen(day: Morning) -> dict[str, object] | None:
    """The next picture, as the console has it before it is sent."""
    coming = console(day.day, day.now, LIVE)["next"]
    return coming and coming["scene"]


def test_the_next_picture_is_the_one_that_comes(begun: Morning) -> None:
    """
    From the first step to the last, what the console shows as next is what the hall then gets.
    """
    walked = 0
    while begun.step != "17:seated":
        begun.answer_votes()
        promised = foreseen(begun)
        begun.next()
        assert promised == begun.scene(), begun.step
        walked += 1

    assert walked > 60


def test_the_doors_too_are_foreseen() -> None:
    """
    Before the first item the next picture is right as well, countdown and all.
    """
    day = Morning()
    for _ in range(3):
        promised = foreseen(day)
        day.next()
        assert promised == day.scene()


def test_any_step_can_be_looked_at_without_going_there(begun: Morning) -> None:
    """
    Every step of every item has its picture, its words and its neighbours; nothing moves.
    """
    before, place = begun.day, {"item": "1", "step": begun.step or ""}
    seen = []

    while place is not None:
        looked = preview(begun.day, begun.now, LIVE, place["item"], place["step"])
        assert looked["scene"]["code"] == looked["step"]["scene_code"] or looked["refused"]
        seen.append(place)
        after = looked["after"]
        if after is not None:
            back = preview(begun.day, begun.now, LIVE, after["item"], after["step"])["before"]
            assert place == back
        place = after

    assert before == begun.day
    assert list(begun.day.agenda.order) == list(dict.fromkeys(x["item"] for x in seen))


def test_a_look_says_what_a_leap_would_be_answered(begun: Morning) -> None:
    """
    Behind the flag nothing can be reached yet, and the look says so; what is on needs no leap.
    """
    far = preview(begun.day, begun.now, LIVE, "8", None)
    here = preview(begun.day, begun.now, LIVE, "1", begun.step)

    assert "ceremony_first" == far["refused"]["code"]
    assert "ceremony_first" == begun.refusal("go_to", **far["asked"])
    assert (True, None) == (here["on_air"], here["refused"])


@pytest.mark.parametrize("place", [("99", None), ("1", "1:act-9"), ("", None)])
def test_there_is_no_look_at_what_is_not_there(
    begun: Morning, place: tuple[str, str | None]
) -> None:
    """
    An item or a step nobody knows is refused by name.
    """
    with pytest.raises(Refused, match=r"unknown_(item|step)"):
        preview(begun.day, begun.now, LIVE, *place)


def test_every_reason_is_the_core_s_own(begun: Morning) -> None:
    """
    At every step of the morning, each button's reason is the refusal its command would get.
    """
    for _ in range(12):
        for name, given in ASKED.items():
            told = console(begun.day, begun.now, LIVE)["moves"][name]
            assert (told and told["code"]) == refusal_of(begun, name, given), name
        begun.next()


def refusal_of(day: Morning, name: str, given: dict[str, object]) -> str | None:
    """The code a command would be refused with, or `None`."""
    was, events = day.day, list(day.events)
    try:
        convert(given, COMMANDS[name].arguments)
        day.ask(name, **given)
    except Refused as refusal:
        return refusal.code
    finally:
        day.day, day.events = was, events
    return None


def test_moving_across_a_ceremony_is_lifted_by_a_reason(begun: Morning) -> None:
    """
    An item may pass the flag for a reason; the flag itself may not be moved for any.
    """
    across = why_not(begun.day, begun.now, LIVE, "move", {"item": "3", "after": "1"})
    flag = why_not(begun.day, begun.now, LIVE, "move", {"item": "2", "after": "3"})

    assert across is not None
    assert flag is not None
    assert ("across_ceremony", "reason") == (across["code"], across["lifted_by"])
    assert ("ceremony_locked", False) == (flag["code"], "lifted_by" in flag)


def test_closing_with_items_left_is_lifted_by_a_reason(begun: Morning) -> None:
    """
    Items that were not done are no bar to a chair who says why; a ceremony not held is.
    """
    begun.walk_to("17:seated")
    begun.ask("insert", kind="notice", title="Một việc nữa", after="17")

    told = why_not(begun.day, begun.now, LIVE, "close", {})

    assert told is not None
    assert ("items_not_done", "reason") == (told["code"], told["lifted_by"])


@pytest.mark.parametrize("reason", BLANK)
@pytest.mark.parametrize("name", DEMANDED)
def test_where_a_reason_is_demanded_blank_is_none(begun: Morning, name: str, reason: str) -> None:
    """
    Spaces are no reason: the command is refused, whoever asks.
    """
    assert "reason_missing" == begun.refusal(name, reason=reason, **DEMANDED[name])


@pytest.mark.parametrize("reason", BLANK)
def test_blank_is_no_reason_to_force_anything(begun: Morning, reason: str) -> None:
    """
    What a reason lifts, spaces do not lift.
    """
    given = {"item": "3", "after": "1", "force": True}

    assert "across_ceremony" == begun.refusal("move", reason=reason, **given)
    assert begun.ask("move", reason=" Chủ tọa  yêu cầu ", **given)[-1].reason == "Chủ tọa yêu cầu"


@pytest.mark.parametrize("blank", BLANK)
def test_a_mover_and_a_proxy_have_names(begun: Morning, blank: str) -> None:
    """
    A list is amended on somebody's motion, an award received by somebody.
    """
    line = next(iter(begun.day.awards.lines))
    absent = {"list": "A", "remove": begun.day.votes["A"].people[0]}

    assert "mover_missing" == begun.refusal("amend_list", mover=blank, **absent)
    marked = {"line": line, "mark": "on_behalf"}
    assert "on_behalf_by_whom" == begun.refusal("award_mark", on_behalf=blank, **marked)


def test_the_prompter_knows_its_moves_too(begun: Morning) -> None:
    """
    The MC's two keys say why not, in the same words as the console's.
    """
    begun.ask("check_out", by=RECEPTION, person="K-001")
    mine, theirs = mc(begun.day, begun.now, LIVE), console(begun.day, begun.now, LIVE)

    assert {"next", "back"} == mine["moves"].keys()
    assert mine["moves"]["back"] == theirs["moves"]["back"]
