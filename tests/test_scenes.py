"""Every scene at every size, measured in Chromium: legible at fifteen metres, nothing cut."""

import io
import math
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.contact_sheet import SIZES, Sample, chromium, draw, easel, samples

LEAST_TEXT = 0.03  # of the screen's height
LEAST_NAME = 0.05
LEAST_CONTRAST = 7
RED, YELLOW, BLACK = (218, 37, 29), (255, 255, 0), (0, 0, 0)
SAMPLES = samples()
FLAG = next(sample for sample in SAMPLES if sample["name"] == "SC05")
NAMES_OF_A_BATCH = 10


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def wall(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with easel(browser, *request.param) as page:
        yield page


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["name"])
def test_a_scene_is_legible_and_whole(wall: Page, sample: Sample) -> None:
    """
    No text is small, faint, cut, outside or touching another, and no title ends in one syllable.
    """
    faults = [fault for page in draw(wall, sample) for fault in faults_of(page)]

    assert [] == faults


def faults_of(page: Sample) -> list[str]:
    """What is wrong with one page of a picture, in words."""
    faults = [f"does not fit: {text}" for text in page["spills"]]
    faults += [f"touching: {pair}" for pair in page["collisions"]]
    faults += [f"outside a block: {word}" for word in page["strays"]]
    for text in page["texts"]:
        faults += [f"{fault}: {text['text']}" for fault in text_faults(text)]
    return faults


def text_faults(text: Sample) -> Iterator[str]:
    """What is wrong with one text."""
    if text["size"] < LEAST_TEXT:
        yield f"text of {text['size']:.3f}"
    if text["isName"] and text["nameSize"] < LEAST_NAME:
        yield f"name of {text['nameSize']:.3f}"
    if text["contrast"] < LEAST_CONTRAST:
        yield f"contrast of {text['contrast']:.1f}"
    if text["outside"]:
        yield "beyond the edge"
    if text["isOrphaned"]:
        yield "one syllable alone"


def test_every_name_of_a_long_list_gets_its_turn(wall: Page) -> None:
    """
    A list too long for the wall is shown page by page, and no name is lost between pages.
    """
    batch = next(sample for sample in SAMPLES if sample["name"] == "SC15")

    pages = draw(wall, batch)

    texts = {text["text"] for page in pages for text in page["texts"]}
    assert {person["name"] for person in batch["scene"]["people"]} <= texts


def test_a_full_batch_stands_on_one_page_of_a_wide_screen(browser: Browser) -> None:
    """
    Ten recipients, the most a stage holds, need no second page at 16:9.
    """
    batch = next(sample for sample in SAMPLES if sample["name"] == "SC15")

    with easel(browser, 1920, 1080) as page:
        pages = draw(page, batch)

    assert NAMES_OF_A_BATCH == len(batch["scene"]["people"])
    assert 1 == len(pages)


def test_the_flag_is_right_to_the_pixel(wall: Page) -> None:
    """
    Two to three, centred on black, a star whose points are where the rule puts them.
    """
    draw(wall, FLAG)

    with Image.open(io.BytesIO(wall.screenshot())) as shot:
        picture = shot.convert("RGB")
    length = min(picture.width, picture.height * 3 / 2)
    left, top = (picture.width - length) / 2, (picture.height - length * 2 / 3) / 2

    def at(x: float, y: float) -> tuple[int, ...]:
        return picture.getpixel((int(left + x * length), int(top + y * length)))  # type: ignore

    centre = (1 / 2, 1 / 3)
    assert YELLOW == at(*centre)
    for point, radius in vertices():
        inside, outside = (beam(centre, point, radius + step) for step in (-0.012, 0.012))
        assert (point, YELLOW, RED) == (point, at(*inside), at(*outside))
    edge = 2 / length
    for x, y in ((edge, edge), (1 - edge, edge), (edge, 2 / 3 - edge), (1 - edge, 2 / 3 - edge)):
        assert RED == at(x, y)
    if left > 1:
        assert (BLACK, BLACK) == (at(-edge, 1 / 3), at(1 + edge, 1 / 3))
    if top > 1:
        assert (BLACK, BLACK) == (at(1 / 2, -edge), at(1 / 2, 2 / 3 + edge))


def vertices() -> list[tuple[int, float]]:
    """Each of the star's ten vertices, clockwise from the top, and its distance in flag lengths."""
    inner = math.sin(math.radians(18)) / math.sin(math.radians(54)) / 5
    return [(point, inner if point % 2 else 1 / 5) for point in range(10)]


def beam(centre: tuple[float, float], point: int, radius: float) -> tuple[float, float]:
    """The place at that distance from the centre, towards a vertex."""
    angle = math.radians(36 * point)
    return centre[0] + radius * math.sin(angle), centre[1] - radius * math.cos(angle)


BOX = """
<style>.fit { width: 600px; height: 200px; font: 20px sans-serif }
.content { font-size: max(10px, var(--fit) * 100px); line-height: 1.5 }
[hidden] { display: none }</style>
"""


def put_in_a_box(page: Page, content: str) -> Sample:
    """Fit some content into a box of 600 × 200; what came out."""
    fitted: Sample = page.evaluate(
        """markup => {
          document.body.innerHTML = markup;
          const box = document.querySelector('.fit');
          fitBox(box);
          const content = box.firstElementChild;
          const overflow = () => content.scrollHeight > 200 || content.scrollWidth > 600;
          const chosen = Number(box.style.getPropertyValue('--fit'));
          const fits = !overflow();
          box.style.setProperty('--fit', chosen + 1 / 40);
          return { chosen, fits, larger: !overflow(), pages: Number(box.dataset.pages ?? 1) };
        }""",
        f"{BOX}<div class='fit' data-fit><div class='content'>{content}</div></div>",
    )
    return fitted


@pytest.fixture
def blank(browser: Browser) -> Iterator[Page]:
    with easel(browser, 800, 600) as page:
        yield page


def test_a_text_gets_the_largest_scale_that_fits(blank: Page) -> None:
    """
    At the scale chosen the text fits its box; one step more and it would not.
    """
    fitted = put_in_a_box(blank, "<p>" + "thi đua yêu nước " * 6 + "</p>")

    assert (True, False) == (fitted["fits"], fitted["larger"])
    assert 0 < fitted["chosen"] < 1


def test_a_short_text_is_no_larger_than_its_wish(blank: Page) -> None:
    """
    A text that fits at its full size keeps it.
    """
    assert 1 == put_in_a_box(blank, "<p>Thôi</p>")["chosen"]


def test_rows_too_many_for_a_box_are_dealt_onto_pages(blank: Page) -> None:
    """
    Forty rows of at least fifteen pixels need four pages of a box two hundred high.
    """
    rows = "".join(f"<p data-row style='margin:0'>{number}</p>" for number in range(40))

    fitted = put_in_a_box(blank, rows)

    assert (4, True) == (fitted["pages"], fitted["fits"])
