"""``/page/jobs/{job}/comparison``: scenarios of a job beside the base plan, as they come in."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from api.access.principal import Principal
from api.access.rights import PupilReader
from api.access.scope import reachable_job
from api.errors import NOT_FOUND, ApiError
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import Link, PagesDep, WebPage
from api.page.term_tabs import TermTab, term_path, term_tabs
from api.page.trails import read_term_trail
from api.page.views.compared import ComparedView, compared_view
from api.page.views.job_words import job_state
from api.services.scenarios import BASE_PLACE, WHAT_IF, comparison_of
from api.services.term_cache import TermCache
from api.state import DatabaseDep, TermCacheDep
from api.storage.database import Database
from api.storage.job_parts import parts_of
from api.storage.jobs import Job

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)


@dataclass(frozen=True, slots=True)
class _Found:
    """Job of scenarios with what is done of it; view: None before the base plan has been looked at."""

    job: Job
    ended: int
    view: ComparedView | None


@router.get("/jobs/{job}/comparison")
def comparison(job: str, request: Request, principal: PupilReader, database: DatabaseDep, cache: TermCacheDep, pages: PagesDep) -> Response:
    """Page of a comparison, also while its job runs. 404 for another kind of job, 410 once the term is erased."""
    found = _found(database, principal, cache, job)
    term = found.job.term_id or ""
    title = ("情景比较", "Comparison of scenarios")
    above = Link(term_path(term, TermTab.WHAT_IF), ("如果……会怎样", "What if"))
    state, chip = job_state(found.job.state)
    view: dict[str, object] = {
        "job": found.job, "compared": found.view, "ended": found.ended, "of": len(found.job.params.get("scenarios", ())), "state": state,
        "chip": chip, "term_id": term, "open": not found.job.ended, "plan": found.job.params.get("plan", ""),
    }  # fmt: skip
    return pages.answer(
        request, principal,
        WebPage(
            "comparison.html", title, view, (*read_term_trail(database, principal, term), above),
            term_tabs(term, TermTab.WHAT_IF, principal), ("comparison.js", "paper_file.js"), ("what_if.css", "sheets.css"),
        ),
    )  # fmt: skip


def _found(database: Database, principal: Principal, cache: TermCache, job_id: str) -> _Found:
    with database.write() as connection:
        job = reachable_job(connection, principal, job_id)
        if job.kind != WHAT_IF:
            raise ApiError(NOT_FOUND, job_id)
        done = parts_of(connection, job.id).keys()
        if BASE_PLACE not in done:
            return _Found(job, 0, None)
        _, file = comparison_of(connection, principal, cache, job_id)
    return _Found(job, len(done) - 1, compared_view(file, job.params["scenarios"]))
