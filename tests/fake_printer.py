"""A label printer that is not there: speaks Brother's raster language or ZPL over real sockets.

    with FakePrinter("brother") as printer:
        ...  # send to f"brother:127.0.0.1:{printer.port},snmp={printer.snmp_port}"
        printer.wait(1)
        printer.labels[0].show()

It takes one connection at a time, as real ones do, and decodes what it prints back into pictures.
What goes wrong is played: no `paper`, `open`, no `answers`, a closed `gate` (it reads nothing),
`breaks` (it cuts the line).
"""

import re
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Self

from PIL import Image, ImageOps

STATUS_NAME = bytes.fromhex("2b06010401930303030901060100")
NO_MEDIA = 0x01
COVER_OPEN = 0x10
RESET = struct.pack("ii", 1, 0)
PATIENCE_S = 15

# Raster commands behind ESC i, with how many bytes each takes.
SETTINGS = {b"a": 1, b"S": 0, b"z": 10, b"M": 1, b"A": 1, b"K": 1, b"d": 2}
ROW_BYTES = 90
# By the width of the roll in mm: printable dots, and how far from the right they begin.
ROLLS = {62: (696, 12), 29: (306, 6)}
HOST_STATUS = (
    "\x02030,{paper_out},0,0232,000,0,0,0,000,0,0,0\x03\r\n"
    "\x02000,0,{open},0,0,2,4,0,00000000,1,000\x03\r\n"
    "\x021234,0\x03\r\n"
)
COMMAND = re.compile(rb"~HS|(?P<label>\^XA.*?\^XZ)", re.DOTALL)
FIELD = re.compile(rb"\^PW(\d+)\s*\^LL(\d+)\s*\^FO0,0\^GFA,(\d+),(\d+),(\d+),([0-9A-F]+)\^FS")


class FakePrinter:
    """A printer on a port of its own; what it has printed is in `labels`, oldest first."""

    def __init__(self, language: str, roll: tuple[int, int] = (62, 29)) -> None:
        self.roll = roll
        self.paper = True
        self.open = False
        self.answers = True
        self.breaks = False
        self.gate = threading.Event()
        self.gate.set()
        self.labels: list[Image.Image] = []
        self.connections = 0
        self._speak = {"brother": self._read_raster, "zpl": self._read_zpl}[language]
        self._came_out = threading.Condition()
        self._socket = _bound(socket.SOCK_STREAM, 0)
        self.port = self._socket.getsockname()[1]
        self._status = _bound(socket.SOCK_DGRAM, 0)
        self.snmp_port = self._status.getsockname()[1]
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._socket.listen()
        self._threads = [_started(self._accept), _started(self._answer)]
        return self

    def __exit__(self, *_: object) -> None:
        self.gate.set()
        for open_socket in (self._socket, self._status):
            with suppress(OSError):  # a datagram socket has nobody to shut out, but it wakes
                open_socket.shutdown(socket.SHUT_RDWR)
            open_socket.close()
        for thread in self._threads:
            thread.join(PATIENCE_S)

    def wait(self, count: int) -> list[Image.Image]:
        """The labels, once so many have come out."""
        with self._came_out:
            if not self._came_out.wait_for(lambda: len(self.labels) >= count, PATIENCE_S):
                raise TimeoutError(f"{len(self.labels)} labels, not {count}")
            return list(self.labels)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                line, _ = self._socket.accept()
                self.connections += 1
                with line, suppress(ConnectionError):
                    line.settimeout(PATIENCE_S)
                    self._serve(line)

    def _serve(self, line: socket.socket) -> None:
        if self.breaks:
            line.recv(64)
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            return
        self._speak(line)

    def _print(self, pictures: list[Image.Image]) -> None:
        with self._came_out:
            self.labels += pictures
            self._came_out.notify_all()

    def _read_raster(self, line: socket.socket) -> None:
        """A Brother reads a job to its end, says nothing, and hangs up."""
        data = b"".join(self._chunks(line))
        self._print(rastered(data))

    def _read_zpl(self, line: socket.socket) -> None:
        """A ZPL printer prints at `^XZ` and answers each `~HS`."""
        heard = b""
        for chunk in self._chunks(line):
            heard += chunk
            while found := COMMAND.search(heard):
                if found["label"]:
                    self._print([graphic_field(found["label"])])
                elif self.answers:
                    flags = {"paper_out": int(not self.paper), "open": int(self.open)}
                    line.sendall(HOST_STATUS.format(**flags).encode())
                heard = heard[found.end() :]

    def _chunks(self, line: socket.socket) -> Iterator[bytes]:
        while chunk := line.recv(4096):
            self.gate.wait(PATIENCE_S)
            yield chunk

    def _answer(self) -> None:
        """Answer the one question an SNMP manager has for a label printer."""
        with suppress(OSError):
            while True:
                packet, asker = self._status.recvfrom(2048)
                if self.answers and STATUS_NAME in packet:
                    self._status.sendto(status_response(packet, self._block()), asker)

    def _block(self) -> bytes:
        """The 32 bytes in which a Brother says how it is and what is loaded."""
        block = bytearray(32)
        block[:3] = b"\x80\x20\x42"
        block[8] = 0 if self.paper else NO_MEDIA
        block[9] = COVER_OPEN if self.open else 0
        block[10], block[17] = self.roll if self.paper else (0, 0)
        return bytes(block)


