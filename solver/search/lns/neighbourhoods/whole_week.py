"""Whole week: every weekly post of own staff handed out anew by the counted staffing model (D02, D05, D16)."""

from __future__ import annotations

from random import Random

from solver.model.instance import Instance
from solver.plan import Plan
from solver.search.evaluated import EvaluatedPlan
from solver.search.lns.neighbourhoods.neighbourhood import Neighbourhood
from solver.search.search_params import StaffingParams
from solver.search.staffing.optimise import FAIRNESS, GOALS, WeekStaffing, sections_hash

NEW_SECTIONS_WEIGHT = 8.0
"""Selection weight for sections that were not staffed yet, late in a search. Raising it staffs a new master solution earlier."""
LEAST_EFFORT = 0.1
"""Share of its effort that a step keeps after any number of steps without gain."""
Shares = dict[bool, float]
"""Shares of the effort that a step gets, for single posts and for whole blocks."""


class WholeWeek(Neighbourhood):
    """Proposes plans: by single posts, to even out loads, or by whole blocks. The solves spend their effort themselves; a step that gains
    nothing halves that of the next one of its sort."""

    name = "whole week"
    moves = GOALS
    effort = 0.0

    def __init__(self, staffing: WeekStaffing, params: StaffingParams) -> None:
        self._staffing, self._params = staffing, params
        self._sections = 0
        self._shares: Shares = {True: 1.0, False: 1.0}
        self._single = True
        self._from: Plan | None = None
        """The plan of the last step: where it is still the current one, that step has gained nothing."""

    def extra_weight(self, current: EvaluatedPlan) -> float:
        """NEW_SECTIONS_WEIGHT for sections of uneven loads that were not staffed yet: once when the first better sections may have come,
        and whenever there is little time left to level them by small steps."""
        clock = self._staffing.clock
        due = clock.spent(self._params.late_share if self._sections else self._params.first_share)
        return NEW_SECTIONS_WEIGHT if due and current.values[FAIRNESS] and sections_hash(current.plan) != self._sections else 0.0

    def propose(self, instance: Instance, current: EvaluatedPlan, rng: Random) -> Plan | None:
        sections = sections_hash(current.plan)
        new = sections != self._sections
        if new:
            self._sections, self._shares = sections, {True: 1.0, False: 1.0}
        elif current.plan is self._from:
            self._shares[self._single] = max(LEAST_EFFORT, self._shares[self._single] / 2)
        self._from, self._single = current.plan, self._turn(current, new)
        effort = self._params.effort * self._shares[self._single]
        return self._staffing.improve(instance, current, effort, rng, single=self._single)

    def _turn(self, current: EvaluatedPlan, new: bool) -> bool:
        """Whether to hand out single posts: where loads are uneven, first for new sections, then in turn with whole blocks; the sort that
        gained nothing lately waits until the other one gains nothing either."""
        above = self._staffing.open_tiers(current) & self.moves
        if new or FAIRNESS not in above or above == {FAIRNESS}:
            return FAIRNESS in above
        single, whole = self._shares[True], self._shares[False]
        return not self._single if single == whole else single > whole
