"""Limits of a plan: for each staffing goal above 0, whose or which limit makes it what it is."""

from __future__ import annotations

from solver.check.plan_index import PlanIndex
from solver.explain.limits.care import care_limit
from solver.explain.limits.fairness import fairness_limit
from solver.explain.limits.familiar import familiar_limit
from solver.explain.limits.limit import Limit
from solver.explain.limits.order import order_limit
from solver.explain.limits.staffed_plan import StaffedPlan


def limits(view: PlanIndex) -> tuple[Limit, ...]:
    """Indexed plan -> limits of fairness (D02), familiar (D16), order (D17) and care (D05), in that order.

    A goal is absent where nothing was found to hold it up; order is there whenever a grade leaves after a higher one. But for order,
    posts are taken as filled: a plan with empty ones has none.
    """
    order = order_limit(view)
    if any(stand.missing() for stand in view.stands.values()):
        return () if order is None else (order,)
    plan = StaffedPlan(view)
    found = (fairness_limit(plan), familiar_limit(plan), order, care_limit(plan))
    return tuple(limit for limit in found if limit is not None)
