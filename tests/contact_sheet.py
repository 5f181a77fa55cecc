"""python3 -m tests.contact_sheet: every scene at every size on one page, to be looked at."""

from server.bootstrap import enter, import_map

if __name__ == "__main__":
    enter("tests.contact_sheet", for_tests=True)

import argparse
import html
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from server.setup.places import ROOT
from tests.browser_setup import CHROMIUM
from tests.e2e.device import FLAGS
from tests.static_server import serve

SIZES = ((1920, 1080), (1280, 720), (1024, 768), (3840, 1080), (1080, 1920))
SAMPLES = ROOT / "tests" / "scene_samples.json"
ARTIFACTS = ROOT / "tests" / "artifacts" / "contact-sheet"
THUMBNAIL_HEIGHT = 360
COLUMNS_WIDTH = 2560

Sample = dict[str, Any]

EMBLEM = "/tests/browser/emblem.svg"
SLIDE = "/tests/browser/slide.svg"
PORTRAIT = "/tests/browser/portrait.svg"
GROUP = "/tests/browser/group.svg"

KEPT: Sample = json.loads(SAMPLES.read_text(encoding="utf-8"))


BARE = ("SC05", "SC10", "SC24", "SC25")  # that bear no message, or no words of their own
LONG_MESSAGE = (
    "Kính mời quý vị đại biểu đã được phân công nhận thưởng đợt một đến tập trung tại cánh gà bên "
    "trái sân khấu; quý vị đại biểu khác vui lòng giữ trật tự và tắt chuông điện thoại. Xin cảm ơn!"
)
CROWNED = ("SC00", "SC01", "SC22", "lobby-welcome")  # bear the emblem, where the office gave one


def samples() -> list[Sample]:
    """One sample per scene, then one per picture of the other roles; each with its view."""
    kept, view, now = KEPT, KEPT["view"], KEPT["now"]
    hall = [_sample(name, "hall", scene, view, now) for name, scene in kept["scenes"].items()]
    roles = [
        _sample(name, one["role"], one["scene"], view | one["view"], one.get("now", now))
        for name, one in kept["roles"].items()
    ]
    overlays = [
        _sample(f"overlay-{one['name']}", "overlay", one["scene"], view, now) for one in hall
    ]
    crowned = [_crowned(one) for one in hall + roles if one["name"] in CROWNED]
    more = _leafed(kept, now) + _titled(kept, now) + _portrayed(kept, now)
    noted = [_noted(one, LONG_MESSAGE) for one in [*hall, *roles, *more] if _may_be_noted(one)]
    return hall + roles + overlays + crowned + more + noted


def _may_be_noted(one: Sample) -> bool:
    return one["scene"]["code"] not in BARE and one["role"] != "stage"


def _noted(one: Sample, words: str) -> Sample:
    """The same picture while a message stands below it."""
    view = one["view"] | {"message": {"text": words, "until": None}}
    return one | {"name": f"{one['name']}-message", "view": view}


def _leafed(kept: Sample, now: str) -> list[Sample]:
    """A speech at its slides: on the wall, and on the monitor of whoever speaks."""
    speech = kept["scenes"]["SC12"] | {"code": "SC10", "page": 3, "pages": 12, "image": SLIDE}
    view = kept["view"] | kept["roles"]["stage-good"]["view"]
    step = view["step"] | {"title": "Trang chiếu 3/12", "scene_code": "SC10"}
    coming = view["next"]["step"] | {"title": "Trang chiếu 4/12", "image": SLIDE}
    stage = view | {"step": step, "next": view["next"] | {"step": coming}}
    return [
        _sample("SC10-speech", "hall", speech, kept["view"], now),
        _sample("stage-slides", "stage", speech, stage, now),
    ]


def _titled(kept: Sample, now: str) -> list[Sample]:
    """A batch of several honours, under its own title."""
    title = "Trao Huân chương Lao động, Bằng khen của Thủ tướng Chính phủ"
    batch = kept["scenes"]["SC15"] | {"award": None, "title": title}
    return [
        _sample("SC15-titled", "hall", batch, kept["view"], now),
        _sample("overlay-SC15-titled", "overlay", batch, kept["view"], now),
    ]


