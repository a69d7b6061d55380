"""Job kind ``repair``: ranked repairs of a term that has no plan, or a plan of it with named exceptions."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Connection

import solver
from api.access.principal import Principal
from api.access.role import Right
from api.jobs.kind import SOLVES, Ended, JobKind, Submission
from api.jobs.searching import Provenance, ended, search_limits, seconds_for
from api.jobs.task import JobError, JobTask
from api.mapping.request import Request
from api.schemas.base import Text
from api.schemas.repair import NewRepair, RepairJob
from api.services.choosing import merge_overrides
from api.services.jobs import submit_repair
from api.services.loading import choose_policy
from api.services.plan_store import plan_of_term
from api.services.repairing import kind_words, repairs_document
from api.services.reporting import reason_document
from api.services.solving import SolveRequest as Solve
from api.services.solving import check_without_search, prechecked
from api.settings import Settings
from api.storage.jobs import DONE, FAILED, REFUSED, Job
from api.storage.reasons import CANCELLED, DEADLINE, INFEASIBLE, NO_PLAN, NO_START
from solver import Params, Plan, Policy, Repair

REPAIR_EVENT = "repair"
"""Event that tells of a repair whose state is known."""
CHECKING_SECONDS = 60.0
"""Seconds beside its limit that a job may take for proofs. Raising it lets a job that hangs go on for longer."""


class RepairSpec(NewRepair):
    """Repairs of a term: ``{"kind": "repair", "term": …}``, or a plan with exceptions with ``"anyway": true``."""

    kind: Literal["repair"]
    term: Text


def submit(connection: Connection, principal: Principal, settings: Settings, job_id: str, spec: RepairSpec) -> Job:
    """Queue repairs of a term. Raises as :func:`submit_repair`."""
    return submit_repair(connection, principal, settings, spec.term, job_id, spec)


def repair(task: JobTask) -> Ended:
    """Look for repairs, each told when its state is known; or plan anyway. Begun again, it begins anew."""
    params = RepairJob.model_validate(task.job.params)
    if task.cancelled():
        return Ended(FAILED, CANCELLED if task.was_cancelled else DEADLINE)
    request = task.request()
    policy = choose_policy(request, params.profile, params.overrides)
    seconds = seconds_for(task, params.seconds)
    limits = search_limits(task, seconds, params.effort, params.seed)
    task.expect(seconds + CHECKING_SECONDS)
    if params.anyway:
        return _anyway(task, request, policy, limits, params)

    def tell(found: Repair) -> None:
        zh, en = kind_words(found)
        task.tell(REPAIR_EVENT, {"kind": found.kind.value, "kind_zh": zh, "kind_en": en, "state": found.state, "amount": found.amount})

    found = solver.repairs(request.problem, policy, limits, _base(task, params), tell, task.cancelled)
    result = repairs_document(found, policy)
    if found.plan is not None or any(each.state == "confirmed" for each in found.repairs):
        return Ended(DONE, None, result)
    if found.refused:
        reasons = {"reasons": [reason_document(each) for each in prechecked(request.problem, policy)[0]]}
        return Ended(REFUSED, {**INFEASIBLE, **reasons}, result)
    return Ended(FAILED, NO_PLAN, result)


def _anyway(task: JobTask, request: Request, policy: Policy, limits: Params, params: RepairJob) -> Ended:
    """The plan is stored as one that is not valid: it cannot be published."""
    found = solver.solve_anyway(request.problem, policy, limits, task.cancelled)
    if found.plan is None:
        return Ended(FAILED, NO_PLAN)
    job = Solve(request.problem, policy, limits)
    chosen = {"profile": params.profile or request.policy_name, "overrides": merge_overrides(request.overrides, params.overrides)}
    origin = Provenance(chosen, why={"anyway": True, "exceptions": len(found.exceptions)}, result={"exceptions": len(found.exceptions)})
    return ended(task, job, check_without_search(job, found.plan), origin)


def _base(task: JobTask, params: RepairJob) -> Plan | None:
    if params.start is None:
        return None
    with task.database.read() as connection:
        found = plan_of_term(connection, params.start, task.job.term_id or "")
    if found is None:
        raise JobError(NO_START)
    return found


REPAIR = JobKind("repair", SOLVES, RepairJob, repair, Submission(RepairSpec, Right.PLAN, submit))
