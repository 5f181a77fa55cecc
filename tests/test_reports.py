"""Reports: what the office takes home is what happened, opened again and read."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from docx import Document
from msgspec.structs import replace

from server.cli import main
from server.conference import Conference, Event
from server.conference.trail import Deed
from server.config import Settings
from server.files import load
from server.journal import Journal, Record
from server.papers.reports import REPORTS, Source
from server.papers.reports.letter import balanced
from tests.conference.morning import OPERATOR, RECEPTION, SECRETARY, Morning
from tests.conference.plans import CONFERENCE, PEOPLE, person, plan
from tests.edge.conftest import TINY

SAMPLE_WORD = "DỮ LIỆU MẪU – KHÔNG CÓ THẬT"


class Kept(Morning):
    """A morning whose commands are kept with whoever sent them."""

    def __init__(self, conference: Conference | None = None) -> None:
        self.deeds: list[Deed] = []
        super().__init__(conference)

    def ask(self, name: str, /, *, by: Any = OPERATOR, **given: Any) -> list[Event]:
        """The events a command grants, kept with its sender."""
        granted = super().ask(name, by=by, **given)
        deed = Deed(
            number=len(self.deeds) + 1,
            at="",
            actor=by.name,
            role=by.role.value,
            device="",
            name=name,
            status=200,
            answer={},
            events=tuple(granted),
        )
        self.deeds.append(deed)
        return granted

    def source(self) -> Source:
        """What reports are made of now."""
        return Source(self.day, tuple(self.events), tuple(self.deeds), self.now, "Văn phòng")


def written(morning: Kept, what: str, folder: Path, kind: str | None = None) -> Path:
    """A report of the morning, as a file."""
    report = REPORTS[what]
    file = folder / f"{what}.{kind or report.usual}"
    report.formats[kind or report.usual](morning.source(), file)
    return file


def lines(file: Path) -> list[str]:
    """Every paragraph and row of a document, in order."""
    word = Document(str(file))
    said = []
    for block in word.element.body.iterchildren():
        if block.tag.endswith("}p"):
            said.append(
                "".join(node.text or "" for node in block.iter() if node.tag.endswith("}t"))
            )
        for row in (node for node in block.iter() if node.tag.endswith("}tr")):
            cells = (cell for cell in row if cell.tag.endswith("}tc"))
            words = ("".join(n.text or "" for n in c.iter() if n.tag.endswith("}t")) for c in cells)
            said.append(" | ".join(words))
    return [line for line in said if line.strip()]


def text(file: Path) -> str:
    """The whole document."""
    return "\n".join(lines(file))


def table(file: Path, sheet: int = 0) -> list[list[Any]]:
    """The rows of a workbook's sheet."""
    page = openpyxl.load_workbook(file).worksheets[sheet]
    return [[cell.value for cell in row] for row in page.iter_rows()]


@pytest.fixture(name="morning", scope="module")
def _morning() -> Kept:
    """A morning with all that may happen in one."""
    morning = Kept()
    morning.open()
    morning.arrive(*(p.id for p in PEOPLE if p.id not in {"C-006", "C-012", "K-004"}))
    morning.ask(
        "substitute",
        by=RECEPTION,
        person="C-012",
        full_name="Ngô Mẫu Thay",
        reason="ốm",
        approved_by="Trưởng ban Mẫu",
    )
    morning.wait(5)
    morning.ask("start")
    morning.walk_to_item("5")
    morning.ask("edit_item", item="6", speaker="C-008")
    morning.ask("move", item="9", after="6", reason="phải về sớm")
    morning.ask("move", item="12", after="9")
    morning.ask("undo")
    morning.ask("skip", item="13", reason="thiếu thời gian")
    morning.ask("speech_defer", speech="S1", reason="in kỷ yếu")
    morning.walk_to_item("8")
    morning.wait(7)
    morning.go("K-001")
    morning.ask("award_presenter", batch="first", presenters=["K-002"])
    morning.ask("award_mark", line="L2", mark="on_behalf", on_behalf="Vợ Mẫu", reason="đi xa")
    morning.ask("set_presiding", person="C-002")
    morning.walk_to_item("14")
    morning.ask("amend_list", list="A", mover="Đại biểu Mẫu", remove="C-003")
    while not morning.day.votes["A"].open:
        morning.ask("next")
    morning.ask("record_vote", by=SECRETARY, list="A", agree=8, disagree=1, other=1)
    morning.walk_to_item("17")
    for _ in range(5):
        morning.ask("next")
    morning.wait(2)
    morning.ask("close")
    return morning


