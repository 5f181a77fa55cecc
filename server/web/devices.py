"""The devices: the routes by which screens and kiosks ask to be let in, and the desk decides."""

import secrets
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request

from ..conference import COMMANDS
from ..conference.commands import DESK, DOOR, Role
from ..desk import GRANTED, Answer
from .access_file import SignedIn
from .api import reply, signed_in, told
from .gate import (
    KINDS,
    ApprovalAsked,
    PairingAsked,
    PickUpAsked,
    PlaceAsked,
    gate_of,
    known_direction,
)
from .house import House
from .kiosk_pin import LockAsked
from .wire import decoded


def routes(house: House, changed: Callable[[], None], cut_off: Callable[[], None]) -> Blueprint:
    """The routes of the gate."""
    gate = Blueprint("devices", __name__)

    @gate.post("/api/v1/pairings")
    def ask() -> Response:
        asked = decoded(request.get_data(), PairingAsked)
        given = house.pairings.ask(asked.kind, asked.role, request.remote_addr or "", asked.holds)
        changed()
        return reply(given)

    @gate.post("/api/v1/pairings/pick-up")
    def pick_up() -> Response:
        return reply(house.pairings.pick_up(decoded(request.get_data(), PickUpAsked).pickup))

    @gate.get("/api/v1/devices")
    def devices() -> Response:
        signed_in(house, *DOOR)
        return reply({"waiting": house.pairings.waiting(), "devices": house.access.devices()})

    @gate.post("/api/v1/devices")
    def approve() -> Response:
        who = signed_in(house, *DOOR)
        kinds = KINDS if who.actor.role in DESK else frozenset({"kiosk"})
        given = house.pairings.approve(decoded(request.get_data(), ApprovalAsked), kinds)
        noted = _noted(house, who, "let_in", device=given["name"], what=given["kind"])
        if noted.status != GRANTED:
            house.access.revoke_device(given["name"])
            return told(noted)
        changed()
        return reply(given)

    @gate.delete("/api/v1/devices/<path:name>")
    def revoke(name: str) -> Response:
        who = signed_in(house, Role.ADMIN, Role.OPERATOR)
        house.access.revoke_device(name)
        cut_off()
        house.connections.forget(name)
        _noted(house, who, "turn_out", device=name)  # a full disk keeps no lost kiosk in the house
        changed()
        return reply({})

    @gate.put("/api/v1/kiosks/<path:name>/place")
    def place(name: str) -> Response:
        who = signed_in(house, *DOOR)
        asked = decoded(request.get_data(), PlaceAsked)
        spot, way = gate_of(asked.gate), known_direction(asked.direction)
        was = house.access.stand(name)
        house.access.place(name, spot, way)
        noted = _noted(house, who, "place_kiosk", kiosk=name, gate=spot, direction=way)
        if noted.status != GRANTED:
            house.access.place(name, was["gate"], str(was["direction"]))
            return told(noted)
        changed()
        return reply({"gate": spot, "direction": way})

    @gate.put("/api/v1/kiosks/<path:name>/lock")
    def lock(name: str) -> Response:
        return guard(name, "lock_kiosk", decoded(request.get_data(), LockAsked).pin)

    @gate.delete("/api/v1/kiosks/<path:name>/lock")
    def unlock(name: str) -> Response:
        return guard(name, "unlock_kiosk", None)

    def guard(name: str, deed: str, pin: str | None) -> Response:
        """The PIN goes no further than its hash; who did it, and when, goes into the journal."""
        who = signed_in(house, *DOOR)
        is_new = house.access.set_lock(name, pin)
        held = house.desk.day.kiosks.get(name)
        if not is_new and held is not None and held.is_locked_by(who.actor.name):
            return reply({})
        command = COMMANDS[deed]
        given: Any = command.arguments(kiosk=name)
        house.desk.transact(command, given, who.actor, id=f"{deed}:{secrets.token_hex(8)}")
        changed()
        return reply({})

    return gate


def _noted(house: House, who: SignedIn, deed: str, **given: str | None) -> Answer:
    command = COMMANDS[deed]
    id = f"device:{secrets.token_hex(8)}"
    return house.desk.transact(command, command.arguments(**given), who.actor, id=id)
