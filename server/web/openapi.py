"""The OpenAPI document, generated from the commands and the messages of the wire."""

from functools import cache
from typing import Any

import msgspec

from ..conference import COMMANDS, Command
from ..conference.verdicts import Verdict
from .gate import ApprovalAsked, PairingAsked, PickUpAsked, PlaceAsked
from .kiosk_pin import LockAsked
from .wire import LabelAsked, MovesAsked, ScanAsked, ScansAsked, SignInAsked

ASKED = (
    ScanAsked,
    ScansAsked,
    SignInAsked,
    PairingAsked,
    PickUpAsked,
    ApprovalAsked,
    LockAsked,
    PlaceAsked,
    LabelAsked,
    MovesAsked,
)
REF = "#/components/schemas/{name}"
READING = {
    "/api/v1/session": "Who is signed in.",
    "/api/v1/view/{audience}": "The whole view now.",
    "/api/v1/roster": "What a kiosk keeps for offline work; only for paired kiosks.",
    "/api/v1/delegates": "Accent-blind search, any word order; reception and operator only.",
    "/api/v1/devices": "Paired devices, and those that wait to be let in.",
    "/api/v1/labels": "The queue of labels, and how the printers are doing.",
    "/api/v1/trail": "Who did what, when and from where, newest first; desk and secretary only.",
    "/api/v1/labels/{number}.png": "A label's picture.",
    "/api/v1/preview": "What a step would show, looked at without going there; the desk only.",
    "/api/v1/openapi.json": "This document.",
    "/healthz": "The process lives.",
    "/readyz": "The journal is loaded and writable.",
    "/metrics": "Prometheus.",
}
TRAIL: list[dict[str, Any]] = [
    {"name": "q", "in": "query", "schema": {"type": "string"}},
    {"name": "refused", "in": "query", "schema": {"enum": ["1"]}},
    {"name": "door", "in": "query", "schema": {"enum": ["0"]}},
    {"name": "before", "in": "query", "schema": {"type": "integer"}},
]
NEIGHBOURS = {"name": "neighbours", "in": "query", "schema": {"enum": ["1"]}}
NUMBER = {"name": "number", "in": "path", "required": True, "schema": {"type": "integer"}}
PARAMETERS: dict[str, list[dict[str, Any]]] = {
    "/api/v1/trail": TRAIL,
    "/api/v1/labels/{number}.png": [NUMBER],
    "/api/v1/view/{audience}": [
        {"name": "audience", "in": "path", "required": True, "schema": {"type": "string"}},
        {"name": "screen", "in": "query", "schema": {"type": "string"}},
    ],
    "/api/v1/preview": [
        {"name": "item", "in": "query", "required": True, "schema": {"type": "string"}},
        {"name": "step", "in": "query", "schema": {"type": "string"}},
    ],
    "/api/v1/roster": [{"name": "since", "in": "query", "schema": {"type": "string"}}],
    "/api/v1/delegates": [
        {"name": "q", "in": "query", "required": True, "schema": {"type": "string"}}
    ],
}
REFUSALS = {
    "400": "bad_request: the field that is wrong is named",
    "401": "not_signed_in or wrong_pin",
    "403": "not_allowed or foreign_origin",
    "409": "refused: the code and the sentence say why",
    "429": "locked",
    "503": "the disk cannot be written; nothing was done",
}


@cache
def document() -> dict[str, Any]:
    """The whole interface under /api/v1."""
    structs = [*ASKED, *_argument_structs()]
    _, components = msgspec.json.schema_components(structs, ref_template=REF)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Hội Trường", "version": "1"},
        "paths": _paths(),
        "components": {
            "schemas": components | {"Refusal": _refusal(), "Verdict": _verdict()},
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "cookie": {"type": "apiKey", "in": "cookie", "name": "hall_session"},
            },
        },
        "security": [{"bearer": []}, {"cookie": []}],
    }


def _public() -> list[Command]:
    return [command for command in COMMANDS.values() if command.public]


def _argument_structs() -> list[type[msgspec.Struct]]:
    return [command.arguments for command in _public()]


