"""The office's workbooks in: nasty sheets become the folder's tables, or a sentence says which cell."""

import csv
import json
import re
import shutil
import signal
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from openpyxl.styles import Font

from server.cli import main
from server.conference.plan import Conference, Person
from server.files import check, digest, load
from server.files import putting as putting_room
from server.files.intake import Given, Taken, legacy, take_in, write_template
from server.files.intake.values import FIRST_DAY
from server.files.problems import Problem
from tests.edge.house import House

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data" / "ninh-thuan-2020"
NOW = datetime(2026, 11, 28, 8, 0, tzinfo=UTC)
TITLES = ("STT", "Họ và tên", "Giới tính", "Năm sinh", "Chức vụ", "Đoàn", "Loại đại biểu")
AN = (1, "Đỗ Thị Mẫu Ân", "Nữ", 1990, "Công nhân", "Ninh Phước", "O_CANHAN")
BA = (2, "Lý Văn Mẫu Ba", "Nam", 1988, "Tổ trưởng", "Ninh Phước", "O_CANHAN")
PLAIN, GIVEN = Given(), Given(delegate_class="O_CANHAN")


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """A copy of the sample that a test may import into; the office has room for more people."""
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "hoi-nghi"))
    plan = folder / "conference.toml"
    roomy = plan.read_text(encoding="utf-8").replace("official = 105", "official = 300")
    plan.write_text(roomy.replace("total = 140", "total = 400"), encoding="utf-8")
    return folder


@pytest.fixture(name="book")
def _book(tmp_path: Path) -> Callable[..., Path]:
    """A workbook with sheets of these rows, and what else `then` does to it."""

    def made(
        *rows: Sequence[Any],
        sheet: str = "Trang1",
        then: Callable[[Any], None] | None = None,
        **more: list[Sequence[Any]],
    ) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, own in {sheet: rows, **more}.items():
            page = book.create_sheet(name)
            for row in own:
                page.append(row)
        if then is not None:
            then(book)
        file = tmp_path / "danh-sach.xlsx"
        book.save(file)
        return file

    return made


def taken(file: Path, folder: Path, given: Given = PLAIN, **more: Any) -> Taken:
    """What a file would do to a folder; nothing may stand in its way."""
    found = take_in(file, folder, given, **more)
    assert [] == [problem.render() for problem in found.errors]
    return found


def imported(file: Path, folder: Path, given: Given = PLAIN, **more: Any) -> Conference:
    """The conference of the folder once a file has been taken in."""
    taken(file, folder, given, **more).put(NOW)
    return load(folder)


def refused(file: Path, folder: Path, given: Given = PLAIN) -> list[Problem]:
    """Why a file is not taken in; the folder must be as it was."""
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    found = take_in(file, folder, given)
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before
    assert found.errors
    return list(found.errors)


def one(conference: Conference, name: str) -> Person:
    """The person of that name, of whom there is one."""
    (person,) = (p for p in conference.people if p.full_name == name)
    return person


def test_a_plain_sheet_adds_people_after_those_there_are(
    folder: Path, book: Callable[..., Path]
) -> None:
    """
    New delegates get the next badge numbers; everybody else stays as they were.
    """
    before = load(folder)

    after = imported(book(TITLES, AN, BA), folder)

    assert before.people == after.people[:140]
    assert ["C-106", "C-107"] == [p.id for p in after.people[140:]]
    person = one(after, "Đỗ Thị Mẫu Ân")
    assert ("nữ", 1990, "NPHUOC", "Ân") == (
        person.sex,
        person.birth_year,
        person.unit,
        person.given_name,
    )


def test_importing_twice_changes_nothing(folder: Path, book: Callable[..., Path]) -> None:
    """
    People are known again by name and delegation: no second badge, no second row.
    """
    file = book(TITLES, AN, BA)
    first = imported(file, folder)

    again = taken(file, folder)

    assert {} == again.documents
    assert first == load(folder)


