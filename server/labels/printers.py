"""The printers: what each kind can do, and how one is made from its address."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from .address import Address, parsed
from .media import Media
from .wire import Begin

if TYPE_CHECKING:
    from PIL import Image

# Known without loading a driver: those bring libraries that only their own printers need.
KINDS = {
    "brother": ("label", "model", "snmp"),
    "zpl": ("label", "dpi", "status"),
    "cups": ("label", "dpi"),
}


class Printer(Protocol):
    """A label printer; `name` is its address as it was typed."""

    name: str
    media: Media

    def encode(self, picture: "Image.Image") -> bytes:
        """The picture as this printer wants it."""

    def deliver(self, data: bytes, begin: Begin) -> bool:
        """Send a label, calling `begin` before its first byte; whether it surely arrived whole.

        Raises `NotReady` where the label was not sent, `OSError` where it may have been in part.
        """


def printer_at(text: str, in_thread: Callable[..., Any]) -> Printer:
    """The printer with this address; raises `BadAddress`."""
    address = parsed(text, KINDS)
    return MAKERS[address.kind](address, in_thread)


def _brother(address: Address, in_thread: Callable[..., Any]) -> Printer:
    from .brother import BrotherQl

    return BrotherQl(address)


def _zpl(address: Address, in_thread: Callable[..., Any]) -> Printer:
    from .zpl import Zpl

    return Zpl(address)


def _cups(address: Address, in_thread: Callable[..., Any]) -> Printer:
    from .cups import Cups

    return Cups(address, in_thread)


MAKERS: dict[str, Callable[[Address, Callable[..., Any]], Printer]] = {
    "brother": _brother,
    "zpl": _zpl,
    "cups": _cups,
}
