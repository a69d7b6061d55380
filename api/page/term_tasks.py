"""``/page/terms/{term}/tasks``: dated tasks of a term, ticked off."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.rights import DraftReader
from api.access.role import Right
from api.files.papers.deadlines import task_document
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep
from api.page.term_frame import open_term, term_page
from api.page.term_tabs import TermTab
from api.page.views.task_view import task_views
from api.services.tasks import task_context
from api.state import DatabaseDep, TermCacheDep
from api.storage.publications import in_force
from solver.papers.tasks import tasks

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)


@router.get("/terms/{term}/tasks")
def tasks_page(
    term: str, request: Request, principal: DraftReader, pages: PagesDep, database: DatabaseDep, cache: TermCacheDep
) -> Response:
    """Tasks in the order of their days, those of outside people by the plan in force; the module marks what is overdue today."""
    found = open_term(database, principal, cache, term)
    with database.read() as connection:
        published = in_force(connection, found.term.school_id)
        plan = published.plan_id if published is not None and published.term_id == found.term.id else None
        desk = task_context(connection, principal, cache, found.term, None, plan)
    documents = [task_document(desk, task) for task in tasks(desk.view)]
    view = {"tasks": task_views(documents), "edits": principal.may(Right.PLAN), "published": plan is not None,
            "tasks_data": {"term": found.term.id}}  # fmt: skip
    page = term_page(
        principal, found.school, found.term, TermTab.TASKS, "term_tasks.html", view, ("tasks.js",), ("intake.css",)
    )
    return pages.answer(request, principal, page)
