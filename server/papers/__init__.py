"""Paper out: what the office prints, each a function of the conference and its codes."""

from collections.abc import Callable
from pathlib import Path

from server.papers.backs import backs
from server.papers.badges import badges
from server.papers.invitations import invitations

PAPERS: dict[str, Callable[..., list[Path]]] = {
    "badges": badges,
    "backs": backs,
    "invitations": invitations,
}
