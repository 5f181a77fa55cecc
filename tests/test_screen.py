"""The wall's page in Chromium, with the test in the server's place: what the hall ever sees."""

import io
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route

from server.bootstrap import import_map
from server.setup.places import ROOT
from tests.contact_sheet import KEPT, Sample, chromium, samples
from tests.static_server import serve
from tests.test_scenes import flag_faults

SLIDE = {
    "code": "SC10",
    "title": "Báo cáo tổng kết phong trào thi đua yêu nước",
    "lines": [],
    "page": 1,
    "pages": 3,
    "image": "/slides/mau/1.png",
}
PORTRAIT = ROOT / "tests" / "browser" / "portrait.svg"
FAKE = {"socket.io-client": "/tests/browser/fake_socket.js"}
EDGE_TO_EDGE = {"SC05", "SC10", "SC11", "SC24"}
"""Scenes that are a picture, and no words."""
EDGES = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const words = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const style = getComputedStyle(node.parentElement);
    if (!node.data.trim() || style.visibility !== 'visible' || !node.parentElement.closest('#wall, #over')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, right, top, bottom, width, height } of range.getClientRects()) {
      const spare = Math.max(0, (height - parseFloat(style.lineHeight)) / 2); // what no letter reaches
      if (width > 0) words.push({ left, right, top: top + spare, bottom: bottom - spare });
    }
  }
  const all = [...document.querySelectorAll('#wall *, #over *')]
    .filter((one) => getComputedStyle(one).visibility === 'visible').map((one) => one.getBoundingClientRect())
    .filter(({ width, height }) => width > 0 && height > 0);
  const least = (rects, side) => Math.min(...rects.map(side));
  const sides = (rects) => [least(rects, (r) => r.left), least(rects, (r) => r.top),
    least(rects, (r) => innerWidth - r.right), least(rects, (r) => innerHeight - r.bottom)];
  return { words: sides(words), all: sides(all) };
}"""
SCENES = {
    sample["name"]: sample["scene"]
    for sample in samples()
    if sample["role"] == "hall" and not sample["view"].get("message")
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serve(import_map() | FAKE) as served:
        yield served


@pytest.fixture
def wall(browser: Browser, address: str) -> Iterator[Page]:
    """The page of hall-1, connected, before its first view; the server's clock says 2020."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    now = datetime.fromisoformat(KEPT["now"]).timestamp() * 1000
    page.add_init_script(f"window.serverTime = {now}; window.serverTimeSetAt = performance.now()")
    page.goto(f"{address}/display/screen.html?role=hall&name=hall-1")
    page.wait_for_function("window.line")
    page.evaluate("line.accept()")
    page.wait_for_timeout(100)
    yield page
    page.close()


def view(scene: str | Sample, version: int = 7, **more: Any) -> Sample:
    """The view of hall-1 with that scene."""
    chosen = SCENES[scene] if isinstance(scene, str) else scene
    screen = {"name": "hall-1", "role": "hall", "mode": "programme"} | more.pop("screen", {})
    return KEPT["view"] | {"scene": chosen, "version": version, "screen": screen} | more


def show(wall: Page, scene: str | Sample, version: int = 7, **more: Any) -> None:
    """Send a view and wait until the page says that it has painted it."""
    send(wall, scene, version, **more)
    wall.wait_for_function(
        """version => line.sent.some(
          one => one.event === 'shown' && one.payload.version === version)""",
        arg=version,
    )


def send(wall: Page, scene: str | Sample, version: int = 7, **more: Any) -> list[float]:
    """Send a view; how long each animation lasts that runs two frames later, in milliseconds."""
    durations: list[float] = wall.evaluate(
        """async view => {
          line.view(view);
          const frame = () => new Promise(requestAnimationFrame);
          await frame();
          await frame();
          return document.getAnimations().map(one => one.effect.getTiming().duration);
        }""",
        view(scene, version, **more),
    )
    return durations


def seen(wall: Page) -> str:
    """The words of whatever is in sight."""
    words: str = wall.evaluate(
        """() => [...document.querySelectorAll('.slot, #over')]
          .filter(box => getComputedStyle(box).visibility === 'visible')
          .sort((a, b) => (a.style.zIndex || 9) - (b.style.zIndex || 9))
          .map(box => box.innerText.replace(/\\s+/g, ' ').trim()).filter(Boolean).join(' + ')"""
    )
    return words