@pytest.fixture(name="minutes", scope="module")
def _minutes(morning: Kept, tmp_path_factory: pytest.TempPathFactory) -> str:
    return text(written(morning, "minutes", tmp_path_factory.mktemp("minutes")))


def test_minutes_are_laid_out_as_the_decree_has_it(morning: Kept, tmp_path: Path) -> None:
    """
    A4, margins, Times New Roman, title and motto; the page's number from the second page on.
    """
    word = Document(str(written(morning, "minutes", tmp_path)))

    section = word.sections[0]
    assert (210, 297) == (round(section.page_width.mm), round(section.page_height.mm))
    assert 20 <= section.top_margin.mm <= 26
    assert 30 <= section.left_margin.mm <= 35
    assert 15 <= round(section.right_margin.mm) <= 20
    assert "Times New Roman" == word.styles["Normal"].font.name
    head = " ".join(cell.text for cell in word.tables[0].rows[0].cells)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in head
    assert "Độc lập - Tự do - Hạnh phúc" in head
    assert "Công đoàn Mẫu" in head
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_minutes_say_when_where_and_who(minutes: str) -> None:
    """
    Beginning and end by the wall's clock, the place, and who came of those invited.
    """
    assert "bắt đầu lúc 09 giờ 05, ngày 22 tháng 11 năm 2026" in minutes
    assert "Địa điểm: Hội trường Mẫu." in minutes
    assert "Tổng số đại biểu: được mời 16, có mặt 13, vắng 3." in minutes
    assert "Hội nghị kết thúc vào 09 giờ 14 cùng ngày./." in minutes
    assert "1. Đồng chí Nguyễn Thị Mẫu An, Chức vụ C-001" in minutes
    assert "Từ 09 giờ 12, chủ tọa: đồng chí Hoàng Mẫu Phúc" in minutes


def test_minutes_name_speakers_as_they_spoke(minutes: str) -> None:
    """
    Who was put in the planned speaker's place spoke; a speech left out is in the proceedings.
    """
    report = minutes.partition("Mục 6 (từ")[2].partition("Mục 9")[0]
    assert "Đặng Mẫu Số 8" in report
    assert "Hoàng Mẫu Phúc" not in report
    assert "Đặng Mẫu Số 4, Chức vụ C-004 trình bày tham luận “Tham luận S2”" in minutes
    assert "Tham luận in kỷ yếu, không trình bày: “Tham luận S1”" in minutes
    assert "(in kỷ yếu)" in minutes


def test_minutes_follow_the_order_of_the_day(minutes: str) -> None:
    """
    Items stand in the order they were held, and a skipped one among what was not done.
    """
    course = minutes.partition("V. Nội dung")[2].partition("VI. ")[0]
    held = [int(number) for number in re.findall(r"Mục (\d+) \(từ", course)]

    assert [1, 2, 3, 4, 5, 6, 9, 7, 8, 10, 11, 12, 14, 15, 16, 17] == held
    assert "Nội dung chưa thực hiện: Mục 13." in minutes


def test_minutes_tell_awards_as_they_were_given(minutes: str) -> None:
    """
    Decision, presenters as changed, recipients, on behalf and absent, each by name.
    """
    assert "Quyết định số 1/QĐ ngày 1/11 của Ban: Bằng khen." in minutes
    assert "Đợt 1: Đợt một. Người trao: đồng chí Lê Thị Mẫu Cúc" in minutes
    assert "Nhận trực tiếp (2): đồng chí Đặng Mẫu Số 3" in minutes
    assert "Nhận thay: Vợ Mẫu nhận thay đồng chí Đặng Mẫu Số 4" in minutes
    assert "(đi xa)." in minutes
    assert "Vắng, trao sau: đồng chí Đặng Mẫu Số 6" in minutes


def test_minutes_count_votes_for_each_list(minutes: str) -> None:
    """
    The amended list, the hands, and their share of the official delegates present.
    """
    assert "Danh sách A – Đại hội tỉnh: 10 người" in minutes
    assert (
        "đại biểu chính thức có mặt 10; tán thành 8 (80,0 %), không tán thành 1, ý kiến khác 1."
        in minutes
    )
    assert "Danh sách B – Đại hội toàn quốc: 1 người" in minutes
    assert "sửa danh sách A còn 10 người theo đề nghị của Đại biểu Mẫu" in minutes


