"""``/page/plans/{plan}/gates``: gates and lanes of a plan by dismissal, with classes, pupils and adults."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.rights import PublishedReader
from api.access.role import Right
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep
from api.page.plan_page import PlanPage, Search
from api.page.views.gates import gates_view
from api.services.seen_plan import counted_plan
from api.state import DatabaseDep, TermCacheDep

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)


@router.get("/plans/{plan}/gates")
def gates(
    plan: str, request: Request, principal: PublishedReader, pages: PagesDep, database: DatabaseDep, cache: TermCacheDep, q: Search = "",
) -> Response:  # fmt: skip
    """Waves of every gate."""
    seen = counted_plan(database, cache, principal, plan)
    page = PlanPage(request, principal, seen.row, seen.bundle, "gates")
    own = principal.person if principal.may(Right.ASK) and principal.person else ""
    view = {"view": gates_view(page.words, seen.bundle.view, page.asks_all, own)}
    return page.answer(pages, database, ("门口", "Gates"), view, page.finder(q))
