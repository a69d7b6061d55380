"""A leap: one plan of a small school that is at the bounds of several tiers at once.

The whole model is asked for any plan whose first k tiers are at their bounds, k found by halving. Without an objective such
a plan is often there in seconds, where going down tier by tier holds on to each tier won, and a menu that differs in
every section stays out of reach.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from solver.model.build import build
from solver.model.current import Current
from solver.model.extract import extract
from solver.model.families.staffing import COVERAGE
from solver.model.frame import Frame
from solver.model.rows import Rows
from solver.model.scope import everything
from solver.plan import Plan
from solver.search.bounds import Bounds
from solver.search.engines.cpsat import CpSat, Goal
from solver.search.portion import portion
from solver.search.stop import Clock
from solver.search.timing import Timing

SHARE = 0.2
"""Share of the remaining time or effort that one attempt may take."""
MISSES = 2
"""Attempts without an answer after which no more are made."""


def leap(
    frame: Frame,
    start: Plan,
    feasible: bool,
    bounds: Bounds,
    clock: Clock,
    timing: Timing,
    on_found: Callable[[Plan], None],
) -> None:
    """Hand every plan found to ``on_found``: each has more of its first tiers at their bounds.

    frame: of the caller's policy, with posts it wants filled as a rule. start: a hint; feasible: whether it keeps all rules.
    """
    with timing.part("build"):
        model = build(frame, everything(frame.problem, frame.policy), Current(start))
        engine, rows = CpSat(model.rows), model.rows
    goals = _goals(frame, rows, bounds)
    hint: Sequence[int] = rows.hint
    reached, beyond, misses = _kept(rows, goals) if feasible else 0, len(goals) + 1, 0
    while beyond - reached > 1 and misses < MISSES and not clock.over():
        middle = (reached + beyond) // 2
        with timing.part("search"):
            outcome = engine.reach(goals[:middle], portion(clock, SHARE), hint, clock.cancelled)
        timing.seconds["presolve"] += engine.presolve_seconds
        clock.spend(outcome.effort)
        if outcome.values is None:
            beyond = middle
            misses += outcome.status != "infeasible"
        else:
            hint, reached = outcome.values, middle
            on_found(extract(model.variables, hint))


def _goals(frame: Frame, rows: Rows, bounds: Bounds) -> list[Goal]:
    """A row for each tier, in their order: at most the bound that holds for plans at the bounds of the tiers before."""
    at = {COVERAGE: 0}
    goals: list[Goal] = []
    for tier in frame.policy.tiers:
        at[tier.name] = bounds.at(at).get(tier.name, 0)
        goals.append((rows.tiers.get(tier.name, []), at[tier.name] - rows.constants.get(tier.name, 0)))
    return goals


def _kept(rows: Rows, goals: Sequence[Goal]) -> int:
    """How many of the first goals the hints reach."""
    return next((i for i, (terms, upper) in enumerate(goals) if rows.evaluate(terms) > upper), len(goals))
