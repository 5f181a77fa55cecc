"""Personal data: a morning of people whose every field is easy to spot, walked for every audience.

What each audience may see of a person stands in one table, in data/personal-data.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import msgspec
import pytest

from server.conference import Day, steps
from server.conference.badges import CodeBook
from server.conference.console import console
from server.conference.helpdesk import reception
from server.conference.plan import Conference, Person
from server.conference.preview import preview
from server.conference.prompter import mc
from server.conference.scenes import instant
from server.conference.trail import Deed
from server.conference.views import kiosk, screen
from server.labels.layout import wording
from server.labels.print_room import PrintRoom
from server.papers.badge_layout import badge_layout
from server.papers.invitation_layout import invitation_layout
from server.papers.marks import Line
from server.papers.reports import REPORTS, Source, Write
from server.texts import LANGUAGES
from server.web.api import line
from server.web.door import delegate
from server.web.labels import card
from server.web.roster import Rosters
from server.web.trail import columns, told_of
from tests.conference.morning import Morning
from tests.conference.plans import media_folder, plan
from tests.conference.test_laws import LIVE

PAGE = Path("data/personal-data.md")
SECRET = b"0" * 32
FIELDS = msgspec.structs.fields(Person)
# What is not a person's own: the conference's words for units and classes, and the order of people.
CHOSEN = {"id", "unit", "delegate_class", "replaces"}
FLAGS = [field.name for field in FIELDS if field.type in (bool, bool | None)]
TEXTS = [
    field.name for field in FIELDS if field.type in (str, str | None) and field.name not in CHOSEN
]
TOTALS = "totals"
MASK = "•••"
# The report that is nothing but totals; a total over a word of its own for each person shows that word.
COUNTING = {"structure"}
# A total that moves as somebody comes in tells what that person is: none is made of these meanwhile.
NEVER_COUNTED_LIVE = {"ethnicity", "party_member"}
# Where the totals stand in a view: beside them nothing of what is counted may be said of anybody.
COUNTED = "structure"
# What each report is to its readers; the timing names nobody.
READ_AS = {
    "attendance": "attendance-list",
    "awards": "award-sheet",
    "sign-sheet": "sign-sheet",
    "minutes": "minutes",
    "structure": "structure",
    "timing": "timing",
}

Told = list[tuple[str, Any]]  # audience and what it is told, through a whole morning


def table() -> dict[str, set[str]]:
    """The page's table: a person's field and the audiences that may see it."""
    rows = re.findall(r"^\| `(\w+)` \|.*?\|(.*?)\|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {field: set(re.findall(r"`([\w-]+)`", audiences)) for field, audiences in rows}


def roles() -> dict[str, set[str]]:
    """The page's other table: an audience and the roles that are let in to it."""
    rows = re.findall(r"^\| ((?:`[\w-]+` ?)+) \|([^|]*)\|$", PAGE.read_text("utf-8"), re.MULTILINE)
    return {
        audience: set(re.findall(r"`([\w-]+)`", who))
        for audiences, who in rows
        for audience in re.findall(r"`([\w-]+)`", audiences)
    }


def marked(person: Person) -> Person:
    """The person with a text of its own in every field that holds one."""
    return msgspec.structs.replace(
        person, **{name: f"Mẫu {name} {person.id}" for name in TEXTS}, birth_year=None
    )


def conference(**changes: Any) -> Conference:
    """The conference of the tests, with marked people that have these changes in common."""
    people = tuple(msgspec.structs.replace(marked(p), **changes) for p in plan().people)
    return msgspec.structs.replace(plan(), people=people)


def a_whole_morning(of: Conference) -> Told:
    """What every audience is told from the first minute to the last."""
    morning, told = Morning(of), []
    told += looked_at(morning)
    morning.open().arrive(*(person.id for person in of.people[::2]))
    told += looked_at(morning) + asked_for(morning)
    morning.ask("start")
    last = of.items[-1].id
    while morning.day.agenda.item != last:
        morning.answer_votes()
        morning.ask("next")
        told += looked_at(morning)
    told += asked_for(morning) + noted(morning)
    return told + on_paper(morning.day) + reported(morning)


