"""Job kind ``staffing``: fewest adults, marginal values, stress of a plan, or the frontier of its goals; the answer is in the job's
result."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from sqlalchemy import Connection

import solver
from api.access.principal import Principal
from api.access.role import Right
from api.errors import GONE, ApiError, bad_input
from api.jobs.kind import SOLVES, Ended, JobKind, Submission
from api.jobs.searching import search_limits, seconds_of_part
from api.jobs.stored_plan import stored_plan
from api.jobs.task import JobTask
from api.schemas.staffing import NewStaffing, StaffingJob, StaffingQuestion
from api.services.jobs import seconds_faults, submit_of_term
from api.services.plans import reachable_plan
from api.services.staffing import StaffingAnswer, answer_fewest, answer_frontier, answer_stress, answer_values
from api.settings import Settings
from api.storage.jobs import DONE, FAILED, Job
from api.storage.reasons import CANCELLED, DEADLINE
from api.storage.terms import get_term
from solver import (
    Change,
    Fault,
    Params,
    Plan,
    Policy,
    Problem,
    ProblemError,
    Progress,
    parse_change,
)

SEARCH_SECONDS, FRONTIER_SECONDS = 20.0, 180.0
"""Seconds of each search, and of all searches of a frontier, where the caller names none. Raising them finds better plans."""
LONGEST_SECONDS = 3600.0
"""Seconds after which a question that hangs is stopped, beside the limits of its searches. Raising it lets one go on for longer."""


class StaffingSpec(NewStaffing):
    """A question about a plan: ``{"kind": "staffing", "question": "stress", "plan": …}``."""

    kind: Literal["staffing"]


def submit(connection: Connection, principal: Principal, settings: Settings, job_id: str, spec: StaffingSpec) -> Job:
    """Queue a question. Raises 404, 410 once the term is erased, 422 for changes that cannot be read."""
    stored = reachable_plan(connection, principal, spec.plan)
    term = get_term(connection, stored.term_id)
    if term is None or term.erased_at is not None:
        raise ApiError(GONE, stored.term_id)
    faults = seconds_faults(settings, spec.seconds)
    faults += _read(spec.changes)[1]
    if faults:
        raise bad_input(faults)
    params = StaffingJob(plan=stored.id, revision=stored.head, **spec.model_dump(include=set(StaffingQuestion.model_fields)))
    return submit_of_term(connection, principal, settings, "staffing", term, job_id, params, spec.hours)


def _read(changes: list[str]) -> tuple[list[Change], list[Fault]]:
    """Changes in short form, and the faults of those that cannot be read."""
    found: list[Change] = []
    faults: list[Fault] = []
    for number, text in enumerate(changes):
        try:
            found.append(parse_change(text, ("changes", number)))
        except ProblemError as error:
            faults += error.faults
    return found, faults


def staffing(task: JobTask) -> Ended:
    """Answer the question; cancelled, it ends with what was found so far."""
    params = StaffingJob.model_validate(task.job.params)
    problem, policy, plan = stored_plan(task, params.plan, params.revision)
    if task.cancelled():
        return Ended(FAILED, CANCELLED if task.was_cancelled else DEADLINE)
    task.expect(LONGEST_SECONDS)
    found = _answer(task, params, problem, policy, plan)
    return Ended(DONE, None, {key: value for key, value in found.document().items() if key != "plan"})


def _answer(task: JobTask, params: StaffingJob, problem: Problem, policy: Policy, plan: Plan) -> StaffingAnswer:
    def tell(progress: Progress) -> None:
        task.progress(replace(progress, plan=None))

    if params.question == "stress":
        usual = solver.StressParams()
        chosen = solver.StressParams(
            tuple(params.rates) or usual.rates, tuple(params.spells) or usual.spells, params.weeks, params.seed
        )
        return answer_stress(problem, policy, plan, chosen, tell, task.cancelled)
    search = _limits(task, params)
    if params.question == "frontier":
        return answer_frontier(problem, policy, plan, params.goals, search, tell, task.cancelled)
    if params.question == "fewest":
        return answer_fewest(problem, policy, plan, solver.FewestParams(search, params.within, params.steps), tell, task.cancelled)
    return answer_values(problem, policy, plan, _read(params.changes)[0], solver.ValueParams(search), tell, task.cancelled)


def _limits(task: JobTask, params: StaffingJob) -> Params:
    usual = FRONTIER_SECONDS if params.question == "frontier" else SEARCH_SECONDS
    return search_limits(task, seconds_of_part(task, params.seconds or usual), params.effort, params.seed)


STAFFING = JobKind("staffing", SOLVES, StaffingJob, staffing, Submission(StaffingSpec, Right.PLAN, submit))
