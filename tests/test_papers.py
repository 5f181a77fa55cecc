"""Paper out: badges read back by a scanner, fit their box, and come out as files one can use."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import msgspec
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from server.conference.plan import Assignment, Conference, DelegateClass, Person, Side, Unit
from server.papers import PAPERS, fonts
from server.papers import badge_grid as grid
from server.papers.badge_layout import Layout, badge_layout
from server.papers.badges import badges, draw
from server.papers.colours import Colour, contrast, parse, readable_on
from server.papers.drawing import as_png
from server.papers.fonts import Weight
from server.papers.marks import Line, Tone
from server.papers.refusal import PaperRefused
from server.papers.sheet import BADGE, PAGE, cut_lines
from server.papers.text_fit import fit, words
from server.texts import text

DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
LONG_POSITION = (
    "Ủy viên Ban Thường vụ, Trưởng ban Tuyên giáo, nguyên Phó Chủ tịch Thường trực "
    "Ủy ban Mặt trận Tổ quốc Việt Nam huyện Mẫu nhiệm kỳ trước"
)
LONGEST_NAME = "Tôn Nữ Hoàng Thị Mẫu Phượng"
CLASSES = (
    DelegateClass(
        id="OFFICIAL",
        word="Đại biểu chính thức",
        badge="ĐẠI BIỂU CHÍNH THỨC",
        letter="C",
        colour="#1f4e9e",
        side=Side.OFFICIAL,
    ),
    DelegateClass(
        id="GUEST", word="Khách", badge="KHÁCH MỜI", letter="K", colour="#C8102E", side=Side.GUEST
    ),
    DelegateClass(
        id="PRESS", word="Báo chí", badge="BÁO CHÍ", letter="B", colour="#F28C28", side=Side.STAFF
    ),
    DelegateClass(
        id="CREW",
        word="Phục vụ",
        badge="PHỤC VỤ / VĂN NGHỆ / KỸ THUẬT",
        letter="P",
        colour="#6B7280",
        side=Side.STAFF,
    ),
)
DECOMPOSED = unicodedata.normalize("NFD", "Nguyễn Ngọc Mẫu Ễnh")
PEOPLE = (
    ("C-001", "Nguyễn Thị Mẫu An", "OFFICIAL", "Chủ tịch", "Công ty Mẫu 01", "A-12"),
    ("C-002", "Lê Mẫu", "OFFICIAL", "Công nhân", "", None),
    ("K-003", LONGEST_NAME, "GUEST", LONG_POSITION, "Cơ quan Mẫu", "A-01"),
    ("C-004", "Chamaléa-Krajăn Thị Mẫu K’Hriêng", "OFFICIAL", "Giáo viên", "Trường Mẫu", "B-10"),
    ("B-005", "Trần Mẫu Ẩn", "PRESS", "Phóng viên", "Báo Mẫu", None),
    ("P-006", "Pi Năng Văn Mẫu Bình", "CREW", "Kỹ thuật âm thanh", "", None),
    ("C-007", DECOMPOSED, "OFFICIAL", "Bí thư", "Liên đoàn Lao động huyện Mẫu", "B-02"),
    ("C-008", "Katơr Mẫu Thạnh", "OFFICIAL", "Chủ tịch", "Liên đoàn Lao động huyện Mẫu", "A-02"),
    ("C-009", "Mẫu", "OFFICIAL", "", "", None),
)
IDS = [person[0] for person in PEOPLE]


def person_of(
    number: str, name: str, delegate_class: str, position: str, workplace: str, seat: str | None
) -> Person:
    return Person(
        id=number,
        full_name=name,
        given_name=name.split()[-1],
        position=position,
        workplace=workplace,
        unit="HUYEN",
        delegate_class=delegate_class,
        hall_seat=seat,
    )


CONFERENCE = Conference(
    code="4321",
    title="Đại hội Công đoàn huyện Mẫu lần thứ IV",
    title_lines=("ĐẠI HỘI CÔNG ĐOÀN HUYỆN MẪU", "lần thứ IV, nhiệm kỳ 2025 – 2030"),
    title_short="Đại hội Công đoàn huyện Mẫu",
    theme="",
    noun="Đại hội",
    organisation=("LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU", "CÔNG ĐOÀN HUYỆN MẪU"),
    place="Nhà Văn hóa huyện Mẫu",
    place_name="Huyện Mẫu",
    date_line="ngày 3 tháng 9 năm 2025",
    time_zone="Asia/Ho_Chi_Minh",
    start_time="08:00",
    reception_time="07:15",
    welcome="",
    help_contact="",
    privacy_notice="",
    privacy_notice_version="1",
    sample=True,
    classes=CLASSES,
    blocs=(),
    units=(Unit(id="HUYEN", name="Liên đoàn Lao động huyện Mẫu", short="Huyện Mẫu"),),
    screens=(),
    items=(),
    people=tuple(person_of(*row) for row in PEOPLE),
    assignments=(Assignment(role="presidium", order=1, person="C-008"),),
)


def with_check_digit(digits: str) -> str:
    interim = 0
    for digit in digits:
        interim = int(DAMM[interim][int(digit)])
    return f"{digits}{interim}"


CODES = {
    number: with_check_digit(f"4321{place * 7**30:029d}"[:33])
    for place, number in enumerate(IDS, 1)
}


def layout_of(number: str) -> Layout:
    return badge_layout(CONFERENCE, next(it for it in CONFERENCE.people if it.id == number))


def layout_with(**fields: str | None) -> Layout:
    return badge_layout(CONFERENCE, msgspec.structs.replace(CONFERENCE.people[0], **fields))


def part(layout: Layout, name: str) -> list[Line]:
    return [line for line in layout.lines if line.part == name]


def said(layout: Layout, name: str) -> str:
    return " ".join(line.text for line in part(layout, name))


def overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def read_codes(picture: Image.Image) -> list[str]:
    """The codes in the picture, row by row from the top left."""
    found = zxingcpp.read_barcodes(picture.convert("L"))
    corners = {it.text: it.position.top_left for it in found}
    return sorted(corners, key=lambda it: (corners[it].y // 100, corners[it].x))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everybody's badge, as pictures and as sheets."""
    folder = tmp_path_factory.mktemp("papers")
    badges(CONFERENCE, CODES, folder, format="png")
    badges(CONFERENCE, lambda person: CODES[person.id], folder, format="pdf")
    return folder