def test_minutes_tell_each_change_and_who_made_it(minutes: str) -> None:
    """
    Moves, omissions, presenters and stand-ins with hour, reason and hand; not what was undone.
    """
    changed = minutes.partition("VI. Thay đổi")[2]

    assert "chuyển mục “Mục 9” đến sau mục “Mục 6” (phải về sớm)" in changed
    assert "chuyển mục “Mục 12”" not in changed
    assert "không thực hiện mục “Mục 13” (thiếu thời gian)" in changed
    assert "đồng chí Ngô Mẫu Thay dự thay đồng chí Đặng Mẫu Số 12" in changed
    assert "được Trưởng ban Mẫu đồng ý (ốm). Người thực hiện: Bàn đón tiếp." in changed
    assert "người trao của đợt “Đợt một”: đồng chí Lê Thị Mẫu Cúc" in changed
    assert "mục “Mục 6” do đồng chí Đặng Mẫu Số 8" in changed


def test_minutes_never_guess_what_a_stand_in_did(tmp_path: Path) -> None:
    """
    A speech handed over is the stand-in's; a nomination stays the nominee's, and both are told.
    """
    morning = Kept()
    morning.open().arrive(*(p.id for p in PEOPLE if p.id != "C-003"))
    given = {"reason": "ốm", "approved_by": "Trưởng ban Mẫu"}
    morning.ask("substitute", by=RECEPTION, person="C-003", full_name="Ngô Mẫu Thay", **given)
    morning.arrive("C-013")
    answer = {"person": "C-003", "duty": "speech", "ref": "S1", "reply": "substitute"}
    morning.ask("answer_duty", by=RECEPTION, **answer)
    morning.ask("start")
    morning.walk_to_item("17")

    said = text(written(morning, "minutes", tmp_path))

    assert re.search(r"Ngô Mẫu Thay, \S.* trình bày tham luận “Tham luận S1”", said)
    assert "tham luận “Tham luận S1” do đồng chí Ngô Mẫu Thay" in said
    nominated = said.partition("Danh sách A – ")[2].partition("Biểu quyết")[0]
    assert "Đặng Mẫu Số 3, Chức vụ C-003 (không dự, đồng chí Ngô Mẫu Thay dự thay)" in nominated
    assert "Các bậc lão thành (2 đại biểu)" in said
    assert "Chủ nhà: đồng chí Nguyễn Thị Mẫu An" in said
    assert "Bản nháp lúc" in said


def test_attendance_is_by_delegation_in_vietnamese_order(morning: Kept, tmp_path: Path) -> None:
    """
    Each delegation by given name, with hour and door, who is absent, and sums that agree.
    """
    rows = table(written(morning, "attendance", tmp_path))
    north = [row for row in rows if row[0] == "Công đoàn miền Bắc"]
    people = {row[1]: row for row in rows if isinstance(row[0], int)}

    assert north
    assert ["C-001", "K-001", "K-002", "K-003", "K-004"] == [row[1] for row in rows if row[1]][1:6]
    assert ("09:00", "Cửa 1", "Quét mã") == tuple(people["K-002"][6:9])
    assert people["K-001"][9] == "09:12"
    assert "Vắng" == people["K-004"][10]
    assert "Vắng; thay đồng chí Đặng Mẫu Số 12" == people["C-013"][10]
    assert "C-012" not in people
    sums = [row[0] for row in rows if str(row[0]).startswith("Cộng")]
    assert ["Cộng: được mời 5, đã dự 4, vắng 1", "Cộng: được mời 11, đã dự 9, vắng 2"] == sums
    totals = {row[0]: row[1:4] for row in table(tmp_path / "attendance.xlsx", 1)}
    assert [16, 13, 3] == totals["Tổng số đại biểu"]
    assert [12, 10, 2] == totals["Đại biểu chính thức"]


def test_nothing_in_a_workbook_is_calculated(tmp_path: Path) -> None:
    """
    A name that begins like a formula is text, and stays text when Excel edits it.
    """
    bad = "=HYPERLINK(1)", "+1", "-2", "@SUM(A1)"
    people = tuple(person(f"C-{n:03}", name) for n, name in enumerate(bad, start=1))
    conference = Conference(
        **{k: v for k, v in CONFERENCE.items() if k in Conference.__struct_fields__}
        | {"people": (*PEOPLE[:4], *people, *PEOPLE[8:]), "items": plan().items}
    )

    file = written(Kept(conference), "attendance", tmp_path)

    cells = [c for row in openpyxl.load_workbook(file).worksheets[0].iter_rows() for c in row]
    assert set(bad) == {c.value for c in cells if c.value in bad}
    assert {("s", True)} == {(c.data_type, c.quotePrefix) for c in cells if c.value in bad}


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_structure_is_totals_only(morning: Kept, tmp_path: Path, kind: str) -> None:
    """
    Expected and present by class, delegation, sex, age …; nobody's name anywhere.
    """
    file = written(morning, "structure", tmp_path, kind)
    said = (
        text(file)
        if kind == "docx"
        else "\n".join(" | ".join(map(str, row)) for row in table(file))
    )

    assert "được mời 16, có mặt 12; trong đó khách mời 4, có mặt 2" in said
    assert "Công đoàn miền Bắc | 5 | 31,3 % | 3 | 25,0 %" in said
    assert "dân tộc ghi kín | 15" in said
    assert [] == [p.full_name for p in PEOPLE if p.full_name in said]


