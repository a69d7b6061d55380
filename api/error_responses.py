"""Problem documents of a route, as its ``responses``; 401, 403, 413, 500, 503 and 507 are added to every route."""

from __future__ import annotations

from typing import Any

from api.errors import PROBLEM_JSON

PROBLEM_REF = {"$ref": "#/components/schemas/Problem"}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """OpenAPI responses of these error statuses."""
    return {status: {"description": "problem document", "content": {PROBLEM_JSON: {"schema": PROBLEM_REF}}} for status in statuses}