def test_a_later_sheet_corrects_and_leaves_the_badge(
    folder: Path, book: Callable[..., Path]
) -> None:
    """
    What a cell says replaces what stood there; an empty cell says nothing.
    """
    imported(book(TITLES, AN), folder)

    found = taken(book(TITLES, (1, AN[1], "", 1991, "", "Ninh Phước", "")), folder, GIVEN)
    found.put(NOW)

    person = one(load(folder), AN[1])
    assert ("C-106", 1991, "Công nhân", "nữ") == (
        person.id,
        person.birth_year,
        person.position,
        person.sex,
    )
    assert [(140, "birth_year", "1990", "1991")] == found.ledgers["people"].updated


def test_titles_stand_anywhere_and_in_two_rows(folder: Path, book: Callable[..., Path]) -> None:
    """
    A title above, joined cells, two rows of titles, column numbers and a signature are no data.
    """

    def join(made: Any) -> None:
        page = made["Trang1"]
        for area in ("A1:G1", "C3:D3", "A3:A4", "B3:B4", "E3:E4", "F3:F4", "G3:G4"):
            page.merge_cells(area)

    file = book(
        ("DANH SÁCH ĐẠI BIỂU DỰ HỘI NGHỊ",),
        (),
        ("STT", "Họ và tên", "Năm sinh", "", "Chức vụ", "Đoàn", "Loại đại biểu"),
        ("", "", "Nam", "Nữ", "", "", ""),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"),
        (1, AN[1], "", 1990, "Công nhân", "Ninh Phước", "O_CANHAN"),
        (2, BA[1], "1988", "", "Tổ trưởng", "Ninh Phước", "O_CANHAN"),
        (),
        ("", "NGƯỜI LẬP BIỂU", "", "", "", "CHỦ TỊCH"),
        then=join,
    )

    found = taken(file, folder)
    found.put(NOW)
    after = load(folder)

    assert 142 == len(after.people)
    assert [("nữ", 1990), ("nam", 1988)] == [(p.sex, p.birth_year) for p in after.people[140:]]
    assert ["NGƯỜI LẬP BIỂU · CHỦ TỊCH"] == [what for _, what in found.intake.unread]


def test_a_sheet_for_each_delegation(folder: Path, book: Callable[..., Path]) -> None:
    """
    Where no column tells the delegation, the sheet's name does, and a tick tells the sex.
    """
    titles = ("TT", "Họ tên", "Nam", "Nữ", "SĐT", "Đảng viên")
    file = book(
        titles,
        (1, AN[1], "", "x", 912345678, "x"),
        sheet="Ninh Phước",
        **{"LĐLĐ huyện Bác Ái": [titles, (1, BA[1], "X", "", "0912.000.000", "")]},
    )

    after = imported(
        file, folder, Given(delegate_class="Đại biểu chính thức – cá nhân điển hình tiên tiến")
    )

    an, ba = one(after, AN[1]), one(after, BA[1])
    assert ("NPHUOC", "nữ", "0912345678", True) == (an.unit, an.sex, an.phone, an.party_member)
    assert ("BAI", "nam", "0912.000.000", None) == (ba.unit, ba.sex, ba.phone, ba.party_member)


def test_groups_within_a_sheet(folder: Path, book: Callable[..., Path]) -> None:
    """
    A row that names a delegation speaks for the rows below it.
    """
    titles = ("STT", "Họ và tên", "Giới tính", "Năm sinh")
    file = book(
        titles,
        ("I", "LĐLĐ huyện Ninh Sơn"),
        (1, AN[1], "Nữ", 1990),
        ("II", "Công đoàn ngành Y tế"),
        (1, BA[1], "Nam", 1988),
    )

    after = imported(file, folder, GIVEN)

    assert ["NSON", "CDYT"] == [p.unit for p in after.people[140:]]


def test_a_delegation_joined_down_its_rows(folder: Path, book: Callable[..., Path]) -> None:
    """
    A cell joined downwards speaks for every row it reaches.
    """
    rows = [list(AN), list(BA)]
    rows[1][5] = None
    file = book(TITLES, *rows, then=lambda made: made["Trang1"].merge_cells("F2:F3"))

    assert ["NPHUOC", "NPHUOC"] == [p.unit for p in imported(file, folder).people[140:]]


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        (datetime(1990, 5, 12), 1990),
        (FIRST_DAY + timedelta(days=1989), 1989),  # a year typed where Excel expects a date
        ("12/05/1990", 1990),
        ("5/1990", 1990),
        (1990.0, 1990),
        (" 1990 ", 1990),
    ],
)
def test_a_year_of_birth_however_it_was_typed(
    folder: Path, book: Callable[..., Path], typed: object, year: int
) -> None:
    """
    A whole date, a month, a number Excel took for a day: the year is taken, and shown.
    """
    found = taken(book(TITLES, (*AN[:3], typed, *AN[4:])), folder)
    found.put(NOW)

    assert year == one(load(folder), AN[1]).birth_year
    shown = [c.after for c in found.intake.changes if c.why == "year"]
    assert shown == ([] if str(typed).strip() in {"1990", "1990.0"} else [str(year)])


