"""Invitations on paper: an A5 page for each guest and delegate, with the code of their badge."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PIL import Image

from server.conference.plan import Conference, Person
from server.papers import invitation_layout as page
from server.papers.colours import Colour
from server.papers.drawing import CodePlace, drawn, with_code
from server.papers.each import one_each
from server.papers.emblem import EmblemPlace, with_emblem
from server.papers.sheet import write_pages

CODE = CodePlace(page.QUIET_LEFT, page.QUIET_TOP, page.MODULE)
EMBLEM = EmblemPlace(page.EMBLEM_LEFT, page.EMBLEM_TOP, page.EMBLEM_SIDE)
HALL_RED = Colour(155, 17, 30)


def _invitation(
    conference: Conference, person: Person, code: str, emblem: Image.Image | None
) -> Image.Image:
    lines, boxes = page.invitation_layout(conference, person, emblem=emblem is not None)
    paper = with_code(drawn((page.WIDTH, page.HEIGHT), lines, boxes, HALL_RED), code, CODE)
    return paper if emblem is None else with_emblem(paper, emblem, EMBLEM, HALL_RED)


def _pages(pngs: Iterable[bytes], file: Path, title: str) -> None:
    write_pages(pngs, file, title, page.PAGE_MM)


invitations = partial(
    one_each, "invitations", _invitation, _pages, wanted=lambda person: person.invitation
)
