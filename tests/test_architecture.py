"""The walls of the house: who may import whom, and a catalogue in which nothing is missing."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

from server.conference.scenes import DRAW
from server.texts import LANGUAGES, catalogue

ROOT = Path(__file__).parent.parent
SERVER = ROOT / "server"
PYTHON = [*sorted(SERVER.rglob("*.py")), *sorted((ROOT / "tests").rglob("*.py"))]
BROWSER = [*sorted((ROOT / "display").rglob("*.js")), *sorted((ROOT / "kiosk").rglob("*.js"))]

# What the pure core may take from outside: no clock, no file, no socket, no dice.
PURE = {
    "bisect",
    "collections",
    "datetime",
    "enum",
    "functools",
    "hashlib",
    "hmac",
    "inspect",
    "msgspec",
    "re",
    "typing",
    "unicodedata",
}
# Which rooms of the server a room may use beside itself; the rooms not named compose all others.
MAY_USE = {
    "conference": set(),
    "texts": set(),
    "clock": set(),
    "lock": set(),
    "journal": {"conference", "lock", "texts"},
    "desk": {"conference", "journal"},
    "files": {"conference", "lock", "texts"},
    "papers": {"conference", "texts"},
}
COMPOSED_ELSEWHERE = {"__main__", "app", "cli", "rehearsal", "serving"}
EVENTLET = {SERVER / "__main__.py", SERVER / "app.py"}
# Which rooms of browser code a room may use beside itself; folders within a room belong to it.
BROWSER_MAY_USE = {
    "display/shared": set(),
    "display/scenes": {"display/shared"},
    "display/setup": {"display/shared"},
    "display/console": {"display/scenes", "display/shared"},
    "display": {"display/console", "display/scenes", "display/setup", "display/shared"},
    "kiosk": {"display/shared"},
}
SCENES = [f"SC{number:02}" for number in range(26)]

QUOTED = re.compile(r"""\bt\(\s*(?:'([\w.]+)'|"([\w.]+)")""")
TEMPLATE = re.compile(r"\bt\(\s*`([^`]*)`")
SAID = re.compile(r"\bsay\(\s*'([\w.]+)'")
FILLED_IN = re.compile(r"\$\{[^}]*\}")
IMPORTED = re.compile(r"""\b(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]""")


def named(path: Path) -> str:
    """A file as the house calls it."""
    return path.relative_to(ROOT).as_posix()


def room(path: Path) -> str:
    """The room of the server a module stands in."""
    return path.relative_to(SERVER).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The full names of the modules a Python file imports."""
    package = path.relative_to(ROOT).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join((*above, *([node.module] if node.module else [])))
            yield from (f"{base}.{alias.name}" for alias in node.names)


def rooms_used(path: Path) -> set[str]:
    """The other rooms of the server a module imports from."""
    names = (name.split(".") for name in imported(path))
    return {parts[1] for parts in names if parts[0] == "server" and len(parts) > 1} - {room(path)}


@pytest.mark.parametrize("path", PYTHON, ids=named)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    """
    A module opens with a sentence.
    """
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))

    assert said is not None
    assert said.split("\n")[0].rstrip().endswith((".", ":", ";", ","))


@pytest.mark.parametrize("path", sorted((SERVER / "conference").glob("*.py")), ids=named)
def test_the_core_is_pure(path: Path) -> None:
    """
    The core imports itself, the pure part of the standard library, and msgspec for its structs.
    """
    outside = {name.split(".")[0] for name in imported(path)} - {"server"}

    assert outside <= PURE


@pytest.mark.parametrize("name", MAY_USE)
def test_rooms_use_what_they_may(name: str) -> None:
    """
    The core, the journal, the desk, the files and the papers know nothing of what stands above.
    """
    used = {
        used for path in SERVER.rglob("*.py") if room(path) == name for used in rooms_used(path)
    }

    assert used <= MAY_USE[name]


def test_nobody_imports_those_who_compose() -> None:
    """
    What puts the parts together is imported by no part.
    """
    parts = [path for path in SERVER.rglob("*.py") if room(path) not in COMPOSED_ELSEWHERE]

    assert {} == {named(p): used for p in parts if (used := rooms_used(p) & COMPOSED_ELSEWHERE)}


