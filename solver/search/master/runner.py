"""Master runner: complete plans from better master solutions, which a process of its own searches.

A master solution is completed by annealing pupils over sections, construction around it, and workload balancing. Against the clock
the process runs beside the search; under an effort limit the two take turns, so that the same seed gives the same plan.
"""

from __future__ import annotations

from collections.abc import Mapping

from solver.model.instance import Instance
from solver.plan import Dismissal, Plan
from solver.search.construct.complete import construct
from solver.search.evaluated import EvaluatedPlan
from solver.search.limits import Clock
from solver.search.master.assign_pupils import anneal_section_assignment
from solver.search.master.client import MasterClient
from solver.search.master_solution import MasterSolution, master_solution_of
from solver.search.timing import Timing
from solver.search.workload.balance import balanced
from solver.search.workload.state import WorkloadState


class MasterRunner:
    """Source of plans with better sections and seats."""

    def __init__(self, instance: Instance, clock: Clock, timing: Timing, seed: int) -> None:
        """The master problem knows no given seats (B08, B11) and no travel (B13): schools that use them do without, and so
        do re-plans, which keep to the plan that they have.
        """
        self.instance, self.clock, self.timing, self.seed = instance, clock, timing, seed
        self.params = clock.params.search.master
        self._client = MasterClient(instance, seed) if self._applicable(instance) else None
        self._first: MasterSolution | None = None
        self._values: Mapping[str, int] = {}
        self._waiting: MasterSolution | None = None
        self._relieved: frozenset[str] = frozenset()
        """Leaders whose sections kept loads uneven."""
        self._leaving: tuple[Dismissal, ...] = ()
        self._score = float("inf")
        self._due = 0.0
        self._cost = 0.0
        """Seconds that the last completion took."""
        self._effort_beside = 0.0

    @staticmethod
    def _applicable(instance: Instance) -> bool:
        problem = instance.problem
        if problem.replan is not None or instance.given.offers or instance.travel:
            return False
        return any(p.clubs for p in problem.pupils) and bool(problem.offerings)

    def begin(self, current: EvaluatedPlan) -> None:
        """Start the master search from the master solution of a plan."""
        plan = current.plan
        self._first, self._values = master_solution_of(plan), current.values
        self._leaving = plan.dismissals
        self._cost = self.clock.elapsed  # of the first plan
        if self._client is not None and not self.clock.repeatable:
            left = self.clock.seconds_left()
            self._client.go(self._first, None if left is None else left * self.params.active_share, self._values)

    def offer(self, like: Plan | None = None) -> Plan | None:
        """Complete plan from the newest master solution, or None when there is none that is better, or it is too early.

        like: a plan whose adults are preferred, so that little is lost of what made them familiar (D16).
        """
        if self._client is None:
            return None
        if self.clock.repeatable:
            self._take_turn(self._client)
        else:
            self._waiting = self._client.latest() or self._waiting
        solution, left = self._waiting, self.clock.seconds_left()
        if solution is None or (left is not None and (self.clock.elapsed < self._due or left < self._cost)):
            return None
        self._waiting = None
        if solution.score >= self._score:
            return None
        self._score = solution.score
        began = self.clock.elapsed
        with self.timing.part("construct"):
            plan = self._completed(solution, like)
        if plan is None:
            return None
        if not self.clock.repeatable:
            self._cost = self.clock.elapsed - began
            self._due = self.clock.elapsed + self.params.pause_factor * self._cost
        return plan

    def _completed(self, solution: MasterSolution, like: Plan | None) -> Plan | None:
        """Master solution -> complete plan; None when cancelled. Where a few leaders keep loads uneven, others lead their sections."""
        best: tuple[int, Plan] | None = None
        solution = anneal_section_assignment(self.instance, solution, self.params)
        for _ in range(self.params.max_completions):
            params = self.clock.params.search.construct
            built = construct(self.instance, self.seed, solution, self._relieved, params, self._leaving)
            if self.clock.cancelled():
                break
            plan = self._balanced(built, like)
            state = WorkloadState(self.instance, plan)
            if best is None or state.excess() < best[0]:
                best = state.excess(), plan
            new = state.outliers() - self._relieved
            if not 0 < len(new) <= self.params.max_relieved or self.clock.over():
                break
            self._relieved |= new
        return None if best is None else best[1]

    def _balanced(self, plan: Plan, like: Plan | None) -> Plan:
        for better in balanced(self.instance, plan, self.clock.params.search.workload, like):
            plan = better
            if self.clock.over():
                break
        return plan

    def _take_turn(self, client: MasterClient) -> None:
        limit = self.clock.params.effort or 0.0
        if self.clock.effort < self._due or self.clock.spent(self.params.active_share):
            return
        with self.timing.part("master"):
            reply = client.advance(self._first, self.params.turn_share * limit * self.params.work_per_effort, self._values)
        self._first = None
        self._waiting = reply.solution
        self.clock.spend(reply.work / self.params.work_per_effort)
        self._due = self.clock.effort + self.params.turn_share * limit

    @property
    def effort(self) -> float:
        """Effort spent beside the search, which its clock does not count; 0 under an effort limit, where the clock counts all."""
        if self._client is not None and not self.clock.repeatable:
            self._effort_beside = self._client.work / self.params.work_per_effort
        return self._effort_beside

    def close(self) -> None:
        """End the process; nothing is offered any more."""
        if self._client is not None:
            self._effort_beside = self.effort
            self._client.close()
            self._client = None
