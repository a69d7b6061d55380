"""``/page/plans/{plan}/staffing``: the staffing analysis of a plan: questions, and with ``?job=`` the answer of one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.access.rights import Planner
from api.errors import NOT_FOUND, ApiError
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep, WebPage, language_of
from api.page.plan_tabs import plan_tabs
from api.page.trails import read_plan_trail
from api.page.views.job_words import job_state
from api.page.views.staffing import answer_rows, answer_view, goal_choices, question_words
from api.services.plans import reachable_plan, visible_revision
from api.services.stored_answers import STAFFING, staffing_job, stored_answer
from api.state import DatabaseDep, SettingsDep, TermCacheDep
from api.storage.jobs import Job, list_jobs
from api.storage.page import Cursor

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)
SEARCH_SECONDS, FRONTIER_SECONDS = 20, 180
"""Seconds that the forms propose: of each search, and of a whole frontier. Raising them finds better plans, and takes longer."""
LOOKED_AT = 100
"""Jobs of the term among which those of the plan are listed."""


@router.get("/plans/{plan}/staffing")
def staffing(
    plan: str, request: Request, principal: Planner, database: DatabaseDep, cache: TermCacheDep, settings: SettingsDep, pages: PagesDep,
    job: Annotated[str | None, Query(max_length=80)] = None,
) -> Response:  # fmt: skip
    """Page of the staffing analysis. 404 for a job of another plan or kind."""
    with database.read() as connection:
        row = reachable_plan(connection, principal, plan)
        revision = visible_revision(connection, principal, row)
        term = cache.term_of(connection, row.term_id, revision)
        questions = list_jobs(connection, Cursor(limit=LOOKED_AT), term_id=row.term_id, kind=STAFFING).items
        asked = [each for each in questions if _of(each, row.id)]
        chosen = None if job is None else staffing_job(connection, principal, job)
        if chosen is not None and not _of(chosen, row.id):
            raise ApiError(NOT_FOUND, chosen.id)
        answer = None if chosen is None or not _answered(chosen) else stored_answer(connection, cache, chosen)
    view: dict[str, object] = {
        "plan": row.id, "valid": revision.valid, "goals": goal_choices(term.policy), "earlier": answer_rows(asked), "chosen": None,
        "answer": None if answer is None else answer_view(answer, language_of(request)),
        "seconds": min(SEARCH_SECONDS, int(settings.max_seconds)), "frontier_seconds": min(FRONTIER_SECONDS, int(settings.max_seconds)),
        "most_seconds": int(settings.max_seconds),
    }  # fmt: skip
    if chosen is not None:
        state, chip = job_state(chosen.state)
        view["chosen"] = {"job": chosen, "question": question_words(chosen), "state": state, "chip": chip, "open": not chosen.ended}
    return pages.answer(
        request, principal,
        WebPage(
            "staffing.html", ("人手分析", "Staffing"), view, read_plan_trail(database, principal, row),
            plan_tabs(row.id, "staffing", principal), ("staffing.js", "paper_file.js"), ("what_if.css", "sheets.css"),
        ),
    )  # fmt: skip


def _of(job: Job, plan_id: str) -> bool:
    return job.params.get("plan") == plan_id


def _answered(job: Job) -> bool:
    return bool(job.result) and "question" in (job.result or {})
