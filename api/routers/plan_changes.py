"""Changes of stored plans: edits, locks, differences between revisions, re-plans."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.access.rights import DraftReader, Planner
from api.deps import XLSX_TYPE, BodyDep, media_type
from api.error_responses import problems
from api.idempotency import CreationId, IdempotentRoute
from api.routers.bodies import WORKBOOK_BODY
from api.routers.jobs import job_doc
from api.routers.plans import IfMatch
from api.schemas.replan import NewReplan
from api.schemas.service.edit import (
    ChangeDoc,
    DifferenceDoc,
    EditedDoc,
    LockChange,
    NewEdits,
    NewLocks,
    SideDoc,
    TierChange,
    ViolationDoc,
)
from api.schemas.service.job import JobDoc
from api.services.editing import (
    Edited,
    change_plan_locks,
    differences,
    edit_by_workbook,
    edit_plan,
    lock_plan,
)
from api.services.goals import goal_changes
from api.services.history import step_plan
from api.services.plans import etag, reachable_plan
from api.services.replanning import submit_replan
from api.services.reporting import violation_documents
from api.state import DatabaseDep, QueueDep, ReadingDep, SettingsDep, TermCacheDep
from api.storage.plans import Revision
from solver.explain.changes import PlanChange

router = APIRouter(prefix="/v1/plans", tags=["plans"], route_class=IdempotentRoute)
DryRun = Annotated[bool, Query(description="只核验，不保存 answer without keeping anything")]
Number = Annotated[int | None, Query(ge=1, le=10**9, description="版本号 number of a revision")]


@router.post("/{plan}/edits", summary="修改方案 Edit a plan", responses=problems(404, 409, 410, 412, 422, 428))
def edits(
    plan: str,
    principal: Planner,
    new: NewEdits,
    database: DatabaseDep,
    cache: TermCacheDep,
    response: Response,
    if_match: IfMatch = None,
    dry_run: DryRun = False,
) -> EditedDoc:
    """Edit the newest revision: violations after it, and every goal before and after.

    Stored as a new revision also where rules are violated; such a revision cannot be published.
    """
    done = edit_plan(database, cache, principal, plan, if_match, new.edits, dry_run=dry_run)
    response.headers["ETag"] = etag(plan, done.number or done.based_on)
    return edited_doc(done)


@router.post(
    "/{plan}/workbook", summary="读回手改 Edit a plan by its workbook", responses=problems(404, 409, 410, 412, 415, 422, 428),
    openapi_extra=WORKBOOK_BODY,
)  # fmt: skip
async def workbook(
    plan: str,
    request: Request,
    principal: Planner,
    database: DatabaseDep,
    cache: TermCacheDep,
    reading: ReadingDep,
    body: BodyDep,
    response: Response,
    if_match: IfMatch = None,
    dry_run: DryRun = False,
) -> EditedDoc:
    """Read edits by hand in an exported workbook of the newest revision back: names on posts, times, rooms and lists of sections,
    dismissal. Answered and stored as ``edits``; 422 by cell where anything is not understood."""
    media_type(request, XLSX_TYPE)

    def known() -> None:
        with database.read() as connection:
            reachable_plan(connection, principal, plan)

    await run_in_threadpool(known)  # a stranger learns nothing of how we read files
    book = await reading.read("changed_book", body)
    done = await run_in_threadpool(partial(edit_by_workbook, database, cache, principal, plan, if_match, book, dry_run=dry_run))
    response.headers["ETag"] = etag(plan, done.number or done.based_on)
    return edited_doc(done)


@router.put("/{plan}/locks", summary="锁定 Lock parts of a plan", responses=problems(404, 410, 412, 422, 428))
def locks(
    plan: str, principal: Planner, new: NewLocks, database: DatabaseDep, cache: TermCacheDep, response: Response, if_match: IfMatch = None
) -> EditedDoc:
    """Lock parts of the newest revision: re-plans keep them, and an edit that changes one violates rule K07 until it is
    unlocked. Stored as a new revision."""
    done = lock_plan(database, cache, principal, plan, if_match, _named(new))
    response.headers["ETag"] = etag(plan, done.number or done.based_on)
    return edited_doc(done)


@router.post("/{plan}/locks", summary="加锁解锁 Lock and unlock parts of a plan", responses=problems(404, 409, 410, 412, 422, 428))
def lock_changes(
    plan: str, principal: Planner, new: LockChange, database: DatabaseDep, cache: TermCacheDep, response: Response,
    if_match: IfMatch = None,
) -> EditedDoc:  # fmt: skip
    """Lock and unlock parts of the newest revision; other locks stay. Stored as a new revision."""
    done = change_plan_locks(database, cache, principal, plan, if_match, _named(new.lock), _named(new.unlock))
    response.headers["ETag"] = etag(plan, done.number or done.based_on)
    return edited_doc(done)


@router.post("/{plan}/undo", summary="撤销 Undo the last edit", responses=problems(404, 409, 410, 412, 422, 428))
def undo(
    plan: str, principal: Planner, database: DatabaseDep, cache: TermCacheDep, response: Response, if_match: IfMatch = None,
    dry_run: DryRun = False,
) -> EditedDoc:  # fmt: skip
    """Take back the last edit, or change of locks, that stands, by any author: a new revision with the content of the one before.
    Answered as ``edits``: ``changes`` tell what it takes back. 409 where there is none."""
    return _stepped(step_plan(database, cache, principal, plan, if_match, "undo", dry_run=dry_run), response)


@router.post("/{plan}/redo", summary="重做 Redo what was undone", responses=problems(404, 409, 410, 412, 422, 428))
def redo(
    plan: str, principal: Planner, database: DatabaseDep, cache: TermCacheDep, response: Response, if_match: IfMatch = None,
    dry_run: DryRun = False,
) -> EditedDoc:  # fmt: skip
    """Make the edit again that was undone last, as long as no other followed. 409 where there is none."""
    return _stepped(step_plan(database, cache, principal, plan, if_match, "redo", dry_run=dry_run), response)


@router.get("/{plan}/difference", summary="两版之差 What differs between revisions", responses=problems(404, 410, 422))
def difference(
    plan: str,
    principal: DraftReader,
    database: DatabaseDep,
    cache: TermCacheDep,
    before: Annotated[Number, Query(alias="from", description="默认为前一版 by default the one before")] = None,
    after: Annotated[Number, Query(alias="to", description="默认最新 by default the newest")] = None,
    other: Annotated[str | None, Query(max_length=80, description="与另一方案相比 `to` is of this other plan")] = None,
    formerly: Annotated[str | None, Query(alias="plan", max_length=80, include_in_schema=False)] = None,
) -> DifferenceDoc:
    """Differences between two revisions, of this plan or of another in scope, in sentences, with every goal before and after."""
    # `plan` was the name of `other` in the first release, beside the path's: generators of clients cannot take two of a name.
    with database.write() as connection:
        found = differences(connection, cache, principal, plan, before, after, other or formerly)
    return DifferenceDoc(
        before=_side(found.before),
        after=_side(found.after),
        changes=_changes(found.changes),
        hidden=found.hidden,
        tiers=[
            TierChange(
                name=each.tier.name, zh=each.tier.zh, en=each.tier.en, before=each.before, after=each.after, scale=each.scale,
                unit_zh=each.tier.unit_zh, unit_en=each.tier.unit_en, per_unit=each.tier.per_unit,
            )
            for each in goal_changes(found.before.report, found.after.report)
        ],
    )  # fmt: skip


@router.post("/{plan}/jobs", summary="重排 Re-plan", status_code=202, responses=problems(404, 409, 410, 422, 429))
def start_replan(
    plan: str,
    principal: Planner,
    new: NewReplan,
    database: DatabaseDep,
    settings: SettingsDep,
    queue: QueueDep,
    job_id: CreationId,
    response: Response,
) -> JobDoc:
    """Queue a re-plan of the newest revision around its locks: for its own term, or for another one of the school in which
    people left or families changed what they apply for. ``result.plan`` of the job is a new plan.
    """
    with database.write() as connection:
        job = submit_replan(connection, principal, settings, plan, job_id, new)
        response.headers["Location"] = f"/v1/jobs/{job.id}"
        return job_doc(principal, job, queue.place(connection, job))


def _named(new: NewLocks) -> dict[str, Any]:
    return {key: value for key, value in new.model_dump().items() if value != ()}


def _stepped(done: Edited, response: Response) -> EditedDoc:
    response.headers["ETag"] = etag(done.plan_id, done.number or done.based_on)
    return edited_doc(done)


def edited_doc(done: Edited) -> EditedDoc:
    """Document of an edit's result."""
    before = {tier.name: tier.value for tier in done.before.tiers}
    after = {tier.name: tier for tier in done.after.tiers}
    broken = {violation.rule for violation in done.before.violations}
    return EditedDoc(
        plan_id=done.plan_id,
        based_on=done.based_on,
        revision=done.number,
        valid=done.after.valid,
        violations=[ViolationDoc(**violation) for violation in violation_documents(done.after)],
        fresh=list(dict.fromkeys(v.rule for v in done.after.violations if v.rule not in broken)),
        tiers=[
            TierChange(
                name=tier.name, zh=tier.zh, en=tier.en, before=before[tier.name], after=after[tier.name].value,
                scale=after[tier.name].scale, unit_zh=tier.unit_zh, unit_en=tier.unit_en, per_unit=tier.per_unit,
            )
            for tier in done.policy.tiers
        ],
        changes=_changes(done.changes),
        locks=list(done.locks),
    )  # fmt: skip


def _side(revision: Revision) -> SideDoc:
    return SideDoc(plan_id=revision.plan_id, revision=revision.number, valid=revision.valid)


def _changes(found: Sequence[PlanChange]) -> list[ChangeDoc]:
    return [ChangeDoc(kind=c.kind, subjects=list(c.subjects), zh=c.zh, en=c.en) for c in found]
