"""Search pipeline: refuse what is proven infeasible, construct, bound, solve exactly or improve, check, hand back.

Phases: construction heuristic (``construct``) and workload balancing (``workload``); the master problem in a process of its
own (``master``) and lower bounds in a thread of their own (``bounds``) beside all that follows; for small schools an exact
descent through the tiers (``exact``); large neighbourhood search (``lns``) until a stopping criterion (``limits``) is met.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from random import Random

from solver.check.report import check
from solver.model.families.staffing import COVERAGE
from solver.model.instance import Instance
from solver.model.tier_limits import NO_LIMITS, TierLimits
from solver.plan import Plan, Reason, Result, TierResult
from solver.plan.period import stamped
from solver.policy import Policy
from solver.problem import Problem
from solver.search.bounds.changes import forced_changes
from solver.search.bounds.combinatorial import combinatorial_bounds
from solver.search.bounds.slots import gate_posts, slot_bounds
from solver.search.bounds.store import Bound, Bounds
from solver.search.bounds.worker import BoundWorker
from solver.search.construct.complete import finish
from solver.search.evaluated import EvaluatedPlan, evaluate
from solver.search.exact.conflict import conflict
from solver.search.exact.descent import ExactResult, model_size, solve_exactly
from solver.search.exact.targets import find_plans_at_bounds
from solver.search.feasibility.feasibility import FeasibilitySearch
from solver.search.feasibility.first_plan import FirstPlan
from solver.search.gc_tuning import rare_collections
from solver.search.incumbent import Incumbent, OnProgress
from solver.search.least_change.filled import STABILITY
from solver.search.least_change.least_change import least_change
from solver.search.limit_reasons import check_limits, limit_reasons, limits_conflict, out_of_reach, proven_exceeded
from solver.search.limits import Clock, Params
from solver.search.lns.lns import LargeNeighbourhoodSearch, OnPlan, ignore_plan
from solver.search.lns.neighbourhoods.late_relief import LateRelief
from solver.search.lns.neighbourhoods.portfolio import GAP_FILLERS, portfolio
from solver.search.lns.neighbourhoods.whole_days import EVERYONE
from solver.search.lns.neighbourhoods.whole_week import WholeWeek
from solver.search.master.runner import MasterRunner
from solver.search.short_template import ShortTemplate
from solver.search.soft_policy import softened, with_soft_balance
from solver.search.staffing.late_first import LateFirst
from solver.search.staffing.optimise import WeekStaffing
from solver.search.timing import Timing
from solver.search.workload.balance import balanced


def solve(
    problem: Problem,
    policy: Policy,
    params: Params,
    start: Plan | None = None,
    on_progress: OnProgress | None = None,
    cancelled: Callable[[], bool] | None = None,
    limits: TierLimits = NO_LIMITS,
    on_plan: OnPlan | None = None,
) -> Result:
    """Problem, policy and parameters -> result with the best plan found, its tier values and their lower bounds.

    start: a complete plan to begin from instead of constructing one (a warm start); where the problem remembers a plan, what is
    left of it: that is mended first. on_progress: called with every event.
    cancelled: asked often; when true the search ends within a second and hands back its best plan. limits: the most that tiers may
    be, as one more rule of the search; a plan that exceeds one is handed back with status ``stopped`` and says so, and ``infeasible``
    means that bounds prove it out of reach. on_plan: called with every plan that is evaluated, also those that are not kept and those
    that break rules. Raises PolicyError for a limit on an unknown tier.
    The plan of a result with status ``valid`` or ``optimal`` has passed the checker under ``policy``.
    """
    with rare_collections():
        return _Pipeline(problem, policy, params, on_progress, cancelled, limits, on_plan).run(start)


class _Pipeline:
    """One run of the phases on one problem."""

    def __init__(
        self,
        problem: Problem,
        policy: Policy,
        params: Params,
        on_progress: OnProgress | None,
        cancelled: Callable[[], bool] | None,
        limits: TierLimits,
        on_plan: OnPlan | None,
    ) -> None:
        check_limits(policy, limits)
        self.problem, self.policy, self.params, self.limits = problem, policy, params, limits
        self.clock = Clock(params, cancelled)
        self.on_plan = on_plan or ignore_plan
        self.timing = Timing()
        self.bounds = Bounds()
        self.ended = "exhausted"
        with self.timing.part("build"):
            self.instance = Instance(problem, softened(policy), limits)
            self.small = model_size(self.instance) <= params.search.exact.max_columns
            if policy.hard("G04") and not self.small:
                self.instance = Instance(problem, softened(with_soft_balance(policy)), limits)
        self.incumbent = Incumbent(self.instance, policy, self.bounds, self.clock, on_progress)
        self.feasibility = FeasibilitySearch(self.instance, lambda: self.strict, self.clock, self.timing)
        self.first_plan = FirstPlan(self.instance, self.clock, self.timing, self.feasibility, self._filled)
        self.master = MasterRunner(self.instance, self.clock, self.timing, params.seed)
        self.lns = LargeNeighbourhoodSearch(
            self.instance, self.clock, self.timing, Random(params.seed), self.bounds, self.incumbent.offer, self._from_master,
            self.on_plan,
        )  # fmt: skip

    def run(self, start: Plan | None) -> Result:
        """All phases, from an optional start."""
        try:
            current = self._construct(start)
            if self.feasibility.infeasible:
                return self._result("infeasible", None, (), self._conflict(self.feasibility.rules))
            bound_worker = self._begin_bounds(current)
            try:
                current, proof = self._search(current)
                self.ended = self._why_ended(current)
            finally:
                bound_worker.finish(0.0 if self.clock.cancelled() else self.params.search.bounds.join_seconds)
            if proof is not None and proof.status == "infeasible":
                return self._result("infeasible", None, (), self._conflict(proof.rules))
            if self.clock.repeatable and not self.clock.cancelled():
                with self.timing.part("bound"):
                    bound_worker.tighten_all(current.values, lambda: None)
            return self._finish(current, proof)
        finally:
            self.master.close()

    # construction -----------------------------------------------------------------------------------------------------

    def _construct(self, start: Plan | None) -> EvaluatedPlan:
        """The start, repaired if it is to be re-planned, or what construction makes; the better of the two."""
        current = None if start is None else self._evaluate(start.canonical())
        if current is not None and self.problem.replan is not None:
            with self.timing.part("search"):
                current = least_change(self.instance, current, self.clock)
            self.incumbent.offer(current, "least change")
        if current is not None:
            current = self.first_plan.mended(current)
        if current is None or (current.report.violations and not self.feasibility.infeasible):  # no place to improve from
            built = self.first_plan.constructed()
            self._begin_master(built)  # its process has nothing to do with loads
            built = self._balance(built)
            current = built if current is None else self._start_of(current, built)
        else:
            self._begin_master(current)
        self.incumbent.offer(current, "construct")
        return current

    def _filled(self, current: EvaluatedPlan) -> EvaluatedPlan:
        """The plan with its empty posts filled through the model, as far as a few steps in a row still fill some."""
        idle = 0
        while current.values[COVERAGE] and idle < self.params.search.pipeline.max_idle_fills and not self.clock.over():
            before = current.values[COVERAGE]
            current = self.lns.step(current, GAP_FILLERS[idle % len(GAP_FILLERS)])
            idle = 0 if current.values[COVERAGE] < before else idle + 1
        return current

    def _start_of(self, given: EvaluatedPlan, built: EvaluatedPlan) -> EvaluatedPlan:
        """The better of a start that breaks rules and a new plan; of a re-plan's two that both break rules, the start (B14)."""
        if self.problem.replan is not None and built.report.violations:
            return min(given, built, key=lambda e: len(e.report.violations))
        return min(given, built, key=lambda e: e.objective)

    def _balance(self, current: EvaluatedPlan) -> EvaluatedPlan:
        """The best plan that balancing the workloads comes through; every plan on the way is offered."""
        self.incumbent.offer(current, "construct")
        plans = balanced(self.instance, current.plan, self.params.search.workload)
        while True:
            with self.timing.part("construct"):
                plan = next(plans, None)
            if plan is None:
                return current
            current = min(current, self._evaluate(plan), key=lambda e: e.objective)
            self.incumbent.offer(current, "construct")
            if self.clock.over():
                return current

    def _begin_master(self, current: EvaluatedPlan) -> None:
        """Let the master problem be searched from a plan that breaks no rule."""
        if not current.report.violations and not self.clock.over():
            self.master.begin(current)

    def _from_master(self) -> EvaluatedPlan | None:
        """A plan made of a better master solution, if there is one that breaks no rule."""
        plan = self.master.offer(self.incumbent.best.plan if self.incumbent.best else None)
        found = None if plan is None else self.first_plan.without_violations(self._evaluate(plan))
        return None if found is None or found.report.violations else found

    # bounds -----------------------------------------------------------------------------------------------------------

    def _begin_bounds(self, current: EvaluatedPlan) -> BoundWorker:
        """Combinatorial bounds at once; the linear ones beside the search, or before it where the plan must be repeatable."""
        with self.timing.part("bound"):
            for name, value in combinatorial_bounds(self.instance).items():
                self.bounds.add(Bound(name, forced_changes(self.instance) if name == STABILITY else 0))
                self.bounds.add(Bound(name, value, {COVERAGE: 0}))
            for bound in slot_bounds(self.instance, self.params.seed, current.values):
                self.bounds.add(bound)
            incumbent = self.incumbent
            worker = BoundWorker(
                self.instance, self.bounds, lambda: (incumbent.best or current).values, self.params.effort, self.params.search.bounds,
                gate_posts(self.instance, self.params.seed),
            )  # fmt: skip
            if self.clock.repeatable:  # beside the search it would change, from run to run, which steps are taken
                worker.tighten_all(worker.slackened(current.values), lambda: None)
            else:
                worker.start(self.clock)
        return worker

    def _note_exact_bounds(self, proven: Mapping[str, int], reached: EvaluatedPlan) -> None:
        """Bounds of the exact descent hold for plans no worse in the goals before."""
        under: dict[str, int] = {}
        for goal in reached.goals:
            if goal.name in proven:
                self.bounds.add(Bound(goal.name, proven[goal.name], dict(under)))
            tier, value = self.limits.held(goal.name, goal.value)
            under[tier] = value

    # improvement ------------------------------------------------------------------------------------------------------

    def _search(self, current: EvaluatedPlan) -> tuple[EvaluatedPlan, ExactResult | None]:
        """Exact descent of a small school between two runs of the large neighbourhood search; of others, that search alone."""
        self.incumbent.tell("bounds", current)
        if not self.small:
            return self.incumbent.better(self._improve(current, 1.0)), None
        if not current.report.violations and not self.clock.over():
            if current.values["coverage"] > 0:
                current = self._by_repeating(current)
            if current.values["coverage"] > 0:
                current = self.lns.step(current, EVERYONE)
            current = self._targets(current)
        current = self._improve(current, self.params.search.pipeline.warm_up_share)
        self.master.close()  # the exact solve has use for all processors
        proof = self._prove(current)
        if proof.status == "infeasible":
            return current, proof
        reached = current if proof.plan is None else self._with_best_flex(proof.plan)
        self._note_exact_bounds(proof.bounds, reached)
        current = min(current, reached, key=lambda e: e.objective)
        if proof.status != "optimal":
            current = self._improve(current, 1.0)
        return self.incumbent.better(current), proof

    def _by_repeating(self, current: EvaluatedPlan) -> EvaluatedPlan:
        """The plan, or a better one in which a long template's weeks repeat: to fill the posts of one costs far less than of all."""
        short = ShortTemplate(self.instance)
        if not short.worthwhile or self.problem.replan is not None:
            return current
        lns = LargeNeighbourhoodSearch(
            short.instance, self.clock, self.timing, Random(self.params.seed), Bounds(), lambda *_: None, lambda: None
        )
        with self.timing.part("check"):
            first = evaluate(short.instance, short.cut(current.plan))
        filled = lns.step(first, EVERYONE)
        if filled.values["coverage"] == first.values["coverage"]:
            return current
        found = self._evaluate(finish(self.instance, short.repeat(filled.plan)))
        if found.objective < current.objective:
            self.incumbent.offer(found, EVERYONE.name)
            return found
        return current

    def _why_ended(self, current: EvaluatedPlan) -> str:
        """Stopping criterion that ended the search: cancelled, effort, time, gap, or exhausted."""
        if self.clock.cancelled():
            return "cancelled"
        if self.clock.over():
            return "effort" if self.clock.repeatable else "time"
        return "gap" if self._within_gap(current) else "exhausted"

    def _improve(self, current: EvaluatedPlan, share: float) -> EvaluatedPlan:
        """Large neighbourhood search until ``share`` of the time or effort is spent."""
        if current.report.violations:
            return current  # a step starts from a plan that breaks no rule
        neighbourhoods = (*(GAP_FILLERS if self.first_plan.repaired else ()), *portfolio(self.instance, self.params.search))
        if not self.small and self.problem.replan is None:  # the posts of a re-plan stay with their people, as far as they can
            staffing = self.params.search.staffing
            whole_week = WholeWeek(WeekStaffing(self.clock, self.bounds), staffing)
            neighbourhoods = (*neighbourhoods, whole_week, LateRelief(LateFirst(self.clock, self.bounds), staffing))
        return self.lns.run(current, neighbourhoods, lambda now: self._enough(now) or self.clock.spent(share))

    def _enough(self, current: EvaluatedPlan) -> bool:
        """Whether the gap is reached, or a limit is proven out of reach."""
        return self._within_gap(current) or proven_exceeded(self.instance, self.policy, current.values, self.bounds)

    def _within_gap(self, current: EvaluatedPlan) -> bool:
        """Whether every tier is within the gap that the caller is content with."""
        if self.params.gap is None or self.incumbent.breaks_caller_policy(current) or current.report.violations:
            return False
        gaps = [tier.gap for tier in self.incumbent.tiers(current)]
        return all(gap is not None and gap <= self.params.gap for gap in gaps)

    # exact ------------------------------------------------------------------------------------------------------------

    @cached_property
    def strict(self) -> Instance:
        """Of the caller's policy as it is, for the solves of small schools: posts it wants filled are a rule."""
        return Instance(self.problem, self.policy, self.limits)

    def _targets(self, current: EvaluatedPlan) -> EvaluatedPlan:
        """The plan, or one at the bounds of many tiers at once."""
        find_plans_at_bounds(
            self.strict, current.plan, current.values["coverage"] == 0, self.bounds, self.clock, self.timing,
            lambda plan: self.incumbent.offer(self._with_best_flex(plan), "targets"),
        )  # fmt: skip
        return self.incumbent.better(current)

    def _prove(self, current: EvaluatedPlan) -> ExactResult:
        instance = self.instance if current.values["coverage"] > 0 else self.strict
        feasible = not current.report.violations
        return solve_exactly(instance, current.plan, feasible, self.bounds, self.clock, self.timing, self._offer_exact)

    def _offer_exact(self, plan: Plan, proven: dict[str, int]) -> None:
        found = self._with_best_flex(plan)
        self._note_exact_bounds(proven, found)
        self.incumbent.offer(found, "exact")

    # evaluation and result --------------------------------------------------------------------------------------------

    def _evaluate(self, plan: Plan) -> EvaluatedPlan:
        with self.timing.part("check"):
            found = evaluate(self.instance, plan)
        self.on_plan(found)
        return found

    def _with_best_flex(self, plan: Plan) -> EvaluatedPlan:
        """The plan, or the same with its flex grants decided anew if that is better: a tier the solve did not reach."""
        return min(self._evaluate(plan), self._evaluate(finish(self.instance, plan)), key=lambda e: e.objective)

    def _conflict(self, rules: tuple[str, ...]) -> tuple[Reason, ...]:
        """Reasons of an infeasibility that the exact model proves. rules: those broken by the data alone, if any are."""
        return limits_conflict(self.instance) if self.limits.most and not rules else conflict(self.instance, rules)

    def _finish(self, current: EvaluatedPlan, proof: ExactResult | None) -> Result:
        """The result, by the checker's word under the caller's policy."""
        current = self.incumbent.to_hand_out(current)
        with self.timing.part("check"):
            report = check(self.problem, self.policy, current.plan)
        tiers = self.incumbent.tiers(current)
        if report.violations:
            proven = self.bounds.at(current.values).get("coverage", 0) > 0 and not current.report.violations
            reasons = tuple(Reason(v.rule, v.zh, v.en, v.measured, v.limit) for v in report.violations)
            if proven and proof is not None:
                broken = tuple(dict.fromkeys(v.rule for v in report.violations))
                return self._result("infeasible", None, (), (*conflict(self.instance, broken), *reasons))
            return self._result("stopped", current.plan, tiers, reasons)
        if self.limits.exceeded(current.values):
            least = out_of_reach(self.instance, self.policy, self.bounds)
            reasons = limit_reasons(self.instance, current.values, least)
            return self._result("infeasible", None, (), reasons) if least else self._result("stopped", current.plan, tiers, reasons)
        done = all(tier.bound is not None and tier.value <= tier.bound for tier in tiers)
        return self._result("optimal" if done else "valid", current.plan, tiers, ())

    def _result(self, status: str, plan: Plan | None, tiers: tuple[TierResult, ...], reasons: tuple[Reason, ...]) -> Result:
        total = self.clock.elapsed
        seconds = {name: round(value, 4) for name, value in self.timing.seconds.items()} | {"total": round(total, 4)}
        effort = round(self.clock.effort + self.master.effort, 4)
        ended = status if status in ("optimal", "infeasible") else self.ended
        if self.clock.cancelled():  # whatever was being finished or proven was not
            ended = "cancelled"
        plan = None if plan is None else stamped(self.problem, plan)
        return Result(status, plan, tiers, reasons, self.incumbent.first_plan, seconds, effort, self.params.seed, ended)
