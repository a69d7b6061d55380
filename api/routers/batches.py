"""``/v1/batches``: many schools' terms as one job."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.access.rights import Batcher
from api.error_responses import problems
from api.idempotency import CreationId, IdempotentRoute
from api.pagination import CursorDep
from api.schemas.batch import BatchParams, NewBatch, Rerun
from api.schemas.service.answer import PageDoc
from api.schemas.service.batch import BatchDoc, BatchLineDoc
from api.services.batches import KIND, batch_document, reachable_batch, rerun_batch, submit_batch
from api.state import DatabaseDep, SettingsDep
from api.storage.jobs import Job, list_jobs

router = APIRouter(prefix="/v1/batches", tags=["batches"], route_class=IdempotentRoute)


@router.post("", summary="提交批次 Submit a batch", status_code=202, responses=problems(404, 422, 429))
def submit(
    principal: Batcher, database: DatabaseDep, settings: SettingsDep, new: NewBatch, job_id: CreationId, response: Response
) -> BatchDoc:
    """Many schools' terms, each solved as a job of its own. The batch is a job too: its events and its cancelling are those
    of ``/v1/jobs/{job}``."""
    with database.write() as connection:
        job = submit_batch(connection, principal, settings, job_id, new)
        document = batch_document(connection, job)
    response.headers["Location"] = f"/v1/batches/{job.id}"
    return BatchDoc.model_validate(document)


@router.get("", summary="列出批次 List batches", responses=problems(422))
def batches(principal: Batcher, database: DatabaseDep, cursor: CursorDep) -> PageDoc[BatchLineDoc]:
    """Those in reach, newest first."""
    with database.read() as connection:
        found = list_jobs(connection, cursor, district_id=principal.district_id, kind=KIND)
    return PageDoc[BatchLineDoc](items=[_line(job) for job in found.items], next=found.next)


@router.get("/{batch}", summary="一个批次 One batch", responses=problems(404))
def batch(batch: str, principal: Batcher, database: DatabaseDep) -> BatchDoc:
    """What came of every school so far, and the indicators of all plans that there are, also while it runs."""
    with database.read() as connection:
        return BatchDoc.model_validate(batch_document(connection, reachable_batch(connection, principal, batch)))


@router.post("/{batch}/rerun", summary="重排部分学校 Solve some schools again", status_code=202, responses=problems(404, 409, 422, 429))
def rerun(
    batch: str, principal: Batcher, database: DatabaseDep, settings: SettingsDep, again: Rerun, job_id: CreationId, response: Response
) -> BatchDoc:
    """A new batch: the schools that are named (or that have no plan) are solved again, the others stand as they are."""
    with database.write() as connection:
        job = rerun_batch(connection, principal, settings, job_id, batch, again)
        document = batch_document(connection, job)
    response.headers["Location"] = f"/v1/batches/{job.id}"
    return BatchDoc.model_validate(document)


def _line(job: Job) -> BatchLineDoc:
    params = BatchParams.model_validate(job.params)
    return BatchLineDoc(
        id=job.id, name=params.name, state=job.state, schools=len(params.entries), created_at=job.created_at, ended_at=job.ended_at
    )
