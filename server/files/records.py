"""Records: plain tables become the plan's structs, field by field, each problem with its place."""

import types
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Union, get_args, get_origin

import msgspec

from . import clean
from .problems import Report, Where

INVALID: Final = object()
EXPECTED = {
    str: "text",
    int: "whole",
    bool: "yes_no",
    datetime: "instant",
    dict: "table",
    tuple: "list",
}

_FIELDS: dict[type[Any], tuple[msgspec.structs.FieldInfo, ...]] = {}


def fields_of(struct: type[Any]) -> tuple[msgspec.structs.FieldInfo, ...]:
    """What a struct is made of; looked up once, since a roster has many rows."""
    if struct not in _FIELDS:
        _FIELDS[struct] = msgspec.structs.fields(struct)
    return _FIELDS[struct]


def build(
    struct: type[Any],
    table: object,
    where: Where,
    report: Report,
    forgiven: frozenset[str] = frozenset(),
) -> Any:
    """The struct a table describes, or `INVALID` with its problems reported.

    The absence of a `forgiven` field has been reported already, once for the whole file.
    """
    if not isinstance(table, Mapping):
        report.error(where, "wrong_type", expected="table")
        return INVALID
    values = fill(fields_of(struct), table, where, report, forgiven)
    return struct(**values) if _complete(struct, values) else INVALID


def fill(
    fields: tuple[msgspec.structs.FieldInfo, ...],
    table: Mapping[str, object],
    where: Where,
    report: Report,
    forgiven: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """The valid values of a table, by field; what is missing, unknown or wrong is reported."""
    names = [field.name for field in fields]
    for name in table:
        if name not in names:
            report.unknown(where.at(name), "unknown_field", name, names)
    values = {}
    for field in fields:
        if field.name in table:
            values[field.name] = convert(
                field.type, table[field.name], where.at(field.name), report
            )
        elif field.required and field.name not in forgiven:
            report.error(where.at(field.name), "missing_field")
    return {name: value for name, value in values.items() if value is not INVALID}


def convert(kind: Any, value: object, where: Where, report: Report) -> Any:
    """The value as a field of type `kind` holds it, or `INVALID`."""
    kind = plain(kind)
    if get_origin(kind) is tuple:
        return _series(get_args(kind)[0], value, where, report)
    if get_origin(kind) is dict:
        return _mapping(get_args(kind)[1], value, where, report)
    if issubclass(kind, msgspec.Struct):
        return build(kind, value, where, report)
    if issubclass(kind, StrEnum):
        return _choice(kind, value, where, report)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        report.error(where, "wrong_type", expected=EXPECTED[kind])
        return INVALID
    return _text(value, where, report) if isinstance(value, str) else value


def plain(kind: Any) -> Any:
    """A type without its `| None`."""
    if get_origin(kind) in (Union, types.UnionType):
        return next(part for part in get_args(kind) if part is not type(None))
    return kind


def _complete(struct: type[Any], values: Mapping[str, object]) -> bool:
    required = {f.name for f in fields_of(struct) if f.required}
    return required <= values.keys()


def _series(kind: Any, value: object, where: Where, report: Report) -> Any:
    if not isinstance(value, list):
        report.error(where, "wrong_type", expected="list")
        return INVALID
    built = [convert(kind, entry, where.at(n), report) for n, entry in enumerate(value)]
    return tuple(entry for entry in built if entry is not INVALID)


def _mapping(kind: Any, value: object, where: Where, report: Report) -> Any:
    if not isinstance(value, Mapping):
        report.error(where, "wrong_type", expected="table")
        return INVALID
    built = {name: convert(kind, entry, where.at(name), report) for name, entry in value.items()}
    return {name: entry for name, entry in built.items() if entry is not INVALID}


def _choice(kind: type[StrEnum], value: object, where: Where, report: Report) -> Any:
    choices = {str(choice): choice for choice in kind}
    if str(value) not in choices:
        report.unknown(where, "unknown_value", str(value), list(choices))
    return choices.get(str(value), INVALID)


def _text(value: str, where: Where, report: Report) -> Any:
    if clean.looks_broken(value):
        report.error(where, "broken_text", text=clean.tidy(value))
    elif clean.looks_legacy(value):
        report.error(where, "legacy_text", text=clean.tidy(value))
    return clean.tidy(value)
