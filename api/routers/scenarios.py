"""``/v1/terms/{term}/scenarios``: scenarios of a term; ``/v1/jobs/{job}/comparison``: comparison of those of a job."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from api.access.rights import Planner, PupilReader
from api.access.scope import reachable_term
from api.deps import HTML_TYPE, JSON_TYPE, PDF_TYPE, XLSX_TYPE, LanguageQuery, accepted
from api.error_responses import problems
from api.errors import NO_FONT, ApiError
from api.files.comparison import comparison_bytes
from api.files.draw_pdf import MissingFontError
from api.files.language import Language
from api.idempotency import CreationId, IdempotentRoute
from api.pagination import CursorDep, page_doc
from api.routers.bodies import BINARY
from api.schemas.service.answer import PageDoc
from api.schemas.service.scenario import KeptScenarioDoc
from api.schemas.what_if import NewScenario
from api.services.scenarios import comparison_of, keep_scenario, remove_scenario, request_of_term, shown_in
from api.state import DatabaseDep, TermCacheDep
from api.storage.page import KeysetPage
from api.storage.scenarios import list_scenarios

router = APIRouter(prefix="/v1", tags=["scenarios"], route_class=IdempotentRoute)
SUFFIX_OF = {JSON_TYPE: ".json", PDF_TYPE: ".pdf", XLSX_TYPE: ".xlsx", HTML_TYPE: ".html"}
COMPARISON_CONTENT: dict[str, Any] = {
    JSON_TYPE: {"schema": {"type": "object"}}, PDF_TYPE: BINARY, XLSX_TYPE: BINARY, HTML_TYPE: {"schema": {"type": "string"}},
}  # fmt: skip


@router.post(
    "/terms/{term}/scenarios", summary="保存情景 Keep a scenario of a term", status_code=201, responses=problems(404, 410, 422)
)
def keep(term: str, body: NewScenario, principal: Planner, database: DatabaseDep, scenario_id: CreationId) -> KeptScenarioDoc:
    """Store a named combination of changes. Refused where a change names what the term does not have, or is beyond a limit."""
    with database.write() as connection:
        return keep_scenario(connection, principal, term, scenario_id, body)


@router.get("/terms/{term}/scenarios", summary="列出情景 Scenarios of a term", responses=problems(404, 410, 422))
def scenarios(term: str, principal: PupilReader, database: DatabaseDep, cursor: CursorDep) -> PageDoc[KeptScenarioDoc]:
    """Scenarios of a term, newest first, each with its effect and its sentences."""
    with database.read() as connection:
        request = request_of_term(connection, principal, term)
        found = list_scenarios(connection, cursor, reachable_term(connection, principal, term).id)
    return page_doc(KeptScenarioDoc, KeysetPage(tuple(shown_in(request, each) for each in found.items), found.next))


@router.delete("/terms/{term}/scenarios/{scenario}", summary="删除情景 Delete a scenario", status_code=204, responses=problems(404))
def drop(term: str, scenario: str, principal: Planner, database: DatabaseDep) -> Response:
    """Delete a scenario; comparisons that were made of it stay."""
    with database.write() as connection:
        remove_scenario(connection, principal, term, scenario)
    return Response(status_code=204)


@router.get(
    "/jobs/{job}/comparison", summary="情景比较 The comparison of a job's scenarios", response_class=Response,
    responses=problems(404, 406, 410) | {200: {"content": COMPARISON_CONTENT}},
)  # fmt: skip
def comparison(
    job: str, request: Request, principal: PupilReader, database: DatabaseDep, cache: TermCacheDep,
    language: LanguageQuery = Language.ZH,
) -> Response:  # fmt: skip
    """Scenarios of a job that are done, beside the base plan, by ``Accept`` as document, page for a meeting, or workbook; also while
    the job runs. 404 before the base plan has been looked at."""
    answer_type = accepted(request, SUFFIX_OF)
    with database.write() as connection:
        found, file = comparison_of(connection, principal, cache, job)
    try:
        content = comparison_bytes(file, SUFFIX_OF[answer_type], language)
    except MissingFontError as error:
        raise ApiError(NO_FONT, error.fault.hint_en) from None
    headers = {}
    if answer_type in (PDF_TYPE, XLSX_TYPE):
        headers["Content-Disposition"] = f'attachment; filename="{found.id}-comparison{SUFFIX_OF[answer_type]}"'
    return Response(content, media_type=answer_type, headers=headers)
