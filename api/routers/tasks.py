"""``/v1/terms/{term}/tasks``: dated tasks of a term, and records of their completion."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from api.access.rights import DraftReader, Planner
from api.access.scope import reachable_term
from api.error_responses import problems
from api.errors import NOT_FOUND, ApiError
from api.files.papers.deadlines import task_document
from api.idempotency import IdempotentRoute
from api.schemas.service.task import TaskDoneDoc
from api.services.exporting import date_faults
from api.services.tasks import checked_record, task_context
from api.state import DatabaseDep, TermCacheDep
from api.storage.audit import record
from api.storage.task_records import drop_record, keep_record
from solver import ProblemError
from solver.papers.tasks import tasks as told

router = APIRouter(prefix="/v1/terms/{term}/tasks", tags=["tasks"], route_class=IdempotentRoute)


@router.get("", summary="期限与任务 Dated tasks of a term", responses=problems(404, 410, 422))
def tasks(
    term: str, principal: DraftReader, database: DatabaseDep, cache: TermCacheDep,
    on: Annotated[str | None, Query(description="以哪天为准判断逾期 day to judge by, YYYY-MM-DD")] = None,
    plan: Annotated[str | None, Query(description="方案：校外人员的任务由它而来 a plan, for the tasks of outside people")] = None,
) -> dict[str, Any]:  # fmt: skip
    """Tasks, each with its last day, its clause and its state: open, planned, done, late, overdue, daily. Without ``on`` none
    is overdue."""
    day, faults = date_faults(on, "query.on")
    if faults:
        raise ProblemError(faults)
    with database.read() as connection:
        desk = task_context(connection, principal, cache, reachable_term(connection, principal, term), day, plan)
    return {"on": on, "tasks": [task_document(desk, task) for task in told(desk.view)]}


@router.put("/{task}", summary="登记任务完成 Tick a task off", status_code=204, responses=problems(404, 410, 422))
def task_done(term: str, task: str, body: TaskDoneDoc, principal: Planner, database: DatabaseDep, cache: TermCacheDep) -> Response:
    """Record on which day a task was done, and by whom, in place of an earlier record. Refused for tasks whose date is in the
    request."""
    with database.read() as connection:
        request = cache.request(connection, reachable_term(connection, principal, term).id)
    kept = checked_record(request, task, body)
    with database.write() as connection:
        found = reachable_term(connection, principal, term)
        keep_record(connection, found.school_id, found.name, task, kept, principal.who)
        record(connection, principal, "tick-task", f"{found.id}.{task}", found.school_id, found.district_id)
    return Response(status_code=204)


@router.delete("/{task}", summary="取消登记 Open a task again", status_code=204, responses=problems(404))
def task_open(term: str, task: str, principal: Planner, database: DatabaseDep) -> Response:
    """Delete the record of a task. 404 where there is none."""
    with database.write() as connection:
        found = reachable_term(connection, principal, term)
        if not drop_record(connection, found.school_id, found.name, task):
            raise ApiError(NOT_FOUND, f"{task[:80]}：没有登记 / nothing is recorded of it")
        record(connection, principal, "open-task", f"{found.id}.{task}", found.school_id, found.district_id)
    return Response(status_code=204)
