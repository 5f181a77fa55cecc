"""The walls: what people call them, how they are tuned, and when the operator is warned of one."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec import ValidationError, convert
from msgspec.structs import replace

from server.conference import evolve, views, walls
from server.conference.live import Live, Seen
from server.conference.scenes import scene_on, scenes_on
from server.conference.screens import ScreenRole, ScreenTuned
from server.conference.walls import COMES_WITHIN, State, state, warnings
from server.texts import text
from tests.conference.morning import Morning
from tests.conference.plans import NINE


def live(*screens: Seen) -> Live:
    """A house with those screens."""
    return Live(
        journal="1",
        rehearsal=False,
        say=text,
        explain=lambda refusal, day: {"code": refusal.code},
        screens={screen.name: screen for screen in screens},
    )


def view(morning: Morning, name: str = "left") -> dict[str, Any]:
    """What a screen is given now."""
    return views.screen(morning.day, morning.now, live(), name)


@pytest.mark.parametrize(
    ("expected", "seen"),
    [
        (State.NEVER, None),
        (State.GOOD, Seen(name="left", connected=True, heard=NINE, last_seen=NINE)),
        (State.LOST, Seen(name="left", connected=False, last_seen=NINE)),
        (State.NEVER, Seen(name="left", awaited_since=NINE - COMES_WITHIN)),
        (State.LOST, Seen(name="left", awaited_since=NINE - COMES_WITHIN - timedelta(seconds=1))),
        (State.LOST, Seen(name="left", connected=True, heard=NINE - timedelta(seconds=4))),
        (State.GOOD, Seen(name="left", connected=True, owes_since=NINE - timedelta(seconds=3))),
        (State.LATE, Seen(name="left", connected=True, owes_since=NINE - timedelta(seconds=4))),
        (State.WRONG, Seen(name="left", connected=True, scene="SC00", due="SC05")),
        (State.GOOD, Seen(name="left", connected=True, scene="SC05", due="SC05")),
        (State.GOOD, Seen(name="left", connected=True, scene="SC00", due="SC05", owes_since=NINE)),
    ],
    ids=[
        "never",
        "good",
        "gone",
        "awaited",
        "missed",
        "silent",
        "painting",
        "late",
        "wrong",
        "right",
        "not-yet",
    ],
)
def test_a_screen_is_judged_by_what_it_says(expected: State, seen: Seen | None) -> None:
    """
    Silence, a painting that does not come and another picture are told apart.
    """
    assert expected == state(seen, NINE)


def test_each_bad_screen_is_one_alert(morning: Morning) -> None:
    """
    The alert names the screen as people call it, in both languages.
    """
    morning.ask("rename_screen", screen="right", name="Cánh phải")
    house = live(
        Seen(name="left", connected=True, heard=morning.now),
        Seen(name="right", last_seen=morning.now),
        Seen(name="nobody's", last_seen=morning.now),
    )

    (alert,) = warnings(morning.day, morning.now, house)

    assert ("screen_lost", {"screen": "right"}) == (alert["code"], alert["data"])
    assert "Cánh phải" in alert["text"]
    assert "Cánh phải" in alert["text_en"]


def test_planned_screens_that_never_came_are_one_alert_once_it_begins(morning: Morning) -> None:
    """
    While the house prepares nobody is missed; in session one line names all that are not there.
    """
    morning.ask("rename_screen", screen="right", name="Cánh phải")
    house = live(Seen(name="left", connected=True, heard=NINE, last_seen=NINE))
    assert [] == warnings(morning.day, NINE, house)
    morning.start()

    (alert,) = warnings(morning.day, NINE, house)

    missing = "Cánh phải, foyer, podium, stream"
    assert ("screens_never", {"screens": missing}) == (alert["code"], alert["data"])
    assert missing in alert["text"]
    assert missing in alert["text_en"]


def test_a_screen_is_called_what_people_understand(morning: Morning) -> None:
    """
    Its own name stays, for its device came in by it; an empty one gives it back.
    """
    morning.ask("rename_screen", screen="left", name="  Màn   trái ")
    called = view(morning)["screen"]["label"]

    assert ("Màn trái", "left") == (called, view(morning)["screen"]["name"])
    assert "screen_name_taken" == morning.refusal("rename_screen", screen="right", name="Màn trái")
    assert "screen_name_taken" == morning.refusal("rename_screen", screen="right", name="left")
    assert "bad_screen_name" == morning.refusal("rename_screen", screen="right", name="x" * 41)
    morning.ask("rename_screen", screen="left", name="")
    assert "left" == view(morning)["screen"]["label"]


def test_a_reload_counts_once_for_each_screen_meant(morning: Morning) -> None:
    """
    Only the counter of the screens named grows, so that a page that obeyed is done.
    """
    morning.ask("reload_screens", screens=["left"])

    assert (1, 0) == (view(morning)["screen"]["reload"], view(morning, "right")["screen"]["reload"])


def test_no_page_is_reloaded_under_the_flag(session: Morning) -> None:
    """
    While the flag is up the desk cannot reload anything.
    """
    session.walk_to("2:flag")

    assert "flag_up" == session.refusal("reload_screens")


def test_overscan_and_safe_area_are_kept_for_a_screen(morning: Morning) -> None:
    """
    What a device cuts off, and how far text stays away: each up to fifteen per cent, by itself.
    """
    morning.ask("tune_screen", screen="left", overscan=5)
    morning.ask("tune_screen", screen="left", safe_area=8)

    assert (5, 8) == edges(morning, "left")
    assert (0, 0) == edges(morning, "right")
    assert [] == morning.ask("tune_screen", screen="left", overscan=5, safe_area=8)
    for edge in ("overscan", "safe_area"):
        with pytest.raises(ValidationError):
            morning.ask("tune_screen", screen="left", **{edge: 16})


def test_an_older_journal_knows_the_overscan_as_margin(morning: Morning) -> None:
    """
    What it kept free of a screen's edge is still kept free, until it is set anew.
    """
    old = {"at": morning.now, "screen": "left", "margin": 5, "mirror_of": None}
    morning.day = evolve(morning.day, convert(old, ScreenTuned))
    before = edges(morning, "left")

    morning.ask("tune_screen", screen="left", overscan=0)

    assert ((5, 0), (0, 0)) == (before, edges(morning, "left"))


def edges(morning: Morning, name: str) -> tuple[int, int]:
    """The overscan and the safe area of a screen, as its view and the console's carry them."""
    own = view(morning, name)["screen"]
    [listed] = [
        one for one in walls.screens(morning.day, morning.now, live()) if one["name"] == name
    ]
    assert (own["overscan"], own["safe_area"]) == (listed["overscan"], listed["safe_area"])
    return own["overscan"], own["safe_area"]


