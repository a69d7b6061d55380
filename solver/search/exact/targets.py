"""Target bisection for a small school: a plan whose first k tiers are all at their lower bounds, k as large as can be found.

The whole model is solved without an objective, k by bisection. Such a plan is often found in seconds where a descent tier by tier
keeps near the plan it has, and sections that differ everywhere stay out of reach.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from solver.model.build import build
from solver.model.current import Current
from solver.model.extract import extract
from solver.model.families.staffing import COVERAGE
from solver.model.instance import Instance
from solver.model.linear_model import LinearModel
from solver.model.scope import everything
from solver.plan import Plan
from solver.search.bounds.store import Bounds
from solver.search.engines.cpsat import CpSat, Goal
from solver.search.limits import Clock
from solver.search.timing import Timing


def find_plans_at_bounds(
    instance: Instance,
    start: Plan,
    feasible: bool,
    bounds: Bounds,
    clock: Clock,
    timing: Timing,
    on_found: Callable[[Plan], None],
) -> None:
    """Problem and bounds -> plans, handed to ``on_found``, each with more of its first tiers at their bounds.

    instance: of the caller's policy, with posts it wants filled as a rule. start: a hint; feasible: whether it keeps all rules.
    """
    params = clock.params.search.exact
    with timing.part("build"):
        model = build(instance, everything(instance.problem, instance.policy), Current(start))
        engine, rows = CpSat(model.rows), model.rows
    goals = _goals(instance, rows, bounds)
    hint: Sequence[int] = rows.hint
    reached, beyond, unanswered = _kept(rows, goals) if feasible else 0, len(goals) + 1, 0
    while beyond - reached > 1 and unanswered < params.max_unanswered and not clock.over():
        middle = (reached + beyond) // 2
        with timing.part("search"):
            outcome = engine.reach(goals[:middle], clock.share_left(params.bounds_share), hint, clock.cancelled)
        timing.seconds["presolve"] += engine.presolve_seconds
        clock.spend(outcome.effort)
        if outcome.values is None:
            beyond = middle
            unanswered += outcome.status != "infeasible"
        else:
            hint, reached = outcome.values, middle
            on_found(extract(model.variables, hint))


def _goals(instance: Instance, rows: LinearModel, bounds: Bounds) -> list[Goal]:
    """A row for each tier in order: at most the bound that holds for plans at the bounds of the tiers before."""
    at = {COVERAGE: 0}
    goals: list[Goal] = []
    for goal in instance.goals:
        least = bounds.at(at).get(goal, 0)
        tier, value = instance.limits.held(goal, least)
        at[tier] = value
        goals.append((rows.tiers.get(goal, []), least - rows.constants.get(goal, 0)))
    return goals


def _kept(rows: LinearModel, goals: Sequence[Goal]) -> int:
    """Number of first goals that the hints reach."""
    return next((i for i, (terms, upper) in enumerate(goals) if rows.evaluate(terms) > upper), len(goals))