def test_the_sign_sheet_has_a_row_for_every_hand(morning: Kept, tmp_path: Path) -> None:
    """
    Everybody expected, delegation by delegation, with an empty place to sign as tall as a hand.
    """
    file = written(morning, "sign-sheet", tmp_path)
    word = Document(str(file))

    rows = [row for t in word.tables[1:-1] for row in t.rows[1:]]
    assert 16 == len(rows)
    assert {""} == {row.cells[5].text for row in rows}
    assert all(row.height is not None and row.height.mm > 10 for row in rows)
    assert all("w:tblHeader" in t.rows[0]._tr.xml for t in word.tables[1:-1])
    assert "Công đoàn miền Bắc (5 đại biểu)" in text(file)


def test_award_sheets_close_up_and_keep_certificates(tmp_path: Path) -> None:
    """
    Before the batch: places of those here, from the left; the tray in both orders; the absent last.
    """
    lines_ = tuple(
        replace(line, certificate=f"0{n}") for n, line in enumerate(plan().awards, start=1)
    )
    morning = Kept(plan(awards=lines_))
    morning.open().arrive("C-003", "C-005", "K-001")

    said = text(written(morning, "awards", tmp_path))

    first = said.partition("ĐỢT 1/2")[2].partition("ĐỢT 2/2")[0]
    assert re.search(r"1 \| Đặng Mẫu Số 3 .*\| 02 \|", first)
    assert re.search(r"2 \| Đặng Mẫu Số 5 \| Tổ Mẫu .*\| 03 \|", first)
    assert re.search(r"– \| Đặng Mẫu Số 4 .*\| 01 \|", first)
    assert "trao từ trái): 02 – 03" in first
    assert "trao từ phải): 03 – 02" in first


def test_award_sheets_say_afterwards_what_became_of_each(morning: Kept, tmp_path: Path) -> None:
    """
    Received, on behalf of whom and why, absent.
    """
    said = text(written(morning, "awards", tmp_path))

    assert re.search(r"Đặng Mẫu Số 3 .*\| Đã nhận", said)
    assert re.search(r"Đặng Mẫu Số 4 .*\| Nhận thay: Vợ Mẫu \(đi xa\)", said)
    assert re.search(r"Đặng Mẫu Số 6 .*\| Vắng, trao sau", said)
    assert "Người trao: đồng chí Lê Thị Mẫu Cúc" in said


def test_timing_sets_the_plan_beside_the_day(morning: Kept, tmp_path: Path) -> None:
    """
    Planned and actual hours of every item, and what was left out, with its reason.
    """
    rows = {row[1]: row for row in table(written(morning, "timing", tmp_path))}

    assert ["09:00", "09:10", 10, "09:05"] == rows["Mục 1"][2:6]
    assert 5 == rows["Mục 1"][10]
    assert [7, 0, -3] == rows["Mục 8"][7:10]
    assert "Đã bỏ qua: thiếu thời gian" == rows["Mục 13"][11]
    assert ["", "", None] == [rows["Mục 13"][n] or "" for n in (5, 6)] + [rows["Mục 13"][7]]
    assert "Cộng" in rows


def test_every_paper_says_whose_it_is_and_that_a_sample_is_one(tmp_path: Path) -> None:
    """
    Whoever holds a copy knows who took it and when; a sample can't be taken for the real thing.
    """
    morning = Kept(plan(sample=True))
    morning.start()
    morning.now += timedelta(minutes=3)

    for what, report in REPORTS.items():
        for kind in report.formats:
            file = written(morning, what, tmp_path, kind)
            if kind == "docx":
                section = Document(str(file)).sections[0]
                parts = (section.header, section.first_page_header)
                feet = (section.footer, section.first_page_footer)
                assert all(SAMPLE_WORD in p._element.xml for p in parts)
                assert all("09:03 22/11/2026 bởi Văn phòng" in f._element.xml for f in feet)
            else:
                for page in openpyxl.load_workbook(file).worksheets:
                    said = [page.cell(row, 1).value for row in range(1, 5)]
                    assert SAMPLE_WORD == said[0]
                    assert "09:03 22/11/2026 bởi Văn phòng" in said[3]


