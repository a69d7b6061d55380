"""Compliance rule by rule: what is asked, where it is written, what was measured, and whether the plan keeps to it.

The verdict is the checker's: a hard rule is kept when it names no violation. The figures beside it are measured apart from
the checks; a rule that nobody measures yet stands with its violations (hard) or its value (soft).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from solver.check.measurement import Measurement
from solver.check.plan_index import PlanIndex
from solver.check.registry import SCORES
from solver.check.report import Report
from solver.papers.measures.measure import Measure
from solver.papers.measures.registry import MEASURES
from solver.policy.rule import Rule

KEPT, BROKEN, WEIGHED, OFF = "kept", "broken", "weighed", "off"
"""A hard rule without violations; one with; a soft rule, which is counted in a goal; a rule that is switched off."""


@dataclass(frozen=True)
class Finding:
    """One rule of the policy. verdict: KEPT, BROKEN, WEIGHED or OFF. measures: empty where nothing is concerned, or where
    the rule has no measure. value, scale: what a soft rule counted, in units of its tier, before its weight."""

    rule: Rule
    verdict: str
    measures: tuple[Measure, ...]
    violations: tuple[Measurement, ...]
    value: int | None = None
    scale: int | None = None


def findings(view: PlanIndex, report: Report) -> tuple[Finding, ...]:
    """Every rule of the policy, in its order."""
    broken: dict[str, list[Measurement]] = defaultdict(list)
    for violation in report.violations:
        broken[violation.rule].append(violation)
    return tuple(_finding(view, rule, tuple(broken[rule.id])) for rule in view.policy.rules.values())


def _finding(view: PlanIndex, rule: Rule, violations: tuple[Measurement, ...]) -> Finding:
    if rule.level == "off":
        return Finding(rule, OFF, (), violations)
    measured = MEASURES.get(rule.id)
    measures = tuple(measured(view)) if measured else ()
    verdict = BROKEN if violations else WEIGHED if rule.level == "soft" else KEPT
    score = SCORES.get(rule.id) if rule.level == "soft" else None
    value, scale = (score(view) if score else None) or (None, None)
    return Finding(rule, verdict, measures, violations, value, scale)
