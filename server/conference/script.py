"""The script: what the MC reads at a step, filled with real numbers and names of those present."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from . import cards
from .attendance import counts, here
from .awards import given, on_stage
from .plan import AwardLine, Item, Person, PersonId
from .steps import Step

if TYPE_CHECKING:
    from . import Day

PRELUDE = "prelude"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
NOT_KNOWN = "…"
# A comma or a space left standing where a fact was empty.
LOOSE = re.compile(r"[,\s]+([.;!?])")


def text(day: "Day", item: Item | None, step: Step | None) -> str:
    """The MC's text at a step of `item`; before the first item, the prelude's."""
    if item is None or step is None:
        key = (day.agenda.step or "0:welcome").partition(":")[2]
        template = day.plan.scripts.get(PRELUDE, {}).get(key, "")
    else:
        defaults = day.plan.scripts.get(item.kind.value, {})
        template = item.mc.get(step.key, defaults.get(step.key, ""))
    known = facts(day, item, step)
    filled = PLACEHOLDER.sub(lambda found: str(known.get(found[1], NOT_KNOWN)), template)
    return LOOSE.sub(r"\1", " ".join(filled.split()))


def figures(day: "Day") -> dict[str, int]:
    """The numbers of delegates the MC reads: the frozen ones, else those of now."""
    frozen = day.attendance.snapshot or counts(day.people, day.attendance)
    return {name: getattr(frozen, name) for name in frozen.__struct_fields__}


def facts(day: "Day", item: Item | None, step: Step | None) -> dict[str, Any]:
    """Every fact an MC text may name at this step."""
    known = {
        **figures(day),
        "place": day.plan.place,
        "time": day.plan.start_time,
        "title": item.title if item else day.plan.title,
        "minutes": item.planned if item else "",
    }
    if item is None or step is None:
        return known
    return known | about(day, item, step)


def about(day: "Day", item: Item, step: Step) -> dict[str, Any]:
    """What is known of a step itself: who and what it is about."""
    known: dict[str, Any] = {"title": item.title}
    if item.ceremony is not None:
        known |= {
            "leader": item.ceremony.leader,
            "text": getattr(item.ceremony, COMMANDS.get(step.key, "seated")),
        }
    if item.speaker is not None:
        known |= _speaker(day, item, item.speaker, step)
    known |= {"text": item.text or known.get("text", "")}
    return known | _of_step(day, item, step)


COMMANDS = {
    "attention": "attention",
    "flag": "salute",
    "anthem": "anthem",
    "end": "ending",
    "seated": "seated",
}


def _speaker(day: "Day", item: Item, speaker: PersonId, step: Step) -> dict[str, Any]:
    """Who speaks, if here; once invited, also whoever has left since the item began."""
    began, left = day.agenda.timing(item.id).started_at, day.attendance.left.get(speaker)
    spoke = step.scene != "SC09" and began is not None and left is not None and left >= began
    if here(day, speaker) or spoke:
        return _person(day, day.people.people[speaker])
    return {"salutation": ""}


def _person(day: "Day", person: Person) -> dict[str, Any]:
    return {
        "name": person.full_name,
        "salutation": person.salutation,
        "position": person.position,
        "unit": person.workplace or day.people.units[person.unit].name,
        "pronunciation": person.pronunciation or "",
    }


def _of_step(day: "Day", item: Item, step: Step) -> dict[str, Any]:
    match step.scene:
        case "SC03":
            act = item.acts[step.page - 1]
            return {"title": act.title, "name": act.performers}
        case "SC07":
            return _introduced(day, item, step)
        case "SC08":
            role = "secretary" if step.key == "secretaries" else "presidium"
            return {"names": _names(day, [a.person for a in day.people.duty(role)])}
        case "SC10" if step.ref is None:
            return {}
        case "SC10" | "SC12":
            return _speech(day, step)
        case "SC14":
            decision = day.awards.decisions[step.ref or ""]
            return {
                "decision": decision.number,
                "date": decision.date,
                "issuer": decision.issuer,
                "award": decision.award,
            }
        case "SC15":
            return _batch(day, step)
        case "SC16":
            return _honoured(day, day.awards.lines[step.ref or ""])
        case "SC17":
            target = item.targets[step.page - 1] if step.page else item.slogan
            return {"text": target or "", "order": step.page}
        case "SC18" if step.key == "pledge":
            pair = item.pairs[step.page - 1]
            return {"names": f"{pair.first}; {pair.second}"}
        case "SC18":
            return _person(day, day.people.people[step.ref or ""])
        case "SC19" | "SC20" | "SC21":
            return _ballot(day, step)
    return {}


def _names(day: "Day", people: Iterable[str]) -> str:
    present = [day.people.people[p] for p in people if here(day, p)]
    return "; ".join(f"{p.salutation} {p.full_name}, {p.position}" for p in present)


def _introduced(day: "Day", item: Item, step: Step) -> dict[str, Any]:
    card = cards.find(day, item, step.ref)
    if card.title is None:
        return _person(day, day.people.people[card.ref])
    names = _names(day, card.people) if card.listed else ""
    title = card.title[:1].lower() + card.title[1:]
    return {"salutation": "", "name": title, "position": names, "names": names, "unit": ""}


def _speech(day: "Day", step: Step) -> dict[str, Any]:
    speech = day.speeches.all[step.ref or ""]
    order = list(day.speeches.order)
    place = order.index(speech.id) + 1 if speech.id in order else 0
    after = [day.speeches.all[s].person for s in order[place:]]
    upcoming = next((p for p in after if here(day, p)), None)
    return _person(day, day.people.people[speech.person]) | {
        "title": speech.title,
        "order": place,
        "of": len(order),
        "next_name": day.people.people[upcoming].full_name if upcoming else "",
    }


def _batch(day: "Day", step: Step) -> dict[str, Any]:
    batch = day.awards.batches[step.ref or ""]
    in_order = [b.id for b in day.awards.in_order()]
    lines = on_stage(day, batch.id)
    return {
        "title": batch.title,
        "award": ", ".join(given(day, batch.id)),
        "order": in_order.index(batch.id) + 1,
        "of": len(in_order),
        "presenters": _names(day, list(batch.presenters)),
        "names": "; ".join(
            line.collective or day.people.people[line.person].full_name for line, _ in lines
        ),
    }


def _honoured(day: "Day", line: AwardLine) -> dict[str, Any]:
    """Whom a tribute names, as the wall does: the collective itself, where one is honoured."""
    known = _person(day, day.people.people[line.person]) | {"text": line.achievement or ""}
    if line.collective is None:
        return known
    nobody = dict.fromkeys(("salutation", "position", "unit", "pronunciation"), "")
    return known | nobody | {"name": line.collective}


def _ballot(day: "Day", step: Step) -> dict[str, Any]:
    ballot = day.votes[step.ref or ""]
    return {
        "list": ballot.list.id,
        "title": ballot.list.congress,
        "names": "; ".join(day.people.people[p].full_name for p in ballot.people),
        "agree": _or_unknown(ballot.agree),
        "disagree": _or_unknown(ballot.disagree),
        "other": _or_unknown(ballot.other),
        "eligible": ballot.eligible,
    }


def _or_unknown(count: int | None) -> int | str:
    return NOT_KNOWN if count is None else count
