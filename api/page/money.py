"""``/page/plans/{plan}/money``: income and cost of the term, fees, pay, and the rules of the budget."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.rights import PublishedReader
from api.access.role import Right
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep
from api.page.plan_page import PlanPage, Search
from api.page.views.money import money_view
from api.services.seen_plan import counted_plan, visible_bundle
from api.state import DatabaseDep, TermCacheDep

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)


@router.get("/plans/{plan}/money")
def money(
    plan: str, request: Request, principal: PublishedReader, pages: PagesDep, database: DatabaseDep, cache: TermCacheDep, q: Search = "",
) -> Response:  # fmt: skip
    """Money; fees by class for those who may see fees, the pay of others for those who may see drafts."""
    seen = counted_plan(database, cache, principal, plan)
    bundle = visible_bundle(principal, seen.bundle)
    page = PlanPage(request, principal, seen.row, bundle, "money")
    everybody = principal.may(Right.DRAFTS)
    view = {"view": money_view(page.words, bundle, principal.may(Right.PUPILS), everybody, principal.person or ""), "everybody": everybody}
    return page.answer(pages, database, ("经费", "Money"), view, page.finder(q))
