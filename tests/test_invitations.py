"""Invitations and the backs of badges: read back, kept apart, and complete."""

from itertools import combinations
from pathlib import Path

import msgspec
import pypdfium2
import pytest
from PIL import Image

from server.papers.backs import back_lines, backs
from server.papers.badge_grid import HEIGHT as BADGE_HEIGHT
from server.papers.invitation_layout import (
    EDGE,
    HEIGHT,
    QR_LEFT,
    QR_SIDE,
    QUIET_BOTTOM,
    QUIET_LEFT,
    QUIET_TOP,
    WIDTH,
    invitation_layout,
)
from server.papers.invitations import invitations
from tests.test_papers import CODES, CONFERENCE, IDS, overlap, read_codes

NOTICE = "Ban Tổ chức sử dụng họ tên chỉ để mời và đón tiếp; Hội nghị có ghi hình. " * 3
INVITING = msgspec.structs.replace(
    CONFERENCE, privacy_notice=NOTICE, help_contact="Ban Công tác cơ sở, 0259 000 000"
)


def said(number: str, part: str) -> str:
    """What that part of a person's invitation says."""
    person = next(it for it in INVITING.people if it.id == number)
    lines, _ = invitation_layout(INVITING, person)
    return " ".join(line.text for line in lines if line.part == part)


def test_an_invitation_and_a_badge_carry_the_same_code(tmp_path: Path) -> None:
    """
    Whoever forgot the badge comes in with the invitation, even photographed.
    """
    invitations(INVITING, CODES, tmp_path, format="png", only=["C-001"])

    with Image.open(tmp_path / "C-001.png") as picture:
        photo = picture.convert("L").resize((picture.width // 3, picture.height // 3))

    assert [CODES["C-001"]] == read_codes(photo)


def test_each_has_an_a5_page(tmp_path: Path) -> None:
    """
    One file goes to the printer, a page for everybody, in the roster's order.
    """
    (file,) = invitations(INVITING, CODES, tmp_path, format="pdf")

    with pypdfium2.PdfDocument(file) as pages:
        sizes = {tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in pages}
        codes = [read_codes(page.render(scale=2.5).to_pil()) for page in pages]

    assert {(148, 210)} == sizes
    assert [[CODES[number]] for number in IDS] == codes


def test_whoever_is_invited_otherwise_gets_none_unless_asked_for(tmp_path: Path) -> None:
    """
    The roster says who gets no invitation; naming the number prints it all the same.
    """
    people = tuple(msgspec.structs.replace(p, invitation=p.id != "C-001") for p in INVITING.people)
    conference = msgspec.structs.replace(INVITING, people=people)

    everybody = invitations(conference, CODES, tmp_path, format="png")
    asked_for = invitations(conference, CODES, tmp_path, format="png", only=["C-001"])

    assert set(IDS) - {"C-001"} == {file.stem for file in everybody}
    assert ["C-001"] == [file.stem for file in asked_for]


@pytest.mark.parametrize("number", IDS)
def test_every_line_of_an_invitation_has_a_place_of_its_own(number: str) -> None:
    """
    However long a name or a post, nothing overlaps and nothing leaves the frame.
    """
    person = next(it for it in INVITING.people if it.id == number)

    lines, _ = invitation_layout(INVITING, person)

    inks = [(line.text, line.ink) for line in lines]
    assert [] == [(a, b) for (a, x), (b, y) in combinations(inks, 2) if overlap(x, y)]
    assert [] == [
        a for a, (left, _, right, _) in inks if left < EDGE - 4 or right > WIDTH - EDGE + 4
    ]
    assert [] == [
        a for a, (_, top, _, bottom) in inks if top < EDGE // 2 or bottom > HEIGHT - EDGE // 2
    ]


def test_the_number_under_the_code_is_clear_of_its_quiet_zone() -> None:
    """
    The code is laid down last, on white: what stood in its quiet zone could not be read.
    """
    lines, _ = invitation_layout(INVITING, INVITING.people[0])
    zone = (QUIET_LEFT, QUIET_TOP, 2 * QR_LEFT + QR_SIDE - QUIET_LEFT, QUIET_BOTTOM)

    assert [] == [line.text for line in lines if overlap(line.ink, zone)]


def test_an_invitation_says_who_when_and_where() -> None:
    """
    The guest is addressed, the town does not stand before the date twice.
    """
    assert "08:00, ngày 3 tháng 9 năm 2025" == said("C-001", "time")
    assert "từ 07:15" == said("C-001", "reception")
    assert "Nhà Văn hóa huyện Mẫu" == said("C-001", "place")
    assert said("C-001", "name").startswith("Đồng chí ")


def test_the_notice_on_personal_data_stands_whole_on_invitation_and_badge() -> None:
    """
    People are told what is kept of them before they come.
    """
    back = back_lines(INVITING)

    assert NOTICE.strip() == said("C-001", "privacy")
    assert NOTICE.strip() == " ".join(line.text for line in back if line.part == "privacy")
    assert BADGE_HEIGHT > max(line.ink[3] for line in back)


def test_the_backs_fit_the_sheet_of_badges(tmp_path: Path) -> None:
    """
    One A4 page of four equal backs, to print behind every sheet.
    """
    (file,) = backs(INVITING, CODES, tmp_path, format="pdf")

    with pypdfium2.PdfDocument(file) as pages:
        picture = pages[0].render(scale=1).to_pil().convert("L")
        assert 1 == len(pages)
    half = picture.width // 2
    left, right = picture.crop((20, 25, half - 4, 400)), picture.crop((half + 4, 25, 575, 400))

    assert left.getextrema()[0] < 100
    assert right.getextrema()[0] < 100