def painted(wall: Page) -> list[int]:
    """The versions that the page said it has painted."""
    versions: list[int] = wall.evaluate(
        "line.sent.filter(one => one.event === 'shown').map(one => one.payload.version)"
    )
    return versions


def test_before_its_first_view_a_wall_is_calm(wall: Page) -> None:
    """
    Deep red without a word, and nothing of the browser.
    """
    assert "" == seen(wall)
    assert "rgb(94, 7, 13)" == style(wall, "body", "backgroundColor")
    assert ("none", "hidden") == (style(wall, "body", "cursor"), style(wall, "body", "overflow"))


def style(wall: Page, selector: str, name: str) -> str:
    """The computed style of an element."""
    value: str = wall.eval_on_selector(selector, f"one => getComputedStyle(one).{name}")
    return value


def test_the_first_picture_stands_at_once(wall: Page) -> None:
    """
    After a reload the exact picture is there, without an animation.
    """
    assert [] == send(wall, "SC09")
    assert "Nguyễn Thị Mẫu An" in seen(wall)


def test_an_ordinary_change_dissolves_and_the_last_picture_goes(wall: Page) -> None:
    """
    The next scene comes in 300 ms; afterwards only it is in sight.
    """
    show(wall, "SC06")

    assert [300] == send(wall, "SC22", 8)
    wall.wait_for_function("document.getAnimations().length === 0")
    assert "TRÂN TRỌNG CẢM ƠN" in seen(wall)
    assert "+" not in seen(wall)


@pytest.mark.parametrize(
    ("last", "following"), [("SC04", "SC05"), ("SC05", "SC00"), ("SC00", "SC24")]
)
def test_the_flag_and_black_come_and_go_by_a_hard_cut(
    wall: Page, last: str, following: str
) -> None:
    """
    No transition touches the flag or black.
    """
    show(wall, last)

    assert [] == send(wall, following, 8)


def test_a_change_during_a_dissolve_wins_at_once(wall: Page) -> None:
    """
    Three presses in a row end on the third picture, alone.
    """
    show(wall, "SC06")
    for version, scene in ((8, "SC09"), (9, "SC13"), (10, "SC22")):
        send(wall, scene, version)
    wall.wait_for_function("document.getAnimations().length === 0")

    assert "TRÂN TRỌNG CẢM ƠN" in seen(wall)
    assert "+" not in seen(wall)


def test_the_server_hears_what_was_painted(wall: Page) -> None:
    """
    After painting a view the page tells its version.
    """
    show(wall, "SC06", version=7)
    show(wall, "SC22", version=8)

    assert [7, 8] == painted(wall)


def test_an_older_view_is_not_shown(wall: Page) -> None:
    """
    A view that was overtaken on the way changes nothing.
    """
    show(wall, "SC22", version=8)
    send(wall, "SC06", version=7)

    assert "TRÂN TRỌNG CẢM ƠN" in seen(wall)
    assert [8] == painted(wall)


def test_a_scene_that_cannot_be_drawn_leaves_the_last_picture(wall: Page) -> None:
    """
    The hall never sees a fault, and the server learns that the view was not painted.
    """
    show(wall, "SC22", version=7)
    send(wall, {"code": "SC09"}, version=8)

    assert "TRÂN TRỌNG CẢM ƠN" in seen(wall)
    assert [7] == painted(wall)


def test_a_first_scene_that_cannot_be_drawn_is_the_backdrop(wall: Page) -> None:
    """
    With nothing to keep, the wall shows what is always right.
    """
    send(wall, {"code": "SC09"})

    assert "Hội nghị điển hình tiên tiến" in seen(wall)


def test_without_the_server_the_picture_stays(wall: Page) -> None:
    """
    A lost line changes not a pixel.
    """
    show(wall, "SC22")
    before = wall.screenshot()

    wall.evaluate("line.drop()")
    wall.wait_for_timeout(300)

    assert before == wall.screenshot()