def test_marks_and_spaces_are_put_in_order(folder: Path, book: Callable[..., Path]) -> None:
    """
    Loose marks, double spaces and a line broken within a name are mended.
    """
    loose = unicodedata.normalize("NFD", "Đỗ  Thị\nMẫu Ân ")

    after = imported(book(TITLES, (1, loose, *AN[2:])), folder)

    assert AN[1] == after.people[140].full_name


NAMES = [p.full_name for p in load(SAMPLE).people if "Chamaléa" not in p.full_name]
SIGNS = {
    encoding: {letter: sign for sign, letter in reversed(table.items())}
    for encoding, table in legacy.TABLES.items()
}


def typed_for(encoding: legacy.Encoding, text: str) -> str:
    """The text as it was typed for an old font; its capitals with marks are not in TCVN3."""
    return "".join(SIGNS[encoding].get(letter, letter) for letter in text)


@pytest.mark.parametrize("encoding", list(legacy.Encoding))
def test_old_fonts_are_read_as_they_looked(encoding: legacy.Encoding) -> None:
    """
    Every name of the sample comes back from VNI and TCVN3 as it was, told by its font.
    """
    for name in NAMES:
        if all(letter.isascii() or letter in SIGNS[encoding] for letter in name):
            assert name == legacy.reading(typed_for(encoding, name), encoding)


def test_text_of_an_old_font_is_converted_and_shown(
    folder: Path, book: Callable[..., Path]
) -> None:
    """
    A VNI sheet without its font is known by its words; titles too, and each change is shown.
    """
    vni = legacy.Encoding.VNI
    titles = [typed_for(vni, title) for title in TITLES]
    rows = [typed_for(vni, str(cell)) if isinstance(cell, str) else cell for cell in AN]

    found = taken(book(titles, rows), folder)
    found.put(NOW)

    assert one(load(folder), AN[1]).unit == "NPHUOC"
    shown = {(c.before, c.after) for c in found.intake.changes if c.why == "VNI"}
    assert (rows[1], AN[1]) in shown


@pytest.mark.parametrize(
    ("font", "typed", "meant"),
    [
        ("VNI-Times", "Leâ Thò Maãu Thò", "Lê Thị Mẫu Thị"),
        (".VnTimeH", "lª thÞ mÉu h¶i", "LÊ THỊ MẪU HẢI"),
    ],
)
def test_the_font_tells_how_a_text_is_to_be_read(
    folder: Path, book: Callable[..., Path], font: str, typed: str, meant: str
) -> None:
    """
    In its old font a name is read with certainty, capitals of a capitals' font included.
    """

    def dress(made: Any) -> None:
        made["Trang1"]["B2"].font = Font(name=font)

    after = imported(book(TITLES, (1, typed, *AN[2:]), then=dress), folder)

    assert meant == after.people[140].full_name


def test_a_text_with_two_readings_is_not_guessed(folder: Path, book: Callable[..., Path]) -> None:
    """
    Among VNI names, one that is good Unicode too is asked about, by its cell.
    """
    rows = [(1, "Nguyeãn Vaên Maãu An", *AN[2:]), (2, "Thò", *BA[2:])]

    (problem,) = refused(book(TITLES, *rows), folder)

    assert ("two_readings", "Trang1", "B3") == (problem.key, problem.sheet, problem.cell)
    assert "Thị" in problem.render()
    assert "Unicode" in problem.render("en")


