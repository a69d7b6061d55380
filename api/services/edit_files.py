"""Edits of a plan from a JSON file, as the body of ``POST /v1/plans/{plan}/edits``."""

from __future__ import annotations

from pathlib import Path

import solver
from api.files.file_bytes import read_bytes
from api.files.json_text import parse_json
from api.services.hand_editing import HandEdited
from solver import Plan, PlanError, Policy, Problem
from solver.explain.changes import changes
from solver.plan.difference import difference
from solver.plan.edit import read_edits


def edited_by_file(problem: Problem, policy: Policy, plan: Plan, path: Path) -> HandEdited:
    """Apply the edits of a file to a plan. Raises PlanError with the faults of a file that is no JSON, and of edits that are none or
    cannot be applied."""
    document, faults = parse_json(read_bytes(path))
    if faults:
        raise PlanError(faults)
    wanted = document.get("edits") if isinstance(document, dict) else document
    before = plan.canonical()
    made = solver.Editor(problem, policy).apply(before, read_edits(wanted))
    reports = solver.check_plan(problem, policy, before), solver.check_plan(problem, policy, made)
    return HandEdited(before, made, reports, changes(problem, difference(before, made)), ())
