"""The composition root: clock, journal, desk, Flask and Socket.IO are chosen here, only here."""

import errno
import logging
import socket
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import eventlet
import eventlet.hubs
import eventlet.patcher
import eventlet.tpool
import eventlet.websocket
import eventlet.wsgi
from flask import Flask
from flask_socketio import SocketIO

from . import logs, memory
from .beginning import Beginning, datetime_now
from .clock import Clock
from .conference import Day, Event, Refused
from .conference.badges import CodeBook, code_of
from .config import Settings
from .desk import Desk
from .entrance import Entrance, room
from .files import load
from .journal import Journal
from .keeping.rounds import Rounds
from .keeping.upkeep import Upkeep
from .labels.print_room import PrintRoom
from .projection import Projection
from .secret import kept_secret, mark_of, salt_of
from .signals import told
from .storage import Storage, free_bytes
from .tls.line import both_ways, context_of
from .tls.machine import names_of, reached_at
from .web import (
    api,
    deeds,
    devices,
    figures,
    labels,
    live,
    pages,
    questions,
    reels,
    sessions,
    setup,
    shelf,
    trail,
)
from .web.access import Access
from .web.called import noted
from .web.connections import Connections
from .web.door import Door
from .web.fanout import Fanout
from .web.gate import Pairings
from .web.guard import forbidding, guarded, unforwarded
from .web.guests import Guests, charged, hosted
from .web.house import House
from .web.lines import Lines
from .web.look import Look
from .web.overreach import Overreach
from .web.tally import Tally
from .web.watch import Watch
from .web.wire import explain

if TYPE_CHECKING:
    from .tls.identity import Identity

MODE: Literal["eventlet"] = "eventlet"
PING_INTERVAL_S, PING_TIMEOUT_S = 5, 4
LARGEST_EVENT = 64 * 1024
STOP_WITHIN_S = 0.2
CALLERS_IN_A_ROW = 4
HUB_WAITS_S = 0.001


class PortTaken(Exception):
    """Something else listens where the server should."""


class NotOurs(Exception):
    """The address to listen on is not one of this machine's."""


class Deaf(Exception):
    """Nobody is let in any more: a server that hears nothing is worse than one started again."""


class App:
    """The whole server, put together and not yet listening."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        if not settings.journal.exists():
            load(settings.folder)  # a folder that cannot be used leaves nothing behind
        self.journal = Journal(settings.journal, eventlet.tpool.execute, self._begin)
        day, self.stale_files = self.beginning.day(self.journal), self.beginning.leaves_out
        clock = Clock(not_before=max(event.at for event in self.journal.events()))
        self.tally = Tally()
        in_thread = self.tally.timed(eventlet.tpool.execute)
        self.desk = Desk(self.journal, day, clock, in_thread, self._counted)
        self.access = Access(settings.access, clock, eventlet.tpool.execute)
        secret = kept_secret(settings.var)
        self.house = House(
            settings=settings,
            journal=self.journal,
            desk=self.desk,
            access=self.access,
            door=Door(
                self.desk,
                CodeBook(secret, self.desk.day.plan.code),
                salt_of(secret),
                lambda verdict: self.tally.verdicts.labels(verdict.value).inc(),
                self.journal.id,
                lambda kiosk: self.access.stand(kiosk)["gate"],
            ),
            connections=Connections(clock),
            pairings=Pairings(self.access, clock),
            overreach=Overreach(self.desk),
            tally=self.tally,
            storage=Storage(lambda: eventlet.tpool.execute(free_bytes, settings.var), clock),
            in_thread=eventlet.tpool.execute,
            copies=lambda: self.rounds.copies if self.rounds else None,
        )
        self.house.log()  # read once, before anything is added; then the journal keeps it
        self.projection = Projection(
            self.desk,
            settings.folder / "media",
            settings.var,
            partial(mark_of, secret),
            eventlet.tpool.execute,
        )
        self.print_room = _print_room(settings, self.desk, secret)
        self.flask = _flask(self.house, self.projection)
        self.socketio = SocketIO(
            self.flask,
            async_mode=MODE,
            ping_interval=PING_INTERVAL_S,
            ping_timeout=PING_TIMEOUT_S,
            max_http_buffer_size=LARGEST_EVENT,
            http_compression=False,
            # Options of Engine.IO; who is there is found out by the lines' own pulse.
            transports=["websocket"],  # type: ignore[call-arg]
            monitor_clients=False,
        )
        server: Any = self.socketio.server  # type: ignore[attr-defined]  # set by Flask-SocketIO
        connections = self.house.connections
        self.lines = Lines(
            server,
            lambda sid: connections.get(sid) is not None,
            LARGEST_EVENT,
            eventlet.websocket.FailedConnectionError,
        )
        self.guests = Guests()
        figures.enter(self.tally, self.house, self.lines, self.guests)
        self.fanout = Fanout(lambda: Look(self.house).view, self.lines, connections)
        self.watch = Watch(self.house, self.fanout, self.lines, self.guests)
        root = self.identity.root if self.identity else None
        self.flask.register_blueprint(
            setup.routes(self.house, root, reached_at, eventlet.tpool.execute)
        )
        self.flask.register_blueprint(
            devices.routes(self.house, self.fanout.changed, self.watch.cut_off)
        )
        self.flask.register_blueprint(questions.routes(self.house))
        self.flask.register_blueprint(labels.routes(self.house, self.print_room))
        self.flask.register_blueprint(trail.routes(self.house))
        live.attach(self.socketio, self.house, self.fanout)
        self.desk.on_change(lambda _: self.fanout.changed())
        self.rounds = (
            Rounds(settings, settings.backup_to, clock, self.fanout.changed, eventlet.tpool.execute)
            if settings.backup_to
            else None
        )
        self.upkeep = Upkeep(self.desk, eventlet.tpool.execute, settings)
        if settings.print_on_check_in:
            self.desk.on_change(self.print_room.door_changed)

    def _begin(self, events: list[Event]) -> None:
        """Refuse a start that would go wrong, while not a byte has been changed for it."""
        self.beginning = Beginning(self.settings.journal, self.settings.folder, events)
        self.identity = _identity(self.settings)

    def _counted(self, refusal: Refused, day: Day) -> dict[str, Any]:
        """A refusal of the desk's, explained and counted."""
        self.tally.refusals.labels(refusal.code).inc()
        return explain(refusal, day)

    def doorway(self) -> Any:
        """The house as whoever calls meets it first."""
        house = setup.porch(self.flask) if self.identity else self.flask
        return forbidding(unforwarded(house))

    def run(self, listener: Any, ready: Callable[[], None]) -> None:
        """Serve who comes to `listener` until told to stop; what was accepted is finished first."""
        kept_log = _kept_log(self.settings)
        self.desk.start()
        reels.empty(self.desk)
        self.upkeep.start()
        self.fanout.start()
        self.lines.start()
        self.watch.start()
        self.tally.start()
        self.projection.start()
        self.print_room.start()
        if self.rounds:
            self.rounds.start()
        # Whatever threads work at, the hub waits no longer than this for its turn.
        sys.setswitchinterval(HUB_WAITS_S)
        memory.settle()
        _in_turns(eventlet.hubs.get_hub(), self.guests)
        self.house.connections.begin(self.access.screens())
        entrance = Entrance(listener)
        serving = eventlet.spawn(
            eventlet.wsgi.server,
            entrance,
            charged(self.doorway(), self.guests),
            protocol=hosted(_protocol(self.identity), self.guests),
            log=logging.getLogger("wsgi"),
            log_output=False,
            max_size=room(),
            debug=False,  # a fault is told to the log, not to whoever met it
        )
        if not told:
            ready()
        # What the first views and pages ask for: read by then, and not while the hall waits.
        eventlet.spawn(eventlet.tpool.execute, shelf.prepare)
        # A signal does not wake a hub that waits for the network.
        while not told and entrance.broken is None and not serving.dead:
            eventlet.sleep(STOP_WITHIN_S)
        listener.close()
        serving.kill()
        self.desk.finish()
        self.journal.close()
        kept_log.write()
        if not told:
            raise Deaf from entrance.broken


