"""Printers that speak ZPL: a graphic field over TCP, and their state over the same line."""

import socket
import time

import msgspec
from PIL import Image
from zebrafy.zebrafy_image import ZebrafyImage

from .address import Address
from .media import DEFAULT, Media, cut_to_size
from .refusal import BadAddress, NotReady
from .wire import READ_AT_ONCE, SEND_S, Begin, line_to, sent_whole

DPI = 203
ASK = b"~HS"
ANSWER_S = 2
CONFIRM_S = 15
BETWEEN_LOOKS_S = 0.2
END_OF_STRING = b"\x03"
STRINGS = 2


class HostStatus(msgspec.Struct, frozen=True):
    """What `~HS` answers, as far as a label depends on it."""

    problem: str | None
    busy: bool


class Zpl:
    """A printer that speaks ZPL; `status=no` is for one that does not answer `~HS`."""

    def __init__(self, address: Address) -> None:
        self.name = address.text
        self._address = address
        self._answers = address.options.get("status", "yes") != "no"
        size = address.options.get("label", DEFAULT.name)
        media = cut_to_size(size, address.number("dpi", DPI))
        if media is None:
            raise BadAddress("bad_size", address=address.text, size=size)
        self.media: Media = media

    def encode(self, picture: Image.Image) -> bytes:
        """The ZPL that prints this picture on one label."""
        label = ZebrafyImage(picture, dither=False, set_label_size=True)
        return label.to_zpl().encode("ascii")

    def deliver(self, data: bytes, begin: Begin) -> bool:
        """Send a label; whether the printer is known to have taken it to its print head."""
        with line_to(self._address) as line:
            if not self._answers:
                begin()
                return sent_whole(line, data, CONFIRM_S)
            status = _asked(line)
            if status is None:
                raise NotReady("silent")
            if status.problem:
                raise NotReady(status.problem)
            begin()
            line.settimeout(SEND_S)
            line.sendall(data)
            return _worked_off(line)


def _worked_off(line: socket.socket) -> bool:
    """Whether the printer comes to have nothing left to print; one in trouble keeps the label."""
    give_up = time.monotonic() + CONFIRM_S
    while time.monotonic() < give_up:
        status = _asked(line)
        if status is not None and not status.busy:
            return status.problem is None
        if status is not None and status.problem:
            return False
        time.sleep(BETWEEN_LOOKS_S)
    return False


def _asked(line: socket.socket) -> HostStatus | None:
    """How the printer is; none where it does not say in time, as one without paper may not."""
    line.settimeout(ANSWER_S)
    line.sendall(ASK)
    heard = b""
    try:
        while heard.count(END_OF_STRING) <= STRINGS:
            more = line.recv(READ_AT_ONCE)
            if not more:
                break
            heard += more
    except TimeoutError:
        return None
    return understood(heard)


def understood(heard: bytes) -> HostStatus | None:
    """The answer to `~HS` taken apart; none where it is no such answer."""
    strings = [part.strip(b"\x02\r\n").split(b",") for part in heard.split(END_OF_STRING)]
    try:
        first, second = ([int(value) for value in part] for part in strings[:STRINGS])
        _, paper_out, paused, _, formats, full, _, partial = first[:8]
        _, _, head_up, ribbon_out = second[:4]
        left = second[8]
    except (ValueError, IndexError):
        return None
    problems = {
        "paper_out": paper_out,
        "cover_open": head_up,
        "ribbon_out": ribbon_out,
        "paused": paused,
        "busy": full,
    }
    problem = next((name for name, flag in problems.items() if flag), None)
    return HostStatus(problem, bool(formats or partial or left))
