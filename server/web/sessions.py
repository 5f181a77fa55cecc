"""The sessions: the routes by which people sign in and out, each of it noted for the trail."""

from flask import Blueprint, Response, request

from ..conference import Actor, Refused
from ..conference.commands import DESK, Role
from .api import presented, reply, signed_in
from .doorbook import Doorbook
from .guard import COOKIE
from .house import House, visible
from .wire import SignInAsked, decoded


def routes(house: House) -> Blueprint:
    """The routes, bound to the house they serve."""
    sessions = Blueprint("sessions", __name__)
    book = Doorbook(house.desk)

    @sessions.post("/api/v1/session")
    def sign_in() -> Response:
        asked = decoded(request.get_data(), SignInAsked)
        address = request.remote_addr or ""
        if asked.key is None and (asked.name is None or asked.pin is None):
            raise Refused("bad_request", field="name", problem="name, pin")
        try:
            if asked.key is not None:
                token, actor = _redeemed(house, asked.key)
            else:
                token, actor = house.access.sign_in(str(asked.name), str(asked.pin), address)
        except Refused as refusal:
            book.turned_away(refusal, address)
            raise
        book.came(actor, address, by_link=asked.key is not None)
        return _let_in(token, actor)

    @sessions.get("/api/v1/session")
    def session() -> Response:
        return reply(visible(signed_in(house).actor))

    @sessions.delete("/api/v1/session")
    def sign_out() -> Response:
        who = signed_in(house).actor
        house.access.sign_out(presented())
        book.went(who)
        response = reply({})
        response.delete_cookie(COOKIE)
        return response

    return sessions


def _redeemed(house: House, key: str) -> tuple[str, Actor]:
    """A one-time key's token; whoever runs the desk in this browser already goes on as that."""
    token, actor = house.access.redeem(key)
    there = house.access.whose(request.cookies.get(COOKIE, ""))
    at_the_desk = there is not None and there.actor.role in DESK
    if there is not None and at_the_desk and actor.role not in {Role.KIOSK, Role.SCREEN}:
        house.access.sign_out(token)
        return request.cookies[COOKIE], there.actor
    return token, actor


def _let_in(token: str, actor: Actor) -> Response:
    response = reply({"token": token, **visible(actor)})
    if actor.role not in {Role.KIOSK, Role.SCREEN}:
        response.set_cookie(
            COOKIE, token, httponly=True, samesite="Strict", secure=request.is_secure
        )
    return response
