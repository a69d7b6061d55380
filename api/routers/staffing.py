"""``/v1/jobs/{job}/staffing``: the answer of a staffing question."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from api.access.rights import PupilReader
from api.deps import HTML_TYPE, JSON_TYPE, PDF_TYPE, XLSX_TYPE, LanguageQuery, accepted
from api.error_responses import problems
from api.errors import NO_FONT, ApiError
from api.files.draw_pdf import MissingFontError
from api.files.language import Language
from api.guarded_route import GuardedRoute
from api.routers.bodies import BINARY
from api.services.staffing import answer_bytes
from api.services.stored_answers import staffing_job, stored_answer
from api.state import DatabaseDep, TermCacheDep

router = APIRouter(prefix="/v1", tags=["jobs"], route_class=GuardedRoute)
SUFFIX_OF = {JSON_TYPE: ".json", PDF_TYPE: ".pdf", XLSX_TYPE: ".xlsx", HTML_TYPE: ".html"}
ANSWER_CONTENT: dict[str, Any] = {
    JSON_TYPE: {"schema": {"type": "object"}}, PDF_TYPE: BINARY, XLSX_TYPE: BINARY, HTML_TYPE: {"schema": {"type": "string"}},
}  # fmt: skip


@router.get(
    "/jobs/{job}/staffing", summary="人员分析的结果 The answer of a staffing question", response_class=Response,
    responses=problems(404, 406, 410) | {200: {"content": ANSWER_CONTENT}},
)  # fmt: skip
def staffing(
    job: str, request: Request, principal: PupilReader, database: DatabaseDep, cache: TermCacheDep,
    language: LanguageQuery = Language.ZH,
) -> Response:  # fmt: skip
    """Fewest adults, marginal values, stress or the frontier that a job found, by ``Accept`` as document, page, PDF or workbook. It names
    adults. 404 before the job has ended with an answer."""
    answer_type = accepted(request, SUFFIX_OF)
    with database.read() as connection:
        found = staffing_job(connection, principal, job)
        answer = stored_answer(connection, cache, found)
    try:
        content = answer_bytes(answer, SUFFIX_OF[answer_type], language)
    except MissingFontError as error:
        raise ApiError(NO_FONT, error.fault.hint_en) from None
    headers = {}
    if answer_type in (PDF_TYPE, XLSX_TYPE):
        headers["Content-Disposition"] = f'attachment; filename="{found.id}-staffing{SUFFIX_OF[answer_type]}"'
    return Response(content, media_type=answer_type, headers=headers)
