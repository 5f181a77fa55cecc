"""This machine: the names and the addresses under which others on the LAN reach it."""

import os
import re
import socket
import struct
import sys
from collections.abc import Iterable, Iterator
from ipaddress import IPv4Address

import msgspec

# Nothing is sent to these: they only make the system say from which address it would.
FAR_SIDES = ("192.0.2.1", "10.255.255.254", "172.31.255.254", "192.168.255.254")
EVERYWHERE = frozenset({"0.0.0.0", "::"})
LOCALHOST = "localhost"
LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
NAME = re.compile(rf"{LABEL}(\.{LABEL})*")
GIVE_ADDRESS = 0x8915  # Linux: SIOCGIFADDR


class Names(msgspec.Struct, frozen=True):
    """What a machine is called: names, and IPv4 addresses."""

    names: tuple[str, ...]
    addresses: tuple[IPv4Address, ...]


def names_of(host: str) -> Names:
    """Every name of this machine, with `host`, which the server was asked to listen on."""
    called = socket.gethostname().lower()
    names = [called, f"{called.partition('.')[0]}.local", LOCALHOST]
    address = as_address(host)
    if address is None and host not in EVERYWHERE:
        names.append(host.lower())
    found = [*addresses(), *([address] if address and host not in EVERYWHERE else [])]
    return Names(
        tuple(dict.fromkeys(name for name in names if NAME.fullmatch(name))),
        tuple(sorted({IPv4Address("127.0.0.1"), *found})),
    )


def reached_at(host: str) -> list[str]:
    """Where other machines reach a server that listens on `host`; nowhere, if only this one may."""
    if host not in EVERYWHERE:
        address = as_address(host)
        alone = host == LOCALHOST or (address is not None and address.is_loopback)
        return [] if alone else [host]
    return [str(address) for address in addresses() if not address.is_loopback]


def addresses() -> list[IPv4Address]:
    """The IPv4 addresses of this machine, the likeliest for the LAN first."""
    found = [as_address(text) for text in (*_towards(FAR_SIDES), *_of_interfaces(), *_of_name())]
    return list(dict.fromkeys(address for address in found if address is not None))


def as_address(text: str) -> IPv4Address | None:
    """The address that `text` is, if it is one."""
    try:
        return IPv4Address(text)
    except ValueError:
        return None


def _towards(far_sides: Iterable[str]) -> Iterator[str]:
    for far_side in far_sides:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((far_side, 9))
                yield str(probe.getsockname()[0])
            except OSError:
                continue


def _of_interfaces() -> Iterator[str]:
    """One address of each network interface, where the system can be asked so."""
    if sys.platform != "linux":
        return
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in socket.if_nameindex():
            try:
                told = fcntl.ioctl(probe, GIVE_ADDRESS, struct.pack("256s", name.encode()))
            except OSError:
                continue
            yield socket.inet_ntoa(told[20:24])


def _of_name() -> Iterator[str]:
    """Windows knows its own addresses by its name, without asking a name server."""
    if os.name == "nt":
        yield from socket.gethostbyname_ex(socket.gethostname())[2]
