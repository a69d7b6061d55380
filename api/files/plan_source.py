"""Plans out of files: JSON and Excel."""

from __future__ import annotations

from pathlib import Path

from api.files.plan_file import PlanFile
from api.files.plan_json import read_plan_json
from api.files.plan_reader import Redraw, read_plan_book
from api.files.request_source import read_bytes, unknown_suffix
from solver.errors import PlanError, ProblemError
from solver.plan.plan import Plan

SUFFIXES = (".json", ".xlsx")


def read_plan(
    source: Path | str | bytes, suffix: str | None = None, *, ignore_edits: bool = False, redraw: Redraw | None = None
) -> Plan:
    """The plan of :func:`read_plan_file`."""
    return read_plan_file(source, suffix, ignore_edits=ignore_edits, redraw=redraw).plan


def read_plan_file(
    source: Path | str | bytes, suffix: str | None = None, *, ignore_edits: bool = False, redraw: Redraw | None = None
) -> PlanFile:
    """Read a ``.json`` or ``.xlsx`` file that we wrote (:func:`api.files.plan.plan_bytes`), exactly as it was.

    suffix is needed for bytes. Printed sheets of a workbook that were edited by hand are faults, unless ``ignore_edits``.
    Raises PlanError with every fault; a file that cannot be read is a fault too.
    """
    name = (suffix if suffix is not None else "" if isinstance(source, bytes) else Path(source).suffix).lower()
    if name not in SUFFIXES:
        raise PlanError([unknown_suffix(name, SUFFIXES)])
    try:
        data = source if isinstance(source, bytes) else read_bytes(Path(source))
    except ProblemError as error:
        raise PlanError(list(error.faults)) from error
    return read_plan_book(data, ignore_edits=ignore_edits, redraw=redraw) if name == ".xlsx" else read_plan_json(data)
