"""Bodies that our own mapping reads, as the OpenAPI document shows them (``openapi_extra`` of their routes)."""

from __future__ import annotations

from typing import Any

from api.deps import HTML_TYPE, JSON_TYPE, PDF_TYPE, XLSX_TYPE

REF = "#/components/schemas/"
BINARY = {"schema": {"type": "string", "format": "binary"}}
_REQUEST = {"schema": {"$ref": REF + "RequestDoc"}}
_PAIR = {
    "type": "object",
    "required": ["request", "plan"],
    "properties": {"request": {"$ref": REF + "RequestDoc"}, "plan": {"$ref": REF + "PlanDocument"}},
}
REQUEST_CONTENT = {JSON_TYPE: _REQUEST, XLSX_TYPE: BINARY}
"""A request as a document or as the workbook."""
REQUEST_BODY: dict[str, Any] = {"requestBody": {"required": True, "content": REQUEST_CONTENT}}
PAIR_BODY: dict[str, Any] = {"requestBody": {"required": True, "content": {JSON_TYPE: {"schema": _PAIR}}}}
"""A request together with a plan of it."""
PAPER_CONTENT: dict[str, Any] = {
    JSON_TYPE: {"schema": {"type": "object"}}, PDF_TYPE: BINARY, XLSX_TYPE: BINARY, HTML_TYPE: {"schema": {"type": "string"}},
}  # fmt: skip
"""A paper, by what is accepted."""
