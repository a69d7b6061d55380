"""``/page/terms/{term}/what-if``: scenarios of a term, a form for new ones, running them on a plan, earlier comparisons."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.rights import Planner
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep
from api.page.plan_choices import plan_choices
from api.page.term_frame import OpenTerm, open_term, term_page
from api.page.term_tabs import TermTab
from api.page.views.scenarios import change_form, run_rows, scenario_rows
from api.services.scenarios import MOST_KEPT, WHAT_IF, shown_in
from api.services.term_cache import TermCache
from api.state import DatabaseDep, SettingsDep, TermCacheDep
from api.storage.database import Database
from api.storage.jobs import list_jobs
from api.storage.page import Cursor
from api.storage.plans import get_revision, list_plans
from api.storage.scenarios import all_scenarios
from solver import Plan

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)
SECONDS = 20
"""Seconds of each search that the form proposes. Raising it lets plans of scenarios get better, and takes longer."""
RUNS = 20
"""Earlier comparisons that the page lists."""


@router.get("/terms/{term}/what-if")
def what_if(
    term: str, request: Request, principal: Planner, database: DatabaseDep, cache: TermCacheDep, settings: SettingsDep, pages: PagesDep
) -> Response:
    """Page of scenarios. 410 once the term is erased."""
    found = open_term(database, principal, cache, term)
    with database.read() as connection:
        kept = [shown_in(found.request, each) for each in all_scenarios(connection, found.term.id, MOST_KEPT)]
        runs = list_jobs(connection, Cursor(limit=RUNS), term_id=found.term.id, kind=WHAT_IF).items
    plans, newest = plan_choices(database, found.term), _newest(database, cache, found)
    view: dict[str, object] = {
        "scenarios": scenario_rows(kept), "runs": run_rows(runs), "plans": plans, "form": change_form(found.request.problem, newest),
        "seconds": min(SECONDS, int(settings.max_seconds)), "most_seconds": int(settings.max_seconds),
    }  # fmt: skip
    return pages.answer(
        request, principal,
        term_page(principal, found.school, found.term, TermTab.WHAT_IF, "what_if.html", view, ("what_if.js",), ("what_if.css",)),
    )  # fmt: skip


def _newest(database: Database, cache: TermCache, found: OpenTerm) -> Plan | None:
    """The term's newest plan, by which it is told who stands on few posts."""
    with database.read() as connection:
        for row in list_plans(connection, Cursor(limit=1), found.term.id).items:
            revision = get_revision(connection, row.id, row.head)
            return None if revision is None else cache.plan(connection, revision)
    return None
