"""The identity: the certificate this server shows its guests, and the root that vouches for it."""

from datetime import datetime
from pathlib import Path

import msgspec

from .authority import Root, is_good, make_root, vouch
from .files import kept, put
from .machine import Names

ROOT, SERVER = "root.pem", "server.pem"


class Identity(msgspec.Struct, frozen=True):
    """What the server shows its guests: its certificate's file, and the root that vouches for it.

    `left_out` are names of this machine that the root may not vouch for.
    """

    certificate: Path
    root: Root
    left_out: tuple[str, ...]
    is_new: bool


def prepare(folder: Path, names: Names, now: datetime) -> Identity:
    """See to it that the folder holds a good root, and a good certificate for these names."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    root, server = kept(folder / ROOT), kept(folder / SERVER)  # both, before one is replaced
    is_new = root is None or root.ends_soon(now)
    if root is None or is_new:
        root = put(folder / ROOT, make_root(names, now))
    permitted, left_out = root.sift(names)
    if server is None or not is_good(server, root, permitted, now):
        put(folder / SERVER, vouch(root, permitted, now))
    return Identity(folder / SERVER, Root.of(root), left_out, is_new)
