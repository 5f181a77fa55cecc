"""The locks: which kiosks are held to their page by a PIN, of which only a hash is kept."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from ..conference.refusal import Refused
from ..conference.wording import LONGEST_NAME
from .access_file import AccessFile, Device, Kept
from .kiosk_pin import Lock, locked_with, opens


class Locks:
    """What holds every paired kiosk."""

    def __init__(self, file: AccessFile, in_thread: Callable[..., Any]) -> None:
        self._file = file
        self._in_thread = in_thread

    def of(self, kiosk: str) -> Lock | None:
        """What holds a kiosk to its page."""
        self._file.refresh()
        device = self._file.kept.devices.get(kiosk)
        found = device.lock if device is not None else None
        return found if found is not None and found.hash else None

    def put(self, kiosk: str, pin: str | None) -> bool:
        """Hold a kiosk to its page by a PIN, or let it go; raises `Refused` where there is none.

        Answers whether that is another lock than before: the same PIN twice is one lock.
        """
        if pin is not None and self._in_thread(opens, self.of(kiosk), pin):
            return False
        lock = self._in_thread(locked_with, pin) if pin is not None else None

        def change(kept: Kept) -> Kept:
            locked = replace(kiosk_of(kept, kiosk), lock=lock)
            return replace(kept, devices=kept.devices | {kiosk: locked})

        self._file.change(change)
        return True

    def restore(self, kiosk: str, was: Lock | None) -> None:
        """Hold a kiosk as it was held before the lock it has now, unless somebody has gone on."""
        undone = self.of(kiosk)

        def change(kept: Kept) -> Kept:
            device = kept.devices.get(kiosk)
            if device is None or device.lock != undone:
                return kept
            return replace(kept, devices=kept.devices | {kiosk: replace(device, lock=was)})

        self._file.change_at_once(change)


def kiosk_of(kept: Kept, name: str) -> Device:
    """A paired kiosk; raises `Refused` where there is none of that name."""
    device = kept.devices.get(name)
    if device is None or device.kind != "kiosk":
        raise Refused("unknown_kiosk", name=name[:LONGEST_NAME])
    return device
