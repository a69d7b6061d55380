"""Plans of random small schools: solutions of the model, and the same damaged a little."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

from solver.check.plan_index import PlanIndex
from solver.plan.plan import CareGroup, Dismissal, Plan
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from tests.agreement.cases import plans_of, school
from tests.agreement.plans import damage


def _moved(problem: Problem, item: Dismissal, rng: Random) -> Dismissal:
    """A dismissal at any slot and gate of the grade."""
    window = problem.window_of[item.grade]
    return Dismissal(item.grade, rng.choice(window.dismissals), rng.choice(window.gates))


def _joined(problem: Problem, plan: Plan) -> tuple[CareGroup, ...]:
    """All classes of a band in one group, in its last period."""
    kept: dict[tuple[object, ...], CareGroup] = {}
    for group in plan.care_groups:
        band = problem.band_of_grade[problem.class_of[group.host].grade]
        last = group.period == len(band.periods) - 1
        key = (group.weekday, group.period, band.id if last else group.host)
        before = kept.get(key)
        more = before.classes if before else ()
        kept[key] = (before or group)._replace(classes=tuple(sorted({*more, *group.classes})))
    return tuple(kept.values())


@cache
def random_plans(seed: int) -> tuple[Problem, Policy, tuple[Plan, ...]]:
    """A school with eight plans or fewer.

    Each as it is, with two and four edits, and with other dismissals and one care group at the end of a band's day.
    """
    problem, policy, rng = school(seed)
    found = []
    for plan in plans_of(problem, policy, seed, rng):
        weeks = PlanIndex(problem, policy, plan).weeks
        for edits in (0, 2, 4):
            tried = plan
            for _ in range(edits):
                tried = damage(tried, problem, weeks, rng)
            found.append(tried)
        moved = tuple(_moved(problem, item, rng) for item in plan.dismissals)
        found.append(replace(plan, dismissals=moved, care_groups=_joined(problem, plan)))
    return problem, policy, tuple(found)
