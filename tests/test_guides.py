"""The guides: they name the keys, buttons and addresses there are, and show pictures that exist."""

import re

import pytest

from server.config import ROOT
from server.texts import catalogue, raw
from server.web.addresses import SHORT

GUIDES = {"operator": ROOT / "display" / "operator.md", "mc": ROOT / "display" / "mc.md"}
KEY_MAP = ROOT / "display" / "console" / "keys.js"
SIGNS = {"ArrowRight": "→", "ArrowLeft": "←", "ArrowUp": "↑", "ArrowDown": "↓"}
UNSAID = {"NumpadEnter"}  # a twin of Enter
NAMED = re.compile(r"`(Space|Enter|Escape|Esc|Page(?:Up|Down)|[A-Z0-9?])`|([←→↑↓])")
PICTURE = re.compile(r"!\[[^\]]+\]\(([^)]+)\)")
SCREENS = ROOT / "display" / "set-up.md"
README = ROOT / "README.md"
LINK = re.compile(r"\]\(([^)#:]+\.md)\)")
SWITCH = re.compile(r"(?<![\w-])--[a-z][a-z-]+(?:=[\w-]+)?")
SHOWN = re.compile(r"`/(\w+)`")
LABEL = re.compile(r"\*\*([^*]+)\*\*")


def keys() -> dict[str, set[str]]:
    """The keyboard map, as the console reads it: the keys of each meaning."""
    table = KEY_MAP.read_text(encoding="utf-8").partition("Object.freeze({")[2].partition("});")[0]
    return {
        meaning: {SIGNS.get(key, key) for key in re.findall(r"'([^']+)'", listed)} - UNSAID
        for meaning, listed in re.findall(r"(\w+): \[([^\]]*)\]", table)
    }


def halves(name: str) -> list[str]:
    """A guide in Vietnamese, and in English."""
    return GUIDES[name].read_text(encoding="utf-8").split("\n---\n")


def named(text: str) -> set[str]:
    """The keys a text names."""
    found = {letter or arrow for letter, arrow in NAMED.findall(text)}
    return {"Escape" if key == "Esc" else key for key in found}


@pytest.mark.parametrize("language", [0, 1], ids=["vi", "en"])
def test_the_operator_s_guide_names_every_key_and_no_other(language: int) -> None:
    """
    The guide's keys are the keyboard map's, in either language.
    """
    assert set().union(*keys().values()) == named(halves("operator")[language])


@pytest.mark.parametrize("language", [0, 1], ids=["vi", "en"])
def test_the_mc_s_guide_names_the_mc_s_keys(language: int) -> None:
    """
    The prompter walks with the console's keys, and turns its page with ↑ and ↓.
    """
    walks = keys()["next"] | keys()["back"]

    assert walks | {"↑", "↓"} == named(halves("mc")[language])


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_shows_pictures_that_exist(name: str) -> None:
    """
    Every picture a guide shows is in the repository, and both languages show the page.
    """
    shown = [PICTURE.findall(half) for half in halves(name)]

    assert all(shown)
    assert all((GUIDES[name].parent / path).resolve().is_file() for half in shown for path in half)


def test_every_guide_is_reached_from_the_front_page() -> None:
    """
    Whoever sets up a screen, and everybody else, finds their page in the README; no link is dead.
    """
    linked = LINK.findall(README.read_text(encoding="utf-8"))

    assert "display/set-up.md" in linked
    assert all((ROOT / path).is_file() for path in linked)
    for guide in (*GUIDES.values(), SCREENS):
        pages = LINK.findall(guide.read_text(encoding="utf-8"))
        assert all((guide.parent / page).is_file() for page in pages)


def test_the_screens_guide_opens_browsers_that_may_be_heard() -> None:
    """
    Every command that opens a browser carries the switches that were measured to matter.
    """
    blocks = SCREENS.read_text(encoding="utf-8").split("```")[1::2]
    commands = [block for block in blocks if "--kiosk" in block]

    assert len(commands) == 2
    for command in commands:
        assert {
            "--autoplay-policy=no-user-gesture-required",
            "--disable-renderer-backgrounding",
            "--disable-backgrounding-occluded-windows",
            "--disable-background-timer-throttling",
            "--noerrdialogs",
            "--user-data-dir",
        } <= set(SWITCH.findall(command)) | {s.partition("=")[0] for s in SWITCH.findall(command)}


