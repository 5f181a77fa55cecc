"""The seal: a copy that can be read only with its passphrase, however large it is.

The file is a mark, a salt and the cost of scrypt, then chunks of ChaCha20-Poly1305. A chunk's nonce
is its number and whether it is the last, so none can be changed, moved, added or left out (the
STREAM construction, as in age). Keys are for one file: each has a salt of its own.
"""

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


def seal(plain: Path, target: IO[bytes], passphrase: str) -> None:
    """Write the file sealed."""
    salt = secrets.token_bytes(SALT)
    head = MARK + salt + bytes([COST])
    cipher = _cipher(passphrase, salt, COST)
    target.write(head)
    with plain.open("rb") as source:
        for nonce, chunk in _numbered(source, CHUNK):
            target.write(cipher.encrypt(nonce, chunk, head))


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
        yield number.to_bytes(11, "big") + bytes([not after]), chunk
        if not after:
            return
        number, chunk = number + 1, after