def test_a_page_is_not_left_before_it_can_be_had_again(wall: Page) -> None:
    """
    Asked to load again while the server is away, a wall goes on showing until the page is there.
    """
    show(wall, "SC06", version=7, screen={"reload": 0})
    wall.evaluate("window.isTheSamePage = true")
    asked: list[Route] = []

    def away(route: Route) -> None:
        asked.append(route)
        route.abort()

    wall.route("**/screen.html*", away)
    show(wall, "SC22", version=8, screen={"reload": 1})
    show(wall, "SC06", version=9, screen={"reload": 1})
    assert wall.evaluate("window.isTheSamePage")
    assert asked

    wall.unroute("**/screen.html*")

    wall.wait_for_function("!window.isTheSamePage")


def test_a_countdown_follows_the_servers_clock(wall: Page) -> None:
    """
    A device whose own clock is years away shows the right minutes, and counts.
    """
    show(wall, "SC13")
    first = wall.inner_text(".countdown")

    assert "12:" == first[:3]
    wall.wait_for_function(
        "first => document.querySelector('.countdown').innerText < first", arg=first
    )


def test_the_first_second_painted_is_the_servers(browser: Browser, address: str) -> None:
    """
    A device whose clock is an hour off paints the right minutes before it has asked for the time.
    """
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.add_init_script("const wrong = Date.now; Date.now = () => wrong() + 3_600_000")
    page.goto(f"{address}/display/screen.html?role=hall&name=hall-1")
    page.wait_for_function("window.line")

    page.evaluate("view => line.view(view)", view("SC13", at=KEPT["now"]))

    page.wait_for_selector(".countdown")
    assert "12:" == page.inner_text(".countdown")[:3]
    page.close()


def test_a_message_covers_nobody(wall: Page) -> None:
    """
    The band stands below; the picture moves up for it and back when it goes.
    """
    full = wall.evaluate("innerHeight")
    show(wall, "SC15", version=7, message={"text": "Kính mời quý vị đại biểu an tọa"})

    band = wall.eval_on_selector(".message", "one => one.getBoundingClientRect().top")
    names = wall.eval_on_selector_all(
        ".slot .name", "all => all.map(one => one.getBoundingClientRect().bottom)"
    )
    assert band < full
    assert max(names) <= band
    show(wall, "SC15", version=8)
    assert 0 == wall.locator(".message").count()


def test_a_long_message_is_read_page_by_page(wall: Page) -> None:
    """
    Two hundred letters never spill from the band: their parts take turns, and none is lost.
    """
    wall.set_viewport_size({"width": 1024, "height": 768})
    words = " ".join(f"Mẫu{number:03}" for number in range(28))

    show(wall, "SC06", version=7, message={"text": words})

    parts: list[list[str]] = wall.evaluate(
        """() => {
          const pages = [];
          for (const one of document.querySelectorAll('.message [data-row]')) {
            (pages[one.dataset.page ?? 0] ??= []).push(...one.textContent.trim().split(/\\s+/));
          }
          return pages;
        }"""
    )
    assert words.split() == [word for part in parts for word in part]
    assert 1 < len(parts)
    assert wall.eval_on_selector(".message .fit", "one => one.scrollHeight <= one.clientHeight")


def test_nothing_lies_over_the_flag(wall: Page) -> None:
    """
    Message, name and rehearsal mark wait until the flag is down.
    """
    busy: dict[str, Any] = {"message": {"text": "Xin chú ý"}, "rehearsal": True}
    show(wall, "SC05", version=7)
    bare = wall.screenshot()

    show(wall, "SC05", version=8, **busy)

    assert bare == wall.screenshot()
    show(wall, "SC00", version=9, **busy)
    assert "TỔNG DUYỆT" in seen(wall)


def test_what_a_device_cuts_off_holds_nothing(wall: Page) -> None:
    """
    The whole picture, message and all, stands within what is left of the glass, in its own shape.
    """
    show(wall, "SC15", screen={"overscan": 10}, message={"text": "Kính mời quý vị an tọa"})

    inner = {"x": 128, "y": 72, "width": 1024, "height": 576}
    for place in ("#wall", "#film", "#over"):
        assert inner == wall.locator(place).bounding_box()
    assert (128, 72, 128, 72) == tuple(round(side) for side in edges(wall)["all"])
    show(wall, "SC15", version=8, screen={"overscan": 0})
    assert {"x": 0, "y": 0, "width": 1280, "height": 720} == wall.locator("#wall").bounding_box()


