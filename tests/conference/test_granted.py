"""What the sender of a granted command is told beyond that it was done."""

from server.conference.granted import granted
from tests.conference.morning import RECEPTION, Morning

PLACE = {"full_name": "Người Mẫu Thay", "reason": "Ốm", "approved_by": "Ban Tổ chức"}


def test_an_answer_tells_where_the_day_stands(morning: Morning) -> None:
    """
    Its versions and the kinds of events, and nothing more where nothing else is news.
    """
    before = morning.day

    events = morning.ask("open_reception")

    told = granted(before, morning.day, events)
    assert {"version", "agenda_version", "events"} == set(told)
    assert morning.day.version == told["version"]
    assert "ReceptionOpened" in told["events"]


def test_a_newcomers_number_is_news(morning: Morning) -> None:
    """
    Whoever lets somebody else come learns the number of the new badge.
    """
    before = morning.open().day

    events = morning.ask("substitute", by=RECEPTION, person="C-012", **PLACE)

    person = granted(before, morning.day, events)["person"]
    assert "Người Mẫu Thay" == morning.day.people.people[person].full_name


def test_a_substitution_taken_back_names_what_does_not_come_back(morning: Morning) -> None:
    """
    The substitute whose badge is void now, and the duties that went to others: here none.
    """
    morning.open().ask("substitute", by=RECEPTION, person="C-012", **PLACE)
    before = morning.day

    events = morning.ask("undo_substitution", by=RECEPTION, person="C-012", reason="Vẫn đến")

    told = granted(before, morning.day, events)
    assert told["substitute"] in morning.day.people.replaced_by
    assert [] == told["not_given_back"]
