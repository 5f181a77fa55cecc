"""The badge's QR: version 2, correction level H, 34 digits in numeric mode, quiet zone included."""

import re

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_H

from server.papers.refusal import PaperRefused

DIGITS = 34
QUIET = 4
MODULES = 25


def qr_image(code: str, module: int, dark: int, light: int) -> Image.Image:
    """The code as a picture in two values, `module` pixels to a module."""
    if not re.fullmatch(rf"[0-9]{{{DIGITS}}}", code):
        raise PaperRefused("bad_code", digits=DIGITS)
    symbol = qrcode.QRCode(version=2, error_correction=ERROR_CORRECT_H, border=QUIET)
    symbol.add_data(code, optimize=0)
    symbol.make(fit=False)
    matrix = symbol.get_matrix()
    side = len(matrix)
    small = Image.new("L", (side, side))
    small.putdata([dark if filled else light for row in matrix for filled in row])
    return small.resize((side * module, side * module), Image.Resampling.NEAREST)
