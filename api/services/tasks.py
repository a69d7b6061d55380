"""Dated tasks of stored terms: their states, and records of their completion."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from api.access.principal import Principal
from api.errors import NOT_FOUND, ApiError
from api.files.papers.paper_context import PaperContext
from api.files.plan.plan_file import PlanFile
from api.mapping.request import Request
from api.schemas.service.task import TaskDoneDoc
from api.services.exporting import context_of_plan
from api.services.loading import choose_policy
from api.services.plans import reachable_plan, visible_revision
from api.services.term_cache import TermCache
from api.services.ticking import known_tasks, record_faults, task_fault
from api.storage.task_records import list_records
from api.storage.terms import StoredTerm
from solver import Plan, ProblemError
from solver.papers.tasks import TaskRecord

NO_PLAN = Plan()
LONGEST_ID = 80
"""Characters of a task's id that an error repeats. Raising it makes errors longer."""


def task_context(
    connection: Connection, principal: Principal, cache: TermCache, term: StoredTerm, on: date | None, plan_id: str | None
) -> PaperContext:
    """Paper context of a term's tasks, with their records. Raises 404, or 410 once it is erased.

    plan_id: plan of the term, from which the tasks of outside people follow; without one they are left out.
    """
    records = list_records(connection, term.school_id, term.name)
    if plan_id is None:
        request = cache.request(connection, term.id)
        return context_of_plan(request.problem, choose_policy(request), PlanFile(NO_PLAN), on, records)
    row = reachable_plan(connection, principal, plan_id)
    if row.term_id != term.id:
        raise ApiError(NOT_FOUND, plan_id)
    return PaperContext(cache.bundle(connection, term.id, visible_revision(connection, principal, row, None)), on, records)


def checked_record(request: Request, task: str, told: TaskDoneDoc) -> TaskRecord:
    """Validated record of a task's completion. Raises ProblemError for an unknown task or an impossible day."""
    record = TaskRecord(told.done, told.by.strip(), told.note.strip())
    known = known_tasks(request.problem, choose_policy(request), NO_PLAN)
    fault = task_fault(known, task[:LONGEST_ID], ("path", "task"))
    faults = ([fault] if fault else []) + record_faults(request.problem.term, record, ("body",))
    if faults:
        raise ProblemError(faults)
    return record
