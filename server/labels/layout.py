"""A label's layout: the class, the name as large as fits, the delegation, and the badge's QR.

Everything is measured in shares of the label's height, so one layout serves every roll.
"""

import msgspec

from ..conference import Day
from ..conference.plan import PersonId
from ..papers.fonts import Weight
from ..papers.marks import Box, Line, Tone, centred, stacked
from ..papers.qr import MODULES, QUIET
from ..papers.text_fit import Fitted, fit
from ..texts import text
from .media import Media

QR_SHARE = 0.36
NUMBER_SHARE = 0.13
BAND_SHARE = 0.17
MARGIN_SHARE = 0.03
GAP_SHARE = 0.045
UNIT_SHARE, UNIT_LINES, UNITS_SHARE = 0.11, 2, 0.21
SAMPLE_SHARE = 0.07
NAME_SHARE, NAME_LINES = 0.4, 3
LETTER_SHARE, WORD_SHARE = 0.8, 0.62


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """What a label says; an empty text is left out."""

    name: str
    class_word: str
    letter: str
    unit: str
    number: str
    sample: str = ""


class QrPlace(msgspec.Struct, frozen=True):
    """Where the QR stands, its quiet zone included, and how many dots a module has."""

    left: int
    top: int
    module: int

    @property
    def side(self) -> int:
        """How many dots the QR and its quiet zone take."""
        return (MODULES + 2 * QUIET) * self.module


class Layout(msgspec.Struct, frozen=True):
    """Everything to draw on one label."""

    lines: tuple[Line, ...]
    boxes: tuple[Box, ...]
    qr: QrPlace


def wording(day: Day, person: PersonId) -> Wording:
    """What the label of a person says, as the day stands."""
    who = day.people.people[person]
    delegate_class = day.people.classes[who.delegate_class]
    return Wording(
        name=who.full_name,
        class_word=delegate_class.badge,
        letter=delegate_class.letter,
        unit=day.people.units[who.unit].name,
        number=who.id,
        sample=text("papers.sample", "vi") if day.plan.sample else "",
    )


def label_layout(words: Wording, media: Media) -> Layout:
    """Where everything on the label goes."""
    qr = _qr_place(media)
    margin = _margin(media)
    bottom = margin + round(media.height * BAND_SHARE)
    band = Box("band", margin, margin, qr.left, bottom, Tone.BAND)
    letter = _inside(band)
    return Layout(
        lines=(
            *_band_lines(words, band, letter),
            *_text_lines(words, media, band),
            *_number_lines(words.number, media, qr),
        ),
        boxes=(band, letter),
        qr=qr,
    )


def _margin(media: Media) -> int:
    """What is left white along the edges: no printer meets its label to the dot."""
    return round(media.height * MARGIN_SHARE)


def _qr_place(media: Media) -> QrPlace:
    """In the upper right corner, as large as leaves room for the name and the number."""
    room = min(media.width * QR_SHARE, media.height * (1 - NUMBER_SHARE))
    module = max(1, int(room / (MODULES + 2 * QUIET)))
    return QrPlace(media.width - (MODULES + 2 * QUIET) * module, 0, module)


def _inside(band: Box) -> Box:
    """The white square at the band's beginning, for the letter."""
    edge = max(2, (band.bottom - band.top) // 12)
    left, top, bottom = band.left + edge, band.top + edge, band.bottom - edge
    return Box("letter", left, top, left + bottom - top, bottom, Tone.ON_BAND)


def _band_lines(words: Wording, band: Box, letter: Box) -> list[Line]:
    """The letter in its square and the class word beside it: no colour is needed to tell them."""
    height = band.bottom - band.top
    word = Box("class", letter.right, band.top, band.right, band.bottom, Tone.BAND)
    gap = height // 5
    width = word.right - word.left - 2 * gap
    size = round(height * WORD_SHARE)
    side = letter.right - letter.left
    shown = fit(words.class_word, Weight.EXTRABOLD, width, largest=size, lines=2, height=side)
    sign = fit(
        words.letter,
        Weight.EXTRABOLD,
        side - 2 * (letter.left - band.left),
        largest=round(height * LETTER_SHARE),
        height=side,
    )
    return [
        *centred("letter", sign, letter, Tone.BAND),
        *centred("class", shown, word, Tone.ON_BAND),
    ]


def _text_lines(words: Wording, media: Media, band: Box) -> list[Line]:
    """The name in what room the delegation, and the mark of sample data, leave below the band."""
    height, left, width = media.height, band.left, band.right - band.left
    gap = round(height * GAP_SHARE)
    sample = fit(words.sample, Weight.BOLD, width, largest=round(height * SAMPLE_SHARE))
    unit = fit(
        words.unit,
        Weight.SEMIBOLD,
        width,
        largest=round(height * UNIT_SHARE),
        lines=UNIT_LINES,
        height=round(height * UNITS_SHARE),
    )
    sample_top = height - _margin(media) - sample.height
    unit_top = sample_top - unit.height - (gap if sample.lines else 0)
    top = band.bottom + gap
    room = unit_top - gap - top
    name = fit(
        words.name,
        Weight.BOLD,
        width,
        largest=round(height * NAME_SHARE),
        lines=NAME_LINES,
        height=room,
    )
    return [
        *_from_top("name", name, left, top + (room - name.height) // 2),
        *_from_top("unit", unit, left, unit_top),
        *_from_top("sample", sample, left, sample_top),
    ]


def _from_top(part: str, fitted: Fitted, left: int, top: int) -> list[Line]:
    """The text with its first ink at `top`: marks above capitals are not cut off."""
    return stacked(part, fitted, left, top + fitted.ascent, align="l")


def _number_lines(number: str, media: Media, qr: QrPlace) -> list[Line]:
    """The badge number under the QR, for people to read."""
    bottom = media.height - _margin(media)
    room = Box("number", qr.left, qr.side, media.width, bottom, Tone.PAPER)
    width = qr.side - 2 * QUIET * qr.module
    height = bottom - qr.side
    fitted = fit(number, Weight.BOLD, width, largest=round(height * 1.3), height=height)
    return centred("number", fitted, room, Tone.INK)
