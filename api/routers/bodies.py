"""OpenAPI schemas of bodies that our own mapping parses (``openapi_extra`` of their routes)."""

from __future__ import annotations

from typing import Any

from api.deps import CSV_TYPE, HTML_TYPE, JSON_TYPE, PDF_TYPE, TEXT_TYPE, XLSX_TYPE, ZIP_TYPE

REF = "#/components/schemas/"
BINARY = {"schema": {"type": "string", "format": "binary"}}
_REQUEST = {"schema": {"$ref": REF + "RequestDoc"}}
_PAIR: dict[str, Any] = {
    "type": "object",
    "required": ["request", "plan"],
    "properties": {"request": {"$ref": REF + "RequestDoc"}, "plan": {"$ref": REF + "PlanDocument"}},
}
REQUEST_CONTENT = {JSON_TYPE: _REQUEST, XLSX_TYPE: BINARY}
"""Content of a request: document or workbook."""
REQUEST_BODY: dict[str, Any] = {"requestBody": {"required": True, "content": REQUEST_CONTENT}}
FAULTY_BODY: dict[str, Any] = {
    "requestBody": {"required": True, "content": {JSON_TYPE: {"schema": {"$ref": REF + "AnyDoc"}}, XLSX_TYPE: {"schema": {}}}}
}
"""Body that is to be a request, and may be anything."""
FAULTS_CONTENT: dict[str, Any] = {
    JSON_TYPE: {
        "schema": {
            "type": "object",
            "required": ["count", "faults"],
            "properties": {"count": {"type": "integer"}, "faults": {"type": "array", "items": {"type": "object"}}},
        },
    },
    XLSX_TYPE: BINARY,
}
"""Content of the faults of a request, by ``Accept``."""
WORKBOOK_BODY: dict[str, Any] = {"requestBody": {"required": True, "content": {XLSX_TYPE: BINARY}}}
PAIR_BODY: dict[str, Any] = {"requestBody": {"required": True, "content": {JSON_TYPE: {"schema": _PAIR}}}}
"""Body with a request and a plan of it."""
_TASK = {
    "type": "object",
    "required": ["done"],
    "properties": {"done": {"type": "string", "format": "date"}, "by": {"type": "string"}, "note": {"type": "string"}},
}
_REGISTER = {
    "type": "object",
    "required": ["version", "tasks"],
    "properties": {
        "version": {"const": 1}, "school": {"type": "string"}, "term": {"type": "string"},
        "tasks": {"type": "object", "additionalProperties": _TASK},
    },
}  # fmt: skip
_MADE = {**_PAIR, "properties": {"request": _PAIR["properties"]["request"], "plan": _PAIR["properties"]["plan"], "tasks": _REGISTER}}
IMPORT_BODY: dict[str, Any] = {
    "requestBody": {"required": True, "content": {JSON_TYPE: {"schema": {"$ref": REF + "ImportDoc"}}, ZIP_TYPE: BINARY}}
}
"""Files of an office."""
IMPORT_CONTENT: dict[str, Any] = {JSON_TYPE: {"schema": {"type": "object"}}, ZIP_TYPE: BINARY}
PAPER_BODY: dict[str, Any] = {"requestBody": {"required": True, "content": {JSON_TYPE: {"schema": _MADE}}}}
"""Body with a request, a plan of it, and optionally the register of completed tasks."""
NAMES_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {JSON_TYPE: {"schema": {"$ref": REF + "SubmittedNamesDoc"}}, XLSX_TYPE: BINARY},
    }
}
"""Body with a name list: pupil ids with names, or a workbook with both."""
PAPER_CONTENT: dict[str, Any] = {
    JSON_TYPE: {"schema": {"type": "object"}}, PDF_TYPE: BINARY, XLSX_TYPE: BINARY, HTML_TYPE: {"schema": {"type": "string"}},
    CSV_TYPE: {"schema": {"type": "string"}}, ZIP_TYPE: BINARY,
}  # fmt: skip
"""Content of a paper, by ``Accept``."""
SIGNUP_CONTENT: dict[str, Any] = {
    JSON_TYPE: {"schema": {"type": "object"}}, PDF_TYPE: BINARY, XLSX_TYPE: BINARY, HTML_TYPE: {"schema": {"type": "string"}},
    TEXT_TYPE: {"schema": {"type": "string"}},
}  # fmt: skip
"""Content of a sign-up paper, by ``Accept``."""