@pytest.mark.parametrize("scene", [name for name in SCENES if name not in EDGE_TO_EDGE])
def test_text_keeps_within_the_safe_area(wall: Page, scene: str) -> None:
    """
    A tenth of each side stays free of words; the ground behind them runs to the edge.
    """
    show(wall, scene, screen={"safe_area": 10})

    left, top, right, bottom = edges(wall)["words"]
    assert min(left, right) >= 127
    assert min(top, bottom) >= 71
    assert {"x": 0, "y": 0, "width": 1280, "height": 720} == box(wall, ".slot .scene")


def test_a_message_keeps_within_the_safe_area(wall: Page) -> None:
    """
    Its band runs to the edge, its words do not, and the names above give way to both.
    """
    show(wall, "SC15", screen={"safe_area": 10}, message={"text": "Kính mời quý vị an tọa"})

    assert min(edges(wall)["words"][1::2]) >= 71
    band = box(wall, ".message")
    assert (0, 1280, 720) == (band["x"], band["width"], round(band["y"] + band["height"]))
    names = wall.locator(".slot .name:visible").last.bounding_box()
    assert names is not None
    assert names["y"] + names["height"] <= band["y"]


def test_the_flag_needs_no_safe_area(wall: Page) -> None:
    """
    It is as large as the glass allows, whatever is set for words.
    """
    show(wall, "SC05")
    bare = wall.screenshot()

    show(wall, "SC05", version=8, screen={"safe_area": 15})

    assert bare == wall.screenshot()


def box(wall: Page, selector: str) -> dict[str, float]:
    """Where the element in sight stands."""
    found = wall.locator(f"{selector}:visible").last.bounding_box()
    assert found is not None
    return dict(found)


def edges(wall: Page) -> dict[str, tuple[float, float, float, float]]:
    """How far the words in sight, and everything in sight, keep from left, top, right and bottom."""
    found: dict[str, tuple[float, float, float, float]] = wall.evaluate(EDGES)
    return {what: tuple(sides) for what, sides in found.items()}


@pytest.mark.parametrize("scene", ["SC05", "SC10", "SC11", "SC24"])
def test_the_streams_overlay_is_clear_wherever_nothing_is_drawn(
    browser: Browser, address: str, scene: str
) -> None:
    """
    Under the flag, a slide, the film and black alike the stream sees its own camera, no black.
    """
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(f"{address}/display/screen.html?role=overlay&name=overlay")
    page.wait_for_function("window.line")
    page.evaluate("line.accept()")

    chosen = SLIDE if scene == "SC10" else SCENES[scene]
    show(page, chosen, screen={"name": "overlay", "role": "overlay"})

    with Image.open(io.BytesIO(page.screenshot(omit_background=True))) as shot:
        alpha = shot.convert("RGBA").getchannel("A")
    assert 0 == max(alpha.crop((0, 0, 1280, 480)).getextrema())
    assert (scene == "SC10") == (255 == max(alpha.getextrema()))
    page.close()


def test_the_flag_within_an_overscan_stands_on_black(wall: Page) -> None:
    """
    On a screen that cuts its edge off, what is around the flag is black to the edge of the glass.
    """
    show(wall, "SC05", screen={"overscan": 5})

    with Image.open(io.BytesIO(wall.screenshot())) as shot:
        picture = shot.convert("RGB")
    inner = picture.crop((64, 36, 1280 - 64, 720 - 36))
    assert [] == flag_faults(inner)
    assert (0, 0, 0) == picture.getpixel((3, 3)) == picture.getpixel((1276, 716))


def test_a_screen_tells_its_name_until_the_time_is_over(wall: Page) -> None:
    """
    Identify shows the name large, then the picture again by itself.
    """
    wall.evaluate("window.identified = document.getElementsByClassName('identity')")
    show(wall, "SC22", screen={"identify_until": in_seconds(wall, 3)})

    assert "hall-1" in seen(wall)
    wall.wait_for_function("identified.length === 0")
    assert "hall-1" not in seen(wall)


