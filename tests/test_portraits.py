"""Portraits as offices hand them in: turned, tagged, huge; what is drawn of them, and forgotten."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageDraw

from server.config import SAMPLE, Settings
from server.files.media import forget, look_into
from server.files.pictures import copied
from server.preflight import look

NAME = "chan-dung-mau.jpg"
DESCRIBED = "Canon Mau, 11.56 N"


def portrait(width: int = 900, height: int = 1200, *, turned: bool = False) -> bytes:
    """A photograph with a light top and what a camera notes of it; `turned`: held upright."""
    picture = Image.new("RGB", (width, height), "#33465a")
    ImageDraw.Draw(picture).rectangle((0, 0, width, height // 4), fill="#f0e0c8")
    tags = Image.Exif()
    tags[ExifTags.Base.ImageDescription] = DESCRIBED
    if turned:
        picture = picture.transpose(Image.Transpose.ROTATE_90)
        tags[ExifTags.Base.Orientation] = 6
    file = BytesIO()
    picture.save(file, "JPEG", exif=tags)
    return file.getvalue()


def sample(place: Path, name: str = NAME, featured: str = "có") -> Path:
    """The sample with a column of portraits, and one named in the first line."""
    folder = Path(
        shutil.copytree(SAMPLE, place / "conference", ignore=shutil.ignore_patterns("var"))
    )
    head, first, *rest = (folder / "awards.csv").read_text("utf-8").splitlines()
    first = f"{first.removesuffix('có')}{featured},{name}"
    lines = [f"{head},Ảnh", first, *(f"{line}," for line in rest)]
    (folder / "awards.csv").write_text("\n".join(lines), "utf-8")
    return folder


def told(folder: Path, word: str = NAME) -> list[str]:
    """What the pre-flight says with that word in it."""
    settings = Settings(folder=folder, var=folder.parent / "var")
    return [one.vi for one in look(settings) if word in one.vi]


@pytest.mark.parametrize("turned", [False, True])
def test_a_portrait_stands_upright_whichever_way_the_camera_was_held(
    tmp_path: Path, turned: bool
) -> None:
    """
    Its shape is known upright, and so is its copy drawn: the light top on top.
    """
    (tmp_path / NAME).write_bytes(portrait(turned=turned))

    found = look_into(tmp_path)[NAME]
    copied(tmp_path / NAME, tmp_path / "copy.webp")

    assert (900, 1200, None, None) == (found.width, found.height, found.fault, found.doubt)
    with Image.open(tmp_path / "copy.webp") as copy:
        assert (900, 1200) == copy.size
        assert 180 < copy.convert("L").getpixel((450, 60))
        assert 100 > copy.convert("L").getpixel((450, 1100))


def test_the_copy_tells_nothing_of_place_and_camera_and_is_light(tmp_path: Path) -> None:
    """
    A large photograph is drawn no larger than a wall needs, without what the camera wrote into it.
    """
    (tmp_path / NAME).write_bytes(portrait(3000, 4000))
    copied(tmp_path / NAME, tmp_path / "copy.webp")

    content = (tmp_path / "copy.webp").read_bytes()

    assert DESCRIBED.encode() in (tmp_path / NAME).read_bytes()
    assert DESCRIBED.encode() not in content
    with Image.open(BytesIO(content)) as copy:
        assert (900, 1200) == copy.size
        assert not copy.getexif()


def test_the_pre_flight_knows_a_good_portrait(tmp_path: Path) -> None:
    """
    Those that can be shown are counted.
    """
    folder = sample(tmp_path)
    (folder / "media" / NAME).write_bytes(portrait())

    assert ["Ảnh chân dung hiện được: 1"] == told(folder, "chân dung")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (NAME, None, "chưa có ảnh chân dung"),
        (NAME, portrait()[:3000], "hỏng"),
        (NAME, portrait(150, 200), "300 điểm ảnh"),
        (NAME, portrait(7000, 7000), "quá lớn"),
        ("chan-dung-mau.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        ("chan-dung-mau.docx", b"PK\x03\x04", "không phải ảnh"),
    ],
)
def test_a_portrait_that_will_not_do_is_told_before_the_day(
    tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    """
    Missing, damaged, too coarse, too large, a drawing or no picture: one sentence each.
    """
    folder = sample(tmp_path, name)
    if content is not None:
        (folder / "media" / name).write_bytes(content)

    found = told(folder, name)

    assert 1 == len(found)
    assert said in found[0]


def test_a_portrait_of_somebody_not_featured_is_shown_nowhere(tmp_path: Path) -> None:
    """
    The office is told that the row lacks its yes.
    """
    folder = sample(tmp_path, featured="")
    (folder / "media" / NAME).write_bytes(portrait())

    (said,) = told(folder)

    assert "không hiện ở đâu" in said


def test_only_the_emblem_is_kept_when_portraits_are_forgotten(tmp_path: Path) -> None:
    """
    Every copy goes but the one named; where none is named, all go; where none are, nothing happens.
    """
    for name in ("aa.webp", "bb.webp", "cc.png"):
        (tmp_path / name).write_bytes(b"x")

    forget(tmp_path, "bb")
    left = [path.name for path in tmp_path.iterdir()]
    forget(tmp_path, None)
    forget(tmp_path / "nowhere", None)

    assert ["bb.webp"] == left
    assert [] == list(tmp_path.iterdir())
