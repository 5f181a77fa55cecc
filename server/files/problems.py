"""Problems: what is wrong in a file, where, and what would be right, in both languages."""

from difflib import get_close_matches
from typing import Literal

import msgspec

from server.texts import catalogue, text

Lang = Literal["vi", "en"]
Param = str | int


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to mend: its file, its line or row, its field, and the sentence to say about it.

    In a workbook the place is a sheet and a cell.
    """

    file: str
    key: str
    line: int | None = None
    row: int | None = None
    field: str | None = None
    sheet: str | None = None
    cell: str | None = None
    params: dict[str, Param] = {}

    def render(self, lang: Lang = "vi") -> str:
        """The problem as one sentence that begins with its place."""
        said = dict(self.params)
        if "expected" in said:
            said["expected"] = text(f"files.expected.{said['expected']}", lang)
        return f"{self.place(lang)}: {text(f'files.problems.{self.key}', lang, **said)}"

    def place(self, lang: Lang = "vi") -> str:
        """Where the problem stands, as the office would look for it."""
        parts = [self.file]
        if self.line is not None:
            parts.append(text("files.place.line", lang, n=self.line))
        if self.sheet is not None:
            parts.append(text("files.place.sheet", lang, name=self.sheet))
        if self.cell is not None:
            parts.append(text("files.place.cell", lang, name=self.cell))
        elif self.row is not None:
            parts.append(text("files.place.row", lang, n=self.row))
        if self.field is not None:
            kind = "field" if self.row is None else "column"
            parts.append(text(f"files.place.{kind}", lang, name=self._field(lang)))
        return ", ".join(parts)

    def _field(self, lang: Lang) -> str | None:
        """The field's name; a column goes by its title, when it has one."""
        table = self.file.removesuffix(".csv")
        return catalogue(lang).get(f"files.columns.{table}.{self.field}", self.field)


class Unreadable(Exception):
    """A folder that can't be used; `problems` holds everything that is wrong in it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(problem.render() for problem in problems))
        self.problems = problems


Step = str | int


class Where(msgspec.Struct, frozen=True):
    """A place in a file: a row of a table, a path through a TOML file, or a cell of a workbook."""

    file: str
    path: tuple[Step, ...] = ()
    row: int | None = None
    sheet: str | None = None
    column: str | None = None

    def at(self, *steps: Step) -> "Where":
        """A place further inside this one."""
        return msgspec.structs.replace(self, path=self.path + steps)

    @property
    def cell(self) -> str | None:
        """The cell of a workbook, as its own program calls it: `C12`."""
        return f"{self.column}{self.row}" if self.column is not None else None

    @property
    def field(self) -> str | None:
        """The field's name as people read it: the names after the last numbered entry."""
        names: list[str] = []
        for step in reversed(self.path):
            if isinstance(step, int):
                break
            names.insert(0, step)
        return ".".join(names) or None


class Report:
    """Collects every problem of a folder; nothing stops at the first."""

    def __init__(self) -> None:
        self.errors: list[Problem] = []
        self.warnings: list[Problem] = []
        self.lines: dict[str, dict[tuple[Step, ...], int]] = {}

    def error(self, where: Where, key: str, **params: Param) -> None:
        """Something that must be mended before the day can run."""
        self._add(self.errors, where, key, params)

    def warn(self, where: Where, key: str, **params: Param) -> None:
        """Something the office should know."""
        self._add(self.warnings, where, key, params)

    def unknown(self, where: Where, key: str, name: str, known: list[str]) -> None:
        """A name nobody knows, with the nearest one that is known."""
        near = nearest(name, known)
        suffix = "_near" if near else ""
        said = {"near": near} if near else {"known": ", ".join(known)}
        self.error(where, f"{key}{suffix}", name=name, **said)

    def dangling(self, where: Where, name: str, known: list[str], file: str) -> None:
        """A name that should stand in another file and doesn't."""
        near = nearest(name, known)
        if near:
            self.error(where, "dangling_near", name=name, near=near, file=file)
        else:
            self.error(where, "dangling", name=name, file=file)

    def number(self, where: Where) -> int:
        """The row or line of a place, as a number to point at."""
        return where.row or self._line(where) or 0

    def _add(self, heap: list[Problem], where: Where, key: str, params: dict[str, Param]) -> None:
        problem = Problem(
            file=where.file,
            key=key,
            line=self._line(where),
            row=where.row,
            field=where.field,
            sheet=where.sheet,
            cell=where.cell,
            params=params,
        )
        if problem not in heap:
            heap.append(problem)

    def _line(self, where: Where) -> int | None:
        """The line of the place, or of the nearest thing around it that has one."""
        lines = self.lines.get(where.file, {})
        for length in range(len(where.path), 0, -1):
            if where.path[:length] in lines:
                return lines[where.path[:length]]
        return None


def nearest(name: str, known: list[str]) -> str | None:
    """The known name that looks most like `name`."""
    folded = {word.casefold(): word for word in known}
    found = get_close_matches(name.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else None
