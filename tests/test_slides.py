"""PDFs that cannot be shown: each has its own name and its own sentence, at the desk and in check."""

import shutil
from pathlib import Path

import pytest

from server.config import SAMPLE, Settings
from server.files.media import look_into
from server.preflight import look
from tests.pdfs import pdf

NAME = "bao-cao-tong-ket.pdf"

BAD = {
    "no_pages": pdf(pages=0),
    "too_many_pages": pdf(pages=400),
    "locked": pdf(locked=True),
    "damaged": b"%PDF-1.7\n" + b"0" * 5000,
    "page_size": pdf(size=(100, 14_400)),
    "empty": b"",
}
SAID = {
    "no_pages": "không có trang nào",
    "too_many_pages": "400 trang",
    "locked": "mật khẩu",
    "damaged": "hỏng",
    "page_size": "khổ giấy",
    "empty": "0 byte",
}


@pytest.mark.parametrize("fault", BAD)
def test_every_fault_of_a_pdf_has_its_name(tmp_path: Path, fault: str) -> None:
    """
    What keeps a PDF from the wall is known by its own name, and nothing of it is usable.
    """
    (tmp_path / NAME).write_bytes(BAD[fault])

    assert fault == look_into(tmp_path)[NAME].fault


def test_a_plain_pdf_is_slides(tmp_path: Path) -> None:
    """
    What offices make is read whole, and a standard face need not be in it.
    """
    (tmp_path / NAME).write_bytes(pdf(pages=30))

    found = look_into(tmp_path)[NAME]

    assert ("slides", 30, None, None) == (found.kind, found.pages, found.fault, found.doubt)


def test_slides_that_lack_their_face_are_doubted(tmp_path: Path) -> None:
    """
    A face the PDF does not carry is named; the slides are shown all the same.
    """
    (tmp_path / NAME).write_bytes(pdf(pages=2, face="VNI-Times"))

    found = look_into(tmp_path)[NAME]

    assert (None, "fonts", "VNI-Times") == (found.fault, found.doubt, found.detail)


@pytest.mark.parametrize("fault", BAD)
def test_the_pre_flight_says_what_is_wrong_with_a_pdf(tmp_path: Path, fault: str) -> None:
    """
    Checking the folder opens the file, and names the item, the file, the fault and the way out.
    """
    folder = sample(tmp_path)
    (folder / "media" / NAME).write_bytes(BAD[fault])

    said = [one.vi for one in look(Settings(folder=folder, var=tmp_path / "var")) if NAME in one.vi]

    assert 1 == len(said)
    assert SAID[fault] in said[0]


def test_the_pre_flight_shows_what_it_found(tmp_path: Path) -> None:
    """
    A film and slides that can be shown are told by their length and the mark of their content.
    """
    folder = sample(tmp_path)
    (folder / "media" / NAME).write_bytes(pdf(pages=12))

    said = {one.vi for one in look(Settings(folder=folder, var=tmp_path / "var"))}

    assert any("12 trang, SHA-256" in line for line in said)
    assert any("phong-su-mau.webm" in line and "có tiếng, SHA-256" in line for line in said)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("tham-luan.pdf", pdf(pages=9), "9 trang, SHA-256"),
        ("tham-luan.pdf", b"%PDF-1.7 hong", "hỏng"),
        ("tham-luan.docx", b"PK\x03\x04 van ban", "không phải PDF"),
        ("tham-luan.pdf", None, "chưa có tệp trình chiếu"),
    ],
)
def test_the_pre_flight_opens_the_slides_of_a_speech(
    tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    """
    What a speaker sent in is looked into like the report: its pages, or what keeps it off the wall.
    """
    folder = sample(tmp_path)
    speeches = folder / "speeches.csv"
    first, rest = speeches.read_text("utf-8").split("nữ công nhân,7,", 1)
    speeches.write_text(f"{first}nữ công nhân,7,{name}{rest}", "utf-8")
    if content is not None:
        (folder / "media" / name).write_bytes(content)

    told = [one.vi for one in look(Settings(folder=folder, var=tmp_path / "var")) if name in one.vi]

    assert 1 == len(told)
    assert said in told[0]


def sample(place: Path) -> Path:
    """The sample in a folder of its own."""
    return Path(shutil.copytree(SAMPLE, place / "conference", ignore=shutil.ignore_patterns("var")))
