"""Machine-readable report of a solve (``--report``, and ``report`` of an HTTP response). The documentation lists its keys."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import solver
from api.files.plan.result_document import (
    care_document,
    limit_document,
    money_document,
    violation_document,
    wishes_document,
)
from api.files.plan.search_run import run_document
from api.mapping.faults import fault_document
from api.services.solving import Outcome

if TYPE_CHECKING:
    from api.files.plan.bundle import PlanBundle
    from solver import Fault, Reason, Report, TierResult

GAP_DIGITS = 6
"""Decimal places of a reported gap. Raising it shows smaller gaps."""


def report_document(outcome: Outcome) -> dict[str, Any]:
    """Report with all its keys; unknown values are null."""
    facts = outcome.report.facts if outcome.report is not None else None
    return {
        "status": outcome.status,
        "seconds": dict(outcome.seconds),
        "first_plan_seconds": _rounded(outcome.first_plan_seconds, 3),
        "tiers": [tier_document(tier) for tier in outcome.tiers],
        "gap": _rounded(outcome.gap, GAP_DIGITS),
        "limits": [limit_document(limit) for limit in outcome.limits],
        "violations": violation_documents(outcome.report) if outcome.report is not None else [],
        "seated": facts.seated if facts else None,
        "applicants": facts.applicants if facts else None,
        "posts": facts.posts if facts else None,
        "posts_filled": facts.posts_filled if facts else None,
        "wishes": wishes_document(outcome.wishes) if outcome.wishes is not None else None,
        "care": care_document(outcome.care) if outcome.care is not None else None,
        "money": money_document(outcome.balance) if outcome.balance is not None else None,
        "peak_memory_mb": outcome.peak_memory_mb,
        **run_document(outcome.run),
        "seed": outcome.seed,
        "version": solver.__version__,
        "reasons": [reason_document(reason) for reason in outcome.reasons],
        "warnings": [reason_document(warning) for warning in outcome.warnings],
    }


def tier_document(tier: TierResult) -> dict[str, Any]:
    """Document of one tier with its gap."""
    return {
        "name": tier.name,
        "value": tier.value,
        "bound": tier.bound,
        "scale": tier.scale,
        "gap": _rounded(tier.gap, GAP_DIGITS),
    }


def violation_documents(report: Report) -> list[dict[str, Any]]:
    """Documents of all violations, in the checker's order."""
    return [violation_document(violation) for violation in report.violations]


def reason_document(reason: Reason) -> dict[str, Any]:
    """Document of one reason with its figures."""
    return {
        "rule": reason.rule,
        "zh": reason.zh,
        "en": reason.en,
        "measured": reason.measured,
        "limit": reason.limit,
        "subjects": list(reason.subjects),
    }


def checked_document(bundle: PlanBundle) -> dict[str, Any]:
    """Check document of a given plan, with wishes, care by class, money, and warnings about its request."""
    money = money_document(bundle.balance) if bundle.balance is not None else None
    return {**check_document(bundle.report), "wishes": wishes_document(bundle.wishes), "care": care_document(bundle.care), "money": money,
            "limits": [limit_document(limit) for limit in bundle.limits],
            "warnings": [reason_document(each) for each in solver.precheck_warnings(bundle.problem, bundle.policy)]}  # fmt: skip


def check_document(report: Report) -> dict[str, Any]:
    """Check report of a plan: violations, values of the tiers, and facts."""
    facts = report.facts
    return {
        "valid": not report.violations,
        "violations": violation_documents(report),
        "tiers": [{"name": tier.name, "value": tier.value, "scale": tier.scale} for tier in report.tiers],
        "seated": facts.seated,
        "applicants": facts.applicants,
        "posts": facts.posts,
        "posts_filled": facts.posts_filled,
        "version": solver.__version__,
    }


def precheck_document(reasons: Sequence[Reason], warnings: Sequence[Reason], notices: Sequence[Fault] = ()) -> dict[str, Any]:
    """Precheck document: ``possible`` is False where a reason proves infeasibility."""
    return {
        "possible": not reasons,
        "reasons": [reason_document(reason) for reason in reasons],
        "warnings": [reason_document(warning) for warning in warnings],
        "notices": [fault_document(notice) for notice in notices],
        "version": solver.__version__,
    }


def as_json(document: object) -> bytes:
    """JSON text: UTF-8, Chinese unescaped, indented, with a final newline."""
    return (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _rounded(value: float | None, digits: int) -> float | None:
    """Gap rounded up, so that a small one never reads as zero."""
    if value is None:
        return None
    factor = 10.0**digits
    return math.ceil(value * factor - 1e-9) / factor
