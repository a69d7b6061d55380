"""``/page/terms/{term}/names``: state of a term's name list, and its upload, new key and deletion."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.rights import Planner
from api.errors import NOT_FOUND, ApiError
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep
from api.page.term_frame import open_term, term_page
from api.page.term_tabs import TermTab
from api.services.name_lists import NameListState, host_keys, names_state
from api.state import DatabaseDep, SettingsDep, TermCacheDep

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)


@router.get("/terms/{term}/names")
def names_page(
    term: str, request: Request, principal: Planner, pages: PagesDep, database: DatabaseDep, settings: SettingsDep, cache: TermCacheDep
) -> Response:
    """State of the name list, without a name."""
    found = open_term(database, principal, cache, term)
    state: NameListState | None = None
    try:
        with database.read() as connection:
            state = names_state(connection, principal, settings, term)
    except ApiError as error:
        if error.kind is not NOT_FOUND:
            raise
    view = {
        "state": state, "host": host_keys(settings) is not None, "pupils": len(found.request.problem.pupils),
        "names_data": {"term": found.term.id},
    }  # fmt: skip
    page = term_page(
        principal, found.school, found.term, TermTab.NAMES, "term_names.html", view, ("names.js",), ("intake.css",)
    )
    return pages.answer(request, principal, page)
