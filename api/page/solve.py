"""``/page/terms/{term}/solve``: start of a solve."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.access.rights import Planner
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep
from api.page.term_frame import open_term, term_page
from api.page.term_tabs import TermTab
from api.page.views.solve import SolveStart, earlier_solves, proposed
from api.schemas.solve import MAX_SEED
from api.state import DatabaseDep, SettingsDep, TermCacheDep
from api.storage.jobs import list_jobs
from api.storage.page import Cursor
from api.storage.plans import get_plan

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)
EARLIER = 8
"""Earlier solves that are listed. Raising it lists more."""
Seconds = Annotated[float | None, Query(gt=0, le=1_000_000)]
Seed = Annotated[int | None, Query(ge=0, le=MAX_SEED)]
PlanId = Annotated[str | None, Query(max_length=80)]


@router.get("/terms/{term}/solve")
def solve_page(
    term: str, request: Request, principal: Planner, pages: PagesDep, database: DatabaseDep, cache: TermCacheDep,
    settings: SettingsDep, seconds: Seconds = None, seed: Seed = None, start: PlanId = None,
) -> Response:  # fmt: skip
    """Start of a solve with good defaults. seconds, seed, start: filled in beforehand, as by links of jobs."""
    opened = open_term(database, principal, cache, term)
    with database.read() as connection:
        jobs = list_jobs(connection, Cursor(limit=EARLIER), term_id=term, kind="solve").items
        plan = None if start is None else get_plan(connection, start)
    limit, told = proposed(seconds, settings.default_seconds, settings.max_seconds)
    days = opened.request.problem.term
    begun = plan if plan is not None and plan.term_id == term else None
    under_way = next((f"{PREFIX}/jobs/{job.id}" for job in jobs if not job.ended), "")
    view = SolveStart(
        term, limit, settings.max_seconds, told, settings.solve_workers, 1 if seed is None else seed,
        days.first.isoformat(), days.last.isoformat(), "" if begun is None else begun.id, None if begun is None else begun.created_at,
        under_way, earlier_solves(jobs), disclosed=seed is not None,
    )  # fmt: skip
    page = term_page(
        principal, opened.school, opened.term, TermTab.SOLVE, "solve.html", {"view": view}, scripts=("solve.js",), styles=("job.css",)
    )
    return pages.answer(request, principal, page)
