"""The wording: what turns letters round, or is not to be seen, gets into no event."""

import pytest

from server.conference.badges import code_of
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


CODE = code_of(b"mau", "2020", "C-037", 1)
CITIZEN = "001099000001|123456789|Người Mẫu|01011990|Nam|Địa chỉ Mẫu|01012021"


@pytest.mark.parametrize(
    "typed", [CODE, f"https://mau.example/{CODE}", f"số 3{CODE}", f"{CODE}9 Ốm", CITIZEN]
)
def test_no_code_gets_into_the_journal_by_a_field(morning: Morning, typed: str) -> None:
    """
    What a scanner typed into a field refuses the whole command, whatever else stands there.
    """
    given = {"full_name": "Đinh Mẫu Mới", "delegate_class": "staff", "unit": "north"}

    for field in ("full_name", "reason"):
        assert "scanned_into_text" == morning.refusal("register", **(given | {field: typed}))


@pytest.mark.parametrize("typed", ["Số 0912345678", "1" * 34, "20201234|5678", ""])
def test_other_digits_are_a_text_like_any_other(morning: Morning, typed: str) -> None:
    """
    A telephone number, or so many digits that are no code, may stand in a text.
    """
    assert morning.ask("message", text=f"Thử {typed}", audience="hall")
