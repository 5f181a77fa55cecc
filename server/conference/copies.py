"""The copies of the day on another disk: how old the newest is, and what the operator must know."""

from collections.abc import Callable
from datetime import datetime, timedelta

from .live import Copies, View
from .scenes import instant

TOO_OLD = timedelta(minutes=12)


def card(copies: Copies | None) -> View | None:
    """The newest copy's instant and what hinders the next; None where none are made."""
    return {"at": instant(copies.at), "trouble": copies.trouble} if copies is not None else None


def warnings(copies: Copies | None, now: datetime, say: Callable[..., str]) -> list[View]:
    """An alert where copies are not made as they should be."""
    if copies is None:
        return []
    newest = copies.at or copies.since
    if copies.trouble is None and now - newest <= TOO_OLD:
        return []
    code = f"backup_{copies.trouble or 'late'}"
    return [
        {
            "code": code,
            "text": say(f"alerts.{code}", "vi"),
            "text_en": say(f"alerts.{code}", "en"),
            "at": instant(newest),
            "data": {},
        }
    ]
