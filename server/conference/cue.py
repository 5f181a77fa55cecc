"""The cue: the one step at which a ceremony's anthem sounds, or a film is shown."""

from typing import TYPE_CHECKING

from .plan import ItemKind
from .refusal import Refused

if TYPE_CHECKING:
    from . import Day

CUES = {ItemKind.FLAG_CEREMONY: "anthem", ItemKind.VIDEO: "play"}


def at_cue(day: "Day") -> bool:
    """Whether the cursor stands where the current item's file plays; other items have no cue."""
    item = day.agenda.current
    cue = CUES.get(item.kind) if item is not None else None
    return cue is None or (day.agenda.step or "").partition(":")[2] == cue


def may_play(day: "Day") -> None:
    """No key fires the anthem over the call to rise, nor a film over its title or its thanks."""
    item = day.agenda.current
    if item is None or at_cue(day):
        return
    if item.kind is ItemKind.FLAG_CEREMONY:
        raise Refused("anthem_at_its_step")
    raise Refused("film_at_its_step")
