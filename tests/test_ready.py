"""What stands ready on the console: templates to insert, sentences for the hall, MC and stage."""

import shutil
from pathlib import Path

import pytest

from server.conference import script, steps
from server.conference.amendments import INSERTABLE
from server.conference.console import console
from server.conference.plan import ItemKind, Template
from server.config import ROOT
from server.files import check, load
from server.files.ready import BUILT_IN
from tests.conference.morning import Morning
from tests.conference.plans import SPEECH, plan
from tests.conference.test_laws import LIVE

TINY = ROOT / "tests" / "conferences" / "tay-do-2027"
OWN = """
[[template]]
title = "Phút mặc niệm"
kind = "notice"
minutes = 1
text = "TƯỞNG NIỆM"
[template.mc]
notice = "Xin mời đứng dậy."
"""


@pytest.fixture(name="tiny")
def _tiny(tmp_path: Path) -> Path:
    """A copy of the tiny conference, to be written in."""
    return Path(shutil.copytree(TINY, tmp_path / "conference"))


def add(folder: Path, file: str, words: str, *, first: bool = False) -> None:
    """Write something into a file: at its end, or at its beginning."""
    path = folder / file
    was = path.read_text(encoding="utf-8")
    path.write_text(words + was if first else was + words, encoding="utf-8")


def complaints(folder: Path) -> list[tuple[str, str | None, str]]:
    """What must be mended: the kind of problem, its field, and the sentence in Vietnamese."""
    _, wrong, _ = check(folder)
    return [(problem.key, problem.field, problem.render()) for problem in wrong]


def test_every_day_has_the_usual_templates() -> None:
    """
    Where the office wrote none, six stand ready, all of them insertable, in the event's own noun.
    """
    ready = load(TINY).templates

    assert len(BUILT_IN) == len(ready) == 6
    assert {template.kind for template in ready} <= INSERTABLE
    assert "Tặng hoa chúc mừng Đại hội" in [template.title for template in ready]


def test_the_offices_own_come_first_and_replace_their_namesakes(tiny: Path) -> None:
    """
    A template of the same title is the office's, not the usual one.
    """
    add(tiny, "agenda.toml", OWN)

    first, *rest = load(tiny).templates

    assert first == Template(
        title="Phút mặc niệm",
        kind=ItemKind.NOTICE,
        minutes=1,
        text="TƯỞNG NIỆM",
        mc={"notice": "Xin mời đứng dậy."},
    )
    assert len(rest) == 5


def test_a_conference_brings_its_own_notes(tiny: Path) -> None:
    """
    MC and stage are sent the office's sentences where it wrote some, the usual ones otherwise.
    """
    assert "Còn 1 phút." in load(tiny).notes

    add(tiny, "conference.toml", 'notes = ["Xin nói chậm lại."]\n', first=True)

    assert ("Xin nói chậm lại.",) == load(tiny).notes


@pytest.mark.parametrize(
    ("old", "new", "key", "field"),
    [
        ('"notice"\nminutes', '"awards"\nminutes', "unknown_value", "kind"),
        ('"notice"\nminutes', '"note"\nminutes', "unknown_value_near", "kind"),
        ("minutes = 1", "minutes = 121", "template_minutes", "minutes"),
        ("minutes = 1", "minutes = -1", "template_minutes", "minutes"),
        ('"Phút mặc niệm"', f'"{"x" * 301}"', "template_title", "title"),
        ("notice = ", "notise = ", "unknown_step_near", "mc.notise"),
        ("Xin mời", "{nam}", "unknown_placeholder_near", "mc.notice"),
        ("text =", "texte =", "unknown_field_near", "texte"),
        ("[[template]]", "[[templat]]", "unknown_field_near", "templat"),
    ],
)
def test_a_template_that_cannot_be_inserted_is_told(
    tiny: Path, old: str, new: str, key: str, field: str
) -> None:
    """
    Every mistake in a template comes with its field and what would be right.
    """
    assert old in OWN
    add(tiny, "agenda.toml", OWN.replace(old, new))

    found = [(name, where) for name, where, _ in complaints(tiny)]

    assert (key, field) in found


@pytest.mark.parametrize("name", ["notices", "notes"])
@pytest.mark.parametrize("sentence", ["", "x" * 201])
def test_a_sentence_no_screen_can_show_is_told(tiny: Path, name: str, sentence: str) -> None:
    """
    A ready sentence is as long as a message may be.
    """
    path = tiny / "conference.toml"
    lines = [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith(f"{name} =")
    ]
    path.write_text(f'{name} = ["{sentence}"]\n' + "\n".join(lines), encoding="utf-8")

    [(key, _, said)] = complaints(tiny)

    assert "sentence_length" == key
    assert "từ 1 đến 200 ký tự" in said


def test_the_console_is_told_and_the_hall_is_not() -> None:
    """
    Templates and sentences are for the desk; an inserted template brings the MC's words along.
    """
    template = Template(
        title="Tặng hoa", kind=ItemKind.NOTICE, text="Tặng hoa", mc={"notice": "Xin mời."}
    )
    session = Morning(
        plan(SPEECH, templates=(template,), notes=("Còn 1 phút.",), notices=("Mời.",))
    )
    view = console(session.day, session.now, LIVE)
    [offered] = view["templates"]
    assert {"hall": ["Mời."], "backstage": ["Còn 1 phút."]} == view["ready"]

    session.ask("start")
    session.ask("insert", **offered)
    session.walk_to("x1:notice")

    assert "Tặng hoa" == session.scene()["text"]
    day = session.day
    assert "Xin mời." == script.text(day, day.agenda.current, steps.current(day))
