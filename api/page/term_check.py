"""``/page/terms/{term}/check``: what stands against a plan of a term, and what helps, before any search."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.rights import DraftReader
from api.access.role import Right
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep
from api.page.term_frame import open_term, term_page
from api.page.term_tabs import TermTab
from api.services.loading import choose_policy
from api.state import DatabaseDep, TermCacheDep
from api.storage.jobs import list_jobs
from api.storage.page import Cursor

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)


@router.get("/terms/{term}/check")
def check(term: str, request: Request, principal: DraftReader, pages: PagesDep, database: DatabaseDep, cache: TermCacheDep) -> Response:
    """Page of the precheck, whose proofs its module asks for: those of a refused school take seconds."""
    found = open_term(database, principal, cache, term)
    policy = choose_policy(found.request)
    with database.read() as connection:
        known = list_jobs(connection, Cursor(limit=1), term_id=found.term.id, kind="repair").items
    job = known[0].id if known and not known[0].params.get("anyway") else None
    rules = {rule.id: [rule.zh, rule.en] for rule in policy.rules.values()}
    view = {"job": job, "plans": principal.may(Right.PLAN), "check_data": {"term": found.term.id, "rules": rules}}
    page = term_page(
        principal, found.school, found.term, TermTab.CHECK, "term_check.html", view, ("check.js", "remedies.js"), ("intake.css",)
    )
    return pages.answer(request, principal, page)