def test_formulas_are_values_and_signs_stay_text(
    folder: Path, book: Callable[..., Path], tmp_path: Path
) -> None:
    """
    What begins with = is kept as text, never calculated; a formula without a value is refused.
    """
    text = "=HYPERLINK(1)"

    def as_text(made: Any) -> None:
        made["Trang1"]["E2"].data_type = "s"

    found = taken(book(TITLES, (*AN[:4], text, *AN[5:]), then=as_text), folder)
    found.put(NOW)
    assert text == one(load(folder), AN[1]).position
    assert ["text"] == [c.why for c in found.intake.changes if c.before == text]

    (problem,) = refused(book(TITLES, (*BA[:4], '="a"&"b"', *BA[5:])), folder)
    assert ("cell_formula", "E2") == (problem.key, problem.cell)


@pytest.mark.parametrize(
    ("at", "typed", "key", "cell"),
    [
        (1, "Nguy?n Văn", "broken_text", "B2"),
        (2, "khác", "unknown_value", "C2"),
        (3, "85", "form_year", "D2"),
        (3, "năm 1985", "wrong_type", "D2"),
        (4, datetime(2020, 6, 3), "cell_date", "E2"),
        (5, "Ninh Phướt", "unknown_value_near", "F2"),
        (6, "KHÁCH MỜI", "unknown_value", "G2"),
    ],
)
def test_what_cannot_be_taken_is_named_by_its_cell(
    folder: Path, book: Callable[..., Path], at: int, typed: object, key: str, cell: str
) -> None:
    """
    Nothing is guessed: the sentence names sheet and cell and how to mend it, in both languages.
    """
    row = [*AN]
    row[at] = typed

    problem = refused(book(TITLES, row), folder)[0]

    assert key == problem.key
    assert ("danh-sach.xlsx", "Trang1", cell) == (problem.file, problem.sheet, problem.cell)
    assert f"trang “Trang1”, ô {cell}" in problem.render()
    assert f"sheet “Trang1”, cell {cell}" in problem.render("en")


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (("C-106", *AN[1:]), "id_differs"),
        (("C-001", *AN[1:]), None),
    ],
)
def test_a_badge_number_once_given_is_kept(
    folder: Path, book: Callable[..., Path], row: Sequence[Any], key: str | None
) -> None:
    """
    Somebody who has a badge is not given another by a sheet; a known number's entry is corrected.
    """
    titles = ("Số thẻ", *TITLES[1:])
    imported(book(titles, ("C-120", *AN[1:])), folder)

    if key:
        assert key == refused(book(titles, row), folder)[0].key
    else:
        assert AN[1] == imported(book(titles, row), folder).people[35].full_name


def test_two_rows_of_one_name_ask_for_badge_numbers(
    folder: Path, book: Callable[..., Path]
) -> None:
    """
    Two people or one entered twice: the office says which.
    """
    (problem,) = refused(book(TITLES, AN, (2, *AN[1:])), folder)

    assert ("row_twice", 3, "Trang1, 2") == (problem.key, problem.row, problem.params["first"])


def test_awards_by_name_and_never_in_anothers(folder: Path, book: Callable[..., Path]) -> None:
    """
    Recipients may be named; two of one name need a badge, and a name must fit its badge.
    """
    before = load(folder)
    twin = next(p for p in before.people if p.id == "C-088").full_name
    titles = ("Đợt", "Số thẻ", "Họ và tên", "Quyết định", "Số bằng")
    batch, decision = before.batches[0], before.decisions[2]
    someone = next(p for p in before.people if p.id == "C-009")
    good = (batch.title, "", someone.full_name, decision.number, 7)

    line = imported(book(titles, good), folder).awards[-1]
    assert (batch.id, "C-009", decision.id, "7") == (
        line.batch,
        line.person,
        line.decision,
        line.certificate,
    )
    assert "KT-84" == line.id
    assert 1 + sum(a.batch == batch.id for a in before.awards) == line.position

    unclear = refused(book(titles, (batch.title, "", twin, decision.number, 8)), folder)
    other = refused(
        book(titles, (batch.title, "C-010", someone.full_name, decision.number, 8)), folder
    )
    assert ["which_one", "not_the_name"] == [unclear[0].key, other[0].key]