@pytest.fixture(scope="module")
def sheets(printed: Path) -> Iterator[pypdfium2.PdfDocument]:
    """The printed sheets, open for reading."""
    document = pypdfium2.PdfDocument(printed / "badges.pdf")
    yield document
    document.close()


@pytest.mark.parametrize("number", IDS)
def test_a_scanner_reads_the_badge_back(printed: Path, number: str) -> None:
    """
    Each printed QR holds exactly its code, at 300 dots to the inch and in a photo at 100.
    """
    picture = Image.open(printed / f"{number}.png").convert("L")

    photo = picture.resize((picture.width // 3, picture.height // 3), Image.Resampling.BOX)

    assert [CODES[number]] == read_codes(picture)
    assert [CODES[number]] == read_codes(photo)


@pytest.mark.parametrize("number", IDS)
def test_the_qr_stands_in_its_quiet_zone(printed: Path, number: str) -> None:
    """
    The symbol is at least 25 mm wide and four modules around it stay white.
    """
    side, quiet = grid.QR_SIDE, 4 * grid.MODULE
    picture = Image.open(printed / f"{number}.png").convert("L")

    symbol = picture.crop(
        (grid.QUIET_LEFT, grid.QUIET_TOP, grid.QR_LEFT + side + quiet, grid.QR_TOP + side + quiet)
    )

    assert side / 300 * 25.4 >= 25
    assert (quiet, quiet, quiet + side, quiet + side) == symbol.point(lambda it: 255 - it).getbbox()


def test_pictures_are_named_by_badge_number(printed: Path) -> None:
    """
    Every delegate has a picture named by the badge number, 99 x 140 mm at 300 dots to the inch.
    """
    pictures = sorted(file.stem for file in printed.glob("*.png"))

    with Image.open(printed / "C-001.png") as picture:
        size, dots = picture.size, picture.info["dpi"]

    assert sorted(IDS) == pictures
    assert size == (1169, 1654)
    assert tuple(round(it) for it in dots) == (300, 300)


def test_sheets_are_a4_with_four_badges_each(sheets: pypdfium2.PdfDocument) -> None:
    """
    Nine badges fill three A4 sheets, four to a sheet, in the roster's order.
    """
    pages = [page.render(scale=200 / 72).to_pil() for page in sheets]

    assert [pytest.approx(page.get_size(), abs=0.01) for page in sheets] == [(595.276, 841.89)] * 3
    assert [read_codes(page) for page in pages] == [
        [CODES[number] for number in sheet] for sheet in (IDS[:4], IDS[4:8], IDS[8:])
    ]


def test_sheets_show_where_to_cut(sheets: pypdfium2.PdfDocument) -> None:
    """
    A mark leads to every line the knife follows, at both ends, and a cross stands in the middle.
    """
    page = sheets[0].render(scale=300 / 72).to_pil().convert("L")
    across, up = cut_lines()
    outside = 3.0
    marks = [
        *((x, y) for x in across for y in (up[0] - outside, up[-1] + outside)),
        *((x, y) for y in up for x in (across[0] - outside, across[-1] + outside)),
        (across[1], up[1]),
    ]

    def darkest(x: float, y: float) -> int:
        left, top = round(x / 25.4 * 300), round((PAGE[1] - y) / 25.4 * 300)
        return page.crop((left - 2, top - 2, left + 3, top + 3)).getextrema()[0]

    assert [mark for mark in marks if darkest(*mark) > 100] == []
    assert (across[0], across[-1]) == pytest.approx((6.0, 6.0 + 2 * BADGE[0]))


def test_sheets_are_the_same_each_time(printed: Path, tmp_path: Path) -> None:
    """
    Printing again gives the same sheets to the byte, and pictures in them lose nothing.
    """
    badges(CONFERENCE, CODES, tmp_path, format="pdf")

    picture = as_png(draw(layout_of("C-001"), CODES["C-001"]))

    assert (printed / "badges.pdf").read_bytes() == (tmp_path / "badges.pdf").read_bytes()
    assert (printed / "C-001.png").read_bytes() == picture


@pytest.mark.parametrize("number", IDS)
def test_every_line_has_a_place_of_its_own(number: str) -> None:
    """
    No ink leaves the badge's margins, touches the QR's quiet zone, or runs into other ink.
    """
    lines = layout_of(number).lines
    quiet = (grid.QUIET_LEFT, grid.QUIET_TOP, grid.WIDTH, grid.QR_TOP + grid.QR_SIDE + 52)
    margins = (grid.EDGE - 1, grid.EDGE // 2, grid.WIDTH - grid.EDGE + 1, grid.HEIGHT - 20)

    strays = [
        line.text
        for line in lines
        if line.ink[0] < margins[0]
        or line.ink[1] < margins[1]
        or line.ink[2] > margins[2]
        or line.ink[3] > margins[3]
        or overlap(line.ink, quiet)
    ]
    clashes = [
        (one.text, other.text)
        for one, other in combinations(lines, 2)
        if overlap(one.ink, other.ink)
    ]

    assert strays == []
    assert clashes == []


@pytest.mark.parametrize("number", IDS)
def test_a_name_is_drawn_whole(number: str) -> None:
    """
    What is painted is what was measured: no hook or dot of a stacked capital is cut off.
    """
    layout = layout_of(number)
    name = part(layout, "name")

    picture = draw(replace(layout, lines=tuple(name), boxes=()), CODES[number])
    painted = (
        Image.frombytes("L", picture.size, picture.tobytes())
        .crop((0, 0, grid.WIDTH, grid.QUIET_TOP))
        .point(lambda value: 255 if value != Tone.PAPER else 0)
        .getbbox()
    )

    assert painted is not None
    assert min(line.ink[0] for line in name) <= painted[0]
    assert max(line.ink[2] for line in name) >= painted[2]
    assert (painted[1], painted[3]) == pytest.approx(
        (min(line.ink[1] for line in name), max(line.ink[3] for line in name)), abs=2
    )


@pytest.mark.parametrize("number", IDS)
def test_the_name_is_the_largest_text(number: str) -> None:
    """
    Nothing on a badge is set as large as the name, however long name and position are.
    """
    layout = layout_of(number)
    name = part(layout, "name")[0].size

    assert [line.text for line in layout.lines if line.part != "name" and line.size >= name] == []


@pytest.mark.parametrize(("number", "name"), [person[:2] for person in PEOPLE])
def test_a_name_keeps_its_words_and_case(number: str, name: str) -> None:
    """
    A name stands as the roster has it: words whole, marks inside words kept, no capitals added.
    """
    assert unicodedata.normalize("NFC", name) == said(layout_of(number), "name")


@pytest.mark.parametrize("name", [LONGEST_NAME, "Nguyễn Thị Mẫu An", "Pi Năng Văn Mẫu Bình"])
def test_no_word_of_a_name_stands_alone(name: str) -> None:
    """
    A name of four words or more never leaves one word alone on a line.
    """
    lines = [line.text for line in part(layout_with(full_name=name), "name")]

    assert [line for line in lines if " " not in line] == []


def test_decomposed_letters_are_composed() -> None:
    """
    A name typed in decomposed letters is drawn just like the same name in composed ones.
    """
    composed = unicodedata.normalize("NFC", DECOMPOSED)

    pictures = {
        as_png(draw(layout_with(full_name=name), CODES["C-001"])) for name in (DECOMPOSED, composed)
    }

    assert composed != DECOMPOSED
    assert len(pictures) == 1


@pytest.mark.parametrize("delegate_class", CLASSES, ids=lambda it: it.id)
def test_a_class_is_told_by_word_letter_and_colour(delegate_class: DelegateClass) -> None:
    """
    Every class shows its word and its letter on a band of its colour, readable without colours.
    """
    layout = layout_with(delegate_class=delegate_class.id)
    band = next(box for box in layout.boxes if box.part == "band")
    word = part(layout, "class")

    assert delegate_class.badge == said(layout, "class")
    assert delegate_class.letter == said(layout, "letter")
    assert parse(delegate_class.colour) == layout.band
    assert contrast(readable_on(layout.band), layout.band) >= 4.5
    assert all(band.top < line.ink[1] and line.ink[3] < band.bottom for line in word)


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_any_band_can_be_read(channels: tuple[int, int, int]) -> None:
    """
    Whatever colour the office picks, the text on it keeps the contrast small print needs.
    """
    band = Colour(*channels)

    assert contrast(readable_on(band), band) >= 4.5


def test_a_badge_says_where_its_wearer_belongs() -> None:
    """
    Position, workplace, delegation, number and seat stand on the badge, the number twice.
    """
    layout = layout_of("C-001")

    assert said(layout, "position") == "Chủ tịch"
    assert said(layout, "workplace") == "Công ty Mẫu 01"
    assert said(layout, "unit") == "Liên đoàn Lao động huyện Mẫu"
    assert [said(layout, "number"), said(layout, "number_under_qr")] == ["C-001", "C-001"]
    assert said(layout, "seat") == "A-12"


def test_what_is_not_known_leaves_no_trace() -> None:
    """
    Without seat, workplace or position no label stands empty, and no place is named twice.
    """
    bare, repeated = layout_of("C-009"), layout_of("C-007")
    titled = layout_with(position="Chủ tịch Công đoàn Công ty Mẫu 01")

    assert {"position", "workplace", "seat", "seat_label"}.isdisjoint(
        line.part for line in bare.lines
    )
    assert [said(repeated, "workplace"), said(titled, "workplace")] == ["", ""]


def test_a_duty_on_stage_stands_under_the_class() -> None:
    """
    A member of the presidium wears that word too; nobody else does.
    """
    assert text("papers.badge.role.presidium", "vi") == said(layout_of("C-008"), "role")
    assert said(layout_of("C-001"), "role") == ""


def test_only_a_sample_is_marked_as_one() -> None:
    """
    Badges of a sample conference say so; those of a real one do not.
    """
    real = msgspec.structs.replace(CONFERENCE, sample=False)

    assert text("papers.sample", "vi") == said(layout_of("C-001"), "sample")
    assert said(badge_layout(real, real.people[0]), "sample") == ""


def test_the_conference_heads_its_badge() -> None:
    """
    Organisers and title stand at the head, the title's first line in capitals as headings are.
    """
    titled = msgspec.structs.replace(CONFERENCE, title_lines=("Đại hội huyện", "lần thứ IV"))

    layout = badge_layout(titled, titled.people[0])

    assert " ".join(CONFERENCE.organisation) == said(layout, "organisation")
    assert said(layout, "title") == "ĐẠI HỘI HUYỆN lần thứ IV"


def test_the_head_shrinks_until_it_fits() -> None:
    """
    A conference with many long title lines still leaves the band its place.
    """
    wordy = msgspec.structs.replace(CONFERENCE, title_lines=("HỘI NGHỊ ĐIỂN HÌNH " * 4,) * 5)

    head = [
        line
        for line in badge_layout(wordy, wordy.people[0]).lines
        if line.part in {"organisation", "title"}
    ]

    assert max(line.ink[3] for line in head) < grid.BAND_TOP


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text("AĂƠẪỆghỵq’-", min_size=1, max_size=14), min_size=1, max_size=9),
    st.integers(100, 1200),
    st.integers(60, 500),
    st.integers(1, 3),
)
def test_fitted_text_stays_in_its_box(
    pieces: list[str], width: int, height: int, lines: int
) -> None:
    """
    Any words come out in order, whole, in no more lines than allowed, and inside the box.
    """
    fitted = fit(" ".join(pieces), Weight.BOLD, width, largest=165, lines=lines, height=height)

    assert words(" ".join(pieces)) == words(" ".join(fitted.lines))
    assert len(fitted.lines) <= lines
    assert fitted.size == 1 or fitted.height <= height


def test_long_text_breaks_after_a_phrase() -> None:
    """
    A line ends after a comma, dash or slash where that costs little room, never before one.
    """
    fitted = fit("PHỤC VỤ / VĂN NGHỆ / KỸ THUẬT", Weight.BOLD, 800, largest=90, lines=2, height=200)

    assert len(fitted.lines) == 2
    assert fitted.lines[0].endswith("/")


def test_long_text_keeps_compounds_together() -> None:
    """
    A line breaks before a capitalised word rather than inside the compound it begins.
    """
    fitted = fit("Công nhân vận hành Công ty Điện Mẫu", Weight.BOLD, 700, largest=60, lines=2)

    assert fitted.lines == ("Công nhân vận hành", "Công ty Điện Mẫu")


def test_only_prints_the_badges_asked_for(tmp_path: Path) -> None:
    """
    With badge numbers given, only these are printed, in the roster's order.
    """
    files = PAPERS["badges"](CONFERENCE, CODES, tmp_path, format="png", only=["C-004", "C-001"])

    assert [tmp_path / "C-001.png", tmp_path / "C-004.png"] == files
    assert files == sorted(tmp_path.iterdir())


def test_progress_counts_badges(tmp_path: Path) -> None:
    """
    Whoever watches is told after each badge how many are done, of how many.
    """
    seen: list[tuple[int, int]] = []

    badges(
        CONFERENCE,
        CODES,
        tmp_path,
        format="pdf",
        only=IDS[:3],
        progress=lambda done, total: seen.append((done, total)),
    )

    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_an_unknown_badge_number_is_refused(tmp_path: Path) -> None:
    """
    A number that is not in the roster is named in one sentence and nothing is printed.
    """
    with pytest.raises(PaperRefused) as refusal:
        badges(CONFERENCE, CODES, tmp_path, format="png", only=["C-001", "X-404"])

    assert refusal.value.code == "unknown_number"
    assert text("papers.refused.unknown_number", "vi", numbers="X-404") == refusal.value.message
    assert "X-404" in refusal.value.message_en
    assert list(tmp_path.iterdir()) == []


def test_an_empty_roster_is_refused(tmp_path: Path) -> None:
    """
    A conference without people prints no empty sheet; it is told so.
    """
    empty = msgspec.structs.replace(CONFERENCE, people=())

    with pytest.raises(PaperRefused) as refusal:
        badges(empty, CODES, tmp_path, format="pdf")

    assert refusal.value.code == "nobody"


@pytest.mark.parametrize(("codes", "code"), [({}, "no_code"), (lambda _: "12 34", "bad_code")])
def test_no_half_finished_sheets_remain(tmp_path: Path, codes: object, code: str) -> None:
    """
    A badge that can't be printed leaves no file behind, and its code is not told to anybody.
    """
    with pytest.raises(PaperRefused) as refusal:
        PAPERS["badges"](CONFERENCE, codes, tmp_path, format="pdf")

    assert code == refusal.value.code
    assert "12 34" not in f"{refusal.value.message} {refusal.value.message_en}"
    assert list(tmp_path.iterdir()) == []


def test_a_missing_font_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Without the typeface the refusal names the missing file and what brings it.
    """
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    fonts.font_file.cache_clear()

    with pytest.raises(PaperRefused) as refusal:
        fonts.font_file(Weight.BOLD)

    fonts.font_file.cache_clear()
    assert refusal.value.code == "no_font"
    assert "BeVietnamPro_700Bold.ttf" in refusal.value.message
