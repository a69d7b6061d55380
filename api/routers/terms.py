"""``/v1/schools/{school}/terms`` and ``/v1/terms``: submitted requests, as immutable snapshots."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.access.rights import DraftReader, Planner, PupilReader
from api.access.scope import reachable_school, reachable_term
from api.deps import JSON_TYPE, XLSX_TYPE, BodyDep, accepted, media_type
from api.error_responses import problems
from api.files.request.writer import request_bytes
from api.idempotency import CreationId, IdempotentRoute
from api.mapping.faults import fault_document
from api.mapping.request import Request as Loaded
from api.mapping.request import request_from_doc
from api.pagination import CursorDep, page_doc
from api.routers.bodies import REQUEST_BODY, REQUEST_CONTENT
from api.schemas.service.answer import PageDoc
from api.schemas.service.term import KeptTermDoc, NewTermChanges, SubmittedTermDoc
from api.services.changing import keep_changed
from api.services.loading import choose_policy
from api.services.reporting import as_json, precheck_document
from api.services.solving import prechecked
from api.services.terms import erase_term, keep_term, read_term
from api.services.views import visible_reasons
from api.state import DatabaseDep, ReadingDep, SettingsDep, TermCacheDep
from api.storage.audit import record
from api.storage.terms import StoredTerm, list_terms

router = APIRouter(prefix="/v1", tags=["terms"], route_class=IdempotentRoute)
SUFFIX_OF = {JSON_TYPE: ".json", XLSX_TYPE: ".xlsx"}
KEPT: dict[int | str, dict[str, Any]] = {200: {"model": SubmittedTermDoc}, 201: {"model": SubmittedTermDoc}}
REQUEST_ANSWER: dict[int | str, dict[str, Any]] = {200: {"content": REQUEST_CONTENT}}


@router.post(
    "/schools/{school}/terms", summary="提交学期 Submit a term", status_code=201, responses=problems(400, 404, 415, 422) | KEPT,
    openapi_extra=REQUEST_BODY,
)  # fmt: skip
async def submit_term(
    school: str, request: Request, principal: Planner, database: DatabaseDep, settings: SettingsDep, reading: ReadingDep, body: BodyDep,
    term_id: CreationId,
) -> Response:  # fmt: skip
    """Store a request (document or workbook) unchanged. The same request again: 200 and the term that was stored first."""
    suffix = SUFFIX_OF[media_type(request, JSON_TYPE, XLSX_TYPE)]

    def keep(loaded: Loaded) -> Response:
        with database.write() as connection:
            term, fresh = keep_term(connection, principal, school, term_id, loaded, settings.max_pupils)
        return _submitted(term, loaded, fresh=fresh)

    def known() -> None:
        with database.read() as connection:
            reachable_school(connection, principal, school)

    await run_in_threadpool(known)  # a stranger learns nothing of how we read files
    return await run_in_threadpool(keep, await reading.read("read_request", body, suffix))


@router.post(
    "/terms/{term}/changes", summary="改动学期 Change a term", status_code=201, response_model=None,
    responses=problems(404, 410, 422) | KEPT,
)  # fmt: skip
def change_term(
    term: str, new: NewTermChanges, principal: Planner, database: DatabaseDep, settings: SettingsDep, changed_id: CreationId
) -> Response:
    """Store the request of a term with other rules, or with changes as repairs hold them, as a further term; this one stays as it is.
    The same outcome as of an earlier term: 200 and that one."""
    with database.write() as connection:
        kept, request, fresh = keep_changed(connection, principal, term, changed_id, new, settings.max_pupils)
    return _submitted(kept, request, fresh=fresh)


def _submitted(term: StoredTerm, request: Loaded, *, fresh: bool) -> Response:
    headers = {"Location": f"/v1/terms/{term.id}", "ETag": f'"{term.sha256}"'}
    known = KeptTermDoc.model_validate(term).model_dump()
    content = SubmittedTermDoc(**known, notices=[fault_document(notice) for notice in request.notices]).model_dump_json().encode()
    return Response(content, 201 if fresh else 200, headers, JSON_TYPE)


@router.get("/schools/{school}/terms", summary="列出学期 List a school's terms", responses=problems(404, 422))
def terms(school: str, principal: DraftReader, database: DatabaseDep, cursor: CursorDep) -> PageDoc[KeptTermDoc]:
    """Terms of a school, newest first."""
    with database.read() as connection:
        reachable_school(connection, principal, school)
        return page_doc(KeptTermDoc, list_terms(connection, cursor, school))


@router.get("/terms/{term}", summary="一个学期 One term", responses=problems(404))
def term(term: str, principal: DraftReader, database: DatabaseDep, response: Response) -> KeptTermDoc:
    """Metadata of a term."""
    with database.read() as connection:
        found = reachable_term(connection, principal, term)
    response.headers["ETag"] = f'"{found.sha256}"'
    return KeptTermDoc.model_validate(found)


@router.get(
    "/terms/{term}/request", summary="读取申请 The request of a term", response_class=Response,
    responses=problems(404, 406, 410) | REQUEST_ANSWER,
)  # fmt: skip
def term_request(term: str, request: Request, principal: PupilReader, database: DatabaseDep) -> Response:
    """Request as it was submitted: the document, or the workbook by ``Accept``. 304 for a matching ``If-None-Match``."""
    answer_type = accepted(request, SUFFIX_OF)
    with database.write() as connection:
        found, document = read_term(connection, principal, term)
        record(connection, principal, "read-request", term, found.school_id, found.district_id, personal=True)
    etag = f'"{found.sha256}"'
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers={"ETag": etag})
    if answer_type == JSON_TYPE:
        return Response(as_json(document), media_type=JSON_TYPE, headers={"ETag": etag})
    content = request_bytes(request_from_doc(document), ".xlsx")
    headers = {"ETag": etag, "Content-Disposition": f'attachment; filename="{found.id}.xlsx"'}
    return Response(content, media_type=XLSX_TYPE, headers=headers)


@router.get("/terms/{term}/precheck", summary="预检 What cannot work in a term", responses=problems(404, 410))
def term_precheck(term: str, principal: DraftReader, database: DatabaseDep) -> dict[str, Any]:
    """Precheck of a request: reasons and warnings, without a search."""
    with database.read() as connection:
        _, document = read_term(connection, principal, term)
    loaded = request_from_doc(document)
    reasons, warnings = prechecked(loaded.problem, choose_policy(loaded))
    return precheck_document(
        visible_reasons(principal, loaded.problem, reasons), visible_reasons(principal, loaded.problem, warnings)
    )


@router.delete("/terms/{term}", summary="清除学期 Erase a term", status_code=204, responses=problems(404))
def erase(term: str, principal: Planner, database: DatabaseDep, cache: TermCacheDep) -> Response:
    """Erase a term's personal data, and every plan made of it. The row of the term and its audit entries stay."""
    with database.write() as connection:
        erase_term(connection, principal, term)
    with database.read() as connection:
        cache.renew(connection)  # other processes see it by themselves
    database.checkpoint()
    return Response(status_code=204)