def _portrayed(kept: Sample, now: str) -> list[Sample]:
    """Those honoured with the picture the office gave: a person, and the people of a collective."""
    scenes, view = kept["scenes"], kept["view"]
    one = scenes["SC16"] | {"portrait": PORTRAIT, "portrait_ratio": 0.75}
    many = scenes["SC16-collective"] | {"portrait": GROUP, "portrait_ratio": 1.5}
    return [
        _sample("SC16-portrait", "hall", one, view, now),
        _sample("SC16-group", "hall", many, view, now),
    ]


def _crowned(one: Sample) -> Sample:
    conference = one["view"]["conference"] | {"emblem": EMBLEM}
    name = f"{one['name']}-emblem"
    return one | {"name": name, "view": one["view"] | {"conference": conference}}


def _sample(name: str, role: str, scene: Sample, view: Sample, now: str) -> Sample:
    return {"name": name, "role": role, "scene": scene, "view": view, "now": now}


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=[*FLAGS])
        yield browser
        browser.close()


@contextmanager
def easel(browser: Browser, width: int, height: int) -> Iterator[Page]:
    """A page of that size which draws samples."""
    with serve(import_map()) as address:
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(f"{address}/tests/browser/sheet.html")
        page.wait_for_function("window.isReady")
        yield page
        page.close()


def draw(page: Page, sample: Sample) -> list[Sample]:
    """Draw one sample; returns the measures of each of its pages and leaves the first in sight."""
    measures: list[Sample] = page.evaluate("sample => show(sample)", sample)
    return measures


def render(folder: Path, sizes: tuple[tuple[int, int], ...], wanted: str) -> None:
    """Fill the folder with a picture per sample and size, a sheet per size, and a page of all."""
    chosen = [sample for sample in samples() if sample["name"].startswith(wanted)]
    with chromium() as browser:
        for width, height in sizes:
            place = folder / f"{width}x{height}"
            place.mkdir(parents=True, exist_ok=True)
            with easel(browser, width, height) as page:
                for sample in chosen:
                    draw(page, sample)
                    page.screenshot(path=place / f"{sample['name']}.png")
            pictures = [place / f"{sample['name']}.png" for sample in chosen]
            _mount(pictures, width, height).save(folder / f"{width}x{height}.png")
    (folder / "index.html").write_text(_page(chosen, sizes), encoding="utf-8")


def _mount(pictures: list[Path], width: int, height: int) -> Image.Image:
    small = (width * THUMBNAIL_HEIGHT // height, THUMBNAIL_HEIGHT)
    across = max(1, COLUMNS_WIDTH // (small[0] + 8))
    down = -(-len(pictures) // across)
    sheet = Image.new("RGB", (across * (small[0] + 8), down * (small[1] + 8)), "#888")
    for number, picture in enumerate(pictures):
        row, column = divmod(number, across)
        with Image.open(picture) as image:
            place = (column * (small[0] + 8) + 4, row * (small[1] + 8) + 4)
            sheet.paste(image.convert("RGB").resize(small, Image.Resampling.LANCZOS), place)
    return sheet


def _page(chosen: list[Sample], sizes: tuple[tuple[int, int], ...]) -> str:
    parts = [
        "<!doctype html><meta charset=utf-8><title>Scenes</title>",
        "<style>body{background:#777;font:14px sans-serif}img{height:240px}"
        "figure{display:inline-block;margin:4px}</style>",
    ]
    for width, height in sizes:
        parts.append(f"<h2>{width} × {height}</h2>")
        for sample in chosen:
            name = html.escape(sample["name"])
            picture = f"{width}x{height}/{name}.png"
            parts.append(
                f"<figure><a href='{picture}'><img src='{picture}' loading=lazy></a>"
                f"<figcaption>{name}</figcaption></figure>"
            )
    return "\n".join(parts)


def main() -> None:
    """Read the arguments and render."""
    parser = argparse.ArgumentParser(prog="python3 -m tests.contact_sheet", description=__doc__)
    parser.add_argument("--out", type=Path, default=ARTIFACTS, help="the folder to fill")
    parser.add_argument("--only", default="", help="samples whose name begins so, such as SC15")
    arguments = parser.parse_args()
    render(arguments.out, SIZES, arguments.only)
    print(arguments.out / "index.html")


if __name__ == "__main__":
    main()
