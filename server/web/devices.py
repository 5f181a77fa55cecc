"""The devices: the routes by which screens and kiosks ask to be let in, and the desk decides."""

from collections.abc import Callable
from contextlib import suppress

from flask import Blueprint, Response, request

from ..conference.commands import DESK, DOOR, Role
from .access_file import SignedIn
from .api import reply, signed_in
from .deeds import Unnoted, note
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

    @gate.delete("/api/v1/pairings/<code>")
    def dismiss(code: str) -> Response:
        who = signed_in(house, *DOOR)

        def note_first(kind: str, address: str) -> None:
            note(house, who, "turn_away", device=address, what=kind)

        neighbours = request.args.get("neighbours") == "1"
        house.pairings.dismiss(code, neighbours=neighbours, note_first=note_first)
        changed()
        return reply({})

    @gate.get("/api/v1/devices")
    def devices() -> Response:
        signed_in(house, *DOOR)
        return reply({"waiting": house.pairings.waiting(), "devices": house.access.devices()})

    @gate.post("/api/v1/devices")
    def approve() -> Response:
        who = signed_in(house, *DOOR)
        kinds = KINDS if who.actor.role in DESK else frozenset({"kiosk"})
        asked = decoded(request.get_data(), ApprovalAsked)

        def note_first(name: str, kind: str) -> None:
            note(house, who, "let_in", device=name, what=kind)

        given = house.pairings.approve(asked, kinds, note_first)
        changed()
        return reply(given)

    @gate.delete("/api/v1/devices/<path:name>")
    def revoke(name: str) -> Response:
        who = signed_in(house, Role.ADMIN, Role.OPERATOR)
        house.access.revoke_device(name)
        cut_off()
        house.connections.forget(name)
        with suppress(Unnoted):  # a full disk keeps no lost kiosk in the house
            note(house, who, "turn_out", device=name)
        changed()
        return reply({})

    @gate.put("/api/v1/kiosks/<path:name>/place")
    def place(name: str) -> Response:
        who = signed_in(house, *DOOR)
        asked = decoded(request.get_data(), PlaceAsked)
        spot, way = gate_of(asked.gate), known_direction(asked.direction)
        was = house.access.stand(name)
        house.access.place(name, spot, way)
        try:
            note(house, who, "place_kiosk", kiosk=name, gate=spot, direction=way)
        except Unnoted:
            house.access.place(name, was["gate"], str(was["direction"]))
            raise
        changed()
        return reply({"gate": spot, "direction": way})

    @gate.put("/api/v1/kiosks/<path:name>/lock")
    def lock(name: str) -> Response:
        who = signed_in(house, *DOOR)
        return guard(who, name, "lock_kiosk", decoded(request.get_data(), LockAsked).pin)

    @gate.delete("/api/v1/kiosks/<path:name>/lock")
    def unlock(name: str) -> Response:
        return guard(signed_in(house, *DOOR), name, "unlock_kiosk", None)

    def guard(who: SignedIn, name: str, deed: str, pin: str | None) -> Response:
        """The PIN goes no further than its hash; who did it, and when, goes into the journal."""
        was = house.access.locks.of(name)
        is_new = house.access.locks.put(name, pin)
        held = house.desk.day.kiosks.get(name)
        if not is_new and held is not None and held.is_locked_by(who.actor.name):
            return reply({})
        try:
            note(house, who, deed, kiosk=name)
        except Unnoted:
            house.access.locks.restore(name, was)
            raise
        changed()
        return reply({})

    return gate
