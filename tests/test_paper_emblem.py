"""The emblem on badges and invitations: as it was given, in its own place, and nothing else moved."""

import shutil
from collections.abc import Iterator
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from server.config import SAMPLE, Settings
from server.papers import PAPERS
from server.papers import badge_grid as grid
from server.papers import invitation_layout as page
from server.papers.badge_layout import badge_layout
from server.papers.badges import EMBLEM as ON_BADGE
from server.papers.emblem import EmblemPlace
from server.papers.invitation_layout import invitation_layout
from server.papers.invitations import EMBLEM as ON_INVITATION
from server.papers.marks import Line
from server.printing import put_to_paper
from tests.emblems import BLUE, emblem
from tests.test_papers import CODES, CONFERENCE, IDS, overlap, read_codes

NAME = "huy-hieu.png"
PLACES = {"badges": ON_BADGE, "invitations": ON_INVITATION}


@pytest.fixture(name="given")
def _given() -> Image.Image:
    """A round emblem of many colours on a clear ground."""
    picture = Image.open(BytesIO(emblem(800)))
    shades = Image.linear_gradient("L").resize((300, 300))
    picture.paste(Image.merge("RGB", (shades, shades.rotate(90), shades.rotate(180))), (250, 250))
    return picture


def printed(paper: str, out: Path, given: Image.Image | None) -> Image.Image:
    """The first delegate's paper, as a picture."""
    (file,) = PAPERS[paper](CONFERENCE, CODES, out, format="png", only=["C-001"], emblem=given)
    return Image.open(file)


def square(place: EmblemPlace) -> tuple[int, int, int, int]:
    """The place as a rectangle."""
    return place.left, place.top, place.left + place.side, place.top + place.side


@pytest.mark.parametrize("paper", PLACES)
def test_the_emblem_stands_in_its_place_as_it_was_given(
    tmp_path: Path, given: Image.Image, paper: str
) -> None:
    """
    Its colours hardly differ from the file's, and the clear ground around it is paper.
    """
    place = PLACES[paper]
    ground = Image.new("RGB", given.size, "white")
    ground.paste(given, mask=given.getchannel("A"))
    wanted = ground.resize((place.side, place.side), Image.Resampling.LANCZOS)

    found = printed(paper, tmp_path, given).convert("RGB").crop(square(place))

    histogram = ImageChops.difference(wanted, found).convert("L").histogram()
    assert 0.97 * place.side**2 < sum(histogram[:16])
    assert (255, 255, 255) == found.getpixel((1, 1))
    pairs = zip(found.getpixel((place.side // 2, 30)), BLUE[:3], strict=True)
    assert max(abs(a - b) for a, b in pairs) < 8


@pytest.mark.parametrize("paper", PLACES)
def test_a_paper_with_the_emblem_is_still_one_palette_and_its_code_is_read(
    tmp_path: Path, given: Image.Image, paper: str
) -> None:
    """
    Printed in black and white from a photograph, the code comes out as before.
    """
    picture = printed(paper, tmp_path, given)

    assert "P" == picture.mode
    photo = picture.convert("L").resize((picture.width // 3, picture.height // 3))
    assert [CODES["C-001"]] == read_codes(photo)


def test_letters_and_bands_look_as_they_do_without(tmp_path: Path, given: Image.Image) -> None:
    """
    Below the header not a dot of a badge differs by more than half a step of a finer ramp.
    """
    below = (0, grid.BAND_TOP, grid.WIDTH, grid.HEIGHT)
    with_, without = (
        printed("badges", tmp_path / name, one).convert("RGB").crop(below)
        for name, one in (("with", given), ("without", None))
    )

    assert 4 >= max(high for _, high in ImageChops.difference(with_, without).getextrema())


def lines_of(paper: str) -> Iterator[tuple[str, list[Line]]]:
    """The lines of everybody's paper, made with room for the emblem."""
    for person in CONFERENCE.people:
        if paper == "badges":
            yield person.id, list(badge_layout(CONFERENCE, person, emblem=True).lines)
        else:
            yield person.id, invitation_layout(CONFERENCE, person, emblem=True)[0]


@pytest.mark.parametrize("paper", PLACES)
def test_no_line_comes_near_the_emblem_or_another_line(paper: str) -> None:
    """
    However long the title or the name, the emblem has its room, and the frame is kept.
    """
    width = grid.WIDTH if paper == "badges" else page.WIDTH
    for number, lines in lines_of(paper):
        inks = [line.ink for line in lines]
        assert not any(overlap(ink, square(PLACES[paper])) for ink in inks), number
        assert not any(overlap(a, b) for a, b in combinations(inks, 2)), number
        assert all(0 < left and right < width for left, _, right, _ in inks), number


def test_four_badges_with_the_emblem_lie_on_a_sheet(tmp_path: Path, given: Image.Image) -> None:
    """
    The PDF takes them as it takes the others: a sheet for four, every code readable.
    """
    (file,) = PAPERS["badges"](CONFERENCE, CODES, tmp_path, format="pdf", emblem=given)

    with pypdfium2.PdfDocument(file) as sheets:
        codes = [code for sheet in sheets for code in read_codes(sheet.render(scale=3).to_pil())]
        count = len(sheets)

    assert -(-len(IDS) // 4) == count
    assert {CODES[number] for number in IDS} == set(codes)


@pytest.mark.parametrize("content", [None, b"\x89PNG\r\nhong"])
def test_without_a_usable_file_papers_are_as_they_were(
    tmp_path: Path, content: bytes | None
) -> None:
    """
    Missing or damaged, the emblem's room is not left empty; given, the printed paper has it.
    """
    folder = Path(
        shutil.copytree(SAMPLE, tmp_path / "conference", ignore=shutil.ignore_patterns("var"))
    )
    settings = Settings(folder=folder, var=tmp_path / "var")

    def badge(out: str) -> bytes:
        files = put_to_paper(settings, "badges", tmp_path / out, "png", ["C-001"], lambda *_: None)
        return files[0].read_bytes()

    bare = badge("bare")
    if content is not None:
        (folder / "media" / NAME).write_bytes(content)
    same = badge("same")
    (folder / "media" / NAME).write_bytes(emblem())

    assert bare == same
    assert bare != badge("crowned")
