"""Job kind ``solve``: search a plan for a term."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Connection

from api.access.principal import Principal
from api.access.role import Right
from api.jobs.kind import SOLVES, Ended, JobKind, Submission
from api.jobs.searching import Provenance, ended, seconds_for
from api.jobs.task import JobError, JobTask
from api.schemas.base import Text
from api.schemas.service.job import NewSolve
from api.schemas.solve import SolveParams
from api.services.choosing import merge_overrides
from api.services.jobs import submit_solve
from api.services.loading import choose_policy
from api.services.plan_store import plan_of_term
from api.services.solving import Outcome, check_without_search, run
from api.services.solving import SolveRequest as Solve
from api.settings import Settings
from api.storage.jobs import Job
from api.storage.reasons import NO_START
from solver import Params, Plan
from solver.plan.period import within


class SolveSpec(NewSolve):
    """Solve of a term: ``{"kind": "solve", "term": …}`` and parameters of the search."""

    kind: Literal["solve"]
    term: Text


def submit(connection: Connection, principal: Principal, settings: Settings, job_id: str, spec: SolveSpec) -> Job:
    """Queue a solve. Raises as :func:`submit_solve`."""
    return submit_solve(connection, principal, settings, spec.term, job_id, spec)


def solve(task: JobTask) -> Ended:
    """Search from the incumbent of an earlier attempt, else from the plan that was asked for, else from scratch."""
    params = SolveParams.model_validate(task.job.params)
    request = task.request()
    policy = choose_policy(request, params.profile, params.overrides)
    start = task.incumbent() or _given(task, params)
    seconds = seconds_for(task, params.seconds)
    most = task.settings.solve_workers
    threads = min(params.workers or most, most) if params.effort is None else 1
    problem = within(request.problem, params.effect, params.until)
    job = Solve(problem, policy, Params(seconds, params.effort, params.gap, params.seed, threads), start)
    chosen = {
        "profile": params.profile or request.policy_name,
        "overrides": merge_overrides(request.overrides, params.overrides),
    }
    origin = Provenance(chosen)
    if task.cancelled():
        return ended(task, job, Outcome("stopped", params.seed) if start is None else check_without_search(job, start), origin)
    task.expect(seconds)
    outcome = run(job, task.progress, task.cancelled)
    if outcome.plan is None and start is not None and outcome.status == "stopped":
        outcome = check_without_search(job, start)
    return ended(task, job, outcome, origin)


def _given(task: JobTask, params: SolveParams) -> Plan | None:
    if params.start is None:
        return None
    with task.database.read() as connection:
        found = plan_of_term(connection, params.start, task.job.term_id or "")
    if found is None:
        raise JobError(NO_START)
    return found


SOLVE = JobKind("solve", SOLVES, SolveParams, solve, Submission(SolveSpec, Right.PLAN, submit))