def test_a_screen_may_show_what_another_shows(session: Morning) -> None:
    """
    A mirror has the picture and the layout of its source, panic modes included, but for its own.
    """
    session.ask("tune_screen", screen="right", mirror_of="podium")
    mirrored = view(session, "right")["screen"]
    session.ask("blackout", screens=["podium"])
    black = view(session, "right")["scene"]["code"]
    session.ask("show_standby", screens=["right"])

    assert ("right", "stage") == (mirrored["name"], mirrored["role"])
    assert ("SC24", "SC00") == (black, view(session, "right")["scene"]["code"])
    session.ask("release", screens=["right"])
    session.ask("tune_screen", screen="right", mirror_of="")
    assert "hall" == view(session, "right")["screen"]["role"]


def test_mirrors_make_no_chain(morning: Morning) -> None:
    """
    What is mirrored has a picture of its own: not itself, and no other mirror.
    """
    morning.ask("tune_screen", screen="right", mirror_of="left")

    for screen, other in [("left", "left"), ("left", "right"), ("left", "podium")]:
        assert "bad_mirror" == morning.refusal("tune_screen", screen=screen, mirror_of=other)
    assert "bad_mirror" == morning.refusal("tune_screen", screen="foyer", mirror_of="right")
    assert "unknown_screen" == morning.refusal("tune_screen", screen="foyer", mirror_of="nothing")


def test_a_screen_keeps_its_tuning_with_another_role(morning: Morning) -> None:
    """
    The projector stays the same projector, whatever it is used for.
    """
    morning.ask("tune_screen", screen="left", overscan=5)

    morning.ask("assign_screen", screen="left", role="lobby")

    assert ("lobby", 5) == (view(morning)["screen"]["role"], view(morning)["screen"]["overscan"])


def test_the_flag_and_panic_pictures_come_by_a_cut(session: Morning) -> None:
    """
    Everything else dissolves.
    """
    ordinary = view(session)["scene"]["transition"]
    session.ask("show_standby")
    panic = view(session)["scene"]["transition"]
    session.ask("release")
    session.walk_to("2:flag")

    assert ("dissolve", "cut") == (ordinary, panic)
    assert ("SC05", "cut") == (view(session)["scene"]["code"], view(session)["scene"]["transition"])


def test_all_pictures_at_once_are_those_of_each(morning: Morning) -> None:
    """
    Screens that follow the programme share its picture; a dark one and a mirror keep their own.
    """
    morning.open().ask("assign_screen", screen="third", role=ScreenRole.HALL)
    morning.ask("start")
    morning.ask("blackout", screens=["left"])
    morning.ask("tune_screen", screen="right", mirror_of="left")

    found = scenes_on(morning.day)

    assert found == {name: scene_on(morning.day, name) for name in morning.day.screens.screens}
    assert found["left"] == found["right"] != found["third"]


def test_a_screen_opened_twice_an_old_page_and_a_missing_picture_are_alerts(
    morning: Morning,
) -> None:
    """
    Each names the screen and what to do; a page of the server's own files is none.
    """
    fine = {"connected": True, "heard": NINE, "last_seen": NINE, "edition": "new"}
    house = replace(
        live(
            Seen(name="left", **fine, pages=2),
            Seen(name="right", **fine | {"edition": "old"}),
            Seen(name="foyer", **fine, incomplete=True),
            Seen(name="podium", **fine),
        ),
        edition="new",
    )

    found = warnings(morning.day, NINE, house)

    assert [
        ("screen_twice", "left"),
        ("screen_stale", "right"),
        ("screen_incomplete", "foyer"),
    ] == [(one["code"], one["data"]["screen"]) for one in found]
    assert "left" in found[0]["text"]
    assert "nâng cấp" in found[1]["text"]
