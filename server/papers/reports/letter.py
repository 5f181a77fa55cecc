"""The letter: an official document in Word, laid out as Decree 30/2020/NĐ-CP has it.

A4, Times New Roman, the national title and motto at the top, the page's number in the upper margin
from the second page on. A body with a rule of its own changes the form, not the code.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from server.texts import text

from .source import Source

UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LEFT, CENTRE, JUSTIFIED = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


@dataclass(frozen=True)
class Form:
    """How a document is laid out: millimetres and points."""

    top: float = 25
    bottom: float = 20
    left: float = 30
    right: float = 15
    face: str = "Times New Roman"
    body: float = 14
    table: float = 12
    heading: float = 14
    national: float = 12
    motto: float = 13
    number: float = 13
    indent: float = 10


DECREE_30 = Form()
A4 = (210, 297)
HEAD_LEFT, LETTER_MM = 0.46, 2.6  # the share of the head that names the body; a capital's width


class Letter:
    """A document being written."""

    def __init__(self, source: Source, *, form: Form = DECREE_30, landscape: bool = False) -> None:
        self.source, self.form = source, form
        self.word: Word = Document()
        self._face()
        self._page(landscape=landscape)
        self._margins_of_every_page()
        self._head()

    def save(self, file: Path) -> None:
        """Write the document."""
        properties = self.word.core_properties
        properties.author = properties.comments = ""
        properties.title = plain(self.source.day.plan.title_short)
        self.word.save(str(file))

    def title(self, title: str, *below: str) -> None:
        """What the document is, and of what, with a rule below."""
        self.line(title, bold=True, align=CENTRE, size=self.form.heading, before=12)
        for one in below:
            self.line(one, bold=True, align=CENTRE, size=self.form.heading)
        self.line("_______________", align=CENTRE, after=6)

    def heading(self, words: str, *, page: bool = False) -> Paragraph:
        """The title of a part; on a page of its own, if asked."""
        made = self.line(words, bold=True, before=6, after=3)
        made.paragraph_format.keep_with_next = True
        made.paragraph_format.page_break_before = page
        return made

    def text(self, words: str) -> None:
        """A paragraph of the body."""
        made = self.line(words, align=JUSTIFIED, after=4)
        made.paragraph_format.first_line_indent = Mm(self.form.indent)

    def line(
        self,
        words: str,
        *,
        bold: bool = False,
        italic: bool = False,
        align: Any = LEFT,
        size: float | None = None,
        before: float = 0,
        after: float = 0,
    ) -> Paragraph:
        """One line or paragraph, just so."""
        made = self.word.add_paragraph()
        return _said(made, words, bold, italic, align, size or self.form.body, before, after)

    def table(
        self,
        titles: Sequence[str],
        rows: Iterable[Sequence[object]],
        widths: Sequence[float],
        *,
        height: float = 0,
        bold: Iterable[int] = (),
    ) -> Table:
        """A table whose titles stand on every page; `widths` in millimetres."""
        made: Table = self.word.add_table(rows=1, cols=len(titles), style="Table Grid")
        made.alignment = WD_TABLE_ALIGNMENT.CENTER
        for cell, title in zip(made.rows[0].cells, titles, strict=True):
            self._cell(cell, title, bold=True, align=CENTRE)
        _property(made.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
        emphasised = {*bold}
        for number, row in enumerate(rows):
            line: Any = made.add_row()  # type: ignore[no-untyped-call]
            _property(line._tr.get_or_add_trPr(), "w:cantSplit")
            if height:
                line.height = Mm(height)
            for cell, said in zip(line.cells, row, strict=True):
                align = CENTRE if isinstance(said, int) else LEFT
                self._cell(cell, "" if said is None else str(said), number in emphasised, align)
        _wide(made, widths)
        return made

    def signatures(self, *signing: tuple[Sequence[str], str]) -> None:
        """Who signs, from the left: each with their posts, room for the hand, and the name."""
        made = self.word.add_table(rows=1, cols=len(signing))
        _property(made.rows[0]._tr.get_or_add_trPr(), "w:cantSplit")
        for cell, (posts, name) in zip(made.rows[0].cells, signing, strict=True):
            paragraph = cell.paragraphs[0]
            for post in posts:
                _said(paragraph, post, True, False, CENTRE, self.form.body, 0, 0)
                paragraph = cell.add_paragraph()
            _said(paragraph, text("reports.sign"), False, True, CENTRE, self.form.table, 0, 60)
            _said(cell.add_paragraph(), name, True, False, CENTRE, self.form.body, 0, 0)

    def _cell(self, cell: _Cell, said: str, bold: bool = False, align: Any = LEFT) -> None:
        _said(cell.paragraphs[0], said, bold, False, align, self.form.table, 1, 1)

    def _face(self) -> None:
        style = self.word.styles["Normal"]
        style.font.name, style.font.size = self.form.face, Pt(self.form.body)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), self.form.face)
        style.paragraph_format.space_after = Pt(0)

    def _page(self, *, landscape: bool) -> None:
        section, form = self.word.sections[0], self.form
        width, height = A4[::-1] if landscape else A4
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.top_margin, section.bottom_margin = Mm(form.top), Mm(form.bottom)
        section.left_margin, section.right_margin = Mm(form.left), Mm(form.right)
        section.header_distance = section.footer_distance = Mm(10)

    def _margins_of_every_page(self) -> None:
        """The page's number but for the first, the sample's word, and whose copy it is."""
        section = self.word.sections[0]
        section.different_first_page_header_footer = True
        number = section.header.paragraphs[0]
        _said(number, "", False, False, CENTRE, self.form.number, 0, 0)
        _field(number, "PAGE", self.form)
        for part in (section.header, section.first_page_header):
            if self.source.sample:
                first = part.paragraphs[0] if part is section.first_page_header else None
                made = first or part.add_paragraph()
                _said(made, self.source.sample, True, False, CENTRE, 10, 0, 0)
                made.runs[-1].font.color.rgb = RGBColor(0xB0, 0, 0)
        for foot in (section.footer, section.first_page_footer):
            _said(foot.paragraphs[0], self.source.exported, False, True, CENTRE, 8, 0, 0)

    def _head(self) -> None:
        """The body that issues the document, facing the national title and motto."""
        plan, form = self.source.day.plan, self.form
        table = self.word.add_table(rows=1, cols=2)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        left, right = table.rows[0].cells
        *above, own = plan.organisation or ("",)
        lines = [(one, False) for one in above] + [(own, True)]
        section = self.word.sections[0]
        whole = section.page_width.mm - form.left - form.right if section.page_width else 165
        room = whole * HEAD_LEFT / LETTER_MM
        broken = [(line, bold) for words, bold in lines for line in balanced(words, room)]
        for number, (words, bold) in enumerate(broken):
            paragraph = left.paragraphs[0] if number == 0 else left.add_paragraph()
            _said(paragraph, words, bold, False, CENTRE, form.national, 0, 0)
        _said(left.add_paragraph(), "________", False, False, CENTRE, 8, 0, 0)
        national = right.paragraphs[0]
        _said(national, text("reports.national"), True, False, CENTRE, form.national, 0, 0)
        _said(right.add_paragraph(), text("reports.motto"), True, False, CENTRE, form.motto, 0, 0)
        right.paragraphs[-1].runs[0].underline = True
        # The head may reach beyond the body's margins, so that each of its lines stays one.
        _wide(table, ((whole + 14) * HEAD_LEFT, (whole + 14) * (1 - HEAD_LEFT)))
        date = self.source.local(self.source.now)
        facts = {"place": plan.place_name, "day": date.day, "month": date.month, "year": date.year}
        dated = text("reports.dated", "vi", **facts)
        _said(right.add_paragraph(), dated, False, True, CENTRE, 13, 6, 0)


def balanced(words: str, room: float) -> list[str]:
    """A line, or two lines about as long as each other where one would not do."""
    spaces = [at for at, letter in enumerate(words) if letter == " "]
    if len(words) <= room or not spaces:
        return [words]
    middle = min(spaces, key=lambda at: abs(2 * at - len(words)))
    return [words[:middle], words[middle + 1 :]]


def plain(words: str) -> str:
    """Words without what a document cannot hold."""
    return UNWRITABLE.sub("", words)


def _said(
    paragraph: Paragraph,
    words: str,
    bold: bool,
    italic: bool,
    align: Any,
    size: float,
    before: float,
    after: float,
) -> Paragraph:
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.space_after = Pt(after)
    if words:
        run = paragraph.add_run(plain(words))
        run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def _wide(table: Table, widths: Iterable[float]) -> None:
    """Columns of these widths: Word reads them from the cells, others from the columns."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _property(of: Any, name: str) -> None:
    of.append(OxmlElement(name))


def _field(paragraph: Paragraph, code: str, form: Form) -> None:
    """A value Word fills in by itself."""
    for kind, words in (("begin", None), (None, code), ("end", None)):
        run = paragraph.add_run()
        run.font.size = Pt(form.number)
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words or ""
        run._r.append(element)
