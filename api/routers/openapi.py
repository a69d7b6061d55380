"""OpenAPI document: bodies that our own mapping parses, their examples, and problem documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts

from api.access.role import Right
from api.error_responses import problems
from api.files.request.example import example_problem
from api.guarded_route import rights_of
from api.mapping.request import Request, request_doc
from api.routers.bodies import REF
from api.schemas.importing import ImportDoc
from api.schemas.plan import PlanDocument
from api.schemas.request import RequestDoc
from api.schemas.service.names import SubmittedNamesDoc

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
                    "rows": {"type": "string", "examples": ["3、5–40"]}, "follows": {"type": "integer"},
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
ALWAYS = (400, 413, 500)
"""Error statuses of every request."""
SENDING = (408,)
"""Further error statuses of requests with a body."""
GUARDED = (401, 403, 429, 503, 507)
"""Further error statuses of guarded routes; 503 and 507: its database cannot do its work, or too many upload."""


def operation_id(route: APIRoute) -> str:
    """Operation id, by which generated clients name a route: tag and function."""
    return f"{route.tags[0]}_{route.name}" if route.tags else route.name


def document(app: FastAPI) -> dict[str, Any]:
    """OpenAPI document of the application, built at its first use."""
    if app.openapi_schema is None:
        found = get_openapi(title=app.title, version=app.version, summary=app.summary, description=app.description, routes=app.routes)
        schemas = found.setdefault("components", {}).setdefault("schemas", {})
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
        schemas["Problem"] = PROBLEM_SCHEMA
        schemas["AnyDoc"] = {"description": "任意内容 anything"}  # by name: generators of clients know one nameless body a route
        for model in (RequestDoc, PlanDocument, SubmittedNamesDoc, ImportDoc):
            schema = model.model_json_schema(ref_template=REF + "{model}", mode="validation")
            schemas.update(schema.pop("$defs", {}))
            schemas[model.__name__] = schema
        schemas["RequestDoc"]["examples"] = [request_doc(Request(example_problem()))]
        everybodys = {(context.path, method) for context, method in _open_routes(app)}
        for path, operations in found["paths"].items():
            for method, operation in operations.items():
                _describe_problems(operation)
                if (path, method.upper()) in everybodys:
                    operation["security"] = [*operation.get("security", []), {}]
        app.openapi_schema = found
    return app.openapi_schema


def _open_routes(app: FastAPI) -> Iterator[tuple[RouteContext, str]]:
    """Public routes, on which a key is optional."""
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if isinstance(route, APIRoute) and Right.OPEN in rights_of(route.dependant):
            yield from ((context, method) for method in route.methods or ())


def _describe_problems(operation: dict[str, Any]) -> None:
    """Describe every error as a problem document, in place of the framework's own descriptions."""
    sending = SENDING if "requestBody" in operation else ()
    given = problems(*ALWAYS, *sending, *(GUARDED if operation.get("security") else ()))
    operation["responses"] = {str(status): described for status, described in given.items()} | operation["responses"]
    if "422" in operation["responses"]:
        operation["responses"]["422"] = problems(422)[422]
