"""``/page/plans/{plan}/choices``: choices of families beside seats, by grade, by course and by pupil."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.rights import PublishedReader
from api.access.role import Right
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep
from api.page.plan_page import Ident, PlanPage, Search
from api.page.views.choices import choices_view
from api.services.seen_plan import seen_plan
from api.state import DatabaseDep, TermCacheDep

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)


@router.get("/plans/{plan}/choices")
def choices(
    plan: str, request: Request, principal: PublishedReader, pages: PagesDep, database: DatabaseDep, cache: TermCacheDep,
    q: Search = "", course: Ident = "",
) -> Response:  # fmt: skip
    """Choices; pupils without for those who may be told of them. course: id of the course that is shown alone."""
    seen = seen_plan(database, cache, principal, plan)
    page = PlanPage(request, principal, seen.row, seen.bundle, "choices")
    find = page.finder(q)
    own = page.own_pupils if principal.may(Right.ASK) else frozenset()
    index = (seen.bundle.whole or seen.bundle).view
    found = choices_view(page.words, index, seen.bundle.wishes, page.asks_all, own)
    wanted = {course} if course else {entry.id for entry in find.found if entry.kind in ("course", "pupil", "class")} if q else set()
    view = {"view": found, "wanted": wanted}
    return page.answer(pages, database, ("志愿", "Choices"), view, find)
