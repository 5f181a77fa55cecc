"""The printing: a paper from the conference as it stands, with the codes of its badges."""

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace

from .conference import fold
from .conference.badges import code_of
from .conference.plan import Conference, Person
from .config import Settings
from .files import Unreadable, load
from .files.folder import MEDIA
from .files.pictures import opened
from .journal import JournalError, read_only
from .keeping.errors import NotKept
from .keeping.exports import noted
from .papers import PAPERS
from .papers.refusal import PaperRefused
from .secret import kept_secret
from .texts import LANGUAGES, text


class Unprintable(Exception):
    """Nothing can be printed; the message says why."""


def put_to_paper(
    settings: Settings,
    paper: str,
    out: Path,
    kind: str,
    only: Sequence[str],
    progress: Callable[[int, int], None],
) -> list[Path]:
    """Print `paper` into the folder `out`; raises `Unprintable`."""
    try:
        conference = as_it_stands(settings)
        secret = kept_secret(settings.var)

        def code(person: Person) -> str:
            return code_of(secret, conference.code, person.id, person.badge_serial)

        out.mkdir(parents=True, exist_ok=True)
        emblem = opened(settings.folder / MEDIA / (conference.emblem or ""))
        with noted(settings.exports, f"print {paper}", only, refusals=(PaperRefused,)):
            return PAPERS[paper](
                conference, code, out, format=kind, only=only, progress=progress, emblem=emblem
            )
    except PaperRefused as exc:
        raise Unprintable(f"{exc.message}\n{exc.message_en}") from exc
    except NotKept as exc:
        said = (text(f"keeping.{exc.code}", lang, **exc.facts) for lang in LANGUAGES)
        raise Unprintable("\n".join(said)) from exc
    except JournalError as exc:
        raise Unprintable(f"{exc.render('vi')}\n{exc}") from exc
    except (Unreadable, OSError) as exc:
        raise Unprintable(str(exc)) from exc


def as_it_stands(settings: Settings) -> Conference:
    """The plan with what the day has changed: corrected names, late comers, new badges."""
    day = fold(None, read_only(settings.journal))
    if day is None:
        return load(settings.folder)
    people = tuple(
        replace(person, badge_serial=day.badges.serials[person.id])
        for person in day.people.people.values()
        if day.people.comes(person.id)
    )
    return replace(day.plan, people=people, assignments=day.people.assignments)