@pytest.mark.parametrize("language", [0, 1], ids=["vi", "en"])
def test_the_screens_guide_names_addresses_and_buttons_there_are(language: int) -> None:
    """
    The pages are those the server answers, the buttons are called as on the console.
    """
    half = SCREENS.read_text(encoding="utf-8").split("\n---\n")[language]
    lang = ("vi", "en")[language]
    buttons = {
        raw(f"{key}", lang)
        for key in (
            "console.gate.approve",
            "console.screens.identify",
            "console.screens.tune",
            "console.screens.test",
            "media.check.do",
        )
    }

    assert {"hall", "stage", "lobby", "overlay"} <= set(SHOWN.findall(half))
    assert set(SHOWN.findall(half)) <= {*SHORT, "setup"}
    assert buttons <= set(LABEL.findall(half))
    assert raw("media.sound_from", lang) in half


DOOR = {name: ROOT / "kiosk" / f"{name}.md" for name in ("reception", "set-up")}
SET_OFF = re.compile(r"(?<!\*)\*{1,2}([^*\n]+)\*{1,2}(?!\*)")
# What the guides of the door set off that no page of ours says: keys, emphasis, other programs.
EMPHASIS = {
    *("↑", "← →", "Esc", "V", "Ctrl+Alt+K", "ít nhất ba số cuối điện thoại", "reception"),
    *("hỏi lại từng việc ngay", "giới thiệu bổ sung", "Label", "foreign code", "substitute"),
    "Re-issue, substitute, correct, late registration, undo, papers, ask to the desk",
    *("Paper lists", "Máy chủ", "Chứng chỉ", "Ghép ki-ốt", "Khóa máy vào trang", "vào", "ra"),
    *("cả hai", "USB keyboard (HID)", "English (US)", "Lớp một – trang ki-ốt."),
    *("Lớp hai – hệ điều hành.", "Điều một trang web không ngăn được", "iPad"),
    "nhấn giữ đồng hồ hoặc tên ki-ốt ở chân trang 2 giây",
    *("Cài đặt › Tài khoản › Kiosk", "toàn màn hình, bảng hiệu", "Assigned access"),
    *("Chromium/Chrome trên Linux, Windows", "Cài đặt › Bảo mật › Ghim ứng dụng"),
    *("Hỏi mã PIN khi bỏ ghim", "Trợ năng › Truy cập được hướng dẫn"),
}
DEEDS = {
    "reception": ("reception.gate.move", "reception.lock.lock", "reception.lock.unlock"),
    "set-up": (
        *("console.gate.devices", "console.gate.revoke", "reception.gate.approve"),
        *("reception.gate.move", "reception.lock.lock"),
    ),
}


def said_as(label: str, lang: str) -> bool:
    """Whether a page says this: one of its texts, facts filled in, or the beginning of one."""
    asked = label.lower().replace("ki-ốt 1", "ki-ốt {n}").partition("…")[0]
    asked = re.sub(r"\d+", "{n}", asked)
    texts = (text.lower() for text in catalogue(lang).values())
    return any(text == asked or text.startswith(f"{asked} ") for text in texts)


@pytest.mark.parametrize("language", [0, 1], ids=["vi", "en"])
@pytest.mark.parametrize("guide", DOOR)
def test_the_guides_of_the_door_call_everything_as_the_pages_do(guide: str, language: int) -> None:
    """
    What they set off is a text of a page, or no page's; the deeds they send people to are there.
    """
    half = DOOR[guide].read_text(encoding="utf-8").split("\n---\n")[language]
    lang = ("vi", "en")[language]
    labels = set(SET_OFF.findall(half))

    assert set() == {one for one in labels - EMPHASIS if not said_as(one, lang)}
    assert {raw(key, lang) for key in DEEDS[guide]} <= labels
