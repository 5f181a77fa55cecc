"""The HTTP interface under /api/v1: each route reads, asks the desk, replies."""

import logging
import secrets
from typing import Any

from flask import Blueprint, Flask, Response, request
from werkzeug.exceptions import HTTPException

from ..conference import Day, Refused
from ..conference.chronicle import Entry, history
from ..conference.commands import DOOR, SCANNERS, Role
from ..conference.documents import Handed
from ..conference.scenes import instant
from ..conference.search import SHORTEST, find, folded
from ..conference.taking_back import registered_late
from ..desk import Answer
from .access_file import SignedIn
from .door import delegate
from .guard import COOKIE, bearer
from .house import House, from_here
from .look import Look
from .openapi import document
from .tally import TYPE
from .wire import (
    ENCODE,
    CommandAsked,
    ScanAsked,
    ScansAsked,
    command_of,
    decoded,
    explain,
    status_of,
)

log = logging.getLogger(__name__)

LARGEST_BODY = 256 * 1024


def reply(body: Any, status: int = 200) -> Response:
    """A JSON response that no cache keeps."""
    data = body if isinstance(body, bytes) else ENCODE(body)
    response = Response(data, status, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def told(answer: Answer) -> Response:
    """The desk's answer as a response."""
    return reply(answer.body, answer.status)


def presented() -> str:
    """The token a request brings: a bearer's, or the cookie's."""
    given = bearer()
    return request.cookies.get(COOKIE, "") if given is None else given


def signed_in(house: House, *roles: Role) -> SignedIn:
    """Whoever sends this request, if it is one of `roles` (anybody known, if none is named)."""
    who = house.access.whose(presented())
    if who is None:
        raise Refused("not_signed_in")
    if roles and who.actor.role not in roles:
        raise Refused("not_allowed", command=request.path)
    return from_here(who)


def routes(house: House) -> Blueprint:
    """The routes, bound to the house they serve."""
    api = Blueprint("api", __name__)

    @api.get("/api/v1/view/<audience>")
    def view(audience: str) -> Response:
        group = house.may_watch(signed_in(house), audience, request.args.get("screen"))
        return reply(Look(house).view(group))

    @api.post("/api/v1/commands")
    def command() -> Response:
        who = signed_in(house)
        asked = decoded(request.get_data(), CommandAsked)
        chosen, given = command_of(asked)
        house.overreach.look_at(chosen, who.actor)
        return told(
            house.desk.transact(
                chosen, given, who.actor, id=f"command:{asked.id}", expects=asked.expects
            )
        )

    @api.post("/api/v1/check-ins")
    def check_in() -> Response:
        who = signed_in(house, *SCANNERS)
        return told(house.door.scanned(decoded(request.get_data(), ScanAsked), who.actor))

    @api.post("/api/v1/check-ins/batch")
    def check_ins() -> Response:
        who = signed_in(house, *SCANNERS)
        scans = decoded(request.get_data(), ScansAsked).scans
        answers = house.door.outbox(scans, who.actor)
        return reply(b'{"answers":[' + b",".join(answer.body for answer in answers) + b"]}")

    @api.get("/api/v1/roster")
    def roster() -> Response:
        signed_in(house, Role.KIOSK)
        kept = house.door.roster(house.desk.day)
        if request.args.get("since") == kept.version:
            return reply({"version": kept.version, "unchanged": True})
        return reply(kept.body)

    @api.get("/api/v1/delegates")
    def delegates() -> Response:
        signed_in(house, *DOOR)
        query = request.args.get("q", "")
        if len(folded(query).replace(" ", "")) < SHORTEST:
            raise Refused("search_too_short")
        found = find(house.desk.day.people, query)
        return reply({"delegates": [line(house.desk.day, person.id) for person in found]})

    @api.get("/api/v1/openapi.json")
    def openapi() -> Response:
        return reply(document())

    @api.get("/healthz")
    def healthz() -> Response:
        return reply({"status": "ok"})

    @api.get("/readyz")
    def readyz() -> Response:
        writable = house.desk.ready()
        body = {"status": "ready" if writable else "unwritable", "version": house.desk.day.version}
        return reply(body, 200 if writable else 503)

    @api.get("/metrics")
    def metrics() -> Response:
        return Response(house.tally.text(), content_type=TYPE)

    return api


def line(day: Day, person: str) -> dict[str, Any]:
    """A line of the help desk's search: the phone is masked, nothing else is private."""
    who, arrival = day.people.people[person], day.attendance.present.get(person)
    first = day.attendance.first.get(person)
    return delegate(day, person) | {
        "workplace": who.workplace,
        "present": arrival is not None,
        "at": instant(arrival.at) if arrival else None,
        "kiosk": arrival.place if arrival else None,
        "first_at": instant(first.at) if first else None,
        "phone_masked": f"•••{who.phone[-3:]}" if who.phone else None,
        "accessibility": who.accessibility,
        "substituted_by": day.people.replaced_by.get(person),
        "substitution_undone": day.people.replaced_by.get(person, "") == who.replaces,
        "registered_late": registered_late(day, person),
        "withdrawn": person in day.people.withdrawn,
        "documents": _handed(day.documents.handed.get(person)),
        "wanted": day.cases.wanted.get(person),
        "expected_at": instant(day.attendance.expected_at.get(person)),
        "history": [_done(entry) for entry in history(day, person)],
        "badge": {
            "state": "revoked" if person in day.badges.revoked else "valid",
            "serial": day.badges.serials[person],
        },
    }


def _handed(given: Handed | None) -> dict[str, Any] | None:
    return {"at": instant(given.at), "by": given.by} if given else None


def _done(entry: Entry) -> dict[str, Any]:
    """One thing done for a person, as the help desk reads it."""
    return {
        "at": instant(entry.at),
        "what": entry.what,
        "place": entry.place,
        "by": entry.by,
        "method": entry.method,
        "reason": entry.reason,
        "approved_by": entry.approved_by,
        "noted_at": instant(entry.noted_at),
    }


def _called() -> str:
    """The call as the trail tells it: by its rule, for a path may carry a name."""
    rule = request.url_rule.rule if request.url_rule is not None else ""
    origin = request.headers.get("Origin", request.host_url.rstrip("/"))
    elsewhere = f" ({origin[:60]})" if origin != request.host_url.rstrip("/") else ""
    return f"{request.method} {rule}{elsewhere}"


def answer_errors(app: Flask, house: House) -> None:
    """Every failure of a call is one JSON answer with a code and a sentence."""
    tally = house.tally

    @app.errorhandler(Refused)
    def refused(refusal: Refused) -> Response:
        tally.refusals.labels(refusal.code).inc()
        who = house.access.whose(presented())
        house.overreach.refused(from_here(who).actor if who else None, refusal, _called())
        return reply(explain(refusal), status_of(refusal))

    @app.errorhandler(HTTPException)
    def http(exc: HTTPException) -> Response:
        code = {413: "too_large", 404: "not_found"}.get(exc.code or 500)
        refusal = Refused(code) if code else Refused("bad_request", field="$", problem=exc.name)
        return reply(explain(refusal), exc.code or 500)

    @app.errorhandler(Exception)
    def fault(exc: Exception) -> Response:
        reference = secrets.token_hex(4)
        tally.faults.inc()
        # The rule, not the path: a path may carry a name.
        rule = request.url_rule.rule if request.url_rule is not None else None
        log.exception("fault %s in %s %s", reference, request.method, rule)
        return reply(explain(Refused("fault", reference=reference)), 500)
