"""Job kind ``replan``: change a plan around its locks, for its own term or for another in which something changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from sqlalchemy import Connection

from api.access.principal import Principal
from api.access.role import Right
from api.jobs.kind import SOLVES, Ended, JobKind, Submission
from api.jobs.searching import Provenance, ended, seconds_for
from api.jobs.task import JobError, JobTask
from api.mapping.request import Request
from api.schemas.base import Text
from api.schemas.replan import NewReplan, ReplanJob
from api.services.plan_sequence import EARLIER, continuation, refs_document
from api.services.replanning import submit_replan
from api.services.solving import SolveRequest as Solve
from api.services.solving import check_without_search, run
from api.settings import Settings
from api.storage.jobs import Job
from api.storage.plans import PlanRow, Revision, get_plan, get_revision, revision_document
from api.storage.reasons import NO_START
from solver import Params, Plan, load_plan, load_policy
from solver.plan.again import go_on
from solver.plan.decisions import list_decisions, read_decisions

STABILITY, TIER = "B14", "stability"
"""Rule that minimizes changes, and its tier."""


class ReplanSpec(NewReplan):
    """Re-plan of a plan's newest revision: ``{"kind": "replan", "plan": …}``, with ``term`` where something changed in another term."""

    kind: Literal["replan"]
    plan: Text


def submit(connection: Connection, principal: Principal, settings: Settings, job_id: str, spec: ReplanSpec) -> Job:
    """Queue a re-plan. Raises as :func:`submit_replan`."""
    return submit_replan(connection, principal, settings, spec.plan, job_id, spec)


def replan(task: JobTask) -> Ended:
    """Prepare the earlier plan for the request, then search with the stability tier; locks hold."""
    params = ReplanJob.model_validate(task.job.params)
    stored, revision, plan = _given(task, params)
    request = task.request()
    chosen = _chosen(request, revision, same=stored.term_id == task.job.term_id)
    policy = load_policy(chosen["profile"], chosen["overrides"], {STABILITY: {"level": "soft"}} if params.few_changes else None)
    with task.database.read() as connection:
        going_on = continuation(connection, request, policy, stored, revision.number, params.effect, params.until)
    again = go_on(going_on.problem, plan, read_decisions(revision.locks))
    seconds = seconds_for(task, params.seconds)
    threads = task.settings.solve_workers if params.effort is None else 1
    job = Solve(again.problem, policy, Params(seconds, params.effort, params.gap, params.seed, threads), task.incumbent() or again.start)
    origin = Provenance(
        policy=chosen,
        locks=list_decisions(again.problem.replan.locked) if again.problem.replan is not None else (),
        why={
            "plan": stored.id, "revision": revision.number, "lost_locks": list_decisions(again.lost),
            EARLIER: refs_document(going_on.earlier),
        },
        result={"lost_locks": len(again.lost)},
    )
    if task.cancelled():
        return ended(task, job, check_without_search(job, again.start), origin)
    task.expect(seconds)
    outcome = run(job, task.progress, task.cancelled)
    if outcome.plan is None and outcome.status == "stopped":
        outcome = check_without_search(job, again.start)
    found = ended(task, job, outcome, origin)
    least = next((tier.bound for tier in outcome.tiers if tier.name == TIER), None)
    return replace(found, result={**found.result, "changes": found.tiers.get(TIER), "at_least": least})


def _given(task: JobTask, params: ReplanJob) -> tuple[PlanRow, Revision, Plan]:
    with task.database.read() as connection:
        stored = get_plan(connection, params.plan)
        revision = get_revision(connection, params.plan, params.revision)
        document = revision_document(connection, params.plan, params.revision)
    if stored is None or revision is None or document is None:
        raise JobError(NO_START)
    return stored, revision, load_plan(document)


def _chosen(request: Request, revision: Revision, *, same: bool) -> dict[str, Any]:
    """Profile and overrides: those of the plan's revision, or of the request where that is another term's."""
    if same and revision.policy.get("profile"):
        overrides = dict(revision.policy.get("overrides") or {})
        return {"profile": revision.policy["profile"], "overrides": {k: v for k, v in overrides.items() if k != STABILITY}}
    return {"profile": request.policy_name, "overrides": dict(request.overrides)}


REPLAN = JobKind("replan", SOLVES, ReplanJob, replan, Submission(ReplanSpec, Right.PLAN, submit))
