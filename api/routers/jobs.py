"""``/v1/jobs``: submit jobs of every kind, list, cancel and follow them; and ``/v1/terms/{term}/jobs``."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api.access.authenticator import credential_of, still_valid
from api.access.guard import check
from api.access.principal import Principal
from api.access.rights import DraftReader, Planner
from api.access.scope import reachable_job
from api.error_responses import problems
from api.idempotency import CreationId, IdempotentRoute
from api.jobs.registry import SUBMISSIONS, spec_type
from api.pagination import CursorDep
from api.schemas.service.answer import PageDoc
from api.schemas.service.job import JobDoc, NewSolve, PlaceDoc, State
from api.services.feeds import PlaceEvent
from api.services.goals import worded
from api.services.jobs import cancel_job, jobs_in_scope, shown_reason, shown_result, submit_solve
from api.services.queueing import QueuePlace as Queued
from api.state import DatabaseDep, FeedsDep, QueueDep, SettingsDep
from api.storage.jobs import Job

router = APIRouter(prefix="/v1", tags=["jobs"], route_class=IdempotentRoute)
Id = Annotated[str | None, Query(max_length=80)]
PLACE = "place"
RETRY_MS = 1000
"""Reconnection delay in ms that streams (server-sent events) tell browsers. Raising it loads the service less after a restart."""

if TYPE_CHECKING:
    from api.schemas.base import Wire as AnySpec
else:
    AnySpec = spec_type()


def job_doc(principal: Principal, job: Job, place: Queued | None) -> JobDoc:
    """Document of a job, trimmed by role, with its queue position while it waits."""
    shown = {
        "reason": shown_reason(principal, job.reason),
        "result": shown_result(principal, job.result),
        "gap": None if job.gap is None else job.gap / 1e6,
        "queue": None if place is None else PlaceDoc(**place.document()),
    }
    return JobDoc.model_validate(job).model_copy(update=shown)


@router.post("/terms/{term}/jobs", summary="开始求解 Start a job", status_code=202, responses=problems(404, 409, 410, 422, 429))
def start_job(
    term: str,
    new: NewSolve,
    principal: Planner,
    database: DatabaseDep,
    settings: SettingsDep,
    queue: QueueDep,
    job_id: CreationId,
    response: Response,
) -> JobDoc:
    """Queue a solve of a term; a worker takes it when its turn comes. ``Location`` is where to look for it."""
    with database.write() as connection:
        job = submit_solve(connection, principal, settings, term, job_id, new)
        response.headers["Location"] = f"/v1/jobs/{job.id}"
        return job_doc(principal, job, queue.place(connection, job))


@router.post("/jobs", summary="提交任务 Submit a job", status_code=202, responses=problems(404, 409, 410, 422, 429))
def submit(
    new: AnySpec,
    principal: Planner,
    database: DatabaseDep,
    settings: SettingsDep,
    queue: QueueDep,
    job_id: CreationId,
    response: Response,
) -> JobDoc:
    """Submit a job of any kind: ``kind`` says which, and which further keys there are. A batch needs the right ``batch``, every
    other kind ``plan``. ``Location`` is where to look for the job."""
    submission = SUBMISSIONS[type(new)]
    check(principal, submission.right)
    with database.write() as connection:
        job = submission.submit(connection, principal, settings, job_id, new)
        response.headers["Location"] = f"/v1/jobs/{job.id}"
        return job_doc(principal, job, queue.place(connection, job))


@router.get("/jobs", summary="列出任务 List jobs", responses=problems(422))
def jobs(
    principal: DraftReader,
    database: DatabaseDep,
    queue: QueueDep,
    cursor: CursorDep,
    state: State | None = None,
    term: Id = None,
    parent: Id = None,
) -> PageDoc[JobDoc]:
    """Jobs in the caller's scope, newest first, filtered by state, term and parent (a batch)."""
    with database.read() as connection:
        found = jobs_in_scope(connection, principal, cursor, state, term, parent)
        return PageDoc[JobDoc](items=[job_doc(principal, job, queue.place(connection, job)) for job in found.items], next=found.next)


@router.get("/jobs/{job}", summary="一个任务 One job", responses=problems(404))
def one_job(job: str, principal: DraftReader, database: DatabaseDep, queue: QueueDep) -> JobDoc:
    """One job; while it waits, with its queue position."""
    with database.read() as connection:
        found = reachable_job(connection, principal, job)
        return job_doc(principal, found, queue.place(connection, found))


@router.post("/jobs/{job}/cancel", summary="取消任务 Cancel a job", status_code=202, responses=problems(404, 409, 422))
def cancel(job: str, principal: Planner, database: DatabaseDep, queue: QueueDep) -> JobDoc:
    """Stop a job's search within a second and keep its best plan. A job that has ended stays as it is."""
    with database.write() as connection:
        found = cancel_job(connection, principal, job)
        return job_doc(principal, found, queue.place(connection, found))


def known(job: str, principal: DraftReader, database: DatabaseDep) -> str:
    """Id of a job in the caller's scope, checked before the first byte of a stream. Raises 404."""
    with database.read() as connection:
        return reachable_job(connection, principal, job).id


@router.get(
    "/jobs/{job}/events", summary="任务进度 Events of a job", response_class=EventSourceResponse, responses=problems(404, 422)
)  # fmt: skip
async def events(
    job_id: Annotated[str, Depends(known)],
    request: Request,
    principal: DraftReader,
    feeds: FeedsDep,
    last_event_id: Annotated[str, Header(alias="Last-Event-ID", description="上次收到的事件 last event received")] = "",
    after: Annotated[int, Query(ge=0, lt=1_000_000_000, description="从这一号之后开始 begin after this number")] = 0,
) -> AsyncIterator[ServerSentEvent]:
    """Stream of a job's events (server-sent events), from the first one or from the one after ``Last-Event-ID`` or ``after``
    (a new stream of a browser has no such header; the later one counts), until the job has ended; or until the key is no longer
    valid, within seconds.

    Events: ``queued``, ``start`` (of an attempt), ``progress`` (stage, seconds, tiers with value, bound, name and unit in words
    and ``per_unit``, gap), ``back`` (its worker left), ``end`` (state, reason, result); each with ``at``, its time in milliseconds
    since 1970. While the job waits, ``place`` (ahead, starts_at) whenever that changes, without an id.
    """
    last = int(last_event_id) if last_event_id.isascii() and last_event_id.isdigit() and len(last_event_id) < 10 else 0
    async for event in feeds.follow(job_id, max(after, last), credential_of(request), partial(still_valid, request, principal)):
        if isinstance(event, PlaceEvent):
            yield ServerSentEvent(data=dict(event.data), event=PLACE, retry=RETRY_MS)
            continue
        data = {**event.data, "at": event.at}
        if data.get("tiers"):
            data["tiers"] = worded(data["tiers"])
        if "reason" in data:
            data["reason"] = shown_reason(principal, data["reason"])
        if "result" in data:
            data["result"] = shown_result(principal, data["result"])
        yield ServerSentEvent(data=data, event=event.kind, id=str(event.seq), retry=RETRY_MS)
