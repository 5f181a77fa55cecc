"""The minutes: a draft of the biên bản out of the journal, for the secretaries to finish.

The journal is the evidence, the draft is text: once written it is theirs, and never written over.
"""

from pathlib import Path

from server.conference.agenda import ItemState
from server.papers.refusal import PaperRefused
from server.texts import text

from .changes import changes, presiding
from .letter import Letter
from .source import COUNTED, Source
from .story import story


def write(source: Source, file: Path) -> None:
    """Write the draft; `PaperRefused` before the conference has begun."""
    if source.day.agenda.started_at is None:
        raise PaperRefused("not_begun")
    letter = Letter(source)
    letter.title(text("reports.minutes.title"), source.day.plan.title)
    _where_and_who(source, letter)
    _course(source, letter)
    _departures(source, letter)
    _end(source, letter)
    letter.save(file)


def _part(letter: Letter, key: str) -> None:
    letter.heading(text(f"reports.minutes.{key}"))


def _where_and_who(source: Source, letter: Letter) -> None:
    day = source.day
    started = day.agenda.started_at
    assert started is not None
    _part(letter, "time_and_place")
    begun = f"{source.said(started)}, {_date(source)}"
    letter.text(text("reports.minutes.began", at=begun))
    letter.text(text("reports.minutes.place", place=day.plan.place))
    for basis in day.plan.legal_bases:
        letter.text(text("reports.minutes.basis", basis=basis))
    _part(letter, "attendance")
    for said in _attendance(source):
        letter.text(said)
    for role in ("presidium", "secretary"):
        _part(letter, role)
        for duty in day.people.duty(role):
            letter.text(f"{duty.order}. {_capital(source.comrade(duty.person))}")
        if role == "presidium":
            for said in presiding(source):
                letter.text(said)


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def _date(source: Source) -> str:
    held = source.local(source.day.agenda.started_at or source.now)
    return text("reports.minutes.date", day=held.day, month=held.month, year=held.year)


def _attendance(source: Source) -> list[str]:
    """Invited, come and missing, in all, by side and by class."""
    people, invited = source.day.people, source.invited()
    groups = [(text("reports.attendance.all"), invited)]
    for side in COUNTED:
        of_side = [p for p in invited if people.side(p.id) is side]
        groups.append((text(f"reports.side.{side.value}"), of_side))
        for kind in people.classes.values():
            of_class = [p for p in of_side if p.delegate_class == kind.id]
            if of_class:
                groups.append((f"– {kind.word}", of_class))
    said = []
    for name, those in groups:
        came = sum(source.came(person.id) for person in those)
        facts = {"expected": len(those), "came": came, "absent": len(those) - came}
        said.append(text("reports.minutes.counted", "vi", name=name, **facts))
    return said


def _course(source: Source, letter: Letter) -> None:
    """The items that were begun, in the order they were."""
    _part(letter, "course")
    day = source.day.agenda
    begun = {id: at for id in day.order if (at := day.timing(id).started_at) is not None}
    for id in sorted(begun, key=lambda id: begun[id]):
        item, ended = day.items[id], day.timing(id).ended_at
        until = source.said(ended) if ended is not None else text("reports.minutes.going_on")
        number = f"{item.number}. " if item.number is not None else ""
        hours = text("reports.minutes.hours", since=source.said(begun[id]), until=until)
        letter.heading(f"{number}{item.title} {hours}")
        if day.states[id] is not ItemState.SKIPPED:
            for said in story(source, item):
                letter.text(said)


def _departures(source: Source, letter: Letter) -> None:
    made = changes(source)
    _part(letter, "changes")
    for change in made:
        letter.text(change.said)
    if not made:
        letter.text(text("reports.minutes.no_changes"))
    day = source.day.agenda
    left = [day.items[i] for i in day.order if day.timing(i).started_at is None]
    if left and day.closed_at is not None:
        titles = "; ".join(item.title for item in left)
        letter.text(text("reports.minutes.not_done", items=titles))


def _end(source: Source, letter: Letter) -> None:
    closed = source.day.agenda.closed_at
    noun = source.day.plan.noun
    if closed is not None:
        letter.text(text("reports.minutes.closed", noun=noun, at=source.said(closed)))
    else:
        letter.text(text("reports.minutes.unfinished", at=source.said(source.now)))
    letter.line("", after=6)
    secretaries = source.day.people.duty("secretary")
    first = source.day.people.people[secretaries[0].person].full_name if secretaries else ""
    chair = source.day.people.presiding
    chairs = source.day.people.people[chair].full_name if chair is not None else ""
    signs = text("reports.minutes.presidium_signs"), text("reports.minutes.chair")
    letter.signatures(((text("reports.minutes.secretary_signs"),), first), (signs, chairs))
    letter.line(text("reports.minutes.recipients"), bold=True, italic=True, size=12, before=12)
    for one in text("reports.minutes.recipients_are", organisation=_own(source)).splitlines():
        letter.line(one, size=11)


def _own(source: Source) -> str:
    return source.day.plan.organisation[-1] if source.day.plan.organisation else ""
