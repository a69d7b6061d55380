"""The search from end to end: refuse the impossible, construct, bound, solve exactly or improve, check, hand back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from random import Random

from solver.check.report import check
from solver.model.families.staffing import COVERAGE
from solver.model.frame import Frame
from solver.plan import Plan, Progress, Reason, Result, TierResult
from solver.policy import Policy
from solver.problem import Problem
from solver.search.bounds import Bound, Bounds
from solver.search.conflict import conflict
from solver.search.construct.complete import construct, finish
from solver.search.exact import COLUMNS, Exact, exact, size
from solver.search.garbage import seldom_collected
from solver.search.improve import Improver
from solver.search.leap import leap
from solver.search.level import levelled
from solver.search.neighbourhoods.everyone import Everyone
from solver.search.neighbourhoods.portfolio import portfolio
from solver.search.outlines import Outlines
from solver.search.params import Params
from solver.search.quick_bounds import bounds
from solver.search.relax import relaxed, unbalanced
from solver.search.restart import restart
from solver.search.sharpen import PATIENCE, Sharpener
from solver.search.standing import Standing, judge
from solver.search.stop import Clock
from solver.search.timing import Timing

WARM_UP = 0.2
"""Share of the limits that a small school's plan is improved for before the exact solve starts from it."""
OnProgress = Callable[[Progress], None]