def status_response(question: bytes, block: bytes, error: int = 0) -> bytes:
    """An SNMP answer; its lengths take more bytes than they need, as those of some printers do."""
    number = question[question.index(b"\xa0") + 2 :][:3]
    name = b"\x06" + bytes([len(STATUS_NAME)]) + STATUS_NAME
    binding = _long(0x30, name + b"\x04" + bytes([len(block)]) + block)
    state = b"\x02\x01" + bytes([error]) + b"\x02\x01\x00"
    pdu = _long(0xA2, number + state + _long(0x30, binding))
    return _long(0x30, b"\x02\x01\x00\x04\x06public" + pdu)


def rastered(data: bytes) -> list[Image.Image]:
    """The labels a Brother QL would print from a job; raises `ValueError` at a strange command."""
    labels, rows, roll, at = [], bytearray(), 0, 0
    while at < len(data):
        code = data[at : at + 1]
        if code == b"\x1b":
            if data[at + 1 : at + 2] == b"@":
                at += 2
                continue
            setting = data[at + 2 : at + 3]
            if setting == b"z":
                roll = data[at + 5]
            at += 3 + SETTINGS[setting]
        elif code in {b"g", b"w"}:
            if data[at + 1] != 2:  # the second plane is red
                rows += data[at + 3 : at + 3 + ROW_BYTES]
            at += 3 + data[at + 2]
        elif code == b"\x1a":
            labels.append(_unrolled(bytes(rows), roll))
            rows.clear()
            at += 1
        elif code in {b"\x00", b"M"}:
            at += 1 if code == b"\x00" else 2
        else:
            raise ValueError(f"{code!r} at {at}")
    if rows:
        raise ValueError("the job has no end")
    return labels


def graphic_field(label: bytes) -> Image.Image:
    """The label a ZPL printer would print from one `^GFA` field."""
    found = FIELD.search(label)
    if found is None:
        raise ValueError(f"no field in {label[:80]!r}")
    width, height, size, total, row = (int(number) for number in found.groups()[:5])
    dots = bytes.fromhex(found[6].decode())
    if not size == total == len(dots) == row * height:
        raise ValueError("the field's sizes contradict each other")
    return _picture(dots, row).crop((0, 0, width, height))


def _unrolled(rows: bytes, roll: int) -> Image.Image:
    """The print head's rows as the reader sees them: mirrored, cut to the roll, and upright."""
    width, right = ROLLS[roll]
    whole = ImageOps.mirror(_picture(rows, ROW_BYTES))
    left = whole.width - width - right
    label = whole.crop((left, 0, left + width, whole.height))
    return label if label.width > label.height else label.rotate(-90, expand=True)


def _picture(dots: bytes, row: int) -> Image.Image:
    """Rows of bits, 1 for a burnt dot."""
    burnt = Image.frombytes("1", (row * 8, len(dots) // row), dots)
    return burnt.point(lambda dot: 0 if dot else 255)


def _long(kind: int, body: bytes) -> bytes:
    return bytes([kind, 0x82]) + len(body).to_bytes(2) + body


def _bound(kind: socket.SocketKind, port: int) -> socket.socket:
    opened = socket.socket(socket.AF_INET, kind)
    opened.bind(("127.0.0.1", port))
    return opened


def _started(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread
