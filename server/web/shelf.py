"""The shelf: what a kiosk's browser keeps of its page, so that the page opens without the server.

The list is read off the page itself, from file to file, so that nobody has to keep it up to date.
"""

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

from flask import Response

from ..bootstrap import import_map
from ..config import ROOT
from ..texts import catalogue

PAGE = "/kiosk/kiosk.html"
WALL = "/display/screen.html"
SCOPE = "/kiosk"
LANGUAGES = ("vi", "en")
FOLDERS = {"display": ROOT / "display", "kiosk": ROOT / "kiosk", "vendor": ROOT / ".vendor"}
# How a file names another that it needs; whether there is such a file, the disk knows.
NAMED = re.compile(
    r"""(?:\bfrom|\bimport|\bsrc=|\bhref=|URL\(|url\(|=(?=\s*'/vendor/))\s*["']([^"'\s]+)["']"""
)
READ = {".html", ".css", ".js", ".mjs"}


def worker(imports: str) -> Response:
    """The kiosk's service worker, with the list of what it keeps and the mark of this version."""
    response = Response(_worker(imports), mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Service-Worker-Allowed"] = SCOPE
    return response


@cache
def _worker(imports: str) -> str:
    kept = {url: path.read_bytes() for url, path in files(imports).items()}
    kept |= {f"/texts/{lang}.json": _texts(lang) for lang in LANGUAGES}
    code = (ROOT / "kiosk" / "worker.js").read_text(encoding="utf-8")
    return code.replace("{{files}}", json.dumps(sorted(kept))).replace("{{build}}", build(kept))


def prepare() -> None:
    """Read what the first pages ask for before anybody waits for it."""
    edition()
    _worker(json.dumps({"imports": import_map()}))


def build(kept: dict[str, bytes]) -> str:
    """The mark that tells one version of these files from another."""
    mark = hashlib.sha256()
    for url in sorted(kept):
        mark.update(hashlib.sha256(url.encode() + b"\n" + kept[url]).digest())
    return mark.hexdigest()[:16]


@cache
def edition() -> str:
    """The mark of the wall's page as this server gives it: another one after an upgrade."""
    imports = json.dumps({"imports": import_map()})
    kept = {url: path.read_bytes() for url, path in files(imports, WALL).items()}
    return build(kept | {"/texts/vi.json": _texts("vi")})


def files(imports: str, page: str = PAGE) -> dict[str, Path]:
    """Every file a page loads, by its address; `imports` is the page's import map."""
    bare: dict[str, str] = json.loads(imports)["imports"]
    found: dict[str, Path] = {}
    to_read = [page]
    while to_read:
        url = to_read.pop()
        path = _path(url)
        if url not in found and path is not None:
            found[url] = path
            to_read += [bare.get(name) or urljoin(url, name) for name in _named(path)]
    return found


def _path(url: str) -> Path | None:
    folder, _, name = url.lstrip("/").partition("/")
    path = FOLDERS[folder] / name if folder in FOLDERS and name else None
    return path if path is not None and path.is_file() else None


def _named(path: Path) -> list[str]:
    if path.suffix not in READ:
        return []
    return _names_in(path.read_text(encoding="utf-8"))


@cache
def _names_in(text: str) -> list[str]:
    return NAMED.findall(text)


@cache
def _texts(lang: str) -> bytes:
    return json.dumps(catalogue(lang), ensure_ascii=False).encode()
