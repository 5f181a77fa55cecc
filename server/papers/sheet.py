"""Pictures bound to a PDF: badges four to an A4 sheet with marks to cut along, or page by page."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from server.papers.pdf import POINTS_PER_MM, PdfWriter

PAGE = (210.0, 297.0)
BADGE = (99.0, 140.0)
COLUMNS, ROWS = 2, 2
PER_SHEET = COLUMNS * ROWS
MARK_LENGTH, MARK_POINTS = 5.0, 0.4

LEFT = (PAGE[0] - COLUMNS * BADGE[0]) / 2
BOTTOM = (PAGE[1] - ROWS * BADGE[1]) / 2


def write_sheets(pngs: Iterable[bytes], file: Path, title: str) -> None:
    """Writes the badges as a PDF, a sheet at a time."""
    with _whole(file) as out, PdfWriter(out, title) as pdf:
        for sheet in _sheets(iter(pngs)):
            pictures = [pdf.add_picture(png) for png in sheet]
            pdf.add_page(PAGE, pictures, _placed(pictures) + cut_marks())


def write_pages(pngs: Iterable[bytes], file: Path, title: str, size: tuple[float, float]) -> None:
    """Writes each picture as a page of its own, `size` millimetres large."""
    width, height = map(_points, size)
    with _whole(file) as out, PdfWriter(out, title) as pdf:
        for png in pngs:
            picture = pdf.add_picture(png)
            pdf.add_page(size, [picture], f"q {width} 0 0 {height} 0 0 cm /{picture} Do Q\n")


@contextmanager
def _whole(file: Path) -> Iterator[BinaryIO]:
    """The file to write; it appears under its name only once it is whole."""
    unfinished = file.with_name(f"{file.name}.part")
    try:
        with unfinished.open("wb") as out:
            yield out
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def cut_lines() -> tuple[list[float], list[float]]:
    """Where the knife goes, in millimetres from the sheet's left and bottom edges."""
    return (
        [LEFT + column * BADGE[0] for column in range(COLUMNS + 1)],
        [BOTTOM + row * BADGE[1] for row in range(ROWS + 1)],
    )


def cut_marks() -> str:
    """Marks outside the badges and a cross where the four meet, as drawing operators.

    They begin at the badges' very corners: a printer's blank border leaves little of the margin.
    """
    across, up = cut_lines()
    left, right, bottom, top = across[0], across[-1], up[0], up[-1]
    ends = [
        *((x, bottom, x, bottom - MARK_LENGTH) for x in across),
        *((x, top, x, top + MARK_LENGTH) for x in across),
        *((left, y, left - MARK_LENGTH, y) for y in up),
        *((right, y, right + MARK_LENGTH, y) for y in up),
        *((x, y - MARK_LENGTH / 2, x, y + MARK_LENGTH / 2) for x in across[1:-1] for y in up[1:-1]),
        *((x - MARK_LENGTH / 2, y, x + MARK_LENGTH / 2, y) for x in across[1:-1] for y in up[1:-1]),
    ]
    strokes = "".join("{} {} m {} {} l S\n".format(*map(_points, line)) for line in ends)
    return f"{MARK_POINTS} w\n{strokes}"


def _sheets(pngs: Iterator[bytes]) -> Iterator[list[bytes]]:
    while sheet := list(islice(pngs, PER_SHEET)):
        yield sheet


def _placed(pictures: list[int]) -> str:
    width, height = map(_points, BADGE)
    return "".join(
        f"q {width} 0 0 {height} {x} {y} cm /{picture} Do Q\n"
        for picture, (x, y) in zip(pictures, _corners(), strict=False)
    )


def _corners() -> list[tuple[str, str]]:
    across, up = cut_lines()
    return [(_points(x), _points(y)) for y in reversed(up[:-1]) for x in across[:-1]]


def _points(millimetres: float) -> str:
    return f"{millimetres * POINTS_PER_MM:.3f}"
