"""Flex grants for a plan whose duties are settled: what a peer without a variable for them is given of ours (D03, D03F)."""

from __future__ import annotations

from dataclasses import replace

from solver.model.build import build
from solver.model.current import Current
from solver.model.extract import extract
from solver.model.instance import Instance
from solver.model.scope import Scope
from solver.plan import Plan
from solver.search.engines.cpsat import CpSat
from solver.search.engines.solve_limits import SolveLimits
from solver.search.soft_policy import softened

EFFORT = 2.0
TIER = "flex"


def flexed(frame: Instance, plan: Plan) -> Plan:
    """The plan with as many grants as its duties earn; none where the plan breaks rules that the model holds."""
    bare = replace(plan, flex=())
    soft = Instance(frame.problem, softened(frame.policy))
    model = build(soft, Scope(people=frozenset(frame.problem.staff_of), flex=True), Current(bare))
    outcome = CpSat(model.rows).minimise(model.rows.tiers.get(TIER, []), SolveLimits(None, EFFORT, 1))
    return bare if outcome.values is None else extract(model.variables, outcome.values)
