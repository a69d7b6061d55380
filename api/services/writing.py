"""Plans as files: JSON, workbook and printed page."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import solver
from api.files.bundle import PlanBundle
from api.files.plan import write_plan
from api.services.outputs import replacing
from api.services.solving import Job, Outcome


def plan_bundle(job: Job, outcome: Outcome) -> PlanBundle | None:
    """The plan of an outcome with all that explains it, or None where there is no plan."""
    if outcome.plan is None or outcome.report is None:
        return None
    return PlanBundle(job.problem, job.policy, outcome.plan, outcome.report, outcome.result)


def write_plan_file(bundle: PlanBundle, path: Path) -> None:
    """Write a plan in the format of the path's suffix, whole or not at all. Raises OSError."""
    with replacing(path) as fresh:
        write_plan(bundle, fresh)


def plan_bytes(bundle: PlanBundle, suffix: str) -> bytes:
    """The content of the file with that suffix."""
    with tempfile.TemporaryDirectory(prefix="afterbell.") as folder:
        path = Path(folder) / f"plan{suffix}"
        write_plan(bundle, path)
        return path.read_bytes()


def plan_document(bundle: PlanBundle) -> dict[str, Any]:
    """The plan as a JSON-ready document, version 1."""
    return {"version": 1, "school": bundle.problem.school, "plan": solver.dump_plan(bundle.plan)}
