"""Strategic oscillation for late duties (D05): hand them to others first, whatever that does to the goals before, then win those back.

Held goals fence a plan in: every late duty that moves alone makes loads less even or classes less familiar, so no step takes it, although
a plan with the loads and the faces of before and far fewer late duties of staff with reasons may be near. So the late duties move first,
with as few other changes as may be, and the goals before are minimised from there with the late duties held (Glover and Laguna, Tabu
Search, 1997, chapter 4).
"""

from __future__ import annotations

from collections.abc import Sequence

from solver.model.instance import Instance
from solver.model.linear_model import Term
from solver.plan import Plan
from solver.search.bounds.store import Bounds
from solver.search.construct.complete import finish
from solver.search.engines.cpsat import CpSat
from solver.search.engines.solve_limits import SolveLimits
from solver.search.evaluated import EvaluatedPlan
from solver.search.limits import Clock
from solver.search.staffing.kinds import duty_kinds
from solver.search.staffing.model import StaffingModel
from solver.search.staffing.optimise import CARE, FAIRNESS, FAMILIAR, freed, named_plan, total
from solver.search.workload.state import WorkloadState

LATE_WEIGHT = 1000
"""Changes of other posts that one late duty less is worth."""


class LateFirst:
    """The two ways of the oscillation: out, and back."""

    def __init__(self, clock: Clock, bounds: Bounds) -> None:
        self.clock, self.bounds = clock, bounds

    def uneven(self, current: EvaluatedPlan) -> bool:
        """Whether loads are less even than their bound."""
        return current.values[FAIRNESS] > self.bounds.at(current.values).get(FAIRNESS, 0)

    def moved(self, instance: Instance, current: EvaluatedPlan, most: int, share: float, seed: int, *, single: bool) -> Plan | None:
        """The plan with at most so many late duties, or near it, and few other changes; None where no late duty can move. Changes do not
        count where loads are to be evened out afterwards anyway.

        share: of the limits left and of a goal's effort. single: hand out single posts, else whole blocks, which are fewer and keep an
        afternoon whole.
        """
        model = _model(instance, current.plan, single=single)
        rows = model.rows
        late, before = rows.tiers.get(CARE, []), rows.cost(CARE)
        if rows.broken or not late:
            return None
        over = rows.integer(0, max(1, before), max(0, before - most))
        rows.linear("D05", [(1, over), *((-c, column) for c, column in late)], lower=rows.constants.get(CARE, 0) - most)
        goal: list[Term] = [(LATE_WEIGHT, over)]
        if not self.uneven(current):
            goal += [(-1, column) for columns in model.columns for column in columns.values() if rows.hint[column]]
        point = self._minimise(CpSat(rows), goal, rows.hint, share, seed)
        if total(late, point) >= total(late, rows.hint):
            return None
        return finish(instance, named_plan(model, current.plan, point))

    def won_back(
        self, instance: Instance, current: EvaluatedPlan, plan: Plan, share: float, seed: int, *, single: bool
    ) -> Plan:
        """A plan with no more late duties, and with loads and familiar adults as good as those of the current plan, or nearer to that.

        plan: has fewer late duties than the current plan. share: as above, for each of the two goals. Where the current loads are
        uneven above their bound, they alone are won back, by single posts: any plan with more even loads is a better one.
        """
        uneven = self.uneven(current)
        model = _model(instance, plan, single=single or uneven)
        if not uneven:
            model.regard_people(plan)
        rows, engine = model.rows, CpSat(model.rows)
        if rows.broken:
            return plan
        point: Sequence[int] = rows.hint
        engine.limit(rows.tiers.get(CARE, []), total(rows.tiers.get(CARE, []), point))
        familiar = rows.tiers.get(FAMILIAR, [])
        wanted = current.values.get(FAMILIAR, 0) - rows.constants.get(FAMILIAR, 0)
        engine.limit(familiar, max(wanted, total(familiar, point)))
        for name, least in ((FAIRNESS, 0), (FAMILIAR, wanted)):
            terms = rows.tiers.get(name, [])
            if total(terms, point) > least and not self.clock.over():
                point = self._minimise(engine, terms, point, share, seed)
            engine.limit(terms, total(terms, point))
        return finish(instance, named_plan(model, plan, point))

    def _minimise(self, engine: CpSat, terms: Sequence[Term], point: Sequence[int], share: float, seed: int) -> Sequence[int]:
        """The best point found around one, or that itself."""
        left = self.clock.share_left(share, share * self.clock.params.search.staffing.effort)
        outcome = engine.minimise(
            terms, SolveLimits(left.seconds, left.effort, seed, presolve=False, near=True), point, self.clock.cancelled
        )
        self.clock.spend(outcome.effort)
        return point if outcome.values is None else outcome.values


def _model(instance: Instance, plan: Plan, *, single: bool) -> StaffingModel:
    state = WorkloadState(instance, plan)
    days = [(week, day) for week in instance.weeks for day in instance.post_days]
    return StaffingModel(state, duty_kinds(state, freed(state, days, single=single)))
