"""The audit trail under /api/v1: who did what, when and from where, to read and to take along."""

import csv
import io
import secrets
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from flask import Blueprint, Response, request
from msgspec import Struct

from ..conference import COMMANDS, Day
from ..conference.commands import MINUTES
from ..conference.scenes import instant
from ..conference.search import folded
from ..conference.trail import Deed, about, reason
from ..desk import GRANTED
from ..texts import LANGUAGES, catalogue, text
from .api import reply, signed_in, told
from .house import House

PAGE = 100
LOOKED_THROUGH = 5_000  # deeds in one call: a search through a long day goes on in the next one
COLUMNS = ("number", "at", "actor", "role", "device", "deed", "about", "reason", "outcome")
EXPORT = COMMANDS["export_trail"]
SCANS = frozenset({"check_in"})
SIGN_INS = frozenset({"sign_in", "sign_in_by_link"})
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet would begin to calculate


class Sought(Struct, frozen=True, kw_only=True):
    """What somebody looks for: only what was refused, the door's scans too, all of these words."""

    refused: bool
    door: bool
    words: tuple[str, ...]


def routes(house: House) -> Blueprint:
    """The routes, bound to the house they serve."""
    trail = Blueprint("trail", __name__)

    @trail.get("/api/v1/trail")
    def read() -> Response:
        signed_in(house, *MINUTES)
        return reply(house.in_thread(_page, house, _sought(), _before()))

    @trail.post("/api/v1/trail/exports")
    def take_along() -> Response:
        who = signed_in(house, *MINUTES)
        id = f"export:{secrets.token_hex(8)}"
        noted = house.desk.transact(EXPORT, EXPORT.arguments(), who.actor, id=id)
        if noted.status != GRANTED:
            return told(noted)
        lang = request.args.get("lang", LANGUAGES[0])
        lang = lang if lang in LANGUAGES else LANGUAGES[0]
        file = house.in_thread(_exported, house, _sought(), lang, who.actor.name)
        response = Response(file, mimetype="text/csv")
        response.headers["Content-Disposition"] = "attachment; filename=audit-trail.csv"
        return response

    return trail


def _before() -> int | None:
    given = request.args.get("before", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 16 else None


def _sought() -> Sought:
    asked = request.args
    words = tuple(folded(asked.get("q", "")[:200]).split())
    return Sought(refused=asked.get("refused") == "1", door=asked.get("door") != "0", words=words)


def _page(house: House, sought: Sought, before: int | None) -> dict[str, Any]:
    """The newest deeds from there on that are sought, a page of them."""
    found: list[dict[str, Any]] = []
    looked = last = 0
    for deed in islice(house.journal.deeds(before), LOOKED_THROUGH):
        looked, last = looked + 1, deed.number
        entry = _wanted(house, sought, deed)
        if entry is not None:
            found.append(entry)
        if len(found) == PAGE:
            break
    goes_on = last > 1 and (len(found) == PAGE or looked == LOOKED_THROUGH)
    return {
        "entries": found,
        "next": last if goes_on else None,
        "time_zone": house.desk.day.plan.time_zone,
    }


def _wanted(house: House, sought: Sought, deed: Deed) -> dict[str, Any] | None:
    """The deed as the page reads it, if it is one that is sought."""
    if sought.refused and deed.status == GRANTED:
        return None
    if not sought.door and deed.name in SCANS:
        return None
    entry = told_of(house.desk.day, deed)
    if not sought.words:
        return entry
    said = folded(" ".join(" ".join(columns(entry, lang)) for lang in LANGUAGES))
    return entry if all(word in said for word in sought.words) else None


def told_of(day: Day, deed: Deed) -> dict[str, Any]:
    """A deed as the page reads it."""
    return {
        "number": deed.number,
        "at": deed.at,
        "actor": deed.actor,
        "role": deed.role if deed.status == GRANTED or deed.name not in SIGN_INS else "",
        "device": deed.device,
        "name": deed.name,
        "status": deed.status,
        "about": about(day, deed.events),
        "reason": reason(deed.events),
        "verdict": deed.answer.get("verdict"),
        "why": deed.answer.get("message"),
        "why_en": deed.answer.get("message_en"),
    }


def columns(entry: dict[str, Any], lang: str) -> list[str]:
    """An entry as the words of its columns."""
    words = catalogue(lang)
    name = entry["name"]
    told = entry | {
        "role": words.get(f"trail.role.{entry['role']}", entry["role"]),
        "deed": words.get(f"trail.deed.{name}") or words.get(f"console.did.{name}", name),
        "about": " · ".join(entry["about"]),
        "outcome": _outcome(entry, lang),
    }
    return [str(told[column] if told[column] is not None else "") for column in COLUMNS]


def _outcome(entry: dict[str, Any], lang: str) -> str:
    if entry["status"] != GRANTED:
        why = entry["why_en" if lang == "en" else "why"] or entry["status"]
        return text("trail.outcome.refused", lang, why=why)
    verdict = entry["verdict"]
    return text(f"trail.verdict.{verdict}" if verdict else "trail.outcome.done", lang)


def _exported(house: House, sought: Sought, lang: str, name: str) -> bytes:
    return spreadsheet(_lines(house, sought, lang, name))


def _lines(house: House, sought: Sought, lang: str, name: str) -> Iterator[list[str]]:
    """The export: whose it is, the heads of its columns, then the filter's deeds, newest first."""
    facts = {"title": house.desk.day.plan.title, "at": instant(house.now()), "name": name}
    yield [text("trail.exported", lang, **facts)]
    if house.desk.day.plan.sample:
        yield [text("papers.sample", lang)]
    yield [text(f"trail.column.{column}", lang) for column in COLUMNS]
    for deed in house.journal.deeds(None):
        entry = _wanted(house, sought, deed)
        if entry is not None:
            yield columns(entry, lang)


def spreadsheet(lines: Iterable[list[str]]) -> bytes:
    """Lines as a CSV file a spreadsheet opens as it stands, and in which it calculates nothing."""
    file = io.StringIO()
    writer = csv.writer(file)
    for line in lines:
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in line])
    return b"\xef\xbb\xbf" + file.getvalue().encode()
