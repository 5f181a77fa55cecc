"""The memory of a long day: swept in small portions, and not kept by threads that are done."""

import ctypes
import gc
import sys

# Objects at a time, a millisecond of work; then how often older ones. Seldom swept (20), what
# attackers leave behind took 32 MB more of the machine by the end of 100,000 calls and frames.
SWEPT = (10_000, 3, 4)
M_ARENA_MAX = -8  # malloc.h of the GNU C library
HEAPS = 2


def share() -> None:
    """Let threads share two heaps; to be said before the first of them needs one.

    Twenty threads with a heap each kept 56 MB of what they had given back, after 150 exports of a
    trail of 3,000 deeds; so they keep 13.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(M_ARENA_MAX, HEAPS)


def settle() -> None:
    """All is there that lives as long as the server: from here on memory stays as it is.

    It is never looked through again, so that pauses stay short. The rest is: a line that has ended
    is a circle nobody else takes apart.
    """
    gc.freeze()
    gc.set_threshold(*SWEPT)
    gc.enable()
