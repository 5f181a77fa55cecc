"""Vietnamese text fitted into a box: broken only between words, balanced, as large as may be.

Marks stacked on capitals rise above the font's own ascent, so heights are measured ink.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from server.papers.fonts import Weight, font

REFERENCE = 200
TIGHTEST_PITCH = 1.24
GAP_BETWEEN_INKS = 0.1
WORTH_ANOTHER_LINE = 1.05
LONE_WORD = 1.35
SPLIT_PHRASE = 1.4
SPLIT_WORD = 1.2


@dataclass(frozen=True)
class Fitted:
    """Lines with the size they fit at, their pitch, and the ink above and below the baselines."""

    lines: tuple[str, ...]
    weight: Weight
    size: int
    pitch: int
    ascent: int
    descent: int

    @property
    def height(self) -> int:
        """From the top of the first line's ink to the bottom of the last one's."""
        return self.ascent + sum(self.baselines[-1:]) + self.descent

    @property
    def baselines(self) -> list[int]:
        """Each line's baseline, counted from the first one's."""
        return [number * self.pitch for number in range(len(self.lines))]

    @property
    def capital(self) -> int:
        """How high a capital without marks stands; what the eye takes for the line's height."""
        return -measure("H", self.weight, self.size)[1]


def words(text: str) -> list[str]:
    """The pieces a line may be broken between, in NFC; a lone dash or slash stays with its word."""
    plain = re.sub(r"[ \t\r\n]+", " ", unicodedata.normalize("NFC", text)).strip(" ")
    return re.split(r" (?![–—/-] )", plain) if plain else []


@lru_cache(maxsize=4096)
def fit(
    text: str, weight: Weight, width: int, *, largest: int, lines: int = 1, height: int = 10_000
) -> Fitted:
    """The text in at most `lines` lines, at `largest` if that fits, else as large as does.

    One line more must make it visibly larger; a line of one lone word counts as a narrower box.
    """
    pieces = words(text)
    best: Fitted | None = None
    best_score = 0.0
    for count in range(1, min(lines, len(pieces)) + 1):
        candidate, lone = _fit_in(pieces, count, weight, (width, height), largest)
        score = candidate.size / (LONE_WORD if lone else 1)
        if score > best_score * WORTH_ANOTHER_LINE:
            best, best_score = candidate, score
    return best or Fitted((), weight, largest, 0, 0, 0)


def flowed(text: str, weight: Weight, size: int, width: int) -> Fitted:
    """Running text at one size, each line filled with as many words as it takes."""
    lines: list[str] = []
    for piece in words(text):
        longer = f"{lines[-1]} {piece}" if lines else piece
        if lines and measure(longer, weight, size)[2] <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return _set(tuple(lines), weight, size) if lines else Fitted((), weight, size, 0, 0, 0)


@lru_cache(maxsize=8192)
def measure(line: str, weight: Weight, size: int) -> tuple[int, int, int, int]:
    """The room a line takes around its start on the baseline: left, top, right, bottom."""
    left, top, right, bottom = font(weight, size).getbbox(line, anchor="ls")
    return round(left), round(top), round(right), round(bottom)


def _fit_in(
    pieces: list[str], count: int, weight: Weight, box: tuple[int, int], largest: int
) -> tuple[Fitted, bool]:
    broken = _balanced(pieces, count, weight)
    lone = count > 1 and any(line in pieces for line in broken)
    size = min(largest, int(REFERENCE * box[0] / _widest(broken, weight, REFERENCE)))
    fitted = _set(broken, weight, size)
    while size > 1 and (fitted.height > box[1] or _widest(broken, weight, size) > box[0]):
        size = min(size - 1, int(size * box[1] / fitted.height))
        fitted = _set(broken, weight, max(size, 1))
    return fitted, lone


def _balanced(pieces: list[str], count: int, weight: Weight) -> tuple[str, ...]:
    phrased = any(map(_ends_phrase, pieces[:-1]))

    def cost(split: list[list[str]]) -> float:
        return max(sum(_advance(piece, weight) for piece in line) for line in split) * (
            _ugliness(split, phrased)
        )

    return tuple(" ".join(line) for line in min(_splits(pieces, count), key=cost))


@lru_cache(maxsize=8192)
def _advance(piece: str, weight: Weight) -> float:
    return font(weight, REFERENCE).getlength(f"{piece} ")


def _ugliness(split: list[list[str]], phrased: bool) -> float:
    """What a reader would pay, as a factor of width, to have the lines broken elsewhere."""
    breaks = [(above[-1], below[0]) for above, below in pairwise(split)]
    factor = 1.0
    if breaks and min(map(len, split)) == 1:
        factor *= LONE_WORD
    if phrased and not all(_ends_phrase(before) for before, _ in breaks):
        factor *= SPLIT_PHRASE
    if any(before[0].isupper() and after[0].islower() for before, after in breaks):
        factor *= SPLIT_WORD
    return factor


def _ends_phrase(piece: str) -> bool:
    return piece.endswith((",", ";", "/", "–", "—"))


def _splits(pieces: list[str], count: int) -> Iterator[list[list[str]]]:
    for cuts in combinations(range(1, len(pieces)), count - 1):
        edges = (0, *cuts, len(pieces))
        yield [pieces[start:end] for start, end in pairwise(edges)]


def _widest(lines: tuple[str, ...], weight: Weight, size: int) -> int:
    boxes = [measure(line, weight, size) for line in lines]
    return max(max(right, 1) - min(left, 0) for left, _, right, _ in boxes)


def _set(lines: tuple[str, ...], weight: Weight, size: int) -> Fitted:
    boxes = [measure(line, weight, size) for line in lines]
    between = [above[3] - below[1] for above, below in pairwise(boxes)]
    pitch = max(TIGHTEST_PITCH * size, *(ink + GAP_BETWEEN_INKS * size for ink in between), 0)
    return Fitted(lines, weight, size, round(pitch), -boxes[0][1], max(boxes[-1][3], 0))
