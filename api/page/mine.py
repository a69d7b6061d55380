"""``/page/mine``: own duties of a teacher, and the pupils of a class teacher's classes, on a chosen date."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.access.rights import PublishedReader
from api.files.language import Said
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep, WebPage
from api.page.trails import HOME
from api.page.views.mine import mine
from api.services.exporting import date_faults
from api.services.own_plan import own_plan
from api.state import DatabaseDep, TermCacheDep
from solver import ProblemError

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)
TITLE: Said = ("我的课后服务", "My after-school service")
SCRIPTS = ("own.js", "why.js", "paper_file.js")
STYLES = ("own.css", "why.css")


@router.get("/mine")
def own(
    request: Request, principal: PublishedReader, pages: PagesDep, database: DatabaseDep, cache: TermCacheDep,
    on: Annotated[str | None, Query(alias="date", max_length=30)] = None,
) -> Response:  # fmt: skip
    """Own page: of the plan in force, on a date."""
    day, faults = date_faults(on or None, "query.date")
    if faults:
        raise ProblemError(faults)
    found = own_plan(database, cache, principal, day)
    if found is None:
        return pages.answer(request, principal, WebPage("mine_nothing.html", TITLE, trail=(HOME,)))
    view = mine(principal, found.seen.row.id, found.seen.bundle, found.standing, day)
    return pages.answer(request, principal, WebPage("mine.html", TITLE, {"view": view}, (HOME,), scripts=SCRIPTS, styles=STYLES))
