"""Who leaves a school before a re-plan."""

from __future__ import annotations

from solver.plan import Plan
from solver.problem import Problem


def leavers(problem: Problem, plan: Plan, number: int) -> list[str]:
    """Teachers who lead no section, those with most posts first."""
    leading = {a.person for a in plan.assignments if a.week == 0}
    posts = {p.id: sum(a.person == p.id for a in plan.assignments) for p in problem.staff if p.role == "subject"}
    return sorted((who for who in posts if who not in leading), key=lambda who: -posts[who])[:number]
