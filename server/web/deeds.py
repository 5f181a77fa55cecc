"""The deeds: what people do beside the day's commands, noted in the journal before it is done."""

import secrets

from flask import Blueprint, Flask, Response

from ..conference import COMMANDS
from ..desk import GRANTED, Answer
from .access_file import SignedIn
from .api import told
from .house import House


class Unnoted(Exception):
    """The journal did not take the note, for the reason in its answer: nothing is done."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


def note(house: House, who: SignedIn, deed: str, **given: str | None) -> None:
    """Write down that somebody is about to do it; `Unnoted` where that cannot be."""
    command = COMMANDS[deed]
    id = f"deed:{secrets.token_hex(8)}"
    answer = house.desk.transact(command, command.arguments(**given), who.actor, id=id)
    if answer.status != GRANTED:
        raise Unnoted(answer)


def answer_unnoted(routes: Blueprint | Flask) -> None:
    """Whoever wanted to do it is told why it was not noted."""

    @routes.errorhandler(Unnoted)
    def unnoted(exc: Unnoted) -> Response:
        return told(exc.answer)
