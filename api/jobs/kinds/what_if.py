"""Job kind ``what_if``: many scenarios from one base plan as one job; finished ones are kept, and the next attempt goes on after them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection

import solver
from api.access.principal import Principal
from api.access.role import Right
from api.jobs.kind import SOLVES, Ended, JobKind, Submission
from api.jobs.searching import MARGIN_SECONDS
from api.jobs.task import JobError, JobTask
from api.schemas.what_if import NewWhatIf, WhatIfJob
from api.services.plan_sequence import earlier_refs, planned, stages_of
from api.services.scenarios import BASE_PLACE, WHAT_IF, dump_base, load_base, scenarios_of_job, submit_what_if
from api.settings import Settings
from api.storage.jobs import DONE, FAILED, Job
from api.storage.plans import get_plan, get_revision, revision_document
from api.storage.reasons import CANCELLED, DEADLINE, NO_START
from solver import Params, Progress, load_plan, load_policy
from solver.whatif.watch import Watch

if TYPE_CHECKING:
    from solver import Base

SCENARIO = "scenario"
"""Event that tells which scenario has ended."""
SEARCHES = 2
"""Searches of one scenario at most: least change, and planned anew."""
CHECKING_SECONDS = 30.0
"""Seconds beside its searches that a scenario may take. Raising it lets a job that hangs go on for longer."""


class WhatIfSpec(NewWhatIf):
    """Scenarios of a plan: ``{"kind": "what_if", "plan": …}``, all stored ones of its term, or those named."""

    kind: Literal["what_if"]


def submit(connection: Connection, principal: Principal, settings: Settings, job_id: str, spec: WhatIfSpec) -> Job:
    """Queue the scenarios of a plan. Raises as :func:`submit_what_if`."""
    return submit_what_if(connection, principal, settings, job_id, spec)


def what_if(task: JobTask) -> Ended:
    """Search the base on, then run scenario after scenario; each is kept as a part when it is done."""
    params = WhatIfJob.model_validate(task.job.params)
    base = _base(task, params)
    scenarios, parts = scenarios_of_job(params), task.parts()
    watch = Watch(lambda progress: task.progress(_without_plan(progress)), task.cancelled)
    if BASE_PLACE in parts:
        known = load_base(parts[BASE_PLACE])
    elif task.cancelled():
        return Ended(FAILED, CANCELLED if task.was_cancelled else DEADLINE)
    else:
        task.expect(_seconds(task, params) + CHECKING_SECONDS)
        known = solver.run_base(base, _limits(task, params), watch)
        if task.cancelled():
            return Ended(FAILED, CANCELLED if task.was_cancelled else DEADLINE)
        task.keep_part(BASE_PLACE, dump_base(known))
    done = len(parts.keys() - {BASE_PLACE})
    for place, scenario in enumerate(scenarios, 1):
        if place in parts:
            continue
        if task.cancelled() or task.seconds_left() == 0:
            break
        task.expect(SEARCHES * _seconds(task, params) + CHECKING_SECONDS)
        outcome = solver.run_scenario(base, known, scenario, _limits(task, params), watch)
        if task.cancelled():
            break  # cut short: it would be compared with those that had their time
        task.keep_part(place, solver.dump_outcome(outcome))
        done += 1
        task.tell(SCENARIO, {"id": scenario.id, "name": scenario.name, "ended": done, "of": len(scenarios)})
    return Ended(DONE, None, {"scenarios": len(scenarios), "ended": done})


def _without_plan(progress: Progress) -> Progress:
    """The event without its plan and note: a scenario's plan is no incumbent of the term, and says nothing of a first plan."""
    return replace(progress, plan=None, note="")


def _base(task: JobTask, params: WhatIfJob) -> Base:
    request = task.request()
    with task.database.read() as connection:
        stored = get_plan(connection, params.plan)
        revision = get_revision(connection, params.plan, params.revision)
        document = revision_document(connection, params.plan, params.revision)
        if stored is None or revision is None or document is None:
            raise JobError(NO_START)
        stages = stages_of(connection, earlier_refs(connection, stored.id))
    policy = load_policy(revision.policy["profile"], revision.policy.get("overrides") or {})
    plan = load_plan(document).canonical()
    return solver.Base(planned(request.problem, policy, plan, stages), policy, plan)


def _seconds(task: JobTask, params: WhatIfJob) -> float:
    asked = min(params.seconds or task.settings.default_seconds, task.settings.max_seconds)
    left = task.seconds_left()
    return asked if left is None else max(0.0, min(asked, left - MARGIN_SECONDS))


def _limits(task: JobTask, params: WhatIfJob) -> Params:
    threads = task.settings.solve_workers if params.effort is None else 1
    return Params(_seconds(task, params), params.effort, None, params.seed, threads)


WHAT_IF_KIND = JobKind(WHAT_IF, SOLVES, WhatIfJob, what_if, Submission(WhatIfSpec, Right.PLAN, submit))
