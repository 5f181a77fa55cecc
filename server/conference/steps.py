"""The steps: an item unfolds into its steps by its kind and by what is known now.

One function per kind. A step's id is stable (`12:batch-3`, `3:intro-K-017`), so a list that
changes under the cursor never moves it. A step whose person is not here is `absent`, one that the
operator passes over is `passed`; both are walked by.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from . import cards
from .attendance import here
from .library import pages
from .once import once
from .plan import Frozen, Item, ItemKind, Person, PersonId, Speech

if TYPE_CHECKING:
    from . import Day

NAMES_ON_PAGE = 10


class Step(Frozen, frozen=True, kw_only=True):
    """One step: `key` names its MC text and its label, `scene` its picture, `ref` whom it is about.

    `page` counts pages or revealed targets, from 1.
    """

    id: str
    key: str
    scene: str
    ref: str | None = None
    page: int = 0
    absent: bool = False
    passed: bool = False

    @property
    def walked_by(self) -> bool:
        """Whether the walk goes on without stopping here."""
        return self.absent or self.passed


@once
def of(day: "Day", item: Item) -> tuple[Step, ...]:
    """The steps of `item` as they stand now, absent ones included; none of them twice.

    An item of which nobody is here passes under its title, so that nobody absent is shown.
    """
    unfolded = {step.id: step for step in UNFOLD[item.kind](day, item)}
    title = Step(id=f"{item.id}:end", key="end", scene="SC06")
    empty = all(step.walked_by for step in unfolded.values()) and day.agenda.step not in unfolded
    if empty or day.agenda.step == title.id:
        unfolded.setdefault(title.id, title)
    return tuple(unfolded.values())


def walkable(day: "Day", item: Item) -> list[Step]:
    """The steps the cursor may stand on: everyone here, and the step it stands on already."""
    return [step for step in of(day, item) if not step.walked_by or step.id == day.agenda.step]


def current(day: "Day") -> Step | None:
    """The step under the cursor; `None` before the first item."""
    item = day.agenda.current
    if item is None:
        return None
    return next((step for step in of(day, item) if step.id == day.agenda.step), None)


def _plain(item: Item, *steps: tuple[str, str]) -> Iterable[Step]:
    return (Step(id=f"{item.id}:{key}", key=key, scene=scene) for key, scene in steps)


def _performance(day: "Day", item: Item) -> Iterable[Step]:
    for number in range(1, len(item.acts) + 1):
        yield Step(id=f"{item.id}:act-{number}", key="act", scene="SC03", page=number)
    yield from _plain(item, ("thanks", "SC00"))


def _flag_ceremony(day: "Day", item: Item) -> Iterable[Step]:
    closing = item.ceremony is not None and item.ceremony.closing
    return _plain(
        item,
        ("stand", "SC04"),
        ("attention", "SC04"),
        ("flag", "SC05"),
        ("anthem", "SC05"),
        ("end", "SC05"),
        ("seated", "SC22" if closing else "SC00"),
    )


def _introduction(day: "Day", item: Item) -> Iterable[Step]:
    shown = (_card(day, item, card) for card in cards.of(day, item))
    if item.people:
        return shown
    figures = _plain(item, ("figures", "SC06"), ("press", "SC06"))
    return (*_plain(item, ("purpose", "SC06")), *shown, *figures)


def _card(day: "Day", item: Item, card: cards.Card) -> Step:
    return Step(
        id=cards.step_id(item, card),
        key="intro",
        scene="SC07",
        ref=card.ref,
        absent=not cards.anyone_here(day, card),
        passed=card.passed,
    )


def introduced_singly(day: "Day", item: Item) -> list[Person]:
    """Everyone to be named on a card of their own at `item`, in the order they are shown."""
    alone = (card for card in cards.of(day, item) if card.title is None and not card.passed)
    return [day.people.people[card.ref] for card in alone]


def named(day: "Day", item: Item) -> set[PersonId]:
    """Everyone whose introduction at `item` was shown: on a card of their own, or with a group.

    Whoever came in after the introductions were over was on no group's card.
    """
    ended = day.agenda.timing(item.id).ended_at
    shown = (c for c in cards.of(day, item) if cards.step_id(item, c) in day.agenda.visited)
    return {
        person
        for card in shown
        for person in card.people
        if card.title is None or _came_by(day, person, ended)
    }


def _came_by(day: "Day", person: PersonId, ended: datetime | None) -> bool:
    arrival = day.attendance.first.get(person)
    return arrival is not None and (ended is None or arrival.at <= ended)


def _presidium(day: "Day", item: Item) -> Iterable[Step]:
    return _plain(
        item,
        ("propose", "SC08"),
        ("agree", "SC08"),
        ("seat", "SC08"),
        ("secretaries", "SC08"),
        ("handover", "SC06"),
    )


def _speech(day: "Day", item: Item) -> Iterable[Step]:
    return _plain(item, ("invite", "SC09"), ("speak", "SC06"))


def _report(day: "Day", item: Item) -> Iterable[Step]:
    yield from _plain(item, ("invite", "SC09"))
    slides, bare = pages(day.library, item.file), f"{item.id}:slides"
    if slides == 0 or day.agenda.step == bare:
        yield Step(id=bare, key="slides", scene="SC10", absent=slides > 0)
    yield from _slides(day, f"{item.id}:slide-", item.file)
    yield from _plain(item, ("end", "SC06"))


def _slides(
    day: "Day", first: str, file: str | None, ref: str | None = None, *, absent: bool = False
) -> Iterable[Step]:
    """The pages of a PDF; the one under the cursor stays, even when there are no longer so many."""
    slides = pages(day.library, file)
    for page in range(1, max(slides, _page_read(day, first)) + 1):
        yield Step(
            id=f"{first}{page}",
            key="slides",
            scene="SC10",
            ref=ref,
            page=min(page, slides),
            absent=absent or page > slides,
        )


def _video(day: "Day", item: Item) -> Iterable[Step]:
    return _plain(item, ("invite", "SC06"), ("play", "SC11"), ("end", "SC00"))


def _speech_series(day: "Day", item: Item) -> Iterable[Step]:
    yield from _plain(item, ("open", "SC06"))
    for speech in day.speeches.order:
        yield from _contributed(day, item, day.speeches.all[speech])
    yield from _plain(item, ("thanks", "SC06"))


def _contributed(day: "Day", item: Item, speech: Speech) -> Iterable[Step]:
    """A speech: its card, its slides and, after slides, its card once more.

    Whoever turns one page too many calls nobody else to the lectern by it.
    """
    name, absent = f"{item.id}:speech-{speech.id}", not here(day, speech.person)
    card = Step(id=name, key="speech", scene="SC12", ref=speech.id, absent=absent)
    yield card
    yield from _slides(day, f"{name}-page-", speech.file, speech.id, absent=absent)
    if pages(day.library, speech.file) or day.agenda.step == f"{name}-end":
        yield replace(card, id=f"{name}-end", key="speech_end")


def _leader_speech(day: "Day", item: Item) -> Iterable[Step]:
    return _plain(item, ("invite", "SC09"), ("speak", "SC06"), ("thanks", "SC06"))


def _break(day: "Day", item: Item) -> Iterable[Step]:
    return _plain(item, ("break", "SC13"), ("recall", "SC02"))


def _awards(day: "Day", item: Item) -> Iterable[Step]:
    announced: set[str] = set()
    for batch in day.awards.in_order():
        lines = day.awards.of_batch(batch.id)
        for line in lines:
            if line.decision not in announced:
                announced.add(line.decision)
                yield Step(
                    id=f"{item.id}:decision-{line.decision}",
                    key="decision",
                    scene="SC14",
                    ref=line.decision,
                )
        if lines:
            yield Step(id=f"{item.id}:batch-{batch.id}", key="batch", scene="SC15", ref=batch.id)
    for line in day.awards.lines.values():
        if line.featured:
            yield Step(
                id=f"{item.id}:tribute-{line.id}",
                key="tribute",
                scene="SC16",
                ref=line.id,
                absent=not here(day, line.person),
            )
    yield from _plain(item, ("end", "SC00"))


def _launch(day: "Day", item: Item) -> Iterable[Step]:
    yield from _plain(item, ("invite", "SC09"), ("slogan", "SC17"))
    for number in range(1, len(item.targets) + 1):
        yield Step(id=f"{item.id}:target-{number}", key="target", scene="SC17", page=number)
    yield from _plain(item, ("end", "SC00"))


def _response(day: "Day", item: Item) -> Iterable[Step]:
    for person in item.speakers:
        yield Step(
            id=f"{item.id}:speaker-{person}",
            key="speaker",
            scene="SC18",
            ref=person,
            absent=not here(day, person),
        )
    for number in range(1, len(item.pairs) + 1):
        yield Step(id=f"{item.id}:pledge-{number}", key="pledge", scene="SC18", page=number)


def _vote(day: "Day", item: Item) -> Iterable[Step]:
    """Each list is read and voted on; its result is a step once the conference has been asked."""
    for chosen in item.lists:
        pages = max(1, -(-len(day.votes[chosen].people) // NAMES_ON_PAGE))
        first = f"{item.id}:{chosen}-page-"
        for page in range(1, max(pages, _page_read(day, first)) + 1):
            yield Step(
                id=f"{first}{page}",
                key="read",
                scene="SC19",
                ref=chosen,
                page=min(page, pages),
                absent=page > pages,
            )
        yield Step(id=f"{item.id}:{chosen}-ask", key="ask", scene="SC19", ref=chosen, page=pages)
        yield Step(id=f"{item.id}:{chosen}-vote", key="vote", scene="SC20", ref=chosen)
        result = f"{item.id}:{chosen}-result"
        if day.votes[chosen].open or day.votes[chosen].recorded or day.agenda.step == result:
            yield Step(id=result, key="result", scene="SC21", ref=chosen)


def _page_read(day: "Day", first: str) -> int:
    """The page under the cursor: it stays, even when there are no longer so many."""
    step = day.agenda.step or ""
    return int(step.removeprefix(first)) if step.startswith(first) else 0


def _closing(day: "Day", item: Item) -> Iterable[Step]:
    return _plain(item, ("invite", "SC09"), ("speak", "SC06"), ("thanks", "SC22"))


def _notice(day: "Day", item: Item) -> Iterable[Step]:
    return _plain(item, ("notice", "SC23"))


UNFOLD: dict[ItemKind, Callable[["Day", Item], Iterable[Step]]] = {
    ItemKind.PERFORMANCE: _performance,
    ItemKind.FLAG_CEREMONY: _flag_ceremony,
    ItemKind.INTRODUCTION: _introduction,
    ItemKind.PRESIDIUM: _presidium,
    ItemKind.SPEECH: _speech,
    ItemKind.REPORT: _report,
    ItemKind.VIDEO: _video,
    ItemKind.SPEECH_SERIES: _speech_series,
    ItemKind.LEADER_SPEECH: _leader_speech,
    ItemKind.BREAK: _break,
    ItemKind.AWARDS: _awards,
    ItemKind.LAUNCH: _launch,
    ItemKind.RESPONSE: _response,
    ItemKind.VOTE: _vote,
    ItemKind.CLOSING: _closing,
    ItemKind.NOTICE: _notice,
}


def missing(day: "Day", item: Item) -> list[tuple[Person, str]]:
    """The people `item` needs who are not here, each with the duty (a catalogue word)."""
    needed = [(p, duty) for p, duty in _needed(day, item) if not here(day, p)]
    unique = dict.fromkeys(needed)
    return [(day.people.people[person], duty) for person, duty in unique]


def _needed(day: "Day", item: Item) -> Iterable[tuple[PersonId, str]]:
    if item.speaker:
        yield item.speaker, "speaker"
    yield from ((person, "speaker") for person in item.speakers)
    yield from ((person, "introduced") for person in item.people)
    match item.kind:
        case ItemKind.INTRODUCTION if not item.people:
            singly = introduced_singly(day, item)
            yield from ((person.id, "introduced") for person in singly)
        case ItemKind.PRESIDIUM:
            for role in ("presidium", "secretary"):
                yield from ((a.person, role) for a in day.people.duty(role))
        case ItemKind.SPEECH_SERIES:
            yield from ((day.speeches.all[s].person, "speech") for s in day.speeches.order)
        case ItemKind.AWARDS:
            for batch in day.awards.in_order():
                yield from ((person, "presenter") for person in batch.presenters)
            yield from ((line.person, "recipient") for line in day.awards.lines.values())
