"""The guard: what every answer forbids a browser to do, and where a writing call may come from."""

import re
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, request
from werkzeug.routing import IntegerConverter

from ..conference import Refused

COOKIE = "hall_session"
READING = frozenset({"GET", "HEAD", "OPTIONS"})
HOST = re.compile(r"[\w.-]+(:\d+)?|\[[0-9a-fA-F:]+\](:\d+)?", re.ASCII)
# `'self'` covers a page's own socket in newer browsers only; a television's may be old.
PAGE = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}'{wasm}; style-src 'self'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'{socket}; "
    "worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
# A worker obeys the policy it came with, not its page's.
SCRIPT = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; "
    "frame-ancestors 'none'"
)
ANYTHING_ELSE = "default-src 'none'; frame-ancestors 'none'; sandbox"
# The pages that look through a camera: the door's, and the one that tries a device out.
CAMERA = ("/kiosk/", "/display/setup.html")
ALLOWED = "autoplay=(self), fullscreen=(self), screen-wake-lock=(self)"
FORBIDDEN = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "bluetooth",
        "display-capture",
        "geolocation",
        "gyroscope",
        "hid",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
    )
)


# What no answer allows; a page and a script of the house's own bring a policy that allows more.
EVERYWHERE = (
    ("Content-Security-Policy", ANYTHING_ELSE),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
)


Wsgi = Callable[[dict[str, Any], Any], Any]


def unforwarded(house: Wsgi) -> Wsgi:
    """The house, deaf to what a call says of whom it was passed on for: nobody stands between."""

    def enter(environ: dict[str, Any], start: Any) -> Any:
        for name in [name for name in environ if name.startswith("HTTP_X_FORWARDED")]:
            del environ[name]
        return house(environ, start)

    return enter


def forbidding(house: Wsgi) -> Wsgi:
    """The house, with what its answers forbid on those too that no route of its pages gave."""

    def enter(environ: dict[str, Any], start: Any) -> Any:
        def begin(status: str, headers: list[tuple[str, str]], *fault: Any) -> Any:
            given = {name.lower() for name, _ in headers}
            more = [(name, value) for name, value in EVERYWHERE if name.lower() not in given]
            return start(status, [*headers, *more], *fault)

        return house(environ, begin)

    return enter


class Short(IntegerConverter):
    """A number in a path, of no more digits than anything here has."""

    regex = r"\d{1,9}"


def guarded(flask: Flask) -> None:
    """Guard every call and every answer of `flask`, before it has any route."""
    flask.url_map.converters["int"] = Short
    flask.before_request(_from_our_own_pages)
    flask.after_request(_forbid)


def page_policy(nonce: str) -> str:
    """What the page that is asked for now may load: this house's own, and what has the nonce."""
    socket = f" {'wss' if request.is_secure else 'ws'}://{request.host}"
    return PAGE.format(
        nonce=nonce,
        wasm=" 'wasm-unsafe-eval'" if request.path.startswith(CAMERA) else "",
        socket=socket if HOST.fullmatch(request.host) else "",
    )


def bearer() -> str | None:
    """The token in a request's own hand, which no other site can make a browser send."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def _from_our_own_pages() -> None:
    """A writing call that may ride on a cookie must come from one of our own pages."""
    if request.method in READING or bearer() is not None:
        return
    origin = request.headers.get("Origin")
    if origin is None and COOKIE not in request.cookies:
        return
    if origin != request.host_url.rstrip("/"):
        raise Refused("foreign_origin")


def _forbid(response: Response) -> Response:
    script = {"Content-Security-Policy": SCRIPT} if response.mimetype == "text/javascript" else {}
    headers = {
        "Cross-Origin-Resource-Policy": _for_whom(),
        "Permissions-Policy": f"camera={_camera()}, {ALLOWED}, {FORBIDDEN}",
    }
    for name, value in (dict(EVERYWHERE) | script | headers).items():
        response.headers.setdefault(name, value)
    return response


def _for_whom() -> str:
    """The plain set-up page asks its own secure house whether it lives: another site, strictly."""
    return "cross-origin" if request.path == "/healthz" else "same-origin"


def _camera() -> str:
    return "(self)" if request.path.startswith(CAMERA) else "()"
