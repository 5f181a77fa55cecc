"""A PDF of pictures, written page by page: PNG data goes in as it is, so nothing is lost.

Pillow's own PDF writer would turn colours into JPEG, or palettes into megabytes of text.
"""

import struct
from collections.abc import Iterator
from types import TracebackType
from typing import BinaryIO, Self

POINTS_PER_MM = 72 / 25.4


class PdfWriter:
    """Pages of pictures on their way into a file."""

    def __init__(self, file: BinaryIO, title: str) -> None:
        self._file = file
        self._offsets: list[int] = [0, 0, 0]
        self._pages: list[int] = []
        file.write(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
        self._info = self._write(
            b"<< /Title <feff%s> >>" % title.encode("utf-16-be").hex().encode()
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if kind is None:
            self._finish()

    def add_picture(self, png: bytes) -> int:
        """Stores a PNG with a palette; answers the number pages name it by."""
        chunks = list(_chunks(png))
        header = next(body for kind, body in chunks if kind == b"IHDR")
        palette = next(body for kind, body in chunks if kind == b"PLTE")
        width, height, depth = struct.unpack(">IIB", header[:9])
        return self._write(
            b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent %d"
            b" /ColorSpace [/Indexed /DeviceRGB %d <%s>] /Filter /FlateDecode"
            b" /DecodeParms << /Predictor 15 /Colors 1 /BitsPerComponent %d /Columns %d >>"
            % (width, height, depth, len(palette) // 3 - 1, palette.hex().encode(), depth, width),
            b"".join(body for kind, body in chunks if kind == b"IDAT"),
        )

    def add_page(self, size: tuple[float, float], pictures: list[int], drawing: str) -> None:
        """A page of this size in millimetres; the drawing names picture N as /N."""
        content = self._write(b"<<", drawing.encode("ascii"))
        names = b" ".join(b"/%d %d 0 R" % (number, number) for number in pictures)
        page = self._write(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.3f %.3f]"
            b" /Resources << /XObject << %s >> >> /Contents %d 0 R >>"
            % (size[0] * POINTS_PER_MM, size[1] * POINTS_PER_MM, names, content)
        )
        self._pages.append(page)

    def _finish(self) -> None:
        kids = b" ".join(b"%d 0 R" % page for page in self._pages)
        self._write(b"<< /Type /Catalog /Pages 2 0 R >>", number=1)
        self._write(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(self._pages), kids), number=2)
        start = self._file.tell()
        entries = b"".join(b"%010d 00000 n \n" % offset for offset in self._offsets[1:])
        self._file.write(
            b"xref\n0 %d\n0000000000 65535 f \n%strailer\n"
            b"<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
            % (len(self._offsets), entries, len(self._offsets), self._info, start)
        )

    def _write(self, body: bytes, stream: bytes | None = None, number: int | None = None) -> int:
        if number is None:
            number = len(self._offsets)
            self._offsets.append(0)
        self._offsets[number] = self._file.tell()
        if stream is not None:
            body += b" /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
        self._file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        return number


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        yield kind, png[at + 8 : at + 8 + length]
        at += length + 12
