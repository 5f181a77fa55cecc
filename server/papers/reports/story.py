"""The story: what happened at each item, as it was and not as it was planned, in sentences."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from server.conference import Day, cards, speeches, steps, votes
from server.conference.agenda import StepEntered
from server.conference.plan import AwardLine, Item, ItemKind
from server.texts import text

from .attendance import percent
from .award_sheets import decided
from .source import Source


def story(source: Source, item: Item) -> list[str]:
    """The sentences about an item that was begun."""
    return list(TOLD[item.kind](source, item))


def _said(key: str, **facts: object) -> str:
    return text(f"reports.story.{key}", "vi", **facts)


def _because(said: str, reason: str | None) -> str:
    """A sentence with the reason somebody gave."""
    return f"{said.removesuffix('.')} ({reason})." if reason else said


def _visited(day: Day, item: Item, key: str) -> bool:
    return f"{item.id}:{key}" in day.agenda.visited


def _performance(source: Source, item: Item) -> Iterator[str]:
    for number, act in enumerate(item.acts, start=1):
        if _visited(source.day, item, f"act-{number}"):
            yield _said("act", title=act.title, performers=act.performers)


def _flag(source: Source, item: Item) -> Iterator[str]:
    yield _said("flag")


def _introduction(source: Source, item: Item) -> Iterator[str]:
    """Those shown on cards of their own, then each group: by its names, or as a whole."""
    day = source.day
    shown = [c for c in cards.of(day, item) if cards.step_id(item, c) in day.agenda.visited]
    alone = [person for card in shown if card.title is None for person in card.people]
    if alone:
        yield _said("introduced", people=source.comrades(alone))
    named = steps.named(day, item)
    for card in shown:
        people = [person for person in card.people if person in named]
        if card.title is not None and card.listed:
            yield _said("group_named", title=card.title, people=source.comrades(people))
        elif card.title is not None:
            yield _said("group", title=card.title, count=len(people))
    if (counts := day.attendance.snapshot) is not None and not item.people:
        yield _said("counts", present=counts.present, expected=counts.expected)


def _presidium(source: Source, item: Item) -> Iterator[str]:
    yield _said("presidium")


def _speaking(key: str) -> Callable[[Source, Item], Iterator[str]]:
    def told(source: Source, item: Item) -> Iterator[str]:
        if item.speaker is not None:
            yield _said(key, person=source.comrade(item.speaker))

    return told


def _video(source: Source, item: Item) -> Iterator[str]:
    if _visited(source.day, item, "play"):
        yield _said("video")


def _speeches(source: Source, item: Item) -> Iterator[str]:
    """The speeches that were held, in the order they were, and those that were not."""
    day, held = source.day, _held(source, item)
    for speech, at in held.items():
        found = day.speeches.all[speech]
        facts = {"person": source.comrade(found.person), "title": found.title}
        yield _said("contributed", at=source.said(at), **facts)
    for speech in [*day.speeches.order, *day.speeches.deferred]:
        if speech not in held:
            found = day.speeches.all[speech]
            reason = day.speeches.deferred.get(speech)
            facts = {"person": source.comrade(found.person), "title": found.title}
            yield _because(_said("printed", **facts), reason)


def _held(source: Source, item: Item) -> dict[str, datetime]:
    """The speeches of an item that were called and not taken back, with when each began."""
    stood, found = source.day.agenda.visited, dict[str, datetime]()
    for event in source.events:
        if isinstance(event, StepEntered) and event.step in stood and event.item == item.id:
            speech = speeches.of_step(event.step)
            if speech is not None:
                found.setdefault(speech, event.at)
    return found


def _awards(source: Source, item: Item) -> Iterator[str]:
    day = source.day
    for number, batch in enumerate(day.awards.in_order(), start=1):
        if batch.id not in day.awards.done:
            continue
        lines = day.awards.of_batch(batch.id)
        facts = {"number": number, "title": batch.title}
        yield _said("batch", presenters=source.comrades(batch.presenters), **facts)
        for decision in dict.fromkeys(line.decision for line in lines):
            yield decided(source, decision)
        for kind in ("award", "honour"):
            got = [x for x in lines if x.kind == kind and _mark(source, x) == "received"]
            if got:
                yield _said(kind, count=len(got), people=_recipients(source, got))
        for line in lines:
            mark = day.awards.marks.get(line.id)
            if mark is not None and mark.mark == "on_behalf":
                facts_ = {"person": _recipients(source, [line]), "by": mark.on_behalf}
                yield _because(_said("on_behalf", **facts_), mark.reason)
        if missing := [line for line in lines if _mark(source, line) == "absent"]:
            yield _said("absent", people=_recipients(source, missing))


def _mark(source: Source, line: AwardLine) -> str | None:
    mark = source.day.awards.marks.get(line.id)
    return mark.mark if mark is not None else None


def _recipients(source: Source, lines: Iterable[AwardLine]) -> str:
    """Collectives by their name and who stood for them, people by theirs and their delegation."""
    people = source.day.people
    said = []
    for line in lines:
        who = people.people[line.person]
        of = line.collective or who.workplace or people.units[who.unit].name
        said.append(f"{who.salutation} {who.full_name} ({of})")
    return "; ".join(said)


def _launch(source: Source, item: Item) -> Iterator[str]:
    yield from _speaking("launched")(source, item)
    if item.slogan:
        yield _said("slogan", slogan=item.slogan)
    for number, target in enumerate(item.targets, start=1):
        if _visited(source.day, item, f"target-{number}"):
            yield _said("target", number=number, target=target)


def _response(source: Source, item: Item) -> Iterator[str]:
    spoke = [p for p in item.speakers if _visited(source.day, item, f"speaker-{p}")]
    for person in spoke:
        yield _said("responded", person=source.comrade(person))
    for number, pair in enumerate(item.pairs, start=1):
        if _visited(source.day, item, f"pledge-{number}"):
            yield _said("pledged", first=pair.first, second=pair.second)


def _vote(source: Source, item: Item) -> Iterator[str]:
    for chosen in item.lists:
        ballot = source.day.votes[chosen]
        facts = {"list": chosen, "congress": ballot.list.congress, "count": len(ballot.people)}
        yield _said("list", people=source.comrades(ballot.people), **facts)
        yield _voted(source, chosen, ballot)


def _voted(source: Source, chosen: str, ballot: votes.Ballot) -> str:
    if not ballot.recorded or ballot.opened_at is None:
        return _said("no_vote", list=chosen)
    agree = ballot.agree or 0
    facts = {"agree": agree, "disagree": ballot.disagree, "other": ballot.other}
    share = percent(agree, ballot.eligible)
    at = source.said(ballot.opened_at)
    return _said("vote", list=chosen, at=at, eligible=ballot.eligible, share=share, **facts)


def _nothing(source: Source, item: Item) -> Iterator[str]:
    if item.text:
        yield _said("notice", text=item.text)


TOLD: dict[ItemKind, Callable[[Source, Item], Iterator[str]]] = {
    ItemKind.PERFORMANCE: _performance,
    ItemKind.FLAG_CEREMONY: _flag,
    ItemKind.INTRODUCTION: _introduction,
    ItemKind.PRESIDIUM: _presidium,
    ItemKind.SPEECH: _speaking("spoke"),
    ItemKind.REPORT: _speaking("reported"),
    ItemKind.VIDEO: _video,
    ItemKind.SPEECH_SERIES: _speeches,
    ItemKind.LEADER_SPEECH: _speaking("spoke"),
    ItemKind.BREAK: _nothing,
    ItemKind.AWARDS: _awards,
    ItemKind.LAUNCH: _launch,
    ItemKind.RESPONSE: _response,
    ItemKind.VOTE: _vote,
    ItemKind.CLOSING: _speaking("spoke"),
    ItemKind.NOTICE: _nothing,
}
