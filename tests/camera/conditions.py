"""Fifteen bad conditions under which badges are shown at a door, each drawn from a seed.

The ranges come from the door, not from what can be read: a code of 41 mm before a webcam that sees
65 degrees is 4 % of the picture wide at 80 cm, 16 % at 20 cm.
"""

import random
from collections.abc import Callable

from tests.camera.shot import SIZE, Shot

Make = Callable[[str, random.Random], Shot]


def _usual(seed: str, chance: random.Random, **special: object) -> Shot:
    """A badge held as people hold it, and one thing that makes it hard."""
    usual = {
        "side": chance.uniform(0.09, 0.16) * SIZE[0],
        "angle": chance.uniform(-8, 8),
        "tilt": chance.uniform(0, 12),
        "axis": chance.uniform(0, 180),
    }
    at = (chance.uniform(0.35, 0.65), chance.uniform(0.35, 0.6))
    return Shot(seed, at=at, **{**usual, **special})  # type: ignore[arg-type]


CONDITIONS: dict[str, Make] = {
    "clean": _usual,
    "size": lambda s, c: _usual(s, c, side=c.uniform(0.04, 0.07) * SIZE[0]),
    "rotation": lambda s, c: _usual(s, c, angle=c.uniform(0, 360)),
    "blur": lambda s, c: _usual(s, c, defocus=c.uniform(0.3, 0.5)),
    "low light": lambda s, c: _usual(s, c, brightness=c.uniform(0.1, 0.2), noise=c.uniform(4, 8)),
    "glare": lambda s, c: _usual(
        *(s, c),
        glare=c.uniform(0.25, 0.45),
        lamp=(c.uniform(-0.4, 0.4), c.uniform(-0.4, 0.4)),
    ),
    "cracked": lambda s, c: _usual(s, c, cracks=c.randint(4, 7)),
    "inverted": lambda s, c: _usual(s, c, inverted=True),
    "moiré": lambda s, c: _usual(s, c, moire=c.uniform(0.25, 0.5)),
    "perspective": lambda s, c: _usual(s, c, tilt=c.uniform(35, 55)),
    "motion": lambda s, c: _usual(s, c, motion=c.uniform(0.6, 1.3)),
    "noise": lambda s, c: _usual(s, c, noise=c.uniform(25, 45)),
    "curled": lambda s, c: _usual(s, c, curl=c.uniform(60, 110)),
    "partly covered": lambda s, c: _usual(s, c, thumb=c.uniform(0.1, 0.3)),
    "low contrast": lambda s, c: _usual(s, c, contrast=c.uniform(0.15, 0.3), noise=4),
    "combination": lambda s, c: _usual(
        *(s, c),
        side=c.uniform(0.08, 0.11) * SIZE[0],
        angle=c.uniform(0, 360),
        tilt=c.uniform(20, 30),
        defocus=c.uniform(0.2, 0.35),
        brightness=c.uniform(0.35, 0.5),
        noise=c.uniform(5, 10),
    ),
}
BAD = tuple(name for name in CONDITIONS if name != "clean")


def shot(condition: str, person: str) -> Shot:
    """The badge of that person under that condition: always the same one."""
    seed = f"{condition}, {person}"
    return CONDITIONS[condition](seed, random.Random(seed))