def test_eventlet_is_chosen_in_one_place() -> None:
    """
    Moving to another way of waiting for sockets is a change of two files.
    """
    mentioning = {p for p in SERVER.rglob("*.py") if "eventlet" in p.read_text(encoding="utf-8")}

    assert EVENTLET == mentioning


@pytest.mark.parametrize("path", BROWSER, ids=named)
def test_browser_modules_use_what_they_may(path: Path) -> None:
    """
    Pages use scenes and shared code; scenes use shared code; shared code uses itself.
    """
    source = path.read_text(encoding="utf-8")
    targets = [(path.parent / name).resolve() for name in IMPORTED.findall(source)]
    own = browser_room(path)

    assert [] == [target for target in targets if not target.is_file()]
    assert {browser_room(target) for target in targets} - {own} <= BROWSER_MAY_USE[own]


def browser_room(path: Path) -> str:
    """The room of the browser code a module stands in."""
    return max((name for name in BROWSER_MAY_USE if named(path).startswith(f"{name}/")), key=len)


class Refusal(NamedTuple):
    """A refusal as the code raises it."""

    place: str
    code: str
    facts: set[str]


def refusals() -> Iterator[Refusal]:
    """Every refusal raised anywhere in the server."""
    for path in SERVER.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Refused":
                facts = {keyword.arg for keyword in node.keywords if keyword.arg}
                for code in codes(node.args[0], tree):
                    yield Refusal(f"{named(path)}:{node.lineno}", code, facts)


def codes(argument: ast.expr, tree: ast.Module) -> set[str]:
    """The codes a refusal may carry: those written there, or those its name was given."""
    if not isinstance(argument, ast.Name):
        return literals(argument)
    given = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == argument.id
    ]
    assert given, f"nobody knows which refusals {argument.id} may name"
    return {code for value in given for code in literals(value)}


def literals(tree: ast.expr) -> set[str]:
    """Every text written in an expression."""
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str)}


def placeholders(sentence: str) -> set[str]:
    """The facts a sentence names."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


REFUSALS = sorted(refusals())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_refusal_has_its_sentence(lang: str) -> None:
    """
    A refusal that nobody could explain is never raised, and none lacks a fact its sentence names.
    """
    sentences = catalogue(lang)

    unexplained = [r for r in REFUSALS if f"refusals.{r.code}" not in sentences]
    assert [] == unexplained
    incomplete = [
        r for r in REFUSALS if not placeholders(sentences[f"refusals.{r.code}"]) <= r.facts
    ]
    assert [] == incomplete


def test_every_sentence_of_refusal_is_used() -> None:
    """
    No sentence outlives the refusal it explained.
    """
    written = {key.removeprefix("refusals.") for key in catalogue("vi") if key[:9] == "refusals."}

    assert written == {refusal.code for refusal in REFUSALS}


def test_english_knows_no_more_than_vietnamese() -> None:
    """
    An English text names no fact that the Vietnamese one does not.
    """
    vietnamese, english = catalogue("vi"), catalogue("en")

    assert {} == {
        key: (vietnamese[key], english[key])
        for key in vietnamese
        if not placeholders(english[key]) <= placeholders(vietnamese[key])
    }


def test_every_scene_has_a_picture() -> None:
    """
    Whatever the core can show, the browser can draw.
    """
    index = (ROOT / "display" / "scenes" / "index.js").read_text(encoding="utf-8")

    assert SCENES == sorted(set(re.findall(r"\b(SC\d\d):", index)))
    assert set(DRAW) <= set(SCENES)


def texts_asked_for() -> dict[str, set[str]]:
    """Every key of the catalogue the browser modules name, as a pattern, and by whom."""
    asked: dict[str, set[str]] = defaultdict(set)
    for path in BROWSER:
        source = path.read_text(encoding="utf-8")
        for one, two in QUOTED.findall(source):
            asked[re.escape(one or two)].add(named(path))
        for template in TEMPLATE.findall(source):
            asked[".+".join(map(re.escape, FILLED_IN.split(template)))].add(named(path))
        if path.parent.name == "scenes":
            for key in SAID.findall(source):
                asked[re.escape(f"scenes.{key}")].add(named(path))
    return asked


def test_every_text_the_browser_asks_for_is_written() -> None:
    """
    No page ever shows a key for want of a text.
    """
    written = "\n".join(catalogue("vi"))

    assert {} == {
        key: by
        for key, by in texts_asked_for().items()
        if not re.search(f"^{key}$", written, re.MULTILINE)
    }
