"""An invitation's layout: A5, who is invited to what, when and where, and the code to bring along.

Its order follows the form of an invitation (NĐ 30/2020, mẫu Giấy mời): issuer, heading, guest,
occasion, time and place. The code stands below the body, clear of where a card is signed.
"""

from dataclasses import replace

from server.conference.plan import Conference, Person
from server.papers.column import Row, column
from server.papers.fonts import Weight
from server.papers.marks import Box, Line, Tone, mm, pt, stacked
from server.papers.qr import MODULES, QUIET
from server.papers.text_fit import Fitted, fit, flowed
from server.texts import text

PAGE_MM = (148.0, 210.0)
WIDTH, HEIGHT = mm(PAGE_MM[0]), mm(PAGE_MM[1])
EDGE = mm(14)
INNER = WIDTH - 2 * EDGE
CENTRE = WIDTH // 2
FRAME, FRAME_WIDTH = mm(6), mm(0.6)

UPPER_TOP, UPPER_HEIGHT = mm(13), mm(110)
EMBLEM_SIDE, BELOW_EMBLEM = mm(18), mm(2.5)
EMBLEM_LEFT, EMBLEM_TOP = (WIDTH - EMBLEM_SIDE) // 2, mm(11)
FACTS_TOP, FACT_PITCH, FACT_LABEL = mm(130.5), mm(7), mm(24)
RULE_TOP, RULE_HEIGHT = mm(156.5), mm(0.25)
MODULE = 14
QR_SIDE = MODULES * MODULE
QR_LEFT, QR_TOP = EDGE, mm(161)
QUIET_LEFT, QUIET_TOP = QR_LEFT - QUIET * MODULE, QR_TOP - QUIET * MODULE
QUIET_BOTTOM = QR_TOP + QR_SIDE + QUIET * MODULE
NOTES_LEFT = QR_LEFT + QR_SIDE + mm(7)
NOTES_WIDTH = WIDTH - EDGE - NOTES_LEFT
NOTE_GAP = mm(2)
RED = {"heading", "title", "subtitle"}


def invitation_layout(
    conference: Conference, person: Person, *, emblem: bool = False
) -> tuple[list[Line], list[Box]]:
    """Where everything on this person's invitation goes, below the emblem if there is one."""
    taken = EMBLEM_SIDE + BELOW_EMBLEM if emblem else 0
    upper = column(_upper(conference, person), INNER, UPPER_HEIGHT - taken)
    top = UPPER_TOP + taken + (UPPER_HEIGHT - taken - upper.height) // 2
    number = fit(person.id, Weight.SEMIBOLD, QR_SIDE, largest=pt(8))
    lines = [
        *(_toned(it) for it in upper.placed(CENTRE, top)),
        *_facts(conference, person),
        *stacked("number", number, QR_LEFT + QR_SIDE // 2, QUIET_BOTTOM + number.capital),
        *_notes(conference),
    ]
    return lines, _boxes()


def _toned(line: Line) -> Line:
    """The occasion is set in the hall's red, everything else in ink."""
    return replace(line, tone=Tone.BAND) if line.part in RED else line


def _upper(conference: Conference, person: Person) -> list[Row]:
    organisers = conference.organisation or ("",)
    title, *subtitles = conference.title_lines or (conference.title_short,)
    guest = f"{person.salutation[:1].upper()}{person.salutation[1:]} {person.full_name}"
    where = "" if person.workplace in person.position else person.workplace
    posts = [person.position, where] if where else [person.position]
    return [
        *(Row("organisation", line, Weight.REGULAR, pt(9), 0.35) for line in organisers[:-1]),
        Row("organisation", organisers[-1], Weight.BOLD, pt(9.5), 2.8),
        Row("heading", _said("heading"), Weight.EXTRABOLD, pt(34), 0.65),
        Row("invites", _said("invites"), Weight.REGULAR, pt(11.5), 1.1),
        Row("name", guest, Weight.BOLD, pt(22), 0.5),
        *(Row("position", post, Weight.MEDIUM, pt(11.5), 0.45) for post in posts[:-1]),
        Row("position", posts[-1], Weight.MEDIUM, pt(11.5), 1.4),
        Row("to", _said("to"), Weight.REGULAR, pt(11.5), 1.3),
        Row("title", title.upper(), Weight.EXTRABOLD, pt(16), 0.5),
        *(Row("subtitle", line, Weight.SEMIBOLD, pt(12), 0.4) for line in subtitles),
    ]


def _facts(conference: Conference, person: Person) -> list[Line]:
    """Time, reception, place and seat, each on a line of its own."""
    since = _said("since", time=conference.reception_time)
    facts = {
        "time": _said("when", start=conference.start_time, date=_date(conference)),
        "reception": since,
        "place": conference.place,
        "seat": person.hall_seat or "",
    }
    told = [(key, value) for key, value in facts.items() if value]
    return [
        line
        for row, (key, value) in enumerate(told)
        for line in _fact(key, value, FACTS_TOP + row * FACT_PITCH)
    ]


def _date(conference: Conference) -> str:
    """The date without the town it is written from."""
    return conference.date_line.removeprefix(f"{conference.place_name}, ")


def _fact(key: str, value: str, baseline: int) -> list[Line]:
    label = fit(f"{_said(key)}:", Weight.REGULAR, FACT_LABEL, largest=pt(10.5))
    shown = fit(value, Weight.SEMIBOLD, INNER - FACT_LABEL, largest=pt(10.5))
    return [
        *stacked("label", label, EDGE, baseline, align="l"),
        *stacked(key, shown, EDGE + FACT_LABEL, baseline, align="l"),
    ]


def _notes(conference: Conference) -> list[Line]:
    """Beside the code: what it is for, whom to ask, and what becomes of the guest's data."""
    sample = text("papers.sample", "vi") if conference.sample else ""
    contact = _said("contact", contact=conference.help_contact) if conference.help_contact else ""
    return _below_one_another(
        [
            (
                "present",
                fit(_said("present"), Weight.SEMIBOLD, NOTES_WIDTH, largest=pt(9), lines=2),
            ),
            ("contact", flowed(contact, Weight.REGULAR, pt(8), NOTES_WIDTH)),
            ("privacy", flowed(conference.privacy_notice, Weight.REGULAR, pt(6), NOTES_WIDTH)),
            ("sample", flowed(sample, Weight.BOLD, pt(7.5), NOTES_WIDTH)),
        ]
    )


def _below_one_another(notes: list[tuple[str, Fitted]]) -> list[Line]:
    lines, top = [], QR_TOP
    for part, note in notes:
        if note.lines:
            lines += stacked(part, note, NOTES_LEFT, top + note.ascent, align="l")
            top += note.height + NOTE_GAP
    return lines


def _boxes() -> list[Box]:
    """A red frame, and a rule between the invitation and what to bring along."""
    left, top, right, bottom = FRAME, FRAME, WIDTH - FRAME, HEIGHT - FRAME
    return [
        Box("frame", left, top, right, top + FRAME_WIDTH, Tone.BAND),
        Box("frame", left, bottom - FRAME_WIDTH, right, bottom, Tone.BAND),
        Box("frame", left, top, left + FRAME_WIDTH, bottom, Tone.BAND),
        Box("frame", right - FRAME_WIDTH, top, right, bottom, Tone.BAND),
        Box("rule", EDGE, RULE_TOP, WIDTH - EDGE, RULE_TOP + RULE_HEIGHT, Tone.INK),
    ]


def _said(key: str, **facts: object) -> str:
    return text(f"papers.invitation.{key}", "vi", **facts)
