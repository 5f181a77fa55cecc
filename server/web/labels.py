"""The labels over HTTP: reception asks for one, sees how far each has come, or prints it itself."""

from typing import Any

from flask import Blueprint, Response, request

from ..conference import Day
from ..conference.commands import DOOR
from ..conference.scenes import instant
from ..labels.job import Job, State
from ..labels.print_room import PrintRoom
from ..labels.refusal import LabelRefused, Sentence
from ..labels.worker import Worker
from .api import reply, signed_in
from .deeds import note
from .house import House
from .wire import LabelAsked, decoded

STATUS = {"unknown_job": 404, "unknown_printer": 404, "unwritable": 503}
SHOWN = 100
WAITING = Sentence("labels.state.queued")
NO_PRINTER = Sentence("labels.state.no_printer")
READY = Sentence("labels.printer.ready")


def routes(house: House, room: PrintRoom) -> Blueprint:
    """The routes of the print room."""
    labels = Blueprint("labels", __name__)

    @labels.post("/api/v1/labels")
    def ask() -> Response:
        who = signed_in(house, *DOOR)
        asked = decoded(request.get_data(), LabelAsked)
        room.look_up(asked.person, asked.printer)
        note(house, who, "print_label", person=asked.person)
        job = room.ask(asked.person, who.actor.name, asked.printer)
        return reply({"label": card(house.desk.day, room, job)})

    @labels.get("/api/v1/labels")
    def queue() -> Response:
        signed_in(house, *DOOR)
        jobs = room.jobs()
        shown = [job for number, job in enumerate(jobs) if job.open or number < SHOWN]
        return reply(
            {
                "printers": [_printer(worker) for worker in room.workers],
                "labels": [card(house.desk.day, room, job) for job in shown],
            }
        )

    @labels.get("/api/v1/labels/<int:number>.png")
    def picture(number: int) -> Response:
        who = signed_in(house, *DOOR)
        person = room.job(number).person
        room.look_up(person)
        note(house, who, "open_label", person=person)
        response = Response(room.picture(number), mimetype="image/png")
        response.headers["Cache-Control"] = "no-store"
        return response

    @labels.delete("/api/v1/labels/<int:number>")
    def withdraw(number: int) -> Response:
        who = signed_in(house, *DOOR)
        note(house, who, "withdraw_label", person=room.job(number).person)
        return reply({"label": card(house.desk.day, room, room.withdraw(number))})

    @labels.errorhandler(LabelRefused)
    def refused(refusal: LabelRefused) -> Response:
        told = {"code": refusal.code, **_said(refusal.sentence)}
        return reply(told, STATUS.get(refusal.code, 409))

    return labels


def card(day: Day, room: PrintRoom, job: Job) -> dict[str, Any]:
    """A label as reception sees it."""
    who = day.people.people.get(job.person)
    return {
        "number": job.number,
        "person": job.person,
        "name": who.full_name if who else None,
        "printer": job.printer,
        "state": job.state.value,
        "sure": job.sure,
        "tries": job.tries,
        "asked_at": instant(job.asked_at),
        "asked_by": job.asked_by,
        "changed_at": instant(job.changed_at),
        **_said(_standing(room, job)),
    }


def _printer(worker: Worker) -> dict[str, Any]:
    return {
        "name": worker.printer.name,
        "media": worker.printer.media.name,
        "state": "trouble" if worker.trouble else "ready",
        **_said(worker.trouble or READY),
    }


def _standing(room: PrintRoom, job: Job) -> Sentence:
    """How far a label has come, in a sentence."""
    if job.state is State.QUEUED:
        return _why_waiting(room, job)
    if job.state is State.PRINTED and not job.sure:
        return Sentence("labels.state.sent")
    return job.reason or Sentence(f"labels.state.{job.state.value}")


def _why_waiting(room: PrintRoom, job: Job) -> Sentence:
    """What keeps every printer that may print it from doing so."""
    able = [worker for worker in room.workers if job.printer in {None, worker.printer.name}]
    if not able:
        return NO_PRINTER
    troubles = [worker.trouble for worker in able]
    return WAITING if None in troubles else (troubles[0] or WAITING)


def _said(sentence: Sentence) -> dict[str, str]:
    return {"message": sentence.say("vi"), "message_en": sentence.say("en")}
