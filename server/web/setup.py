"""Setting up a device: what it may know before anybody trusts it, and the porch it waits in.

With secure pages the port still hears plain HTTP, but only as far as the porch: the set-up page,
the root to install, the server's time and health. Everything else leads there.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import NotFound

from ..conference.scenes import instant
from ..texts import text
from .api import reply
from .house import House

if TYPE_CHECKING:
    from ..tls.authority import Root

PAGE = "/display/setup.html"
IN_THE_PORCH = ("/display/setup/", "/display/shared/", "/setup/", "/texts/", "/vendor/")
ON_THE_PORCH = frozenset({PAGE, "/display/setup.css", "/display/setup.js", "/setup"})
HEALTH = frozenset({"/healthz", "/readyz"})
READING = frozenset({"GET", "HEAD"})
FILE = "hoitruong.crt"
QR_BORDER = 2
SENTENCES = (("message", "vi"), ("message_en", "en"))

Wsgi = Callable[[dict[str, Any], Any], Any]


def routes(
    house: House,
    root: "Root | None",
    reached_at: Callable[[str], Sequence[str]],
    in_thread: Callable[..., Any],
) -> Blueprint:
    """The routes of the set-up page, open to everybody; `root` where the pages are secure."""
    setup = Blueprint("setup", __name__)

    def addresses() -> list[str]:
        # Without https: who reads this address has yet to learn to trust the root.
        port = house.settings.port
        return [f"http://{host}:{port}/setup" for host in reached_at(house.settings.host)]

    @setup.get("/setup")
    def page() -> Any:
        query = request.query_string.decode()
        return redirect(f"{PAGE}?{query}" if query else PAGE)

    @setup.get("/setup/server.json")
    def server() -> Response:
        return reply({"tls": root is not None, "addresses": addresses(), "root": _shown(root)})

    @setup.get("/setup/time")
    def time() -> Response:
        return reply({"ms": house.now().timestamp() * 1000})

    @setup.get("/setup/qr.svg")
    def qr() -> Response:
        return _picture(in_thread(_drawn, _asked_for(addresses())))

    @setup.get("/setup/root.crt")
    def root_file() -> Response:
        return _download(_there(root).der, "application/x-x509-ca-cert", FILE)

    @setup.get("/setup/root.pem")
    def root_as_text() -> Response:
        return _download(_there(root).pem, "application/x-pem-file", "hoitruong.pem")

    return setup


def porch(house: Wsgi) -> Wsgi:
    """The house as a plain line sees it, beside secure ones: the set-up page and no further."""

    def enter(environ: dict[str, Any], start: Any) -> Any:
        if environ["wsgi.url_scheme"] == "https" or _is_open(environ):
            return house(environ, start)
        return _led_to_the_porch(environ)(environ, start)

    return enter


def _is_open(environ: dict[str, Any]) -> bool:
    path = environ["PATH_INFO"]
    if environ["REQUEST_METHOD"] not in READING or ".." in path:
        return False
    return path in ON_THE_PORCH | HEALTH or path.startswith(IN_THE_PORCH)


def _led_to_the_porch(environ: dict[str, Any]) -> Any:
    if environ["REQUEST_METHOD"] not in READING:
        said = {key: text("setup.needs_https", lang) for key, lang in SENTENCES}
        return reply({"code": "needs_https", **said}, 403)
    query = environ.get("QUERY_STRING", "")
    wanted = environ["PATH_INFO"] + (f"?{query}" if query else "")
    return redirect(f"/setup?to={quote(wanted, safe='/')}")


def _there(root: "Root | None") -> "Root":
    if root is None:
        raise NotFound
    return root


def _shown(root: "Root | None") -> dict[str, Any] | None:
    if root is None:
        return None
    shown = {"name": root.name, "fingerprint": root.fingerprint, "until": instant(root.until)}
    return {**shown, "file": "/setup/root.crt", "file_name": FILE}


def _download(body: bytes, kind: str, name: str) -> Response:
    response = Response(body, mimetype=kind)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _asked_for(addresses: list[str]) -> str:
    """The address under which this page was asked for, where others can use it too."""
    if not addresses:
        raise NotFound
    host = request.host.rsplit(":", 1)[0]
    return next((one for one in addresses if urlsplit(one).hostname == host), addresses[0])


@cache
def _drawn(address: str) -> bytes:
    """An address as a QR; to draw it takes its time, and so does to load what draws it."""
    import qrcode
    from qrcode.image.svg import SvgPathImage

    code = qrcode.QRCode(border=QR_BORDER, image_factory=SvgPathImage)
    code.add_data(address)
    return bytes(code.make_image().to_string())


def _picture(svg: bytes) -> Response:
    response = Response(svg, mimetype="image/svg+xml")
    response.headers["Cache-Control"] = "no-store"
    return response
