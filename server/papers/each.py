"""A paper for each delegate: one file with everybody's, or a picture for each."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from PIL import Image

from server.conference.plan import Conference, Person
from server.papers.drawing import as_png
from server.papers.refusal import PaperRefused

Codes = Callable[[Person], str] | Mapping[str, str]
Progress = Callable[[int, int], None]
Drawing = Callable[[Conference, Person, str, Image.Image | None], Image.Image]
Binding = Callable[[Iterable[bytes], Path, str], None]  # pictures, the PDF to write, its title


def one_each(
    name: str,
    drawing: Drawing,
    bound: Binding,
    conference: Conference,
    codes: Codes,
    out: Path,
    *,
    format: Literal["pdf", "png"],
    only: Collection[str] = (),
    progress: Progress | None = None,
    emblem: Image.Image | None = None,
    wanted: Callable[[Person], bool] = lambda _: True,
) -> list[Path]:
    """Prints a paper for everybody `wanted`, or for `only` these numbers, into the folder `out`.

    As a PDF it is `name`.pdf, bound by `bound`; as pictures each has the badge number's name.
    """
    people = _chosen(conference, only, wanted)
    out.mkdir(parents=True, exist_ok=True)
    drawn = _drawn(drawing, conference, codes, people, emblem, progress)
    if format == "pdf":
        file = out / f"{name}.pdf"
        bound((png for _, png in drawn), file, conference.title_short)
        return [file]
    return [_written(out / f"{person.id}.png", png) for person, png in drawn]


def _chosen(
    conference: Conference, only: Collection[str], wanted: Callable[[Person], bool]
) -> list[Person]:
    """The people with these badge numbers, in the roster's order; all wanted when none is given."""
    unknown = set(only) - {person.id for person in conference.people}
    if unknown:
        raise PaperRefused("unknown_number", numbers=", ".join(sorted(unknown)))
    people = [p for p in conference.people if (p.id in only if only else wanted(p))]
    if not people:
        raise PaperRefused("nobody")
    return people


def _drawn(
    drawing: Drawing,
    conference: Conference,
    codes: Codes,
    people: list[Person],
    emblem: Image.Image | None,
    progress: Progress | None,
) -> Iterator[tuple[Person, bytes]]:
    for count, person in enumerate(people, 1):
        yield person, as_png(drawing(conference, person, _code(codes, person), emblem))
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
