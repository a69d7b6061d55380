"""``/v1/plans/{plan}/adults`` and ``/calendar``: duties by adult of a stored plan."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.access.principal import Principal
from api.access.rights import PublishedReader
from api.deps import HTML_TYPE, JSON_TYPE, PDF_TYPE, XLSX_TYPE, LanguageQuery, accepted
from api.error_responses import problems
from api.errors import NO_FONT, ApiError
from api.files.language import Language
from api.files.papers.duty_calendar import duty_calendar
from api.files.papers.paper import paper_bytes
from api.files.papers.paper_context import PaperContext
from api.files.papers.teacher_week import known_adults, teacher_sheets, teacher_week_paper
from api.guarded_route import GuardedRoute
from api.routers.bodies import PAPER_CONTENT
from api.services.exporting import MissingFontError, date_faults
from api.services.plans import etag, reachable_plan, visible_revision
from api.services.seen_plan import visible_bundle
from api.services.term_cache import TermCache
from api.state import DatabaseDep, TermCacheDep
from api.storage.database import Database
from api.storage.plans import Revision
from solver import ProblemError

router = APIRouter(prefix="/v1/plans", tags=["plans"], route_class=GuardedRoute)
SUFFIX_OF = {JSON_TYPE: ".json", PDF_TYPE: ".pdf", XLSX_TYPE: ".xlsx", HTML_TYPE: ".html"}
CALENDAR_TYPE = "text/calendar"
MOST_NAMED = 50
"""Adults whom one request may name; without a name it gets all. Raising it makes longer addresses."""
RevisionQuery = Annotated[int | None, Query(ge=1, le=10**9)]


@router.get(
    "/{plan}/adults", summary="各人的任务单 Duties by adult", response_class=Response,
    responses=problems(404, 406, 410, 422) | {200: {"content": PAPER_CONTENT}},
)  # fmt: skip
def adults(
    plan: str, request: Request, principal: PublishedReader, database: DatabaseDep, cache: TermCacheDep,
    of: Annotated[
        list[str] | None, Query(max_length=MOST_NAMED, description="人员编号，可多个；不写为全部 ids of adults; all without")
    ] = None,
    revision: RevisionQuery = None,
    language: LanguageQuery = Language.ZH,
) -> Response:  # fmt: skip
    """Duties of each adult named, or of all who have one, a sheet each, by ``Accept`` as JSON, PDF, workbook or page. Everybody who may
    see the plan may see duties; flex hours are those that the caller may see."""
    answer_type = accepted(request, SUFFIX_OF)
    desk, found = _desk(database, cache, principal, plan, revision)
    drawn = teacher_sheets(desk, known_adults(desk.problem, of, "query.of")) if of else teacher_week_paper(desk)
    try:
        content = paper_bytes("teacher", drawn, desk, SUFFIX_OF[answer_type], language)
    except MissingFontError as error:
        raise ApiError(NO_FONT, error.fault.hint_en) from None
    headers = {"ETag": etag(found.plan_id, found.number)}
    if answer_type in (PDF_TYPE, XLSX_TYPE):
        headers["Content-Disposition"] = f'attachment; filename="duties{SUFFIX_OF[answer_type]}"'
    return Response(content, media_type=answer_type, headers=headers)


@router.get(
    "/{plan}/calendar", summary="一人的值班日历 Calendar of an adult", response_class=Response,
    responses=problems(404, 410, 422) | {200: {"content": {CALENDAR_TYPE: {"schema": {"type": "string"}}}}},
)  # fmt: skip
def calendar(
    plan: str, principal: PublishedReader, database: DatabaseDep, cache: TermCacheDep,
    of: Annotated[str, Query(min_length=1, max_length=100, description="人员编号 id of an adult")],
    on: Annotated[str | None, Query(description="自哪天起 day to begin with, YYYY-MM-DD")] = None,
    revision: RevisionQuery = None,
    language: LanguageQuery = Language.ZH,
) -> Response:  # fmt: skip
    """Calendar file (iCalendar) of an adult's duties, an event for each date; phones and calendar programs open it."""
    day, faults = date_faults(on, "query.on")
    if faults:
        raise ProblemError(faults)
    desk, found = _desk(database, cache, principal, plan, revision, day)
    person = known_adults(desk.problem, [of], "query.of")[0]
    content = duty_calendar(desk, person, datetime.fromtimestamp(found.created_at / 1000, UTC), language)
    headers = {"ETag": etag(found.plan_id, found.number), "Content-Disposition": 'attachment; filename="duties.ics"'}
    return Response(content, media_type=CALENDAR_TYPE, headers=headers)


def _desk(
    database: Database, cache: TermCache, principal: Principal, plan: str, revision: int | None, on: date | None = None
) -> tuple[PaperContext, Revision]:
    """Context of a revision as the principal may see it. on: day from which days are counted."""
    with database.read() as connection:
        row = reachable_plan(connection, principal, plan)
        found = visible_revision(connection, principal, row, revision)
        bundle = cache.bundle(connection, row.term_id, found)
    return PaperContext(visible_bundle(principal, bundle), on), found