def test_replacing_keeps_only_what_the_file_names(folder: Path, book: Callable[..., Path]) -> None:
    """
    With --replace a table becomes the file's; what others still point at cannot go.
    """
    titles = ("Danh sách", "Thứ tự", "Số thẻ")
    file = book(titles, ("A", 1, "C-043"), ("B", 1, "C-002"), sheet="Danh sách đề cử")

    after = imported(file, folder, replace_all=True)

    assert [("A", "C-043"), ("B", "C-002")] == [(n.list, n.person) for n in after.nominations]
    found = take_in(book(TITLES, AN), folder, replace_all=True)
    assert "dangling" in {problem.key.removesuffix("_near") for problem in found.errors}


def test_faults_the_folder_has_do_not_stand_in_the_way(
    folder: Path, book: Callable[..., Path]
) -> None:
    """
    A conference is put together table by table: what is still to come is said, not refused.
    """
    for file in ("awards.csv", "batches.csv", "decisions.csv"):
        (folder / file).unlink()
    was = {problem.key for problem in check(folder)[1]}

    found = taken(book(TITLES, AN), folder)

    assert was <= {problem.key for problem in found.warnings}


def test_a_csv_file_comes_in_the_same_way(folder: Path, tmp_path: Path) -> None:
    """
    Excel's own CSV, semicolons and all, is one sheet.
    """
    file = tmp_path / "ds.csv"
    lines = [";".join(map(str, row)) for row in (TITLES, AN)]
    file.write_text("\n".join(lines), encoding="utf-8-sig")

    assert "C-106" == imported(file, folder).people[140].id


def test_the_template_filled_is_read_back_and_can_be_served(folder: Path, tmp_path: Path) -> None:
    """
    A template's every table, filled with the sample, makes the sample's conference again.
    """
    sample, file = load(SAMPLE), tmp_path / "mau.xlsx"
    write_template(file, folder)
    book = openpyxl.load_workbook(file)
    pages = {"Đoàn đại biểu": "units", "Đại biểu": "delegates", "Quyết định": "decisions"}
    pages |= {"Đợt trao": "batches", "Khen thưởng": "awards", "Tham luận": "speeches"}
    pages |= {"Đoàn Chủ tịch, Thư ký": "assignments", "Danh sách đề cử": "nominations"}
    for sheet, table in pages.items():
        page = book[sheet]
        titles = [cell.value for cell in page[1]]
        with (SAMPLE / f"{table}.csv").open(encoding="utf-8-sig") as lines:
            for row in csv.DictReader(lines):
                page.append([row.get(title, "") or None for title in titles])
        (folder / f"{table}.csv").unlink()
    book.save(file)

    after = imported(file, folder)

    assert [replace(person, badge_serial=1) for person in sample.people] == list(after.people)
    for field in ("units", "decisions", "batches", "awards", "speeches", "assignments"):
        assert getattr(sample, field) == getattr(after, field)
    assert () == check(folder)[1]
    with House(tmp_path / "var", folder) as house, house.http() as page:
        assert 200 == page.get("/readyz").status_code


def test_the_template_offers_what_may_be_chosen(folder: Path, tmp_path: Path) -> None:
    """
    Classes, delegations, sex and yes or no are lists in Excel; the guide is in both languages.
    """
    file = tmp_path / "mau.xlsx"

    write_template(file, folder)

    book = openpyxl.load_workbook(file)
    assert "Hướng dẫn" == book.sheetnames[0]
    people = book["Đại biểu"]
    assert len(people.data_validations.dataValidation) >= 8
    offered = [cell.value for column in book["Danh mục"].columns for cell in column]
    assert {"LĐLĐ huyện Ninh Phước", "Nữ", "có"} <= set(offered)
    assert {"Họ và tên", "Đoàn", "Loại đại biểu"} <= {cell.value for cell in people[1]}
    assert {} == taken(file, folder).documents


def bomb(file: Path, body: bytes) -> Path:
    """A workbook whose one sheet is `body`."""
    openpyxl.Workbook().save(file)
    with zipfile.ZipFile(file) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts["xl/worksheets/sheet1.xml"] = body
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return file


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
BOMBS = {
    "zeros": (b"\0" * (60 << 20), "unfolds"),
    "entities": (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "not_a_book"),
    "half": (SHEET + b"<sheetData><row", "not_a_book"),
    "no sheet": (b"", "not_a_book"),
    "deep": (SHEET + b"<a>" * 100_000, "not_a_book"),
    "far": (
        SHEET
        + b'<sheetData><row r="1048576"><c r="A1048576" t="n"><v>1</v></c></row></sheetData></worksheet>',
        "no_table",
    ),
    "wide": (
        SHEET
        + b'<sheetData><row r="1"><c r="XFD1" t="n"><v>1</v></c></row></sheetData></worksheet>',
        "no_table",
    ),
}


