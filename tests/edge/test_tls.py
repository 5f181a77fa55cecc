"""Secure pages: an authority that vouches for this LAN alone, and the porch before them."""

import re
import socket
import ssl
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPSConnection
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

import pytest
import requests
import zxingcpp
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import ExtendedKeyUsageOID
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError
from flask import Flask
from PIL import Image, ImageDraw

from server.config import Settings
from server.tls import Unusable, machine
from server.tls.authority import Vouched, vouch
from server.tls.files import kept
from server.tls.identity import ROOT, SERVER, prepare
from server.tls.machine import Names, names_of, reached_at
from server.web import setup
from tests.edge.conftest import TINY
from tests.edge.house import House
from tests.edge.secure import SecureHouse

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
DAY = timedelta(days=1)
OWN = IPv4Address("203.0.113.7")
"""No private address, but the machine's own."""
AT_HOME = Names(
    ("laptop", "laptop.local", "localhost"),
    (IPv4Address("127.0.0.1"), IPv4Address("192.168.1.10"), OWN),
)
MOVED = Names(AT_HOME.names, (IPv4Address("127.0.0.1"), IPv4Address("10.20.30.40")))
FOREIGN = {
    "name": (Names(("example.com",), ()), x509.DNSName("example.com")),
    "address": (
        Names((), (IPv4Address("8.8.8.8"),)),
        x509.IPAddress(IPv4Address("8.8.8.8")),
    ),
}
MODULE = re.compile(r"M(\d+),(\d+)H")
PIXELS = 8


def read(folder: Path, name: str) -> Vouched:
    """A certificate of the folder, which is there."""
    held = kept(folder / name)
    assert held is not None
    return held


def believed(root: Vouched, leaf: Vouched, subject: x509.DNSName | x509.IPAddress) -> bool:
    """Whether somebody who trusts nothing but `root` takes the owner of `leaf` for `subject`."""
    policy = PolicyBuilder().store(Store([root.certificate])).time(NOW)
    try:
        policy.build_server_verifier(subject).verify(leaf.certificate, [])
    except VerificationError:
        return False
    return True


def test_the_certificate_is_believed_for_every_name_of_the_machine(tmp_path: Path) -> None:
    """
    With the root alone, each name and each address of the machine is believed.
    """
    prepare(tmp_path, AT_HOME, NOW)

    root, server = read(tmp_path, ROOT), read(tmp_path, SERVER)
    names = [believed(root, server, x509.DNSName(name)) for name in AT_HOME.names]
    addresses = [believed(root, server, x509.IPAddress(one)) for one in AT_HOME.addresses]
    assert ([True] * 3, [True] * 3) == (names, addresses)


@pytest.mark.parametrize(("names", "subject"), FOREIGN.values(), ids=FOREIGN)
def test_the_root_cannot_vouch_for_the_world_outside(
    tmp_path: Path, names: Names, subject: x509.DNSName | x509.IPAddress
) -> None:
    """
    Even a certificate that the root did sign for another's name is believed by nobody.
    """
    prepare(tmp_path, AT_HOME, NOW)
    root = read(tmp_path, ROOT)

    forged = vouch(root, names, NOW)

    assert not believed(root, forged, subject)
    limits = root.certificate.extensions.get_extension_for_class(x509.NameConstraints)
    assert limits.critical


def test_the_certificate_is_one_that_every_browser_takes(tmp_path: Path) -> None:
    """
    At most 825 days, for servers only, signed with SHA-256; the root signs and does no more.
    """
    prepare(tmp_path, AT_HOME, NOW)

    root, server = read(tmp_path, ROOT).certificate, read(tmp_path, SERVER).certificate
    purposes = server.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    powers = root.extensions.get_extension_for_class(x509.BasicConstraints).value
    assert 825 * DAY > server.not_valid_after_utc - server.not_valid_before_utc
    assert 10 * 366 * DAY > root.not_valid_after_utc - root.not_valid_before_utc
    assert [ExtendedKeyUsageOID.SERVER_AUTH] == list(purposes)
    assert (True, 0) == (powers.ca, powers.path_length)
    assert isinstance(server.signature_hash_algorithm, SHA256)


