"""The kiosks' locks as the day knows them: who set a PIN, who left a page with it, and when."""

from datetime import timedelta

import pytest

from server.conference.helpdesk import reception
from server.conference.kiosks import Guarding
from server.conference.live import Live, Seen
from server.conference.trail import about
from tests.conference.morning import KIOSK, RECEPTION, Morning
from tests.conference.test_laws import LIVE


@pytest.fixture(name="locked")
def _locked(morning: Morning) -> Morning:
    """A morning whose first kiosk reception has locked."""
    morning.ask("lock_kiosk", by=RECEPTION, kiosk=KIOSK.name)
    return morning


def test_leaving_names_the_holder_of_the_pin(locked: Morning) -> None:
    """
    Whoever leaves the page did so with the PIN of the person who locked it.
    """
    [left] = locked.ask("leave_kiosk", by=KIOSK, wrong=2)

    assert (KIOSK.name, RECEPTION.name, 2) == (left.kiosk, left.pin_of, left.wrong)
    assert [KIOSK.name, RECEPTION.name] == about(locked.day, [left])


@pytest.mark.parametrize(
    ("age_s", "minutes"), [(600, 10), (-50, 0), (1e300, 2 * 24 * 60)], ids=["ago", "ahead", "never"]
)
def test_a_leaving_keeps_its_own_time(locked: Morning, age_s: float, minutes: float) -> None:
    """
    A kiosk that was alone tells how long ago it was; an age nobody can have is cut to one.
    """
    [left] = locked.ask("leave_kiosk", by=KIOSK, age_s=age_s)

    assert timedelta(minutes=minutes) == left.at - left.left_at


def test_a_kiosk_that_was_never_locked_can_be_left(morning: Morning) -> None:
    """
    A leaving from before the day was loaded afresh is noted all the same, of nobody's PIN.
    """
    [left] = morning.ask("leave_kiosk", by=KIOSK)

    assert left.pin_of is None


def test_the_desk_sees_what_was_done_last_with_a_lock(locked: Morning) -> None:
    """
    Locked, left and unlocked again: each with who and when, beside the kiosk.
    """
    live = Live(**{f: getattr(LIVE, f) for f in LIVE.__struct_fields__} | {"kiosks": (_seen(),)})
    told = []
    for command, by in (("leave_kiosk", KIOSK), ("unlock_kiosk", RECEPTION)):
        told.append(reception(locked.day, locked.now, live)["kiosks"][0]["guarded"])
        given = {} if by is KIOSK else {"kiosk": KIOSK.name}
        locked.ask(command, by=by, **given)
    told.append(reception(locked.day, locked.now, live)["kiosks"][0]["guarded"])

    assert [Guarding.LOCKED, Guarding.LEFT, Guarding.UNLOCKED] == [one["what"] for one in told]
    assert {RECEPTION.name} == {one["by"] for one in told}


def _seen() -> Seen:
    return Seen(name=KIOSK.name, connected=True, locked=True)


def test_only_whoever_locked_it_has_the_pin(locked: Morning) -> None:
    """
    A lock is its holder's, until the kiosk is let go.
    """
    kiosk, guarded = next(iter(locked.day.kiosks.items()))
    held = (guarded.is_locked_by(f"{guarded.pin_of}"), guarded.is_locked_by("Người Mẫu Khác"))

    locked.ask("unlock_kiosk", by=RECEPTION, kiosk=kiosk)

    assert (True, False) == held
    assert not locked.day.kiosks[kiosk].is_locked_by(f"{guarded.pin_of}")


def test_a_label_that_is_opened_is_noted(morning: Morning) -> None:
    """
    Its picture is a valid badge: whoever opens it to print it stands in the trail.
    """
    [taken] = morning.ask("open_label", by=RECEPTION, person="C-001")

    assert "C-001" == taken.person
