"""The plan document, version 1, with its tiers and report; and reading it back."""

from __future__ import annotations

from typing import Any

from api.files.content.summary import status_of
from api.files.json_text import parse_json
from api.files.plan.bundle import PlanBundle
from api.files.plan.plan_file import PlanFile
from api.files.plan.result_document import (
    care_document,
    limit_document,
    money_document,
    violation_document,
    wishes_document,
)
from api.files.plan.search_run import run_document
from api.mapping.plan import plan_from_doc
from solver.errors import PlanError
from solver.plan.codec import dump


def plan_document(bundle: PlanBundle) -> dict[str, Any]:
    """The document as JSON-ready data."""
    report, result = bundle.report, bundle.result
    bounds = {tier.name: tier.bound for tier in result.tiers} if result else {}
    return {
        "version": 1,
        "school": bundle.problem.school,
        "term": bundle.problem.term.name,
        "policy": bundle.policy.name,
        "status": status_of(bundle),
        "run": None if bundle.run is None else run_document(bundle.run),
        "tiers": [
            {"name": tier.name, "value": tier.value, "bound": bounds.get(tier.name), "scale": tier.scale}
            for tier in report.tiers
        ],
        "report": {
            "violations": [violation_document(violation) for violation in report.violations],
            "facts": {
                "applicants": report.facts.applicants,
                "seated": report.facts.seated,
                "posts": report.facts.posts,
                "posts_filled": report.facts.posts_filled,
                "loads": dict(report.facts.loads),
                "minutes": dict(report.facts.minutes),
                "duty_days": dict(report.facts.duty_days),
            },
            "wishes": wishes_document(bundle.wishes),
            "care": care_document(bundle.care),
            "money": money_document(bundle.balance) if bundle.balance is not None else None,
            "limits": [limit_document(limit) for limit in bundle.limits],
        },
        "plan": dump(bundle.plan),
    }


def read_plan_json(data: bytes) -> PlanFile:
    """JSON bytes -> plan file. Raises PlanError with every fault; tiers and report are not read."""
    document, faults = parse_json(data)
    if faults:
        raise PlanError(faults)
    return plan_from_doc(document)
