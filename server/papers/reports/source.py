"""The source: what a report is made from, and how it says hours, people and whose copy it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from server.conference import Day, Event
from server.conference.plan import Person, PersonId, Side
from server.conference.trail import Deed
from server.texts import text

COUNTED = (Side.GUEST, Side.OFFICIAL)


@dataclass(frozen=True)
class Source:
    """The day as it stands, everything that led to it, and who asks for a report of it when."""

    day: Day
    events: tuple[Event, ...]
    deeds: tuple[Deed, ...]  # the oldest first
    now: datetime
    by: str

    @cached_property
    def zone(self) -> ZoneInfo:
        """Where the conference is held."""
        return ZoneInfo(self.day.plan.time_zone)

    def local(self, at: datetime) -> datetime:
        """An instant as the clock on the wall showed it."""
        return at.astimezone(self.zone)

    def hour(self, at: datetime | None) -> str:
        """`07:30`; nothing where there is no instant."""
        return f"{self.local(at):%H:%M}" if at is not None else ""

    def said(self, at: datetime) -> str:
        """`07 giờ 30`, as minutes are written."""
        return f"{self.local(at):%H} giờ {self.local(at):%M}"

    @property
    def start(self) -> datetime | None:
        """When the first item was to begin: as the plan says, on the day it was held."""
        if self.day.plan.starts_at is not None:
            return self.day.plan.starts_at
        begun = self.day.agenda.started_at
        if begun is None:
            return None
        hour, minute = map(int, self.day.plan.start_time.split(":"))
        return self.local(begun).replace(hour=hour, minute=minute, second=0, microsecond=0)

    @property
    def exported(self) -> str:
        """Whose copy this is."""
        facts = {"title": self.day.plan.title_short, "name": self.by}
        return text("reports.exported", at=f"{self.local(self.now):%H:%M %d/%m/%Y}", **facts)

    @property
    def sample(self) -> str:
        """What stands on every page of a conference that is not real."""
        return text("papers.sample") if self.day.plan.sample else ""

    def comrade(self, id: PersonId) -> str:
        """A person as minutes name them: form of address, name and post.

        Of whoever did not come it is said who stood in; who then did what, the journal says.
        """
        people = self.day.people
        who = people.people[id]
        post = who.position or who.workplace or people.units[who.unit].name
        said = f"{who.salutation} {who.full_name}, {post}"
        if id in people.replaced_by:
            name = people.people[people.replaced_by[id]].full_name
            said = f"{said} ({text('reports.stood_in', name=name)})"
        return said

    def comrades(self, ids: Iterable[PersonId]) -> str:
        """Several of them in one sentence."""
        return "; ".join(map(self.comrade, ids))

    def invited(self) -> list[Person]:
        """Everybody who counts and is expected; nobody who was substituted."""
        people = self.day.people
        return [people.people[p] for side in COUNTED for p in people.invited(side)]

    def came(self, person: PersonId) -> bool:
        """Whether the person came at all, and not only whether they are here now."""
        return person in self.day.attendance.first


def minutes(length: timedelta) -> int:
    """A length in whole minutes."""
    return round(length.total_seconds() / 60)
