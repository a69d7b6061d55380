"""The problem documents that a route may answer with, as its ``responses``; 401, 403, 413, 500, 503 and 507 come by themselves."""

from __future__ import annotations

from typing import Any

from api.errors import PROBLEM_JSON

PROBLEM_REF = {"$ref": "#/components/schemas/Problem"}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Statuses of 400 and more -> what stands there in the OpenAPI document."""
    return {status: {"description": "problem document", "content": {PROBLEM_JSON: {"schema": PROBLEM_REF}}} for status in statuses}
