"""WorkloadState evened out by moves and swaps of duties between two people, in far greater number than any model could hold (D02)."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from solver.model.instance import Instance
from solver.plan import Plan
from solver.search.construct.complete import finish
from solver.search.evaluated import EvaluatedPlan
from solver.search.lns.neighbourhoods.neighbourhood import Neighbourhood
from solver.search.search_params import WorkloadParams
from solver.search.workload.day_assignment import DEFAULTS, reassign_days
from solver.search.workload.local_search import TabuMemory, local_search
from solver.search.workload.state import WorkloadState
from solver.units import EVERY_WEEK

EVALUATIONS_PER_STEP = 20_000
"""Moves evaluated in one step, about a second's. Raising it evens loads in fewer steps and lets a search stop later."""
UNFINISHED_WEIGHT = 4.0
"""Selection weight while moves are left that were not evaluated. Raising it evens loads earlier and leaves fewer other steps."""
MAX_TABU = 300_000
"""Entries of the tabu memory, some tens of megabytes. Raising it avoids repeated evaluations and takes memory."""


class WorkloadBalancing(Neighbourhood):
    """Proposes plans; its tabu memory lasts as long as the sections and their leaders stay."""

    name = "balancing"
    moves = frozenset({"fairness"})
    effort = 0.2

    def __init__(self, params: WorkloadParams = DEFAULTS) -> None:
        self._params = params
        self._tabu: TabuMemory = set()
        self._sections = 0
        self._done = False

    def extra_weight(self, current: EvaluatedPlan) -> float:
        """UNFINISHED_WEIGHT until every move has been evaluated; nothing while a post is empty, which is worse than uneven loads."""
        return 0.0 if self._done or current.values["coverage"] else UNFINISHED_WEIGHT

    def propose(self, instance: Instance, current: EvaluatedPlan, rng: Random) -> Plan | None:
        plan = current.plan
        sections = hash((plan.sections, tuple(a for a in plan.assignments if a.week == EVERY_WEEK)))
        if sections != self._sections or len(self._tabu) > MAX_TABU:
            self._sections = sections
            self._tabu.clear()
            self._done = False
        state = WorkloadState(instance, plan)
        least, best = state.excess(), None
        methods: tuple[Callable[[WorkloadState], None], ...] = (self._search, self._reassign)
        for improve in methods:
            improve(state)
            if state.excess() < least:
                least, best = state.excess(), state.plan()
        return None if best is None else finish(instance, best)

    def _reassign(self, state: WorkloadState) -> None:
        reassign_days(state, self._params)

    def _search(self, state: WorkloadState) -> None:
        local_search(state, EVALUATIONS_PER_STEP, self._tabu, self._params)
        self._done = state.evaluations < EVALUATIONS_PER_STEP
