"""``/v1/public``: public documents, without a key."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.access.rights import Anybody
from api.deps import HTML_TYPE, JSON_TYPE, PDF_TYPE, LanguageQuery, accepted, unchanged
from api.error_responses import problems
from api.errors import NO_FONT, ApiError
from api.files.language import Language
from api.guarded_route import GuardedRoute
from api.routers.bodies import BINARY
from api.services.exporting import MissingFontError
from api.services.public_timetable import draw_timetable, published_plan, timetable_key
from api.state import DatabaseDep, RenderedFilesDep, TermCacheDep

router = APIRouter(prefix="/v1/public", tags=["public"], route_class=GuardedRoute)
SUFFIX_OF = {HTML_TYPE: ".html", JSON_TYPE: ".json", PDF_TYPE: ".pdf"}
CONTENT = {HTML_TYPE: {"schema": {"type": "string"}}, JSON_TYPE: {"schema": {"type": "object"}}, PDF_TYPE: BINARY}


@router.get(
    "/{school}/timetable", summary="晒课表 The public timetable", response_class=Response,
    responses=problems(404, 406, 410) | {200: {"content": CONTENT}, 304: {"description": "not modified"}},
)  # fmt: skip
async def timetable(
    school: str, request: Request, _anybody: Anybody, database: DatabaseDep, cache: TermCacheDep, rendered: RenderedFilesDep,
    language: LanguageQuery = Language.ZH,
) -> Response:
    """Public timetable of the plan in force: no pupil, no name of an adult, no fee (I03). Rendered once for each publication
    and cached; 304 for a matching ``If-None-Match``."""
    answer_type = accepted(request, SUFFIX_OF)
    suffix = SUFFIX_OF[answer_type]
    published = await run_in_threadpool(published_plan, database, school)
    key = timetable_key(published, suffix, language)
    tag = f'"{key}"'
    headers = {"ETag": tag, "Cache-Control": "public, max-age=60", "Vary": "Accept"}
    if unchanged(request, tag):
        return Response(status_code=304, headers=headers)
    try:
        content = await rendered.file(key, partial(draw_timetable, database, cache, published, suffix, language))
    except MissingFontError as error:
        raise ApiError(NO_FONT, error.fault.hint_en) from None
    return Response(content, media_type=answer_type, headers=headers)