def looked_at(morning: Morning) -> Told:
    """Every view as it is now, and what the kiosk says to everybody."""
    day, now = morning.day, morning.now
    return [
        *(
            (day.screens.screens[name].role.value, screen(day, now, LIVE, name))
            for name in day.screens.screens
        ),
        ("mc", mc(day, now, LIVE)),
        ("console", console(day, now, LIVE)),
        ("reception", reception(day, now, LIVE)),
        ("kiosk", kiosk(day, now, LIVE, "Cửa 1")),
        *(("check-in", delegate(day, person)) for person in day.people.people),
    ]


def asked_for(morning: Morning) -> Told:
    """What the desks get on asking: each person's line, any step beforehand, labels under way."""
    day, now = morning.day, morning.now
    with TemporaryDirectory() as folder:
        room = PrintRoom(
            Path(folder), (), lambda: day, lambda: now, lambda *_: "", lambda do, *given: do(*given)
        )
        labels = [card(day, room, room.ask(person, "Lan")) for person in day.people.people]
    return [
        *(("search", line(day, person)) for person in day.people.people),
        *(
            ("console", preview(day, now, LIVE, item.id, step.id))
            for item in day.agenda.items.values()
            for step in steps.walkable(day, item)
        ),
        *(("reception", label) for label in labels),
    ]


def noted(morning: Morning) -> Told:
    """What the audit trail tells of everything that was done, on the page and in its export."""
    entries = [
        told_of(
            morning.day,
            Deed(
                number=number,
                at=str(instant(event.at)),
                actor="Lan",
                role="operator",
                device="",
                name=type(event).__name__,
                status=200,
                answer={},
                events=(event,),
            ),
        )
        for number, event in enumerate(morning.events, 1)
    ]
    return [
        ("trail", told) for one in entries for told in (one, *(columns(one, x) for x in LANGUAGES))
    ]


def on_paper(day: Day) -> Told:
    """What leaves the server otherwise: the kiosks' copy, badges and labels."""
    roster = Rosters(CodeBook(SECRET, day.plan.code), SECRET).of(day)
    people = day.people.people.values()
    return [
        ("roster", msgspec.json.decode(roster.body)),
        *(("badge", written(badge_layout(day.plan, p).lines)) for p in people),
        *(("invitation", written(invitation_layout(day.plan, p)[0])) for p in people),
        *(("label", msgspec.to_builtins(wording(day, p.id))) for p in people),
    ]


def reported(morning: Morning) -> Told:
    """Every report of the morning, in every format, as it is read."""
    source = Source(morning.day, tuple(morning.events), (), morning.now, "Văn phòng")
    with TemporaryDirectory() as folder:
        return [
            (READ_AS[name], list(read(write, source, Path(folder) / f"{name}.{kind}")))
            for name, report in REPORTS.items()
            for kind, write in report.formats.items()
        ]


def read(write: Write, source: Source, file: Path) -> Iterator[str]:
    """Every text in a document or a workbook, whatever part of it."""
    write(source, file)
    with ZipFile(file) as packed:
        for name in sorted(packed.namelist()):
            if name.endswith(".xml") and not name.startswith("docProps/"):
                yield unescape(re.sub(r"<[^>]*>", " ", packed.read(name).decode()))


def written(lines: Iterable[Line]) -> str:
    """What stands on a paper, as it is read."""
    return " ".join(line.text for line in lines)


