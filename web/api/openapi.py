"""The operations as an OpenAPI 3.1 document in one language."""

from collections.abc import Iterable, Mapping
from typing import Any

from ontology.speech import LANGUAGES, Speech
from ontology.version import program_version
from queries.engine.serialise import MEDIA
from web.api.operations import GROUPS, Operation, ToldParameter, operations
from web.http.refusals import PROBLEM_TYPE

PROBLEM: Mapping[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "line": {"type": "integer"},
        "column": {"type": "integer"},
        "limit": {"type": "string"},
        "allowed": {"type": "string"},
    },
}
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "format": tuple(MEDIA),
    "lang": LANGUAGES,
    "partial": ("1",),
    "all": ("1",),
    "direct": ("1",),
    "what": ("entity", "type", "property"),
}
_NUMBERS = frozenset({"timeout", "limit", "cursor", "w", "h", "attendance", "number"})
_LISTS = frozenset({"default-graph-uri", "named-graph-uri"})
_SCHEMAS: Mapping[type, str] = {bool: "boolean", int: "integer", float: "number", str: "string"}


def document(lang: str, origin: str) -> dict[str, Any]:
    """The document, with the address that answers."""
    speech = Speech(lang)
    paths: dict[str, dict[str, Any]] = {}
    for one in operations():
        paths.setdefault(one.told.path, {})[one.told.method] = _operation(one, speech)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Pobratim",
            "version": program_version(),
            "description": speech.say("api.lede"),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": origin}],
        "tags": [{"name": group, "description": speech.say(f"api.group.{group}")} for group in GROUPS],
        "paths": paths,
        "components": {
            "schemas": {"Problem": PROBLEM},
            "responses": {f"Problem{code}": _problem(code, speech) for code in _problems()},
        },
    }


def _problems() -> list[int]:
    return sorted({code for one in operations() for code in one.told.problems})


def _operation(one: Operation, speech: Speech) -> dict[str, Any]:
    told = one.told
    answer = {
        "description": speech.say("api.answer"),
        "content": {media_type: _content(example) for media_type, example in one.answers.items()},
    }
    responses: dict[str, Any] = {str(told.status): answer}
    if told.leads is not None:
        responses[str(told.leads)] = {
            "description": speech.say("api.leads"),
            "headers": {"Location": {"schema": {"type": "string"}}},
        }
    responses |= {str(code): {"$ref": f"#/components/responses/Problem{code}"} for code in told.problems}
    written: dict[str, Any] = {
        "operationId": told.id,
        "tags": [told.group],
        "summary": speech.say(f"api.operation.{told.id}"),
        "parameters": [_parameter(parameter, speech) for parameter in one.parameters],
        "responses": responses,
    }
    if told.bodies:
        content = {media_type: _content(example) for media_type, example in told.bodies.items()}
        written["requestBody"] = {"required": True, "content": content}
    return written


def _parameter(one: ToldParameter, speech: Speech) -> dict[str, Any]:
    written: dict[str, Any] = {
        "name": one.name,
        "in": "path" if one.in_path else "query",
        "required": one.is_needed,
        "description": speech.say(f"api.parameter.{one.name}"),
        "schema": _schema_of_parameter(one.name),
    }
    return written if one.example is None else {**written, "example": one.example}


def _schema_of_parameter(name: str) -> dict[str, Any]:
    if name in _LISTS:
        return {"type": "array", "items": {"type": "string"}}
    if name in _CHOICES:
        return {"type": "string", "enum": list(_CHOICES[name])}
    return {"type": "number" if name in _NUMBERS else "string"}


def _content(example: object) -> dict[str, Any]:
    if example == "":
        return {}
    return {"example": example, **({} if isinstance(example, str) else {"schema": schema_of(example)})}


def schema_of(example: object) -> dict[str, Any]:
    """The kind of values that an example is one of: its fields with theirs, any value where it has null."""
    if isinstance(example, Mapping):
        return {
            "type": "object",
            "properties": {str(name): schema_of(value) for name, value in example.items()},
        }
    if isinstance(example, list):
        kinds = _different(map(schema_of, example))
        return {"type": "array", "items": kinds[0] if len(kinds) == 1 else {"anyOf": kinds} if kinds else {}}
    return {"type": _SCHEMAS[type(example)]} if type(example) in _SCHEMAS else {}


def _different(schemas: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for schema in schemas:
        if schema not in found:
            found.append(schema)
    return found


def _problem(code: int, speech: Speech) -> dict[str, Any]:
    said = speech.say(f"api.problem.{code}")
    example = {"type": "/help#bad-request", "title": "bad-request", "status": code, "detail": said}
    return {
        "description": said,
        "content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}},
    }
