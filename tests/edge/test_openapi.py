"""The description is generated from the code, whole, and in the form its readers expect."""

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
import requests

from server.conference import COMMANDS
from tests.edge.house import House

METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
PROMISED = {
    ("/api/v1/session", "post"),
    ("/api/v1/session", "get"),
    ("/api/v1/session", "delete"),
    ("/api/v1/view/{audience}", "get"),
    ("/api/v1/commands", "post"),
    ("/api/v1/preview", "get"),
    ("/api/v1/moves", "post"),
    ("/api/v1/check-ins", "post"),
    ("/api/v1/check-ins/batch", "post"),
    ("/api/v1/roster", "get"),
    ("/api/v1/delegates", "get"),
    ("/api/v1/openapi.json", "get"),
    ("/healthz", "get"),
    ("/readyz", "get"),
    ("/metrics", "get"),
}
PUBLIC = {name: command for name, command in COMMANDS.items() if command.public}


@pytest.fixture(name="document", scope="module")
def _document(shared: House) -> dict[str, Any]:
    answer = requests.get(f"{shared.base}/api/v1/openapi.json", timeout=10)
    answer.raise_for_status()
    return dict(answer.json())


@pytest.fixture(name="asked", scope="module")
def _asked(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The form of each command's call, by the command's name."""
    body = document["paths"]["/api/v1/commands"]["post"]["requestBody"]
    forms = body["content"]["application/json"]["schema"]["oneOf"]
    return {form["properties"]["command"]["const"]: form for form in forms}


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every operation with its path and method."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def references(value: Any) -> Iterator[str]:
    """Every reference in a JSON value."""
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for below in value.values():
            yield from references(below)
    elif isinstance(value, list):
        for below in value:
            yield from references(below)


def test_the_document_has_the_form_of_openapi(document: dict[str, Any]) -> None:
    """
    Version, title and paths stand where 3.1 wants them, and every operation answers something.
    """
    assert document["openapi"].startswith("3.1.")
    assert {"title", "version"} <= document["info"].keys()
    for path, method, operation in operations(document):
        assert path.startswith("/")
        assert method in METHODS
        assert all(answer["description"] for answer in operation["responses"].values())
        in_path = {p["name"] for p in operation.get("parameters", []) if p["in"] == "path"}
        assert in_path == set(re.findall(r"{(\w+)}", path))


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    """
    Every reference names a schema that stands in the document.
    """
    schemas = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}

    assert set() == set(references(document)) - schemas


def test_every_promised_call_is_described(document: dict[str, Any]) -> None:
    """
    What outside programs rely on is in the document.
    """
    assert set() == PROMISED - {(path, method) for path, method, _ in operations(document)}


def test_every_command_is_described(asked: dict[str, dict[str, Any]]) -> None:
    """
    Exactly the commands that can be asked for are described; the door's own is not.
    """
    assert PUBLIC.keys() == asked.keys()


@pytest.mark.parametrize("name", PUBLIC)
def test_a_commands_arguments_are_described(
    document: dict[str, Any], asked: dict[str, dict[str, Any]], name: str
) -> None:
    """
    Each argument stands in the document, those that must be given are said to be required.
    """
    reference = asked[name]["properties"]["args"]["$ref"].rpartition("/")[2]
    schema = document["components"]["schemas"][reference]
    fields = msgspec.structs.fields(PUBLIC[name].arguments)

    assert {field.name for field in fields} == schema["properties"].keys()
    assert {field.name for field in fields if field.required} == set(schema["required"])
    assert schema["additionalProperties"] is False
    assert any(field.required for field in fields) == ("args" in asked[name]["required"])
    assert {role.value for role in PUBLIC[name].roles} == set(asked[name]["x-roles"])
    assert asked[name]["description"]


def test_the_document_is_plain_json(document: dict[str, Any]) -> None:
    """
    The document survives a strict reader: no number without end, no odd value.
    """
    assert document == json.loads(json.dumps(document, allow_nan=False))
