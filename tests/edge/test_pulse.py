"""The pulse: who answers stays, who has died is let go; and what is masked is read as it was said."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import websocket
from eventlet.websocket import RFC6455WebSocket
from hypothesis import given
from hypothesis import strategies as some

from server.conference.commands import Role
from server.web.lines import unmasked
from tests.edge.clients import Http
from tests.edge.house import House

PING, PONG = "2", "3"
PINGS = 2


@contextmanager
def wall(house: House, token: str) -> Iterator[websocket.WebSocket]:
    """A wall that was let in and answers nothing by itself."""
    address = f"ws://127.0.0.1:{house.port}/socket.io/?EIO=4&transport=websocket"
    line = websocket.create_connection(address, timeout=30)
    line.send(f"40{json.dumps({'token': token, 'as': 'hall', 'screen': 'hall-1'})}")
    yield line
    line.shutdown()


def hear(line: websocket.WebSocket, *, answering: bool) -> int:
    """How many pings come before the line is dead, or before enough have been answered."""
    pings = 0
    try:
        while pings < PINGS and (frame := line.recv()) != "":
            pings += frame == PING
            if frame == PING and answering:
                line.send(PONG)
    except (websocket.WebSocketConnectionClosedException, ConnectionError):
        pass
    return pings


def test_only_a_line_that_answers_stays(shared: House, people: dict[Role, Http]) -> None:
    """
    A wall that answers its pings is asked again; one that does not is cut before that.
    """
    token = str(people[Role.SCREEN].token)
    with wall(shared, token) as alive, wall(shared, token) as dead:
        with ThreadPoolExecutor() as both:
            answered = both.submit(hear, alive, answering=True)
            ignored = both.submit(hear, dead, answering=False)

        assert PINGS == answered.result()
        assert 1 == ignored.result()


@given(some.binary(max_size=300), some.binary(min_size=4, max_size=4), some.integers(0, 9))
def test_a_masked_message_is_read_as_it_was_said(said: bytes, mask: bytes, offset: int) -> None:
    """
    All bytes in one step come to what they come to one by one, wherever in a frame they stand.
    """
    one_by_one = RFC6455WebSocket._apply_mask(said, tuple(mask), offset=offset)

    assert one_by_one == unmasked(said, tuple(mask), offset=offset)
