"""A label's media: how large its printable part is, in dots and on paper."""

import msgspec

DEFAULT_DPI = 300


class Media(msgspec.Struct, frozen=True):
    """A label as its reader holds it: printable dots across and down, and its paper in mm."""

    name: str
    width: int
    height: int
    dpi: int = DEFAULT_DPI
    paper: tuple[int, int] = (62, 29)


# What a label is drawn for where no printer says otherwise: a die-cut label of 62 x 29 mm.
DEFAULT = Media("62x29", 696, 271)


def cut_to_size(name: str, dpi: int) -> Media | None:
    """Media called `WIDTHxHEIGHT` in millimetres, printable to its edges; none for another name."""
    sides = [int(side) for side in name.split("x") if side.isdecimal()]
    if len(sides) != 2 or not all(10 <= side <= 300 for side in sides):
        return None
    across, down = sides
    return Media(name, int(across * dpi / 25.4), int(down * dpi / 25.4), dpi, (across, down))
