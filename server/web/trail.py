"""The audit trail under /api/v1: who did what, when and from where, to read and to take along."""

import csv
import io
import secrets
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from flask import Blueprint, Response, request

from ..conference import COMMANDS
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


def routes(house: House) -> Blueprint:
    """The routes, bound to the house they serve."""
    trail = Blueprint("trail", __name__)

    @trail.get("/api/v1/trail")
    def read() -> Response:
        signed_in(house, *MINUTES)
        looked = list(islice(house.journal.deeds(_before()), LOOKED_THROUGH))
        found = [entry for deed in looked if (entry := _wanted(house, deed)) is not None]
        cut = len(found) > PAGE
        last = found[PAGE - 1]["number"] if cut else looked[-1].number if looked else 0
        body = {
            "entries": found[:PAGE],
            "next": last if cut or len(looked) == LOOKED_THROUGH else None,
            "time_zone": house.desk.day.plan.time_zone,
        }
        return reply(body)

    @trail.post("/api/v1/trail/exports")
    def take_along() -> Response:
        who = signed_in(house, *MINUTES)
        id = f"export:{secrets.token_hex(8)}"
        noted = house.desk.transact(EXPORT, EXPORT.arguments(), who.actor, id=id)
        if noted.status != GRANTED:
            return told(noted)
        lang = request.args.get("lang", LANGUAGES[0])
        lines = _lines(house, lang if lang in LANGUAGES else LANGUAGES[0], who.actor.name)
        response = Response(spreadsheet(lines), mimetype="text/csv")
        response.headers["Content-Disposition"] = "attachment; filename=audit-trail.csv"
        return response

    return trail


def _before() -> int | None:
    given = request.args.get("before", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 16 else None


def _wanted(house: House, deed: Deed) -> dict[str, Any] | None:
    """The deed as the page reads it, if the filter of this request lets it through."""
    if request.args.get("refused") == "1" and deed.status == GRANTED:
        return None
    if request.args.get("door") == "0" and deed.name in SCANS:
        return None
    entry = _entry(house, deed)
    asked = folded(request.args.get("q", "")[:200]).split()
    if not asked:
        return entry
    said = folded(" ".join(" ".join(_columns(entry, lang)) for lang in LANGUAGES))
    return entry if all(word in said for word in asked) else None


def _entry(house: House, deed: Deed) -> dict[str, Any]:
    return {
        "number": deed.number,
        "at": deed.at,
        "actor": deed.actor,
        "role": deed.role if deed.status == GRANTED or deed.name not in SIGN_INS else "",
        "device": deed.device,
        "name": deed.name,
        "status": deed.status,
        "about": about(house.desk.day, deed.events),
        "reason": reason(deed.events),
        "verdict": deed.answer.get("verdict"),
        "why": deed.answer.get("message"),
        "why_en": deed.answer.get("message_en"),
    }


def _columns(entry: dict[str, Any], lang: str) -> list[str]:
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


def _lines(house: House, lang: str, name: str) -> Iterator[list[str]]:
    """The export: whose it is, the heads of its columns, then the filter's deeds, newest first."""
    facts = {"title": house.desk.day.plan.title, "at": instant(house.now()), "name": name}
    yield [text("trail.exported", lang, **facts)]
    if house.desk.day.plan.sample:
        yield [text("papers.sample", lang)]
    yield [text(f"trail.column.{column}", lang) for column in COLUMNS]
    for deed in house.journal.deeds(None):
        entry = _wanted(house, deed)
        if entry is not None:
            yield _columns(entry, lang)


def spreadsheet(lines: Iterable[list[str]]) -> bytes:
    """Lines as a CSV file a spreadsheet opens as it stands, and in which it calculates nothing."""
    file = io.StringIO()
    writer = csv.writer(file)
    for line in lines:
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in line])
    return b"\xef\xbb\xbf" + file.getvalue().encode()
