"""The wire to a printer: raw bytes over TCP, as every label printer on a network takes them."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .address import Address
from .refusal import NotReady

CONNECT_S = 3
SEND_S = 30
READ_AT_ONCE = 4096

# Called when nothing stands in the way, before the first byte of a label is sent.
Begin = Callable[[], None]


@contextmanager
def line_to(address: Address) -> Iterator[socket.socket]:
    """A connection to the printer; `NotReady` where none can be had."""
    try:
        line = socket.create_connection((address.host, address.port), CONNECT_S)
    except OSError as exc:
        raise NotReady("unreachable", place=address.place) from exc
    with line:
        line.settimeout(SEND_S)
        yield line


def sent_whole(line: socket.socket, data: bytes, confirm_s: float) -> bool:
    """Send all of it; whether the printer then said, by hanging up, that it has read it all.

    Raises `OSError` where the connection broke: the label may or may not come out.
    """
    line.sendall(data)
    line.shutdown(socket.SHUT_WR)
    give_up = time.monotonic() + confirm_s
    try:
        while (left := give_up - time.monotonic()) > 0:
            line.settimeout(left)
            if not line.recv(READ_AT_ONCE):
                return True
    except TimeoutError:
        pass
    return False
