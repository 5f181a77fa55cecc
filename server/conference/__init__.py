"""The conference: one state machine, folded from its events, that does no I/O whatsoever.

`decide` turns a command into events or refuses it; `evolve` folds an event into the day.
"""

from datetime import datetime
from functools import reduce
from typing import Any, get_args

from . import (
    admission,
    agenda,
    amendments,
    attendance,
    awards,
    badges,
    cases,
    chronicle,
    control,
    custody,
    delegations,
    documents,
    duties,
    entrance,
    introducing,
    kiosks,
    library,
    media,
    messages,
    opening,
    people,
    pictures,
    reels,
    registration,
    screens,
    sound_check,
    speeches,
    taking_back,
    trail,
    votes,
    walk,
)
from .commands import COMMANDS, STAGE, Actor, Command, Event, carry_out
from .plan import Conference, Frozen
from .refusal import Refused

__all__ = ["COMMANDS", "Actor", "Command", "Conference", "Day", "Event", "Refused"]


class ConferenceLoaded(Event, frozen=True, kw_only=True):
    """The office's plan was taken in; `digest` tells one version of its files from another."""

    conference: Conference
    digest: str


class Day(Frozen, frozen=True, kw_only=True):
    """The whole morning as it stands after `version` events."""

    version: int
    plan: Conference
    digest: str
    agenda: agenda.Agenda
    people: people.People
    attendance: attendance.Attendance
    badges: badges.Badges
    awards: awards.Awards
    votes: votes.Votes
    speeches: speeches.Speeches
    screens: screens.Screens
    media: media.Media
    library: library.Library
    reels: reels.Reels
    sound_check: sound_check.SoundCheck
    control: control.Control
    cases: cases.Cases
    documents: documents.Documents
    custody: custody.Custody
    kiosks: kiosks.Kiosks
    chronicle: chronicle.Chronicle


MACHINES = {
    "agenda": (agenda, agenda.AgendaEvent),
    "people": (people, people.PeopleEvent),
    "attendance": (attendance, attendance.AttendanceEvent),
    "badges": (badges, badges.BadgeEvent),
    "awards": (awards, awards.AwardEvent),
    "votes": (votes, votes.VoteEvent),
    "speeches": (speeches, speeches.SpeechEvent),
    "screens": (screens, screens.ScreenEvent),
    "media": (media, media.MediaEvent),
    "library": (library, library.LibraryEvent),
    "reels": (reels, reels.ReelEvent),
    "sound_check": (sound_check, sound_check.SoundCheckEvent),
    "control": (control, control.ControlTaken),
    "cases": (cases, cases.CaseEvent),
    "documents": (documents, documents.DocumentEvent),
    "custody": (custody, custody.CustodyEvent),
    "kiosks": (kiosks, kiosks.KioskEvent),
}

OWNER: dict[type[Event], str] = {
    event: name for name, (_, union) in MACHINES.items() for event in get_args(union) or (union,)
}
EVOLVE = {event: MACHINES[name][0].evolve for event, name in OWNER.items()}
EVENTS: tuple[type[Event], ...] = (ConferenceLoaded, *OWNER)

NAMES = Day.__struct_fields__
Parts = dict[str, Any]


def begin(loaded: ConferenceLoaded, version: int = 1) -> Day:
    """The day as it stands once its plan has been taken in."""
    plan = loaded.conference
    return Day(
        version=version,
        plan=plan,
        digest=loaded.digest,
        agenda=agenda.initial(plan.items),
        people=people.initial(plan),
        attendance=attendance.Attendance(),
        badges=badges.initial(plan),
        awards=awards.initial(plan),
        votes=votes.initial(plan),
        speeches=speeches.initial(plan),
        screens=screens.initial(plan),
        media=media.Media(),
        library={},
        reels=reels.Reels(),
        sound_check=sound_check.SoundCheck(),
        control=control.Control(),
        cases=cases.Cases(),
        documents=documents.Documents(),
        custody=custody.Custody(),
        kiosks={},
        chronicle={},
    )


def evolve(day: Day | None, event: Event) -> Day:
    """The day after `event`. Events are facts: this never refuses."""
    return Day(**_after(_parts(day), event))


def fold(day: Day | None, events: list[Event]) -> Day | None:
    """The day after all of `events`; only the last of the days on the way to it is made."""
    parts = reduce(_after, events, _parts(day))
    return Day(**parts) if parts else None


def _parts(day: Day | None) -> Parts:
    """The parts of a day by name, to go on from; none before the first event."""
    if day is None:
        return {}
    return {**{name: getattr(day, name) for name in NAMES}, "chronicle": day.chronicle.copy()}


def _after(parts: Parts, event: Event) -> Parts:
    """The parts of a day once `event` has happened, in the place of those they were."""
    kind = type(event)
    if kind is ConferenceLoaded:
        return _parts(begin(event, parts.get("version", 0) + 1))  # type: ignore[arg-type]
    if not parts:
        raise ValueError("the first event of a day is the loading of its conference")
    name, before = OWNER[kind], parts["attendance"]
    parts["version"] += 1
    parts[name] = EVOLVE[kind](parts[name], event)
    if kind in chronicle.TOLD:
        chronicle.note(parts["chronicle"], before, event)
    if kind in cases.MET:
        parts["cases"] = cases.noted(
            parts["cases"], before, parts["people"], event, parts["version"]
        )
    elif isinstance(event, people.PersonRegistered):
        parts["badges"] = badges.joined(parts["badges"], event.person)
    elif isinstance(event, people.PersonSubstituted):
        parts["badges"] = badges.joined(parts["badges"], event.substitute)
    return parts


def decide(
    day: Day, command: Command, given: Any, by: Actor, now: datetime, expects: int | None = None
) -> list[Event]:
    """The events a command grants, or `Refused`.

    Refused before the command is even asked: a role that may not, a console without the wheel, an
    agenda that has moved on since the sender saw it, and, while the flag is up or its anthem is
    armed, all but the ceremony's own.
    """
    if by.role not in command.roles:
        raise Refused("not_allowed", command=command.name)
    if command.roles <= STAGE and not command.ceremonial:
        _unlocked(day, command)
    taken = _wheel(day, by, now) if command.wheel else []
    if command.agenda and expects is not None and expects != day.agenda.version:
        raise Refused("stale", expects=expects, version=day.agenda.version)
    granted = carry_out(command, day, now, by, given)
    if not granted:
        return []
    point = [agenda.UndoPointMade(at=now, command=command.name)] if command.undoable else []
    return [*taken, *point, *granted]


def _unlocked(day: Day, command: Command) -> None:
    """Until the flag is up, whoever armed the anthem by mistake may take that step back."""
    if agenda.flag_up(day.agenda):
        raise Refused("flag_up")
    if media.locks(day) and command.name != "undo":
        raise Refused("anthem_armed")


def _wheel(day: Day, by: Actor, now: datetime) -> list[Event]:
    """Nobody at the wheel: whoever moves first takes it. Somebody else: refused."""
    holder = day.control.holder
    if holder is None:
        return [control.ControlTaken(at=now, holder=by)]
    if holder.id != by.id:
        raise Refused("not_in_control", holder=holder.name)
    return []


__all__ += [
    "EVENTS",
    "ConferenceLoaded",
    "admission",
    "amendments",
    "begin",
    "decide",
    "delegations",
    "duties",
    "entrance",
    "evolve",
    "fold",
    "introducing",
    "messages",
    "opening",
    "pictures",
    "registration",
    "taking_back",
    "trail",
    "walk",
]