def words(value: Any) -> Iterator[str]:
    """Every text in what somebody is told."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from words(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from words(inner)
    elif isinstance(value, str):
        yield value


def beside_totals(told: Any) -> Any:
    """What somebody is told, without the totals."""
    if isinstance(told, dict):
        return {key: beside_totals(value) for key, value in told.items() if key != COUNTED}
    if isinstance(told, list | tuple):
        return [beside_totals(value) for value in told]
    return told


@cache
def seen() -> dict[str, set[str]]:
    """Each field and the audiences in whose view it was found."""
    found: dict[str, set[str]] = defaultdict(set)
    field_named = re.compile(rf"Mẫu ({'|'.join(TEXTS)})\b")
    for audience, told in a_whole_morning(conference()):
        beside = {f for text in words(beside_totals(told)) for f in field_named.findall(text)}
        anywhere = {f for text in words(told) for f in field_named.findall(text)}
        for field in beside | anywhere & NEVER_COUNTED_LIVE:
            found[field].add(audience)
        if any(text.startswith(MASK) for text in words(told)):
            found["phone"].add(audience)
    return found


def test_the_page_names_every_field_of_a_person() -> None:
    """
    Whoever adds a field says there what it is for and who sees it.
    """
    assert {*(field.name for field in FIELDS), "portrait"} == set(table())


def test_the_page_says_who_is_let_in_to_what_it_names() -> None:
    """
    Whoever is named as seeing something has a role, or it is a paper made at the machine itself.
    """
    named = {audience for audiences in table().values() for audience in audiences}
    on_paper = {"badge", "invitation", *READ_AS.values(), TOTALS}

    assert named - on_paper == roles().keys() - {"kiosk"}


def test_a_portrait_is_seen_where_the_page_says() -> None:
    """
    The address of an honoured person's picture reaches the screens and the console, nobody else.
    """
    lines = [
        msgspec.structs.replace(line, featured=True, portrait="chan-dung.jpg")
        for line in conference().awards
    ]
    of = msgspec.structs.replace(conference(), awards=tuple(lines))
    mark = media_folder(of)["chan-dung.jpg"].mark

    found = {
        audience for audience, told in a_whole_morning(of) for text in words(told) if mark in text
    }

    assert table()["portrait"] == found


@pytest.mark.parametrize("field", TEXTS)
def test_a_field_is_seen_where_the_page_says(field: str) -> None:
    """
    No audience sees what the page does not grant it, and the page grants nothing nobody needs.
    """
    counted = COUNTING if TOTALS in table()[field] else set()

    assert table()[field] - {TOTALS} == seen()[field] - counted


def test_a_phone_is_told_by_its_last_digits_alone() -> None:
    """
    Whoever asks the desk for a person can tell whether a number is theirs, and cannot take it.
    """
    whole, masked = re.compile(r"Mẫu phone"), set()
    for audience, told in a_whole_morning(conference()):
        for text in words(told):
            assert not whole.search(text), audience
            masked |= {audience} if text.startswith(MASK) else set()

    assert {"search"} == masked == table()["phone"]


def test_the_totals_are_what_is_left_out() -> None:
    """
    What the other tests leave out of a view is the composition of the conference, and is there.
    """
    told = {name: view for name, view in a_whole_morning(conference()) if COUNTED in view}

    assert {"console", "reception"} == set(told)
    assert "tables" in told["console"][COUNTED]


def test_what_nobody_may_watch_is_counted_in_the_report_alone() -> None:
    """
    Ethnicity and party membership: the page grants them to the report, and to nobody's screen.
    """
    assert [COUNTING, COUNTING] == [table()[field] for field in sorted(NEVER_COUNTED_LIVE)]


@pytest.mark.parametrize("field", sorted({*FLAGS, "birth_year"} - {"vip", "invitation"}))
def test_a_fact_about_a_person_changes_nothing_anybody_is_shown(field: str) -> None:
    """
    Party membership, leadership, age: only totals are made of them, no line about a person.
    """
    yes, no = (1961, 1987) if field == "birth_year" else (True, False)

    one, other = (a_whole_morning(conference(**{field: value})) for value in (yes, no))

    differing = {
        audience
        for (audience, a), (_, b) in zip(one, other, strict=True)
        if (a != b if field in NEVER_COUNTED_LIVE else beside_totals(a) != beside_totals(b))
    }
    assert differing <= (COUNTING if TOTALS in table()[field] else table()[field] & COUNTING)
