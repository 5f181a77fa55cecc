"""Pictures: the emblem and portraits the office gave, looked into before a wall shows them.

A drawing (SVG) may carry a program, so only pictures of dots are taken. What is shown is never the
file itself but a copy drawn from its dots alone, no larger than a wall needs.
"""

import os
from pathlib import Path

from PIL import ExifTags, Image, ImageOps

from server.conference.library import MediaFile, MediaKind

KINDS = ("PNG", "JPEG", "WEBP")
MOST_DOTS = 40_000_000
FEWEST = 300  # dots along the longer side: fewer look coarse on a wall
LARGEST = 1200
QUALITY = 88
LYING = frozenset({5, 6, 7, 8})  # orientations of a camera held upright


def read(path: Path, digest: str) -> MediaFile:
    """What a picture's file holds."""
    fault, doubt, size = _fault(path), None, (0, 0)
    if fault is None and max(size := _size(path)) < FEWEST:
        doubt = "picture_small"
    return MediaFile(
        sha256=digest,
        kind=MediaKind.PICTURE,
        width=size[0],
        height=size[1],
        fault=fault,
        doubt=doubt,
    )


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
    """The size of a picture as it is seen, whichever way the camera was held."""
    with Image.open(path, formats=KINDS) as picture:
        lies = picture.getexif().get(ExifTags.Base.Orientation, 1) in LYING
        return (picture.height, picture.width) if lies else picture.size


def copied(path: Path, copy: Path) -> None:
    """Draw a picture's dots to `copy`, upright and no larger than needed; whole or not at all.

    Where and with what it was taken is not copied. What is clear at its edges is kept dot by dot,
    a photograph as photographs are.
    """
    copy.parent.mkdir(parents=True, exist_ok=True)
    draft = copy.with_suffix(f".{os.getpid()}.tmp")
    dots = _dots(path)
    is_clear = dots.mode == "RGBA"
    dots.save(draft, format="WEBP", lossless=is_clear, quality=QUALITY, exif=b"", xmp=b"")
    draft.replace(copy)


def opened(path: Path) -> Image.Image | None:
    """The dots of a picture that is to be printed; none where there is none that will do."""
    return _dots(path) if path.is_file() and _fault(path) is None else None


def _dots(path: Path) -> Image.Image:
    with Image.open(path, formats=KINDS) as picture:
        upright = ImageOps.exif_transpose(picture)
        dots = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    dots.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
    return dots
