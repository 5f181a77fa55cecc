"""What the operator is told of films, sounds and the anthem, and when the hall must sing without."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from server.conference.console import console
from server.conference.library import pages
from server.conference.live import Live, Seen
from server.conference.plan import ItemKind
from server.conference.playing import BACK_WITHIN, SOUND_WITHIN, Pace
from server.conference.scenes import instant
from server.texts import text
from server.web.wire import explain
from tests.conference.morning import ADMIN, Morning
from tests.conference.plans import media_file, media_folder, plan
from tests.conference.test_reels import ANTHEM, FILM, tell


def view(
    session: Morning, pace: Pace | None = None, since: datetime | None = None
) -> dict[str, Any]:
    """The console as things stand."""
    here = {name: Seen(name=name, connected=True) for name in session.day.screens.screens}
    live = Live(
        journal="j",
        rehearsal=False,
        say=text,
        explain=explain,
        pace=pace,
        since=since,
        screens=here,
    )
    return console(session.day, session.now, live)


def alerts(session: Morning, pace: Pace | None = None, since: datetime | None = None) -> set[str]:
    """What the console is warned of, by a server that hears pages `since` then."""
    return {alert["code"] for alert in view(session, pace, since)["alerts"]}


def heard(session: Morning) -> Pace:
    """The owner hears the anthem now."""
    at = session.day.media.at
    assert at is not None
    return Pace(at=instant(at), origin=at.timestamp() * 1000, heard_at=session.now)


@pytest.fixture(name="anthem")
def _anthem(session: Morning) -> Morning:
    """The anthem has just been fired."""
    session.walk_to("2:anthem")
    assert "playing" == session.day.media.state
    return session


def test_two_seconds_of_silence_are_enough(anthem: Morning) -> None:
    """
    The pages know the deadline at once, and when it passes the desk is warned.
    """
    due = anthem.now + SOUND_WITHIN
    assert instant(due) == view(anthem)["media"]["sound_due"]
    assert set() == alerts(anthem)

    anthem.now = due

    assert {"anthem_silent"} == alerts(anthem)


def test_an_anthem_that_is_heard_awaits_nothing(anthem: Morning) -> None:
    """
    As soon as the screen that sounds says so, the card is off; if it falls silent, it is back.
    """
    anthem.now += timedelta(seconds=10)
    pace = heard(anthem)
    assert view(anthem, pace)["media"]["sound_due"] is None
    assert set() == alerts(anthem, pace)

    anthem.now += SOUND_WITHIN

    assert {"anthem_silent"} == alerts(anthem, pace)


def test_what_was_heard_before_is_no_news_of_this_play(anthem: Morning) -> None:
    """
    An anthem begun anew has to be heard anew.
    """
    pace = heard(anthem)
    anthem.now += timedelta(seconds=20)
    anthem.ask("seek_media", to_s=0)
    anthem.now += SOUND_WITHIN

    assert {"anthem_silent"} == alerts(anthem, pace)


def test_its_last_seconds_may_be_silent(session: Morning) -> None:
    """
    An anthem that has rung out is no failure.
    """
    files = media_folder(session.day.plan) | {ANTHEM: media_file(ANTHEM, duration_s=60)}
    session.ask("list_media", by=ADMIN, files=files)
    session.walk_to("2:anthem")
    session.now += timedelta(seconds=55)
    pace = heard(session)
    session.now += timedelta(seconds=3)

    assert set() == alerts(session, pace)


def test_an_anthem_nobody_heard_is_missed_to_its_end(session: Morning) -> None:
    """
    The card does not go by itself because a silent recording has run out.
    """
    files = media_folder(session.day.plan) | {ANTHEM: media_file(ANTHEM, duration_s=60)}
    session.ask("list_media", by=ADMIN, files=files)
    session.walk_to("2:anthem")
    session.now += timedelta(seconds=70)

    assert {"anthem_silent"} == alerts(session)


def test_a_server_started_again_lets_the_wall_come_back_first(anthem: Morning) -> None:
    """
    What began before is not called silent until the page that sounds had time to say it is heard.
    """
    anthem.now += timedelta(seconds=20)
    since = anthem.now
    assert set() == alerts(anthem, since=since)

    anthem.now += BACK_WITHIN

    assert instant(anthem.now) == view(anthem, since=since)["media"]["sound_due"]
    assert {"anthem_silent"} == alerts(anthem, since=since)
    assert set() == alerts(anthem, heard(anthem), since)


def test_a_server_started_again_after_the_anthem_asks_nobody_to_sing(session: Morning) -> None:
    """
    It rang out while the server was away; one begun since and heard by nobody is missed as ever.
    """
    files = media_folder(session.day.plan) | {ANTHEM: media_file(ANTHEM, duration_s=60)}
    session.ask("list_media", by=ADMIN, files=files)
    session.walk_to("2:anthem")
    before = session.now - timedelta(minutes=1)
    session.now += timedelta(seconds=70)

    assert set() == alerts(session, since=session.now - BACK_WITHIN)
    assert {"anthem_silent"} == alerts(session, since=before)


def test_sung_without_it_nothing_is_awaited(anthem: Morning) -> None:
    """
    One key, and the card is gone for good.
    """
    anthem.now += SOUND_WITHIN
    anthem.ask("a_cappella")

    assert view(anthem)["media"]["sound_due"] is None
    assert set() == alerts(anthem)


def test_an_anthem_that_cannot_begin_asks_for_voices_at_once(session: Morning) -> None:
    """
    Not ready at its own step, it is not waited for.
    """
    tell(session, "left", "loading", of=ANTHEM)
    session.walk_to("2:flag")
    assert set() == alerts(session)

    session.next()

    assert {"anthem_waits"} == alerts(session)


def test_a_film_is_not_waited_for_like_the_anthem(session: Morning) -> None:
    """
    A silent film is nobody's alarm.
    """
    session.walk_to("7:play")
    session.wait(1)

    assert set() == alerts(session)


def test_a_browser_that_refuses_to_sound_is_named_before_the_show(session: Morning) -> None:
    """
    Only the screen that gives the sound must be heard.
    """
    for screen in ("left", "right"):
        session.ask("tell_reels", by=ADMIN, screen=screen, there=True, audible=False)

    (alert,) = view(session)["alerts"]

    assert ("sound_blocked", {"screen": "left"}) == (alert["code"], alert["data"])
    assert "--autoplay-policy=no-user-gesture-required" in alert["text"]


def test_a_screen_that_cannot_open_a_file_is_named(session: Morning) -> None:
    """
    The file and the screen stand in the sentence.
    """
    tell(session, "right", "failed")

    (alert,) = view(session)["alerts"]

    assert ("reel_failed", "right", FILM) == (
        alert["code"],
        alert["data"]["screen"],
        alert["data"]["file"],
    )


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (fault, f"file_{fault}")
        for fault in ("codec", "container", "unreadable", "empty", "locked", "page_size")
    ],
)
def test_a_file_that_cannot_be_played_is_named(session: Morning, fault: str, code: str) -> None:
    """
    Whatever is found in the folder and is no use is told as soon as it is found.
    """
    damaged = media_file(FILM, fault=fault)
    session.ask("list_media", by=ADMIN, files=media_folder(session.day.plan) | {FILM: damaged})

    assert {code} == alerts(session)


def test_slides_without_their_fonts_are_shown_and_doubted(session: Morning) -> None:
    """
    Letters may look wrong, so the desk is told; the slides are there all the same.
    """
    name = next(i.file for i in session.day.plan.items if i.kind is ItemKind.REPORT)
    assert name is not None
    slides = media_file(name, pages=3, doubt="fonts", detail="VNI-Times")
    files = media_folder(session.day.plan) | {name: slides}
    session.ask("list_media", by=ADMIN, files=files)

    found = next(one for one in view(session)["alerts"] if one["code"] == "file_fonts")

    assert "VNI-Times" in found["text"]
    assert 3 == pages(session.day.library, name)


@pytest.mark.parametrize(
    ("name", "faults", "code"),
    [
        ("tham-luan-2.pdf", {"fault": "locked"}, "file_locked"),
        ("tham-luan-2.pdf", {"fault": "empty"}, "file_empty"),
        ("tham-luan-2.docx", {"fault": "unreadable"}, "file_not_slides"),
    ],
)
def test_a_speech_that_cannot_be_leafed_through_is_told_until_it_is_over(
    name: str, faults: dict[str, str], code: str
) -> None:
    """
    Its slides locked, empty or a text document: the desk reads it under the speech's own title.
    """
    of = plan()
    changed = [replace(s, file=name) if s.id == "S2" else s for s in of.speeches]
    session = Morning(replace(of, speeches=tuple(changed))).start()
    damaged = media_file(name, **faults)
    session.ask("list_media", by=ADMIN, files=media_folder(session.day.plan) | {name: damaged})
    (alert,) = view(session)["alerts"]

    session.walk_to("8:speech-S2")
    meanwhile = alerts(session)
    session.next()

    assert (code, "Tham luận S2") == (alert["code"], alert["data"]["item"])
    assert ({code}, set()) == (meanwhile, alerts(session))


def test_a_film_that_was_taken_away_is_missed(session: Morning) -> None:
    """
    Gone from the folder in mid-show, the film is named until its item is over.
    """
    files = {name: f for name, f in media_folder(session.day.plan).items() if name != FILM}
    session.ask("list_media", by=ADMIN, files=files)
    assert {"film_missing"} == alerts(session)

    session.walk_to("8:open")

    assert set() == alerts(session)


def test_an_anthem_without_sound_is_told(session: Morning) -> None:
    """
    A film without a sound track is no anthem.
    """
    plan = session.day.plan
    mute = media_file("x.mp4")
    session.ask("list_media", by=ADMIN, files=media_folder(plan) | {ANTHEM: mute})

    assert {"file_soundless"} == alerts(session)


def test_the_files_of_the_day_are_listed_with_what_tells_them_apart(morning: Morning) -> None:
    """
    What each is, where it is shown, its whole SHA-256, and what is wrong with it.
    """
    files = media_folder(morning.day.plan) | {
        ANTHEM: media_file(ANTHEM, sound=True, duration_s=61.5),
        FILM: media_file(FILM, fault="codec", detail="mpeg4"),
    }
    morning.ask("list_media", by=ADMIN, files=files)

    listed = {one["file"]: one for one in view(morning)["files"]}

    assert (None, 61.5, files[ANTHEM].sha256) == tuple(
        listed[ANTHEM][fact] for fact in ("fault", "duration_s", "sha256")
    )
    assert "file_codec" == listed[FILM]["fault"]
    slides = [one for one in listed.values() if one["kind"] == "slides"]
    assert {pages(files, one["file"]) for one in slides} == {one["pages"] for one in slides}
    speeches = {s.file for s in morning.day.speeches.all.values() if s.file}
    assert speeches <= listed.keys()
    assert "nhac-nen.ogg" not in listed
