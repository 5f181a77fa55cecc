"""How much the console's view takes to make: counted in calls of functions, which no load can change."""

import sys
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from server.conference.console import console
from server.conference.live import Live
from server.texts import text
from server.web.wire import explain
from tests.conference.morning import ADMIN, Morning
from tests.conference.plans import media_file, media_folder, plan

LIVE = Live(journal="j", rehearsal=False, say=text, explain=explain)
MOST_PER_STEP = {"speeches": 40, "introductions": 160}


def calls(work: Callable[[], Any]) -> int:
    """How many functions of ours, generators' turns included, `work` calls."""
    count = 0

    def note(frame: Any, event: str, of: Any) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def speeches(slides: int) -> Morning:
    """At the first of several speeches, each with so many slides."""
    conference = plan()
    theirs = tuple(replace(s, file=f"{s.id}.pdf") for s in conference.speeches)
    morning = Morning(replace(conference, speeches=theirs))
    names = [f"{speech.id}.pdf" for speech in theirs]
    files = media_folder(morning.day.plan) | {n: media_file(n, pages=slides) for n in names}
    morning.ask("list_media", by=ADMIN, files=files)
    return morning.start().walk_to(f"8:speech-{morning.day.speeches.order[0]}")


def introductions(guests: int) -> Morning:
    """At the introductions, with so many more guests on cards of their own."""
    conference = plan()
    model = next(p for p in conference.people if p.id == "K-001")
    more = tuple(replace(model, id=f"X-{n:03}", full_name=f"Trần Mẫu {n}") for n in range(guests))
    morning = Morning(replace(conference, people=(*conference.people, *more)))
    morning.start()
    morning.arrive(*(person.id for person in more))
    return morning.walk_to_item("3")


@pytest.mark.parametrize("made", [speeches, introductions])
def test_a_view_takes_so_much_more_with_each_step(made: Callable[[int], Morning]) -> None:
    """
    Four times as many steps take four times as much, and little of it: nothing is asked per step
    that could be asked once.
    """

    def effort(size: int) -> tuple[int, int]:
        morning = made(size)
        view: dict[str, Any] = {}
        taken = calls(lambda: view.update(console(morning.day, morning.now, LIVE)))
        return len(view["steps"]), taken

    effort(1)  # the words of the catalogue are read the first time they are needed
    (few, light), (many, heavy) = effort(50), effort(200)

    assert many - few >= 150
    assert (heavy - light) / (many - few) <= MOST_PER_STEP[made.__name__]
