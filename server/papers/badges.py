"""Badges on paper: four to an A4 sheet in one PDF, or a picture for each delegate."""

from functools import partial

from PIL import Image

from server.conference.plan import Conference, Person
from server.papers import badge_grid as grid
from server.papers.badge_layout import Layout, badge_layout
from server.papers.drawing import CodePlace, drawn, with_code
from server.papers.each import one_each
from server.papers.emblem import EmblemPlace, with_emblem
from server.papers.sheet import write_sheets

CODE = CodePlace(grid.QUIET_LEFT, grid.QUIET_TOP, grid.MODULE)
EMBLEM = EmblemPlace(grid.EDGE, grid.EMBLEM_TOP, grid.EMBLEM_SIDE)


def draw(layout: Layout, code: str) -> Image.Image:
    """The badge as it will be printed."""
    blank = drawn((grid.WIDTH, grid.HEIGHT), layout.lines, layout.boxes, layout.band)
    return with_code(blank, code, CODE)


def _badge(
    conference: Conference, person: Person, code: str, emblem: Image.Image | None
) -> Image.Image:
    layout = badge_layout(conference, person, emblem=emblem is not None)
    badge = draw(layout, code)
    return badge if emblem is None else with_emblem(badge, emblem, EMBLEM, layout.band)


badges = partial(one_each, "badges", _badge, write_sheets)
