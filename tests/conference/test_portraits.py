"""Portraits of those honoured: shown where there is one, told where it will not do, then erased."""

from typing import Any

import pytest
from msgspec.structs import replace

from server.conference.console import console
from server.conference.library import emblem
from server.conference.live import Live, Seen
from server.texts import text
from server.web.wire import explain
from tests.conference.morning import ADMIN, Morning
from tests.conference.plans import media_file, media_folder, plan

FILE = "chan-dung.jpg"
HERE = {one.name: Seen(name=one.name, connected=True) for one in plan().screens}
LIVE = Live(journal="j", rehearsal=False, say=text, explain=explain, screens=HERE)


def alerts(morning: Morning) -> dict[str, str]:
    """What the console is warned of, by its code."""
    found = console(morning.day, morning.now, LIVE)["alerts"]
    return {alert["code"]: alert["text"] for alert in found}


def media_are(morning: Morning, **portrait: Any) -> None:
    """The portrait's file is found so; without anything said of it, it is gone."""
    files = {name: file for name, file in media_folder(morning.day.plan).items() if name != FILE}
    found = {FILE: media_file(FILE, **portrait)} if portrait else {}
    morning.ask("list_media", by=ADMIN, files=files | found)


def test_the_portrait_stands_beside_the_name(session: Morning) -> None:
    """
    Its address changes with its content, and the wall knows its shape before it has come.
    """
    session.walk_to("11:tribute-L4")

    scene = session.scene()

    assert f"/pictures/{session.day.library[FILE].mark}.webp" == scene["portrait"]
    assert 0.75 == scene["portrait_ratio"]
    assert {} == alerts(session)


@pytest.mark.parametrize(
    ("found", "code", "said"),
    [
        ({}, "portrait_missing", "Chưa có ảnh chân dung"),
        ({"fault": "picture_unreadable"}, "portrait_unreadable", "hỏng"),
        ({"fault": "picture_svg"}, "portrait_svg", "SVG"),
        ({"fault": "picture_large"}, "portrait_large", "quá lớn"),
    ],
)
def test_without_a_portrait_the_name_stands_alone_and_the_desk_is_told(
    session: Morning, found: dict[str, str], code: str, said: str
) -> None:
    """
    Missing or no use: the scene comes without it, and one sentence says whose it was.
    """
    media_are(session, **found)

    told = alerts(session)
    session.walk_to("11:tribute-L4")

    assert (None, None) == (session.scene()["portrait"], session.scene()["portrait_ratio"])
    assert {code} == set(told)
    assert said in told[code]
    assert session.day.people.people["C-006"].full_name in told[code]


def test_many_missing_portraits_are_one_line() -> None:
    """
    A folder that was never filled does not bury the other alerts.
    """
    of = plan()
    lines = [replace(line, featured=True, portrait=f"{line.id}.jpg") for line in of.awards]
    session = Morning(replace(of, awards=tuple(lines))).start()
    session.ask("list_media", by=ADMIN, files={})

    found = [
        a for a in console(session.day, session.now, LIVE)["alerts"] if "portrait" in a["code"]
    ]

    assert 1 == len(found)
    assert {"L1.jpg", "L2.jpg", "L3.jpg", "L4.jpg"} == set(found[0]["data"]["file"].split(", "))


def test_a_portrait_is_not_told_of_once_the_awards_are_over(session: Morning) -> None:
    """
    What can no longer be shown need no longer be mended.
    """
    media_are(session)

    session.walk_to_item("12")

    assert {} == alerts(session)


def test_once_personal_data_is_erased_there_is_no_portrait(session: Morning) -> None:
    """
    Whoever looks back at the scene finds the name alone, and nobody is asked for the file.
    """
    session.walk_to("11:tribute-L4")

    session.ask("note_erasure", by=ADMIN, values=1)
    media_are(session)

    assert session.scene()["portrait"] is None
    assert {} == alerts(session)


class TestEmblem:
    """The organisation's emblem: on every public picture, or not there at all."""

    EMBLEM = "bieu-trung.jpg"

    @pytest.fixture(name="crowned")
    def _crowned(self) -> Morning:
        """A conference whose office gave an emblem."""
        return Morning(plan(emblem=self.EMBLEM))

    def found(self, morning: Morning, **emblem: Any) -> Any:
        """What the views carry once the file is found so."""
        files = media_folder(morning.day.plan) | {self.EMBLEM: media_file(self.EMBLEM, **emblem)}
        morning.ask("list_media", by=ADMIN, files=files)
        return console(morning.day, morning.now, LIVE)["conference"]["emblem"]

    def test_every_page_is_given_its_address(self, crowned: Morning) -> None:
        """
        The address changes with the content; the copy that outlives erasure is known by it.
        """
        address = self.found(crowned)

        file = crowned.day.library[self.EMBLEM]

        assert f"/pictures/{file.mark}.webp" == address
        assert file.sha256 == emblem(crowned.day)
        assert {} == alerts(crowned)

    def test_a_broken_one_is_left_out_and_told(self, crowned: Morning) -> None:
        """
        The pictures do without it, and the console names the file.
        """
        assert self.found(crowned, fault="picture_unreadable") is None

        assert emblem(crowned.day) is None
        assert self.EMBLEM in alerts(crowned)["file_picture_unreadable"]

    def test_one_that_was_never_brought_is_no_alarm(
        self, crowned: Morning, morning: Morning
    ) -> None:
        """
        `check` has told the office; in the hall the pictures simply do without, as with none at all.
        """
        for without in (crowned, morning):
            assert emblem(without.day) is None
            assert {} == alerts(without)
