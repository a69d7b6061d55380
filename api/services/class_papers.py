"""Papers of a stored plan for a class teacher: lists to sign of the pupils of their classes, and no other paper."""

from __future__ import annotations

from dataclasses import replace

from api.access.principal import Principal
from api.access.role import Right
from api.errors import FORBIDDEN, ApiError
from api.files.plan.bundle import PlanBundle
from api.services.views import visible_facts, visible_plan, visible_pupils, visible_violations

CLASS_KINDS = ("rosters", "late")
"""Kinds of papers that can be cut down to the pupils of some classes and still say what they say of the others."""


def require_paper(principal: Principal, kind: str) -> None:
    """Require that a principal may have a kind of paper of a plan in their sight. Raises 403."""
    if not principal.may(Right.PUPILS) and not (principal.classes and kind in CLASS_KINDS):
        raise ApiError(FORBIDDEN, f"需要权限 {Right.PUPILS.value} / needs the right {Right.PUPILS.value}")


def seen_by_class_teacher(principal: Principal, bundle: PlanBundle) -> PlanBundle:
    """Bundle of a plan for a principal: the whole one for roles that see all pupils; without other pupils for a class teacher."""
    if principal.may(Right.PUPILS):
        return bundle
    seen = visible_pupils(principal, bundle.problem)
    problem = replace(
        bundle.problem, pupils=tuple(pupil for pupil in bundle.problem.pupils if pupil.id in seen), companions=()
    )
    violations = tuple(visible_violations(principal, bundle.problem, bundle.report.violations))
    report = replace(bundle.report, violations=violations, facts=visible_facts(principal, bundle.report.facts))
    plan = visible_plan(principal, bundle.problem, bundle.plan)
    return replace(bundle, problem=problem, plan=plan, report=report, told=bundle.wishes.told(seen), whole=None)
