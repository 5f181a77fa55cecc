"""A look at the certificates in a folder, before the day; nothing is made or changed by looking."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from . import Unusable
from .authority import is_good
from .files import kept
from .identity import ROOT, SERVER
from .machine import Names


class Seen(msgspec.Struct, frozen=True):
    """One thing seen: `state` is ok, warn or bad, `key` the sentence's, `facts` what it names."""

    state: str
    key: str
    facts: dict[str, str] = {}


def seen(folder: Path, names: Names, now: datetime) -> Iterator[Seen]:
    """What the start of a server with secure pages will find there, on a machine of these names."""
    try:
        root, server = kept(folder / ROOT), kept(folder / SERVER)
    except Unusable as exc:
        yield Seen("bad", "tls_unusable", {"file": str(exc)})
        return
    if root is None:
        yield Seen("ok", "tls_none")
        return
    if root.ends_soon(now):
        yield Seen("warn", "tls_root_ends", {"day": _day(root.certificate.not_valid_after_utc)})
        return
    permitted, left_out = root.sift(names)
    if left_out:
        yield Seen("warn", "tls_left_out", {"names": ", ".join(left_out)})
    covered = ", ".join(str(name) for name in (*permitted.names, *permitted.addresses))
    if server is None or not is_good(server, root, permitted, now):
        yield Seen("ok", "tls_renewed", {"names": covered})
        return
    until = _day(server.certificate.not_valid_after_utc)
    yield Seen("ok", "tls", {"day": until, "names": covered})


def _day(instant: datetime) -> str:
    return f"{instant:%d/%m/%Y}"
