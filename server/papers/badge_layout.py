"""A badge's layout: who wears it and in what capacity, each line in its place, nothing drawn yet.

From top to bottom: the conference, the band of the class, the name, and the foot with the QR.
The name takes what room is left and stays the largest text on the badge.
"""

import unicodedata
from dataclasses import dataclass

from server.conference.plan import Conference, Person
from server.papers import badge_grid as grid
from server.papers.badge_band import band_boxes, band_lines
from server.papers.colours import Colour, parse
from server.papers.column import Row, column
from server.papers.fonts import Weight
from server.papers.marks import Box, Line, Tone, mm, pt, stacked
from server.papers.text_fit import Fitted, fit, words
from server.texts import text

BODY_GAP = mm(4)
BELOW_NAME = mm(4.5)
DETAILS_SHARE = 0.5
RULE = Box("rule", grid.EDGE, grid.FOOT_RULE, grid.WIDTH - grid.EDGE, grid.FOOT_RULE + 2, Tone.INK)


@dataclass(frozen=True)
class Layout:
    """Everything to draw on one badge."""

    lines: tuple[Line, ...]
    boxes: tuple[Box, ...]
    band: Colour


def badge_layout(conference: Conference, person: Person, *, emblem: bool = False) -> Layout:
    """Where everything on this person's badge goes, with room for the emblem if there is one."""
    delegate_class = next(it for it in conference.classes if it.id == person.delegate_class)
    role = _role(conference, person, delegate_class.badge)
    name, body = _body(conference, person, grid.BAND_TOP + grid.BAND_HEIGHT + _role_height(role))
    smaller = name.size - 4
    lines = [
        *_header(conference, grid.EMBLEM_SIDE + grid.BESIDE_EMBLEM if emblem else 0),
        *band_lines(delegate_class, role, smaller),
        *body,
        *_facts(conference, person, min(pt(18), smaller)),
        *_foot(conference, person),
    ]
    return Layout(tuple(lines), (*band_boxes(role), RULE), parse(delegate_class.colour))


def _header(conference: Conference, left_free: int) -> list[Line]:
    title = conference.title_lines or (conference.title_short,)
    organisers = conference.organisation or ("",)
    rows = [
        *(Row("organisation", line, Weight.REGULAR, pt(7), 0.35) for line in organisers[:-1]),
        Row("organisation", organisers[-1], Weight.BOLD, pt(7.5), 0.9),
        Row("title", title[0].upper(), Weight.EXTRABOLD, pt(13.5), 0.35),
        *(Row("title", line, Weight.SEMIBOLD, pt(9), 0.35) for line in title[1:]),
    ]
    lines = column(rows, grid.INNER - left_free, grid.HEADER_HEIGHT)
    spare = (grid.HEADER_HEIGHT - lines.height) // 2 if left_free else 0
    return lines.placed(grid.CENTRE + left_free // 2, grid.HEADER_TOP + spare)


def _role(conference: Conference, person: Person, class_word: str) -> str | None:
    duties = [duty.role for duty in conference.assignments if duty.person == person.id]
    role = text(f"papers.badge.role.{duties[0]}", "vi") if duties else None
    return None if role == class_word else role


def _role_height(role: str | None) -> int:
    return grid.ROLE_HEIGHT if role else 0


def _body(conference: Conference, person: Person, below_band: int) -> tuple[Fitted, list[Line]]:
    """The name as large as the room allows, with position and workplace under it."""
    top = below_band + BODY_GAP
    height = grid.QUIET_TOP - top
    rows = [
        Row("position", person.position, Weight.SEMIBOLD, pt(11), 0.45),
        Row("workplace", _workplace(conference, person), Weight.REGULAR, pt(10)),
    ]
    details = column(rows, grid.INNER, round(height * DETAILS_SHARE))
    room = height - BELOW_NAME - details.height
    name = fit(person.full_name, Weight.BOLD, grid.INNER, largest=pt(40), lines=3, height=room)
    start = top + (room - name.height) // 2
    below = details.placed(grid.CENTRE, start + name.height + BELOW_NAME)
    return name, [*stacked("name", name, grid.CENTRE, start + name.ascent), *below]


def _workplace(conference: Conference, person: Person) -> str:
    """Where the person works, unless the badge says so elsewhere."""
    said = unicodedata.normalize("NFC", f"{person.position}\n{_unit(conference, person)}")
    workplace = unicodedata.normalize("NFC", person.workplace)
    return "" if workplace.casefold() in said.casefold() else workplace


def _unit(conference: Conference, person: Person) -> str:
    return next((unit.name for unit in conference.units if unit.id == person.unit), "")


def _facts(conference: Conference, person: Person, largest: int) -> list[Line]:
    """The badge number and the seat for people to read, the delegation under them."""
    half = grid.FACTS_WIDTH // 2
    below = grid.QR_TOP + mm(13.5)
    return [
        *_fact("number", person.id, (grid.EDGE, grid.QR_TOP, half), largest),
        *_fact("seat", person.hall_seat or "", (grid.EDGE + half, grid.QR_TOP, half), largest),
        *_fact("unit", _unit(conference, person), (grid.EDGE, below, grid.FACTS_WIDTH), pt(10)),
    ]


def _fact(part: str, value: str, place: tuple[int, int, int], largest: int) -> list[Line]:
    if not words(value):
        return []
    left, top, width = place
    label = fit(text(f"papers.badge.{part}", "vi"), Weight.MEDIUM, width, largest=pt(6.75))
    shown = fit(value, Weight.BOLD, width - mm(3), largest=largest, lines=2, height=mm(9))
    baseline = top + label.capital
    return [
        *stacked(f"{part}_label", label, left, baseline, align="l"),
        *stacked(part, shown, left, baseline + mm(2) + shown.capital, align="l"),
    ]


def _foot(conference: Conference, person: Person) -> list[Line]:
    """The badge number under the QR, place and date, and whether all of it is a sample."""
    number = fit(person.id, Weight.SEMIBOLD, grid.QR_SIDE, largest=pt(8))
    sample = text("papers.sample", "vi") if conference.sample else ""
    mark = fit(sample, Weight.BOLD, grid.FACTS_WIDTH, largest=pt(7.75))
    where = text("papers.badge.foot", "vi", place=conference.place, date=conference.date_line)
    when = fit(where, Weight.MEDIUM, grid.INNER, largest=pt(7.75), lines=2, height=mm(6.2))
    return [
        *stacked("number_under_qr", number, grid.QR_LEFT + grid.QR_SIDE // 2, grid.ABOVE_FOOT),
        *stacked("sample", mark, grid.EDGE, grid.ABOVE_FOOT, align="l"),
        *stacked("foot", when, grid.CENTRE, grid.FOOT_RULE + mm(1.6) + when.ascent),
    ]
