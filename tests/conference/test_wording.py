"""The wording: what turns letters round, or is not to be seen, gets into no event."""

import pytest

from server.conference.people import PersonRegistered
from server.conference.wording import visible
from tests.conference.morning import Morning


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Đỗ Thị Mẫu", "Đỗ Thị Mẫu"),
        ("Đỗ\u202e Thị\u200b Mẫu\x00\x1b\ufeff", "Đỗ Thị Mẫu"),
        ("hai\ndòng\tchữ", "hai\ndòng chữ"),
        (("a\u2066", 5), ("a", 5)),
        ({"a\x01": "b\x02"}, {"a": "b"}),
        (None, None),
    ],
)
def test_what_nobody_sees_is_taken_out(typed: object, kept: object) -> None:
    """
    Letters, lines and numbers stay as they are.
    """
    assert kept == visible(typed)


def test_no_name_turns_the_wall_round(morning: Morning) -> None:
    """
    A name typed with an override of the direction is kept without it, for ever.
    """
    name = "Đinh Mẫu \u202eMới"
    told = morning.ask("register", full_name=name, delegate_class="staff", unit="north")

    [registered] = [event for event in told if isinstance(event, PersonRegistered)]
    assert "Đinh Mẫu Mới" == registered.person.full_name
