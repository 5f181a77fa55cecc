"""PDFs as offices hand them in, good and bad, written out by hand."""

WIDE = (960, 540)


def pdf(
    pages: int = 1,
    size: tuple[float, float] = WIDE,
    *,
    face: str = "Helvetica",
    locked: bool = False,
) -> bytes:
    """A PDF of that many pages with a word on each, in a face it does not carry."""
    kids = " ".join(f"{5 + n} 0 R" for n in range(pages))
    word = b"BT /F 40 Tf 60 60 Td (Bao cao) Tj ET"
    box = f"/MediaBox [0 0 {size[0]:g} {size[1]:g}]"
    faces = "/Resources << /Font << /F 3 0 R >> >>"
    page = f"<< /Type /Page /Parent 2 0 R /Contents 4 0 R {box} {faces} >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        f"<< /Type /Font /Subtype /TrueType /BaseFont /{face} >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(word), word),
        *[page.encode()] * pages,
    ]
    return _written(objects, _LOCK if locked else "")


# A lock nobody has the key of.
_LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'5a' * 32}> /U <{'a5' * 32}> >>"


def _written(objects: list[bytes], more: str) -> bytes:
    """The file: its objects, where each begins, and what is known of the whole."""
    written, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    begins = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    known = f"/Size {len(objects) + 1} /Root 1 0 R /ID [<{'00' * 16}> <{'00' * 16}>] {more}"
    return bytes(written) + f"trailer\n<< {known} >>\nstartxref\n{begins}\n%%EOF\n".encode()
