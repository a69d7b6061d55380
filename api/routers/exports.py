"""``POST /v1/export/{kind}``: papers of a plan."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.access.rights import ToolUser
from api.deps import HTML_TYPE, JSON_TYPE, BodyDep, LanguageQuery, accepted, media_type, types_of
from api.error_responses import problems
from api.errors import NO_FONT, UNKNOWN_PAPER, ApiError
from api.files.language import Language
from api.guarded_route import GuardedRoute
from api.routers.bodies import PAPER_BODY, PAPER_CONTENT
from api.services.exporting import KINDS, SUFFIXES_OF, date_faults
from api.state import ReadingDep
from solver import Fault, ProblemError

router = APIRouter(prefix="/v1/export", tags=["exports"], route_class=GuardedRoute)


@router.post(
    "/{kind}", summary="导出材料 Papers of a plan", response_class=Response,
    responses=problems(404, 406, 415, 422) | {200: {"content": PAPER_CONTENT}}, openapi_extra=PAPER_BODY,
)  # fmt: skip
async def paper(
    kind: str,
    request: Request,
    _user: ToolUser,
    reading: ReadingDep,
    body: BodyDep,
    on: Annotated[str | None, Query(description="自哪天起算 day to count from, YYYY-MM-DD")] = None,
    language: LanguageQuery = Language.ZH,
) -> Response:
    """Render a paper of a plan: ``{"request": …, "plan": …}`` as for ``/v1/check``, and optionally ``"tasks"``, a register of
    completed tasks; by ``Accept`` JSON, PDF, workbook or page."""
    if kind not in KINDS:
        raise ApiError(UNKNOWN_PAPER, f"{kind}；可用 / known: {', '.join(KINDS)}")
    types = types_of(SUFFIXES_OF[kind])
    answer_type = accepted(request, types)
    media_type(request, JSON_TYPE)
    day, faults = date_faults(on, "query.on")
    if faults:
        raise ProblemError(faults)
    content = await reading.read("paper_of_body", body, kind, types[answer_type], day, language.value)
    if isinstance(content, Fault):
        raise ApiError(NO_FONT, content.hint_en)
    headers = {}
    if answer_type not in (JSON_TYPE, HTML_TYPE):
        headers["Content-Disposition"] = f'attachment; filename="{kind}{types[answer_type]}"'
    return Response(content, media_type=answer_type, headers=headers)
