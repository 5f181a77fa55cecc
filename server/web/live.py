"""The live edge: Socket.IO; whoever connects gets the whole view, then every newer one."""

import logging
import secrets
from collections.abc import Callable
from typing import Any

import msgspec
from flask import request
from flask_socketio import SocketIO
from socketio.exceptions import ConnectionRefusedError

from ..conference import COMMANDS, Actor, Refused
from ..conference.commands import SCANNERS, Role
from ..conference.reels import owner
from ..conference.screens import ScreenRole
from .access_file import SignedIn
from .connections import Client, PaceTold, Painted
from .door import health_of
from .fanout import Fanout, Group
from .guard import COOKIE
from .house import House, from_here
from .reels import ReelsHeld, Shelves, ToneTold, toned
from .wire import CommandAsked, HealthTold, ScanAsked, command_of, converted, explain

log = logging.getLogger(__name__)

SERVER = Actor(id="server", name="server", role=Role.ADMIN)


def attach(socketio: SocketIO, house: House, fanout: Fanout) -> None:
    """Answer every event of every socket; refusal happens inside `connect`."""
    shelves = Shelves()

    @socketio.on("connect")
    def connect(auth: Any = None) -> None:
        if house.connections.get(_sid()) is not None:
            return  # an event of that name, sent by a socket that is in already
        try:
            _let_in(house, fanout, auth)
        except Refused as refusal:
            house.tally.refusals.labels(refusal.code).inc()
            raise ConnectionRefusedError(refusal.code, explain(refusal)) from None
        except Exception as exc:
            raise ConnectionRefusedError("fault", _fault(house, "connect")) from exc

    @socketio.on("disconnect")
    def disconnect(*_: Any) -> None:
        known = house.connections.get(_sid())
        group = _group(house, _sid(), known) if known is not None else None
        client = house.connections.went(_sid())
        if client is not None and group is not None:
            fanout.leave(group, _sid())
            if client.wall is not None:
                voice = house.connections.voice(client.wall)
                if group[0] == "screen" and voice is not None:
                    fanout.leave(("quiet", client.wall), voice)
                    fanout.join(group, voice)
                shelves.gone(house.desk, client.wall, _sid(), voice)
            if house.access.whose(client.token) is None:
                house.connections.forget(client.wall or client.actor.name)
            fanout.changed()

    def answering(event: str) -> Callable[[Callable[[Client, Any], Any]], None]:
        """Answer `event` with what the handler returns; a refusal or a fault is an answer too."""

        def register(handle: Callable[[Client, Any], Any]) -> None:
            @socketio.on(event)
            def handler(*payload: Any) -> Any:
                try:
                    return handle(_known(house), payload[0] if payload else None)
                except Refused as refusal:
                    house.tally.refusals.labels(refusal.code).inc()
                    client = house.connections.get(_sid())
                    by = client.actor if client is not None else None
                    house.overreach.refused(by, refusal, f"socket: {event}")
                    return explain(refusal, house.desk.day)
                except Exception:
                    return _fault(house, event)

        return register

    @answering("command")
    def command(client: Client, payload: Any) -> Any:
        asked = converted(payload, CommandAsked)
        chosen, given = command_of(asked)
        house.overreach.look_at(chosen, client.actor)
        answer = house.desk.transact(
            chosen, given, client.actor, id=f"command:{asked.id}", expects=asked.expects
        )
        return msgspec.json.decode(answer.body)

    @answering("check_in")
    def check_in(client: Client, payload: Any) -> Any:
        if client.actor.role not in SCANNERS:
            raise Refused("not_allowed", command="check_in")
        asked = converted(payload, ScanAsked)
        return msgspec.json.decode(house.door.scanned(asked, client.actor).body)

    @answering("clock")
    def clock(client: Client, payload: Any) -> float:
        return house.now().timestamp() * 1000

    @answering("shown")
    def shown(client: Client, payload: Any) -> dict[str, Any]:
        house.connections.painted(_sid(), converted(payload, Painted))
        fanout.changed()
        return {}

    @answering("reels")
    def told_reels(client: Client, payload: Any) -> dict[str, Any]:
        told = converted(payload, ReelsHeld)
        if client.wall is not None:
            voice = house.connections.voice(client.wall)
            shelves.told(house.desk, client.wall, _sid(), told, voice)
        return {}

    @answering("tone")
    def told_tone(client: Client, payload: Any) -> dict[str, Any]:
        told = converted(payload, ToneTold)
        if client.wall is not None:
            toned(house.desk, client.wall, told)
        return {}

    @answering("pace")
    def told_pace(client: Client, payload: Any) -> dict[str, Any]:
        told = converted(payload, PaceTold)
        if house.connections.paced(_sid(), owner(house.desk.day), told):
            fanout.changed()
        return {}

    @answering("health")
    def health(client: Client, payload: Any) -> Any:
        told = converted(payload, HealthTold)
        house.connections.feels(_sid(), health_of(told, house.now()))
        fanout.changed()
        return {}

    @answering("*")
    def anything_else(client: Client, payload: Any) -> None:
        raise Refused("unknown_command", command=str(payload)[:40])


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]


def _known(house: House) -> Client:
    """The client on this socket, as long as its token is still good."""
    client = house.connections.get(_sid())
    if client is None or house.access.whose(client.token) is None:
        raise Refused("not_signed_in")
    house.connections.heard(_sid())
    return client


def _let_in(house: House, fanout: Fanout, auth: Any) -> None:
    given = auth if isinstance(auth, dict) else {}
    token = given.get("token") or request.cookies.get(COOKIE, "")
    who = house.access.whose(token) if isinstance(token, str) else None
    if who is None:
        raise Refused("not_signed_in")
    audience, name = given.get("as"), given.get("screen")
    if not isinstance(audience, str) or not (name is None or isinstance(name, str)):
        raise Refused("bad_request", field="as", problem="audience")
    _hang(house, who)
    actor = from_here(who).actor
    try:
        group = house.may_watch(who, audience, name)
    except Refused as refusal:
        house.overreach.refused(actor, refusal, f"socket: {audience}")
        raise
    screen = group[1] if group[0] == "screen" else None
    client = Client(actor=actor, token=token, audience=audience, screen=screen)
    house.connections.came(_sid(), client)
    fanout.join(_group(house, _sid(), client), _sid())
    fanout.changed()


def _hang(house: House, who: SignedIn) -> None:
    """A paired screen the plan does not know is hung the first time it connects, flag or not."""
    name = who.actor.name
    if who.actor.role is not Role.SCREEN or name in house.desk.day.screens.screens:
        return
    command = COMMANDS["hang_screen"]
    role = ScreenRole(who.screen_role or ScreenRole.HALL)
    given = command.arguments(screen=name, role=role)
    house.desk.transact(command, given, SERVER, id=f"hang:{secrets.token_hex(8)}")


def _group(house: House, sid: str, client: Client) -> Group:
    if client.screen is not None:
        is_heard = house.connections.voice(client.screen) == sid
        return ("screen" if is_heard else "quiet", client.screen)
    return (client.audience, client.actor.name if client.audience == "kiosk" else None)


def _fault(house: House, event: str) -> dict[str, Any]:
    house.tally.faults.inc()
    reference = secrets.token_hex(4)
    log.exception("fault %s in socket event %s", reference, event)
    return explain(Refused("fault", reference=reference))
