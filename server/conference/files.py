"""The files of the day: what is played or leafed through, and whether each will do."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .library import Library, complaint, slides_complaint
from .live import View
from .plan import Item, Speech
from .reels import file_of

if TYPE_CHECKING:
    from . import Day


def shown(
    library: Library, items: Iterable[Item], speeches: Iterable[Speech]
) -> Iterator[tuple[str, str, str | None]]:
    """Each file that is there: in what it is shown, its name, and what is wrong with it."""
    for item in items:
        if (name := file_of(item)) in library and name is not None:
            yield item.title, name, complaint(library, item, name)
    for speech in speeches:
        if speech.file in library and speech.file is not None:
            yield speech.title, speech.file, slides_complaint(library, speech.file)


def on_desk(day: "Day") -> list[View]:
    """The operator's list: enough to tell by eye whether it is the file that was handed in."""
    items = (day.agenda.items[item] for item in day.agenda.order)
    return [
        {
            "file": name,
            "item": title,
            "fault": code,
            "kind": day.library[name].kind.value,
            "duration_s": day.library[name].duration_s,
            "pages": day.library[name].pages,
            "sound": day.library[name].sound,
            "codecs": list(day.library[name].codecs),
            "sha256": day.library[name].sha256,
        }
        for title, name, code in shown(day.library, items, day.speeches.all.values())
    ]
