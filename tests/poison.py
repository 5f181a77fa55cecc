"""Poison: words that would do something anywhere but in a text, put into every field there is.

The fields are found by walking the schemas of the files and of the commands, and tried one by one: a
field that is refused with such words in it lets them reach nothing; all others are left full of them.
"""

import csv
import io
import json
import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, get_args, get_origin

import msgspec

from server.conference.plan import Conference
from server.files import check
from server.files.folder import FILES, SOURCES
from server.files.records import plain

FORMULA = '=HYPERLINK("http://127.0.0.1:9/";"x")'
MARKUP = "<img src=x onerror=globalThis.harm=1><script>globalThis.harm=1</script>"
TEMPLATE = "{{7*7}} ${7*7} {title} %s %n"
OVERRIDE, CONTROL = "\u202e", "\x01\x1b\u200b"
POISON = f"{FORMULA} {MARKUP} {TEMPLATE}{OVERRIDE}{CONTROL}"
# Some texts have placeholders of their own, and may hold no others.
WORDS = (POISON, f"{FORMULA} {MARKUP}{OVERRIDE}", f"{MARKUP}{CONTROL}")
Path_ = tuple[str | int, ...]


def poisoned(folder: Path) -> dict[str, list[str]]:
    """Fill the conference in `folder`; each field with the sentences that refuse it, if any do."""
    return {
        f"{file}: {field}": sentences
        for file in FILES
        for field, sentences in _filled(folder, file).items()
    }


def _filled(folder: Path, file: str) -> dict[str, list[str]]:
    """Fill one file, field by field, and leave it with all that can be read."""
    sheet = _Toml(folder / file) if file.endswith(".toml") else _Csv(folder / file)
    told: dict[str, list[str]] = {}
    for field in sheet.fields():
        before = sheet.written()
        for words in WORDS:
            sheet.put(field, words)
            conference, errors, _ = check(folder, {file: sheet.written()})
            told[str(field)] = [error.render(lang) for error in errors for lang in ("vi", "en")]
            if conference is not None:
                break
            sheet.read(before)
    (folder / file).write_text(sheet.written(), encoding="utf-8")
    return told


class _Csv:
    """A table; a field is a column, there or not yet."""

    def __init__(self, path: Path) -> None:
        self.kind = next(s.struct for s in SOURCES.values() if s.file == path.name)
        self.read(path.read_text(encoding="utf-8"))

    def read(self, document: str) -> None:
        """Begin again from a document."""
        self.rows = list(csv.DictReader(io.StringIO(document), delimiter=";"))

    def written(self) -> str:
        """The table as a document."""
        file = io.StringIO()
        writer = csv.DictWriter(file, list(self.rows[0]), delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.rows)
        return file.getvalue()

    def fields(self) -> list[str]:
        """The columns that hold words."""
        return [name for name, kind in _fields(self.kind) if kind is str]

    def put(self, field: Any, words: str) -> None:
        """Fill a column, each row with words of its own."""
        for row in self.rows:
            row[field] = f"{words} {row.get(field) or ''}".strip()


class _Toml:
    """A document of tables; a field is a place in it, of a struct's text or of a list of texts."""

    def __init__(self, path: Path) -> None:
        self.file = path.name
        self.read(path.read_text(encoding="utf-8"))

    def read(self, document: str) -> None:
        """Begin again from a document."""
        self.tree = tomllib.loads(document)

    def written(self) -> str:
        """The tree as a document, each of its values on a line."""
        return "".join(f"{name} = {_toml(value)}\n" for name, value in self.tree.items())

    def fields(self) -> list[Path_]:
        """The places that hold words, those that are not there yet included."""
        arrays = {s.table: s.struct for s in SOURCES.values() if s.file == self.file and s.table}
        found: list[Path_] = []
        for table, struct in arrays.items():
            for number, entry in enumerate(self.tree.get(table, [])):
                found += _places(struct, entry, (table, number))
        if self.file == "conference.toml":
            found += [p for p in _places(Conference, self.tree, ()) if p[0] not in arrays]
        return found

    def put(self, field: Any, words: str) -> None:
        """Fill a place; the title and its lines are one text."""
        if field == ("title",):
            self.put(("title_lines", 0), words)
        *way, last = field
        at: Any = self.tree
        for step in way:
            at = at[step] if isinstance(at, list) else at.setdefault(step, {})
        was = at[last] if isinstance(at, list) or last in at else ""
        at[last] = f"{words} {was}".strip()


def _places(struct: type[Any], entry: dict[str, Any], at: Path_) -> Iterator[Path_]:
    """Every place of a text in a struct as a table tells it."""
    for name, kind in _fields(struct):
        value = entry.get(name)
        if kind is str:
            yield (*at, name)
        elif get_origin(kind) is dict:
            yield from ((*at, name, key) for key, v in (value or {}).items() if isinstance(v, str))
        elif get_origin(kind) is tuple:
            inner = plain(get_args(kind)[0])
            for number, one in enumerate(value or []):
                if inner is str:
                    yield (*at, name, number)
                elif isinstance(one, dict):
                    yield from _places(inner, one, (*at, name, number))
        elif isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            yield from _places(kind, value or {}, (*at, name))


def _fields(struct: type[Any]) -> list[tuple[str, Any]]:
    return [(field.name, plain(field.type)) for field in msgspec.structs.fields(struct)]


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)} = {_toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, datetime):
        return value.isoformat()
    return json.dumps(value)
