"""The OpenAPI document: bodies that our own mapping reads, their examples, and problem documents."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.deps import HTML_TYPE, JSON_TYPE, PDF_TYPE, XLSX_TYPE
from api.errors import PROBLEM_JSON
from api.files.example import example_problem
from api.mapping import Request, request_doc
from api.schemas import PlanDocument, RequestDoc

REF = "#/components/schemas/"
BINARY = {"schema": {"type": "string", "format": "binary"}}
_TEXT = {"type": "string"}
PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "examples": ["urn:afterbell:problem:bad-input"]},
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "instance": _TEXT,
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "where": {"type": "string", "examples": ["problem.pupils[3].choices[1]"]},
                    "value": _TEXT, "zh": _TEXT, "en": _TEXT, "hint_zh": _TEXT, "hint_en": _TEXT,
                },
            },
        },
        "reasons": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"rule": _TEXT, "zh": _TEXT, "en": _TEXT, "measured": _TEXT, "limit": _TEXT},
            },
        },
    },
}  # fmt: skip
PROBLEMS = {
    "/v1/solve": (400, 406, 413, 415, 422, 500, 503),
    "/v1/check": (400, 413, 415, 422, 500),
    "/v1/precheck": (400, 413, 415, 422, 500),
    "/v1/export/{kind}": (400, 404, 406, 413, 415, 422, 500),
    "/v1/policies/{name}": (404,),
}


def document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of the application, made once when it is first asked for."""
    if app.openapi_schema is None:
        found = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        schemas = found.setdefault("components", {}).setdefault("schemas", {})
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
        schemas["Problem"] = PROBLEM_SCHEMA
        for model in (RequestDoc, PlanDocument):
            schema = model.model_json_schema(ref_template=REF + "{model}", mode="validation")
            schemas.update(schema.pop("$defs", {}))
            schemas[model.__name__] = schema
        _describe_bodies(found["paths"])
        _describe_problems(found["paths"])
        app.openapi_schema = found
    return app.openapi_schema


def _describe_bodies(paths: dict[str, Any]) -> None:
    request = {"schema": {"$ref": REF + "RequestDoc"}, "example": request_doc(Request(example_problem()))}
    for path in ("/v1/solve", "/v1/precheck"):
        paths[path]["post"]["requestBody"] = {"required": True, "content": {JSON_TYPE: request, XLSX_TYPE: BINARY}}
    pair = {
        "type": "object",
        "required": ["request", "plan"],
        "properties": {"request": {"$ref": REF + "RequestDoc"}, "plan": {"$ref": REF + "PlanDocument"}},
    }
    for path in ("/v1/check", "/v1/export/{kind}"):
        paths[path]["post"]["requestBody"] = {"required": True, "content": {JSON_TYPE: {"schema": pair}}}
    paths["/v1/export/{kind}"]["post"]["responses"]["200"]["content"] = {
        JSON_TYPE: {"schema": {"type": "object"}}, PDF_TYPE: BINARY, XLSX_TYPE: BINARY, HTML_TYPE: {"schema": _TEXT},
    }  # fmt: skip
    paths["/v1/solve"]["post"]["responses"]["200"]["content"] = {
        JSON_TYPE: {"schema": {"type": "object"}}, XLSX_TYPE: BINARY, HTML_TYPE: {"schema": _TEXT},
    }  # fmt: skip


def _describe_problems(paths: dict[str, Any]) -> None:
    for path, statuses in PROBLEMS.items():
        for operation in paths[path].values():
            operation["responses"].pop("422", None)
            for status in statuses:
                content = {PROBLEM_JSON: {"schema": {"$ref": REF + "Problem"}}}
                operation["responses"][str(status)] = {"description": "problem document", "content": content}
