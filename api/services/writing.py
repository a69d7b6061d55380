"""Plans as files: JSON, workbook and printed page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from api.files.bundle import PlanBundle
from api.files.plan import write_plan
from api.files.plan_json import plan_document
from api.services.outputs import replacing
from api.services.reporting import report_document
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


def solved_document(bundle: PlanBundle, outcome: Outcome) -> dict[str, Any]:
    """The plan document, its ``report`` holding all keys of the report of a solve beside the facts of the plan."""
    document = plan_document(bundle)
    return {**document, "report": {**document["report"], **report_document(outcome)}}
