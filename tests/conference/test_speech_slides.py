"""The slides of a contributed speech: leafed through after its card, one clock over all of them."""

from typing import Any

import pytest

from server.conference.console import console
from server.conference.live import Live
from server.conference.preview import preview
from server.conference.prompter import mc
from server.conference.views import screen
from server.texts import text
from server.web.wire import explain
from tests.conference.morning import ADMIN, Morning
from tests.conference.plans import media_file, media_folder

LIVE = Live(journal="j", rehearsal=False, say=text, explain=explain)
CARD, END = "8:speech-S2", "8:speech-S2-end"
PAGES = [f"{CARD}-page-{n}" for n in (1, 2, 3)]
FILE = "tham-luan-2.pdf"


@pytest.fixture(name="speaking")
def _speaking(session: Morning) -> Morning:
    """The second speaker, who brought three slides, has been called."""
    return session.walk_to(CARD)


def desk(morning: Morning) -> dict[str, Any]:
    """What the console is told."""
    return console(morning.day, morning.now, LIVE)


def slides_are(morning: Morning, pages: int) -> None:
    """The speech's file has so many pages from now on; with none it is gone."""
    files = media_folder(morning.day.plan) | {FILE: media_file(FILE, pages=pages)}
    kept = {name: file for name, file in files.items() if pages or name != FILE}
    morning.ask("list_media", by=ADMIN, files=kept)


def test_a_speech_shows_its_slides_after_its_card(speaking: Morning) -> None:
    """
    Card, each page, and the card again for the thanks, before anybody else is called.
    """
    walked = [speaking.next() for _ in range(5)]

    assert [*PAGES, END, "8:speech-S3"] == walked


def test_the_wall_shows_the_page_and_who_speaks(speaking: Morning) -> None:
    """
    The picture is the page; name and title stand by for a wall that cannot have it.
    """
    speaking.next(2)

    scene = speaking.scene()

    mark = speaking.day.library[FILE].mark
    assert f"/slides/{mark}/2.png" == scene["image"]
    assert {"code": "SC10", "page": 2, "pages": 3, "order": 2, "of": 3}.items() <= scene.items()
    assert "Tham luận S2" == scene["title"]
    assert speaking.day.people.people["C-004"].full_name == scene["person"]["name"]


def test_pages_turn_back_to_the_card(speaking: Morning) -> None:
    """
    Back leads the same way, page by page.
    """
    speaking.next(2)

    speaking.ask("back")
    speaking.ask("back")

    assert (CARD, "SC12") == (speaking.step, speaking.scene()["code"])


def test_calling_the_next_speech_passes_over_unread_pages(speaking: Morning) -> None:
    """
    A speaker who ends early leaves no page to be turned.
    """
    speaking.next()

    speaking.ask("speech_next")

    assert "8:speech-S3" == speaking.step


def test_no_speech_is_called_after_the_slides_of_the_last(session: Morning) -> None:
    """
    The pages of the last speech are no further speech.
    """
    session.ask("speech_insert", speech="S2", after="S3")
    session.walk_to(CARD)

    assert "no_more_speeches" == session.refusal("speech_next")


def test_the_page_stands_on_console_and_stage_with_the_next(speaking: Morning) -> None:
    """
    Page k of n in words, and the picture of the page that comes.
    """
    speaking.next()

    for view in (desk(speaking), screen(speaking.day, speaking.now, LIVE, "podium")):
        upcoming = view["next"]["step"]
        assert ("Trang chiếu 1/3", "Slide 2 of 3") == (view["step"]["title"], upcoming["title_en"])
        assert upcoming["image"].endswith("/2.png")
    speaking.next(2)
    assert desk(speaking)["next"]["step"]["image"] is None


def test_one_clock_runs_over_all_of_a_speech(speaking: Morning) -> None:
    """
    Turning pages, either way, does not start the speaker's minutes anew; the next speaker does.
    """
    began = desk(speaking)["step"]["started_at"]
    seen = []
    for move in ("next", "next", "back", "next", "next", "next"):
        speaking.wait(1)
        speaking.ask(move)
        seen.append((desk(speaking)["step"]["started_at"], desk(speaking)["step"]["target_s"]))
    speaking.wait(1)
    speaking.next()

    assert {(began, 7 * 60)} == set(seen)
    assert began < desk(speaking)["step"]["started_at"]


def test_a_pause_does_not_count_against_the_speaker(speaking: Morning) -> None:
    """
    What the item stood still while a speech was held is taken from its clock, and only that.
    """
    speaking.ask("pause")
    speaking.wait(3)
    speaking.next()
    paused = desk(speaking)["step"]["paused_s"]
    speaking.walk_to("8:speech-S3")

    assert (180, 0) == (paused, desk(speaking)["step"]["paused_s"])


def test_a_speech_begun_at_its_slides_has_been_called(session: Morning) -> None:
    """
    Gone to in the middle, a speech is held: neither deferred nor called once more.
    """
    session.walk_to("8:open").ask("go_to", item="8", step=PAGES[1])

    status = {one["id"]: one["status"] for one in desk(session)["speeches"]}
    assert "speech_held" == session.refusal("speech_defer", speech="S2", reason="Trễ giờ")
    assert ("done", "approved") == (status["S2"], status["S3"])


def test_slides_of_nobody_are_passed_over(session: Morning) -> None:
    """
    An absent speaker's pages are walked by with the card.
    """
    session.walk_to("8:speech-S1").go("C-004")

    assert "8:speech-S3" == session.next()


@pytest.mark.parametrize("pages", [0, 1, 2])
def test_a_page_under_the_cursor_stays_when_the_file_grows_short(
    speaking: Morning, pages: int
) -> None:
    """
    The speaker goes on, and the walk leads on behind the pages that are left.
    """
    speaking.next(3)

    slides_are(speaking, pages)

    assert PAGES[2] == speaking.step
    assert (END if pages else "8:speech-S3") == speaking.next()


def test_slides_that_turn_up_are_shown(speaking: Morning) -> None:
    """
    The file comes while the speaker is on the way to the lectern: the walk leads to its first page.
    """
    slides_are(speaking, 0)
    without = speaking.steps("8")

    slides_are(speaking, 2)

    assert not [step for step in without if "page" in step or step == END]
    assert PAGES[0] == speaking.next()


def test_the_mc_reads_who_speaks_and_gives_thanks(speaking: Morning) -> None:
    """
    Every step of a speech knows its speaker.
    """
    name = speaking.day.people.people["C-004"].full_name
    speaking.ask(
        "edit_item",
        item="8",
        mc={"slides": "({name}: {title})", "speech_end": "Xin cảm ơn {name}."},
    )
    read = [mc(speaking.day, speaking.now, LIVE)["text"]]
    for _ in range(4):
        speaking.next()
        read.append(mc(speaking.day, speaking.now, LIVE)["text"])

    assert [f"({name}: Tham luận S2)"] * 3 == read[1:4]
    assert f"Xin cảm ơn {name}." == read[4]


def test_any_page_can_be_looked_at_before(session: Morning) -> None:
    """
    The console looks at a slide of a later speech without sending it.
    """
    looked = preview(session.day, session.now, LIVE, "8", PAGES[2])

    assert looked["scene"]["image"].endswith("/3.png")
    assert {"item": "8", "step": PAGES[1]} == looked["before"]
    assert {"item": "8", "step": END} == looked["after"]