def in_seconds(wall: Page, seconds: int) -> str:
    """An instant of the server's clock, as a view writes it."""
    instant: str = wall.evaluate(
        """seconds => new Date(
          serverTime + performance.now() - serverTimeSetAt + seconds * 1000).toISOString()""",
        seconds,
    )
    return instant


def test_a_screen_takes_the_role_it_is_given(wall: Page) -> None:
    """
    Assigned to the lobby, the page connects again as a lobby screen.
    """
    send(wall, "SC22", screen={"role": "lobby"})

    assert {"as": "lobby", "screen": "hall-1"} == wall.evaluate("line.auth")
    assert not wall.evaluate("lines[0].connected")


def test_an_unpaired_screen_says_so_until_it_is_let_in(wall: Page) -> None:
    """
    One small line for whoever sets it up, gone with the first view.
    """
    wall.evaluate("line.refuse({code: 'not_signed_in'})")
    wall.wait_for_selector(".unpaired")

    assert "Màn hình chưa được cấp quyền" == seen(wall)
    show(wall, "SC22")
    assert "chưa được cấp quyền" not in seen(wall)


def test_an_unpaired_screen_shows_four_digits_and_comes_in_by_them(wall: Page) -> None:
    """
    Let in as a lobby screen, it connects with its token and role by itself.
    """
    answers = {
        "**/api/v1/pairings": {"code": "0420", "pickup": "secret"},
        "**/api/v1/pairings/pick-up": {"state": "paired", "token": "its-own", "role": "lobby"},
    }
    for address, answer in answers.items():
        wall.route(address, answering(answer))

    wall.evaluate("line.refuse({code: 'not_signed_in'})")
    wall.wait_for_selector("text=0420")
    wall.wait_for_function("lines.length === 2")

    assert {"as": "lobby", "screen": "hall-1", "token": "its-own"} == wall.evaluate("line.auth")


def answering(answer: Sample) -> Callable[[Route], None]:
    """A server that gives that answer."""

    def reply(route: Route) -> None:
        route.fulfill(json=answer)

    return reply


PREVENTED = {
    "contextmenu": {},
    "selectstart": {},
    "dragstart": {},
    "wheel": {"ctrlKey": True},
    "keydown": {"key": "f", "ctrlKey": True},
    "keydown-print": {"key": "p", "ctrlKey": True},
    "keydown-save": {"key": "s", "metaKey": True},
    "keydown-zoom": {"key": "+", "ctrlKey": True},
    "keydown-find": {"key": "F3"},
    "keydown-caret": {"key": "F7"},
    "keydown-scroll": {"key": " "},
    "keydown-focus": {"key": "Tab"},
    "keydown-reload": {"key": "F5"},
    "keydown-reload-page": {"key": "r", "ctrlKey": True},
    "keydown-back": {"key": "ArrowLeft", "altKey": True},
}


@pytest.mark.parametrize("name", PREVENTED)
def test_nothing_of_the_browser_answers_a_hand(wall: Page, name: str) -> None:
    """
    No menu, selection, drag, zoom, find, print, save or focus; what the technician needs stays.
    """
    event = name.partition("-")[0]
    fire = """([event, more]) => document.body.dispatchEvent(
        new (event === 'keydown' ? KeyboardEvent : MouseEvent)(
          event, { bubbles: true, cancelable: true, ...more }))"""

    assert not wall.evaluate(fire, [event, PREVENTED[name]])
    for key in ("F11", "Escape"):
        assert wall.evaluate(fire, ["keydown", {"key": key}])


def test_a_hand_on_the_mouse_changes_not_a_pixel(wall: Page) -> None:
    """
    Pressing, dragging, turning the wheel and typing leave the picture as it was.
    """
    show(wall, "SC09")
    before = wall.screenshot()

    wall.mouse.move(300, 300)
    wall.mouse.down()
    wall.mouse.move(900, 420, steps=5)
    wall.mouse.up()
    wall.mouse.dblclick(640, 360)
    wall.mouse.click(640, 360, button="right")
    wall.mouse.wheel(0, 400)
    for key in ("Tab", "Space", "PageDown", "End", "Control+A", "Control+F"):
        wall.keyboard.press(key)

    assert "" == wall.evaluate("String(getSelection())")
    assert [0, 0] == wall.evaluate("[scrollX, scrollY]")
    assert before == wall.screenshot()


