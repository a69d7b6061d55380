"""``/page/terms/{term}/plans``: plans of a term, and the values of the goals beside each other."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.access.rights import DraftReader
from api.access.scope import reachable_school, reachable_term
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep
from api.page.term_frame import term_page
from api.page.term_tabs import TermTab
from api.page.views.term_plans import KeptPlan, term_plans
from api.services.authors import author_labels
from api.state import DatabaseDep
from api.storage.page import Cursor
from api.storage.plans import get_revision, list_plans
from api.storage.publications import in_force

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)
SHOWN = 20
"""Plans on a page. Raising it makes the table longer, and reads two revisions more for each."""
After = Annotated[str | None, Query(max_length=80)]


@router.get("/terms/{term}/plans")
def plans(
    term: str, request: Request, principal: DraftReader, pages: PagesDep, database: DatabaseDep, after: After = None
) -> Response:  # fmt: skip
    """Plans of a term, newest first."""
    with database.read() as connection:
        found = reachable_term(connection, principal, term)
        school = reachable_school(connection, principal, found.school_id)
        listed = list_plans(connection, Cursor(after, SHOWN), found.id)
        read = [(row, get_revision(connection, row.id, 1), get_revision(connection, row.id, row.head)) for row in listed.items]
        kept = [KeptPlan(row, first, head) for row, first, head in read if first is not None and head is not None]
        authors = author_labels(connection, (plan.row.created_by for plan in kept))
        view = term_plans(kept, in_force(connection, school.id), authors)
    values = {"view": view, "next": listed.next, "erased": found.erased_at is not None}
    page = term_page(principal, school, found, TermTab.PLANS, "plan_list.html", values, styles=("publish.css",))
    return pages.answer(request, principal, page)
