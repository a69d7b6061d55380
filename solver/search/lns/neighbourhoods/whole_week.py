"""Whole week: every weekly post of own staff handed out anew by the counted staffing model (D02, D05, D16)."""

from __future__ import annotations

from random import Random

from solver.model.instance import Instance
from solver.plan import Plan
from solver.search.evaluated import EvaluatedPlan
from solver.search.lns.neighbourhoods.neighbourhood import Neighbourhood
from solver.search.search_params import StaffingParams
from solver.search.staffing.optimise import WeekStaffing
from solver.units import EVERY_WEEK

NEW_SECTIONS_WEIGHT = 8.0
"""Selection weight for sections that were not staffed yet, late in a search. Raising it staffs a new master solution earlier."""
LEAST_EFFORT = 0.1
"""Share of its effort that a step keeps after any number of steps without gain."""


class WholeWeek(Neighbourhood):
    """Proposes plans. The solves spend their effort themselves; a step that gains nothing halves that of the next one."""

    name = "whole week"
    moves = frozenset({"fairness", "familiar", "care"})
    effort = 0.0

    def __init__(self, staffing: WeekStaffing, params: StaffingParams) -> None:
        self._staffing, self._params = staffing, params
        self._sections = 0
        self._share = 1.0
        self._from: Plan | None = None
        """The plan of the last step: where it is still the current one, that step has gained nothing."""

    def extra_weight(self, current: EvaluatedPlan) -> float:
        """NEW_SECTIONS_WEIGHT for sections that were not staffed yet, once there is little time left to level them by small steps."""
        late = self._staffing.clock.spent(self._params.late_share)
        return NEW_SECTIONS_WEIGHT if late and _sections(current.plan) != self._sections else 0.0

    def propose(self, instance: Instance, current: EvaluatedPlan, rng: Random) -> Plan | None:
        sections = _sections(current.plan)
        if sections != self._sections:
            self._sections, self._share = sections, 1.0
        elif current.plan is self._from:
            self._share = max(LEAST_EFFORT, self._share / 2)
        self._from = current.plan
        return self._staffing.improve(instance, current, self._params.effort * self._share, rng.randint(0, 2**31 - 1))


def _sections(plan: Plan) -> int:
    """Hash of what the operator takes as it is: sections and who leads them, dismissals, groups."""
    return hash((plan.sections, plan.dismissals, plan.care_groups, tuple(a for a in plan.assignments if a.week == EVERY_WEEK)))