def test_the_last_picture_stays_until_the_next_is_ready(wall: Page) -> None:
    """
    A slide that is slow to come leaves the old scene on the wall, whole, until it has been decoded.
    """
    asked: list[Route] = []
    wall.route("**/slides/**", lambda route: asked.append(route))
    show(wall, "SC22", version=7)
    before = wall.screenshot()

    send(wall, SLIDE, version=8)
    wall.wait_for_timeout(400)

    assert before == wall.screenshot()
    assert [7] == painted(wall)
    asked[0].fulfill(path=PORTRAIT, content_type="image/svg+xml")
    wall.wait_for_selector(".slot:visible .slide img")
    wall.wait_for_function("line.sent.some(one => one.payload?.version === 8)")
    assert 0 < wall.eval_on_selector(".slide img", "image => image.naturalWidth")


def test_a_step_taken_back_before_its_picture_was_there_leaves_the_wall_as_it_is(
    wall: Page,
) -> None:
    """
    On and back again while a slide is still under way: it does not come after all.
    """
    asked: list[Route] = []
    wall.route("**/slides/**", lambda route: asked.append(route))
    show(wall, "SC22", version=7)
    send(wall, SLIDE, version=8)
    show(wall, "SC22", version=9)

    fulfil(asked[0])
    wall.wait_for_timeout(500)

    assert "TRÂN TRỌNG CẢM ƠN" in seen(wall)
    assert [7, 9] == painted(wall)


def test_a_picture_that_never_comes_holds_nobody_up(wall: Page) -> None:
    """
    After three seconds the scene comes without it: the title instead of the slide.
    """
    wall.route("**/slides/**", lambda route: None)
    show(wall, "SC22", version=7)

    send(wall, SLIDE, version=8)
    wall.wait_for_function("line.sent.some(one => one.payload?.version === 8)", timeout=8_000)

    assert "Báo cáo tổng kết" in seen(wall)


def test_a_broken_picture_is_left_out_at_once(wall: Page) -> None:
    """
    A slide the server does not have leaves the report's title.
    """
    wall.route("**/slides/**", lambda route: route.fulfill(status=404))
    show(wall, SLIDE, version=7)

    assert "Báo cáo tổng kết" in seen(wall)
    assert 0 == wall.locator("img").count()
    wall.wait_for_timeout(250)
    assert "Báo cáo tổng kết" in seen(wall)
    told = "line.sent.filter(one => one.event === 'shown').map(one => one.payload.incomplete)"
    show(wall, "SC22", version=8)
    assert [True, False] == wall.evaluate(told)


@pytest.mark.parametrize("fault", ["broken", "slow"])
def test_a_picture_that_can_be_had_a_moment_later_comes_by_itself(wall: Page, fault: str) -> None:
    """
    Refused or too slow at first, the slide takes its title's place in one frame, and the desk hears.
    """
    asked: list[Route] = []
    rendered: list[bool] = []
    wall.route("**/slides/**", lambda route: fulfil(route) if rendered else asked.append(route))
    show(wall, "SC22", version=7)
    send(wall, SLIDE, version=8)
    wall.wait_for_timeout(100)
    if fault == "broken":
        asked.pop().fulfill(status=503)
    wall.wait_for_function("line.sent.some(one => one.payload?.version === 8)", timeout=8_000)
    assert "Báo cáo tổng kết" in seen(wall)
    wall.wait_for_function("document.getAnimations().length === 0")
    wall.evaluate(
        """() => {
          window.dissolved = 0;
          const look = () => (dissolved += document.getAnimations().length, requestAnimationFrame(look));
          look();
        }"""
    )

    rendered.append(True)
    for route in asked:
        fulfil(route)

    wall.wait_for_selector(".slot:visible .slide img", timeout=8_000)
    assert 0 < wall.eval_on_selector(".slot:visible .slide img", "image => image.naturalWidth")
    assert 0 == wall.evaluate("dissolved")
    told = "line.sent.filter(one => one.event === 'shown').map(one => one.payload.incomplete)"
    wall.wait_for_function(f"{told}.length === 3")
    assert [False, True, False] == wall.evaluate(told)
    assert [7, 8, 8] == painted(wall)


