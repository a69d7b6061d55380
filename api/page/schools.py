"""``/page/schools/{school}``: a school's terms with their next steps, the plan in force, and the jobs under way."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.principal import Principal
from api.access.rights import DraftReader
from api.access.role import Right
from api.access.scope import reachable_school
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep, WebPage
from api.page.trails import HOME
from api.page.views.school_view import SchoolView, school_view
from api.pagination import CursorDep
from api.settings import Settings
from api.state import DatabaseDep, SettingsDep
from api.storage.database import Database
from api.storage.jobs import QUEUED, RUNNING, list_jobs
from api.storage.page import Cursor
from api.storage.school_states import school_states, term_states
from api.storage.schools import get_district
from api.storage.terms import list_terms, terms_by_id

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)
JOBS = Cursor(limit=20)
"""Open jobs of each state that the page lists."""


@router.get("/schools/{school}")
def school_page(
    school: str, request: Request, principal: DraftReader, pages: PagesDep, database: DatabaseDep, settings: SettingsDep, cursor: CursorDep
) -> Response:
    """School."""
    view = read_school(database, settings, principal, school, cursor)
    return pages.answer(
        request, principal,
        WebPage("school.html", view.name, {"view": view}, trail=(HOME,), scripts=("school.js",), styles=("people.css",)),
    )  # fmt: skip


def read_school(database: Database, settings: Settings, principal: Principal, school_id: str, cursor: Cursor) -> SchoolView:
    """View of a school in the principal's scope. Raises 404."""
    with database.read() as connection:
        school = reachable_school(connection, principal, school_id)
        district = get_district(connection, school.district_id)
        state = school_states(connection, [school])[0]
        found = list_terms(connection, cursor, school.id)
        terms = term_states(connection, found.items)
        jobs = [job for kind in (RUNNING, QUEUED) for job in list_jobs(connection, JOBS, school.id, state=kind).items]
        known = {job.term_id or "" for job in jobs} | ({state.published.term_id} if state.published else set())
        names = {term.id: term.name for term in terms_by_id(connection, sorted(known))}
    return school_view(
        state, "" if district is None else district.name, terms, jobs, names, found.next, settings.max_seconds, principal.may(Right.PLAN)
    )
