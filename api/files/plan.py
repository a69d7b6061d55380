"""Plans in and out of files: JSON, Excel, and HTML for the printer."""

from __future__ import annotations

import json
from pathlib import Path

from api.files.bundle import PlanBundle
from api.files.plan_html import plan_html
from api.files.plan_json import plan_document, read_plan_json
from api.files.plan_reader import read_plan_book
from api.files.plan_xlsx import plan_book
from api.files.request import read_bytes, unknown_suffix
from solver.errors import PlanError, ProblemError
from solver.plan.plan import Plan

READ_SUFFIXES = (".json", ".xlsx")
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


def write_plan(bundle: PlanBundle, path: Path | str) -> None:
    """Write a plan file; the path's suffix names the kind. Raises PlanError for an unknown suffix."""
    target = Path(path)
    target.write_bytes(plan_bytes(bundle, target.suffix))


def read_plan(source: Path | str | bytes, suffix: str | None = None) -> Plan:
    """Read the plan of a ``.json`` or ``.xlsx`` file that :func:`write_plan` wrote, exactly as it was.

    suffix is needed for bytes. Raises PlanError with every fault; a file that cannot be read is a fault too.
    """
    name = (suffix if suffix is not None else "" if isinstance(source, bytes) else Path(source).suffix).lower()
    if name not in READ_SUFFIXES:
        raise PlanError([unknown_suffix(name, READ_SUFFIXES)])
    try:
        data = source if isinstance(source, bytes) else read_bytes(Path(source))
    except ProblemError as error:
        raise PlanError(list(error.faults)) from error
    return read_plan_book(data) if name == ".xlsx" else read_plan_json(data)