def test_the_keys_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    """
    Folder and files are closed to everybody else, after a renewal too.
    """
    folder = tmp_path / "tls"
    prepare(folder, AT_HOME, NOW)
    prepare(folder, MOVED, NOW)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert {ROOT: 0o600, SERVER: 0o600} == modes
    assert 0o700 == stat.S_IMODE(folder.stat().st_mode)


@pytest.mark.parametrize(
    ("names", "days", "is_kept"),
    [(AT_HOME, 0, True), (AT_HOME, 360, True), (MOVED, 0, False), (AT_HOME, 370, False)],
    ids=["same", "later", "moved", "ends-soon"],
)
def test_renewing_keeps_the_root(tmp_path: Path, names: Names, days: int, is_kept: bool) -> None:
    """
    New addresses or less than 30 days left: another certificate, under the very same root.
    """
    first = prepare(tmp_path, AT_HOME, NOW)
    before = (tmp_path / SERVER).read_bytes()

    again = prepare(tmp_path, names, NOW + days * DAY)

    assert first.root == again.root
    assert (True, False) == (first.is_new, again.is_new)
    assert is_kept == (before == (tmp_path / SERVER).read_bytes())


def test_a_root_near_its_end_is_made_anew_and_said_to_be(tmp_path: Path) -> None:
    """
    Devices have to learn to trust the new one, so the server knows that it is new.
    """
    first = prepare(tmp_path, AT_HOME, NOW)

    again = prepare(tmp_path, AT_HOME, first.root.until - 29 * DAY)

    assert again.is_new
    assert first.root.fingerprint != again.root.fingerprint


def test_a_name_the_root_may_not_vouch_for_is_left_out(tmp_path: Path) -> None:
    """
    One forbidden name would spoil the whole certificate; without it the others are believed.
    """
    prepare(tmp_path, MOVED, NOW)

    identity = prepare(tmp_path, AT_HOME, NOW)

    assert (str(OWN),) == identity.left_out
    root, server = read(tmp_path, ROOT), read(tmp_path, SERVER)
    assert believed(root, server, x509.DNSName("laptop.local"))


@pytest.mark.parametrize("name", [ROOT, SERVER])
def test_a_damaged_file_is_refused_and_left_alone(tmp_path: Path, name: str) -> None:
    """
    Nothing is made in its place: the root's key may still be in a backup.
    """
    prepare(tmp_path, AT_HOME, NOW)
    torn = (tmp_path / name).read_bytes()[:-40]
    (tmp_path / name).write_bytes(torn)

    with pytest.raises(Unusable):
        prepare(tmp_path, AT_HOME, NOW)

    assert torn == (tmp_path / name).read_bytes()


