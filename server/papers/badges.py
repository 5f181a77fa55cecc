"""Badges on paper: four to an A4 sheet in one PDF, or a picture for each delegate."""

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Literal

from server.conference.plan import Conference, Person
from server.papers.badge_drawing import as_png, draw
from server.papers.badge_layout import badge_layout
from server.papers.refusal import PaperRefused
from server.papers.sheet import write_sheets

Codes = Callable[[Person], str] | Mapping[str, str]
Progress = Callable[[int, int], None]


def badges(
    conference: Conference,
    codes: Codes,
    out: Path,
    *,
    format: Literal["pdf", "png"],
    only: Collection[str] = (),
    progress: Progress | None = None,
) -> list[Path]:
    """Prints the badges of everybody, or of `only` these badge numbers, into the folder `out`."""
    people = chosen(conference, only)
    out.mkdir(parents=True, exist_ok=True)
    drawn = _drawn(conference, codes, people, progress)
    if format == "pdf":
        file = out / "badges.pdf"
        write_sheets((png for _, png in drawn), file, conference.title_short)
        return [file]
    return [_written(out / f"{person.id}.png", png) for person, png in drawn]


def chosen(conference: Conference, only: Collection[str]) -> list[Person]:
    """The people with these badge numbers, in the roster's order; everybody when none is given."""
    unknown = set(only) - {person.id for person in conference.people}
    if unknown:
        raise PaperRefused("unknown_number", numbers=", ".join(sorted(unknown)))
    people = [person for person in conference.people if not only or person.id in only]
    if not people:
        raise PaperRefused("nobody")
    return people


def _drawn(
    conference: Conference, codes: Codes, people: list[Person], progress: Progress | None
) -> Iterator[tuple[Person, bytes]]:
    for count, person in enumerate(people, 1):
        yield person, as_png(draw(badge_layout(conference, person), _code(codes, person)))
        if progress:
            progress(count, len(people))


def _code(codes: Codes, person: Person) -> str:
    code = codes(person) if callable(codes) else codes.get(person.id)
    if not code:
        raise PaperRefused("no_code", number=person.id)
    return code


def _written(file: Path, content: bytes) -> Path:
    file.write_bytes(content)
    return file
