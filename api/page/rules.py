"""``/page/plans/{plan}/rules``: compliance of a plan rule by rule."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.rights import PublishedReader
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep
from api.page.plan_page import Ident, PlanPage, Search
from api.page.views.rules import VERDICTS, rules_view
from api.services.seen_plan import seen_plan
from api.state import DatabaseDep, TermCacheDep

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)


@router.get("/plans/{plan}/rules")
def rules(
    plan: str, request: Request, principal: PublishedReader, pages: PagesDep, database: DatabaseDep, cache: TermCacheDep,
    q: Search = "", show: Ident = "",
) -> Response:  # fmt: skip
    """Rules, violations first. show: verdict of the rules that are shown, empty for all."""
    seen = seen_plan(database, cache, principal, plan)
    page = PlanPage(request, principal, seen.row, seen.bundle, "rules")
    chosen = show if show in VERDICTS else ""
    view = {"view": rules_view(seen.bundle), "verdicts": VERDICTS, "show": chosen}
    return page.answer(pages, database, ("规则", "Rules"), view, page.finder(q, {"show": chosen}))
