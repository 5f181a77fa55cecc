"""Defaults: the texts the MC reads where the office wrote none, and the steps that have a text."""

from server.conference.plan import ItemKind
from server.texts import raw

Scripts = dict[str, dict[str, str]]

# The steps that carry a text of the MC: before the first item, and in each kind of item.
STEPS: dict[str, tuple[str, ...]] = {
    "prelude": ("welcome", "settle"),
    ItemKind.PERFORMANCE: ("act", "thanks"),
    ItemKind.FLAG_CEREMONY: ("stand", "attention", "flag", "anthem", "end", "seated"),
    ItemKind.INTRODUCTION: ("purpose", "intro", "figures", "press"),
    ItemKind.PRESIDIUM: ("propose", "agree", "seat", "secretaries", "handover"),
    ItemKind.SPEECH: ("invite", "speak"),
    ItemKind.REPORT: ("invite", "slides", "end"),
    ItemKind.VIDEO: ("invite", "play", "end"),
    ItemKind.SPEECH_SERIES: ("open", "speech", "slides", "speech_end", "thanks"),
    ItemKind.LEADER_SPEECH: ("invite", "speak", "thanks"),
    ItemKind.BREAK: ("break", "recall"),
    ItemKind.AWARDS: ("decision", "batch", "tribute", "end"),
    ItemKind.LAUNCH: ("invite", "slogan", "target", "end"),
    ItemKind.RESPONSE: ("speaker", "pledge"),
    ItemKind.VOTE: ("read", "ask", "vote", "result"),
    ItemKind.CLOSING: ("invite", "speak", "thanks"),
    ItemKind.NOTICE: ("notice",),
}

# What may stand in braces in a text of the MC.
PLACEHOLDERS = frozenset(
    {
        *("present", "expected", "guests", "guests_expected", "officials", "officials_expected"),
        *("name", "salutation", "position", "unit", "pronunciation", "names", "next_name"),
        *("order", "of", "time", "place", "title", "text", "leader"),
        *("decision", "date", "issuer", "award", "presenters", "minutes"),
        *("list", "agree", "disagree", "other", "eligible"),
    }
)


def scripts(own: Scripts, noun: str, conference: str, lang: str = "vi") -> Scripts:
    """A text for every step of every kind: the office's own, or the default."""
    return {
        kind: {step: _named(raw(f"mc.{kind}.{step}", lang), noun, conference) for step in steps}
        | own.get(kind, {})
        for kind, steps in STEPS.items()
    }


def _named(prompt: str, noun: str, conference: str) -> str:
    return prompt.replace("{noun}", noun).replace("{conference}", conference)