def solve(
    problem: Problem,
    policy: Policy,
    params: Params,
    start: Plan | None = None,
    on_progress: OnProgress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Result:
    """Plan a term.

    start: a complete plan to begin from instead of constructing one (a warm start); where the problem remembers a plan, what is
    left of it: that is mended first. on_progress: called with every event.
    cancelled: asked often; when true the search ends within a second and hands back its best plan.
    The plan of a result with status ``valid`` or ``optimal`` has passed the checker under ``policy``.
    """
    with seldom_collected():
        return _Search(problem, policy, params, on_progress, cancelled).run(start)


class _Search:
    def __init__(
        self,
        problem: Problem,
        policy: Policy,
        params: Params,
        on_progress: OnProgress | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self.problem, self.policy, self.params = problem, policy, params
        self.clock = Clock(params, cancelled)
        self.timing = Timing()
        self.on_progress = on_progress
        self.first_plan: float | None = None
        self.bounds = Bounds()
        self.best: Standing | None = None
        self.ended = "exhausted"
        with self.timing.part("build"):
            self.frame = Frame(problem, relaxed(policy))
            if policy.hard("G04") and size(self.frame) > COLUMNS:
                self.frame = Frame(problem, relaxed(unbalanced(policy)))
        self.outlines = Outlines(self.frame, self.clock, self.timing, params.seed)
        self.improver = Improver(
            self.frame,
            self.clock,
            self.timing,
            Random(params.seed),
            self.bounds,
            self._better_standing,
            self._offered,
        )

    def run(self, start: Plan | None) -> Result:
        try:
            return self._run(start)
        finally:
            self.outlines.close()

    def _run(self, start: Plan | None) -> Result:
        standing = self._begin(start)
        with self.timing.part("bound"):
            for name, value in bounds(self.frame, self.params.seed).items():
                self.bounds.add(Bound(name, 0))
                self.bounds.add(Bound(name, value, {COVERAGE: 0}))
            self.sharpener = Sharpener(self.frame, self.bounds, lambda: (self.best or standing).values)
            if self.clock.repeatable:  # beside the search it would change, from run to run, which steps are taken
                self.sharpener.round(standing.values, lambda: None)
            else:
                self.sharpener.start(self.clock)
        try:
            standing, proof = self._search(standing)
            self.ended = self._why_ended(standing)
        finally:
            self.sharpener.finish(0.0 if self.clock.cancelled() else PATIENCE)
        if proof is not None and proof.status == "infeasible":
            return self._refuse(proof.rules)
        if self.clock.repeatable and not self.clock.cancelled():
            with self.timing.part("bound"):
                self.sharpener.round(standing.values, lambda: None)
        return self._finish(standing, proof)

    def _search(self, standing: Standing) -> tuple[Standing, Exact | None]:
        self._tell("bounds", standing)
        if not standing.report.violations and not self.clock.over() and size(self.frame) <= COLUMNS:
            if standing.values["coverage"] > 0:
                standing = self.improver.step(standing, Everyone())
            standing = self._leap(standing)
        proof: Exact | None = None
        if size(self.frame) <= COLUMNS:
            standing = self._improve(standing, WARM_UP)
            self.outlines.close()  # the exact solve has use for all processors
            proof = self._prove(standing)
            if proof.status == "infeasible":
                return standing, proof
            reached = standing if proof.plan is None else self._judge_best(proof.plan)
            self._note_bounds(proof.bounds, reached.values)
            standing = min(standing, reached, key=lambda s: s.key)
        if proof is None or proof.status != "optimal":
            standing = self._improve(standing, 1.0)
        return min(standing, self.best or standing, key=lambda s: s.key), proof

    def _why_ended(self, standing: Standing) -> str:
        """What kept the search from going on."""
        if self.clock.cancelled():
            return "cancelled"
        if self.clock.over():
            return "effort" if self.clock.repeatable else "time"
        return "gap" if self._enough(standing) else "exhausted"

    def _note_bounds(self, proven: Mapping[str, int], values: Mapping[str, int]) -> None:
        """Bounds of the exact solve hold for plans no worse in the tiers before."""
        under: dict[str, int] = {}
        for tier in self.policy.tiers:
            if tier.name in proven:
                self.bounds.add(Bound(tier.name, proven[tier.name], dict(under)))
            under[tier.name] = values[tier.name]

    def _begin(self, start: Plan | None) -> Standing:
        if start is not None and self.problem.replan is not None:
            with self.timing.part("construct"):
                start = restart(self.frame, start)
        standing = None if start is None else self._judge(start.canonical())
        if standing is None or standing.report.violations:  # a plan that breaks rules is no place to improve from
            with self.timing.part("construct"):
                plan = construct(self.frame, self.params.seed)
            built = self._judge(plan)
            self._outline(built)  # its process has nothing to do with loads
            built = self._levelled(built)
            standing = built if standing is None else self._nearer(standing, built)
        else:
            self._outline(standing)
        self._better_standing(standing, "construct")
        return standing

    def _nearer(self, given: Standing, built: Standing) -> Standing:
        """The better of a plan to go on from and a new one; of a re-plan's two that both break rules, the one before (B14)."""
        if self.problem.replan is not None and built.report.violations:
            return min(given, built, key=lambda s: len(s.report.violations))
        return min(given, built, key=lambda s: s.key)

    def _outline(self, standing: Standing) -> None:
        """Let better outlines be searched, where there is a plan to begin from."""
        if not standing.report.violations and not self.clock.over():
            self.outlines.begin(standing.plan)

    def _levelled(self, standing: Standing) -> Standing:
        """The best on the way to even loads; every plan on it is told."""
        self._better_standing(standing, "construct")
        plans = levelled(self.frame, standing.plan)
        while True:
            with self.timing.part("construct"):
                plan = next(plans, None)
            if plan is None:
                return standing
            standing = min(standing, self._judge(plan), key=lambda s: s.key)
            self._better_standing(standing, "construct")
            if self.clock.over():
                return standing

    @cached_property
    def strict(self) -> Frame:
        """Of the caller's policy as it is, for the solves of small schools: posts it wants filled are a rule."""
        return Frame(self.problem, self.policy)

    def _leap(self, standing: Standing) -> Standing:
        """The plan, or one at the bounds of many tiers at once."""
        leap(
            self.strict, standing.plan, standing.values["coverage"] == 0, self.bounds, self.clock, self.timing,
            lambda plan: self._better_standing(self._judge_best(plan), "leap"),
        )  # fmt: skip
        return min(standing, self.best or standing, key=lambda s: s.key)

    def _prove(self, standing: Standing) -> Exact:
        feasible = not standing.report.violations
        return exact(
            self.frame if standing.values["coverage"] > 0 else self.strict,
            standing.plan,
            feasible,
            self.bounds,
            self.clock,
            self.timing,
            self._better_plan,
        )

    def _improve(self, standing: Standing, share: float) -> Standing:
        """Improve until ``share`` of the time or effort is spent."""
        if standing.report.violations:
            return standing  # a step starts from a plan that breaks no rule
        return self.improver.run(
            standing, portfolio(self.frame), lambda now: self._enough(now) or self.clock.spent(share)
        )

    def _offered(self) -> Standing | None:
        """A plan made of a better outline, if there is one."""
        plan = self.outlines.offer()
        found = None if plan is None else self._judge(plan)
        return None if found is None or found.report.violations else found

    def _enough(self, standing: Standing) -> bool:
        if self.params.gap is None or self._empty_posts(standing) or standing.report.violations:
            return False
        gaps = [tier.gap for tier in self._tiers(standing)]
        return all(gap is not None and gap <= self.params.gap for gap in gaps)

    def _judge(self, plan: Plan) -> Standing:
        with self.timing.part("check"):
            return judge(self.frame, plan)

    def _better_standing(self, standing: Standing, stage: str) -> None:
        if self.best is None or standing.key < self.best.key:
            self.best = standing
            self._note_first(standing)
            self._tell(stage, standing)

    def _better_plan(self, plan: Plan, proven: dict[str, int]) -> None:
        standing = self._judge_best(plan)
        self._note_bounds(proven, standing.values)
        self._better_standing(standing, "exact")

    def _judge_best(self, plan: Plan) -> Standing:
        """The plan, or the same with its flex grants decided anew if that is better: a tier the solve did not reach."""
        return min(self._judge(plan), self._judge(finish(self.frame, plan)), key=lambda s: s.key)

    def _empty_posts(self, standing: Standing) -> bool:
        """Whether a post is empty that the caller's policy wants filled, or accounts are off that it wants balanced."""
        eased = self.policy.level("G04") != self.frame.policy.level("G04")
        if standing.values["coverage"] == 0 and not eased:
            return False
        return bool(check(self.problem, self.policy, standing.plan).violations)

    def _note_first(self, standing: Standing) -> None:
        if self.first_plan is None and not standing.report.violations and not self._empty_posts(standing):
            self.first_plan = self.clock.elapsed

    def _tiers(self, standing: Standing) -> tuple[TierResult, ...]:
        bounds = self.bounds.at(standing.values)
        # A bound above a value would be our bug; the tier then has none, rather than a gap that is made up.
        sound = {t.name: bounds[t.name] for t in standing.report.tiers if bounds.get(t.name, t.value + 1) <= t.value}
        return tuple(TierResult(t.name, t.value, sound.get(t.name), t.scale) for t in standing.report.tiers)

    def _tell(self, stage: str, standing: Standing) -> None:
        if self.on_progress is not None:
            note = "" if self.first_plan is None else f"first complete valid plan after {self.first_plan:.2f} s"
            self.on_progress(Progress(stage, self.clock.elapsed, self._tiers(standing), note, standing.plan))

    def _refuse(self, rules: tuple[str, ...]) -> Result:
        reasons = conflict(self.frame, rules)
        return self._result("infeasible", None, (), reasons)

    def _finish(self, standing: Standing, proof: Exact | None) -> Result:
        with self.timing.part("check"):
            report = check(self.problem, self.policy, standing.plan)
        if report.violations:
            proven = self.bounds.at(standing.values).get("coverage", 0) > 0 and not standing.report.violations
            broken = tuple(dict.fromkeys(v.rule for v in report.violations))
            reasons = tuple(Reason(v.rule, v.zh, v.en, v.measured, v.limit) for v in report.violations)
            if proven and proof is not None:
                return self._result("infeasible", None, (), (*conflict(self.frame, broken), *reasons))
            return self._result("stopped", standing.plan, self._tiers(standing), reasons)
        tiers = self._tiers(standing)
        done = all(tier.bound is not None and tier.value <= tier.bound for tier in tiers)
        return self._result("optimal" if done else "valid", standing.plan, tiers, ())

    def _result(
        self, status: str, plan: Plan | None, tiers: tuple[TierResult, ...], reasons: tuple[Reason, ...]
    ) -> Result:
        total = self.clock.elapsed
        effort = round(self.clock.effort + self.outlines.effort, 4)
        ended = status if status in ("optimal", "infeasible") else self.ended
        if self.clock.cancelled():  # whatever was being finished or proven was not
            ended = "cancelled"
        seconds = {name: round(value, 4) for name, value in self.timing.seconds.items()} | {"total": round(total, 4)}
        return Result(
            status, plan, tiers, reasons, self.first_plan, seconds, effort, self.params.seed, ended
        )
