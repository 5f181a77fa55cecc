"""The overreach: what somebody known asks for beyond their role, noted for the trail in moderation.

Nobody fills the journal by it, nor by asking for more than a person can: beyond a budget what was
refused is counted, and the next that is noted tells how many were not.
"""

import secrets

from ..conference import COMMANDS, Actor, Command, Refused
from ..conference.commands import STAGE
from ..desk import Desk
from .budget import Budget

NOTED_PER_S, NOTED_AT_ONCE = 1 / 60, 20
NEWS = frozenset({"not_allowed", "foreign_origin"})
# Of those who do not run the day: far more than a person gives, far less than a disk takes.
COMMANDS_PER_S, COMMANDS_AT_ONCE = 10, 600


class Overreach:
    """What everybody known may still ask for, and have noted, by name."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._notes: dict[str, Budget] = {}
        self._commands: dict[str, Budget] = {}
        self._unnoted: dict[str, int] = {}

    def look_at(self, command: Command, by: Actor) -> None:
        """Refuse a command the desk need not decide, nor write down once more."""
        if by.role not in command.roles and not self._may_note(by):
            raise Refused("not_allowed", command=command.name)
        if by.role not in STAGE and not self._may_command(by):
            raise Refused("busy")

    def refused(self, by: Actor | None, refusal: Refused, what: str) -> None:
        """Note what was refused to somebody known before it came to the desk, if that is news."""
        if by is None or refusal.code not in NEWS:
            return
        if self._may_note(by):
            self._note(by, what=what)
        else:
            self._unnoted[by.name] = self._unnoted.get(by.name, 0) + 1

    def _may_note(self, by: Actor) -> bool:
        """Whether one more refusal of theirs is noted; those that were not are told first."""
        if not self._notes.setdefault(by.name, Budget(NOTED_PER_S, NOTED_AT_ONCE)).spend(1):
            return False
        unnoted = self._unnoted.pop(by.name, 0)
        if unnoted:
            self._note(by, unnoted=unnoted)
        return True

    def _may_command(self, by: Actor) -> bool:
        budget = Budget(COMMANDS_PER_S, COMMANDS_AT_ONCE)
        return self._commands.setdefault(by.name, budget).spend(1)

    def _note(self, by: Actor, *, what: str = "", unnoted: int = 0) -> None:
        """Let it be written down; nobody waits for that."""
        command = COMMANDS["overreach"]
        given = command.arguments(what=what, unnoted=unnoted)
        self._desk.accept(command, given, by, id=f"overreach:{secrets.token_hex(8)}")
