"""Rounds of assignment by class and exchange of duty blocks: classes to familiar adults in any number of moves at once (D16, D16F)."""

from __future__ import annotations

from random import Random

from solver.model.instance import Instance
from solver.plan import Plan
from solver.search.construct.complete import finish
from solver.search.evaluated import EvaluatedPlan
from solver.search.lns.neighbourhoods.neighbourhood import Neighbourhood
from solver.search.search_params import WorkloadParams
from solver.search.workload.balance import familiar_round, reached
from solver.search.workload.day_assignment import DEFAULTS, every_day
from solver.search.workload.state import WorkloadState

PATIENCE = 3
"""Rounds in a row from a plan to the next one, whatever came of them, before the current plan is gone back to. Raising it finds plans
that are farther away, and spends more rounds on worse ones."""
SHORT_WEIGHT = 6.0
"""Selection weight while care by familiar adults is short of its target. Raising it leaves fewer steps to other neighbourhoods."""
IDLE_DECAY = 0.85
"""Factor of that weight for every round since care by familiar adults was last gained. Raising it tries for longer where no more can
be had."""


class Exchanging(Neighbourhood):
    """Proposes plans. Each round goes on from the one before, on days in another order, until it has gone astray for too long."""

    name = "exchange"
    moves = frozenset({"fairness", "familiar"})
    effort = 0.2

    def __init__(self, params: WorkloadParams = DEFAULTS) -> None:
        self._params = params
        self._current: Plan | None = None
        self._astray: Plan | None = None
        self._rounds = 0
        self._best: tuple[object, int] = (None, 0)
        """Sections, and the least value of the tier with them."""
        self._idle = 0

    def extra_weight(self, current: EvaluatedPlan) -> float:
        """SHORT_WEIGHT where adults are not familiar enough, less with every round in vain; nothing while a post is empty."""
        short = current.values.get("familiar", 0)
        if not short or current.values["coverage"]:
            return 0.0
        sections, least = self._best
        if sections != current.plan.sections or short < least:
            self._best, self._idle = (current.plan.sections, short), 0
        return SHORT_WEIGHT * IDLE_DECAY**self._idle

    def propose(self, instance: Instance, current: EvaluatedPlan, rng: Random) -> Plan | None:
        if current.plan is not self._current or self._rounds >= PATIENCE:
            self._current, self._astray, self._rounds = current.plan, current.plan, 0
        state = WorkloadState(instance, self._astray or current.plan)
        days = every_day(instance)
        familiar_round(state, rng.sample(days, len(days)), self._params.load_share, self._params)
        self._astray, self._rounds, self._idle = state.plan(), self._rounds + 1, self._idle + 1
        better = reached(state, self._params) <= reached(WorkloadState(instance, current.plan), self._params)
        return finish(instance, self._astray) if better else None
