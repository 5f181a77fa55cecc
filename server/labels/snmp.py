"""One question over SNMP: how a Brother printer is; its port 9100 takes labels and never answers.

The question is always the same, so it is built here: a library for all of SNMP is many times the
size of this server's printing and wants an event loop of its own.
"""

import socket
from collections.abc import Iterator

PORT = 161
WAIT_S = 0.7
TRIES = 2
LARGEST_ANSWER = 2048

INTEGER, OCTETS, NULL, NAME, SEQUENCE, GET = 0x02, 0x04, 0x05, 0x06, 0x30, 0xA0
VERSION_1 = b"\x00"
COMMUNITY = b"public"
# 1.3.6.1.4.1.2435.3.3.9.1.6.1.0: the same 32 bytes that its USB port would answer.
STATUS = bytes.fromhex("2b06010401930303030901060100")


def asked(host: str, port: int) -> bytes | None:
    """The printer's status block, or none where nobody answers."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
        with socket.socket(family, kind, protocol) as line:
            line.settimeout(WAIT_S)
            line.connect(place)
            return next((block for block in _tries(line) if block is not None), None)
    except OSError:
        return None


def question(number: int) -> bytes:
    """The request for the status, under this number."""
    binding = _field(SEQUENCE, _field(NAME, STATUS), _field(NULL))
    zero = _field(INTEGER, b"\x00")
    request = _field(GET, _field(INTEGER, bytes([number])), zero, zero, _field(SEQUENCE, binding))
    return _field(SEQUENCE, _field(INTEGER, VERSION_1), _field(OCTETS, COMMUNITY), request)


def answer(packet: bytes, number: int) -> bytes | None:
    """The status in an answer to that request; none in anything else."""
    try:
        ((_, message),) = _fields(packet)
        _, _, (_, response) = _fields(message)
        (_, given), (_, error), _, (_, bindings) = _fields(response)
        ((_, binding),) = _fields(bindings)
        _, (kind, value) = _fields(binding)
    except (ValueError, IndexError):
        return None
    good = given == bytes([number]) and not any(error) and kind == OCTETS
    return value if good else None


def _tries(line: socket.socket) -> Iterator[bytes | None]:
    for number in range(1, TRIES + 1):
        line.send(question(number))
        try:
            yield answer(line.recv(LARGEST_ANSWER), number)
        except TimeoutError:
            continue


def _field(kind: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return bytes([kind, len(body)]) + body


def _fields(data: bytes) -> list[tuple[int, bytes]]:
    """What a sequence holds, each as its kind and its bytes."""
    found = []
    while data:
        start, length = 2, data[1]
        if length & 0x80:
            start = 2 + (length & 0x7F)
            length = int.from_bytes(data[2:start])
        if start + length > len(data):
            raise ValueError("cut short")
        found.append((data[0], data[start : start + length]))
        data = data[start + length :]
    return found
