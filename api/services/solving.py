"""Pipeline after loading: precheck, search, check; shared by command line and HTTP service.

The independent checker judges the plan: values of tiers, seats and violations are the checker's; bounds are the
search's.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import solver
from api.files.plan.search_run import SearchRun, plan_digest
from api.services.refusing import RefusalBesideSearch, refused_after, refused_before
from solver.check.plan_index import PlanIndex
from solver.papers.class_care import class_care
from solver.papers.wishes import wishes
from solver.plan.period import stamped

if TYPE_CHECKING:
    from solver import Limit, Params, Plan, Policy, Problem, Progress, Reason, Report, Result, TierResult
    from solver.ledger.balance import Balance
    from solver.papers.class_care import CareReport
    from solver.papers.wishes import WishReport

SECONDS_KEYS = ("load", "build", "presolve", "search", "check", "total")
STATUSES = ("optimal", "valid", "violations", "infeasible", "stopped")


@dataclass(frozen=True)
class SolveRequest:
    """Input of a solve. start: initial plan, or None. load_seconds: duration of loading the request."""

    problem: Problem
    policy: Policy
    params: Params
    start: Plan | None = None
    load_seconds: float = 0.0


@dataclass(frozen=True)
class Outcome:
    """Result of a solve.

    status: ``optimal``, ``valid``, ``violations`` (the search accepts the plan, the checker does not), ``infeasible``, or
    ``stopped`` (no valid plan in time; ``plan`` is then the best incomplete one, or None). report: check report of ``plan``.
    wishes, care, balance: club wishes against its seats, care by class, and the money of the term. tiers: the checker's values
    with the search's bounds. limits: why staffing goals are not lower. reasons: for infeasibility. warnings: about the request.
    result: of the search, with the checker's tiers; None when the precheck refused. run: record of the search. seconds: by
    :data:`SECONDS_KEYS`, wall clock. peak_memory_mb: of this process so far.
    """

    status: str
    seed: int
    plan: Plan | None = None
    report: Report | None = None
    wishes: WishReport | None = None
    care: CareReport | None = None
    balance: Balance | None = None
    tiers: tuple[TierResult, ...] = ()
    limits: tuple[Limit, ...] = ()
    reasons: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()
    first_plan_seconds: float | None = None
    result: Result | None = None
    run: SearchRun | None = None
    seconds: Mapping[str, float] = field(default_factory=dict)
    peak_memory_mb: float = 0.0

    @property
    def valid(self) -> bool:
        """Whether there is a plan without violations."""
        return self.report is not None and not self.report.violations

    @property
    def gap(self) -> float | None:
        """Largest gap of the tiers; None where a tier has no bound."""
        gaps = [tier.gap for tier in self.tiers]
        known = [gap for gap in gaps if gap is not None]
        return max(known) if known and len(known) == len(gaps) else None


def run(
    job: SolveRequest,
    on_progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Outcome:
    """Precheck, search and check; a problem that the precheck refuses is never searched, one that is proven impossible beside or
    after the search ends as infeasible.
    """
    began = time.perf_counter()
    reasons, warnings = prechecked(job.problem, job.policy)
    if reasons:
        return Outcome(
            status="infeasible",
            seed=job.params.seed,
            reasons=reasons,
            warnings=warnings,
            seconds=_seconds({}, job.load_seconds, 0.0, time.perf_counter() - began),
            peak_memory_mb=peak_memory_mb(),
        )
    beside = RefusalBesideSearch(job.problem, job.policy, job.params, on_progress, cancelled)
    result = solver.solve(job.problem, job.policy, job.params, job.start, beside.progress, beside.over)
    outcome = _judged(job, result, began)
    if not outcome.valid and not (cancelled is not None and cancelled()):
        proven = beside.reasons or refused_after(job.problem, job.policy, job.params)
        outcome = _refused(job, outcome, proven, began) if proven else outcome
    return replace(outcome, warnings=warnings)


def _refused(job: SolveRequest, outcome: Outcome, proven: tuple[Reason, ...], began: float) -> Outcome:
    """Outcome of a search that was in vain, since no plan can be valid."""
    result = outcome.result
    if result is not None:
        result = replace(result, status="infeasible", plan=None, tiers=(), reasons=proven, ended="infeasible")
    return Outcome(
        status="infeasible",
        seed=outcome.seed,
        reasons=proven,
        result=result,
        run=None if result is None else search_run(job, result, None),
        seconds={**outcome.seconds, "total": round(job.load_seconds + time.perf_counter() - began, 3)},
        peak_memory_mb=peak_memory_mb(),
    )


def prechecked(problem: Problem, policy: Policy) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Reasons that prove infeasibility, and warnings."""
    return refused_before(problem, policy), solver.precheck_warnings(problem, policy)