MEMORY = 1 << 30
READ = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[3]),) * 2)
from pathlib import Path
from server.files.intake import take_in
print(take_in(Path(sys.argv[1]), Path(sys.argv[2])).errors[0].key)
"""


def test_more_cells_than_anybody_has_are_not_read_to_the_end(folder: Path, tmp_path: Path) -> None:
    """
    A hundred kilobytes that unfold to millions of cells end soon, in little memory.
    """
    row = b"<row>" + b"<c><v>1</v></c>" * 180 + b"</row>"
    body = SHEET + b"<sheetData>" + row * 15_000 + b"</sheetData></worksheet>"
    file = bomb(tmp_path / "bom.xlsx", body)

    done = subprocess.run(
        [sys.executable, "-c", READ, file, folder, str(MEMORY)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    assert (0, "too_many_cells") == (done.returncode, done.stdout.strip())


@pytest.mark.parametrize("name", BOMBS)
def test_a_monstrous_workbook_is_a_sentence(folder: Path, tmp_path: Path, name: str) -> None:
    """
    What unfolds, nests or lies in a workbook is refused before it fills the memory.
    """
    body, key = BOMBS[name]

    problems = refused(bomb(tmp_path / "bom.xlsx", body), folder)

    assert problems[0].key in {key, "too_many_rows", "too_many_columns"}


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (b"\xd0\xcf\x11\xe0old", "old_office"),
        (b"\xff\x00\x01", "not_utf8"),
        (b"PK\x03\x04half a zip", "not_a_book"),
        (b"", "no_table"),
        (None, "no_book"),
    ],
)
def test_what_is_no_workbook_is_said(
    folder: Path, tmp_path: Path, body: bytes | None, key: str
) -> None:
    """
    An old file, a locked one, half a file, none at all: each has its sentence.
    """
    file = tmp_path / "ds.xlsx"
    if body is not None:
        file.write_bytes(body)

    assert [key] == [problem.key for problem in refused(file, folder)]


def test_what_was_there_is_kept_beside(folder: Path, book: Callable[..., Path]) -> None:
    """
    The tables that were replaced stand in a dated folder, byte for byte.
    """
    before = (folder / "delegates.csv").read_bytes()

    kept = taken(book(TITLES, AN), folder).put(NOW)

    assert kept is not None
    assert folder / "earlier" == kept.parent
    assert before == (kept / "delegates.csv").read_bytes()
    assert ["delegates.csv"] == [file.name for file in kept.iterdir()]


def test_a_disk_that_fails_half_way_leaves_everything_as_it_was(
    folder: Path, book: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    When the second of two tables cannot be placed, the first is put back.
    """
    rows = {"Đoàn đại biểu": [("Mã đoàn", "Tên đoàn"), ("MOI", "Công đoàn Mẫu mới")]}
    found = taken(book(TITLES, AN, **rows), folder)
    before = {p.name: p.read_bytes() for p in folder.glob("*.csv")}
    placing = Path.replace

    def failing(draft: Path, target: Path) -> Path:
        if target.name == "delegates.csv":
            raise OSError(28, "No space left on device")
        return placing(draft, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OSError, match="No space"):
        putting_room.put(folder, found.documents, NOW)

    assert before == {p.name: p.read_bytes() for p in folder.glob("*.csv")}
    assert [] == [p.name for p in folder.glob(".*")]


