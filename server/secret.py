"""The secret: badges' codes and pictures' addresses are derived with it; nobody else reads it."""

import contextlib
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from .lock import settle


def kept_secret(var: Path) -> bytes:
    """The secret the codes are derived with: made once, readable by nobody else."""
    path = var / "secret"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        var.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = var / f"secret.{os.getpid()}.tmp"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(32))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)  # whoever comes second keeps the first one's secret
        draft.unlink()
        settle(var)  # a badge is printed from it before the day: it must not go with the power
        return path.read_bytes()


def salt_of(secret: bytes) -> bytes:
    """The salt of the kiosks' digests: one for each secret, and no hint of it."""
    return hashlib.sha256(b"roster:" + secret).digest()[:16]


def mark_of(secret: bytes, sha256: str) -> str:
    """What stands for a file's content in an address: nobody without the secret can work it out."""
    return hmac.digest(secret, b"shown:" + sha256.encode(), "sha256").hex()[:32]