def fulfil(route: Route) -> None:
    """Give the picture."""
    route.fulfill(path=PORTRAIT, content_type="image/svg+xml")


def test_a_portrait_is_there_before_the_old_scene_leaves(wall: Page) -> None:
    """
    The old scene stays until the portrait is whole; one that cannot be had leaves the name alone.
    """
    asked: list[Route] = []
    wall.route("**/pictures/mau.webp", lambda route: asked.append(route))
    wall.route("**/pictures/hong.webp", lambda route: route.fulfill(status=404))
    honoured = SCENES["SC16-portrait"]
    show(wall, "SC22", version=7)
    before = wall.screenshot()

    send(wall, honoured | {"portrait": "/pictures/mau.webp"}, version=8)
    wall.wait_for_timeout(400)

    assert before == wall.screenshot()
    asked[0].fulfill(path=PORTRAIT, content_type="image/svg+xml")
    wall.wait_for_function("line.sent.some(one => one.payload?.version === 8)")
    assert 1 == wall.locator(".slot:visible .portrait").count()
    show(wall, honoured | {"portrait": "/pictures/hong.webp"}, version=9)
    assert honoured["person"]["name"] in seen(wall)
    wall.locator(".slot:visible .portrait").wait_for(state="hidden")


@pytest.mark.parametrize("role", ["stage", "lobby"])
def test_a_working_screen_stands_by_and_holds_too(
    browser: Browser, address: str, role: str
) -> None:
    """
    Standby is the backdrop; held, the picture keeps its words and clocks whatever the day does.
    """
    sample = next(one for one in samples() if one["role"] == role)
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(f"{address}/display/screen.html?role={role}&name={role}")
    page.wait_for_function("window.line")
    page.evaluate("line.accept()")
    screen = {"name": role, "role": role}
    current = {"number": 4, "title": "Mục Mẫu đang diễn ra", "state": "current"}
    later = {"item": {"id": "4", "kind": "report", "title": current["title"]}, "next": None}

    def show_as(mode: str, version: int, **more: Any) -> str:
        scene = {"code": "SC00"} if mode == "standby" else sample["scene"]
        changed = {"scene": scene, "screen": screen | {"mode": mode}, "version": version} | more
        page.evaluate("view => line.view(view)", sample["view"] | changed)
        told = "version => line.sent.some((one) => one.payload?.version === version)"
        page.wait_for_function(told, arg=version)
        return seen(page)

    before = show_as("programme", 7)
    assert before == show_as("hold", 8, programme=[current], **later)
    page.wait_for_timeout(1_200)
    assert before == seen(page)
    assert current["title"] in show_as("programme", 9, programme=[current], **later)
    backdrop = show_as("standby", 10, programme=[current], **later)
    assert current["title"] not in backdrop
    assert KEPT["view"]["conference"]["title_lines"][0] in backdrop
    page.close()


def test_a_stage_monitor_counts_over_its_time(browser: Browser, address: str) -> None:
    """
    The speaker's clock goes on below zero, in words and colour.
    """
    sample = next(one for one in samples() if one["name"] == "stage-over")
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    now = datetime.fromisoformat(KEPT["now"]).timestamp() * 1000
    page.add_init_script(f"window.serverTime = {now}; window.serverTimeSetAt = performance.now()")
    page.goto(f"{address}/display/screen.html?role=stage&name=stage")
    page.wait_for_function("window.line")
    page.evaluate("line.accept()")
    page.wait_for_timeout(100)

    page.evaluate("view => line.view(view)", sample["view"] | {"scene": sample["scene"]})
    page.wait_for_selector(".digits")

    assert "−1:" == page.inner_text(".digits")[:3]
    assert "Đã quá giờ" == page.inner_text(".timer .label")
    page.close()
