"""``/v1/batches``: many schools' terms as one job."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.rights import Batcher
from api.deps import HTML_TYPE, JSON_TYPE, PDF_TYPE, XLSX_TYPE, LanguageQuery, accepted
from api.error_responses import problems
from api.errors import NO_FONT, ApiError
from api.files.district.report import district_bytes
from api.files.language import Language
from api.idempotency import CreationId, IdempotentRoute
from api.pagination import CursorDep
from api.routers.bodies import PAPER_CONTENT
from api.schemas.batch import BatchParams, NewBatch, Rerun
from api.schemas.service.answer import PageDoc
from api.schemas.service.batch import BatchDoc, BatchLineDoc
from api.services.batches import KIND, batch_document, district_file, reachable_batch, rerun_batch, submit_batch
from api.services.exporting import MissingFontError
from api.state import DatabaseDep, SettingsDep
from api.storage.jobs import Job, list_jobs

router = APIRouter(prefix="/v1/batches", tags=["batches"], route_class=IdempotentRoute)
SUFFIX_OF = {JSON_TYPE: ".json", PDF_TYPE: ".pdf", XLSX_TYPE: ".xlsx", HTML_TYPE: ".html"}


@router.post("", summary="提交批次 Submit a batch", status_code=202, responses=problems(404, 422, 429))
def submit(
    principal: Batcher, database: DatabaseDep, settings: SettingsDep, new: NewBatch, job_id: CreationId, response: Response
) -> BatchDoc:
    """Submit many schools' terms, each solved as a child job. The batch is a job too: its events and its cancelling are those
    of ``/v1/jobs/{job}``."""
    with database.write() as connection:
        job = submit_batch(connection, principal, settings, job_id, new)
        document = batch_document(connection, job)
    response.headers["Location"] = f"/v1/batches/{job.id}"
    return BatchDoc.model_validate(document)


@router.get("", summary="列出批次 List batches", responses=problems(422))
def batches(principal: Batcher, database: DatabaseDep, cursor: CursorDep) -> PageDoc[BatchLineDoc]:
    """Batches in the caller's scope, newest first."""
    with database.read() as connection:
        found = list_jobs(connection, cursor, district_id=principal.district_id, kind=KIND)
    return PageDoc[BatchLineDoc](items=[_line(job) for job in found.items], next=found.next)


@router.get("/{batch}", summary="一个批次 One batch", responses=problems(404))
def batch(batch: str, principal: Batcher, database: DatabaseDep) -> BatchDoc:
    """State of every school's job, and aggregated indicators of all plans so far, also while the batch runs."""
    with database.read() as connection:
        return BatchDoc.model_validate(batch_document(connection, reachable_batch(connection, principal, batch)))


@router.post("/{batch}/rerun", summary="重排部分学校 Solve some schools again", status_code=202, responses=problems(404, 409, 422, 429))
def rerun(
    batch: str, principal: Batcher, database: DatabaseDep, settings: SettingsDep, again: Rerun, job_id: CreationId, response: Response
) -> BatchDoc:
    """Submit a new batch in which the named schools (none named: those without a plan) are solved again, and the others are
    taken over."""
    with database.write() as connection:
        job = rerun_batch(connection, principal, settings, job_id, batch, again)
        document = batch_document(connection, job)
    response.headers["Location"] = f"/v1/batches/{job.id}"
    return BatchDoc.model_validate(document)


@router.get(
    "/{batch}/report", summary="问题的答复 Answers to the question", response_class=Response,
    responses=problems(404, 406, 409) | {200: {"content": PAPER_CONTENT}},
)  # fmt: skip
def report(
    batch: str, request: Request, principal: Batcher, database: DatabaseDep, language: LanguageQuery = Language.ZH
) -> Response:
    """Every school's answer to the question of the batch so far, by ``Accept`` as JSON, PDF, workbook or page; numbers and roles of
    people, never who."""
    answer_type = accepted(request, SUFFIX_OF)
    with database.read() as connection:
        file = district_file(connection, reachable_batch(connection, principal, batch))
    try:
        content = district_bytes(file, SUFFIX_OF[answer_type], language)
    except MissingFontError as error:
        raise ApiError(NO_FONT, error.fault.hint_en) from None
    return Response(content, media_type=answer_type)


def _line(job: Job) -> BatchLineDoc:
    params = BatchParams.model_validate(job.params)
    return BatchLineDoc(
        id=job.id, name=params.name, state=job.state, schools=len(params.entries), created_at=job.created_at, ended_at=job.ended_at
    )
