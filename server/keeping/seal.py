"""The seal: a copy that can be read only with its passphrase, however large it is.

The file is a mark, a salt and the cost of scrypt, then chunks of ChaCha20-Poly1305. A chunk's nonce
is its number and whether it is the last, so none can be changed, moved, added or left out (the
STREAM construction, as in age). Keys are for one file: each has a salt of its own.
"""

import contextlib
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from .errors import NotKept

MARK = b"HOITRUONG-SEALED\x01"
SALT = 16
COST = 16  # scrypt's N is two to the power of it: 64 MiB and some tenths of a second
DEAREST = 20
CHUNK = 64 * 1024
TAG = 16


def is_sealed(file: Path) -> bool:
    """Whether the file can be read only with a passphrase."""
    with file.open("rb") as source:
        return source.read(len(MARK)) == MARK


class Sealing:
    """A file open for writing: what is written to it goes on sealed."""

    def __init__(self, target: IO[bytes], passphrase: str) -> None:
        salt = secrets.token_bytes(SALT)
        self._head = MARK + salt + bytes([COST])
        self._cipher = _cipher(passphrase, salt, COST)
        self._target = target
        self._held = bytearray()  # never empty once written to: the last chunk is marked as such
        self._number = 0
        target.write(self._head)

    def write(self, data: bytes) -> int:
        """Take in some more."""
        self._held += data
        while len(self._held) > CHUNK:
            self._put(bytes(self._held[:CHUNK]), is_last=False)
            del self._held[:CHUNK]
        return len(data)

    def flush(self) -> None:
        """Nothing goes on before its chunk is full."""

    def end(self) -> None:
        """Put down the last chunk."""
        self._put(bytes(self._held), is_last=True)

    def _put(self, chunk: bytes, *, is_last: bool) -> None:
        nonce = _nonce(self._number, is_last=is_last)
        self._target.write(self._cipher.encrypt(nonce, chunk, self._head))
        self._number += 1


@contextlib.contextmanager
def sealing(target: IO[bytes], passphrase: str) -> Iterator[Sealing]:
    """Something to write to; all of it stands sealed in `target` afterwards."""
    sealed = Sealing(target, passphrase)
    yield sealed
    sealed.end()


def unseal(file: Path, target: IO[bytes], passphrase: str) -> None:
    """Write what the sealed file holds; `NotKept` where the passphrase or the file is wrong."""
    with file.open("rb") as source:
        head = source.read(len(MARK) + SALT + 1)
        if len(head) < len(MARK) + SALT + 1 or head[-1] > DEAREST:
            raise NotKept("damaged", file=file)
        cipher = _cipher(passphrase, head[len(MARK) : -1], head[-1])
        try:
            for nonce, chunk in _numbered(source, CHUNK + TAG):
                target.write(cipher.decrypt(nonce, chunk, head))
        except InvalidTag as exc:
            raise NotKept("wrong_passphrase", file=file) from exc


def _cipher(passphrase: str, salt: bytes, cost: int) -> ChaCha20Poly1305:
    key = Scrypt(salt=salt, length=32, n=1 << cost, r=8, p=1).derive(passphrase.encode())
    return ChaCha20Poly1305(key)


def _numbered(source: IO[bytes], size: int) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk with its nonce, the last marked as such; one empty chunk of an empty file."""
    number, chunk = 0, source.read(size)
    while True:
        after = source.read(size)
        yield _nonce(number, is_last=not after), chunk
        if not after:
            return
        number, chunk = number + 1, after


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])
