"""Slides: what a PDF holds, or the one thing that keeps it from the wall; its pages as pictures.

The faults are `no_pages`, `too_many_pages`, `locked`, `damaged` and `page_size`. `fonts` is a
doubt: the slides are shown, yet letters may be drawn with another face than their author's.
"""

import ctypes
import os
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from server.conference.library import MediaFile, MediaKind

MOST_PAGES = 200
SMALLEST, LARGEST = 72, 14_400  # points: an inch, and the most a PDF may be by its own rule
NARROWEST = 6  # times as long as it is wide: nothing of such a page can be read on a wall
NAME = 128  # bytes of a font's name that are read
WIDTH = 1920  # pixels: the walls' own
TALLEST = 4 * WIDTH

# The faces every reader of PDF brings along; a file need not carry them.
STANDARD = frozenset({"courier", "helvetica", "times", "symbol", "zapfdingbats"})


def read(path: Path, digest: str) -> MediaFile:
    """The slides of a file."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return _faulty(digest, _why(path))
    try:
        return _looked_through(document, digest)
    except pypdfium2.PdfiumError:
        return _faulty(digest, "damaged")
    finally:
        document.close()


def _why(path: Path) -> str:
    """Why the library would not have a file; one it opens at its lowest level has no page."""
    opened = raw.FPDF_LoadDocument(str(path).encode() + b"\0", None)
    if opened:
        raw.FPDF_CloseDocument(opened)
        return "no_pages"
    locks = {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
    return "locked" if raw.FPDF_GetLastError() in locks else "damaged"


def _faulty(digest: str, fault: str, pages: int = 0, detail: str | None = None) -> MediaFile:
    return MediaFile(sha256=digest, kind=MediaKind.SLIDES, pages=pages, fault=fault, detail=detail)


def _looked_through(document: pypdfium2.PdfDocument, digest: str) -> MediaFile:
    pages = len(document)
    if pages > MOST_PAGES:
        return _faulty(digest, "too_many_pages", pages, str(pages))
    for number in range(pages):
        if _is_absurd(*document.get_page_size(number)):
            return _faulty(digest, "page_size", pages, str(number + 1))
    missing = sorted(_faces_left_out(document))
    return MediaFile(
        sha256=digest,
        kind=MediaKind.SLIDES,
        pages=pages,
        doubt="fonts" if missing else None,
        detail=", ".join(missing[:3]) or None,
    )


def _is_absurd(width: float, height: float) -> bool:
    short, long = sorted((width, height))
    return not SMALLEST <= short <= long <= LARGEST or long > NARROWEST * short


def _faces_left_out(document: pypdfium2.PdfDocument) -> set[str]:
    """The faces the slides are set in and do not carry with them."""
    found = set()
    for page in document:
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            font = raw.FPDFTextObj_GetFont(one)
            if font and raw.FPDFFont_GetIsEmbedded(font) == 0:
                found.add(_name(font))
        page.close()
    return {name for name in found if name and not _is_standard(name)}


def _is_standard(name: str) -> bool:
    return name.lower().split("-")[0].split(",")[0] in STANDARD


def _name(font: object) -> str:
    buffer = ctypes.create_string_buffer(NAME)
    raw.FPDFFont_GetBaseFontName(font, buffer, NAME)
    return buffer.value.decode("utf-8", "replace")


def draw(path: Path, pages: int, folder: Path) -> None:
    """Draw the first `pages` of a file into `folder`; a picture is there whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    document = pypdfium2.PdfDocument(path)
    try:
        for number in range(pages):
            draw_page(document[number], folder / f"{number + 1}.png")
    finally:
        document.close()


def draw_page(page: pypdfium2.PdfPage, picture: Path) -> None:
    """One page as a picture the walls' width, unless it is there."""
    if picture.is_file():
        return
    # A page is only so much wider or taller than a wall, whatever it says of its size.
    width, height = (max(1.0, side) for side in page.get_size())
    drawn = page.render(scale=min(WIDTH / width, TALLEST / height)).to_pil()
    draft = picture.with_suffix(f".{os.getpid()}.tmp")
    drawn.save(draft, format="PNG", optimize=False)
    draft.replace(picture)
