"""The rehearsal: a whole morning that walks by itself, for people to watch and find fault with.

It asks the desk for what people would ask, nothing else: guests arrive, the cursor goes on, votes
get a result. Nothing of it reaches the real day.
"""

import itertools
import json
import time

from .app import App
from .conference import COMMANDS, Actor
from .conference.agenda import Phase
from .conference.commands import Role
from .conference.steps import walkable
from .config import Settings
from .serving import serve

BY = Actor(id="rehearsal", name="Tổng duyệt", role=Role.ADMIN)
ARRIVALS_S = 25 * 60  # the doors' busy time in a plan of half a day
SHORTEST_PAUSE_S = 0.2


def rehearse(settings: Settings, speed: float) -> int:
    """Serve the conference and walk it, `speed` times faster than planned."""
    return serve(settings, meanwhile=lambda app: Walk(app, speed).all_of_it())


class Walk:
    """One walk through the morning."""

    def __init__(self, app: App, speed: float) -> None:
        self._desk = app.desk
        self._speed = speed
        self._ids = itertools.count()

    def all_of_it(self) -> None:
        """From the opening of the doors to the close."""
        self._ask("open_reception")
        self._arrive()
        while self._desk.day.agenda.phase is not Phase.CLOSED:
            self._vote()
            if not self._ask("next"):
                self._ask("close")
            self._pause(self._step_s())

    def _arrive(self) -> None:
        people = list(self._desk.day.people.people)
        for person in people:
            self._ask("check_in_by_hand", person=person, method="rehearsal")
            self._pause(ARRIVALS_S / len(people), least=0.0)

    def _vote(self) -> None:
        for name, ballot in self._desk.day.votes.items():
            if ballot.open:
                self._ask("record_vote", list=name, unanimous=True)

    def _step_s(self) -> float:
        """The planned seconds of a step: its item's, shared evenly."""
        item = self._desk.day.agenda.current
        if item is None:
            return 60.0
        return item.planned * 60 / max(1, len(walkable(self._desk.day, item)))

    def _pause(self, planned_s: float, least: float = SHORTEST_PAUSE_S) -> None:
        time.sleep(max(least, planned_s / self._speed))

    def _ask(self, name: str, **given: object) -> bool:
        command = COMMANDS[name]
        arguments = command.arguments(**given)
        answer = self._desk.transact(command, arguments, BY, id=f"rehearsal:{next(self._ids)}")
        return "events" in json.loads(answer.body)
