"""The doorbook: who came in and went, and who was turned away, noted in the journal for the trail.

Of a stranger only the address is written down, and the account whose PIN was guessed at; what they
typed is not. Locked tries are no news. Wrong ones fill no disk: beyond a budget they are counted,
and the next that is noted tells how many were not.
"""

import secrets
from typing import Any

from msgspec.structs import replace

from ..conference import COMMANDS, Actor, Refused
from ..conference.commands import Role
from ..desk import Desk
from .budget import Budget

NOTED_PER_S, NOTED_AT_ONCE = 0.1, 200
SOMEBODY = Actor(id="", name="?", role=Role.VIEWER)
BY_PIN, BY_LINK = "sign_in", "sign_in_by_link"


class Doorbook:
    """What is written down of everybody at the entrance."""

    def __init__(self, desk: Desk, budget: Budget | None = None) -> None:
        self._desk = desk
        self._budget = budget or Budget(NOTED_PER_S, NOTED_AT_ONCE)
        self._unnoted = 0

    def came(self, who: Actor, address: str, *, by_link: bool) -> None:
        """Somebody has signed in."""
        self._note(BY_LINK if by_link else BY_PIN, replace(who, device=address))

    def went(self, who: Actor) -> None:
        """Somebody has signed out."""
        self._note("sign_out", who)

    def turned_away(self, refusal: Refused, address: str) -> None:
        """A sign-in was refused."""
        if refusal.code not in {"wrong_pin", "wrong_key"}:
            return
        if not self._budget.spend(1):
            self._unnoted += 1
            return
        if refusal.code == "wrong_key":
            self._note(BY_LINK, replace(SOMEBODY, device=address), wrong=True)
            return
        facts = refusal.facts
        who = replace(SOMEBODY, name=facts["account"] or SOMEBODY.name, device=address)
        unnoted, self._unnoted = self._unnoted, 0
        self._note(BY_PIN, who, wrong=facts["wrong"], locked_s=facts["locked_s"], unnoted=unnoted)

    def _note(self, deed: str, who: Actor, **given: Any) -> None:
        """Write it down; a disk that is full keeps nobody out who is needed to make room."""
        command = COMMANDS[deed]
        id = f"{deed}:{secrets.token_hex(8)}"
        self._desk.transact(command, command.arguments(**given), who, id=id)
