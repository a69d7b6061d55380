"""Conflict by deletion filter: an irreducible set of rules that cannot all hold."""

from __future__ import annotations

from collections.abc import Sequence

from solver.model.build import build
from solver.model.current import Current
from solver.model.frame import Frame
from solver.model.rows import Rows
from solver.model.scope import everything
from solver.plan import Plan, Reason
from solver.search.engines.cpsat import CpSat, SolveLimits

DELETION_EFFORT = 1.0
"""Deterministic effort for each solve without one rule. Raising it spares rules that take longer to prove needless."""


def conflict(frame: Frame, broken: Sequence[str]) -> tuple[Reason, ...]:
    """Infeasible problem -> reasons: rules broken by the data alone, or else an irreducible set of rules."""
    if broken:
        return tuple(_reason(frame, rule) for rule in dict.fromkeys(broken))
    rows = build(frame, everything(frame.problem, frame.policy), Current(Plan())).rows
    needed = list(dict.fromkeys(rows.row_rule))
    for rule in list(needed):
        rest = [r for r in needed if r != rule]
        if _infeasible(rows, set(rest)):
            needed = rest
    return tuple(_reason(frame, rule) for rule in needed if rule in frame.policy.rules)


def _infeasible(rows: Rows, rules: set[str]) -> bool:
    outcome = CpSat(rows, rules).minimise([], SolveLimits(None, DELETION_EFFORT, 1))
    return outcome.status == "infeasible"


def _reason(frame: Frame, rule: str) -> Reason:
    stated = frame.policy.rules[rule]
    numbers = ", ".join(f"{name} = {number.value} {number.unit}" for name, number in stated.numbers.items())
    return Reason(rule, f"这些规则无法同时满足：{stated.zh}", f"These rules cannot all hold: {stated.en}", "", numbers)