def test_an_erased_journal_is_said_to_be_one(morning: Kept, tmp_path: Path) -> None:
    """
    Once personal data are erased the structure says why it knows nothing.
    """
    gone = Kept()
    gone.day = replace(gone.day, custody=replace(gone.day.custody, kept=False))

    assert "đã được xóa theo quy định" in text(written(gone, "structure", tmp_path))


def test_a_long_line_breaks_in_the_middle() -> None:
    """
    The head of a letter leaves no word alone on a line.
    """
    assert ["TỔNG LIÊN ĐOÀN", "LAO ĐỘNG VIỆT NAM"] == balanced(
        "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", 28
    )
    assert ["CÔNG ĐOÀN MẪU"] == balanced("CÔNG ĐOÀN MẪU", 28)


def run(*words: object) -> tuple[int, str, str]:
    """How a command of the command line ends, and what it says."""
    done = CliRunner().invoke(main, [*map(str, words)])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.stdout, done.stderr


def kept(morning: Kept, var: Path) -> None:
    """Write a morning to the journal of the folder it is of."""
    journal = Journal(Settings(folder=TINY, var=var).journal)
    loaded = morning.events[0]
    first = Deed(
        number=0, at="", actor="server", role="admin", device="", name="load", status=200,
        answer={}, events=(loaded,),
    )  # fmt: skip
    for n, deed in enumerate((first, *morning.deeds)):
        journal.append(
            [
                Record(
                    id=f"c{n}",
                    at=(deed.events or (loaded,))[0].at,
                    actor=deed.actor,
                    role=deed.role,
                    name=deed.name,
                    status=200,
                    answer=b"{}",
                    events=list(deed.events),
                )
            ]
        )
    journal.close()


def test_reports_come_from_a_journal_a_server_holds(morning: Kept, tmp_path: Path) -> None:
    """
    Every report can be taken while the journal is open elsewhere, and leaves a note of itself.
    """
    var = tmp_path / "var"
    kept(morning, var)
    held = Journal(Settings(folder=TINY, var=var).journal)
    try:
        for what in REPORTS:
            status, out, err = run("report", what, TINY, "--var", var)
            assert (0, "") == (status, err)
            assert str(var / "reports") in out
    finally:
        held.close()

    notes = sorted(Settings(folder=TINY, var=var).exports.glob("*.json"))
    assert {f"report {what}" for what in REPORTS} == {
        re.search(r'"what":"([^"]*)"', note.read_text(encoding="utf-8"))[1]
        for note in notes  # type: ignore[index]
    }
    minutes = text(var / "reports" / "tay-do-2027-minutes.docx")
    assert "Người thực hiện: Bàn đón tiếp." in minutes


def test_minutes_are_never_written_over(morning: Kept, tmp_path: Path) -> None:
    """
    The secretary's edits stay; the sentence says how to get another draft.
    """
    var, file = tmp_path / "var", tmp_path / "bien-ban.docx"
    kept(morning, var)
    file.write_bytes(b"edited")

    status, _, err = run("report", "minutes", TINY, "--var", var, "--out", file)

    assert (1, b"edited") == (status, file.read_bytes())
    assert "--out" in err
    assert [] == [*Settings(folder=TINY, var=var).exports.glob("*.json")]
    again = run("report", "minutes", TINY, "--var", var, "--out", tmp_path / "khac.docx")
    assert 0 == again[0]


def test_before_the_day_there_are_sheets_but_no_minutes(tmp_path: Path) -> None:
    """
    The sign sheet is printed the evening before, from the folder; minutes need a morning.
    """
    var = tmp_path / "var"

    assert 0 == run("report", "sign-sheet", TINY, "--var", var)[0]
    status, _, err = run("report", "minutes", TINY, "--var", var)
    assert 1 == status
    assert "chưa bắt đầu" in err
    assert load(TINY).people[0].full_name in text(var / "reports" / "tay-do-2027-sign-sheet.docx")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("budget",), "attendance"),
        (("timing", TINY, "--format", "docx"), "xlsx"),
        (("timing", "/nowhere"), "conference.toml"),
    ],
)
def test_a_report_that_cannot_be_is_explained(
    tmp_path: Path, words: tuple[object, ...], said: str
) -> None:
    """
    An unknown report, a format it has not, a folder that is none: one clear line.
    """
    status, _, err = run("report", *words, "--var", tmp_path)

    assert 1 == status
    assert said in err
