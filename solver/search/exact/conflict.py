"""Conflict by deletion filter: an irreducible set of rules that cannot all hold."""

from __future__ import annotations

from collections.abc import Sequence

from solver.model.build import build
from solver.model.current import Current
from solver.model.instance import Instance
from solver.model.linear_model import LinearModel
from solver.model.scope import everything
from solver.plan import Plan, Reason
from solver.search.engines.cpsat import CpSat
from solver.search.engines.solve_limits import SolveLimits

DELETION_EFFORT = 1.0
"""Deterministic effort for each solve without one rule. Raising it spares rules that take longer to prove needless."""


def conflict(instance: Instance, broken: Sequence[str]) -> tuple[Reason, ...]:
    """Infeasible problem -> reasons: rules broken by the data alone, or else an irreducible set of rules."""
    if broken:
        return tuple(_reason(instance, rule) for rule in dict.fromkeys(broken))
    rows = build(instance, everything(instance.problem, instance.policy), Current(Plan())).rows
    return tuple(_reason(instance, rule) for rule in irreducible(rows) if rule in instance.policy.rules)


def irreducible(rows: LinearModel) -> tuple[str, ...]:
    """Infeasible rows -> rules of an irreducible part of them, as :data:`DELETION_EFFORT` shows; without ``broken`` ones."""
    needed = list(dict.fromkeys(rows.row_rule))
    for rule in list(needed):
        rest = [r for r in needed if r != rule]
        if _infeasible(rows, set(rest)):
            needed = rest
    return tuple(needed)


def _infeasible(rows: LinearModel, rules: set[str]) -> bool:
    outcome = CpSat(rows, rules).minimise([], SolveLimits(None, DELETION_EFFORT, 1))
    return outcome.status == "infeasible"


def _reason(instance: Instance, rule: str) -> Reason:
    stated = instance.policy.rules[rule]
    numbers = ", ".join(f"{name} = {number.value} {number.unit}" for name, number in stated.numbers.items())
    return Reason(rule, f"这些规则无法同时满足：{stated.zh}", f"These rules cannot all hold: {stated.en}", "", numbers)
