"""``/page/plans/{plan}/loads``: loads of adults as bars, with balance and caps, and fairness in words."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.rights import PublishedReader
from api.access.role import Right
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep
from api.page.plan_page import PlanPage, Search
from api.page.views.loads import loads_view
from api.services.seen_plan import counted_plan
from api.services.views import visible_facts
from api.state import DatabaseDep, TermCacheDep

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)


@router.get("/plans/{plan}/loads")
def loads(
    plan: str, request: Request, principal: PublishedReader, pages: PagesDep, database: DatabaseDep, cache: TermCacheDep, q: Search = "",
) -> Response:  # fmt: skip
    """Loads of everybody; for teachers their own alone."""
    seen = counted_plan(database, cache, principal, plan)
    page = PlanPage(request, principal, seen.row, seen.bundle, "loads")
    find, whole = page.finder(q), principal.may(Right.DRAFTS)
    found = [entry.id for entry in find.found if entry.kind == "adult"]
    people = None if whole and not q else found if whole else [principal.person or ""]
    facts = visible_facts(principal, seen.bundle.report.facts)
    view = {"view": loads_view(page.words, seen.bundle.view, facts.loads, whole, people), "whole": whole}
    return page.answer(pages, database, ("工作量", "Loads"), view, find)