def check_without_search(job: SolveRequest, plan: Plan) -> Outcome:
    """Check a plan without a search -> ``valid`` or ``violations``, without bounds."""
    began = time.perf_counter()
    plan = stamped(job.problem, plan).canonical()
    report = solver.check_plan(job.problem, job.policy, plan)
    view = PlanIndex(job.problem, job.policy, plan)
    elapsed = time.perf_counter() - began
    return Outcome(
        status="violations" if report.violations else "valid",
        seed=job.params.seed,
        plan=plan,
        report=report,
        wishes=wishes(view),
        care=class_care(view),
        balance=solver.ledgers(job.problem, job.policy, plan).balance,
        tiers=tuple(solver.TierResult(score.name, score.value, None, score.scale) for score in report.tiers),
        limits=solver.limits(view),
        seconds=_seconds({}, job.load_seconds, elapsed, elapsed),
        peak_memory_mb=peak_memory_mb(),
    )


def _judged(job: SolveRequest, result: Result, began: float) -> Outcome:
    checking = time.perf_counter()
    plan = result.plan.canonical() if result.plan is not None else None
    report = solver.check_plan(job.problem, job.policy, plan) if plan is not None else None
    check_seconds = time.perf_counter() - checking
    view = PlanIndex(job.problem, job.policy, plan) if plan is not None else None
    status = result.status
    if report is None and status in ("optimal", "valid"):
        status = "stopped"
    elif report is not None and report.violations and status in ("optimal", "valid"):
        status = "violations"
    elif report is not None and not report.violations and status not in ("optimal", "valid"):
        status = "valid"
    bounds = {tier.name: tier.bound for tier in result.tiers}
    tiers = tuple(
        solver.TierResult(score.name, score.value, bounds.get(score.name), score.scale)
        for score in (report.tiers if report is not None else ())
    )
    return Outcome(
        status=status,
        seed=result.seed,
        plan=plan,
        report=report,
        wishes=wishes(view) if view is not None else None,
        care=class_care(view) if view is not None else None,
        balance=solver.ledgers(job.problem, job.policy, plan).balance if plan is not None else None,
        tiers=tiers,
        limits=solver.limits(view) if view is not None else (),
        reasons=result.reasons,
        first_plan_seconds=result.first_plan_seconds,
        result=replace(result, plan=plan, tiers=tiers),
        run=search_run(job, result, plan),
        seconds=_seconds(result.seconds, job.load_seconds, check_seconds, time.perf_counter() - began),
        peak_memory_mb=peak_memory_mb(),
    )


def search_run(job: SolveRequest, result: Result, plan: Plan | None) -> SearchRun:
    """Record of a search: its limits, the effort spent, and the stopping criterion that ended it."""
    params = job.params
    return SearchRun(
        seed=params.seed,
        workers=params.workers,
        effort_limit=params.effort,
        seconds_limit=None if params.effort is not None else params.seconds,
        gap_limit=params.gap,
        effort=result.effort,
        ended=result.ended,
        from_plan=job.start is not None,
        version=solver.__version__,
        search_params=params.search.changed(),
        plan_sha256="" if plan is None else plan_digest(plan),
    )


def _seconds(found: Mapping[str, float], load: float, check: float, elapsed: float) -> dict[str, float]:
    own = {"load": load, "check": found.get("check", 0.0) + check, "total": load + elapsed}
    return {key: round(own.get(key, found.get(key, 0.0)), 3) for key in SECONDS_KEYS}


def peak_memory_mb() -> float:
    """Largest resident memory of this process or of any child it has waited for, in MB (10^6 bytes)."""
    unit = 1 if sys.platform == "darwin" else 1024
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return round(max(resource.getrusage(kind).ru_maxrss for kind in kinds) * unit / 1e6, 1)
