"""The authority: a root that can vouch for this LAN and nothing else, and certificates under it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv4Network
from typing import Self

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from ..texts import text
from .machine import LOCALHOST, Names

ROOT_LASTS = timedelta(days=5 * 365)
# Apple refuses more than 825 days.
SERVER_LASTS = timedelta(days=397)
RENEWED_BEFORE = timedelta(days=30)
# On a LAN without a time server a tablet's clock may be behind.
CLOCKS_DIFFER = timedelta(days=1)
PRIVATE = tuple(
    IPv4Network(net)
    for net in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8")
)
LOCAL_NAMES = (LOCALHOST, "local")
LONGEST_MACHINE = 30
LONGEST_NAME = 64
GROUP = 4

Key = ec.EllipticCurvePrivateKey


class Vouched(msgspec.Struct, frozen=True):
    """A certificate with its private key."""

    key: Key
    certificate: x509.Certificate

    def ends_soon(self, now: datetime) -> bool:
        """Whether it is time for another."""
        return self.certificate.not_valid_after_utc - now < RENEWED_BEFORE

    def sift(self, names: Names) -> tuple[Names, tuple[str, ...]]:
        """The names that this root may vouch for, and those that it may not."""
        permitted = Names(
            tuple(name for name in names.names if self._permits_name(name)),
            tuple(address for address in names.addresses if self._permits_address(address)),
        )
        kept = {*permitted.names, *permitted.addresses}
        return permitted, tuple(
            str(name) for name in (*names.names, *names.addresses) if name not in kept
        )

    def _permits_name(self, name: str) -> bool:
        return any(
            name == one.value or name.endswith(f".{one.value}")
            for one in self._permitted()
            if isinstance(one, x509.DNSName)
        )

    def _permits_address(self, address: IPv4Address) -> bool:
        return any(
            address in one.value
            for one in self._permitted()
            if isinstance(one, x509.IPAddress) and isinstance(one.value, IPv4Network)
        )

    def _permitted(self) -> Iterable[x509.GeneralName]:
        limits = self.certificate.extensions.get_extension_for_class(x509.NameConstraints)
        return limits.value.permitted_subtrees or ()


class Root(msgspec.Struct, frozen=True):
    """The public side of the root: everybody may have it."""

    der: bytes
    pem: bytes
    name: str
    fingerprint: tuple[str, ...]
    until: datetime

    @classmethod
    def of(cls, root: Vouched) -> Self:
        """What may be shown of a root."""
        shown = root.certificate
        digits = shown.fingerprint(SHA256()).hex().upper()
        return cls(
            der=shown.public_bytes(Encoding.DER),
            pem=shown.public_bytes(Encoding.PEM),
            name=str(shown.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value),
            fingerprint=tuple(digits[at : at + GROUP] for at in range(0, len(digits), GROUP)),
            until=shown.not_valid_after_utc,
        )


def make_root(names: Names, now: datetime) -> Vouched:
    """A new root for the LAN on which the machine has these names."""
    key = ec.generate_private_key(ec.SECP256R1())
    machine = next((name for name in names.names if name not in LOCAL_NAMES), LOCALHOST)
    called = text("setup.root.name", machine=machine[:LONGEST_MACHINE], day=f"{now:%d-%m-%Y}")
    subject = _subject(called)
    builder = (
        _builder(subject, subject, key, now, ROOT_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(_limits(names), critical=True)
        .add_extension(_for_servers(), critical=False)
    )
    return Vouched(key, builder.sign(key, SHA256()))


def vouch(root: Vouched, names: Names, now: datetime) -> Vouched:
    """A certificate for a server of these names, no longer good than the root itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    lasts = min(SERVER_LASTS, root.certificate.not_valid_after_utc - now + CLOCKS_DIFFER)
    signer = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key())
    builder = (
        _builder(_subject(_name_of(names)), root.certificate.subject, key, now, lasts)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(_for_servers(), critical=False)
        .add_extension(x509.SubjectAlternativeName(_general(names)), critical=False)
        .add_extension(signer, critical=False)
    )
    return Vouched(key, builder.sign(root.key, SHA256()))


def is_good(server: Vouched, root: Vouched, names: Names, now: datetime) -> bool:
    """Whether a certificate is the root's, covers all these names, and does not end soon."""
    try:
        server.certificate.verify_directly_issued_by(root.certificate)
    except (ValueError, InvalidSignature):
        return False
    covered = server.certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    return not server.ends_soon(now) and set(_general(names)) <= set(covered.value)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: Key, now: datetime, lasts: timedelta
) -> x509.CertificateBuilder:
    begins = now - CLOCKS_DIFFER
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + lasts)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _name_of(names: Names) -> str:
    return next(map(str, (*names.names, *names.addresses)))[:LONGEST_NAME]


def _subject(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _limits(names: Names) -> x509.NameConstraints:
    """The names of this machine, its LAN's addresses, and no others in the world."""
    domains = dict.fromkeys((*LOCAL_NAMES, *names.names))
    outside = [a for a in names.addresses if not any(a in net for net in PRIVATE)]
    nets = (*PRIVATE, *(IPv4Network(address) for address in outside))
    permitted = [*map(x509.DNSName, domains), *map(x509.IPAddress, nets)]
    return x509.NameConstraints(permitted_subtrees=permitted, excluded_subtrees=None)


def _general(names: Names) -> list[x509.GeneralName]:
    return [*map(x509.DNSName, names.names), *map(x509.IPAddress, names.addresses)]


def _for_servers() -> x509.ExtendedKeyUsage:
    return x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])


def _usage(signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
