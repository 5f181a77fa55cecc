"""Packed files: what a browser reads as text or as letters goes over the line compressed."""

import gzip
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from flask import Response, request, send_file

PACKED = frozenset({".js", ".mjs", ".css", ".svg", ".ttf", ".webmanifest"})
# Below it there is nothing to gain; above it packing would keep everybody else waiting.
SMALLEST, LARGEST = 1024, 256 * 1024


def accepted() -> bool:
    """Whether whoever asks can unpack."""
    return request.accept_encodings.quality("gzip") > 0


def worthwhile(path: Path) -> bool:
    """Whether a file is to be packed."""
    return path.suffix in PACKED and SMALLEST <= path.stat().st_size <= LARGEST


def packed_file(path: Path, kind: str, age_s: int) -> Response:
    """A file, packed; it has a tag of its own, for it is not the same bytes."""
    found = path.stat()
    return _sent(
        _file(path, found.st_mtime_ns), kind, f"{found.st_mtime_ns:x}-{found.st_size:x}-gz", age_s
    )


def packed_words(words: bytes, kind: str) -> Response:
    """Something written by the server, packed if it may be; asked for again, it is asked about."""
    packed = accepted() and len(words) >= SMALLEST
    tag = f"{hash(words) & 0xFFFFFFFFFFFFFFFF:x}{'-gz' if packed else ''}"
    if packed:
        return _sent(_words(words), kind, tag, 0)
    response = send_file(BytesIO(words), mimetype=kind, etag=tag, conditional=True, max_age=0)
    response.headers["Vary"] = "Accept-Encoding"
    return response


def _sent(data: bytes, kind: str, tag: str, age_s: int) -> Response:
    response = send_file(BytesIO(data), mimetype=kind, etag=tag, conditional=True, max_age=age_s)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response


@lru_cache(maxsize=512)
def _file(path: Path, stamp: int) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)


@cache
def _words(words: bytes) -> bytes:
    return gzip.compress(words, mtime=0)