def test_a_name_no_certificate_can_hold_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A laptop may be called anything; the certificate names it by what browsers understand.
    """
    monkeypatch.setattr(socket, "gethostname", lambda: "Máy_Mẫu")

    assert ("localhost", "hall.lan") == names_of("Hall.LAN").names
    assert IPv4Address("127.0.0.1") in names_of("127.0.0.1").addresses


def test_a_server_tells_others_only_the_addresses_it_listens_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """
    On all of them: every address but the loopback; on one: that one; on the loopback: none.
    """
    both = [IPv4Address("192.168.1.10"), IPv4Address("127.0.0.1")]
    monkeypatch.setattr(machine, "addresses", lambda: both)

    hosts = ("0.0.0.0", "10.0.0.5", "hall.lan", "127.0.0.1", "localhost")
    assert [["192.168.1.10"], ["10.0.0.5"], ["hall.lan"], [], []] == [*map(reached_at, hosts)]


@dataclass(frozen=True)
class Stub:
    """As much of a house as the addresses on the set-up page need."""

    settings: Settings


def test_the_code_to_scan_leads_to_this_page_as_others_reach_it() -> None:
    """
    Whoever looks at it on the server itself gets an address that a phone can open.
    """
    flask = Flask(__name__)
    house: Any = Stub(Settings(port=5001))
    hosts = ["10.0.0.5", "192.168.1.10"]
    flask.register_blueprint(
        setup.routes(house, None, lambda _: hosts, lambda work, *given: work(*given))
    )

    def scanned(host: str) -> str:
        svg = flask.test_client().get("/setup/qr.svg", headers={"Host": host}).text
        return zxingcpp.read_barcodes(drawn(svg))[0].text

    assert "http://10.0.0.5:5001/setup" == scanned("127.0.0.1:5001")
    assert "http://192.168.1.10:5001/setup" == scanned("192.168.1.10:5001")


def drawn(svg: str) -> Image.Image:
    """The modules of a code as a picture."""
    modules = [(int(x) * PIXELS, int(y) * PIXELS) for x, y in MODULE.findall(svg)]
    side = max(x for x, _ in modules) + 6 * PIXELS
    picture = Image.new("L", (side, side), 255)
    pen = ImageDraw.Draw(picture)
    for x, y in modules:
        pen.rectangle((x, y, x + PIXELS - 1, y + PIXELS - 1), fill=0)
    return picture


@pytest.fixture(name="secure", scope="module")
def _secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureHouse]:
    """A server with secure pages."""
    with SecureHouse(tmp_path_factory.mktemp("secure") / "var", TINY) as house:
        yield house


def handshake(house: SecureHouse, host: str, context: ssl.SSLContext) -> str | None:
    """The version of TLS that a client agrees on with the server."""
    line = HTTPSConnection(host, house.port, context=context, timeout=10)
    line.connect()
    try:
        return line.sock.version()
    finally:
        line.close()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_the_root_alone_proves_the_server(secure: SecureHouse, host: str) -> None:
    """
    A client that trusts this one root connects by name and by address; one without it does not.
    """
    trusting = ssl.create_default_context(cafile=secure.root())

    assert "TLSv1.3" == handshake(secure, host, trusting)
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(secure, host, ssl.create_default_context())


def test_old_versions_of_tls_are_refused(secure: SecureHouse) -> None:
    """
    TLS 1.2 is the oldest that is spoken.
    """
    old = ssl.create_default_context(cafile=secure.root())
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    assert "TLSv1.2" == handshake(secure, "127.0.0.1", old)

    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.raises(ssl.SSLError):
        handshake(secure, "127.0.0.1", old)


def test_the_session_travels_on_secure_lines_only(secure: SecureHouse) -> None:
    """
    The cookie of a sign-in is marked so that no browser sends it in the clear.
    """
    key = secure.links()["console"].partition("#key=")[2]

    with secure.guest() as guest:
        answer = guest.post("/api/v1/session", json={"key": key}, headers={"Origin": secure.secure})

    assert 200 == answer.status_code
    assert {"Secure", "HttpOnly", "SameSite=Strict"} <= set(
        answer.headers["Set-Cookie"].split("; ")
    )


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/", "/setup?to=/"),
        ("/kiosk?direction=out", "/setup?to=/kiosk%3Fdirection%3Dout"),
        ("/api/v1/view/console", "/setup?to=/api/v1/view/console"),
        ("/display/console.html", "/setup?to=/display/console.html"),
        (
            "/socket.io/?EIO=4&transport=websocket",
            "/setup?to=/socket.io/%3FEIO%3D4%26transport%3Dwebsocket",
        ),
        ("/display/shared/..%2Fconsole.html", "/setup?to=/display/shared/../console.html"),
        ("/metrics", "/setup?to=/metrics"),
    ],
)
def test_a_plain_line_leads_to_the_set_up_page(
    secure: SecureHouse, path: str, leads_to: str
) -> None:
    """
    Nothing of the house is heard or seen in the clear.
    """
    with secure.http() as plain:
        answer = plain.get(path, allow_redirects=False)

    assert 302 == answer.status_code
    assert leads_to == answer.headers["Location"]


def test_a_plain_line_takes_no_orders(secure: SecureHouse) -> None:
    """
    A sign-in in the clear is refused with a code, and a sentence in both languages.
    """
    with secure.http() as plain:
        answer = plain.post("/api/v1/session", json={"name": "bàn", "pin": "135790"})

    assert 403 == answer.status_code
    assert "needs_https" == answer.json()["code"]
    assert {"code", "message", "message_en"} == set(answer.json())


@pytest.mark.parametrize(
    "path",
    [
        "/display/setup.html",
        "/display/setup/checks.js",
        "/setup/time",
        "/healthz",
        "/texts/vi.json",
    ],
)
def test_the_porch_has_what_the_set_up_page_needs(secure: SecureHouse, path: str) -> None:
    """
    The page, its parts, the server's time and health are there for everybody.
    """
    with secure.http() as plain:
        assert 200 == plain.get(path).status_code


def test_the_terminal_shows_the_fingerprint_of_the_root_that_is_handed_out(
    secure: SecureHouse,
) -> None:
    """
    Whoever compares the two compares the file itself: its SHA-256 is the fingerprint.
    """
    with secure.http() as plain:
        file = plain.get("/setup/root.crt")
        told = plain.get("/setup/server.json").json()["root"]

    assert "application/x-x509-ca-cert" == file.headers["Content-Type"]
    digest = x509.load_der_x509_certificate(file.content).fingerprint(SHA256()).hex().upper()
    assert digest == "".join(told["fingerprint"])
    assert digest in re.sub(r"\s", "", secure.said())
    assert told["name"] in secure.said()
    assert "Cài đặt thiết bị · Device set-up" in secure.said()
    assert secure.said().count(secure.url("/setup")) >= 2


def test_silence_and_noise_hold_up_nobody(secure: SecureHouse) -> None:
    """
    A guest who says nothing, one who babbles and one who hangs up leave the door open.
    """
    lines = [socket.create_connection(("127.0.0.1", secure.port)) for _ in range(3)]
    lines[1].sendall(b"\x16\x03\x01 no handshake at all")
    lines[2].close()

    with secure.guest() as guest:
        assert {"status": "ok"} == guest.get("/healthz").json()

    for line in lines[:2]:
        line.close()
    assert "Traceback" not in secure.said()


def test_the_root_outlives_the_server(tmp_path: Path) -> None:
    """
    After a pulled plug the same root vouches for the same server: no device notices.
    """
    with SecureHouse(tmp_path / "var", TINY) as house, house.guest() as guest:
        house.restart()

        assert 200 == guest.get("/readyz").status_code


def test_a_damaged_root_stops_the_start_with_one_sentence(tmp_path: Path) -> None:
    """
    The server names the file and what can be done, and ends with status 1.
    """
    house = SecureHouse(tmp_path / "var", TINY)
    house.settings.certificates.mkdir(parents=True)
    (house.settings.certificates / ROOT).write_text("nothing", encoding="utf-8")

    status = house.spawn().wait(20)

    assert 1 == status
    assert str(house.settings.certificates / ROOT) in house.said()
    assert "Traceback" not in house.said()


def test_without_secure_pages_there_is_no_root_and_everything_is_open(shared: House) -> None:
    """
    Plain HTTP stays a way to run the day: the set-up page says that there is nothing to install.
    """
    with shared.http() as guest:
        told = guest.get("/setup/server.json").json()

        assert (False, None) == (told["tls"], told["root"])
        assert 404 == guest.get("/setup/root.crt").status_code
        assert 200 == guest.get("/display/console.html").status_code


def test_nobody_reaches_the_secure_pages_without_trusting_them(secure: SecureHouse) -> None:
    """
    Who knows other roots only is told so by their own side.
    """
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(f"{secure.secure}/healthz", timeout=10)
