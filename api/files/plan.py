"""Plans into files: JSON, Excel, and HTML for the printer."""

from __future__ import annotations

import json

from api.files.bundle import PlanBundle
from api.files.plan_html import plan_html
from api.files.plan_json import plan_document
from api.files.plan_xlsx import plan_book
from api.files.request_source import unknown_suffix
from solver.errors import PlanError

WRITE_SUFFIXES = (".json", ".xlsx", ".html")


def plan_bytes(bundle: PlanBundle, suffix: str) -> bytes:
    """A plan file in memory. suffix: ``.json``, ``.xlsx`` or ``.html``; another raises PlanError."""
    name = suffix.lower()
    if name == ".json":
        return (json.dumps(plan_document(bundle), ensure_ascii=False, indent=1) + "\n").encode()
    if name == ".xlsx":
        return plan_book(bundle)
    if name == ".html":
        return plan_html(bundle).encode()
    raise PlanError([unknown_suffix(name, WRITE_SUFFIXES)])
