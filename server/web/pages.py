"""The pages: the browser's files as they stand in their folders, so that URL = folder."""

import json
import mimetypes
import secrets
from functools import cache
from pathlib import Path
from typing import Protocol

from flask import Blueprint, Response, abort, redirect, request, send_file
from werkzeug.security import safe_join

from ..bootstrap import import_map
from ..conference import Refused
from ..conference.library import MediaKind
from ..config import ROOT
from ..texts import catalogue
from . import shelf
from .addresses import SHORT
from .api import presented
from .guard import page_policy
from .house import House
from .packed import accepted, packed_file, packed_words, worthwhile

FOLDERS = {"display": ROOT / "display", "kiosk": ROOT / "kiosk"}
VENDOR = ROOT / ".vendor"
# Only what a browser asks for; named here since some systems guess these wrongly.
TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".wasm": "application/wasm",
    ".ttf": "font/ttf",
    ".webmanifest": "application/manifest+json",
}
VENDOR_AGE_S = 3600
SLIDE_AGE_S = 24 * 3600
MOST_ROOMS = 2  # of the texts in one call: what can be asked for is little enough to keep
PLAYED = frozenset({MediaKind.FILM, MediaKind.SOUND})


class Made(Protocol):
    """What is made of the office's files for the walls: slides, pictures, films without sound."""

    def slide(self, mark: str, page: int) -> Path | None:
        """A page of slides."""

    def picture(self, mark: str) -> Path | None:
        """A picture's copy."""

    def silent(self, sha256: str) -> Path | None:
        """A film's pictures alone."""


def routes(house: House, made: Made) -> Blueprint:
    """The routes of the pages."""
    pages = Blueprint("pages", __name__)
    imports = json.dumps({"imports": import_map()})
    for short, page in SHORT.items():
        pages.add_url_rule(
            f"/{short}",
            endpoint=f"short-{short}",
            view_func=lambda page=page: redirect(_with_query(page)),
        )

    @pages.get("/<any(display, kiosk):folder>/<path:name>")
    def file(folder: str, name: str) -> Response:
        path = _inside(FOLDERS[folder], name)
        return _page(path, imports) if path.suffix == ".html" else _file(path, 0)

    @pages.get("/kiosk/worker.js")
    def kiosk_worker() -> Response:
        return shelf.worker(imports)

    @pages.get("/vendor/<path:name>")
    def vendor(name: str) -> Response:
        return _file(_inside(VENDOR, name), VENDOR_AGE_S)

    @pages.get("/texts/<any(vi, en):lang>.json")
    def texts(lang: str) -> Response:
        given = request.args.get("rooms")
        rooms = frozenset(given.split(",")) if given is not None else None
        if rooms is not None and (len(rooms) > MOST_ROOMS or not rooms <= _rooms()):
            abort(404)
        return packed_words(_words(lang, rooms), "application/json")

    # A browser's picture brings no token: whoever was told its address may have it.
    @pages.get("/slides/<mark>/<int:page>.png")
    def slides(mark: str, page: int) -> Response:
        path = made.slide(mark, page)
        return _file(path, SLIDE_AGE_S) if path is not None else abort(404)

    @pages.get("/pictures/<mark>.webp")
    def picture(mark: str) -> Response:
        path = made.picture(mark)
        return _file(path, SLIDE_AGE_S) if path is not None else abort(404)

    @pages.get("/media/<path:name>")
    def media(name: str) -> Response:
        _signed_in()
        file = house.desk.day.library.get(name)
        # A picture is shown by its copy alone: the office's own tells where it was taken.
        if file is None or file.kind not in PLAYED:
            abort(404)
        return _recording(_inside(house.settings.folder / "media", name))

    @pages.get("/silent/<sha256>")
    def silent_film(sha256: str) -> Response:
        _signed_in()
        path = made.silent(sha256)
        return _recording(path) if path is not None and path.is_file() else abort(404)

    def _signed_in() -> None:
        if house.access.whose(presented()) is None:
            raise Refused("not_signed_in")

    return pages


def _recording(path: Path) -> Response:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return send_file(path, mimetype=kind, conditional=True)


@cache
def _rooms() -> frozenset[str]:
    """The rooms of the catalogue."""
    return frozenset(key.partition(".")[0] for key in catalogue("vi"))


@cache
def _words(lang: str, rooms: frozenset[str] | None) -> bytes:
    """The texts in one language, of some rooms or of all."""
    found = {
        key: words
        for key, words in catalogue(lang).items()
        if rooms is None or key.partition(".")[0] in rooms
    }
    return json.dumps(found, ensure_ascii=False).encode()


def _with_query(page: str) -> str:
    query = request.query_string.decode()
    return f"{page}{'&' if '?' in page else '?'}{query}" if query else page


def _inside(folder: Path, name: str) -> Path:
    """The file of that name in `folder`, which nothing leads out of."""
    joined = safe_join(str(folder), name)
    if joined is None or not _is_file(path := Path(joined)) or path.name.startswith("."):
        abort(404)
    return path


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name no file can have
        return False


def _file(path: Path, age_s: int) -> Response:
    kind = TYPES.get(path.suffix)
    if kind is None:
        abort(404)
    if accepted() and worthwhile(path):
        response = packed_file(path, kind, age_s)
    else:
        response = send_file(path, mimetype=kind, conditional=True, max_age=age_s)
    if age_s == 0:
        response.headers["Cache-Control"] = "no-cache"
    return response


def _page(path: Path, imports: str) -> Response:
    nonce = secrets.token_urlsafe(16)
    page = path.read_text(encoding="utf-8")
    page = page.replace("{{importmap}}", imports).replace("{{nonce}}", nonce)
    page = page.replace("{{edition}}", shelf.edition())
    response = Response(page, mimetype="text/html")
    response.headers["Content-Security-Policy"] = page_policy(nonce)
    response.headers["Cache-Control"] = "no-store"
    return response
