"""Printers the operating system knows: the label goes to a queue of CUPS, which keeps it."""

import subprocess
from collections.abc import Callable
from typing import Any

from PIL import Image

from .address import Address
from .drawing import as_png
from .media import DEFAULT, DEFAULT_DPI, Media, cut_to_size
from .refusal import BadAddress, NotReady
from .wire import Begin

WAIT_S = 20


class Cups:
    """A queue of CUPS."""

    def __init__(self, address: Address, in_thread: Callable[..., Any]) -> None:
        self.name = address.text
        self._queue = address.place
        self._in_thread = in_thread
        size = address.options.get("label", DEFAULT.name)
        media = cut_to_size(size, address.number("dpi", DEFAULT_DPI))
        if media is None:
            raise BadAddress("bad_size", address=address.text, size=size)
        self.media: Media = media

    def encode(self, picture: Image.Image) -> bytes:
        """The picture as CUPS takes it."""
        return as_png(picture, self.media.dpi)

    def deliver(self, data: bytes, begin: Begin) -> bool:
        """Hand a label to the queue, which does not tell what becomes of it: it is never sure."""
        begin()
        self._in_thread(self._hand_over, data)
        return False

    def _hand_over(self, data: bytes) -> None:
        across, down = self.media.paper
        options = ("-o", f"media=Custom.{across}x{down}mm", "-o", "fit-to-page")
        try:
            subprocess.run(
                ["lp", "-d", self._queue, "-t", "label", *options],
                input=data,
                capture_output=True,
                check=True,
                timeout=WAIT_S,
            )
        except FileNotFoundError as exc:
            raise NotReady("no_cups") from exc
        except subprocess.CalledProcessError as exc:
            raise NotReady("no_queue", queue=self._queue) from exc
        except subprocess.TimeoutExpired as exc:
            raise TimeoutError("lp does not answer") from exc
