"""Words that look like something else: in every field of files and commands, they stay words."""

import csv
import io
import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from playwright.sync_api import Browser, Page

from server.papers.reports import REPORTS
from tests.e2e.console import ASK
from tests.e2e.device import Device
from tests.edge.clients import Http, new_id
from tests.edge.conftest import TINY
from tests.edge.house import House
from tests.edge.test_bad_input import ARGUMENTS, bare, fitting_arguments
from tests.edge.test_cli import DoneHere
from tests.poison import CONTROL, MARKUP, OVERRIDE, POISON, poisoned

PAGES = {
    "console": "#page > *",
    "mc": "#page > *",
    "hall": "#wall .scene",
    "lobby": "#wall .scene",
    "stage": "#wall .scene",
    "overlay": "#wall",
    "reception": "#reception > *",
    "kiosk": "body:not([data-state='opening'])",
}
AUDIENCES = ("hall", "stage", "console", "mc", "reception", "kiosk")
STEPS = 30
KNOWN = {
    "person": "D-03",
    "item": "medals",
    "list": "BCH",
    "screen": "wall",
    "batch": "KNC-1",
    "speech": "TL-2",
    "step": "medals:batch-KNC-1",
    "line": "K1",
    "delegate_class": "DAIBIEU",
    "unit": "XN1",
    "audience": "lobby",
    "role": "secretary",
}
# Ids of what there is: nothing is called by such words, so each must be refused.
IDS = {"person", "item", "list", "screen", "batch", "speech", "step", "line", "case", "card"}
# What the tiny conference lacks, so that every kind of file is walked.
MORE_ITEMS = """
[[item]]
id = "table"
number = 6
kind = "presidium"
title = "Giới thiệu Đoàn Chủ tịch"
planned = 4
minimum = 3
maximum = 5

[[item]]
id = "papers"
number = 7
kind = "speech_series"
title = "Tham luận"
planned = 15
minimum = 10
maximum = 20
"""
MORE_FILES = {
    "assignments.csv": "role;order;person;presiding\npresidium;1;D-01;có\nsecretary;1;D-05;\n",
    "speeches.csv": "id;order;status;person;title;minutes;file\n"
    "TL-1;1;approved;D-04;Tham luận Mẫu;7;\nTL-2;1;reserve;D-07;Tham luận dự bị Mẫu;7;\n",
}
SMALL = "<img src=x onerror=harm=1>"
# Fields that must have taken the words, whatever the walk over the schemas leaves out.
SURE = {
    "conference.toml: ('title',)",
    "agenda.toml: ('item', 1, 'title')",
    "delegates.csv: full_name",
    "units.csv: name",
    "batches.csv: title",
    "decisions.csv: award",
    "speeches.csv: title",
}
# Fields that name what there is elsewhere, or a file: such words name nothing.
NAMES = {
    "assignments.csv: role",
    "assignments.csv: person",
    "speeches.csv: person",
    "speeches.csv: file",
    "delegates.csv: unit",
    "awards.csv: batch",
}
HARM = """() => [globalThis.harm ?? null,
  document.querySelectorAll('img[src=x], body script:not([src])').length]"""


class Strict(Device):
    """A device that remembers every dialog, and every call to somewhere else than its house."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.strange: list[str] = []
        self._home = address.partition("//")[2].partition("/")[0]
        super().__init__(browser, address)

    def open(self, url: str) -> Page:
        """Another page of the same person's, watched like the first."""
        page = self._watched(self.context.new_page())
        page.goto(url)
        return page

    def _watched(self, page: Page) -> Page:
        page.on("dialog", lambda dialog: self.strange.append(dialog.message))
        page.on("request", lambda request: self._asked(request.url))
        return super()._watched(page)

    def _asked(self, url: str) -> None:
        if (self._home not in url and not url.startswith(("data:", "blob:"))) or url.endswith("/x"):
            self.strange.append(url)


