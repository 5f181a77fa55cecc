"""The chain: each entry's digest covers the one before it, so that no entry changes unnoticed.

One chain runs through the whole journal, in the order things were written: a command, the events it
led to, the next command. An entry's digest is BLAKE2b (256 bits) over the digest before it and the
entry's own parts, each with its length; the first stands on the journal's id.

There is no key in it: whoever can write the file and runs this code can chain it all anew. Only a
last digest kept elsewhere, in the minutes or in a copy, shows that.
"""

from functools import cache
from hashlib import blake2b
from struct import Struct

SIZE = 32
_blank = blake2b(digest_size=SIZE).copy
_ONE, _TWO = Struct(">I").pack, Struct(">2I").pack


def root(journal: str) -> bytes:
    """What the first entry of the journal with that id stands on."""
    return link(b"journal", journal.encode())


def link(before: bytes, *parts: bytes) -> bytes:
    """The digest of an entry made of `parts`, after the one whose digest is `before`."""
    digest = _blank()
    digest.update(before + _lengths(len(parts)).pack(*map(len, parts)) + b"".join(parts))
    return digest.digest()


# Nearly all entries have one part or two, and a long day has hundreds of thousands of them.


def link_one(before: bytes, part: bytes) -> bytes:
    """As `link`, of one part."""
    digest = _blank()
    digest.update(before + _ONE(len(part)) + part)
    return digest.digest()


def link_two(before: bytes, first: bytes, second: bytes) -> bytes:
    """As `link`, of two parts."""
    digest = _blank()
    digest.update(before + _TWO(len(first), len(second)) + first + second)
    return digest.digest()


@cache
def _lengths(count: int) -> Struct:
    return Struct(f">{count}I")


def alone(part: bytes) -> bytes:
    """The digest of something that may be erased while its digest stays."""
    return blake2b(part, digest_size=SIZE).digest()
