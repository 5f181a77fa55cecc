"""What stands ready on the console: items to insert, and sentences for the hall, MC and stage."""

from server.conference.amendments import INSERTABLE, LONGEST_INSERTED, LONGEST_TITLE
from server.conference.messages import LONGEST_MESSAGE
from server.conference.plan import ItemKind, Template
from server.texts import raw

from .defaults import STEPS
from .draft import Draft
from .mc_texts import script
from .problems import Report, Where

SENTENCES = ("notices", "notes")

# The items such a day may always need: what they are, how long they take, who says the words.
BUILT_IN: dict[str, tuple[ItemKind, int, bool]] = {
    "introduction": (ItemKind.INTRODUCTION, 1, False),
    "notice": (ItemKind.NOTICE, 2, False),
    "flowers": (ItemKind.NOTICE, 3, True),
    "speech": (ItemKind.SPEECH, 5, False),
    "recess": (ItemKind.BREAK, 10, False),
    "remembrance": (ItemKind.NOTICE, 2, True),
}
NOTES = ("vip_soon", "slow", "shorten", "one_minute", "finish", "change")


def check(draft: Draft, report: Report) -> None:
    """Every template can be inserted as it stands, every sentence fits on a screen."""
    for where, template in draft.placed("templates"):
        if template.kind not in INSERTABLE:
            known = sorted(kind.value for kind in INSERTABLE)
            report.unknown(where.at("kind"), "unknown_value", template.kind.value, known)
        if not 0 <= template.minutes <= LONGEST_INSERTED:
            report.error(where.at("minutes"), "template_minutes", most=LONGEST_INSERTED)
        if not 0 < len(template.title) <= LONGEST_TITLE:
            report.error(where.at("title"), "template_title", most=LONGEST_TITLE)
        script(template.mc, STEPS[template.kind], where.at("mc"), report)
    for name in SENTENCES:
        for number, sentence in enumerate(draft.values.get(name, ())):
            if not 0 < len(sentence) <= LONGEST_MESSAGE:
                place = Where(draft.sources["classes"], (name, number))
                report.error(place, "sentence_length", most=LONGEST_MESSAGE)


def templates(own: list[Template], noun: str, lang: str = "vi") -> tuple[Template, ...]:
    """The office's own templates, then those of every day that it has not written itself."""
    written = {template.title for template in own}
    usual = (_built_in(name, noun, lang) for name in BUILT_IN)
    return (*own, *(template for template in usual if template.title not in written))


def notes(own: tuple[str, ...], lang: str = "vi") -> tuple[str, ...]:
    """The office's own notes to MC and stage, or those of every day."""
    return own or tuple(raw(f"ready.note.{name}", lang) for name in NOTES)


def _built_in(name: str, noun: str, lang: str) -> Template:
    kind, minutes, spoken = BUILT_IN[name]
    shown = kind is ItemKind.NOTICE
    return Template(
        title=_said(f"ready.title.{name}", noun, lang),
        kind=kind,
        minutes=minutes,
        text=_said(f"ready.text.{name}", noun, lang) if shown else None,
        mc={"notice": _said(f"ready.mc.{name}", noun, lang)} if spoken else {},
    )


def _said(key: str, noun: str, lang: str) -> str:
    return raw(key, lang).replace("{noun}", noun)