def _paths() -> dict[str, Any]:
    paths: dict[str, dict[str, Any]] = {
        path: {"get": _operation(summary, PARAMETERS.get(path, []))}
        for path, summary in READING.items()
    }
    paths["/api/v1/session"] |= {
        "post": _posting("Sign in.", _ref("SignInAsked")),
        "delete": _operation("Sign out."),
    }
    paths["/api/v1/commands"] = {
        "post": _posting("Carry out a command, once.", {"oneOf": [_asked(c) for c in _public()]})
    }
    paths["/api/v1/moves"] = {
        "post": _posting("Ask which commands would be refused, and why.", _ref("MovesAsked"))
    }
    paths["/api/v1/devices"]["post"] = _posting("Let a device in.", _ref("ApprovalAsked"))
    paths["/api/v1/devices/{name}"] = {
        "delete": _operation("Let a device in no longer.", [_in_path("name")])
    }
    paths["/api/v1/kiosks/{name}/lock"] = {
        "put": _posting("Hold a kiosk to its page with a PIN.", _ref("LockAsked"))
        | {"parameters": [_in_path("name")]},
        "delete": _operation("Let a kiosk be an ordinary page again.", [_in_path("name")]),
    }
    paths["/api/v1/kiosks/{name}/place"] = {
        "put": _posting("Tell where a kiosk stands and which way it counts.", _ref("PlaceAsked"))
        | {"parameters": [_in_path("name")]},
    }
    paths["/api/v1/labels"]["post"] = _posting("Ask for a label.", _ref("LabelAsked"))
    paths["/api/v1/labels/{number}"] = {"delete": _operation("Withdraw a label.", [NUMBER])}
    paths["/api/v1/pairings"] = {"post": _posting("Ask to be let in.", _ref("PairingAsked"))}
    paths["/api/v1/pairings/pick-up"] = {
        "post": _posting("Ask whether one was let in.", _ref("PickUpAsked"))
    }
    paths["/api/v1/pairings/{code}"] = {
        "delete": _operation(
            "Dismiss who asks to be let in; with `neighbours`, all from that address.",
            [_in_path("code"), NEIGHBOURS],
        )
    }
    paths["/api/v1/check-ins"] = {"post": _posting("Answer a scan.", _ref("ScanAsked"))}
    paths["/api/v1/check-ins/batch"] = {
        "post": _posting("Answer an outbox, in order.", _ref("ScansAsked"))
    }
    paths["/api/v1/trail/exports"] = {
        "post": _operation("The trail as a spreadsheet; that it was taken is noted.", TRAIL)
    }
    return paths


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _asked(command: Command) -> dict[str, Any]:
    """The body that asks for one command."""
    arguments = _ref(command.arguments.__name__)
    required = ["id", "command"]
    if any(field.required for field in msgspec.structs.fields(command.arguments)):
        required.append("args")
    return {
        "title": command.name,
        "description": command.summary,
        "type": "object",
        "required": required,
        "properties": {
            "id": {"type": "string", "minLength": 1, "maxLength": 100},
            "command": {"const": command.name},
            "expects": {"type": ["integer", "null"]},
            "args": arguments,
        },
        "x-roles": sorted(role.value for role in command.roles),
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": REF.format(name=name)}


def _operation(summary: str, parameters: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    refusal = {"application/json": {"schema": _ref("Refusal")}}
    return {
        "summary": summary,
        "parameters": parameters or [],
        "responses": {"200": {"description": "done"}}
        | {code: {"description": why, "content": refusal} for code, why in REFUSALS.items()},
    }


def _posting(summary: str, schema: dict[str, Any]) -> dict[str, Any]:
    body = {"required": True, "content": {"application/json": {"schema": schema}}}
    return _operation(summary) | {"requestBody": body}


def _refusal() -> dict[str, Any]:
    texts = {name: {"type": "string"} for name in ("code", "message", "message_en")}
    return {"type": "object", "required": list(texts), "properties": texts}


def _verdict() -> dict[str, Any]:
    return {"type": "string", "enum": [verdict.value for verdict in Verdict]}
