"""Small things that unfold into large ones: files, slides and bodies made to fill the memory."""

import gzip
import hashlib
import io
import json
import shutil
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from server.config import ROOT
from server.files import check, digest
from server.files.folder import LARGEST
from server.files.slides import TALLEST, draw_page
from server.secret import kept_secret, mark_of
from tests.edge.clients import Http, new_id
from tests.edge.conftest import TINY
from tests.edge.house import House

MEMORY = 1 << 30
DEEP = 100_000
FILES = {
    "brackets in brackets": ("conference.toml", b"a = " + b"[" * DEEP),
    "tables in tables": ("conference.toml", b"a = " + b"{b=" * DEEP),
    "brackets on lines": ("conference.toml", b"a = " + b"[\n" * DEEP),
    "a header of spaces": ("agenda.toml", b"[" + b" " * 19_000 + b"\n"),
    "names in names": ("agenda.toml", b"[" + b"a." * DEEP + b"a]\n"),
    "a header without end": ("agenda.toml", b"[" + b" " * 4_000_000),
    "a text without end": ("conference.toml", b'a = "' + b"x" * LARGEST),
    "a huge list": ("delegates.csv", b"id,full_name\n" + b"D-1,M\n" * (LARGEST // 6)),
    "a huge cell": ("delegates.csv", b'id,full_name\nD-1,"' + b"x" * 7_000_000),
    "countless columns": ("delegates.csv", b"," * 4_000_000),
    "countless rows": ("delegates.csv", b"\n" * 7_000_000),
    "nothing but zeros": ("units.csv", b"\x00" * 4_000_000),
}
READ = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
from pathlib import Path
from server.files import check
conference, errors, _ = check(Path(sys.argv[1]))
assert conference is None
print(*{problem.render("vi") for problem in errors[:5]}, sep="\\n")
"""


@pytest.mark.parametrize("bomb", FILES)
def test_a_monstrous_file_is_a_problem_to_mend(tmp_path: Path, bomb: str) -> None:
    """
    Whatever stands in a file, reading it ends soon, in little memory, with sentences.
    """
    file, body = FILES[bomb]
    folder = Path(shutil.copytree(TINY, tmp_path / "conference"))
    (folder / file).write_bytes(body)

    done = subprocess.run(
        [sys.executable, "-c", READ, folder, str(MEMORY)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (0, "") == (done.returncode, done.stderr[-400:])
    assert file in done.stdout


def test_a_file_too_large_is_named(tmp_path: Path) -> None:
    """
    A file no conference could need is not read; its problem says what is too large.
    """
    folder = Path(shutil.copytree(TINY, tmp_path / "conference"))
    with (folder / "delegates.csv").open("wb") as file:
        file.truncate(50 * LARGEST)

    found = [(one.file, one.key) for one in check(folder)[1]]
    mark = digest(folder)

    assert ("delegates.csv", "too_large") in found
    assert hashlib.sha256().digest_size * 2 == len(mark)


def slides(*sizes: tuple[float, float]) -> pypdfium2.PdfDocument:
    """Slides with pages of those sizes, in points."""
    document = pypdfium2.PdfDocument.new()
    for width, height in sizes:
        document.new_page(width, height)
    return document


@pytest.mark.parametrize("size", [(1, 14_400), (14_400, 1), (1e6, 1e6), (0, 0)])
def test_a_monstrous_page_is_drawn_small(tmp_path: Path, size: tuple[float, float]) -> None:
    """
    A page that claims to be a mile tall is drawn no larger than a few walls.
    """
    picture = tmp_path / "1.png"

    draw_page(slides(size)[0], picture)

    with Image.open(picture) as drawn:
        assert max(drawn.size) <= TALLEST


def test_a_common_page_is_drawn_as_wide_as_a_wall(tmp_path: Path) -> None:
    """
    What offices make is as sharp as before: the width of a wall.
    """
    picture = tmp_path / "1.png"

    draw_page(slides((960, 540))[0], picture)

    with Image.open(picture) as drawn:
        assert (1920, 1080) == drawn.size


def test_bad_slides_keep_no_others_from_the_wall(tmp_path: Path) -> None:
    """
    A file that cannot be drawn is passed over; the ones after it are shown.
    """
    folder = Path(shutil.copytree(TINY, tmp_path / "conference"))
    media = folder / "media"
    media.mkdir(exist_ok=True)
    good = io.BytesIO()
    slides((960, 540)).save(good)
    (media / "z.pdf").write_bytes(good.getvalue())
    (media / "a.pdf").write_bytes(good.getvalue() + b"%")
    blocked = tmp_path / "var" / "slides" / hashlib.sha256(good.getvalue() + b"%").hexdigest()
    blocked.parent.mkdir(parents=True, mode=0o700)
    blocked.touch()  # its pictures have nowhere to go
    content = hashlib.sha256(good.getvalue()).hexdigest()

    with House(tmp_path / "var", folder) as house, house.http() as wall:
        drawn = f"/slides/{mark_of(kept_secret(house.var), content)}/1.png"
        for _ in range(600):
            if wall.get(drawn).status_code == 200:
                break
            time.sleep(0.05)

        assert 200 == wall.get(drawn).status_code


BODY = json.dumps({"id": "a", "command": "next", "args": {"x": "0" * 50_000_000}}).encode()


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("gzip", gzip.compress(BODY)), ("deflate", zlib.compress(BODY)), ("br", b"\x00" * 1000)],
)
def test_a_packed_body_is_not_unpacked(house: House, encoding: str, body: bytes) -> None:
    """
    A call that comes packed is refused as it is: 50 kB do not become 50 MB.
    """
    assert house.process is not None
    with house.enter("console") as admin:
        answers = [
            admin.post(
                "/api/v1/commands", data=body, headers={"Content-Encoding": encoding}
            ).status_code
            for _ in range(3)
        ]

    assert [400] * 3 == answers


def test_many_ids_of_any_length_are_refused(house: House) -> None:
    """
    An outbox without end is refused for its size before it is read.
    """
    scans = [{"id": new_id(), "code": "1" * 34} for _ in range(20_000)]

    with Http(house.base, house.device("kiosk", "ki-ốt 1")) as kiosk:
        answer = kiosk.post("/api/v1/check-ins/batch", json={"scans": scans})

    assert 413 == answer.status_code
