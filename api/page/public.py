"""``/page/public/{school}``: the published timetable, for families, without a key."""

from __future__ import annotations

import json
from functools import partial

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.access.principal import Principal
from api.access.rights import Anybody
from api.errors import GONE, NOT_FOUND, ApiError
from api.files.language import Said
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import Pages, PagesDep, WebPage
from api.page.views.public_timetable import public_timetable
from api.services.public_timetable import draw_timetable, published_plan, timetable_key
from api.services.rendered_files import RenderedFiles
from api.services.term_cache import TermCache
from api.state import DatabaseDep, RenderedFilesDep, TermCacheDep
from api.storage.database import Database

router = APIRouter(prefix=PREFIX + "/public", route_class=GuardedRoute, include_in_schema=False)
TITLE: Said = ("课后服务安排", "After-school service")
STYLES = ("public.css",)
JSON = ".json"


@router.get("/{school}")
async def public(
    school: str, request: Request, principal: Anybody, pages: PagesDep, database: DatabaseDep, cache: TermCacheDep,
    rendered: RenderedFilesDep,
) -> Response:  # fmt: skip
    """Public timetable of the plan in force. A school that has published nothing, and one that does not exist, are answered alike."""
    try:
        document = await _document(database, cache, rendered, school)
    except ApiError as error:
        if error.kind not in (NOT_FOUND, GONE):
            raise
        return await run_in_threadpool(_nothing, request, principal, pages)
    view = public_timetable(document)
    page = WebPage("public.html", TITLE, {"view": view, "school": school}, styles=STYLES)
    return await run_in_threadpool(pages.answer, request, principal, page)


async def _document(database: Database, cache: TermCache, rendered: RenderedFiles, school: str) -> dict[str, object]:
    """The document that ``/v1/public`` answers, drawn once for each publication."""
    published = await run_in_threadpool(published_plan, database, school)
    draw = partial(draw_timetable, database, cache, published, JSON)
    found: dict[str, object] = json.loads(await rendered.file(timetable_key(published, JSON), draw))
    return found


def _nothing(request: Request, principal: Principal, pages: Pages) -> Response:
    return pages.answer(request, principal, WebPage("public_nothing.html", TITLE, styles=STYLES, status=NOT_FOUND.status))
