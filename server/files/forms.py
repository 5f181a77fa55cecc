"""Forms: what a single value must look like, whatever the other files say."""

import re
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from . import cells
from .draft import Draft
from .problems import Report, Where

COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
DATE = re.compile(r"(0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])/\d{4}")
IDENTIFIER = re.compile(r"[\w.\-]+")
# The steps of a speech or of a list are called by its id and one of these.
STEP_OF_ONE = re.compile(r".*(-page-.*|-end)")
ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
YEARS = range(1900, 2101)

# Values of conference.toml: field, form, and the sentence that says what would be right.
VALUES = (
    ("code", re.compile(r"[0-9]{4}"), "form_code"),
    ("start_time", TIME, "form_time"),
    ("reception_time", TIME, "form_time"),
)

# The same for fields of a list's entries.
FIELDS = (
    ("classes", "colour", COLOUR, "form_colour"),
    ("lists", "colour", COLOUR, "form_colour"),
    ("people", "appointed_on", ISO_DATE, "form_appointed"),
    ("decisions", "date", DATE, "form_date"),
    *(
        (name, "id", IDENTIFIER, "form_id")
        for name in (
            "classes",
            "lists",
            "items",
            "units",
            "people",
            "speeches",
            "decisions",
            "batches",
            "awards",
        )
    ),
    ("screens", "name", IDENTIFIER, "form_id"),
)

# Fields that hold one of a few words.
CHOICES = (
    ("screens", "role", ("hall", "stage", "lobby", "overlay")),
    ("people", "sex", cells.WORDS["sex"]),
    ("assignments", "role", cells.WORDS["role"]),
    ("speeches", "status", cells.WORDS["status"]),
    ("awards", "kind", cells.WORDS["kind"]),
)

# Numbers that count from one.
COUNTS = (
    ("assignments", "order"),
    ("speeches", "order"),
    ("speeches", "minutes"),
    ("batches", "order"),
    ("awards", "position"),
    ("nominations", "order"),
    ("people", "badge_serial"),
)


def check(draft: Draft, report: Report) -> None:
    """Every value against its form."""
    _values(draft, report)
    for name, field, form, key in FIELDS:
        for where, value in _given(draft, name, field):
            if not form.fullmatch(value):
                report.error(where, key, value=value)
    for name in ("speeches", "lists"):
        for where, value in _given(draft, name, "id"):
            if STEP_OF_ONE.fullmatch(value):
                report.error(where, "form_step_id", value=value)
    for name, field, words in CHOICES:
        for where, value in _given(draft, name, field):
            if value not in words:
                report.unknown(where, "unknown_value", value, list(words))
    for name, field in COUNTS:
        for where, value in _given(draft, name, field):
            if value < 1:
                report.error(where, "form_count", value=value)
    _people(draft, report)


def _values(draft: Draft, report: Report) -> None:
    file = draft.sources["classes"]
    for field, form, key in VALUES:
        value = draft.values.get(field)
        if value is not None and not form.fullmatch(value):
            report.error(Where(file, (field,)), key, value=value)
    zone = draft.values.get("time_zone")
    if zone is not None and not _is_zone(zone):
        report.error(Where(file, ("time_zone",)), "form_zone", value=zone)


def _given(draft: Draft, name: str, field: str) -> list[tuple[Where, Any]]:
    """The values of a field where one was given, with their places."""
    entries = ((where.at(field), getattr(record, field)) for where, record in draft.placed(name))
    return [(where, value) for where, value in entries if value is not None]


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _people(draft: Draft, report: Report) -> None:
    blocs = draft.values.get("blocs", ())
    for where, person in draft.placed("people"):
        if person.birth_year is not None and person.birth_year not in YEARS:
            report.error(where.at("birth_year"), "form_year", value=person.birth_year)
        bloc, last = person.protocol_bloc, len(blocs) - 1
        if blocs and not 0 <= bloc <= last:
            report.error(where.at("protocol_bloc"), "form_bloc", value=bloc, last=last)
