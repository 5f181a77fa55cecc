"""Words that look like markup: written into every field of a conference, they stay words."""

import csv
import re
import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.device import Device
from tests.edge.clients import Http, new_id
from tests.edge.conftest import TINY
from tests.edge.house import House

MARKUP = "<img src=x onerror=globalThis.harm=1><script>globalThis.harm=1</script>"
CELLS = {"full_name", "position", "workplace", "name", "short", "title", "award", "issuer"}
LINES = re.compile(
    r'^(title|title_short|theme|place|place_name|organiser|noun|word|text|label) = "([^"]*)"',
    re.MULTILINE,
)
PAGES = {
    "console": "#page > *",
    "mc": "#page > *",
    "hall": "#wall .scene",
    "lobby": "#wall .scene",
    "stage": "#wall .scene",
    "overlay": "#wall",
    "reception": "#reception > *",
    "kiosk": "body:not([data-state='opening'])",
}
STEPS = 16


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """A conference with markup in every field that holds words."""
    folder = Path(shutil.copytree(TINY, tmp_path / "conference"))
    for path in folder.glob("*.csv"):
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter=";"))
        for row in rows:
            words = {name for name in CELLS & row.keys() if row[name] and not row[name].isdigit()}
            row |= {name: f"{row[name]} {MARKUP}" for name in words}
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
            writer.writeheader()
            writer.writerows(rows)
    for path in folder.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r'^(title_lines = .*)"\]', rf'\1 {MARKUP}"]', text, flags=re.MULTILINE)
        path.write_text(LINES.sub(rf'\1 = "\2 {MARKUP}"', text), encoding="utf-8")
    return folder


def walk(admin: Http, house: House) -> None:
    """Let everybody in, show a message, and go through the programme."""
    admin.command("open_reception").raise_for_status()
    scans = [{"id": new_id(), "code": house.code(person.id)} for person in house.plan.people]
    admin.post("/api/v1/check-ins/batch", json={"scans": scans}).raise_for_status()
    admin.command("message", {"text": MARKUP, "audience": "hall"})
    admin.command("start").raise_for_status()
    for _ in range(STEPS):
        admin.command("next")


def test_markup_stays_words(browser: Browser, tmp_path: Path, folder: Path) -> None:
    """
    On no page does markup in a name, a title or a message become an element or run as a script.
    """
    with House(tmp_path / "var", folder) as house, ExitStack() as stack:
        links = house.links()
        pages = {
            name: stack.enter_context(Device(browser, links[name])) for name in PAGES.keys() & links
        }
        for name in pages:
            pages[name].page.wait_for_selector(PAGES[name], state="attached")
        with house.sign_in("Điều hành Mẫu", "admin") as admin:
            walk(admin, house)
            version = admin.view("hall")["version"]
        pages["console"].sees("<img src=x")
        seen = {
            name: (
                device.page.evaluate("globalThis.harm ?? null"),
                device.page.locator("img[src=x], body script:not([src])").count(),
            )
            for name, device in pages.items()
        }

    assert version > STEPS
    assert {"console", "mc", "hall", "stage", "reception", "kiosk"} <= seen.keys()
    assert dict.fromkeys(seen, (None, 0)) == seen
