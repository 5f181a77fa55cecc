"""Whatever is wrong with a call, it is answered with the field, and nothing changes."""

import json
import types
import typing
from datetime import datetime
from enum import Enum
from typing import Annotated, Any, Union

import msgspec
import pytest

from server.conference import COMMANDS
from server.conference.commands import Role
from tests.edge.clients import Http, new_id
from tests.edge.house import House
from tests.edge.test_http import SENTENCE, told

PUBLIC = {name: command for name, command in COMMANDS.items() if command.public}
ARGUMENTS = [
    (name, field)
    for name, command in PUBLIC.items()
    for field in msgspec.structs.fields(command.arguments)
]
REQUIRED = [(name, field) for name, field in ARGUMENTS if field.required]
POSTS = [
    "/api/v1/session",
    "/api/v1/commands",
    "/api/v1/moves",
    "/api/v1/check-ins",
    "/api/v1/check-ins/batch",
]
NOT_JSON = {
    "nothing": b"",
    "blank": b" ",
    "half": b'{"id": "a", ',
    "words": "xin chào".encode(),
    "no utf-8": b'{"id": "\xff"}',
    "null": b"null",
    "list": b"[]",
    "number": b"12",
    "text": b'"id"',
    "lone surrogate": b'{"id": "\\ud800", "command": "next", "code": "1"}',
    "not a number": b'{"id": NaN}',
    "endless number": b'{"id": ' + b"9" * 5000 + b"}",
    "deep": b'{"id": "a", "command": "next", "args": {"a": ' + b"[" * 100_000,
    "deep and whole": b'{"id": "a", "command": "next", "args": {"a": '
    + b"[" * 50_000
    + b"]" * 50_000
    + b"}}",
}
SCAN = {"id": "a", "code": "1"}
WRONG_BODIES = [
    ("/api/v1/session", {}, "name"),
    ("/api/v1/session", {"name": "a"}, "name"),
    ("/api/v1/session", {"name": 5, "pin": "1"}, "name"),
    ("/api/v1/session", {"name": "a", "pin": 1234}, "pin"),
    ("/api/v1/session", {"key": []}, "key"),
    ("/api/v1/moves", {}, "asked"),
    ("/api/v1/moves", {"asked": [{"args": {}}]}, "asked[0].command"),
    ("/api/v1/moves", {"asked": [{"command": "next"}] * 201}, "asked"),
    ("/api/v1/commands", {"command": "next"}, "id"),
    ("/api/v1/commands", {"id": 5, "command": "next"}, "id"),
    ("/api/v1/commands", {"id": "", "command": "next"}, "id"),
    ("/api/v1/commands", {"id": "x" * 101, "command": "next"}, "id"),
    ("/api/v1/commands", {"id": "a"}, "command"),
    ("/api/v1/commands", {"id": "a", "command": ["next"]}, "command"),
    ("/api/v1/commands", {"id": "a", "command": "next", "expects": "1"}, "expects"),
    ("/api/v1/commands", {"id": "a", "command": "next", "expects": 1.5}, "expects"),
    ("/api/v1/commands", {"id": "a", "command": "next", "expects": True}, "expects"),
    ("/api/v1/commands", {"id": "a", "command": "next", "args": []}, "args"),
    ("/api/v1/commands", {"id": "a", "command": "next", "args": None}, "args"),
    ("/api/v1/check-ins", {"id": "a"}, "code"),
    ("/api/v1/check-ins", {"code": "1"}, "id"),
    ("/api/v1/check-ins", {"id": "a", "code": 1}, "code"),
    ("/api/v1/check-ins", {"id": "", "code": "1"}, "id"),
    ("/api/v1/check-ins", {"id": "a", "code": "1", "direction": "up"}, "direction"),
    ("/api/v1/check-ins", {"id": "a", "code": "1", "happened_at": 7}, "happened_at"),
    ("/api/v1/check-ins", {"id": "a", "code": "1", "happened_at": "mai"}, "happened_at"),
    (
        "/api/v1/check-ins",
        {"id": "a", "code": "1", "happened_at": "2020-01-01T08:00:00"},
        "happened_at",
    ),
    ("/api/v1/check-ins/batch", {}, "scans"),
    ("/api/v1/check-ins/batch", {"scans": {}}, "scans"),
    ("/api/v1/check-ins/batch", {"scans": [SCAN, {"id": "b"}]}, "scans[1].code"),
    ("/api/v1/check-ins/batch", {"scans": [{"id": "", "code": "1"}]}, "id"),
]  # fmt: skip


