"""The MC's texts the office wrote: each belongs to a step, and names only facts there are."""

from string import Formatter

from .defaults import PLACEHOLDERS, STEPS
from .draft import Draft
from .problems import Report, Where


def check(draft: Draft, report: Report) -> None:
    """Every text against the steps of its kind and the facts a text may name."""
    for where, item in draft.placed("items"):
        script(item.mc, STEPS[item.kind], where.at("mc"), report)
    where = Where(draft.sources["classes"], ("scripts",))
    for kind, texts in draft.values.get("scripts", {}).items():
        if kind in STEPS:
            script(texts, STEPS[kind], where.at(kind), report)
        else:
            report.unknown(where.at(kind), "unknown_field", kind, list(STEPS))


def script(texts: dict[str, str], steps: tuple[str, ...], where: Where, report: Report) -> None:
    """The texts of one item or kind."""
    for step, prompt in texts.items():
        if step not in steps:
            report.unknown(where.at(step), "unknown_step", step, list(steps))
        _placeholders(prompt, where.at(step), report)


def _placeholders(prompt: str, where: Where, report: Report) -> None:
    try:
        names = [name for _, name, _, _ in Formatter().parse(prompt) if name is not None]
    except ValueError:
        report.error(where, "braces")
        return
    for name in names:
        if name not in PLACEHOLDERS:
            report.unknown(where, "unknown_placeholder", name, sorted(PLACEHOLDERS))
