"""Late relief: late duties of staff with reasons handed to others first, the goals before them won back afterwards (D05)."""

from __future__ import annotations

from random import Random

from solver.model.instance import Instance
from solver.plan import Plan
from solver.search.evaluated import EvaluatedPlan, evaluate
from solver.search.lns.neighbourhoods.neighbourhood import Neighbourhood
from solver.search.search_params import StaffingParams
from solver.search.staffing.late_first import LateFirst
from solver.search.staffing.optimise import CARE, FAIRNESS, FAMILIAR, MOST_SEED, sections_hash

DUE_WEIGHT = 8.0
"""Selection weight of the first step for new sections, and of the next one while each comes nearer. Raising it takes these steps
earlier."""
FIRST_AIM, LEAST_AIM = 0.25, 0.1
"""Share of the gap that the first steps ask to close, and that is asked after any number of vain ones. Raising it asks for more than can
be won back."""
MOVE_SHARE, BACK_SHARE = 0.03, 0.15
"""Shares of the limits left and of a goal's effort for moving late duties, and for winning each goal before back. Raising the first
changes less besides, the second takes fewer and longer steps."""


class LateRelief(Neighbourhood):
    """Proposes plans that close part of the gap of late duties. A plan whose goals before are not won back in one step is taken up by the
    next, while it comes nearer; then the aim is halved, and whole blocks are handed out after single posts, or the other way round."""

    name = "late relief"
    moves = frozenset({CARE})
    effort = 0.0

    def __init__(self, late_first: LateFirst, params: StaffingParams) -> None:
        self._late_first, self._params = late_first, params
        self._aim, self._single = FIRST_AIM, True
        self._pending: EvaluatedPlan | None = None
        """A plan with fewer late duties whose goals before are not won back yet."""
        self._sections = 0

    def extra_weight(self, current: EvaluatedPlan) -> float:
        """DUE_WEIGHT for sections that had no step yet, once the first better ones may have come, and while a plan is pending."""
        due = self._late_first.clock.spent(self._params.first_share) and sections_hash(current.plan) != self._sections
        return DUE_WEIGHT if due or self._pending is not None else 0.0

    def propose(self, instance: Instance, current: EvaluatedPlan, rng: Random) -> Plan | None:
        self._sections = sections_hash(current.plan)
        before = self._pending if self._pending is not None and self._fits(self._pending, current) else None
        self._pending = None
        start = self._moved(instance, current, rng) if before is None else before.plan
        found = None
        if start is not None:
            plan = self._late_first.won_back(instance, current, start, BACK_SHARE, rng.randint(0, MOST_SEED), single=self._single)
            found = evaluate(instance, plan)
        if found is None or (before is not None and not _nearer(found, before, current)):
            self._aim, self._single = max(LEAST_AIM, self._aim / 2), not self._single
        elif found.objective >= current.objective:
            self._pending = found
        return None if found is None else found.plan

    def _moved(self, instance: Instance, current: EvaluatedPlan, rng: Random) -> Plan | None:
        value, bound = current.values[CARE], self._late_first.bounds.at(current.values).get(CARE, 0)
        aim = 1.0 if self._late_first.uneven(current) else self._aim  # more even loads are a gain whatever the late duties are
        most = value - max(1, round((value - bound) * aim))
        return self._late_first.moved(instance, current, most, MOVE_SHARE, rng.randint(0, MOST_SEED), single=self._single)

    @staticmethod
    def _fits(pending: EvaluatedPlan, current: EvaluatedPlan) -> bool:
        """Whether a pending plan has the sections of the current one, and fewer late duties."""
        return pending.values[CARE] < current.values[CARE] and sections_hash(pending.plan) == sections_hash(current.plan)


def _nearer(found: EvaluatedPlan, before: EvaluatedPlan, current: EvaluatedPlan) -> bool:
    """Whether a third at least was won of what the earlier plan lacked to the current one, in the first goal in which it did."""
    for goal in (FAIRNESS, FAMILIAR):
        wanted = current.values.get(goal, 0)
        lacked = before.values.get(goal, 0) - wanted
        if lacked > 0:
            return 3 * (found.values.get(goal, 0) - wanted) <= 2 * lacked
    return False