# Puts two tables, and is dead before the file of that name takes its place; `fails` cannot take it.
CUT_OFF = """
import json, os, signal, sys
from datetime import datetime
from pathlib import Path
from server.files import putting

folder, documents, dies, fails = Path(sys.argv[1]), json.loads(sys.argv[2]), sys.argv[3], sys.argv[4]
placing = Path.replace

def replace(draft, target):
    if draft.name == dies:
        os.kill(os.getpid(), signal.SIGKILL)
    if draft.name == fails:
        raise OSError(28, "No space left on device")
    return placing(draft, target)

Path.replace = replace
putting.put(folder, documents, datetime(2026, 11, 28, 8, 0))
"""
NEW = {"units.csv": ".units.csv.part", "delegates.csv": ".delegates.csv.part"}
AGES = {
    "before anything is decided": (".import.json.part", "", "old"),
    "before the first table": (NEW["units.csv"], "", "new"),
    "between the two": (NEW["delegates.csv"], "", "new"),
    "while the first is put back": (".units.csv.old", NEW["delegates.csv"], "old"),
}


@pytest.mark.parametrize(("dies", "fails", "age"), AGES.values(), ids=AGES)
def test_a_power_cut_leaves_tables_of_one_age(
    folder: Path, book: Callable[..., Path], dies: str, fails: str, age: str
) -> None:
    """
    Whoever reads the folder next carries on, forwards or back, and says so once.
    """
    rows = {"Đoàn đại biểu": [("Mã đoàn", "Tên đoàn"), ("MOI", "Công đoàn Mẫu mới")]}
    found = taken(book(TITLES, AN, **rows), folder)
    before = {name: (folder / name).read_bytes() for name in NEW}
    told = json.dumps(found.documents)

    died = subprocess.run(
        [sys.executable, "-c", CUT_OFF, folder, told, dies, fails], cwd=ROOT, check=False
    )
    _, errors, warnings = check(folder)

    assert -signal.SIGKILL == died.returncode
    now = {name: (folder / name).read_bytes() for name in NEW}
    after = {name: f"\ufeff{found.documents[name]}".encode() for name in NEW}
    assert {"old": before, "new": after}[age] == now
    assert () == errors
    cut = [p.key for p in warnings if p.key == "import_finished"]
    assert cut == ([] if dies == ".import.json.part" else ["import_finished"])
    assert [] == [p for p in check(folder)[2] if p.key == "import_finished"]
    assert not (folder / ".import.json").exists()


def test_a_server_starts_from_tables_of_one_age(folder: Path, book: Callable[..., Path]) -> None:
    """
    Their digest, by which it knows whether the folder has changed, is that of the whole import.
    """
    rows = {"Đoàn đại biểu": [("Mã đoàn", "Tên đoàn"), ("MOI", "Công đoàn Mẫu mới")]}
    found = taken(book(TITLES, AN, **rows), folder)
    told = json.dumps(found.documents)
    words = (folder, told, NEW["delegates.csv"], "")
    subprocess.run([sys.executable, "-c", CUT_OFF, *words], cwd=ROOT, check=False)

    first = digest(folder)

    assert digest(folder) == first
    assert "MOI" in {unit.id for unit in load(folder).units}
    assert 141 == len(load(folder).people)


def test_the_command_shows_and_writes_only_when_asked(
    folder: Path, book: Callable[..., Path]
) -> None:
    """
    --dry-run says what would happen and writes nothing; without it, it happens.
    """
    file = book(TITLES, AN)
    before = (folder / "delegates.csv").read_bytes()
    run = CliRunner(env={"COLUMNS": "200"}).invoke

    tried = run(main, ["import", str(file), str(folder), "--dry-run"])
    assert (0, before) == (tried.exit_code, (folder / "delegates.csv").read_bytes())
    assert {"Ninh Phước", "NPHUOC", "C-106"} <= set(re.findall(r"[\w-]+(?: Phước)?", tried.stdout))

    done = run(main, ["import", str(file), str(folder)])
    assert 0 == done.exit_code
    assert "earlier" in done.stdout
    assert 141 == len(load(folder).people)

    bad = run(main, ["import", str(book(TITLES, (*AN[:5], "Nơi khác", AN[6]))), str(folder)])
    assert 1 == bad.exit_code
    assert "ô F2" in bad.stderr
    assert "cell F2" in bad.stderr

    assert 1 == run(main, ["import"]).exit_code
    template = run(main, ["import", "--template", str(folder / "mau.xlsx"), str(folder)])
    assert 0 == template.exit_code
    assert (folder / "mau.xlsx").is_file()
    assert 1 == run(main, ["import", "--template", str(folder / "mau.xlsx")]).exit_code
