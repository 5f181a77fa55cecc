"""The scenes: what a step shows, as plain data that a browser turns into a picture.

No scene holds anything an audience must not see: no birth year, no phone, no code.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from . import cards, steps
from .agenda import Phase
from .attendance import here
from .awards import given, on_stage
from .library import pages, picture, ratio, usable
from .plan import Item, Person, PersonId, Side
from .screens import Mode, Screen, ScreenRole
from .steps import NAMES_ON_PAGE, Step

if TYPE_CHECKING:
    from . import Day

Scene = dict[str, Any]

BACKDROP: Scene = {"code": "SC00"}
BLACK: Scene = {"code": "SC24"}
HARD = frozenset({"SC05", "SC24"})


def instant(at: datetime | None) -> str | None:
    """An instant as every client reads it: ISO 8601, UTC, milliseconds."""
    if at is None:
        return None
    if at.tzinfo is not UTC:  # the office writes its own hour, and a day begins with it
        at = at.astimezone(UTC)
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"


def person_card(day: "Day", person: PersonId) -> dict[str, str]:
    """What an audience may see of a person."""
    who = day.people.people[person]
    return {
        "name": who.full_name,
        "salutation": who.salutation,
        "position": who.position_short or who.position,
        "unit": who.workplace if day.people.side(person) is Side.GUEST else _from(day, who),
    }


def _from(day: "Day", who: Person) -> str:
    """Where an official delegate comes from; a guest's post already says it."""
    return who.workplace or day.people.units[who.unit].name


def scene_on(day: "Day", name: str) -> Scene:
    """What the screen with that name shows now."""
    return shown_by(day, day.screens.source(name))


def scenes_on(day: "Day") -> dict[str, Scene]:
    """What every screen shows now, by its name; the programme of a role is looked up once."""
    sources = {name: day.screens.source(name) for name in day.screens.screens}
    followed = {role: programme(day, role) for role in {s.role for s in sources.values()}}
    return {name: _kept(screen) or followed[screen.role] for name, screen in sources.items()}


def shown_by(day: "Day", source: Screen) -> Scene:
    """What those screens show now whose picture is that of `source`."""
    return _kept(source) or programme(day, source.role)


def transition(screen: Screen, scene: Scene) -> str:
    """How a picture comes: softly, but for the flag, for black and for what a panic key shows."""
    is_hard = scene["code"] in HARD or screen.mode is not Mode.PROGRAMME
    return "cut" if is_hard else "dissolve"


def _kept(screen: Screen) -> Scene | None:
    """The picture a screen shows instead of the programme, if it does."""
    match screen.mode:
        case Mode.STANDBY:
            return BACKDROP
        case Mode.BLACKOUT:
            return BLACK
        case Mode.TEST:
            return {"code": "SC25", "screen": screen.name}
        case Mode.HOLD:
            return screen.held
    return None


def programme(day: "Day", role: ScreenRole) -> Scene:
    """What screens of that role show while they follow the programme."""
    if role is ScreenRole.LOBBY and day.agenda.phase in {Phase.PREPARING, Phase.RECEPTION}:
        return {"code": "SC01"}
    if day.agenda.phase is Phase.CLOSED:
        return {"code": "SC22"}
    item, step = day.agenda.current, steps.current(day)
    if item is None:
        settling = day.agenda.step == "0:settle"
        return _countdown(day, recall=False) if settling else BACKDROP
    return scene(day, item, step) if step is not None else BACKDROP


def scene(day: "Day", item: Item, step: Step) -> Scene:
    """What a step shows."""
    return DRAW[step.scene](day, item, step)


def _countdown(day: "Day", *, recall: bool) -> Scene:
    return {"code": "SC02", "until": instant(day.agenda.until), "recall": recall}


def _bare(day: "Day", item: Item, step: Step) -> Scene:
    return {"code": step.scene}


def _recall(day: "Day", item: Item, step: Step) -> Scene:
    return _countdown(day, recall=True)


def _act(day: "Day", item: Item, step: Step) -> Scene:
    act = item.acts[step.page - 1]
    return {"code": "SC03", "title": act.title, "performers": act.performers}


def _title(day: "Day", item: Item, step: Step) -> Scene:
    return {
        "code": "SC06",
        "number": item.number,
        "title": item.title,
        "lines": list(item.title_lines),
    }


def _introduction(day: "Day", item: Item, step: Step) -> Scene:
    card = cards.find(day, item, step.ref)
    if card.title is None:
        return {"code": "SC07", "title": None, "people": [person_card(day, card.ref)]}
    named = [person_card(day, p) for p in card.people if card.listed and here(day, p)]
    return {"code": "SC07", "title": card.title, "people": named}


def _at_the_table(day: "Day", item: Item, step: Step) -> Scene:
    role = "secretary" if step.key == "secretaries" else "presidium"
    seated = [a.person for a in day.people.duty(role) if here(day, a.person)]
    return {"code": "SC08", "role": role, "people": [person_card(day, p) for p in seated]}


def _speaker(day: "Day", item: Item, step: Step) -> Scene:
    if item.speaker is None or not here(day, item.speaker):
        return _title(day, item, step)
    return {"code": "SC09", "person": person_card(day, item.speaker), "title": item.title}


def _slides(day: "Day", item: Item, step: Step) -> Scene:
    about = {"title": item.title, "lines": list(item.title_lines)}
    if step.ref is not None:
        about = _speech(day, item, step)
    return about | {
        "code": "SC10",
        "page": step.page,
        "pages": slides(day, item, step),
        "image": slide(day, item, step),
    }


def slides(day: "Day", item: Item, step: Step) -> int:
    """How many slides there are beside the one a step shows."""
    return pages(day.library, _slides_of(day, item, step)) if step.scene == "SC10" else 0


