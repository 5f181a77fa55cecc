"""The files: a certificate and its key in one, so that no crash can leave two that do not match."""

import os
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from . import Unusable
from .authority import Vouched


def kept(path: Path) -> Vouched | None:
    """What the file holds; nothing, if there is none."""
    try:
        held = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        key = load_pem_private_key(held, password=None)
        certificate = x509.load_pem_x509_certificate(held)
    except ValueError as exc:
        raise Unusable(path) from exc
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not _match(key, certificate):
        raise Unusable(path)
    return Vouched(key, certificate)


def put(path: Path, vouched: Vouched) -> Vouched:
    """Write a certificate and its key, readable by nobody else, in place of what was there."""
    key = vouched.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key + vouched.certificate.public_bytes(Encoding.PEM))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    return vouched


def _match(key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> bool:
    return key.public_key() == certificate.public_key()
