"""The questions a console asks before it acts: what a step would show, what would be refused."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, request

from ..conference import Day, Refused
from ..conference.commands import DESK
from ..conference.live import Live
from ..conference.moves import why_not
from ..conference.preview import preview
from .api import reply, signed_in
from .house import House
from .wire import CommandAsked, MoveAsked, MovesAsked, command_of, decoded, explain


def routes(house: House) -> Blueprint:
    """The routes of the questions."""
    questions = Blueprint("questions", __name__)

    @questions.get("/api/v1/preview")
    def look() -> Response:
        signed_in(house, *DESK)
        item, step = request.args.get("item", ""), request.args.get("step")
        return reply(preview(house.desk.day, house.now(), house.live(), item, step))

    @questions.post("/api/v1/moves")
    def may() -> Response:
        signed_in(house, *DESK)
        asked = decoded(request.get_data(), MovesAsked).asked
        day, now, live = house.desk.day, house.now(), house.live()
        answers = [_answer(day, now, live, move) for move in asked]
        return reply({"version": day.version, "answers": answers})

    return questions


def _answer(day: Day, now: datetime, live: Live, asked: MoveAsked) -> dict[str, Any] | None:
    """Why the desk would refuse a command, or `None`; what it cannot even read is refused too."""
    try:
        command, _ = command_of(CommandAsked(id="?", command=asked.command, args=asked.args))
    except Refused as refusal:
        return explain(refusal)
    return why_not(day, now, live, command.name, asked.args)