def slide(day: "Day", item: Item, step: Step) -> str | None:
    """Where the picture of a slide is served; its address changes with the file's content."""
    found = usable(day.library, _slides_of(day, item, step)) if step.scene == "SC10" else None
    if found is None or not 1 <= step.page <= found.pages:
        return None
    return f"/slides/{found.mark}/{step.page}.png"


def _slides_of(day: "Day", item: Item, step: Step) -> str | None:
    """The file a step leafs through: the report's, or that of one contributed speech."""
    return item.file if step.ref is None else day.speeches.all[step.ref].file


def _film(day: "Day", item: Item, step: Step) -> Scene:
    return {"code": "SC11", "title": item.title, "lines": list(item.title_lines)}


def _speech(day: "Day", item: Item, step: Step) -> Scene:
    speech = day.speeches.all[step.ref or ""]
    place = day.speeches.order.index(speech.id) + 1 if speech.id in day.speeches.order else 0
    return {
        "code": "SC12",
        "order": place,
        "of": len(day.speeches.order),
        "title": speech.title,
        "person": person_card(day, speech.person),
    }


def _break(day: "Day", item: Item, step: Step) -> Scene:
    return {
        "code": "SC13",
        "until": instant(day.agenda.until),
        "refreshments": item.refreshments,
    }


def _decision(day: "Day", item: Item, step: Step) -> Scene:
    decision = day.awards.decisions[step.ref or ""]
    return {
        "code": "SC14",
        "number": decision.number,
        "date": decision.date,
        "issuer": decision.issuer,
        "award": decision.award,
    }


def _batch(day: "Day", item: Item, step: Step) -> Scene:
    batch = day.awards.batches[step.ref or ""]
    lines = on_stage(day, batch.id)
    awards = given(day, batch.id)
    in_order = [b.id for b in day.awards.in_order()]
    return {
        "code": "SC15",
        "award": awards[0] if len(awards) == 1 else None,
        "title": batch.title,
        "order": in_order.index(batch.id) + 1,
        "of": len(in_order),
        "honour": all(line.kind == "honour" for line in day.awards.of_batch(batch.id)),
        "presenters": [person_card(day, p) for p in batch.presenters if here(day, p)],
        "people": [
            {
                "position": position,
                "name": day.people.people[line.person].full_name,
                "unit": person_card(day, line.person)["unit"],
                "collective": line.collective,
                "on_behalf": mark.on_behalf if mark is not None else None,
            }
            for position, (line, mark) in enumerate(lines, start=1)
        ],
    }


def _tribute(day: "Day", item: Item, step: Step) -> Scene:
    line = day.awards.lines[step.ref or ""]
    portrait = line.portrait if day.custody.kept else None
    return {
        "code": "SC16",
        "person": person_card(day, line.person),
        "collective": line.collective,
        "achievement": line.achievement,
        "portrait": picture(day.library, portrait),
        "portrait_ratio": ratio(day.library, portrait),
    }


def _launch(day: "Day", item: Item, step: Step) -> Scene:
    return {"code": "SC17", "slogan": item.slogan, "targets": list(item.targets[: step.page])}


def _response(day: "Day", item: Item, step: Step) -> Scene:
    if step.key == "pledge":
        pair = item.pairs[step.page - 1]
        return {"code": "SC18", "people": [], "pair": {"first": pair.first, "second": pair.second}}
    return {"code": "SC18", "people": [person_card(day, step.ref or "")], "pair": None}


def _list_page(day: "Day", item: Item, step: Step) -> Scene:
    ballot = day.votes[step.ref or ""]
    start = (step.page - 1) * NAMES_ON_PAGE
    shown = list(enumerate(ballot.people, start=1))[start : start + NAMES_ON_PAGE]
    return _of_list(day, step) | {
        "page": step.page,
        "pages": max(1, -(-len(ballot.people) // NAMES_ON_PAGE)),
        "people": [{"order": order, **person_card(day, person)} for order, person in shown],
    }


def _of_list(day: "Day", step: Step) -> Scene:
    chosen = day.votes[step.ref or ""].list
    return {
        "code": step.scene,
        "list": chosen.id,
        "congress": chosen.congress,
        "colour": chosen.colour,
    }


def _result(day: "Day", item: Item, step: Step) -> Scene:
    ballot = day.votes[step.ref or ""]
    if not ballot.recorded:  # a result that was voided leaves the wall at once
        return _of_list(day, step) | {"code": "SC20"} if ballot.open else _title(day, item, step)
    return _of_list(day, step) | {
        "agree": ballot.agree,
        "disagree": ballot.disagree,
        "other": ballot.other,
        "eligible": ballot.eligible,
        "unanimous": ballot.agree == ballot.eligible,
        "adopted": (ballot.agree or 0) * 2 > ballot.eligible,
    }


def _notice(day: "Day", item: Item, step: Step) -> Scene:
    return {"code": "SC23", "text": item.text or item.title}


DRAW: dict[str, Callable[["Day", Item, Step], Scene]] = {
    "SC00": _bare,
    "SC02": _recall,
    "SC03": _act,
    "SC04": _bare,
    "SC05": _bare,
    "SC06": _title,
    "SC07": _introduction,
    "SC08": _at_the_table,
    "SC09": _speaker,
    "SC10": _slides,
    "SC11": _film,
    "SC12": _speech,
    "SC13": _break,
    "SC14": _decision,
    "SC15": _batch,
    "SC16": _tribute,
    "SC17": _launch,
    "SC18": _response,
    "SC19": _list_page,
    "SC20": lambda day, item, step: _of_list(day, step),
    "SC21": _result,
    "SC22": _bare,
    "SC23": _notice,
}
