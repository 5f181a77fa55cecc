"""Pictures: the emblem as the office gave it, looked into before a wall or a paper shows it.

A drawing (SVG) may carry a program, so only pictures of dots are taken. What is shown is never the
file itself but a copy drawn from its dots alone, no larger than a wall needs.
"""

import os
from pathlib import Path

from PIL import Image, ImageOps

from server.conference.library import MediaFile, MediaKind

ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".webp", ".svg", ".gif", ".bmp", ".tif", ".tiff"})
KINDS = ("PNG", "JPEG", "WEBP")
MOST_DOTS = 40_000_000
FEWEST = 300  # dots along the longer side: fewer look coarse on a wall
LARGEST = 1200


def read(path: Path, digest: str) -> MediaFile:
    """What a picture's file holds."""
    fault, doubt = _fault(path), None
    if fault is None and max(_size(path)) < FEWEST:
        doubt = "picture_small"
    return MediaFile(sha256=digest, kind=MediaKind.PICTURE, fault=fault, doubt=doubt)


def _fault(path: Path) -> str | None:
    if path.suffix.lower() == ".svg":
        return "picture_svg"
    try:
        with Image.open(path, formats=KINDS) as picture:
            if picture.width * picture.height > MOST_DOTS:
                return "picture_large"
            picture.load()
    except Image.DecompressionBombError:
        return "picture_large"
    except (OSError, ValueError, SyntaxError):
        return "picture_unreadable"
    return None


def _size(path: Path) -> tuple[int, int]:
    with Image.open(path, formats=KINDS) as picture:
        return picture.size


def copied(path: Path, copy: Path) -> None:
    """Draw a picture's dots to `copy`, upright and no larger than needed; whole or not at all."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    draft = copy.with_suffix(f".{os.getpid()}.tmp")
    with Image.open(path, formats=KINDS) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
    upright.save(draft, format="PNG")
    draft.replace(copy)
