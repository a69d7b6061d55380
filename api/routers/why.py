"""``/v1/plans/{plan}/why``: questions about a stored plan, answered at once."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.access.rights import Asker
from api.deps import HTML_TYPE, JSON_TYPE, PDF_TYPE, XLSX_TYPE, LanguageQuery, accepted
from api.error_responses import problems
from api.errors import NO_FONT, ApiError
from api.files.draw_pdf import MissingFontError
from api.files.language import Language
from api.files.papers.explanation import explanation_paper
from api.files.papers.paper import paper_bytes
from api.files.papers.paper_context import PaperContext
from api.files.plan.bundle import PlanBundle
from api.files.why_document import why_document
from api.guarded_route import GuardedRoute
from api.schemas.service.why import NewQuestion, WhyDoc
from api.services.asked import Asked
from api.services.explaining import RevisionAnswer, explain
from api.services.plans import etag
from api.state import DatabaseDep, TermCacheDep

router = APIRouter(prefix="/v1/plans", tags=["plans"], route_class=GuardedRoute)
SUFFIX_OF = {JSON_TYPE: ".json", PDF_TYPE: ".pdf", XLSX_TYPE: ".xlsx", HTML_TYPE: ".html"}


@router.post(
    "/{plan}/why", summary="为什么这样排 Why the plan is so", response_model=WhyDoc, responses=problems(404, 406, 410, 422)
)  # fmt: skip
def why(
    plan: str, new: NewQuestion, request: Request, principal: Asker, database: DatabaseDep, cache: TermCacheDep,
    response: Response, revision: Annotated[int | None, Query(ge=1, le=10**9)] = None,
    language: LanguageQuery = Language.ZH,
) -> WhyDoc | Response:  # fmt: skip
    """Why a person stands at a post, why not another, why a pupil has an offering or not, why a grade leaves then, why an offering is
    not opened: by ``Accept`` as JSON, PDF, workbook or page. Planners ask anything; teachers about themselves, class teachers about
    pupils of their classes: they are told of nobody else. ``edits`` of an answer make the change, as a body of ``/edits``."""
    answer_type = accepted(request, SUFFIX_OF)
    asked = Asked(**new.model_dump(exclude={"audience"}))
    found = explain(database, cache, principal, plan, revision, asked, new.audience)
    headers = {"ETag": etag(found.plan_id, found.revision)}
    if answer_type != JSON_TYPE:
        return Response(_paper(found, SUFFIX_OF[answer_type], language), media_type=answer_type, headers=headers)
    response.headers.update(headers)
    document = why_document(found.explainer, found.explanation)
    return WhyDoc(plan_id=found.plan_id, revision=found.revision, **document)


def _paper(found: RevisionAnswer, suffix: str, language: Language) -> bytes:
    context = found.explainer.context
    desk = PaperContext(PlanBundle(context.problem, context.policy, context.plan, context.report))
    try:
        return paper_bytes("why", explanation_paper(desk, found.explainer, found.explanation), desk, suffix, language)
    except MissingFontError as error:
        raise ApiError(NO_FONT, error.fault.hint_en) from None