def _in_turns(hub: Any, guests: Guests) -> None:
    """Let what is due at its hour (walls, watch) run between the callers of a rush, not after."""

    def few(seconds: float) -> Any:
        guests.turns += 1
        return hub.poll.poll(seconds, CALLERS_IN_A_ROW)

    hub.do_poll = few


def _flask(house: House, projection: Projection) -> Flask:
    flask = Flask(__name__, static_folder=None)
    flask.config["MAX_CONTENT_LENGTH"] = api.LARGEST_BODY
    noted(flask)
    guarded(flask)
    flask.register_blueprint(api.routes(house))
    flask.register_blueprint(sessions.routes(house))
    flask.register_blueprint(pages.routes(house, projection))
    api.answer_errors(flask, house)
    deeds.answer_unnoted(flask)
    return flask


def _kept_log(settings: Settings) -> logs.Beside:
    """The log, written by a thread of the operating system's: its disk is nobody's to wait for."""
    kept = logs.to_file(settings.log)
    native, sleep = eventlet.patcher.original("threading"), eventlet.patcher.original("time").sleep
    native.Thread(target=kept.write_forever, args=(sleep,), name="log", daemon=True).start()
    return kept


def _print_room(settings: Settings, desk: Desk, secret: bytes) -> PrintRoom:
    conference = desk.day.plan.code
    return PrintRoom(
        settings.labels,
        settings.printers,
        day=lambda: desk.day,
        now=desk.now,
        code=lambda person, serial: code_of(secret, conference, person, serial),
        in_thread=eventlet.tpool.execute,
    )


def _identity(settings: Settings) -> "Identity | None":
    if not settings.tls:
        return None
    from .tls.identity import prepare  # takes its time to load

    return prepare(settings.certificates, names_of(settings.host), datetime_now())


def _protocol(identity: "Identity | None") -> Any:
    plain = eventlet.wsgi.HttpProtocol
    return both_ways(plain, context_of(identity.certificate)) if identity else plain


def listen(host: str, port: int) -> Any:
    """A socket to serve from; `PortTaken` or `NotOurs` where it cannot be had."""
    try:
        listener = eventlet.listen((host, port), backlog=512, reuse_port=False)
        # Every line inherits it: a picture waits for no acknowledgement of what was sent before.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except socket.gaierror as exc:
        raise NotOurs(host) from exc
    except OSError as exc:
        if exc.errno == errno.EADDRNOTAVAIL:
            raise NotOurs(host) from exc
        if exc.errno in {errno.EADDRINUSE, errno.EACCES}:
            raise PortTaken(f"{host}:{port}") from exc
        raise
