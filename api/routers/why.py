"""``/v1/plans/{plan}/why``: questions about a stored plan, answered at once."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.access.rights import Asker, Planner
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
from api.schemas.service.why import NewQuestion, NewSuggestions, SuggestionDoc, SuggestionsDoc, WhyDoc, WordsDoc
from api.services.asked import Asked
from api.services.explaining import RevisionAnswer, explain, suggest
from api.services.plans import etag
from api.state import DatabaseDep, TermCacheDep
from solver.plan.as_edits import edit_document
from solver.plan.edit import ReplaceAdult

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


@router.post("/{plan}/suggestions", summary="谁可以上这个岗 Who may stand there", responses=problems(404, 410, 422))
def suggestions(
    plan: str, new: NewSuggestions, principal: Planner, database: DatabaseDep, cache: TermCacheDep, response: Response
) -> SuggestionsDoc:
    """Adults who may stand on a post of the newest revision, with reasons and the price of each, the best first."""
    found = suggest(database, cache, principal, plan, new.post, new.week, new.person)
    response.headers["ETag"] = etag(found.plan_id, found.revision)
    told = found.suggestions
    return SuggestionsDoc(
        plan_id=found.plan_id, revision=found.revision, zh=told.words[0], en=told.words[1],
        suggestions=[
            SuggestionDoc(
                person=each.person, zh=each.words[0], en=each.words[1], violations=[WordsDoc(zh=zh, en=en) for zh, en in each.violations],
                price=each.price, edits=[edit_document(ReplaceAdult(told.post, new.week, new.person, each.person))],
            )
            for each in told.found
        ],
    )  # fmt: skip


def _paper(found: RevisionAnswer, suffix: str, language: Language) -> bytes:
    context = found.explainer.context
    desk = PaperContext(PlanBundle(context.problem, context.policy, context.plan, context.report))
    try:
        return paper_bytes("why", explanation_paper(desk, found.explainer, found.explanation), desk, suffix, language)
    except MissingFontError as error:
        raise ApiError(NO_FONT, error.fault.hint_en) from None
