"""``/page/districts/{district}``: schools with their states, indicators beside each other, and batches."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.rights import Batcher
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep, WebPage
from api.page.trails import HOME
from api.page.views.district_view import district_view
from api.pagination import CursorDep
from api.services.district_overview import district_overview
from api.state import DatabaseDep, SettingsDep
from api.storage.page import LARGEST_PAGE, Cursor

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)


@router.get("/districts/{district}")
def district_page(
    district: str, request: Request, principal: Batcher, pages: PagesDep, database: DatabaseDep, settings: SettingsDep, cursor: CursorDep
) -> Response:
    """District."""
    with database.read() as connection:
        found = district_overview(connection, principal, district, Cursor(cursor.after, LARGEST_PAGE))
    view = district_view(found)
    shown = {"view": view, "most_seconds": settings.max_seconds}
    return pages.answer(
        request, principal,
        WebPage("district.html", view.name, shown, (HOME,), scripts=("district.js", "sortable.js"), styles=("district.css",)),
    )  # fmt: skip
