"""Job kind ``what_if``: many scenarios from one base plan as one job; finished ones are kept, and the next attempt goes on after them."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from sqlalchemy import Connection

import solver
from api.access.principal import Principal
from api.access.role import Right
from api.jobs.kind import SOLVES, Ended, JobKind, Submission
from api.jobs.searching import search_limits, seconds_of_part
from api.jobs.stored_plan import stored_plan
from api.jobs.task import JobTask
from api.schemas.what_if import NewWhatIf, WhatIfJob
from api.services.scenarios import BASE_PLACE, WHAT_IF, dump_base, load_base, scenarios_of_job, submit_what_if
from api.settings import Settings
from api.storage.jobs import DONE, FAILED, Job
from api.storage.reasons import CANCELLED, DEADLINE
from solver import Params, Progress
from solver.whatif.watch import Watch

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
    base = solver.Base(*stored_plan(task, params.plan, params.revision))
    scenarios, parts = scenarios_of_job(params), task.parts()
    watch = Watch(lambda progress: task.progress(_without_plan(progress)), task.cancelled)
    if BASE_PLACE in parts:
        known = load_base(parts[BASE_PLACE])
    elif task.cancelled():
        return Ended(FAILED, CANCELLED if task.was_cancelled else DEADLINE)
    else:
        task.expect(seconds_of_part(task, params.seconds) + CHECKING_SECONDS)
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
        task.expect(SEARCHES * seconds_of_part(task, params.seconds) + CHECKING_SECONDS)
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


def _limits(task: JobTask, params: WhatIfJob) -> Params:
    return search_limits(task, seconds_of_part(task, params.seconds), params.effort, params.seed)


WHAT_IF_KIND = JobKind(WHAT_IF, SOLVES, WhatIfJob, what_if, Submission(WhatIfSpec, Right.PLAN, submit))
