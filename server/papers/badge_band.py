"""The band of a badge: the class by its word, its letter and its colour, and a duty on stage.

Word and letter say all that the colour says, so the badge can be printed in black and white.
"""

from server.conference.plan import DelegateClass
from server.papers.badge_grid import (
    BAND_HEIGHT,
    BAND_PADDING,
    BAND_TOP,
    EDGE,
    ROLE_HEIGHT,
    WIDTH,
)
from server.papers.fonts import Weight
from server.papers.marks import Box, Line, Tone, centred, mm, pt
from server.papers.text_fit import fit

BOTTOM = BAND_TOP + BAND_HEIGHT
RIGHT = WIDTH - EDGE
SQUARE = BAND_HEIGHT - 2 * BAND_PADDING
BORDER = 4

BAND = Box("band", EDGE, BAND_TOP, RIGHT, BOTTOM, Tone.BAND)
LETTER = Box(
    "letter",
    EDGE + BAND_PADDING,
    BAND_TOP + BAND_PADDING,
    EDGE + BAND_PADDING + SQUARE,
    BOTTOM - BAND_PADDING,
    Tone.ON_BAND,
)
WORD = Box("class", LETTER.right + mm(3), BAND_TOP, RIGHT - mm(3), BOTTOM, Tone.BAND)
ROLE_FRAME = Box("role", EDGE, BOTTOM, RIGHT, BOTTOM + ROLE_HEIGHT, Tone.BAND)
ROLE = Box("role", EDGE + BORDER, BOTTOM, RIGHT - BORDER, ROLE_FRAME.bottom - BORDER, Tone.ON_BAND)


def band_boxes(role: str | None) -> list[Box]:
    """The band, the square its letter stands in, and the strip of a duty if there is one."""
    return [BAND, LETTER, *((ROLE_FRAME, ROLE) if role else ())]


def band_lines(delegate_class: DelegateClass, role: str | None, largest: int) -> list[Line]:
    """Letter, class word and duty, none of them larger than `largest`."""
    return [
        *_in_box(delegate_class.letter, LETTER, Tone.BAND, min(pt(25), largest), mm(11)),
        *_in_box(delegate_class.badge, WORD, Tone.ON_BAND, min(pt(21), largest), SQUARE),
        *_in_box(role or "", ROLE, Tone.BAND, min(pt(12.5), largest), mm(6)),
    ]


def _in_box(text: str, box: Box, tone: Tone, largest: int, height: int) -> list[Line]:
    width = box.right - box.left
    fitted = fit(text, Weight.EXTRABOLD, width, largest=largest, lines=2, height=height)
    return centred(box.part, fitted, box, tone)