def bare(kind: Any) -> Any:
    """The class at the bottom of a type: of an optional one, of one with limits, of a list."""
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) in {Union, Annotated}:
        return bare(typing.get_args(kind)[0])
    return typing.get_origin(kind) or kind


def wrong(kind: Any) -> Any:
    """A value that is of none of the types `kind` allows."""
    first = bare(kind)
    if first is str or issubclass(first, list):
        return 5
    if first in {int, float, bool, dict}:
        return "1"
    assert issubclass(first, Enum | datetime)
    return "không có"


def fitting(kind: Any) -> Any:
    """A value of the type `kind`, as JSON."""
    first = bare(kind)
    if first in {str, int, float, bool}:
        return {str: "x", int: 1, float: 1, bool: False}[first]
    return [] if issubclass(first, list) else next(iter(first)).value


def fitting_arguments(name: str) -> dict[str, Any]:
    """The fewest arguments a command can have, of the right types."""
    fields = msgspec.structs.fields(PUBLIC[name].arguments)
    return {field.name: fitting(field.type) for field in fields if field.required}


@pytest.fixture(name="admin")
def _admin(people: dict[Role, Http]) -> Http:
    return people[Role.ADMIN]


@pytest.fixture(autouse=True)
def _nothing_changes(shared: House) -> Any:
    before = len(shared.events())
    yield
    assert before == len(shared.events())


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON.keys())
@pytest.mark.parametrize("path", POSTS)
def test_a_body_must_be_an_object(admin: Http, path: str, body: bytes) -> None:
    """
    What is not a JSON object of the right form is a bad request that names the place.
    """
    answer = admin.post(path, data=body)

    assert (400, "bad_request") == told(answer)
    assert SENTENCE | {"field"} == answer.json().keys()


@pytest.mark.parametrize(("path", "body", "field"), WRONG_BODIES)
def test_a_wrong_field_is_named(admin: Http, path: str, body: Any, field: str) -> None:
    """
    A field that is missing or of the wrong type is named.
    """
    answer = admin.post(path, json=body)

    assert (400, "bad_request", field) == (
        *told(answer),
        answer.json()["field"],
    )


@pytest.mark.parametrize(("name", "field"), ARGUMENTS, ids=lambda x: getattr(x, "name", x))
def test_a_wrong_argument_is_named(admin: Http, name: str, field: Any) -> None:
    """
    An argument of the wrong type is named, whatever the command.
    """
    args = fitting_arguments(name) | {field.name: wrong(field.type)}

    answer = admin.command(name, args)

    assert (400, "bad_request") == told(answer)
    assert f"args.{field.name}" == answer.json()["field"]


@pytest.mark.parametrize(("name", "field"), REQUIRED, ids=lambda x: getattr(x, "name", x))
def test_a_missing_argument_is_named(admin: Http, name: str, field: Any) -> None:
    """
    An argument that is missing is named, whatever the command.
    """
    args = fitting_arguments(name)
    del args[field.name]

    answer = admin.command(name, args)

    assert (400, f"args.{field.name}") == (answer.status_code, answer.json()["field"])


@pytest.mark.parametrize("name", PUBLIC)
def test_an_unknown_argument_is_named(admin: Http, name: str) -> None:
    """
    An argument that a command does not have is named, whatever the command.
    """
    answer = admin.command(name, fitting_arguments(name) | {"tên_lạ": 1})

    assert (400, "args.tên_lạ") == (answer.status_code, answer.json()["field"])


@pytest.mark.parametrize("path", POSTS)
def test_ten_megabytes_are_too_many(shared: House, admin: Http, path: str) -> None:
    """
    A huge body is refused without being read into memory, and the server goes on.
    """
    huge = json.dumps({"id": new_id(), "command": "next", "code": "1" * 10_000_000})

    with shared.http(admin.token) as sender:
        answer = sender.post(path, data=huge)

    assert (413, "too_large") == told(answer)
    assert 200 == admin.get("/readyz").status_code