@pytest.fixture(name="folder", scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A conference with poison in every field that takes words."""
    folder = tmp_path_factory.mktemp("poison") / "conference"
    shutil.copytree(TINY, folder)
    agenda = (folder / "agenda.toml").read_text(encoding="utf-8")
    before, end = agenda.split('[[item]]\nid = "end"')
    (folder / "agenda.toml").write_text(f'{before}{MORE_ITEMS}\n[[item]]\nid = "end"{end}')
    for name, table in MORE_FILES.items():
        (folder / name).write_text(table, encoding="utf-8")
    told = poisoned(folder)
    refused = {field: sentences for field, sentences in told.items() if sentences}
    assert set() == SURE - (told.keys() - refused.keys())
    assert set() == NAMES - refused.keys()
    said = "".join(sentence for sentences in refused.values() for sentence in sentences)
    assert [] == [sign for sign in (OVERRIDE, *CONTROL) if sign in said]
    return folder


def walk(admin: Http, house: House) -> None:
    """Let everybody in, go through the programme, and put poison into every argument on the way."""
    admin.command("open_reception").raise_for_status()
    scans = [{"id": new_id(), "code": house.code(person.id)} for person in house.plan.people]
    admin.post("/api/v1/check-ins/batch", json={"scans": scans}).raise_for_status()
    admin.command("message", {"text": POISON, "audience": "hall"})
    admin.command("start").raise_for_status()
    for step in range(STEPS):
        admin.command("next")
        if step in {3, STEPS - 1}:
            tell_everything(admin)


def tell_everything(admin: Http) -> None:
    """Every text and every list of texts of every command, one by one, what is known beside it."""
    for name, field in ARGUMENTS:
        words = {str: POISON, list: [POISON], dict: {POISON: POISON}}.get(bare(field.type))
        if name == "close" or words is None:
            continue
        known = {n: KNOWN.get(n, v) for n, v in fitting_arguments(name).items()}
        known["reason"] = "Mẫu"
        allowed = {f.name for n, f in ARGUMENTS if n == name}
        given = {n: v for n, v in known.items() if n in allowed} | {field.name: words}
        answer = admin.command(name, given)
        assert answer.status_code < 500, (name, field.name)
        assert "application/json" in answer.headers["Content-Type"]
        assert OVERRIDE not in str(answer.json()), (name, field.name)
        if field.name in IDS:
            told = answer.json()
            assert told.get("message") or told["events"] == [], (name, field.name)
    admin.command("release")


def refused_on_the_page(console: Strict, screens: tuple[str, str]) -> None:
    """Call two screens the same: the sentence that refuses the second says the words as words."""
    console.page.evaluate(ASK, ["take_control", {}])
    console.page.wait_for_selector("[data-mine='true']")
    for screen in screens:
        console.page.click(f"[data-screen='{screen}']")
        console.page.click("[data-card] [data-command='rename_screen']")
        console.page.fill("#field-name", SMALL)
        console.page.click("#question-yes")
        if screen == screens[0]:
            console.sees(SMALL, f"[data-card='{screen}'] h2")
            console.press("Escape")
    console.sees(SMALL, ".question__refusal")
    console.press("Escape")
    console.press("Escape")


def test_no_words_become_more_on_any_page(browser: Browser, tmp_path: Path, folder: Path) -> None:
    """
    No element, no script, no dialog, no call elsewhere, no letters turned round: they stay words.
    """
    with House(tmp_path / "var", folder) as house, ExitStack() as stack:
        links = house.links()
        pages = {
            name: stack.enter_context(Strict(browser, links[name])) for name in PAGES.keys() & links
        }
        for name in pages:
            pages[name].page.wait_for_selector(PAGES[name], state="attached")
        with house.sign_in("Điều hành Mẫu", "admin") as admin:
            walk(admin, house)
            views = {audience: admin.view(audience) for audience in AUDIENCES}
        pages["console"].sees("<img src=x")
        refused_on_the_page(pages["console"], ("wall", "lectern"))
        trail = pages["console"].open(house.url("/display/trail.html"))
        trail.wait_for_selector("td:has-text('<img src=x')")
        seen = {name: device.page.evaluate(HARM) for name, device in pages.items()}
        seen["trail"] = trail.evaluate(HARM)
        strange = {name: device.strange for name, device in pages.items() if device.strange}

    assert views["hall"]["version"] > STEPS
    assert {"console", "mc", "hall", "stage", "reception", "kiosk"} <= seen.keys()
    assert {(None, 0)} == {tuple(found) for found in seen.values()}
    assert {} == strange
    assert [] == [
        name for name, view in views.items() if OVERRIDE in json.dumps(view, ensure_ascii=False)
    ]


@pytest.fixture(name="kept", scope="module")
def _kept(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Iterator[House]:
    """A house whose morning was full of poison."""
    with House(tmp_path_factory.mktemp("kept") / "var", folder) as house:
        with house.sign_in("Điều hành Mẫu", "admin") as admin:
            walk(admin, house)
        yield house


def cells(file: Path) -> Iterator[Any]:
    """Every cell of a workbook that is not empty."""
    for sheet in openpyxl.load_workbook(file):
        for row in sheet.iter_rows():
            yield from (cell for cell in row if cell.value is not None)


@pytest.mark.parametrize(
    ("report", "kind"), [(name, kind) for name, of in REPORTS.items() for kind in of.formats]
)
def test_no_words_become_more_in_a_report(
    tmp_path: Path, kept: House, report: str, kind: str
) -> None:
    """
    A spreadsheet calculates nothing and links nowhere; a document holds the words as words.
    """
    out = tmp_path / f"{report}.{kind}"
    words = ("report", report, kept.folder, "--var", kept.var, "--out", out)
    assert 0 == DoneHere(*words, "--format", kind).status

    if kind == "xlsx":
        found = list(cells(out))
        assert [] == [cell.coordinate for cell in found if cell.data_type == "f" or cell.hyperlink]
        assert [] == [c.coordinate for c in found if OVERRIDE in str(c.value)]
    else:
        with ZipFile(out) as packed:
            written = packed.read("word/document.xml").decode()
        assert [] == [sign for sign in ("<img", 'HYPERLINK "', OVERRIDE) if sign in written]


def test_no_words_become_more_in_the_trail_taken_along(kept: House) -> None:
    """
    Every cell that a spreadsheet would calculate begins with the sign that makes it a text.
    """
    with kept.sign_in("Thư ký Mẫu", "secretary") as secretary:
        answer = secretary.post("/api/v1/trail/exports")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))

    assert [] == [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert any(MARKUP in cell for row in rows for cell in row)


@pytest.mark.parametrize("paper", ["badges", "backs", "invitations"])
def test_papers_are_drawn_with_such_words_too(tmp_path: Path, kept: House, paper: str) -> None:
    """
    On paper there is nothing that could run: the words are drawn, however long they are.
    """
    words = ("--only", "D-05", "--format", "pdf", "--out", tmp_path / "out", "--var", kept.var)
    done = DoneHere("print", paper, kept.folder, *words)

    assert (0, "") == (done.status, "" if done.status == 0 else done.err)
    for file in (tmp_path / "out").iterdir():
        assert [] == [
            sign for sign in (b"/JavaScript", b"/URI", b"/Launch") if sign in file.read_bytes()
        ]
