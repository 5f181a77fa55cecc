"""A small server of the repository's browser files, for tests that need no conference."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from server.setup.places import ROOT, VENDOR
from server.texts import catalogue

FOLDERS = {
    **{name: ROOT / name for name in ("display", "kiosk", "tests")},
    "vendor": VENDOR,
}
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".wasm": "application/wasm",
}


class Files(BaseHTTPRequestHandler):
    """Answers with a file of one of the folders, or with the catalogue in one language."""

    def __init__(self, import_map: dict[str, str], *arguments: Any) -> None:
        self.import_map = import_map
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """Send what the address names."""
        path = self.path.partition("?")[0]
        if path.startswith("/texts/"):
            table = catalogue(Path(path).stem)
            self._send(json.dumps(table).encode(), "application/json")
        elif (file := find(path)) is not None:
            self._send(self._filled(file), TYPES.get(file.suffix, "application/octet-stream"))
        else:
            self.send_error(404)

    def _filled(self, file: Path) -> bytes:
        if file.suffix != ".html":
            return file.read_bytes()
        imports = json.dumps({"imports": self.import_map})
        page = file.read_text(encoding="utf-8").replace("{{importmap}}", imports)
        return page.replace("{{nonce}}", "").replace("{{edition}}", "one").encode()

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Keep quiet: the test speaks."""


def find(path: str) -> Path | None:
    """The file that an address names, if it is one of ours."""
    _, top, *below = path.split("/")
    if top not in FOLDERS or ".." in below:
        return None
    file = FOLDERS[top].joinpath(*below)
    return file if file.is_file() else None


@contextmanager
def serve(import_map: dict[str, str]) -> Iterator[str]:
    """Serve on a free port of this machine; yields the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, import_map))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
