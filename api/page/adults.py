"""``/page/plans/{plan}/adults``: all adults of a plan as a list, and the week of one."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.rights import PublishedReader
from api.access.role import Right
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep
from api.page.plan_page import Ident, PlanPage, Search
from api.page.views.adults import adult_view, adults_view
from api.page.views.loads import loads_view
from api.services.seen_plan import counted_plan
from api.services.views import visible_facts, visible_plan
from api.state import DatabaseDep, TermCacheDep

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)


@router.get("/plans/{plan}/adults")
def adults(
    plan: str, request: Request, principal: PublishedReader, pages: PagesDep, database: DatabaseDep, cache: TermCacheDep,
    q: Search = "", person: Ident = "",
) -> Response:  # fmt: skip
    """List of the adults, or the week of the one who is asked for or alone found."""
    seen = counted_plan(database, cache, principal, plan)
    page = PlanPage(request, principal, seen.row, seen.bundle, "adults")
    words, index = page.words, seen.bundle.view
    find = page.finder(q or person)
    named = [entry.id for entry in find.found if entry.kind == "adult"]
    one = person if person in words.problem.rate_of else named[0] if len(named) == 1 == len(find.found) else ""
    loads = visible_facts(principal, seen.bundle.report.facts).loads
    if not one:
        view: dict[str, object] = {"one": None, "all": adults_view(words, index, loads), "told": bool(loads)}
        return page.answer(pages, database, ("教师", "Adults"), view, find)
    load = loads_view(words, index, loads, whole=False, people={one})
    row = next(iter((*load.compared, *load.others)), None)
    flex = visible_plan(principal, words.problem, seen.bundle.plan).flex
    told = adult_view(words, index, one, row, flex, page.asks_about(one))
    facts = told.facts if principal.may(Right.DRAFTS) or principal.person == one else ()
    view = {"one": told, "all": None, "facts": facts}
    return page.answer(pages, database, told.name, view, page.finder("" if person else q), ("strip.js",))
