"""A morning under test: ask it commands as people do, let time pass, look at what it has become."""

from datetime import datetime, timedelta
from typing import Any

from msgspec import convert

from server.conference import (
    COMMANDS,
    Actor,
    Conference,
    ConferenceLoaded,
    Day,
    Event,
    Refused,
    begin,
    decide,
    evolve,
    steps,
)
from server.conference.admission import Direction
from server.conference.badges import Reading, Scan
from server.conference.commands import Role
from server.conference.scenes import scene_on
from server.conference.verdicts import Verdict
from tests.conference.plans import EVERYONE, NINE, media_folder, plan

OPERATOR = Actor(id="console-1", name="Bàn điều khiển", role=Role.OPERATOR)
SECOND_OPERATOR = Actor(id="console-2", name="Bàn dự phòng", role=Role.OPERATOR)
ADMIN = Actor(id="console-3", name="Văn phòng", role=Role.ADMIN)
MC = Actor(id="prompter", name="Dẫn chương trình", role=Role.MC)
RECEPTION = Actor(id="desk", name="Bàn đón tiếp", role=Role.RECEPTION)
SECRETARY = Actor(id="minutes", name="Thư ký", role=Role.SECRETARY)
VIEWER = Actor(id="viewer", name="Người xem", role=Role.VIEWER)
KIOSK = Actor(id="kiosk", name="Cửa 1", role=Role.KIOSK)
SIDE_DOOR = Actor(id="kiosk-2", name="Cửa 2", role=Role.KIOSK)
WALL = Actor(id="wall", name="left", role=Role.SCREEN)


class Morning:
    """A day that only commands change; `now` moves when the test says so."""

    def __init__(self, conference: Conference | None = None) -> None:
        loaded = ConferenceLoaded(at=NINE, conference=conference or plan(), digest="1")
        self.events: list[Event] = [loaded]
        self.day: Day = begin(loaded)
        self.now: datetime = NINE
        self.ask("list_media", by=ADMIN, files=media_folder(loaded.conference))

    def ask(
        self, name: str, /, *, by: Actor = OPERATOR, expects: int | None = None, **given: Any
    ) -> list[Event]:
        """The events a command grants; the day has them."""
        command = COMMANDS[name]
        arguments = convert(given, command.arguments)
        granted = decide(self.day, command, arguments, by, self.now, expects)
        for event in granted:
            self.day = evolve(self.day, event)
        self.events += granted
        return granted

    def refusal(self, name: str, /, *, by: Actor = OPERATOR, **given: Any) -> str:
        """The code a command is refused with; it must be refused, and leave no trace."""
        before = self.day
        try:
            granted = self.ask(name, by=by, **given)
        except Refused as refusal:
            assert before == self.day
            return refusal.code
        raise AssertionError(f"{name} was granted: {granted}")

    def wait(self, minutes: float) -> None:
        """Let time pass."""
        self.now += timedelta(minutes=minutes)

    def at(self, minutes: float) -> datetime:
        """The instant so many minutes after nine o'clock."""
        return NINE + timedelta(minutes=minutes)

    @property
    def step(self) -> str | None:
        """The id of the step under the cursor."""
        return self.day.agenda.step

    def state(self, item: str) -> str:
        """What has become of an item."""
        return self.day.agenda.states[item].value

    def scene(self, screen: str = "left") -> dict[str, Any]:
        """What a screen shows."""
        return scene_on(self.day, screen)

    def mode(self, screen: str = "left") -> str:
        """Whether a screen follows the programme."""
        return self.day.screens.screens[screen].mode.value

    def steps(self, item: str) -> list[str]:
        """The ids of the steps of an item that would be walked."""
        return [s.id for s in steps.walkable(self.day, self.day.agenda.items[item])]

    def open(self) -> "Morning":
        """Open the doors."""
        self.ask("open_reception")
        return self

    def start(self) -> "Morning":
        """Begin with the first item, everybody being in the hall."""
        self.open().arrive(*EVERYONE)
        self.ask("start")
        return self

    def arrive(self, *people: str) -> None:
        """Let people come in at the kiosk."""
        for person in people:
            assert Verdict.ACCEPTED is self.scan(person)

    def go(self, *people: str) -> None:
        """Let people go home."""
        for person in people:
            self.ask("check_out", by=RECEPTION, person=person)

    def scan(
        self,
        person: str,
        *,
        at: Actor = KIOSK,
        out: bool = False,
        serial: int | None = None,
        happened_at: datetime | None = None,
    ) -> Verdict:
        """How a badge is answered."""
        newest = self.day.badges.serials[person]
        scan = Scan(reading=Reading.OURS, person=person, serial=serial or newest)
        return self.read(scan, at=at, out=out, happened_at=happened_at)

    def read(
        self,
        scan: Scan,
        *,
        at: Actor = KIOSK,
        out: bool = False,
        happened_at: datetime | None = None,
    ) -> Verdict:
        """How whatever the scanner read is answered."""
        direction = Direction.OUT if out else Direction.IN
        self.ask("check_in", by=at, scan=scan, direction=direction, happened_at=happened_at)
        return self.day.attendance.recent[-1].verdict

    def next(self, times: int = 1) -> str | None:
        """Go on so many steps."""
        for _ in range(times):
            self.ask("next")
        return self.step

    def walk_to(self, step: str) -> "Morning":
        """Go on until the cursor stands on a step, answering every vote on the way."""
        while self.step != step:
            self.answer_votes()
            self.ask("next")
        return self

    def walk_to_item(self, item: str) -> "Morning":
        """Go on until an item is the current one."""
        while self.day.agenda.item != item:
            self.answer_votes()
            self.ask("next")
        return self

    def answer_votes(self) -> None:
        """Let everyone agree to whatever the conference is being asked."""
        for chosen, ballot in self.day.votes.items():
            if ballot.open:
                self.ask("record_vote", list=chosen, unanimous=True)


def names(events: list[Event]) -> list[str]:
    """The kinds of events, in order."""
    return [type(event).__name__ for event in events]
