"""The guests: every line to the house, how soon it must say what it wants, how many come at once.

A hall shares few addresses: behind one may stand a laptop with every page open, or a whole room of
devices. What is allowed each is far above that, and far below what the house can bear. The machine
itself is not counted.
"""

import logging
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from .budget import Budget

log = logging.getLogger(__name__)

MOST_FROM_ONE_ADDRESS = 400
CALLS_PER_S, CALLS_AT_ONCE = 300, 3_000
SECONDS_PER_S, SECONDS_AT_ONCE = 0.3, 15.0  # of the house's own work on an address's calls
MOST_ADDRESSES = 10_000
AT_HOME = frozenset({"127.0.0.1", "::1", "::ffff:127.0.0.1"})
# How long a guest may take: to begin, to say the head of a call, its body, to begin another.
FIRST_S, HEAD_S, BODY_S, NEXT_S = 10.0, 10.0, 10.0, 75.0
ANSWER_S = 30.0  # and to take in one piece of an answer
LARGEST_LEFTOVER = 1024 * 1024  # of a body nobody wanted; more is not read to its end
BUSY = (
    b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 5\r\nConnection: close\r\n"
    b"Content-Length: 0\r\n\r\n"
)


class Guest:
    """One line: what it is at, since when, and how long it may stay at it."""

    def __init__(self, state: list[Any]) -> None:
        self._state = state
        self.address = str(state[0][0]) if isinstance(state[0], tuple) else ""
        self.at("first", FIRST_S)

    def at(self, what: str, at_most_s: float | None, body: Any = None) -> None:
        """The guest begins something else; with `body`, only until that has been heard."""
        self.what, self._body = what, body
        self._until = None if at_most_s is None else time.monotonic() + at_most_s

    @contextmanager
    def taking_in(self) -> Iterator[None]:
        """While a piece of an answer is said; then what was waited for before is so again."""
        before = self.what, self._body, self._until
        self.at("answer", ANSWER_S)
        yield
        self.what, self._body, self._until = before

    def is_late(self) -> bool:
        """Whether the guest takes longer than it may."""
        late = self._until is not None and time.monotonic() > self._until
        return late and (self._body is None or _is_owed(self._body))

    def turn_out(self) -> None:
        """End the line, whatever is being waited for on it."""
        try:
            self._state[1].shutdown(socket.SHUT_RDWR)
        except OSError as exc:
            log.debug("a guest has gone by itself: %s", exc)


def _is_owed(body: Any) -> bool:
    """Whether a part of a call's body has yet to come."""
    if body.chunked_input:
        return bool(body.chunk_length != 0)
    return bool(body.position < (body.content_length or 0))


class Told:
    """What is said to a guest, each piece of it within its time."""

    def __init__(self, file: Any, guest: Guest) -> None:
        self._file = file
        self._guest = guest

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def write(self, words: bytes) -> None:
        """Say it."""
        self.writelines([words])

    def writelines(self, words: Iterable[bytes]) -> None:
        """Say it all."""
        with self._guest.taking_in():
            self._file.writelines(words)

    def flush(self) -> None:
        """See that it is on its way."""
        with self._guest.taking_in():
            self._file.flush()


class Guests:
    """Everybody on a line to the house."""

    def __init__(self) -> None:
        self._here: set[Guest] = set()
        self._count: Counter[str] = Counter()
        self._calls: dict[str, tuple[Budget, Budget]] = {}
        self._turn: dict[str, threading.Lock] = {}
        self.turns = 0  # in which everybody who was ready has been heard
        self.turned_away: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._here)

    def came(self, state: list[Any]) -> Guest | None:
        """A guest for a new line; `None` for one line too many from its address."""
        guest = Guest(state)
        if guest.address not in AT_HOME and self._count[guest.address] >= MOST_FROM_ONE_ADDRESS:
            self.turned_away["crowd"] += 1
            return None
        self._here.add(guest)
        self._count[guest.address] += 1
        return guest

    def went(self, guest: Guest) -> None:
        """A line has ended."""
        self._here.discard(guest)
        self._count[guest.address] -= 1
        if not self._count[guest.address]:
            del self._count[guest.address]
            self._turn.pop(guest.address, None)

    def may_call(self, guest: Guest) -> bool:
        """Whether the guest's address may call once more now."""
        if guest.address in AT_HOME:
            return True
        calls, seconds = self._budgets(guest.address)
        if seconds.spend(0) and calls.spend(1):
            return True
        self.turned_away["calls"] += 1
        return False

    def spent(self, address: str, seconds: float) -> None:
        """The house has worked so long on a call from there."""
        if address not in AT_HOME:
            self._budgets(address)[1].owe(seconds)

    def _budgets(self, address: str) -> tuple[Budget, Budget]:
        """How many calls, and how much of the house's time, an address has left."""
        if len(self._calls) > MOST_ADDRESSES:
            self._calls.clear()
        if address not in self._calls:
            calls = Budget(CALLS_PER_S, CALLS_AT_ONCE)
            self._calls[address] = calls, Budget(SECONDS_PER_S, SECONDS_AT_ONCE)
        return self._calls[address]

    def leave_others_their_turn(self, guest: Guest) -> None:
        """Between two calls on a line; of all an address's lines, one goes on at a time."""
        if guest.address in AT_HOME:
            time.sleep(0)
            return
        with self._turn.setdefault(guest.address, threading.Lock()):
            time.sleep(0)

    def look(self) -> None:
        """Turn out whoever takes too long."""
        for guest in [guest for guest in self._here if guest.is_late()]:
            self.turned_away[guest.what] += 1
            guest.turn_out()


def charged(house: Any, guests: Guests) -> Any:
    """The house, whose guests pay for its work; while it waits, it works for others."""

    def enter(environ: dict[str, Any], start: Any) -> Any:
        turns, before = guests.turns, time.perf_counter()
        try:
            return house(environ, start)
        finally:
            if guests.turns == turns:
                guests.spent(environ["REMOTE_ADDR"], time.perf_counter() - before)

    return enter


def hosted(protocol: Any, guests: Guests) -> Any:
    """An HTTP protocol like `protocol` of the WSGI server, whose guests are watched over."""

    class Hosted(protocol):  # type: ignore[misc]  # the WSGI server carries no types
        """A protocol that tells what its guest is at."""

        def __init__(self, state: Any, server: Any) -> None:
            guest = guests.came(state)
            if guest is None:
                return
            self.guest = guest
            try:
                super().__init__(state, server)
            finally:
                guests.went(guest)

        def setup(self) -> None:
            super().setup()
            self.wfile: Any = Told(self.wfile, self.guest)

        def parse_request(self) -> Any:
            self.guest.at("head", HEAD_S)
            return super().parse_request()

        def handle_one_response(self) -> None:
            if not guests.may_call(self.guest):
                self.close_connection = True
                self.wfile.write(BUSY)
                self.wfile.flush()
                return
            body = self.environ["wsgi.input"]
            if body.chunked_input or (body.content_length or 0) > LARGEST_LEFTOVER:
                self.close_connection = True
            self.guest.at("body", BODY_S, body)
            super().handle_one_response()
            self.guest.at("next", NEXT_S)
            guests.leave_others_their_turn(self.guest)

    return Hosted
