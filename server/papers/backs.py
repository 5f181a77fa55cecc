"""The backs of badges: the notice on personal data and whom to ask, one sheet for all of them."""

from itertools import repeat
from pathlib import Path
from typing import Literal

from PIL import Image

from server.conference.plan import Conference
from server.papers import badge_grid as grid
from server.papers.colours import BLACK
from server.papers.drawing import as_png, drawn
from server.papers.fonts import Weight
from server.papers.marks import Line, mm, pt, stacked
from server.papers.sheet import PER_SHEET, write_sheets
from server.papers.text_fit import Fitted, flowed
from server.texts import text

TOP, GAP = mm(24), mm(6)
WIDTH = grid.WIDTH - 4 * grid.EDGE


def backs(
    conference: Conference, codes: object, out: Path, *, format: Literal["pdf", "png"], **_: object
) -> list[Path]:
    """Prints the back all badges share: a sheet of four, or one picture."""
    out.mkdir(parents=True, exist_ok=True)
    file = out / f"backs.{format}"
    png = as_png(back(conference))
    if format == "png":
        file.write_bytes(png)
    else:
        write_sheets(repeat(png, PER_SHEET), file, conference.title_short)
    return [file]


def back(conference: Conference) -> Image.Image:
    """The back of a badge."""
    return drawn((grid.WIDTH, grid.HEIGHT), back_lines(conference), (), BLACK)


def back_lines(conference: Conference) -> list[Line]:
    """The lines on the back of a badge, from the top."""
    contact = text("papers.back.contact", "vi", contact=conference.help_contact)
    parts: dict[str, Fitted] = {
        "heading": flowed(text("papers.back.heading", "vi"), Weight.EXTRABOLD, pt(15), WIDTH),
        "privacy": flowed(conference.privacy_notice, Weight.REGULAR, pt(10), WIDTH),
        "contact": flowed(contact if conference.help_contact else "", Weight.BOLD, pt(10), WIDTH),
    }
    lines, top = [], TOP
    for part, fitted in parts.items():
        if fitted.lines:
            lines += stacked(part, fitted, grid.CENTRE, top + fitted.ascent)
            top += fitted.height + GAP
    return lines
