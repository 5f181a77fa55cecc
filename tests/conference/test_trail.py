"""The trail names what each deed was about, in words of people."""

from typing import Any

import pytest

from server.conference import COMMANDS
from server.conference.trail import about, export_trail, reason
from tests.conference.eventful import an_eventful_morning
from tests.conference.morning import ADMIN, Morning

AN = "Nguyễn Thị Mẫu An (C-001)"


@pytest.mark.parametrize(
    ("command", "given", "told"),
    [
        ("hand_documents", {"person": "C-001"}, [AN]),
        ("skip", {"item": "16", "reason": "Hết giờ"}, ["Mục 16"]),
        ("award_presenter", {"batch": "first", "presenters": ["C-001"]}, [AN]),
        ("rename_screen", {"screen": "left", "name": "Màn trái"}, ["left", "Màn trái"]),
        ("message", {"text": "Xin chào", "audience": "lobby"}, ["Xin chào"]),
        ("identify", {"screens": ["left"]}, ["left"]),
    ],
)
def test_people_and_things_are_called_by_their_names(
    session: Morning, command: str, given: dict[str, Any], told: list[str]
) -> None:
    """
    Nobody has to know what C-001 or item 16 was.
    """
    assert set(told) <= set(about(session.day, session.ask(command, **given)))


def test_whoever_comes_new_is_called_by_name(morning: Morning) -> None:
    """
    The badge number follows with everything else that is done for them.
    """
    new: dict[str, Any] = {"delegate_class": "staff", "unit": "north"}

    assert "Đinh Mẫu Mới" in about(
        morning.day, morning.ask("register", full_name="Đinh Mẫu Mới", **new)
    )


def test_every_event_of_a_whole_morning_can_be_told() -> None:
    """
    None breaks the page, and each thing is named once.
    """
    morning = an_eventful_morning()

    for event in morning.events:
        words = about(morning.day, [event, event])
        assert len(set(words)) == len(words)


def test_what_is_no_longer_known_is_told_by_its_number(morning: Morning) -> None:
    """
    A trail outlives the plan it was written under.
    """
    later = an_eventful_morning().events

    told = {word for event in later for word in about(morning.day, [event])}

    assert "Xe chắn lối" in told
    assert "x1" in told


def test_the_reason_somebody_gave_stands_beside_the_deed(session: Morning) -> None:
    """
    Where none was asked for there is none.
    """
    skipped = session.ask("skip", item="16", reason="Hết giờ")

    assert "Hết giờ" == reason(skipped)
    assert reason([]) is None


def test_taking_the_trail_along_changes_nothing_of_the_day(morning: Morning) -> None:
    """
    That it was asked for stands in the journal; the day goes on as it was.
    """
    assert [] == export_trail(morning.day, morning.now, ADMIN)
    assert not COMMANDS["export_trail"].public
