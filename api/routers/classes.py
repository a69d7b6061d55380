"""``/v1/plans/{plan}/classes``: care by class of a stored plan."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.access.rights import PublishedReader
from api.deps import HTML_TYPE, JSON_TYPE, PDF_TYPE, XLSX_TYPE, LanguageQuery, accepted
from api.error_responses import problems
from api.errors import NO_FONT, ApiError
from api.files.language import Language
from api.files.papers.classes import class_sheets, classes_paper, known_classes
from api.files.papers.paper import paper_bytes
from api.files.papers.paper_context import PaperContext
from api.guarded_route import GuardedRoute
from api.routers.bodies import PAPER_CONTENT
from api.services.exporting import MissingFontError
from api.services.plans import etag, reachable_plan, visible_revision
from api.state import DatabaseDep, TermCacheDep

router = APIRouter(prefix="/v1/plans", tags=["plans"], route_class=GuardedRoute)
SUFFIX_OF = {JSON_TYPE: ".json", PDF_TYPE: ".pdf", XLSX_TYPE: ".xlsx", HTML_TYPE: ".html"}
MOST_NAMED = 50
"""Classes that one request may name; without a name it gets all. Raising it makes longer addresses."""


@router.get(
    "/{plan}/classes", summary="各班由谁看护 Care by class", response_class=Response,
    responses=problems(404, 406, 410, 422) | {200: {"content": PAPER_CONTENT}},
)  # fmt: skip
def classes(
    plan: str, request: Request, principal: PublishedReader, database: DatabaseDep, cache: TermCacheDep,
    of: Annotated[
        list[str] | None, Query(max_length=MOST_NAMED, description="班级编号，可多个；不写为全校 ids of classes; all without")
    ] = None,
    revision: Annotated[int | None, Query(ge=1, le=10**9)] = None,
    language: LanguageQuery = Language.ZH,
) -> Response:  # fmt: skip
    """Care by class: adults of each class named, or of all, with the class periods of each, by ``Accept`` as JSON, PDF, workbook or
    page. Adults are named as to everybody who may see duties; pupils are not."""
    answer_type = accepted(request, SUFFIX_OF)
    with database.read() as connection:
        row = reachable_plan(connection, principal, plan)
        found = visible_revision(connection, principal, row, revision)
        desk = PaperContext(cache.bundle(connection, row.term_id, found))
    named = known_classes(desk.problem, of or (), "query.of")
    try:
        drawn = class_sheets(desk, named) if of else classes_paper(desk)
        content = paper_bytes("classes", drawn, desk, SUFFIX_OF[answer_type], language)
    except MissingFontError as error:
        raise ApiError(NO_FONT, error.fault.hint_en) from None
    headers = {"ETag": etag(row.id, found.number)}
    if answer_type in (PDF_TYPE, XLSX_TYPE):
        headers["Content-Disposition"] = f'attachment; filename="classes{SUFFIX_OF[answer_type]}"'
    return Response(content, media_type=answer_type, headers=headers)
